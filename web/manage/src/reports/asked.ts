// What somebody asks of the reports, in the address: so a report can be kept and handed on.
import type { ReportBy, ReportKind } from "@parley/sdk";

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
    /** Of a period of one's own: local days, both within. */
    from?: string;
    to?: string;
    queue?: string;
    agent?: string;
    compare: boolean;
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
    return asked;
}

export function writeAsked(asked: Asked): string {
    const params = new URLSearchParams();
    if (asked.kind !== "queues") params.set("kind", asked.kind);
    if (asked.period !== "last_7") params.set("period", asked.period);
    for (const name of ["from", "to", "queue", "agent"] as const) {
        const value = asked[name];
        if (value) params.set(name, value);
    }
    if (asked.compare) params.set("compare", "1");
    return params.toString();
}

const two = (n: number) => String(n).padStart(2, "0");

export const dayText = (day: Date) =>
    `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

/** The first and the last local day of what is asked. `now` in ms. */
export function daysOf(asked: Asked, now: number): { from: string; to: string } {
    const at = new Date(now);
    const day = (year: number, month: number, date: number) => dayText(new Date(year, month, date));
    const [year, month, date] = [at.getFullYear(), at.getMonth(), at.getDate()];
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

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The parameters of report.get. */
export function paramsOf(asked: Asked, now: number, by?: ReportBy) {
    const of_agents = asked.kind === "agents" || asked.kind === "states";
    return {
        kind: asked.kind,
        ...daysOf(asked, now),
        zone: zone(),
        ...(asked.queue && asked.kind !== "states" && { queues: [asked.queue] }),
        ...(asked.agent && of_agents && { agents: [asked.agent] }),
        ...(by && { by }),
    };
}

/** The same span as the list of chats knows it. */
export function instantsOf({ from, to }: { from: string; to: string }) {
    const end = new Date(`${to}T00:00`);
    end.setDate(end.getDate() + 1);
    return { since: new Date(`${from}T00:00`).toISOString(), until: end.toISOString() };
}
