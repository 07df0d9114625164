// Reports that are kept: to open them again, and to have them made by the clock.
import type { ReportSchedule, SavedReport } from "@parley/sdk";
import { asProblem } from "@parley/sdk";
import { ActDialog, LineField } from "@parley/ui/console/act_dialog.tsx";
import { downloadCsv } from "@parley/ui/console/csv.ts";
import { Link } from "@parley/ui/console/link.tsx";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { exact } from "@parley/ui/time.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, Download, Trash2 } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useApp, useMay, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Asked, daysOf, subjectOf, writeAsked, zoneOf } from "./asked.ts";
import { openedOf, viewOf } from "./kept.ts";
import styles from "./saved.module.css";

const list_key = ["report.list"];

export function SavedReports() {
    const { client, toasts } = useApp();
    const { t } = useText();
    const records = useQueryClient();
    const saved = useRecords("report.list").data?.items ?? [];
    useEffect(
        () =>
            client.on("report.ready", ({ name }) => {
                toasts.show({ kind: "info", text: t("reports.ready", { name }) });
                void records.invalidateQueries({ queryKey: ["report.runs"] });
                void records.invalidateQueries({ queryKey: list_key });
            }),
        [client],
    );
    if (saved.length === 0) return null;
    return (
        <section className={styles.saved} aria-labelledby="saved">
            <h2 id="saved">{t("reports.saved")}</h2>
            <ul>
                {saved.map((report) => (
                    <Saved key={report.id} report={report} />
                ))}
            </ul>
        </section>
    );
}

/** Which days it shows, in words. */
function usePeriodWord(): (asked: Asked) => string {
    const { client } = useApp();
    const { t } = useText();
    const span = useSpan();
    return (asked) =>
        asked.period === "own"
            ? span(daysOf(asked, client.serverNow()))
            : t(`reports.period_${asked.period}`);
}

/** From one day to another, in words. */
function useSpan(): (days: { from: string; to: string }) => string {
    const { language } = useText();
    const day = (text: string) =>
        new Date(`${text}T12:00`).toLocaleDateString(language, { dateStyle: "medium" });
    return ({ from, to }) => (from === to ? day(from) : `${day(from)} – ${day(to)}`);
}

function Saved({ report }: { report: SavedReport }) {
    const { client, user } = useApp();
    const { t, language } = useText();
    const may = useMay();
    const records = useQueryClient();
    const [removing, setRemoving] = useState(false);
    const mine = report.owner === user.id;
    const asked = openedOf(report, client.serverNow());
    const period = usePeriodWord()(asked);
    return (
        <li className={styles.one}>
            <div className={styles.one_head}>
                <Link to={`reports?${writeAsked(asked)}`} className="link">
                    {report.name}
                </Link>
                <span className={styles.when}>
                    {report.schedule
                        ? t(`reports.every_${report.schedule.every}`, { at: report.schedule.at })
                        : report.view
                          ? period
                          : t("reports.days", { days: report.days })}
                    {!mine && ` · ${t("reports.by_whom", { name: report.owner_name })}`}
                    {report.next_at &&
                        ` · ${t("reports.next", { time: exact(report.next_at, language) })}`}
                </span>
                {may("report_save") && (mine || may("settings_manage")) && (
                    <button
                        type="button"
                        className="button quiet square"
                        aria-label={t("reports.remove", { name: report.name })}
                        onClick={() => setRemoving(true)}
                    >
                        <Trash2 size={16} aria-hidden="true" />
                    </button>
                )}
            </div>
            {report.schedule && <Runs report={report} />}
            {removing && (
                <ActDialog
                    title={t("reports.remove_title", { name: report.name })}
                    text={t(report.schedule ? "reports.remove_runs" : "reports.remove_text")}
                    action={t("reports.remove_act")}
                    danger
                    onClose={() => setRemoving(false)}
                    act={async () => {
                        await client.call("report.remove", { report: report.id });
                        void records.invalidateQueries({ queryKey: list_key });
                    }}
                />
            )}
        </li>
    );
}

