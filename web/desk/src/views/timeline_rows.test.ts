import type { Item, Person } from "@parley/sdk";
import { timelineRows } from "@parley/ui";
import { expect, test } from "vitest";
import { deskRows } from "./timeline_rows.ts";

const anna: Person = { kind: "agent", id: "anna", name: "Anna" };
const ben: Person = { kind: "agent", id: "ben", name: "Ben" };
const kim: Person = { kind: "customer", id: "kim", name: "Kim" };

function items(...from: Person[]): Item[] {
    return from.map((person, i) => ({
        key: `m${i + 1}`,
        seq: i + 1,
        at: `2025-01-01T00:00:${String(i).padStart(2, "0")}.000Z`,
        from: person,
        text: "text",
        state: "sent",
    }));
}

const groups = (all: Item[]) =>
    deskRows(timelineRows(all, { me: anna })).flatMap((row) => (row.kind === "group" ? [row] : []));

test("every agent stands on the right, the customer on the left", () => {
    expect(groups(items(anna, kim, ben)).map((row) => [row.from.id, row.own])).toEqual([
        ["anna", true],
        ["kim", false],
        ["ben", true],
    ]);
});

test("long groups are parted, each part with its own key, and nothing is lost", () => {
    const all = items(...Array.from({ length: 45 }, () => kim));
    const parts = groups(all);
    expect(parts.map((row) => row.items.length)).toEqual([20, 20, 5]);
    expect(parts.map((row) => row.key)).toEqual(["m1", "m21", "m41"]);
    expect(parts.flatMap((row) => row.items)).toEqual(all);
});
