// A dialog in the browser's own top layer: it keeps the focus, Escape and a click outside close it,
// and the focus goes
// back to where it was.
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./dialog.module.css";
import { useText } from "./i18n.ts";
import { opener } from "./opener.ts";

export function Dialog(props: {
    title: string;
    size?: "small" | "medium";
    /** Without a visible head: the title is said alone. */
    bare?: boolean;
    onClose: () => void;
    children: ReactNode;
}) {
    const { title, size = "small", bare = false, onClose, children } = props;
    const { t } = useText();
    const element = useRef<HTMLDialogElement>(null);
    const heading = useId();
    useEffect(() => {
        const before = opener();
        const box = element.current;
        box?.showModal();
        box?.querySelector<HTMLElement>("[data-focus-first]")?.focus();
        return () => {
            box?.close();
            if (before?.isConnected) before.focus();
        };
    }, []);
    return (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
        <dialog
            ref={element}
            data-own-keys=""
            className={`${styles.dialog} ${styles[size]}`}
            aria-labelledby={bare ? undefined : heading}
            aria-label={bare ? title : undefined}
            onCancel={(event) => {
                event.preventDefault();
                onClose();
            }}
            onClick={(event) => {
                if (event.target === event.currentTarget) onClose();
            }}
        >
            <div className={styles.inner}>
                {!bare && (
                    <div className={styles.head}>
                        <h2 id={heading}>{title}</h2>
                        <button
                            type="button"
                            className="button quiet square"
                            aria-label={t("close")}
                            onClick={onClose}
                        >
                            <X size={18} aria-hidden="true" />
                        </button>
                    </div>
                )}
                {children}
            </div>
        </dialog>
    );
}
