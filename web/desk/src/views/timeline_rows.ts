// What the desk makes of the shared rows: all of the agents' side stands on the right, whoever of
// them reads, and no
// group is so long that a window over the rows would hold too much. Pure.
import type { Row } from "@parley/ui";

const group_max = 20;

export function deskRows(rows: readonly Row[]): readonly Row[] {
    return rows.flatMap((row) => {
        if (row.kind !== "group") return [row];
        const own = row.from.kind === "agent";
        if (row.items.length <= group_max) return [{ ...row, own }];
        const parts: Row[] = [];
        for (let at = 0; at < row.items.length; at += group_max) {
            const items = row.items.slice(at, at + group_max);
            parts.push({ ...row, own, items, key: items[0]!.key });
        }
        return parts;
    });
}
