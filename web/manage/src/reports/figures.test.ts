import type { ReportPeriod, ReportRow } from "@parley/sdk";
import { expect, test } from "vitest";
import { behind, buckets, change, figuresOf, shown } from "./figures.ts";

const figure = (id: string) => figuresOf("queues").find((one) => one.id === id)!;
const row = (more: Partial<ReportRow>) => more as ReportRow;
const period = { from: "2026-11-01", to: "2026-11-07" } as ReportPeriod;

test("a figure that nothing is known of is a dash", () => {
    expect(shown(figure("service"), row({}), "en")).toBe("–");
    expect(shown(figure("service"), row({ service_percent: 80 }), "en")).toBe("80 %");
    expect(shown(figure("arrived"), row({ arrived: 12_000 }), "en")).toBe("12,000");
});

test("a number leads to its chats, nought to none", () => {
    const place = behind(figure("abandoned"), row({ abandoned: 2, queue: "queue_1" }), period);
    const query = new URLSearchParams(place?.split("?")[1]);
    expect(query.get("queue")).toBe("queue_1");
    expect(query.get("unanswered")).toBe("1");
    expect(query.get("since")).toBe(new Date("2026-11-01T00:00").toISOString());
    expect(behind(figure("abandoned"), row({ abandoned: 0 }), period)).toBeUndefined();
    expect(behind(figure("wait"), row({}), period)).toBeUndefined();
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
