// A scripted server for the reports: four queues and agents over some weeks, the same in every run.
import type {
    Operations,
    Report,
    ReportPeriod,
    ReportRow,
    ReportTimes,
    SavedReport,
} from "../../../web/sdk/src/generated.ts";
import { type OpenedDesk, openDesk } from "../desk/browser.ts";
import { ago, type FakeServer } from "../desk/fake_server.ts";

export const bounds_s = [
    5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600, 5400,
    7200, 14400, 28800, 86400,
];

const times = (median_s: number, counts: number[]): ReportTimes => ({
    count: counts.reduce((sum, one) => sum + one, 0),
    mean_s: Math.round(median_s * 1.3),
    median_s,
    p90_s: median_s * 3,
    counts,
});

const nothing: ReportRow = {
    arrived: 0,
    answered: 0,
    answered_in_time: 0,
    abandoned: 0,
    left_message: 0,
    solved_by_bot: 0,
    handled: 0,
    transferred: 0,
    missed: 0,
    declined: 0,
    coded: 0,
    seconds: 0,
};

export const row = (part: Partial<ReportRow>): ReportRow => ({ ...nothing, ...part });

const busy = (scale: number, part: Partial<ReportRow>): ReportRow =>
    row({
        arrived: 120 * scale,
        answered: 104 * scale,
        answered_in_time: 88 * scale,
        service_percent: 74 + scale,
        abandoned: 9 * scale,
        left_message: 4 * scale,
        solved_by_bot: 3 * scale,
        handled: 108 * scale,
        transferred: 5 * scale,
        missed: 3 * scale,
        declined: scale,
        wait: times(
            38,
            [3, 8, 12, 19, 24, 17, 9, 6, 3, 2, 1].map((one) => one * scale),
        ),
        first_answer: times(
            61,
            [0, 0, 2, 9, 22, 30, 19, 11, 6, 3, 1].map((one) => one * scale),
        ),
        handle: times(410, [0, 0, 0, 1, 2, 4, 6, 9, 12, 18, 22, 16, 9, 5, 3, 1]),
        wrap_up: times(44, [4, 9, 13, 18, 21, 14, 8, 4, 1]),
        ...part,
    });

const queues = ["Orders", "Returns", "Billing", "Warranty and repairs"];
const people = ["Maya Ortiz", "Ravi Patel", "Tess Nguyen", "Zoë Quist"];
const labels = ["available", "engaged", "busy", "wrap_up", "away", "rona"] as const;

function rowsOf({ kind, by, from, to }: Operations["report.get"]["params"]): ReportRow[] {
    if (by === "day") {
        const rows: ReportRow[] = [];
        for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
            const day = new Date(at).toISOString().slice(0, 10);
            const weekend = [0, 6].includes(new Date(at).getUTCDay());
            const much = weekend ? 0.3 : 1 + (new Date(at).getUTCDate() % 5) / 10;
            rows.push(
                row({
                    day,
                    arrived: Math.round(60 * much),
                    abandoned: Math.round(5 * much * much),
                    handled: Math.round(50 * much),
                    missed: Math.round(2 * much),
                }),
            );
        }
        return rows;
    }
    switch (kind) {
        case "queues":
            return queues.map((name, i) => busy(i + 1, { queue: `q_${name.toLowerCase()}`, name }));
        case "agents":
            return people.map((name, i) => busy(i + 1, { agent: `usr_${i + 1}`, name }));
        case "codes":
            return ["Delivery", "Broken", "=SUM(A1)", "Other"].map((name, i) =>
                row({
                    code: `code_${i}`,
                    name,
                    coded: 40 - 9 * i,
                    handle: times(300 + 60 * i, [0, 0, 2, 5, 9, 7]),
                }),
            );
        case "states":
            return people.flatMap((name, i) =>
                labels.map((label, j) =>
                    row({
                        agent: `usr_${i + 1}`,
                        name,
                        label,
                        status: label === "away" ? "away" : "available",
                        seconds: 5_000 + 4_321 * ((i + j) % 4),
                    }),
                ),
            );
        default:
            return [1, 2, 3, 4, 5, 6].flatMap((weekday) =>
                [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18].map((hour) =>
                    busy(1, {
                        weekday,
                        hour,
                        arrived: Math.round(
                            (weekday === 6 ? 6 : 30) * (1 - Math.abs(hour - 11) / 9) + weekday,
                        ),
                    }),
                ),
            );
    }
}

const period = (params: Operations["report.get"]["params"], total: ReportRow): ReportPeriod => ({
    from: params.from,
    to: params.to,
    total,
    rows: rowsOf(params),
});

export const saved: SavedReport = {
    id: "report_1",
    name: "Every Monday",
    owner: "usr_anna",
    owner_name: "Maya Ortiz",
    kind: "queues",
    days: 7,
    zone: "Europe/Berlin",
    queues: [],
    agents: [],
    schedule: { every: "week", at: "07:00" },
    receivers: [],
    next_at: "2026-11-30T06:00:00.000Z",
};

export function reports(server: FakeServer): void {
    server.user = {
        ...server.user,
        roles: ["manager"],
        rights: ["chat_view_all", "queue_view", "agent_view", "report_view", "report_save"],
    };
    const all = [saved];
    server.on("report.get", (params) => {
        const report: Report = {
            kind: params.kind,
            zone: params.zone ?? "UTC",
            as_of: ago(0),
            bounds_s,
            period: period(params, busy(10, {})),
            ...(params.compare && { before: period(params, busy(8, {})) }),
        };
        return { report };
    });
    server.on("report.export", ({ kind }) => ({
        file: { file_name: `${kind}.csv`, content_type: "text/csv", text: "queue,name\r\n" },
    }));
    server.on("report.list", () => ({ items: all }));
    server.on("report.save", ({ name, kind, days = 7, zone = "UTC", view, queues, schedule }) => {
        const { schedule: _, next_at: __, ...plain } = saved;
        const report = {
            ...plain,
            id: `report_${all.length + 1}`,
            name,
            kind,
            days,
            zone,
            queues: queues ?? [],
            ...(view && { view }),
            ...(schedule && { schedule, next_at: ago(-3_600) }),
        };
        all.push(report);
        return { report };
    });
    server.on("report.remove", ({ report }) => {
        all.splice(
            all.findIndex(({ id }) => id === report),
            1,
        );
        return {};
    });
    server.on("report.runs", () => ({
        items: [
            { id: "run_2", at: ago(3_600), from: "2026-11-16", to: "2026-11-22" },
            { id: "run_1", at: ago(600_000), from: "2026-11-09", to: "2026-11-15" },
        ],
    }));
    server.on("report.download", () => ({
        file: { file_name: "run.csv", content_type: "text/csv", text: "queue,name\r\n" },
    }));
}

export const openReports = (
    path = "",
    script: (server: FakeServer) => void = reports,
    options: Parameters<typeof openDesk>[1] = {},
): Promise<OpenedDesk> =>
    openDesk(script, { path: `/manage/reports${path}`, reducedMotion: "reduce", ...options });
