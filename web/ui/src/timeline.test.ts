import type { Item } from "@parley/sdk";
import { expect, test } from "vitest";
import { textPieces } from "./text_pieces.ts";
import { ago, clock, dayName, stopwatch } from "./time.ts";
import { timelineRows } from "./timeline.ts";

const maya = { kind: "agent", id: "u1", name: "Maya" } as const;
const dana = { kind: "customer", id: "v1", name: "Dana" } as const;
let next = 1;
const item = (from: Item["from"], at: string, more: Partial<Item> = {}): Item => ({
    key: `k${next}`,
    seq: next++,
    at,
    from,
    text: "text",
    state: "sent",
    ...more,
});
const day = (time: string) => new Date(`2026-03-02T${time}`).toISOString();
const shape = (items: Item[], new_after?: number) =>
    timelineRows(items, { me: dana, new_after }).map((row) =>
        row.kind === "group" ? `${row.own ? "own" : row.from.name} ${row.items.length}` : row.kind,
    );

test("messages of one person within three minutes are one group", () => {
    expect(
        shape([
            item(maya, day("10:00:00")),
            item(maya, day("10:02:59")),
            item(maya, day("10:06:00")),
            item(dana, day("10:06:01")),
            item(maya, day("10:06:02")),
        ]),
    ).toEqual(["day", "Maya 2", "Maya 1", "own 1", "Maya 1"]);
});

test("days, system lines and failures end a group", () => {
    const ended = { type: "customer_left" } as const;
    expect(
        shape([
            item(dana, new Date("2026-03-01T23:59:00").toISOString()),
            item(dana, day("00:00:30")),
            item(dana, day("00:00:40"), { state: "failed" }),
            item(dana, day("00:00:50")),
            item({ kind: "system", id: "", name: "" }, day("00:00:55"), { event: ended }),
        ]),
    ).toEqual(["day", "own 1", "day", "own 2", "own 1", "system"]);
});

test("the New divider stands before the first unread message of others", () => {
    const items = [
        item(maya, day("10:00:00")),
        item(dana, day("10:00:10")),
        item(maya, day("10:00:20")),
    ];
    expect(shape(items, items[0]!.seq)).toEqual(["day", "Maya 1", "own 1", "new", "Maya 1"]);
    expect(shape(items, items[2]!.seq)).not.toContain("new");
});

test("web addresses become links, without the full stop after them", () => {
    expect(textPieces("See https://example.org/a?b=1. Or (http://x.org)!")).toEqual([
        { text: "See " },
        { text: "https://example.org/a?b=1", href: "https://example.org/a?b=1" },
        { text: ". Or (" },
        { text: "http://x.org", href: "http://x.org" },
        { text: ")!" },
    ]);
    expect(textPieces("javascript:alert(1)")).toEqual([{ text: "javascript:alert(1)" }]);
});

test("a link ends where the writing direction is turned, and shows no false host", () => {
    expect(textPieces("https://x.org/a\u202egpj.exe")).toEqual([
        { text: "https://x.org/a", href: "https://x.org/a" },
        { text: "\u202egpj.exe" },
    ]);
    for (const text of ["https://user:pw@host/", "https://bank.example@host", "http://a@b?c"]) {
        expect(textPieces(text)).toEqual([{ text }]);
    }
    const fine = "https://x.org/@dana?to=a@b.org";
    expect(textPieces(fine)).toEqual([{ text: fine, href: fine }]);
});

test("times", () => {
    const now = new Date("2026-03-02T10:00:00").getTime();
    const before = (ms: number) => new Date(now - ms).toISOString();
    const t = (id: string) => id;
    expect(stopwatch(42_000)).toBe("0:42");
    expect(stopwatch(761_000)).toBe("12:41");
    expect(stopwatch(3_729_000)).toBe("1:02:09");
    expect(stopwatch(-5)).toBe("0:00");
    expect(ago(before(42_000), now, "en")).toBe("0:42");
    expect(ago(before(190_000), now, "en")).toBe("3 m");
    expect(ago(before(2 * 3_600_000), now, "en")).toBe("2 h");
    expect(ago(before(3 * 86_400_000), now, "en")).toBe("Fri");
    expect(ago(before(30 * 86_400_000), now, "en")).toBe("Jan 31");
    expect(dayName(before(0), now, "en", t)).toBe("today");
    expect(dayName(before(11 * 3_600_000), now, "en", t)).toBe("yesterday");
    expect(dayName(before(5 * 86_400_000), now, "de", t)).toBe("Mittwoch, 25. Februar");
    expect(clock(new Date("2026-03-02T09:05:00").toISOString(), "de")).toBe("09:05");
});
