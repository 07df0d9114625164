// Dialogs that ask once more before something is done, with what has to be said for it; what was
// refused is said in them, and nothing that was written is lost.
import { asProblem } from "@parley/sdk";
import { type ReactNode, useId, useState } from "react";
import styles from "./act_dialog.module.css";
import dialog from "./dialog.module.css";
import { Dialog } from "./dialog.tsx";
import { text, useText } from "./i18n.ts";
import { refusalText } from "./refusals.ts";

interface Asking {
    title: string;
    text?: string;
    size?: "small" | "medium";
    /** What the button says. */
    action: string;
    danger?: boolean;
    /** Nothing is chosen yet. */
    disabled?: boolean;
    onClose: () => void;
    children?: ReactNode;
}

/** Whoever shows it knows what it does; an act of one call is simpler with ActDialog. */
export function FormDialog(
    props: Asking & { problem?: string | undefined; onSubmit: () => void },
): ReactNode {
    const { title, size, action, danger, disabled, problem, onSubmit, onClose, children } = props;
    const { t } = useText();
    return (
        <Dialog title={title} {...(size && { size })} onClose={onClose}>
            <form
                className={styles.form}
                onSubmit={(event) => {
                    event.preventDefault();
                    if (!disabled) onSubmit();
                }}
            >
                <div className={`${dialog.body} ${styles.body}`}>
                    {props.text && <p>{props.text}</p>}
                    {children}
                    {problem && (
                        <p className={styles.refused} role="alert">
                            {problem}
                        </p>
                    )}
                </div>
                <div className={dialog.actions}>
                    {/* Has the focus where nothing before it is to be filled in. */}
                    <button type="button" className="button" data-focus-first onClick={onClose}>
                        {t("cancel")}
                    </button>
                    <button
                        type="submit"
                        className={`button ${danger ? "danger" : "primary"}`}
                        aria-disabled={disabled || undefined}
                    >
                        {action}
                    </button>
                </div>
            </form>
        </Dialog>
    );
}

/** One act, which may be refused: then the dialog stays, and says why. */
export function ActDialog(
    props: Asking & {
        act: () => Promise<unknown>;
        /** In other words than the usual ones. */
        refusal?: (code: string) => string | undefined;
    },
): ReactNode {
    const { act, refusal, disabled, ...rest } = props;
    const [problem, setProblem] = useState<string>();
    const [busy, setBusy] = useState(false);
    async function run(): Promise<void> {
        setBusy(true);
        setProblem(undefined);
        try {
            await act();
            rest.onClose();
        } catch (caught) {
            const refused = asProblem(caught);
            setProblem(refusal?.(refused.code) ?? refusalText(refused.problem, text));
            setBusy(false);
        }
    }
    return (
        <FormDialog
            {...rest}
            problem={problem}
            disabled={disabled || busy}
            onSubmit={() => void run()}
        />
    );
}

const line_max = 120;
const note_max = 5_000;

interface Said {
    label: string;
    value: string;
    onChange: (value: string) => void;
}

/** A name, a reason: one line, as long as the server takes it. */
export function LineField({ label, value, onChange, first = false }: Said & { first?: boolean }) {
    const id = useId();
    return (
        <div className="field">
            <label htmlFor={id}>{label}</label>
            <input
                id={id}
                className="input"
                data-focus-first={first || undefined}
                maxLength={line_max}
                value={value}
                onChange={(event) => onChange(event.target.value)}
            />
        </div>
    );
}

export function NoteField({ label, value, onChange }: Said) {
    const id = useId();
    return (
        <div className="field">
            <label htmlFor={id}>{label}</label>
            <textarea
                id={id}
                className={`input ${styles.note}`}
                rows={2}
                maxLength={note_max}
                value={value}
                onChange={(event) => onChange(event.target.value)}
            />
        </div>
    );
}

/** What was written, where something was. */
export function said<Name extends string>(name: Name, value: string): { [N in Name]?: string } {
    const kept = value.trim();
    return (kept ? { [name]: kept } : {}) as { [N in Name]?: string };
}
