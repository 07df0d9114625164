// From the items of a conversation to the rows a reader sees: day dividers, the "New" divider,
// system lines, and
// messages of one person within three minutes as one group. Pure.
import type { Item, Person } from "@parley/sdk";

export type Row =
    | { kind: "day"; key: string; at: string }
    | { kind: "new"; key: string }
    | { kind: "system"; key: string; item: Item }
    | { kind: "group"; key: string; from: Person; own: boolean; items: readonly Item[] };

const group_ms = 3 * 60_000;

export interface TimelineOptions {
    /** Who reads; own messages stand on the right. */
    me: { id: string };
    /** The "New" divider stands before the first message of others above this seq. */
    new_after?: number;
}

export function timelineRows(
    items: readonly Item[],
    { me, new_after }: TimelineOptions,
): readonly Row[] {
    const rows: Row[] = [];
    let day = "";
    let divided = new_after === undefined;
    let open: (Row & { kind: "group" }) | undefined;
    let last_at = 0;
    for (const item of items) {
        const own = item.from.id === me.id;
        const time = Date.parse(item.at);
        const its_day = new Date(time).toDateString();
        if (its_day !== day) {
            day = its_day;
            open = undefined;
            rows.push({ kind: "day", key: `day ${its_day} ${item.key}`, at: item.at });
        }
        if (!divided && !own && item.seq !== undefined && item.seq > new_after!) {
            divided = true;
            open = undefined;
            rows.push({ kind: "new", key: "new" });
        }
        if (item.event) {
            open = undefined;
            rows.push({ kind: "system", key: item.key, item });
            continue;
        }
        const same = open && open.from.id === item.from.id && time - last_at < group_ms;
        // A failure is said under its own bubble, so it ends the group.
        if (open && same && open.items.at(-1)!.state !== "failed") {
            open.items = [...open.items, item];
        } else {
            open = { kind: "group", key: item.key, from: item.from, own, items: [item] };
            rows.push(open);
        }
        last_at = time;
    }
    return rows;
}
