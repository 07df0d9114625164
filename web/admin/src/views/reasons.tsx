// Things that only have a name, such as the reasons of a status, in their order: named, moved, taken
// away, added.
import { type TextId, useText } from "../i18n.ts";
import { GrowingList } from "./growing_list.tsx";
import { MoveButtons } from "./move_buttons.tsx";
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
    const { item, wordOf, reasons, error, onChange } = props;
    const { t } = useText();
    function move(from: number, to: number): void {
        const next = [...reasons];
        next.splice(to, 0, ...next.splice(from, 1));
        onChange(next);
    }
    return (
        <GrowingList
            label={props.label}
            items={reasons}
            fresh={() => ({ key: "", label: "" })}
            add={props.add}
            error={error}
            name={({ key }, index) => key || `new ${index}`}
            onChange={onChange}
        >
            {(reason, { index, set, takeAway }) => {
                const own = reason.key && wordOf ? wordOf(reason.key) : "";
                const number = t(item, { number: index + 1 });
                const name = reason.label || own || number;
                return (
                    <div className={styles.reason}>
                        <input
                            className="input"
                            aria-label={number}
                            aria-invalid={error ? true : undefined}
                            placeholder={own}
                            value={reason.label}
                            onChange={(event) => set({ label: event.target.value })}
                        />
                        <MoveButtons
                            name={name}
                            place={index}
                            count={reasons.length}
                            onMove={(to) => move(index, to)}
                        />
                        {takeAway(t("reason.remove", { name }))}
                    </div>
                );
            }}
        </GrowingList>
    );
}
