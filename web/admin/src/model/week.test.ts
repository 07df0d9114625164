// A week is edited day by day and sent as one list; its words are those of a sign at a door.
import type { Interval } from "@parley/sdk";
import { expect, test } from "vitest";
import { dayWords, intervalsOf, oneMore, placeOf, type Week, weekOf, weekWords } from "./week.ts";

const office: Interval[] = [{ from: "09:00", to: "17:00" }];
const split: Interval[] = [
    { from: "09:00", to: "12:00" },
    { from: "13:00", to: "17:30" },
];
const week: Week = [office, office, split, office, office, [{ from: "10:00", to: "24:00" }], []];

test("what is sent is what comes back", () => expect(weekOf(intervalsOf(week))).toEqual(week));

test("errors of the server are found at their interval", () => {
    expect(intervalsOf(week)[placeOf(week, 3)]).toEqual({ day: "thursday", ...office[0]! });
    expect(placeOf(week, 3)).toBe(4);
});

test("days that are alike are named together, closed ones not at all", () => {
    expect(weekWords(week, "en-GB")).toBe(
        "Mon–Tue 09:00–17:00; Wed 09:00–12:00, 13:00–17:30; Thu–Fri 09:00–17:00; Sat 10:00–24:00",
    );
    expect(weekWords(weekOf([]), "en-GB")).toBe("");
});

test("one more interval begins after a break, and ends at midnight at the latest", () => {
    expect(oneMore([])).toEqual({ from: "09:00", to: "17:00" });
    expect(oneMore(split)).toEqual({ from: "18:30", to: "22:30" });
    expect(oneMore([{ from: "09:00", to: "22:00" }])).toEqual({ from: "23:00", to: "24:00" });
});

test("a day of every year has no year", () => {
    const day = { date: "2026-12-24", name: "Christmas Eve", yearly: true, open: [] };
    expect(dayWords(day, "closed", "en-GB")).toBe("24 Dec Christmas Eve closed");
    expect(dayWords({ ...day, yearly: false, open: office }, "closed", "en-GB")).toBe(
        "24 Dec 2026 Christmas Eve 09:00–17:00",
    );
    expect(dayWords({ ...day, date: "" }, "closed", "en-GB")).toBe("Christmas Eve closed");
});
