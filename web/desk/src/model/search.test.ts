import { expect, test } from "vitest";
import { askedOf, nothing_sought, piecesOf } from "./search.ts";

test("the pieces of what was found are cut between code points", () => {
    const pieces = piecesOf({
        text: "…😀 ein Päckchen, ein Paket",
        hits: [
            { from: 7, to: 15 },
            { from: 21, to: 26 },
        ],
    });
    expect(pieces).toEqual([
        { text: "…😀 ein ", hit: false },
        { text: "Päckchen", hit: true },
        { text: ", ein ", hit: false },
        { text: "Paket", hit: true },
    ]);
    expect(piecesOf({ text: "all", hits: [{ from: 0, to: 3 }] })).toEqual([
        { text: "all", hit: true },
    ]);
});

test("days are the reader's, and the last one is included", () => {
    expect(askedOf({ ...nothing_sought, query: "x" })).toEqual({ query: "x" });
    const asked = askedOf({ ...nothing_sought, query: "x", from: "2026-03-01", to: "2026-03-01" });
    expect(asked.from).toBe(new Date(2026, 2, 1).toISOString());
    expect(asked.to).toBe(new Date(2026, 2, 2).toISOString());
});
