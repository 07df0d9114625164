// The notes in which the person is mentioned and that they have not seen: a bell with their number.

import { clock, exact } from "@parley/ui";
import menu from "@parley/ui/console/menu.module.css";
import { AtSign } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { useApp, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { openMentioned } from "./actions.ts";
import styles from "./mentions_menu.module.css";

export function MentionsMenu() {
    const app = useApp();
    const { t, language } = useText();
    const mentions = useStore(app.desk.mentions);
    const chosen = useRef(false);
    if (!mentions.length) return null;
    const label = t("mention.button", { count: mentions.length });
    return (
        <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger className={styles.button} aria-label={label} title={label}>
                <AtSign size={18} aria-hidden="true" />
                <span className={styles.count}>{mentions.length}</span>
            </DropdownMenu.Trigger>
            <DropdownMenu.Portal>
                <DropdownMenu.Content
                    className={`${menu.menu} ${styles.menu}`}
                    align="end"
                    onCloseAutoFocus={(event) => {
                        // What was opened has the focus.
                        if (chosen.current) event.preventDefault();
                        chosen.current = false;
                    }}
                >
                    <DropdownMenu.Label className={menu.label}>
                        {t("mention.title")}
                    </DropdownMenu.Label>
                    {mentions.map(({ note, customer, queue_name }) => (
                        <DropdownMenu.Item
                            key={`${note.chat} ${note.place}`}
                            className={`${menu.item} ${styles.item}`}
                            onSelect={() => {
                                chosen.current = true;
                                openMentioned(app, note.chat);
                            }}
                        >
                            <span className={styles.head}>
                                {t("mention.about", {
                                    name: note.from.name,
                                    customer: customer || t("customer.unnamed"),
                                    queue: queue_name,
                                })}
                                <time dateTime={note.at} title={exact(note.at, language)}>
                                    {clock(note.at, language)}
                                </time>
                            </span>
                            <span className={styles.text}>{note.text}</span>
                        </DropdownMenu.Item>
                    ))}
                </DropdownMenu.Content>
            </DropdownMenu.Portal>
        </DropdownMenu.Root>
    );
}
