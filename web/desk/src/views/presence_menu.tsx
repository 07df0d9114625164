// Presence as icon, word and timer, and the menu that changes it.
import type { Presence } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import {
    BellRing,
    Check,
    ChevronDown,
    CircleCheck,
    CircleDashed,
    CircleMinus,
    type LucideIcon,
    MessageCircle,
} from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { useApp, useNow, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { setPresence } from "./actions.ts";
import menu from "./menu.module.css";
import styles from "./presence_menu.module.css";
import { alt_key } from "./shortcuts.ts";

/** Each state has its own icon: colour alone says nothing. */
const looks: Record<Presence["label"], { icon: LucideIcon; tone: string }> = {
    offline: { icon: CircleDashed, tone: styles.offline! },
    available: { icon: CircleCheck, tone: styles.available! },
    offered: { icon: BellRing, tone: styles.offered! },
    engaged: { icon: MessageCircle, tone: styles.available! },
    at_capacity: { icon: CircleMinus, tone: styles.busy! },
};

export function PresenceMenu({ presence }: { presence: Presence }) {
    const app = useApp();
    const { t } = useText();
    const open = useStore(app.presence_open);
    const trigger = useRef<HTMLButtonElement>(null);
    const { icon: Icon, tone } = looks[presence.label];
    const word = t(`presence.${presence.label}`);
    return (
        <DropdownMenu.Root modal={false} open={open} onOpenChange={app.presence_open.set}>
            <DropdownMenu.Trigger asChild>
                <button
                    ref={trigger}
                    type="button"
                    className={`${styles.chip} ${tone}`}
                    aria-keyshortcuts="Alt+Shift+P"
                    title={`${alt_key}+Shift+P`}
                >
                    <Icon size={18} aria-hidden="true" />
                    <span className={styles.word}>{word}</span>
                    <span className={styles.time}>
                        <span aria-hidden="true"> · </span>
                        <Since since={presence.since} />
                    </span>
                    <ChevronDown size={16} aria-hidden="true" />
                </button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6}>
                <DropdownMenu.RadioGroup
                    value={presence.status}
                    onValueChange={(status) => void setPresence(app, status as Presence["status"])}
                >
                    {(["available", "offline"] as const).map((status) => {
                        const Own = looks[status].icon;
                        return (
                            <DropdownMenu.RadioItem
                                key={status}
                                value={status}
                                className={menu.item}
                            >
                                <Own size={16} aria-hidden="true" />
                                <span>
                                    {t(`presence.${status}`)}
                                    <small className={styles.hint}>
                                        {t(`presence.${status}_hint`)}
                                    </small>
                                </span>
                                <span className={menu.check}>
                                    <DropdownMenu.ItemIndicator>
                                        <Check size={16} aria-hidden="true" />
                                    </DropdownMenu.ItemIndicator>
                                </span>
                            </DropdownMenu.RadioItem>
                        );
                    })}
                </DropdownMenu.RadioGroup>
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}

function Since({ since }: { since: string }) {
    const now = useNow();
    return <span className="timer">{stopwatch(now - Date.parse(since))}</span>;
}
