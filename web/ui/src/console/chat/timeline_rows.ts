// What the faces for staff make of the shared rows: all of the agents' side stands on the right,
// whoever of them reads, whispers and notes stand by themselves, and no group is so long that a
// window over the rows would hold too much. Pure.
import type { Item, Note, Whisper } from "@parley/sdk";
import type { Row } from "../../index.ts";

export type DeskRow =
    | Row
    | { kind: "whisper"; key: string; item: Item }
    | { kind: "note"; key: string; item: Item };

/** What stands beside the messages; customers know of neither. */
type Beside = "whisper" | "note";
type Line = { after_seq: number; item: Item };

const group_max = 20;
const marks: Record<Beside, string> = { whisper: "whisper ", note: "note " };

/** The place of the note that is shown by this item. */
export function placeOfNote({ key }: Item): number {
    return Number(key.slice(marks.note.length));
}

/** Under which a whisper of one's own that has not arrived is known. */
export function idOfWaiting({ key }: Item): string {
    return key.slice(marks.whisper.length);
}

/**
 * Each whisper and note behind the message after which it was said; those of pages not here are left
 * out. Whispers that have not arrived stand at the end.
 */
export function withStaffLines(
    items: readonly Item[],
    whispers: readonly Whisper[],
    notes: readonly Note[] = [],
    waiting: readonly Item[] = [],
): readonly Item[] {
    if (!whispers.length && !notes.length && !waiting.length) return items;
    const first = items.find((one) => one.seq !== undefined)?.seq ?? 1;
    const left = [
        ...whispers.map((one) => lineOf("whisper", one)),
        ...notes.map((one) => lineOf("note", one)),
    ]
        .filter((one) => one.after_seq >= first - 1)
        .sort((a, b) => a.after_seq - b.after_seq || a.item.at.localeCompare(b.item.at));
    const made: Item[] = [];
    for (const item of items) {
        while (left[0] && item.seq !== undefined && left[0].after_seq < item.seq) {
            made.push(left.shift()!.item);
        }
        made.push(item);
    }
    const last = waiting.map((one) => ({ ...one, key: marks.whisper + one.key }));
    return [...made, ...left.map(({ item }) => item), ...last];
}

function lineOf(kind: Beside, { place, after_seq, at, from, text }: Whisper | Note): Line {
    return {
        after_seq,
        item: { key: `${marks[kind]}${place}`, at, from, text, state: "sent" },
    };
}

function besideOf(key: string | undefined): Beside | undefined {
    if (key?.startsWith(marks.whisper)) return "whisper";
    return key?.startsWith(marks.note) ? "note" : undefined;
}

export function deskRows(rows: readonly Row[]): readonly DeskRow[] {
    return rows.flatMap((row) => {
        if (row.kind !== "group") return [row];
        const own = row.from.kind === "agent";
        const parts: DeskRow[] = [];
        for (const items of partsOf(row.items)) {
            const { key } = items[0]!;
            const beside = besideOf(key);
            if (beside) parts.push({ kind: beside, key, item: items[0]! });
            else parts.push({ ...row, own, items, key });
        }
        return parts;
    });
}

/** Runs of messages, not too long, and single lines beside them. */
function partsOf(items: readonly Item[]): Item[][] {
    const parts: Item[][] = [];
    for (const item of items) {
        const open = parts.at(-1);
        const alone = besideOf(item.key) || besideOf(open?.[0]?.key);
        if (open && !alone && open.length < group_max) open.push(item);
        else parts.push([item]);
    }
    return parts;
}