function Runs({ report }: { report: SavedReport }) {
    const { client, toasts } = useApp();
    const { t } = useText();
    const span = useSpan();
    const [open, setOpen] = useState(false);
    const runs = useQuery({
        queryKey: ["report.runs", report.id],
        queryFn: async () => (await client.call("report.runs", { report: report.id })).items,
        enabled: open,
    }).data;
    async function fetch(run: string): Promise<void> {
        try {
            const { file } = await client.call("report.download", { run });
            downloadCsv(file.file_name, file.text.replace(/^\ufeff/, ""));
        } catch (caught) {
            toasts.show({ kind: "error", text: refusalText(asProblem(caught).problem, t) });
        }
    }
    return (
        <>
            <button
                type="button"
                className={styles.more}
                aria-expanded={open}
                onClick={() => setOpen(!open)}
            >
                <ChevronDown size={14} aria-hidden="true" />
                {t("reports.runs")}
            </button>
            {open && runs && (
                <ul className={styles.runs}>
                    {runs.length === 0 && <li>{t("reports.no_runs")}</li>}
                    {runs.map((run) => (
                        <li key={run.id}>
                            <button
                                type="button"
                                className="button quiet"
                                onClick={() => void fetch(run.id)}
                            >
                                <Download size={16} aria-hidden="true" />
                                {span(run)}
                            </button>
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}

export function SaveReport({ asked, onClose }: { asked: Asked; onClose: () => void }) {
    const { client, toasts } = useApp();
    const { t } = useText();
    const records = useQueryClient();
    const id = useId();
    const [name, setName] = useState("");
    const [every, setEvery] = useState<ReportSchedule["every"] | "">("");
    const [at, setAt] = useState("07:00");
    const { from, to } = daysOf(asked, client.serverNow());
    const days = 1 + Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
    const period = usePeriodWord()(asked);

    async function save(): Promise<void> {
        const { queue, agent } = subjectOf(asked);
        await client.call("report.save", {
            name,
            kind: asked.kind,
            days,
            zone: zoneOf(asked),
            view: viewOf(asked, { from, to }),
            ...(queue && { queues: [queue] }),
            ...(agent && { agents: [agent] }),
            ...(asked.kind === "hours" && { by: "weekday_hour" as const }),
            ...(every && { schedule: { every, at } }),
        });
        await records.invalidateQueries({ queryKey: list_key });
        toasts.show({ kind: "info", text: t("reports.is_saved", { name }) });
    }
    return (
        <ActDialog
            title={t("reports.save")}
            action={t("reports.save")}
            disabled={!name.trim()}
            act={save}
            onClose={onClose}
        >
            <LineField label={t("reports.save_name")} first value={name} onChange={setName} />
            <div className="field">
                <label htmlFor={`${id}every`}>{t("reports.schedule")}</label>
                <select
                    id={`${id}every`}
                    className="input"
                    value={every}
                    onChange={({ target }) => setEvery(target.value as typeof every)}
                >
                    <option value="">{t("reports.schedule_none")}</option>
                    {(["day", "week", "month"] as const).map((one) => (
                        <option key={one} value={one}>
                            {t(`reports.schedule_${one}`)}
                        </option>
                    ))}
                </select>
            </div>
            {every && (
                <div className="field">
                    <label htmlFor={`${id}at`}>{t("reports.schedule_at")}</label>
                    <input
                        id={`${id}at`}
                        type="time"
                        className="input"
                        required
                        value={at}
                        onChange={({ target }) => setAt(target.value)}
                    />
                </div>
            )}
            <p className={styles.hint}>
                {every
                    ? t("reports.schedule_text")
                    : t("reports.kept_as", { period, zone: zoneOf(asked) })}
            </p>
        </ActDialog>
    );
}
