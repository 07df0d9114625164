import type { Item, Person } from "@parley/sdk";
import { expect, test } from "vitest";
import { lastSeq, saidMeanwhile } from "./collision.ts";

const at = "2026-11-21T08:30:00.000Z";
const item = (seq: number | undefined, from: Person, more: Partial<Item> = {}): Item => ({
    key: `${seq}`,
    at,
    from,
    text: `${seq}`,
    state: "sent",
    ...(seq !== undefined && { seq }),
    ...more,
});
const anna: Person = { kind: "agent", id: "usr_a", name: "Anna" };
const ben: Person = { kind: "agent", id: "usr_b", name: "Ben" };
const kim: Person = { kind: "customer", id: "vis_k", name: "Kim" };

test("only what a colleague has said, and only since then, stops one", () => {
    const items = [
        item(1, kim),
        item(2, ben),
        item(3, anna),
        item(4, kim),
        item(5, ben),
        item(6, { kind: "system", id: "", name: "" }, { event: { type: "agent_left" } }),
        item(undefined, anna),
    ];
    expect(saidMeanwhile(items, anna.id, 2).map((one) => one.seq)).toEqual([5]);
    expect(saidMeanwhile(items, anna.id, 5)).toEqual([]);
    expect(saidMeanwhile(items, ben.id, 0).map((one) => one.seq)).toEqual([3]);
    expect(lastSeq(items)).toBe(6);
    expect(lastSeq([])).toBe(0);
    // What lies before an own message that is confirmed ahead of it has not been seen.
    expect(lastSeq([item(7, kim), item(undefined, anna), item(8, kim), item(10, anna)])).toBe(8);
});
