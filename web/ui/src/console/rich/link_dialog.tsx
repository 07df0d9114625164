// Asks where a link leads, and what it says where nothing is selected.
import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { useState } from "react";
import { safeAddress } from "../../address.ts";
import { FormDialog } from "../act_dialog.tsx";
import { useText } from "../chat/i18n.ts";
import { linkAt } from "./commands.ts";
import styles from "./field.module.css";
import { mark, schema } from "./schema.ts";

/** As people type it: a host without a scheme, or an e-mail address. */
function addressOf(typed: string): string | undefined {
    const said = typed.trim();
    if (!said || /\s/.test(said)) return undefined;
    if (/^[a-z][a-z+.-]*:/i.test(said) && !/^[^:/@]+:\d/.test(said)) return safeAddress(said);
    if (/^[^/@]+@[^/@]+$/.test(said)) return safeAddress(`mailto:${said}`);
    return said.includes(".") ? safeAddress(`https://${said}`) : undefined;
}

export function LinkDialog({ view, onClose }: { view: EditorView; onClose: () => void }) {
    const { t } = useText();
    const [found] = useState(() => linkAt(view.state));
    const [address, setAddress] = useState(found.href);
    const [text, setText] = useState("");
    const [wrong, setWrong] = useState(false);
    const { from, to } = found;
    const empty = from === to;

    function leave(): void {
        onClose();
        // Once the dialog has given the focus back.
        requestAnimationFrame(() => view.focus());
    }

    function apply(): void {
        const href = addressOf(address);
        if (!href) return setWrong(true);
        const link = mark.link.create({ href });
        const { tr } = view.state;
        if (empty) tr.insert(from, schema.text(text.trim() || address.trim(), [link]));
        else tr.removeMark(from, to, mark.link).addMark(from, to, link);
        const end = tr.mapping.map(to);
        tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(mark.link);
        view.dispatch(tr);
        leave();
    }

    function remove(): void {
        view.dispatch(view.state.tr.removeMark(from, to, mark.link));
        leave();
    }

    return (
        <FormDialog
            title={t("rich.link_title")}
            action={t("rich.link_apply")}
            problem={wrong ? t("rich.link_wrong") : undefined}
            onSubmit={apply}
            onClose={leave}
        >
            <label className={styles.label}>
                {t("rich.link_address")}
                <input
                    className="input"
                    type="text"
                    inputMode="url"
                    data-focus-first
                    value={address}
                    aria-invalid={wrong || undefined}
                    onChange={(event) => {
                        setAddress(event.target.value);
                        setWrong(false);
                    }}
                />
            </label>
            {empty && (
                <label className={styles.label}>
                    {t("rich.link_text")}
                    <input
                        className="input"
                        value={text}
                        onChange={(event) => setText(event.target.value)}
                    />
                </label>
            )}
            {found.href && (
                <button type="button" className={`link ${styles.remove}`} onClick={remove}>
                    {t("rich.link_remove")}
                </button>
            )}
        </FormDialog>
    );
}
