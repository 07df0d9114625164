// Something that cannot be taken back: its name is typed first.
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { useState } from "react";
import { useText } from "../i18n.ts";
import styles from "./confirm.module.css";
import { TextField } from "./fields.tsx";

export function Confirm(props: {
    title: string;
    text: string;
    /** What has to be typed. */
    name: string;
    action: string;
    problem?: string;
    onConfirm: () => void;
    onClose: () => void;
}) {
    const { title, text, name, action, problem, onConfirm, onClose } = props;
    const { t } = useText();
    const [typed, setTyped] = useState("");
    const right = typed.trim() === name;
    return (
        <Dialog title={title} onClose={onClose}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    if (right) onConfirm();
                }}
            >
                <div className={`${dialog.body} ${styles.body}`}>
                    <p>{text}</p>
                    <TextField
                        label={t("confirm.type", { name })}
                        value={typed}
                        spellCheck={false}
                        onChange={setTyped}
                    />
                    {problem && (
                        <p className="error" role="alert">
                            {problem}
                        </p>
                    )}
                </div>
                <div className={dialog.actions}>
                    <button type="button" className="button" onClick={onClose}>
                        {t("confirm.cancel")}
                    </button>
                    <button type="submit" className="button danger" aria-disabled={!right}>
                        {action}
                    </button>
                </div>
            </form>
        </Dialog>
    );
}
