// A pane that comes in from the side in narrow windows. The browser's own modal dialog keeps the
// focus inside.
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import styles from "./drawer.module.css";
import { useText } from "./i18n.ts";
import { opener } from "./opener.ts";

export function Drawer(props: {
    side: "start" | "end";
    label: string;
    /** For more than a list: Escape closes it, wherever in it one is. */
    wide?: boolean;
    open: boolean;
    onClose: () => void;
    children: ReactNode;
}) {
    const { side, label, wide, open, onClose, children } = props;
    const { t } = useText();
    const element = useRef<HTMLDialogElement>(null);
    const before = useRef<HTMLElement>(undefined);
    useEffect(() => {
        if (open) {
            before.current = opener();
            element.current?.showModal();
            return;
        }
        element.current?.close();
        // The browser itself knows only what is still there.
        if (document.activeElement === document.body) before.current?.focus();
    }, [open]);
    return (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
        <dialog
            ref={element}
            aria-label={label}
            data-own-keys={wide && ""}
            className={`${styles.drawer} ${styles[side]} ${wide ? styles.wide : ""}`}
            onClose={onClose}
            onClick={(event) => {
                if (event.target === event.currentTarget) onClose();
            }}
        >
            {open && (
                <div className={styles.inner}>
                    <button
                        type="button"
                        className={`button quiet square ${styles.close}`}
                        aria-label={t("close")}
                        onClick={onClose}
                    >
                        <X size={18} aria-hidden="true" />
                    </button>
                    {children}
                </div>
            )}
        </dialog>
    );
}
