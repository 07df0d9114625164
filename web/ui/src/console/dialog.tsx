// A dialog in the browser's own top layer: it keeps the focus, Escape and a click outside close it,
// and the focus goes back to where it was. Where something was written in it they ask first.
import { X } from "lucide-react";
import {
    type FocusEvent,
    type KeyboardEvent,
    type ReactNode,
    useEffect,
    useId,
    useRef,
    useState,
} from "react";
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
    const written = useWritten();
    const [asking, setAsking] = useState(false);

    function leave(): void {
        if (written.isDirty()) setAsking(true);
        else onClose();
    }
    function goOn(): void {
        setAsking(false);
        written.last()?.focus();
    }
    function onKeyDown(event: KeyboardEvent): void {
        const { isComposing, defaultPrevented } = event.nativeEvent;
        if (event.key !== "Escape" || isComposing || defaultPrevented) return;
        if (!asking && !written.isDirty()) return;
        // The browser closes at the second time, whatever is said of its question.
        event.preventDefault();
        if (asking) goOn();
        else setAsking(true);
    }

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
        <dialog
            ref={element}
            data-own-keys=""
            className={`${styles.dialog} ${size === "medium" ? styles.medium : ""}`}
            aria-labelledby={bare ? undefined : heading}
            aria-label={bare ? title : undefined}
            onCancel={(event) => {
                event.preventDefault();
                leave();
            }}
            onKeyDown={onKeyDown}
            onFocus={written.onFocus}
            onClick={(event) => {
                if (event.target === event.currentTarget) leave();
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
                {asking && <Asking onDiscard={onClose} onKeep={goOn} />}
            </div>
        </dialog>
    );
}

function Asking({ onDiscard, onKeep }: { onDiscard: () => void; onKeep: () => void }) {
    const { t } = useText();
    const keep = useRef<HTMLButtonElement>(null);
    useEffect(() => keep.current?.focus(), []);
    return (
        <div className={styles.asking}>
            <p role="alert">{t("dialog.written")}</p>
            <button type="button" className="button danger" onClick={onDiscard}>
                {t("dialog.discard")}
            </button>
            <button ref={keep} type="button" className="button" onClick={onKeep}>
                {t("dialog.keep")}
            </button>
        </div>
    );
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** In which somebody writes; where they only look for something, or confirm, nothing is lost. */
const fields = "textarea, input:is([type=text], [type=email], [type=url], :not([type]))";
const passing = "[role=combobox], [data-confirms] *";

/** Whether what stands in the fields of a dialog is other than what stood there. */
function useWritten() {
    const [before] = useState(() => new Map<Field, string>());
    const last = useRef<Field>(undefined);
    return {
        onFocus({ target }: FocusEvent): void {
            if (!target.matches(fields) || target.matches(passing)) return;
            last.current = target as Field;
            if (!before.has(last.current)) before.set(last.current, last.current.value);
        },
        isDirty: () =>
            [...before].some(
                ([field, was]) => field.isConnected && field.value.trim() !== was.trim(),
            ),
        last: () => last.current,
    };
}
