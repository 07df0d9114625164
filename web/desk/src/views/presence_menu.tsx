// Presence as icon, word and timer, and the menu that changes it.
import type { AgentStatus, Presence } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import menu from "@parley/ui/console/menu.module.css";
import chip from "@parley/ui/console/presence_chip.module.css";
import {
    choiceKey,
    choices,
    findChoice,
    isReady,
    keyOf,
    lookOf,
    wordOf,
    wordsFor,
} from "@parley/ui/console/presence_words.ts";
import { Check, ChevronDown, CirclePause } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { useApp, useDeskState, useNow, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { setPresence, stopNew } from "./actions.ts";
import styles from "./presence_menu.module.css";
import { isBarred, maySwitchNew } from "./presence_rules.ts";
import { alt_key } from "./shortcuts.ts";

export function PresenceMenu({ presence }: { presence: Presence }) {
    const app = useApp();
    const { statuses, chats, switches } = useDeskState();
    const { t } = useText();
    const open = useStore(app.presence_open);
    const trigger = useRef<HTMLButtonElement>(null);
    const { word, look } = wordsFor(presence, statuses, t);
    if (!app.desk.may("own_status")) {
        return (
            <p
                className={`${chip.chip} ${styles.own} ${look.tone}`}
                title={t("presence.set_by_others")}
            >
                <span className={chip.icon}>
                    <look.icon size={18} aria-hidden="true" />
                </span>
                <span className={styles.word}>{word}</span>
                <span className={styles.time}>
                    <span aria-hidden="true"> · </span>
                    <Since since={presence.since} />
                </span>
            </p>
        );
    }
    return (
        <DropdownMenu.Root modal={false} open={open} onOpenChange={app.presence_open.set}>
            <DropdownMenu.Trigger asChild>
                <button
                    ref={trigger}
                    type="button"
                    className={`${chip.chip} ${styles.own} ${styles.trigger} ${look.tone}`}
                    data-pending={presence.pending && ""}
                    aria-keyshortcuts="Alt+Shift+P"
                    title={`${alt_key}+Shift+P`}
                >
                    <span className={chip.icon}>
                        <look.icon size={18} aria-hidden="true" />
                    </span>
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
                    value={choiceKey(presence.pending ?? presence)}
                    onValueChange={(key) => {
                        const [status = "", reason] = key.split(" ");
                        const choice = findChoice(statuses, {
                            status,
                            ...(reason !== undefined && { reason }),
                        });
                        if (choice && !isBarred(choice, chats)) void setPresence(app, choice);
                    }}
                >
                    <Choices presence={presence} statuses={statuses} />
                </DropdownMenu.RadioGroup>
                {switches.stop_new === "true" && (
                    <StopNew presence={presence} allowed={maySwitchNew(presence, switches)} />
                )}
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}

function Choices(props: { presence: Presence; statuses: readonly AgentStatus[] }) {
    const { presence, statuses } = props;
    const { chats, queues } = useDeskState();
    const { t } = useText();
    const pulled = queues.some((queue) => queue.member && queue.routing === "pull");
    // Whoever is out of work already is so for another reason at once.
    const at_work = isReady(presence, statuses);
    const busy = at_work && [...chats.values()].some(({ chat }) => chat.state === "active");
    return choices(statuses).map((choice) => {
        const { icon: Icon } = lookOf(choice);
        const { kind, during_chat } = choice.status;
        const barred = isBarred(choice, chats);
        const hint = barred
            ? t("presence.barred")
            : busy && during_chat === "pending"
              ? t("presence.after_chats")
              : kind === "ready"
                ? t(pulled ? "presence.available_pull" : "presence.available_hint")
                : choice.reason
                  ? undefined
                  : t("presence.no_chats_hint");
        const value = keyOf(choice);
        return (
            <DropdownMenu.RadioItem
                key={value}
                value={value}
                // Not `disabled`: the keyboard reaches it, and hears why.
                aria-disabled={barred || undefined}
                className={`${menu.item} ${choice.reason ? chip.reason : ""} ${barred ? styles.barred : ""}`}
                onSelect={(event) => {
                    if (barred) event.preventDefault();
                }}
            >
                <Icon size={16} aria-hidden="true" />
                <span>
                    {wordOf(choice, t)}
                    {hint && <small className={styles.hint}>{hint}</small>}
                </span>
                <span className={menu.check}>
                    <DropdownMenu.ItemIndicator>
                        <Check size={16} aria-hidden="true" />
                    </DropdownMenu.ItemIndicator>
                </span>
            </DropdownMenu.RadioItem>
        );
    });
}

/** No more chats while there are some, and more again (E38). */
function StopNew({ presence, allowed }: { presence: Presence; allowed: boolean }) {
    const app = useApp();
    const { t } = useText();
    const hint = !allowed
        ? "presence.stop_new_later"
        : presence.stop_new
          ? "presence.resume_hint"
          : "presence.no_chats_hint";
    return (
        <>
            <div className={menu.line} />
            <DropdownMenu.CheckboxItem
                className={`${menu.item} ${allowed ? "" : styles.barred}`}
                checked={presence.stop_new}
                aria-disabled={!allowed || undefined}
                onSelect={(event) => {
                    if (!allowed) event.preventDefault();
                }}
                onCheckedChange={(stop) => {
                    if (allowed) void stopNew(app, stop);
                }}
            >
                <CirclePause size={16} aria-hidden="true" />
                <span>
                    {t("presence.stop_new_chats")}
                    <small className={styles.hint}>{t(hint)}</small>
                </span>
                <span className={styles.switch} aria-hidden="true" />
            </DropdownMenu.CheckboxItem>
        </>
    );
}

export function Since({ since }: { since: string }) {
    const now = useNow();
    return <span className="timer">{stopwatch(now - Date.parse(since))}</span>;
}
