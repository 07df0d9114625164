// Two who write in one chat. Pure.
import type { Item } from "@parley/sdk";

/** What colleagues have said to the customer behind `since`, by others than `me`. */
export function saidMeanwhile(items: readonly Item[], me: string, since: number): readonly Item[] {
    return items.filter(
        ({ seq, from, event }) =>
            seq !== undefined && seq > since && from.kind === "agent" && from.id !== me && !event,
    );
}

/** Up to where the chat goes, without a gap, that one has in front of oneself. */
export function lastSeq(items: readonly Item[]): number {
    let last: number | undefined;
    for (const { seq } of items) {
        if (seq === undefined) continue;
        // Own messages are shown before what lies between has come.
        if (last !== undefined && seq > last + 1) break;
        last = seq;
    }
    return last ?? 0;
}
