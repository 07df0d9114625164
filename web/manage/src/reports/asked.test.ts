import { expect, test } from "vitest";
import { type Asked, daysOf, instantsOf, readAsked, subjectOf, writeAsked } from "./asked.ts";

const monday = new Date(2026, 10, 23, 9, 30).getTime();
const period = (period: Asked["period"], more: Partial<Asked> = {}) =>
    daysOf({ kind: "queues", period, compare: false, ...more }, monday);

test("a period is whole local days", () => {
    expect(period("today")).toEqual({ from: "2026-11-23", to: "2026-11-23" });
    expect(period("yesterday")).toEqual({ from: "2026-11-22", to: "2026-11-22" });
    expect(period("last_7")).toEqual({ from: "2026-11-17", to: "2026-11-23" });
    expect(period("last_30")).toEqual({ from: "2026-10-25", to: "2026-11-23" });
    expect(period("this_month")).toEqual({ from: "2026-11-01", to: "2026-11-23" });
    expect(period("last_month")).toEqual({ from: "2026-10-01", to: "2026-10-31" });
});

test("days of one's own may be typed in either order", () => {
    const own = { from: "2026-11-20", to: "2026-11-02" };
    expect(period("own", own)).toEqual({ from: "2026-11-02", to: "2026-11-20" });
    expect(period("own")).toEqual(period("last_7"));
});

test("the address says what is asked, and nothing else", () => {
    const asked: Asked = {
        kind: "agents",
        period: "own",
        from: "2026-11-02",
        to: "2026-11-20",
        queue: "queue_1",
        agent: "usr_1",
        compare: true,
    };
    expect(readAsked(writeAsked(asked))).toEqual(asked);
    expect(writeAsked(readAsked(""))).toBe("");
    expect(readAsked("kind=nonsense&period=own&from=yesterday")).toEqual({
        kind: "queues",
        period: "own",
        compare: false,
    });
});

test("the list of chats gets the same days", () => {
    const day = { from: "2026-11-23", to: "2026-11-23" };
    expect(instantsOf(day, "Europe/Berlin")).toEqual({
        since: "2026-11-22T23:00:00.000Z",
        until: "2026-11-23T23:00:00.000Z",
    });
});

test("days are those of the zone that is asked for, also where clocks are put on or back", () => {
    // Monday in Auckland while it is Sunday in New York.
    const now = Date.parse("2026-11-22T18:00:00Z");
    const today = (zone: string) =>
        daysOf({ kind: "queues", period: "today", compare: false, zone }, now).from;
    expect(today("Pacific/Auckland")).toBe("2026-11-23");
    expect(today("America/New_York")).toBe("2026-11-22");
    const hours = (day: string) => {
        const { since, until } = instantsOf({ from: day, to: day }, "Europe/Berlin");
        return (Date.parse(until) - Date.parse(since)) / 3_600_000;
    };
    expect(hours("2026-03-29")).toBe(23);
    expect(hours("2026-10-25")).toBe(25);
    expect(readAsked("zone=Middle/Earth").zone).toBeUndefined();
    expect(readAsked("zone=Pacific/Auckland").zone).toBe("Pacific/Auckland");
});

test("a queue or an agent is asked for only where the kind is of both", () => {
    const asked = { period: "today", compare: false, queue: "q", agent: "u" } as const;
    expect(subjectOf({ kind: "agents", ...asked })).toEqual({ queue: "q", agent: "u" });
    expect(subjectOf({ kind: "queues", ...asked })).toEqual({ queue: "q" });
    expect(subjectOf({ kind: "states", ...asked })).toEqual({ agent: "u" });
});
