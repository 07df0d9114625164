// Weekday by hour: when much comes in, and when it takes long. A table whose cells are tinted, so
// that it can be read as well as looked at.
import type { ReportPeriod, ReportRow } from "@parley/sdk";
import { useState } from "react";
import { useText } from "../i18n.ts";
import { type Figure, heat, label, shown } from "./figures.ts";
import { Picture } from "./picture.tsx";
import styles from "./reports.module.css";

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

export function HeatMap({ period }: { period: ReportPeriod }) {
    const { t, language } = useText();
    const [figure, setFigure] = useState<Figure>(heat[0]!);
    const cells = new Map<number, ReportRow>();
    for (const row of period.rows) cells.set((row.weekday ?? 0) * 24 + (row.hour ?? 0), row);
    const values = period.rows.map((row) => figure.of(row) ?? 0);
    const most = Math.max(1, ...values);
    // 2024 began with a Monday.
    const weekday = (number: number, style: "short" | "long") =>
        new Date(2024, 0, number).toLocaleDateString(language, { weekday: style });
    return (
        <Picture
            title={t("reports.heat")}
            tools={
                <select
                    className={`input ${styles.choice}`}
                    aria-label={t("reports.figure")}
                    value={figure.id}
                    onChange={({ target }) =>
                        setFigure(heat.find(({ id }) => id === target.value) ?? heat[0]!)
                    }
                >
                    {heat.map((one) => (
                        <option key={one.id} value={one.id}>
                            {t(label(one))}
                        </option>
                    ))}
                </select>
            }
        >
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys */}
            <section className={styles.heat_box} aria-label={t("reports.heat")} tabIndex={0}>
                <table className={styles.heat}>
                    <thead>
                        <tr>
                            <th scope="col">
                                <span className="sr">{t("reports.weekday")}</span>
                            </th>
                            {hours.map((hour) => (
                                <th key={hour} scope="col">
                                    {hour}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {weekdays.map((day) => (
                            <tr key={day}>
                                <th scope="row" title={weekday(day, "long")}>
                                    {weekday(day, "short")}
                                </th>
                                {hours.map((hour) => {
                                    const row = cells.get(day * 24 + hour);
                                    const value = (row && figure.of(row)) || 0;
                                    return (
                                        <td
                                            key={hour}
                                            style={tint(value / most)}
                                            title={`${weekday(day, "long")} ${hour}:00`}
                                        >
                                            {row && figure.of(row) !== undefined && value > 0
                                                ? shown(figure, row, language)
                                                : ""}
                                        </td>
                                    );
                                })}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </section>
        </Picture>
    );
}

/** As much of the colour as leaves the text readable. */
function tint(part: number) {
    const percent = Math.round(part * 45);
    return {
        background: `color-mix(in srgb, var(--c-chart-1) ${percent}%, var(--c-surface))`,
    };
}
