// Parameters that each operation reads without complaint, whatever they name.
import type { Kind, Row } from "./kinds.ts";

const right: Record<Kind, string> = {
    text: '"x"',
    number: "1",
    time: '"2026-11-21T08:30:00.000Z"',
    truth: "true",
    texts: "{}",
    numbers: "{}",
    words: '["agent"]',
    rights: '["queue_view"]',
    reasons: "[]",
    skills: "[]",
    needs: "[]",
    conditions: "[]",
    week: "[]",
    days: "[]",
    answers: "[]",
    formats: "[]",
    schedule: '{"every":"day","at":"07:00"}',
    shown: '{"period":"today","compare":false}',
    card: '{"wanted":"a refund"}',
    ids: '["x"]',
    bytes: '"eA=="',
    titles: '[{"language":"en","name":"x","about":""}]',
    writing:
        '{"language":"en","version":0,"published":false,"title":"x","summary":"","sections":[]}',
    tree: '{"blocks":[{"kind":"code","text":"a"}]}',
};

/** Parameters with one good value for each field, in which `changed` replaces one of them. */
export function params(row: Row, changed: Record<string, string | undefined> = {}): string {
    const members = Object.entries(row.fields).map(
        ([k, f]) => [k, f.good ?? right[f.kind]] as const,
    );
    const all = Object.entries({ ...Object.fromEntries(members), ...changed });
    const kept = all.filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `{${kept.map(([k, v]) => `${JSON.stringify(k)}:${v}`).join(",")}}`;
}
