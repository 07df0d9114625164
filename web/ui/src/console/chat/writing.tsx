// Below a chat: to the customer, or a note that only staff see. Which of the two it is stands in
// words above the field, and each has its own look and its own draft.
import type { Chat } from "@parley/sdk";
import { Lock, type LucideIcon, MessageSquare } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type TextId, useText } from "./i18n.ts";
import { NoteComposer } from "./note_composer.tsx";
import styles from "./writing.module.css";

type Mode = "chat" | "note";

export function Writing(props: {
    chat: Chat;
    /** Whether who writes here takes part; otherwise the first choice is to look on. */
    replies: boolean;
    children: ReactNode;
}) {
    const { chat, replies, children } = props;
    const { t } = useText();
    const [mode, setMode] = useState<Mode>("chat");
    const modes: readonly [Mode, TextId, LucideIcon, string][] = [
        ["chat", replies ? "writing.reply" : "writing.chat", MessageSquare, "L"],
        ["note", "writing.note", Lock, "P"],
    ];

    function choose(next: Mode): void {
        setMode(next);
        requestAnimationFrame(() =>
            document
                .querySelector<HTMLElement>('[data-region="composer"] [data-region-focus]')
                ?.focus(),
        );
    }

    return (
        <section
            className={styles.writing}
            data-region="composer"
            tabIndex={-1}
            aria-label={t("writing.label")}
        >
            <fieldset className={styles.modes} aria-label={t("writing.mode")}>
                {modes.map(([value, label, Icon, key]) => (
                    <button
                        key={value}
                        type="button"
                        className={styles.mode}
                        data-writing={value}
                        aria-pressed={value === mode}
                        aria-keyshortcuts={`Alt+${key}`}
                        onClick={() => choose(value)}
                    >
                        <Icon size={14} aria-hidden="true" />
                        {t(label)}
                    </button>
                ))}
            </fieldset>
            {mode === "note" ? <NoteComposer chat={chat} /> : children}
        </section>
    );
}
