// One report: its summary, its pictures, its table.
import type { Report } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Empty } from "@parley/ui/console/page.tsx";
import { Tip } from "@parley/ui/console/tip.tsx";
import { exact } from "@parley/ui/time.ts";
import { ChartColumn } from "lucide-react";
import { useMay } from "../context.tsx";
import { useText } from "../i18n.ts";
import type { Asked } from "./asked.ts";
import { Bars } from "./bars.tsx";
import { useDays } from "./data.ts";
import { Distribution } from "./distribution.tsx";
import {
    agent_summary,
    behind,
    change,
    definition,
    type Figure,
    figuresOf,
    label,
    shown,
    summary,
} from "./figures.ts";
import { HeatMap } from "./heat_map.tsx";
import styles from "./reports.module.css";
import { States } from "./states.tsx";
import { FigureTable } from "./table.tsx";

export function Figures({ report, asked }: { report: Report; asked: Asked }) {
    const { t, language } = useText();
    const { kind, period, counted_since } = report;
    return (
        <>
            {counted_since && (
                <p className={styles.hint} role="status">
                    {t("reports.counted_since", { time: exact(counted_since, language) })}
                </p>
            )}
            {period.rows.length === 0 ? (
                <Empty icon={ChartColumn} text={t("reports.empty")}>
                    <Link to="reports?period=last_30" className="button">
                        {t("reports.longer")}
                    </Link>
                </Empty>
            ) : kind === "states" ? (
                <States period={period} />
            ) : kind === "hours" ? (
                <>
                    <Summary report={report} asked={asked} figures={summary} />
                    <HeatMap period={period} />
                </>
            ) : (
                <>
                    {kind !== "codes" && (
                        <>
                            <Summary
                                report={report}
                                asked={asked}
                                figures={kind === "agents" ? agent_summary : summary}
                            />
                            <div className={styles.pictures}>
                                <DayBars asked={asked} />
                                <Distribution report={report} />
                            </div>
                        </>
                    )}
                    <FigureTable report={report} asked={asked} figures={figuresOf(kind)} />
                </>
            )}
            <p className={styles.as_of}>
                {t("reports.as_of", { time: exact(report.as_of, language) })}
            </p>
        </>
    );
}

function DayBars({ asked }: { asked: Asked }) {
    const days = useDays(asked).data;
    return days ? <Bars report={days} of_agents={asked.kind === "agents"} /> : null;
}

function Summary(props: { report: Report; asked: Asked; figures: readonly Figure[] }) {
    const { report, asked, figures } = props;
    const { language } = useText();
    const sees_chats = useMay()("chat_view_all");
    const { period, before } = report;
    return (
        <dl className={styles.summary}>
            {figures.map((figure) => {
                const text = shown(figure, period.total, language);
                const place = sees_chats && behind(figure, period.total, asked, report);
                return (
                    <div key={figure.id} className={styles.tile}>
                        <dt>
                            <Defined figure={figure} />
                        </dt>
                        <dd>
                            <strong>{place ? <Link to={place}>{text}</Link> : text}</strong>
                            {before && (
                                <Change
                                    figure={figure}
                                    by={change(figure, period.total, before.total)}
                                    before={shown(figure, before.total, language)}
                                />
                            )}
                        </dd>
                    </div>
                );
            })}
        </dl>
    );
}

/** The name of a figure; what it means on hover and focus. */
export function Defined({ figure }: { figure: Figure }) {
    const { t } = useText();
    return (
        <Tip text={t(definition(figure))} side="top">
            <button type="button" className={styles.defined}>
                {t(label(figure))}
            </button>
        </Tip>
    );
}

/** How much it differs from before: in words and with a sign, never by colour alone. */
export function Change(props: { figure: Figure; by: number | undefined; before: string }) {
    const { figure, by, before } = props;
    const { t } = useText();
    const better = by === undefined || by === 0 || figure.more === "neither";
    const tone = better ? undefined : by > 0 === (figure.more === "good") ? "good" : "bad";
    const sign = by === undefined ? "" : by > 0 ? "▲" : by < 0 ? "▼" : "=";
    const unit = figure.form === "percent" ? "points" : "percent";
    return (
        <span className={styles.change} data-tone={tone}>
            {sign} {by ? `${t(`reports.by_${unit}`, { by: Math.abs(by) })} ` : ""}
            <span>{t("reports.before", { value: before })}</span>
        </span>
    );
}
