import { expect, test } from "vitest";
import { type Asked, daysOf, instantsOf, readAsked, writeAsked } from "./asked.ts";

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
    const { since, until } = instantsOf({ from: "2026-11-23", to: "2026-11-23" });
    expect(Date.parse(until) - Date.parse(since)).toBe(86_400_000);
});
