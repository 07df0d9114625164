// A level from 1 to 10, or none, for each of some people or queues.
import { type ReactNode, useId } from "react";
import { useText } from "../i18n.ts";
import styles from "./levels.module.css";

const highest = 10;

/** Always in the same order, so that what is set back is as it was. */
export const sorted = <Of,>(levels: Readonly<Record<string, Of>>): Record<string, Of> =>
    Object.fromEntries(Object.entries(levels).sort(([a], [b]) => (a < b ? -1 : 1)));

export function Levels(props: {
    label: string;
    rows: readonly { id: string; label: string }[];
    none: string;
    empty: string;
    levels: Readonly<Record<string, number>>;
    /** What more there is to say of a row. */
    below?: (id: string) => ReactNode;
    onChange: (levels: Record<string, number>) => void;
}) {
    const { label, rows, none, empty, levels, below, onChange } = props;
    const { t } = useText();
    const id = useId();
    function set(row: string, level: number): void {
        const next = { ...levels };
        if (level) next[row] = level;
        else delete next[row];
        onChange(sorted(next));
    }
    if (!rows.length) return <p>{empty}</p>;
    return (
        <ul className={styles.list} aria-label={label}>
            {rows.map((row, index) => (
                <li key={row.id} className={styles.row}>
                    <label htmlFor={`${id}-${index}`}>{row.label}</label>
                    <select
                        id={`${id}-${index}`}
                        className="input"
                        value={levels[row.id] ?? 0}
                        onChange={(event) => set(row.id, Number(event.target.value))}
                    >
                        <option value={0}>{none}</option>
                        {Array.from({ length: highest }, (_, at) => at + 1).map((level) => (
                            <option key={level} value={level}>
                                {t("skills.level", { level })}
                            </option>
                        ))}
                    </select>
                    {below?.(row.id)}
                </li>
            ))}
        </ul>
    );
}
