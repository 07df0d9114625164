// The keys of the desk on one sheet.

import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { useApp, useDeskState } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import styles from "./help_sheet.module.css";
import { alt_key, command_key } from "./shortcuts.ts";

type Line = readonly [text: TextId, ...keys: (readonly string[])[]];

const everybody: readonly Line[] = [
    ["help.palette", [command_key, "K"]],
    ["help.regions", ["F6"], ["Shift", "F6"]],
    ["help.escape", ["Esc"]],
    ["help.help", [command_key, "/"]],
];
const of_agents: readonly { title: TextId; lines: readonly Line[] }[] = [
    {
        title: "help.chats",
        lines: [
            ["help.next", [alt_key, "↓"], [alt_key, "J"]],
            ["help.previous", [alt_key, "↑"], [alt_key, "K"]],
            ["help.next_unread", [alt_key, "Shift", "↓"]],
            ["help.jump", [alt_key, "1 … 9"]],
            ["help.mark_all", ["Shift", "Esc"]],
        ],
    },
    {
        title: "help.offers",
        lines: [
            ["help.accept", [alt_key, "↵"]],
            ["help.accept_all", [alt_key, "Shift", "↵"]],
            ["help.decline", [alt_key, "Shift", "D"]],
            ["help.presence", [alt_key, "Shift", "P"]],
        ],
    },
    {
        title: "help.writing",
        lines: [
            ["help.send", ["↵"]],
            ["help.line", ["Shift", "↵"]],
            ["help.send_end", [command_key, "Shift", "↵"]],
            ["help.canned", ["/"]],
            ["help.article", [alt_key, "A"]],
            ["help.attach", [command_key, alt_key, "A"]],
            ["help.note", [alt_key, "P"]],
            ["help.reply", [alt_key, "L"]],
            ["help.end", [alt_key, "E"]],
            ["help.transfer", [alt_key, "T"]],
            ["help.conference", [alt_key, "C"]],
            ["help.word", [alt_key, "W"]],
            ["help.call", [alt_key, "H"]],
            ["help.screen", [alt_key, "S"]],
            ["help.screen_end", [alt_key, "Shift", "S"]],
            ["help.ghost_take", [alt_key, "G"]],
            ["help.ghost_drop", [alt_key, "Shift", "G"]],
        ],
    },
];

export function HelpSheet({ onClose }: { onClose: () => void }) {
    const { desk } = useApp();
    const { t } = useText();
    const { chats, switches } = useDeskState();
    const groups = [
        ...(desk.takes_chats ? of_agents : []),
        { title: "help.everywhere" as TextId, lines: everybody },
    ];
    const allowed = ([text]: Line) => {
        if (text === "help.accept_all") return switches.accept_all === "true";
        if (text === "help.attach") return desk.may("chat_attach");
        // Only where one speaks at a time.
        if (text === "help.word") return [...chats.values()].some(({ chat }) => chat.speaker);
        return true;
    };
    return (
        <Dialog title={t("help.title")} size="medium" onClose={onClose}>
            <div className={`${dialog.body} ${styles.groups}`}>
                {groups.map(({ title, lines }) => (
                    <section key={title} aria-label={t(title)}>
                        <h3 className={styles.title}>{t(title)}</h3>
                        <dl className={styles.lines}>
                            {lines.filter(allowed).map(([text, ...keys]) => (
                                <div key={text} className={styles.line}>
                                    <dt>{t(text)}</dt>
                                    <dd>
                                        {keys.map((chord) => (
                                            <span key={chord.join()} className={styles.chord}>
                                                {chord.map((key) => (
                                                    <kbd key={key}>{key}</kbd>
                                                ))}
                                            </span>
                                        ))}
                                    </dd>
                                </div>
                            ))}
                        </dl>
                    </section>
                ))}
            </div>
        </Dialog>
    );
}
