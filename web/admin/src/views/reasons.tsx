// Things that only have a name, such as the reasons of a status, in their order: named, moved, taken
// away, added.
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { type TextId, useText } from "../i18n.ts";
import styles from "./statuses.module.css";

export interface Reason {
    key: string; // empty until it is saved
    label: string; // empty where Parley has words for the key
}

export function Reasons(props: {
    label: string;
    /** Names one by its number. */
    item: TextId;
    add: string;
    /** Parley's own word for a key, shown where there is no other. */
    wordOf?: (key: string) => string;
    reasons: readonly Reason[];
    error?: string;
    onChange: (reasons: Reason[]) => void;
}) {
    const { label, item, wordOf, reasons, error, onChange } = props;
    const { t } = useText();
    const list = useRef<HTMLUListElement>(null);
    const add = useRef<HTMLButtonElement>(null);

    function focus(index: number): void {
        requestAnimationFrame(() => {
            const fields = list.current?.querySelectorAll("input");
            (fields?.[Math.min(index, fields.length - 1)] ?? add.current)?.focus();
        });
    }
    function move(from: number, to: number): void {
        const next = [...reasons];
        next.splice(to, 0, ...next.splice(from, 1));
        onChange(next);
    }
    return (
        <div className={styles.reasons}>
            <ul className={styles.reasons} ref={list} aria-label={label}>
                {reasons.map((reason, index) => {
                    const own = reason.key && wordOf ? wordOf(reason.key) : "";
                    const name = reason.label || own || t(item, { number: index + 1 });
                    return (
                        <li key={reason.key || `new ${index}`} className={styles.reason}>
                            <input
                                className="input"
                                aria-label={t(item, { number: index + 1 })}
                                aria-invalid={error ? true : undefined}
                                placeholder={own}
                                value={reason.label}
                                onChange={(event) =>
                                    onChange(
                                        reasons.map((one, at) =>
                                            at === index
                                                ? { ...one, label: event.target.value }
                                                : one,
                                        ),
                                    )
                                }
                            />
                            <button
                                type="button"
                                className="button quiet square"
                                aria-label={t("status.up", { name })}
                                aria-disabled={index === 0}
                                onClick={() => index > 0 && move(index, index - 1)}
                            >
                                <ArrowUp size={16} aria-hidden="true" />
                            </button>
                            <button
                                type="button"
                                className="button quiet square"
                                aria-label={t("status.down", { name })}
                                aria-disabled={index === reasons.length - 1}
                                onClick={() => index < reasons.length - 1 && move(index, index + 1)}
                            >
                                <ArrowDown size={16} aria-hidden="true" />
                            </button>
                            <button
                                type="button"
                                className="button quiet square"
                                aria-label={t("reason.remove", { name })}
                                onClick={() => {
                                    onChange(reasons.filter((_, at) => at !== index));
                                    focus(index);
                                }}
                            >
                                <Trash2 size={16} aria-hidden="true" />
                            </button>
                        </li>
                    );
                })}
            </ul>
            {error && (
                <p className="error" role="alert">
                    {error}
                </p>
            )}
            <div>
                <button
                    ref={add}
                    type="button"
                    className="button"
                    onClick={() => {
                        onChange([...reasons, { key: "", label: "" }]);
                        focus(reasons.length);
                    }}
                >
                    <Plus size={16} aria-hidden="true" />
                    {props.add}
                </button>
            </div>
        </div>
    );
}
