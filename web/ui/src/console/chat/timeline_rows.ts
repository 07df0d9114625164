// What the faces for staff make of the shared rows: all of the agents' side stands on the right, whoever of
// them reads, whispers stand by themselves, and no group is so long that a window over the rows
// would hold too much. Pure.
import type { Item, Whisper } from "@parley/sdk";
import type { Row } from "../../index.ts";

export type DeskRow = Row | { kind: "whisper"; key: string; item: Item };

const group_max = 20;
const mark = "whisper ";

/** Each whisper behind the message after which it was said; those of pages not here are left out. */
export function withWhispers(
    items: readonly Item[],
    whispers: readonly Whisper[],
): readonly Item[] {
    if (!whispers.length) return items;
    const first = items.find((one) => one.seq !== undefined)?.seq ?? 1;
    const left = whispers.filter((one) => one.after_seq >= first - 1);
    const made: Item[] = [];
    for (const item of items) {
        while (left[0] && item.seq !== undefined && left[0].after_seq < item.seq) {
            made.push(itemOf(left.shift()!));
        }
        made.push(item);
    }
    return [...made, ...left.map(itemOf)];
}

function itemOf({ place, at, from, text }: Whisper): Item {
    return { key: `${mark}${place}`, at, from, text, state: "sent" };
}

export function deskRows(rows: readonly Row[]): readonly DeskRow[] {
    return rows.flatMap((row) => {
        if (row.kind !== "group") return [row];
        const own = row.from.kind === "agent";
        const parts: DeskRow[] = [];
        for (const items of partsOf(row.items)) {
            const { key } = items[0]!;
            if (key.startsWith(mark)) parts.push({ kind: "whisper", key, item: items[0]! });
            else parts.push({ ...row, own, items, key });
        }
        return parts;
    });
}

/** Runs of messages, not too long, and single whispers. */
function partsOf(items: readonly Item[]): Item[][] {
    const parts: Item[][] = [];
    for (const item of items) {
        const open = parts.at(-1);
        const alone = item.key.startsWith(mark) || open?.[0]?.key.startsWith(mark);
        if (open && !alone && open.length < group_max) open.push(item);
        else parts.push([item]);
    }
    return parts;
}
