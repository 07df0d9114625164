// Days on which the week does not hold, such as holidays.
import type { SpecialDay } from "@parley/sdk";
import { Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useText } from "../i18n.ts";
import { SwitchField, TextField } from "./fields.tsx";
import styles from "./hours.module.css";
import { Intervals } from "./intervals.tsx";

export function SpecialDays(props: {
    days: readonly SpecialDay[];
    error: (path: string) => string | undefined;
    onChange: (days: SpecialDay[]) => void;
}) {
    const { days, error, onChange } = props;
    const { t } = useText();
    const list = useRef<HTMLUListElement>(null);
    const add = useRef<HTMLButtonElement>(null);

    function focus(index: number): void {
        requestAnimationFrame(() => {
            const all = list.current?.querySelectorAll<HTMLElement>("input[type=date]");
            (all?.[Math.min(index, all.length - 1)] ?? add.current)?.focus();
        });
    }
    return (
        <>
            <ul className={styles.days} ref={list}>
                {days.map((day, index) => {
                    const name = day.name || t("hours.day_number", { number: index + 1 });
                    const at = `/days/${index}`;
                    const set = (part: Partial<SpecialDay>) =>
                        onChange(days.map((one, i) => (i === index ? { ...one, ...part } : one)));
                    return (
                        // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
                        <li key={index}>
                            <fieldset className={styles.special}>
                                <legend>{name}</legend>
                                <div className={styles.pair}>
                                    <TextField
                                        label={t("hours.date")}
                                        type="date"
                                        error={error(`${at}/date`)}
                                        value={day.date}
                                        onChange={(date) => set({ date })}
                                    />
                                    <TextField
                                        label={t("hours.day_name")}
                                        error={error(`${at}/name`)}
                                        value={day.name}
                                        onChange={(next) => set({ name: next })}
                                    />
                                </div>
                                <SwitchField
                                    label={t("hours.yearly")}
                                    on={day.yearly}
                                    onChange={(yearly) => set({ yearly })}
                                />
                                <Intervals
                                    day={name}
                                    intervals={day.open}
                                    error={(i, part) => error(`${at}/open/${i}/${part}`)}
                                    onChange={(open) => set({ open })}
                                />
                                <div>
                                    <button
                                        type="button"
                                        className="button quiet"
                                        aria-label={t("hours.remove_day", { name })}
                                        onClick={() => {
                                            onChange(days.filter((_, i) => i !== index));
                                            focus(index);
                                        }}
                                    >
                                        <Trash2 size={16} aria-hidden="true" />
                                        {t("hours.remove_one")}
                                    </button>
                                </div>
                            </fieldset>
                        </li>
                    );
                })}
            </ul>
            {!days.length && <p className={styles.closed}>{t("hours.no_days")}</p>}
            <div>
                <button
                    ref={add}
                    type="button"
                    className="button"
                    onClick={() => {
                        onChange([...days, { date: "", name: "", yearly: false, open: [] }]);
                        focus(days.length);
                    }}
                >
                    <Plus size={16} aria-hidden="true" />
                    {t("hours.add_day")}
                </button>
            </div>
        </>
    );
}
