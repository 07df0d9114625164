// How long something took: not the mean alone, but how many took how long, with the median and what
// nine of ten did not exceed.
import type { Report } from "@parley/sdk";
import { stopwatch } from "@parley/ui/time.ts";
import { useState } from "react";
import { useText } from "../i18n.ts";
import { useWidth } from "./bars.tsx";
import { buckets, type TimesName } from "./figures.ts";
import { Behind, Picture } from "./picture.tsx";
import styles from "./reports.module.css";

const height = 180;
const foot = 22;
const times_names: readonly TimesName[] = ["wait", "first_answer", "handle", "wrap_up", "gave_up"];

export function Distribution({ report }: { report: Report }) {
    const { t, language } = useText();
    const { total } = report.period;
    const known = times_names.filter((name) => total[name]);
    const [chosen, setChosen] = useState<TimesName>("wait");
    const name = known.includes(chosen) ? chosen : known[0];
    const times = name && total[name];
    return (
        <Picture
            title={t("reports.distribution")}
            tools={
                known.length > 1 && (
                    <select
                        className={`input ${styles.choice}`}
                        aria-label={t("reports.times")}
                        value={name}
                        onChange={({ target }) => setChosen(target.value as TimesName)}
                    >
                        {known.map((one) => (
                            <option key={one} value={one}>
                                {t(`reports.times_${one}`)}
                            </option>
                        ))}
                    </select>
                )
            }
        >
            {times ? (
                <>
                    <Buckets rows={buckets(times, report.bounds_s)} />
                    <p className={styles.marks}>
                        {t("reports.marks", {
                            median: stopwatch(times.median_s * 1000),
                            p90: stopwatch(times.p90_s * 1000),
                            mean: stopwatch(times.mean_s * 1000),
                            count: times.count,
                        })}
                    </p>
                    <Behind
                        title={t("reports.distribution")}
                        head={[t("reports.took"), t("reports.how_many")]}
                        rows={buckets(times, report.bounds_s, 99).map(({ from_s, to_s, count }) => [
                            to_s === undefined
                                ? t("reports.from_time", { from: stopwatch(from_s * 1000) })
                                : `${stopwatch(from_s * 1000)} – ${stopwatch(to_s * 1000)}`,
                            count.toLocaleString(language),
                        ])}
                    />
                </>
            ) : (
                <p className={styles.nothing}>{t("reports.nothing")}</p>
            )}
        </Picture>
    );
}

function Buckets({ rows }: { rows: ReturnType<typeof buckets> }) {
    const [box, width] = useWidth();
    const most = Math.max(1, ...rows.map(({ count }) => count));
    const step = width / rows.length;
    const scale = (count: number) => (count / most) * (height - foot - 16);
    const every = Math.max(1, Math.ceil(52 / Math.max(step, 1)));
    return (
        <div ref={box} className={styles.canvas}>
            {width > 0 && (
                <svg width={width} height={height} aria-hidden="true">
                    {rows.map(({ from_s, count }, i) => (
                        <g key={from_s}>
                            <rect
                                className={styles.bar}
                                x={i * step + 1}
                                y={height - foot - scale(count)}
                                width={Math.max(1, step - 2)}
                                height={scale(count)}
                                rx={2}
                            />
                            {i % every === 0 && (
                                <text className={styles.from} x={i * step} y={height - 6}>
                                    {stopwatch(from_s * 1000)}
                                </text>
                            )}
                        </g>
                    ))}
                    <line x1={0} x2={width} y1={height - foot} y2={height - foot} />
                </svg>
            )}
        </div>
    );
}
