// Notices in the corner; they wait while the pointer or the focus is on them.
import { CircleAlert, Info, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "./hooks.ts";
import { useText } from "./i18n.ts";
import styles from "./toast_list.module.css";
import type { Toast, Toasts } from "./toasts.ts";

export function ToastList({ toasts }: { toasts: Toasts }) {
    const { t } = useText();
    const all = useStore(toasts);
    const [held, setHeld] = useState(false);
    return (
        <section
            className={styles.list}
            data-region={all.length ? "toasts" : undefined}
            aria-label={t("toasts")}
            tabIndex={-1}
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
        >
            {all.map((toast) => (
                <Notice key={toast.id} toasts={toasts} toast={toast} held={held} />
            ))}
        </section>
    );
}

function Notice({ toasts, toast, held }: { toasts: Toasts; toast: Toast; held: boolean }) {
    const { t } = useText();
    const { id, lasts_ms } = toast;
    useEffect(() => {
        if (held || lasts_ms === undefined) return;
        const timer = setTimeout(() => toasts.dismiss(id), lasts_ms);
        return () => clearTimeout(timer);
    }, [held, id, lasts_ms, toasts]);
    return (
        <div
            className={`${styles.toast} ${styles[toast.kind]}`}
            role={toast.kind === "error" ? "alert" : "status"}
        >
            {toast.kind === "error" ? (
                <CircleAlert size={16} aria-hidden="true" />
            ) : (
                <Info size={16} aria-hidden="true" />
            )}
            <span className={styles.text}>{toast.text}</span>
            {toast.action && (
                <button type="button" className={styles.action} onClick={() => toasts.act(id)}>
                    {toast.action.label}
                </button>
            )}
            <button
                type="button"
                className={styles.close}
                aria-label={t("dismiss")}
                onClick={() => toasts.dismiss(id)}
            >
                <X size={16} aria-hidden="true" />
            </button>
        </div>
    );
}
