// A kept report is opened as what it was when it was kept.
import type { SavedReport } from "@parley/sdk";
import { expect, test } from "vitest";
import { type Asked, daysOf, periods } from "./asked.ts";
import { openedOf, viewOf } from "./kept.ts";

const now = Date.parse("2026-11-23T09:30:00Z");
const zone = "Pacific/Auckland";

const kept = (asked: Asked): SavedReport => ({
    id: "report_1",
    name: "Mine",
    owner: "usr_1",
    owner_name: "Mo Boss",
    kind: asked.kind,
    days: 7,
    zone,
    queues: asked.queue ? [asked.queue] : [],
    agents: asked.agent ? [asked.agent] : [],
    receivers: [],
    view: viewOf(asked, daysOf(asked, now)),
});

test.each(periods.filter((one) => one !== "own"))("%s, compared, in its own zone", (period) => {
    const asked: Asked = { kind: "agents", period, compare: true, zone, queue: "q", agent: "u" };
    expect(openedOf(kept(asked), now)).toEqual(asked);
});

test("days of one's own are the same days later", () => {
    const days = { from: "2026-11-02", to: "2026-11-20" };
    const asked: Asked = { kind: "queues", period: "own", ...days, compare: false, zone };
    expect(openedOf(kept(asked), now + 30 * 86_400_000)).toEqual(asked);
});

test("what says nothing of it is so many days up to yesterday, where it is", () => {
    const { view: _, ...plain } = kept({ kind: "queues", period: "today", compare: false });
    // In Auckland it is the 23rd, half past ten in the evening.
    expect(openedOf(plain, now)).toMatchObject({ from: "2026-11-16", to: "2026-11-22" });
});
