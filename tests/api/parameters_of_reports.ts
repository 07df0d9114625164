// Which parameters the operations on reports declare.
import { optional, text, word } from "./fields.ts";
import type { Field, Row } from "./kinds.ts";

const report: Record<string, Field> = {
    kind: word("queues"),
    from: text,
    to: text,
    zone: optional("text"),
    queues: optional("words"),
    agents: optional("words"),
};

export const reports = {
    "report.get": {
        who: "agent",
        fields: { ...report, by: { ...word("day"), optional: true }, compare: optional("truth") },
    },
    "report.export": {
        who: "agent",
        fields: { ...report, by: { ...word("day"), optional: true }, bom: optional("truth") },
    },
    "report.list": { who: "agent", fields: {} },
    "report.save": {
        who: "agent",
        fields: {
            report: optional("text"),
            name: text,
            kind: word("queues"),
            days: optional("number"),
            zone: optional("text"),
            queues: optional("words"),
            agents: optional("words"),
            by: { ...word("day"), optional: true },
            schedule: optional("schedule"),
            receivers: optional("words"),
            view: optional("shown"),
        },
    },
    "report.remove": { who: "agent", fields: { report: text } },
    "report.runs": { who: "agent", fields: { report: text } },
    "report.download": { who: "agent", fields: { run: text } },
} satisfies Record<string, Row>;
