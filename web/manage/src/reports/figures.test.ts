import type { ReportPeriod, ReportRow } from "@parley/sdk";
import { expect, test } from "vitest";
import { readChats } from "../model/view.ts";
import type { Asked } from "./asked.ts";
import { behind, buckets, change, figuresOf, shown } from "./figures.ts";

const figure = (id: string) => figuresOf("queues").find((one) => one.id === id)!;
const row = (more: Partial<ReportRow>) => more as ReportRow;
const report = {
    zone: "Europe/Berlin",
    period: { from: "2026-11-01", to: "2026-11-07" } as ReportPeriod,
};
const asked: Asked = { kind: "queues", period: "own", compare: false };

test("a figure that nothing is known of is a dash", () => {
    expect(shown(figure("service"), row({}), "en")).toBe("–");
    expect(shown(figure("service"), row({ service_percent: 80 }), "en")).toBe("80 %");
    expect(shown(figure("arrived"), row({ arrived: 12_000 }), "en")).toBe("12,000");
});

const span = { since: "2026-10-31T23:00:00.000Z", until: "2026-11-07T23:00:00.000Z" };
const led = (...of: Parameters<typeof behind>) => readChats(behind(...of)?.split("?")[1] ?? "");

test("a number leads to just its chats, nought to none", () => {
    const lost = row({ abandoned: 2, queue: "queue_1" });
    expect(led(figure("abandoned"), lost, asked, report)).toEqual({
        tab: "completed",
        queues: ["queue_1"],
        abandoned: true,
        ...span,
    });
    const arrived = row({ arrived: 9 });
    expect(led(figure("arrived"), arrived, asked, report)).toMatchObject({ tab: "all", ...span });
    expect(behind(figure("abandoned"), row({ abandoned: 0 }), asked, report)).toBeUndefined();
    expect(behind(figure("wait"), row({}), asked, report)).toBeUndefined();
});

test("what the report is of, its chats are of, also those of all together", () => {
    const of_queue: Asked = { ...asked, queue: "queue_1" };
    const all = led(figure("arrived"), row({ arrived: 9 }), of_queue, report);
    expect(all.queues).toEqual(["queue_1"]);
    const [handled] = figuresOf("agents").filter(({ id }) => id === "handled");
    const agents: Asked = { ...of_queue, kind: "agents", agent: "usr_1" };
    const maya = row({ handled: 3, agent: "usr_1" });
    for (const one of [maya, row({ handled: 3 })]) {
        expect(led(handled!, one, agents, report)).toMatchObject({
            queues: ["queue_1"],
            agent: "usr_1",
        });
    }
});

test("shares differ by points, everything else by per cent", () => {
    const then = row({ service_percent: 70, arrived: 50 });
    const now = row({ service_percent: 80, arrived: 60 });
    expect(change(figure("service"), now, then)).toBe(10);
    expect(change(figure("arrived"), now, then)).toBe(20);
    expect(change(figure("arrived"), now, row({ arrived: 0 }))).toBeUndefined();
    expect(change(figure("arrived"), now, undefined)).toBeUndefined();
});

test("a long tail of buckets is joined, and nobody is lost", () => {
    const counts = Array.from({ length: 20 }, (_, i) => i);
    const bounds = Array.from({ length: 24 }, (_, i) => (i + 1) * 5);
    const joined = buckets({ count: 190, mean_s: 0, median_s: 0, p90_s: 0, counts }, bounds);
    expect(joined).toHaveLength(10);
    expect(joined.reduce((sum, one) => sum + one.count, 0)).toBe(190);
    expect(joined[1]).toEqual({ from_s: 10, to_s: 20, count: 5 });
});
