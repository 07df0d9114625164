// When it is open on one day: any number of intervals, none of them: closed.
import type { Interval } from "@parley/sdk";
import { CircleAlert, Plus, Trash2 } from "lucide-react";
import { useId, useRef } from "react";
import { useText } from "../i18n.ts";
import { oneMore } from "../model/week.ts";
import styles from "./hours.module.css";

type Part = keyof Interval;
const midnight = "24:00"; // as an end; a browser's field knows it as 00:00 alone

export function Intervals(props: {
    /** Names the day, for who does not see where the buttons stand. */
    day: string;
    intervals: readonly Interval[];
    error: (index: number, part: Part) => string | undefined;
    onChange: (intervals: Interval[]) => void;
}) {
    const { day, intervals, error, onChange } = props;
    const { t } = useText();
    const id = useId();
    const box = useRef<HTMLDivElement>(null);

    function focus(index: number): void {
        requestAnimationFrame(() => {
            const fields = box.current?.querySelectorAll<HTMLElement>(`[data-from]`);
            const last = box.current?.querySelector<HTMLElement>("[data-add]");
            (fields?.[Math.min(index, fields.length - 1)] ?? last)?.focus();
        });
    }
    const time = (one: Interval, index: number, part: Part) => {
        const problem = error(index, part);
        return (
            <input
                type="time"
                className={`input ${styles.time}`}
                data-from={part === "from" || undefined}
                aria-label={t(part === "from" ? "hours.from" : "hours.to", { number: index + 1 })}
                aria-invalid={problem ? true : undefined}
                aria-describedby={problem ? `${id}-${index}` : undefined}
                value={one[part] === midnight ? "00:00" : one[part]}
                onChange={(event) => {
                    const typed = event.target.value;
                    const next = part === "to" && typed === "00:00" ? midnight : typed;
                    onChange(
                        intervals.map((each, at) =>
                            at === index ? { ...each, [part]: next } : each,
                        ),
                    );
                }}
            />
        );
    };
    return (
        <div
            className={intervals.length ? styles.intervals : `${styles.intervals} ${styles.none}`}
            ref={box}
        >
            {intervals.length ? (
                <ul className={styles.intervals}>
                    {intervals.map((one, index) => {
                        const problem = error(index, "from") ?? error(index, "to");
                        return (
                            // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
                            <li key={index}>
                                <span className={styles.interval}>
                                    {time(one, index, "from")}
                                    <span aria-hidden="true">–</span>
                                    {time(one, index, "to")}
                                    <button
                                        type="button"
                                        className="button quiet square"
                                        aria-label={t("hours.remove_interval", {
                                            number: index + 1,
                                            day,
                                        })}
                                        onClick={() => {
                                            onChange(intervals.filter((_, at) => at !== index));
                                            focus(index);
                                        }}
                                    >
                                        <Trash2 size={16} aria-hidden="true" />
                                    </button>
                                </span>
                                {problem && (
                                    <p className="error" id={`${id}-${index}`}>
                                        <CircleAlert size={16} aria-hidden="true" />
                                        {problem}
                                    </p>
                                )}
                            </li>
                        );
                    })}
                </ul>
            ) : (
                <p className={styles.closed}>{t("queues.closed")}</p>
            )}
            <div>
                <button
                    type="button"
                    className="button"
                    data-add
                    aria-label={t("hours.add_interval_to", { day })}
                    onClick={() => {
                        onChange([...intervals, oneMore(intervals)]);
                        focus(intervals.length);
                    }}
                >
                    <Plus size={16} aria-hidden="true" />
                    {t("hours.add_interval")}
                </button>
            </div>
        </div>
    );
}
