// The hand-over card as it is written: behind one disclosure, so that whoever is in a hurry passes it
// by. A field that is refused opens it and says so.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useText } from "../i18n.ts";
import { type CardDraft, type CardField, card_fields } from "../model/hand_over_card.ts";
import styles from "./card_fields.module.css";

/** As a note; the server counts the same. */
const text_max = 5_000;

const labels = {
    wanted: "card.wanted",
    done: "card.done",
    open: "card.open",
} as const;

export interface Refused {
    field: CardField;
    said: string;
}

export function CardFields(props: {
    value: CardDraft;
    refused?: Refused | undefined;
    onChange: (next: CardDraft) => void;
    onKeyDown?: (event: KeyboardEvent) => void;
}) {
    const { value, refused, onChange, onKeyDown } = props;
    const { t } = useText();
    const [open, setOpen] = useState(false);
    const id = useId();
    const card = useRef<HTMLDetailsElement>(null);
    useEffect(() => {
        if (!refused || !card.current) return;
        // Not by the next render: only what is shown can take the focus. `onToggle` tells the state.
        card.current.open = true;
        card.current.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    }, [refused]);
    return (
        <details
            ref={card}
            className={styles.card}
            open={open}
            onToggle={(event) => setOpen(event.currentTarget.open)}
        >
            <summary>{t("card.title")}</summary>
            <div className={styles.fields}>
                {card_fields.map((field) => {
                    const wrong = refused?.field === field ? refused.said : undefined;
                    return (
                        <div key={field} className={styles.field}>
                            <label htmlFor={`${id}-${field}`}>{t(labels[field])}</label>
                            <textarea
                                id={`${id}-${field}`}
                                className={`input ${styles.text}`}
                                rows={1}
                                maxLength={text_max}
                                value={value[field]}
                                aria-invalid={wrong ? true : undefined}
                                aria-describedby={wrong && `${id}-${field}-wrong`}
                                onChange={(event) =>
                                    onChange({ ...value, [field]: event.target.value })
                                }
                                onKeyDown={onKeyDown}
                            />
                            {wrong && (
                                <p id={`${id}-${field}-wrong`} className={styles.wrong}>
                                    {wrong}
                                </p>
                            )}
                        </div>
                    );
                })}
            </div>
        </details>
    );
}
