// A dialog that asks once more before an act, with what has to be said for it, and says why it failed
// where one looks.
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { type ReactNode, useId, useState } from "react";
import { useText } from "../i18n.ts";
import styles from "./act_dialog.module.css";
import { problemText } from "./problem_text.ts";

export function ActDialog(props: {
    title: string;
    text?: string;
    action: string;
    danger?: boolean;
    /** Nothing is chosen yet. */
    disabled?: boolean;
    act: () => Promise<unknown>;
    onClose: () => void;
    children?: ReactNode;
}) {
    const { title, text, action, danger, disabled, act, onClose, children } = props;
    const { t } = useText();
    const [problem, setProblem] = useState<string>();
    const [busy, setBusy] = useState(false);
    async function run(): Promise<void> {
        if (disabled || busy) return;
        setBusy(true);
        setProblem(undefined);
        try {
            await act();
            onClose();
        } catch (caught) {
            setProblem(problemText(caught));
            setBusy(false);
        }
    }
    return (
        <Dialog title={title} onClose={onClose}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    void run();
                }}
            >
                <div className={`${dialog.body} ${styles.body}`}>
                    {text && <p>{text}</p>}
                    {children}
                    {problem && (
                        <p className="error" role="alert">
                            {problem}
                        </p>
                    )}
                </div>
                <div className={dialog.actions}>
                    <button type="button" className="button" onClick={onClose}>
                        {t("act.cancel")}
                    </button>
                    <button
                        type="submit"
                        className={`button ${danger ? "danger" : "primary"}`}
                        aria-disabled={disabled || busy || undefined}
                    >
                        {action}
                    </button>
                </div>
            </form>
        </Dialog>
    );
}

/** The longest reasons that are taken. */
export const reason_max = 120;
const note_max = 5_000;

export function NoteField(props: {
    label: string;
    value: string;
    max?: number;
    onChange: (value: string) => void;
}) {
    const id = useId();
    return (
        <div className="field">
            <label htmlFor={id}>{props.label}</label>
            <input
                id={id}
                className="input"
                maxLength={props.max ?? note_max}
                value={props.value}
                onChange={(event) => props.onChange(event.target.value)}
            />
        </div>
    );
}
