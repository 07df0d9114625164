// Bars for the days of a period: how many came, and how many of them nobody answered. The table
// behind the picture says the same.
import type { Report, ReportRow } from "@parley/sdk";
import { useEffect, useRef, useState } from "react";
import { useText } from "../i18n.ts";
import { Behind, Picture } from "./picture.tsx";
import styles from "./reports.module.css";

const height = 180;
const foot = 22;

/** How wide an element is, also when that changes. */
export function useWidth() {
    const element = useRef<HTMLDivElement>(null);
    const [width, setWidth] = useState(0);
    useEffect(() => {
        const watched = element.current;
        if (!watched) return;
        const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
        observer.observe(watched);
        return () => observer.disconnect();
    }, []);
    return [element, width] as const;
}

/** Every day of the period, also those on which nothing happened. */
export function everyDay({ from, to }: { from: string; to: string }): string[] {
    const days: string[] = [];
    const day = new Date(`${from}T00:00:00Z`);
    for (const end = Date.parse(`${to}T00:00:00Z`); day.getTime() <= end; ) {
        days.push(day.toISOString().slice(0, 10));
        day.setUTCDate(day.getUTCDate() + 1);
    }
    return days;
}

function byDay(rows: readonly ReportRow[], of_agents: boolean) {
    const found = new Map<string, { all: number; lost: number }>();
    for (const row of rows) {
        const sum = found.get(row.day ?? "") ?? { all: 0, lost: 0 };
        sum.all += of_agents ? row.handled : row.arrived;
        sum.lost += of_agents ? row.missed : row.abandoned;
        found.set(row.day ?? "", sum);
    }
    return found;
}

export function Bars({ report, of_agents }: { report: Report; of_agents: boolean }) {
    const { t, language } = useText();
    const [box, width] = useWidth();
    const found = byDay(report.period.rows, of_agents);
    const days = everyDay(report.period).map((day) => ({
        day,
        ...(found.get(day) ?? { all: 0, lost: 0 }),
    }));
    const most = Math.max(1, ...days.map(({ all, lost }) => Math.max(all, lost)));
    const step = width / days.length;
    const scale = (count: number) => (count / most) * (height - foot - 16);
    const name = (day: string, style: Intl.DateTimeFormatOptions) =>
        new Date(`${day}T12:00`).toLocaleDateString(language, style);
    const short = (day: string) => name(day, { day: "numeric", month: "numeric" });
    const every = Math.max(1, Math.ceil(44 / Math.max(step, 1)));
    const names = {
        all: t(of_agents ? "reports.figure_handled" : "reports.figure_arrived"),
        lost: t(of_agents ? "reports.figure_missed" : "reports.figure_abandoned"),
    };
    return (
        <Picture
            title={t("reports.by_day")}
            legend={[
                ["--c-chart-1", names.all],
                ["--c-chart-5", names.lost],
            ]}
        >
            <div ref={box} className={styles.canvas}>
                {width > 0 && (
                    <svg width={width} height={height} aria-hidden="true">
                        {days.map(({ day, all, lost }, i) => {
                            const bar = Math.max(2, Math.min(28, step * 0.66));
                            const x = i * step + (step - bar) / 2;
                            return (
                                <g key={day}>
                                    <title>
                                        {`${name(day, { dateStyle: "full" })}: ${names.all} ${all}, ${names.lost} ${lost}`}
                                    </title>
                                    <rect
                                        x={i * step}
                                        y={0}
                                        width={step}
                                        height={height - foot}
                                        fill="transparent"
                                    />
                                    <rect
                                        className={styles.bar}
                                        x={x}
                                        y={height - foot - scale(all)}
                                        width={bar}
                                        height={scale(all)}
                                        rx={2}
                                    />
                                    <rect
                                        className={styles.lost}
                                        x={x + bar * 0.25}
                                        y={height - foot - scale(lost)}
                                        width={bar * 0.5}
                                        height={scale(lost)}
                                        rx={1}
                                    />
                                    {i % every === 0 && (
                                        <text x={Math.max(18, i * step + step / 2)} y={height - 6}>
                                            {short(day)}
                                        </text>
                                    )}
                                </g>
                            );
                        })}
                        <line x1={0} x2={width} y1={height - foot} y2={height - foot} />
                        <text className={styles.most} x={0} y={11}>
                            {most.toLocaleString(language)}
                        </text>
                    </svg>
                )}
            </div>
            <Behind
                title={t("reports.by_day")}
                head={[t("reports.day"), names.all, names.lost]}
                rows={days.map(({ day, all, lost }) => [
                    name(day, { weekday: "short", day: "numeric", month: "short" }),
                    all.toLocaleString(language),
                    lost.toLocaleString(language),
                ])}
            />
        </Picture>
    );
}
