// What somebody asks of the reports, in the address: so a report can be kept and handed on.
import type { ReportBy, ReportKind } from "@parley/sdk";
import { beginOf, dayAt, dayText, isZone, zone } from "./zone.ts";

export const kinds = [
    "queues",
    "agents",
    "hours",
    "codes",
    "states",
] as const satisfies ReportKind[];

export const periods = [
    "today",
    "yesterday",
    "last_7",
    "last_30",
    "this_month",
    "last_month",
    "own",
] as const;
export type Period = (typeof periods)[number];

export interface Asked {
    kind: ReportKind;
    period: Period;
    /** Of a period of one's own: days, both within. */
    from?: string;
    to?: string;
    queue?: string;
    agent?: string;
    compare: boolean;
    /** Whose days are meant, where not those of the reader's own time zone. */
    zone?: string;
}

const day_form = /^\d{4}-\d{2}-\d{2}$/;

export function readAsked(query: string): Asked {
    const params = new URLSearchParams(query);
    const one = (name: string) => params.get(name) || undefined;
    const kind = kinds.find((known) => known === one("kind")) ?? "queues";
    const period = periods.find((known) => known === one("period")) ?? "last_7";
    const asked: Asked = { kind, period, compare: one("compare") === "1" };
    for (const name of ["from", "to"] as const) {
        const day = one(name);
        if (period === "own" && day && day_form.test(day)) asked[name] = day;
    }
    for (const name of ["queue", "agent"] as const) {
        const id = one(name);
        if (id) asked[name] = id;
    }
    const elsewhere = one("zone");
    if (elsewhere && elsewhere !== zone() && isZone(elsewhere)) asked.zone = elsewhere;
    return asked;
}

export function writeAsked(asked: Asked): string {
    const params = new URLSearchParams();
    if (asked.kind !== "queues") params.set("kind", asked.kind);
    if (asked.period !== "last_7") params.set("period", asked.period);
    for (const name of ["from", "to", "queue", "agent", "zone"] as const) {
        const value = asked[name];
        if (value) params.set(name, value);
    }
    if (asked.compare) params.set("compare", "1");
    return params.toString();
}

/** The time zone whose days are meant. */
export const zoneOf = (asked: Asked): string => asked.zone ?? zone();

/** The first and the last day of what is asked, in its time zone. `now` in ms. */
export function daysOf(asked: Asked, now: number): { from: string; to: string } {
    const [year, month, date] = dayAt(zoneOf(asked), now).split("-").map(Number) as [
        number,
        number,
        number,
    ];
    const day = (year: number, month: number, date: number) =>
        dayText(Date.UTC(year, month - 1, date));
    const back = (days: number) => day(year, month, date - days);
    switch (asked.period) {
        case "today":
            return { from: back(0), to: back(0) };
        case "yesterday":
            return { from: back(1), to: back(1) };
        case "last_30":
            return { from: back(29), to: back(0) };
        case "this_month":
            return { from: day(year, month, 1), to: back(0) };
        case "last_month":
            return { from: day(year, month - 1, 1), to: day(year, month, 0) };
        case "own": {
            const from = asked.from ?? back(6);
            const to = asked.to ?? back(0);
            return from <= to ? { from, to } : { from: to, to: from };
        }
        default:
            return { from: back(6), to: back(0) };
    }
}

/** The queue and the agent that the report is of: not each kind is of both. */
export function subjectOf({ kind, queue, agent }: Asked): { queue?: string; agent?: string } {
    const of_agents = kind === "agents" || kind === "states";
    return {
        ...(queue && kind !== "states" && { queue }),
        ...(agent && of_agents && { agent }),
    };
}

/** The parameters of report.get. */
export function paramsOf(asked: Asked, now: number, by?: ReportBy) {
    const { queue, agent } = subjectOf(asked);
    return {
        kind: asked.kind,
        ...daysOf(asked, now),
        zone: zoneOf(asked),
        ...(queue && { queues: [queue] }),
        ...(agent && { agents: [agent] }),
        ...(by && { by }),
    };
}

/** The same span as the list of chats knows it. */
export function instantsOf({ from, to }: { from: string; to: string }, zone: string) {
    const next = dayText(Date.parse(`${to}T00:00Z`) + 86_400_000);
    const instant = (day: string) => new Date(beginOf(zone, day)).toISOString();
    return { since: instant(from), until: instant(next) };
}
