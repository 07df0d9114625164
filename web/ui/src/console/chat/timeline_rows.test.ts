import type { Item, Person, Whisper } from "@parley/sdk";
import { timelineRows } from "@parley/ui";
import { expect, test } from "vitest";
import { deskRows, withStaffLines } from "./timeline_rows.ts";

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

const whisper = (place: number, after_seq: number, from: Person = ben): Whisper => ({
    chat: "chat_1",
    place,
    after_seq,
    at: `2025-01-01T00:00:${String(after_seq).padStart(2, "0")}.500Z`,
    from,
    text: `psst ${place}`,
    client_id: String(place),
});

const keys = (all: readonly Item[]) => all.map((one) => one.key);

test("whispers stand behind the message after which they were said", () => {
    const all = withStaffLines(items(anna, kim, kim), [
        whisper(1, 1),
        whisper(2, 1),
        whisper(3, 3),
    ]);
    expect(keys(all)).toEqual(["m1", "whisper 1", "whisper 2", "m2", "m3", "whisper 3"]);
    expect(withStaffLines([], [whisper(1, 0)])).toHaveLength(1);
});

test("whispers of older pages wait for them, and what is not sent parts nothing", () => {
    const all = items(anna, kim, kim, kim);
    const { seq: _, ...failed } = all[2]!;
    const shown = withStaffLines(
        [all[1]!, failed, all[3]!],
        [whisper(1, 0), whisper(2, 1), whisper(3, 2)],
    );
    expect(keys(shown)).toEqual(["whisper 2", "m2", "m3", "whisper 3", "m4"]);
});

test("a whisper is a row of its own within the messages of the same person", () => {
    const rows = deskRows(
        timelineRows(withStaffLines(items(ben, ben, ben), [whisper(1, 1), whisper(2, 1)]), {
            me: anna,
        }),
    ).filter((row) => row.kind !== "day");
    expect(rows.map((row) => [row.kind, row.key])).toEqual([
        ["group", "m1"],
        ["whisper", "whisper 1"],
        ["whisper", "whisper 2"],
        ["group", "m2"],
    ]);
});
