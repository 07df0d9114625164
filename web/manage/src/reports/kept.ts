// What a kept report shows when it is opened again: what was seen as it was kept. Pure.
import type { ReportShown, SavedReport } from "@parley/sdk";
import { type Asked, daysOf, periods } from "./asked.ts";
import { zone } from "./zone.ts";

type Days = { from: string; to: string };

/** Days of one's own are kept as they are: 2026-11-02/2026-11-20. */
export const viewOf = ({ period, compare }: Asked, { from, to }: Days): ReportShown => ({
    period: period === "own" ? `${from}/${to}` : period,
    compare,
});

/** In its own time zone, whoever opens it and wherever. */
export function openedOf(report: SavedReport, now: number): Asked {
    const { kind, view, queues, agents } = report;
    const asked: Asked = {
        kind,
        period: "own",
        compare: view?.compare ?? false,
        ...(queues[0] && { queue: queues[0] }),
        ...(agents[0] && { agent: agents[0] }),
        ...(report.zone !== zone() && { zone: report.zone }),
    };
    const period = periods.find((one) => one !== "own" && one === view?.period);
    if (period) return { ...asked, period };
    const [from, to] = view?.period.split("/") ?? [];
    return { ...asked, ...(from && to ? { from, to } : daysBefore(report.days, asked, now)) };
}

/** Of those kept over the API: so many days up to yesterday. */
function daysBefore(days: number, asked: Asked, now: number): Days {
    const { to } = daysOf({ ...asked, period: "yesterday" }, now);
    const from = new Date(Date.parse(`${to}T00:00Z`) - (days - 1) * 86_400_000);
    return { from: from.toISOString().slice(0, 10), to };
}
