// Below a chat: to the customer, or a note that only staff see, or, once somebody has whispered, an
// answer to that. Which it is stands in words above the field, and each has its own look.
import type { Chat } from "@parley/sdk";
import { Ear, Lock, type LucideIcon, MessageSquare } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type TextId, useText } from "./i18n.ts";
import { NoteComposer } from "./note_composer.tsx";
import { WhisperForm } from "./whispering.tsx";
import styles from "./writing.module.css";

type Mode = "chat" | "note" | "whisper";

export function Writing(props: {
    chat: Chat;
    /** Whether who writes here takes part; otherwise the first choice is to look on. */
    replies: boolean;
    /** Whether there is a whisper to answer. */
    whispers?: boolean;
    children: ReactNode;
}) {
    const { chat, replies, whispers = false, children } = props;
    const { t } = useText();
    const [mode, setMode] = useState<Mode>("chat");
    const modes: readonly (readonly [Mode, TextId, LucideIcon, string?])[] = [
        ["chat", replies ? "writing.reply" : "writing.chat", MessageSquare, "L"],
        ["note", "writing.note", Lock, "P"],
        ...(whispers ? ([["whisper", "whisper.send", Ear]] as const) : []),
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
                        aria-keyshortcuts={key && `Alt+${key}`}
                        onClick={() => choose(value)}
                    >
                        <Icon size={14} aria-hidden="true" />
                        {t(label)}
                    </button>
                ))}
            </fieldset>
            {mode === "note" ? (
                <NoteComposer chat={chat} />
            ) : mode === "whisper" && whispers ? (
                <WhisperForm chat={chat} label={t("whisper.answer")} />
            ) : (
                children
            )}
        </section>
    );
}
