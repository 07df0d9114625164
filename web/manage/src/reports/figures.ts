// The figures of a report: where each is found in a row, how it is shown, what it means, and which
// chats are behind it.
import type { Report, ReportKind, ReportRow, ReportTimes } from "@parley/sdk";
import { stopwatch } from "@parley/ui/time.ts";
import type { TextId } from "../i18n.ts";
import { type ChatsView, chatsPlace } from "../model/view.ts";
import { type Asked, instantsOf, subjectOf } from "./asked.ts";

export type FigureId =
    | "arrived"
    | "answered"
    | "service"
    | "abandoned"
    | "left_message"
    | "solved_by_bot"
    | "handled"
    | "transferred"
    | "missed"
    | "declined"
    | "wait"
    | "wait_p90"
    | "first_answer"
    | "handle"
    | "wrap_up"
    | "coded";

export interface Figure {
    id: FigureId;
    form: "count" | "percent" | "time";
    /** More is better, worse, or neither. */
    more: "good" | "bad" | "neither";
    of: (row: ReportRow) => number | undefined;
    /** The list in which just these chats are. */
    chats?: Pick<ChatsView, "tab"> & Partial<Pick<ChatsView, "abandoned">>;
}

const median = (name: TimesName) => (row: ReportRow) => row[name]?.median_s;
const count = (
    id: FigureId,
    more: Figure["more"],
    name: keyof ReportRow = id as never,
): Figure => ({
    id,
    form: "count",
    more,
    of: (row) => row[name] as number,
});

export type TimesName = "wait" | "gave_up" | "first_answer" | "handle" | "wrap_up";

const figures: Record<FigureId, Figure> = {
    arrived: {
        ...count("arrived", "neither"),
        chats: { tab: "all" },
    },
    answered: count("answered", "neither"),
    service: { id: "service", form: "percent", more: "good", of: (row) => row.service_percent },
    abandoned: {
        ...count("abandoned", "bad"),
        chats: { tab: "completed", abandoned: true },
    },
    left_message: count("left_message", "neither"),
    solved_by_bot: count("solved_by_bot", "good"),
    handled: {
        ...count("handled", "neither"),
        chats: { tab: "completed" },
    },
    transferred: count("transferred", "neither"),
    missed: count("missed", "bad"),
    declined: count("declined", "bad"),
    wait: { id: "wait", form: "time", more: "bad", of: median("wait") },
    wait_p90: { id: "wait_p90", form: "time", more: "bad", of: (row) => row.wait?.p90_s },
    first_answer: { id: "first_answer", form: "time", more: "bad", of: median("first_answer") },
    handle: { id: "handle", form: "time", more: "neither", of: median("handle") },
    wrap_up: { id: "wrap_up", form: "time", more: "neither", of: median("wrap_up") },
    coded: count("coded", "neither"),
};

const columns: Record<Exclude<ReportKind, "states" | "hours">, readonly FigureId[]> = {
    queues: [
        "arrived",
        "answered",
        "service",
        "abandoned",
        "left_message",
        "wait",
        "wait_p90",
        "first_answer",
        "handle",
        "transferred",
    ],
    agents: [
        "answered",
        "handled",
        "missed",
        "declined",
        "transferred",
        "wait",
        "first_answer",
        "handle",
        "wrap_up",
    ],
    codes: ["coded", "handle"],
};

export const figuresOf = (kind: keyof typeof columns): Figure[] =>
    columns[kind].map((id) => figures[id]);

export const summary: Figure[] = (
    ["arrived", "service", "abandoned", "wait", "first_answer", "handle"] as const
).map((id) => figures[id]);

export const agent_summary: Figure[] = (
    ["answered", "handled", "missed", "first_answer", "handle", "wrap_up"] as const
).map((id) => figures[id]);

/** What a heat map can show. */
export const heat: Figure[] = (["arrived", "abandoned", "service", "wait", "handle"] as const).map(
    (id) => figures[id],
);

export const label = (figure: Figure): TextId => `reports.figure_${figure.id}`;
export const definition = (figure: Figure): TextId => `reports.means_${figure.id}`;

export function shown(figure: Figure, row: ReportRow, language: string): string {
    const value = figure.of(row);
    if (value === undefined) return "–";
    if (figure.form === "time") return stopwatch(value * 1000);
    if (figure.form === "percent") return `${value} %`;
    return value.toLocaleString(language);
}

/** Where the chats behind a figure are, of what is asked; nothing where there are none to show. */
export function behind(
    figure: Figure,
    row: ReportRow,
    asked: Asked,
    { period, zone }: Pick<Report, "period" | "zone">,
): string | undefined {
    if (!figure.chats || !figure.of(row)) return undefined;
    const { queue, agent } = { ...subjectOf(asked), ...row };
    return chatsPlace({
        ...figure.chats,
        ...(queue && { queues: [queue] }),
        ...(agent && { agent }),
        ...instantsOf(period, zone),
    });
}

/** How a figure differs from that of the period before: in % of it, of shares in points. */
export function change(figure: Figure, row: ReportRow, before: ReportRow | undefined) {
    const [now, then] = [figure.of(row), before && figure.of(before)];
    if (now === undefined || then === undefined) return undefined;
    if (figure.form === "percent") return now - then;
    return then === 0 ? undefined : Math.round((100 * (now - then)) / then);
}

const subject = ({ queue, agent, code }: ReportRow) => queue ?? agent ?? code;

/** The row of the same thing in the period before. */
export const rowBefore = (report: Report, row: ReportRow): ReportRow | undefined =>
    report.before?.rows.find((one) => subject(one) === subject(row));

export const rowKey = (row: ReportRow): string => subject(row) ?? "all";

/** Buckets without the long tail of empty ones, joined two by two beyond `most`. */
export function buckets(times: ReportTimes, bounds_s: readonly number[], most = 14) {
    let joined = times.counts.map((count, i) => ({
        from_s: i === 0 ? 0 : (bounds_s[i - 1] ?? 0),
        to_s: bounds_s[i],
        count,
    }));
    while (joined.length > most) {
        joined = joined.flatMap((one, i) => {
            if (i % 2 === 1) return [];
            const next = joined[i + 1];
            return [next ? { ...one, to_s: next.to_s, count: one.count + next.count } : one];
        });
    }
    return joined;
}
