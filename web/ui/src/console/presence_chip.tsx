// What somebody is doing, as a chip with icon and word; and the list of what can be chosen for them.
import type { AgentStatus, Presence } from "@parley/sdk";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { useText } from "./i18n.ts";
import menu from "./menu.module.css";
import styles from "./presence_chip.module.css";
import { type Choice, choices, keyOf, lookOf, wordOf, wordsFor } from "./presence_words.ts";

export function PresenceChip(props: {
    presence: Presence;
    statuses: readonly AgentStatus[];
    /** Behind the word: since when. */
    children?: ReactNode;
}) {
    const { presence, statuses, children } = props;
    const { t } = useText();
    const { word, look } = wordsFor(presence, statuses, t);
    return (
        <span
            className={`${styles.chip} ${styles.small} ${look.tone}`}
            data-pending={presence.pending && ""}
        >
            <span className={styles.icon}>
                <look.icon size={16} aria-hidden="true" />
            </span>
            {word}
            {children}
        </span>
    );
}

/** Items of a menu: all that a manager may choose for an agent. */
export function StatusItems(props: {
    statuses: readonly AgentStatus[];
    onChoose: (choice: Choice) => void;
}) {
    const { t } = useText();
    return choices(props.statuses, "by_manager").map((choice) => {
        const { icon: Icon } = lookOf(choice);
        return (
            <DropdownMenu.Item
                key={keyOf(choice)}
                className={`${menu.item} ${choice.reason ? styles.reason : ""}`}
                onSelect={() => props.onChoose(choice)}
            >
                <Icon size={16} aria-hidden="true" />
                <span>{wordOf(choice, t)}</span>
            </DropdownMenu.Item>
        );
    });
}
