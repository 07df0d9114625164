// When it is open on one day: any number of intervals, none of them: closed.
import type { Interval } from "@parley/sdk";
import { useId } from "react";
import { useText } from "../i18n.ts";
import { oneMore } from "../model/week.ts";
import { Wrong } from "./fields.tsx";
import { GrowingList } from "./growing_list.tsx";
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
    return (
        <GrowingList
            items={intervals}
            fresh={() => oneMore(intervals)}
            add={t("hours.add_interval")}
            add_label={t("hours.add_interval_to", { day })}
            none={t("queues.closed")}
            onChange={onChange}
        >
            {(one, { index, set, takeAway }) => {
                const number = index + 1;
                const problem = error(index, "from") ?? error(index, "to");
                const time = (part: Part) => {
                    const wrong = error(index, part);
                    return (
                        <input
                            type="time"
                            className={`input ${styles.time}`}
                            aria-label={t(part === "from" ? "hours.from" : "hours.to", { number })}
                            aria-invalid={wrong ? true : undefined}
                            aria-describedby={wrong ? `${id}-${index}` : undefined}
                            value={one[part] === midnight ? "00:00" : one[part]}
                            onChange={(event) => {
                                const typed = event.target.value;
                                const ends = part === "to" && typed === "00:00";
                                set({ [part]: ends ? midnight : typed });
                            }}
                        />
                    );
                };
                return (
                    <>
                        <span className={styles.interval}>
                            {time("from")}
                            <span aria-hidden="true">–</span>
                            {time("to")}
                            {takeAway(t("hours.remove_interval", { number, day }))}
                        </span>
                        {problem && <Wrong id={`${id}-${index}`}>{problem}</Wrong>}
                    </>
                );
            }}
        </GrowingList>
    );
}
