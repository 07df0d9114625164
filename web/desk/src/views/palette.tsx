// The palette: type a part of a name or of an action, Enter runs it.

import { Avatar } from "@parley/ui/console/avatar.tsx";
import { isGuest } from "@parley/ui/console/chat/guest.ts";
import { mayTryToTake, receivers } from "@parley/ui/console/chat/word.ts";
import { giveWord, takeWord } from "@parley/ui/console/chat/word_acts.ts";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { saidText } from "@parley/ui/console/files/said.tsx";
import { choices, keyOf, wordOf } from "@parley/ui/console/presence_words.ts";
import { CornerDownLeft, MessageSquare, Search, SquareChevronRight } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useApp, useDeskState, useStore, useTargets } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { listsFor, pulledQueues, takesPart } from "../model/desk_state.ts";
import { ordered } from "../model/order.ts";
import { mayRead } from "../model/rights.ts";
import {
    accept,
    acceptAll,
    declineTop,
    leaveConference,
    markAllRead,
    mayInvite,
    mayMail,
    mayTransfer,
    openChat,
    openQueue,
    openSearch,
    saveTranscript,
    setPresence,
    signOut,
    stopNew,
} from "./actions.ts";
import { focusReply } from "./focus.ts";
import styles from "./palette.module.css";
import { useCannedEntries } from "./palette_canned.ts";
import { isBarred, maySwitchNew } from "./presence_rules.ts";
import { askScreen, endScreen, mayAskScreen } from "./sharing_acts.ts";
import { alt_key, command_key, press } from "./shortcuts.ts";
import { isOwnOpen } from "./thread_pane.tsx";

export interface Entry {
    id: string;
    label: string;
    more?: string;
    keys?: string;
    chat?: boolean;
    run: () => void;
}

export function Palette({ onClose }: { onClose: () => void }) {
    const { t } = useText();
    const [query, setQuery] = useState("");
    const [at, setAt] = useState(0);
    const list = useId();
    const entries = matching([...useEntries(), ...useCannedEntries(query)], query);
    const chosen = Math.min(at, entries.length - 1);

    function run(entry: Entry | undefined): void {
        if (!entry) return;
        onClose();
        // After the dialog gave the focus back: the action may move it on.
        setTimeout(entry.run);
    }

    function onKeyDown(event: KeyboardEvent): void {
        if (event.nativeEvent.isComposing) return;
        const moves: Record<string, number> = {
            ArrowDown: chosen + 1,
            ArrowUp: chosen - 1,
            PageDown: chosen + 8,
            PageUp: chosen - 8,
        };
        const to = moves[event.key];
        if (to !== undefined) {
            event.preventDefault();
            const step = Math.abs(to - chosen) === 1;
            const last = entries.length - 1;
            setAt(step ? (to + entries.length) % Math.max(1, entries.length) : clamp(to, last));
        } else if (event.key === "Enter") {
            event.preventDefault();
            run(entries[chosen]);
        }
    }

    return (
        <Dialog title={t("palette.title")} size="medium" bare onClose={onClose}>
            <div className={styles.search}>
                <Search size={18} aria-hidden="true" />
                <input
                    data-focus-first
                    className={styles.field}
                    role="combobox"
                    aria-label={t("palette.open")}
                    aria-expanded="true"
                    aria-controls={list}
                    aria-activedescendant={entries[chosen] && `${list}-${chosen}`}
                    aria-autocomplete="list"
                    autoComplete="off"
                    spellCheck={false}
                    placeholder={t("palette.open")}
                    value={query}
                    onChange={(event) => {
                        setQuery(event.target.value);
                        setAt(0);
                    }}
                    onKeyDown={onKeyDown}
                />
                <span aria-hidden="true">
                    <kbd>Esc</kbd>
                </span>
            </div>
            <div
                className={styles.list}
                id={list}
                role="listbox"
                aria-label={t("palette.title")}
                tabIndex={-1}
            >
                {entries.map((entry, index) => (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
                    <div
                        key={entry.id}
                        id={`${list}-${index}`}
                        role="option"
                        tabIndex={-1}
                        aria-selected={index === chosen}
                        className={styles.entry}
                        ref={index === chosen ? intoView : undefined}
                        onPointerMove={() => setAt(index)}
                        onClick={() => run(entry)}
                    >
                        {entry.chat ? (
                            <Avatar name={entry.label} size={30} />
                        ) : (
                            <SquareChevronRight size={18} aria-hidden="true" />
                        )}
                        <span className={styles.label}>
                            {entry.label}
                            {entry.more && <span className={styles.more}>{entry.more}</span>}
                        </span>
                        {entry.keys && <kbd>{entry.keys}</kbd>}
                        {index === chosen && <CornerDownLeft size={16} aria-hidden="true" />}
                    </div>
                ))}
            </div>
            {entries.length === 0 && (
                <p className={styles.none} role="status">
                    <MessageSquare size={18} aria-hidden="true" />
                    {t("palette.nothing", { query })}
                </p>
            )}
        </Dialog>
    );
}

function intoView(element: HTMLElement | null): void {
    element?.scrollIntoView({ block: "nearest" });
}

function clamp(value: number, last: number): number {
    return Math.max(0, Math.min(last, value));
}

function fold(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Every word typed must be somewhere in it; what begins with the first one comes first. */
function matching(entries: readonly Entry[], query: string): Entry[] {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const begins = (entry: Entry) => (words[0] && fold(entry.label).startsWith(words[0]) ? 0 : 1);
    return entries
        .filter((entry) => {
            const all = fold(`${entry.label} ${entry.more ?? ""}`);
            return words.every((word) => all.includes(word));
        })
        .sort((a, b) => begins(a) - begins(b));
}

function useEntries(): Entry[] {
    const app = useApp();
    const { t } = useText();
    const state = useDeskState();
    const { chats, presence, statuses, offers, switches, code_lists } = state;
    const settings = useStore(app.settings);
    const targets = useTargets();
    const entries: Entry[] = [];
    const action = (id: TextId, run: () => void, keys?: string) =>
        entries.push({ id, label: t(id), run, ...(keys && { keys }) });

    const all = [...chats.values()].map((one) => one.chat);
    for (const chat of ordered(all, app.desk.client.serverNow(), targets)) {
        const name = chat.customer.name || t("customer.unnamed");
        const last = chat.last_message;
        entries.push({
            id: chat.id,
            chat: true,
            label: name,
            more: [chat.queue_name, last && !last.event ? saidText(last, t) : ""]
                .filter(Boolean)
                .join(" · "),
            run: () => openChat(app, chat.id),
        });
    }
    const [offer] = offers;
    if (offer) {
        const name = offer.customer.name;
        entries.push({
            id: "accept",
            label: t("offer.accept_name", { name }),
            keys: `${alt_key} ↵`,
            run: () => void accept(app, offer),
        });
        if (offer.may_decline) {
            entries.push({
                id: "decline",
                label: t("offer.decline_name", { name }),
                keys: `${alt_key} Shift D`,
                run: () => void declineTop(app),
            });
        }
        if (offers.length > 1 && switches.accept_all === "true") {
            entries.push({
                id: "accept_all",
                label: t("offer.accept_all", { count: offers.length }),
                keys: `${alt_key} Shift ↵`,
                run: () => void acceptAll(app),
            });
        }
    }
    const open = chats.get(app.router.getSnapshot().chat ?? "")?.chat;
    const own = open && isOwnOpen(open, app.desk.user.id) ? open : undefined;
    if (own) {
        action("thread.end", () => app.dialog.set({ name: "end", chat: own.id }), `${alt_key} E`);
    }
    if (own && mayTransfer(switches)) {
        const run = () => app.dialog.set({ name: "transfer", chat: own.id });
        action("thread.transfer", run, `${alt_key} T`);
    }
    if (own && mayInvite(app.desk, own.id)) {
        const run = () => app.dialog.set({ name: "conference", chat: own.id });
        action("thread.conference", run, `${alt_key} C`);
    }
    if (open?.state === "active" && takesPart(open, app.desk.user.id)) {
        const run = () => app.dialog.set({ name: "call_help", chat: open.id });
        action("help_call.ask", run, `${alt_key} H`);
        const find = () => focusReply(() => press("[data-article]"));
        action("insert_article.open", find, `${alt_key} A`);
    }
    if (open && mayAskScreen(app, open)) {
        action("sharing.ask", () => void askScreen(app, open), `${alt_key} S`);
    }
    if (open?.sharing?.agent.id === app.desk.user.id) {
        const id = open.sharing.state === "asked" ? "sharing.withdraw_entry" : "sharing.stop_entry";
        action(id, () => void endScreen(app, open), `${alt_key} Shift S`);
    }
    if (open) action("side.save", () => void saveTranscript(app, open.id));
    if (open && mayMail(open, app.desk.user.id)) {
        action("side.mail", () => app.dialog.set({ name: "mail", chat: open.id }));
    }
    if (open && isGuest(open, app.desk.user.id)) {
        action("conference.leave", () => void leaveConference(app, open));
    }
    const face = { ...app, client: app.desk.client };
    if (open && mayTryToTake(open, app.desk.user.id)) {
        action("word.take", () => void takeWord(face, open), `${alt_key} W`);
    }
    for (const one of open ? receivers(open, app.desk.user.id) : []) {
        entries.push({
            id: `word ${one.id}`,
            label: t("word.give_entry", { name: one.name }),
            run: () => void giveWord(face, open!, one),
        });
    }
    if (own && listsFor(code_lists, own.queue).length) {
        action("codes.title", () => app.dialog.set({ name: "codes", chat: own.id }));
    }
    if (presence && maySwitchNew(presence, switches)) {
        const { stop_new } = presence;
        action(
            stop_new ? "presence.resume" : "presence.stop_new_chats",
            () => void stopNew(app, !stop_new),
        );
    }
    for (const choice of presence ? choices(statuses) : []) {
        if (isBarred(choice, chats)) continue;
        const word = wordOf(choice, t);
        entries.push({
            id: `presence ${keyOf(choice)}`,
            label: t("presence.go", { status: word }),
            run: () => void setPresence(app, choice),
        });
    }
    if (mayRead(app.desk)) action("rail.search", () => openSearch(app));
    if (pulledQueues(state).length) action("queue.open", () => openQueue(app));
    if (all.some((chat) => chat.unread > 0)) {
        action("list.mark_all_read", () => markAllRead(app), "Shift Esc");
    }
    if (app.desk.watches) {
        const { may } = app.desk;
        action("rail.queues", () => app.router.go({ page: "queues" }));
        if (may("agent_view")) action("rail.people", () => app.router.go({ page: "people" }));
        if (may("chat_view_all")) action("rail.all", () => app.router.go({ page: "all" }));
        if (app.desk.takes_chats) action("rail.chats", () => app.router.go({ page: "chats" }));
    }
    for (const theme of ["system", "light", "dark"] as const) {
        if (theme === settings.theme) continue;
        entries.push({
            id: `theme ${theme}`,
            label: `${t("theme")}: ${t(`theme.${theme}`)}`,
            run: () => app.settings.set((before) => ({ ...before, theme })),
        });
    }
    const other = settings.language === "en" ? "de" : "en";
    entries.push({
        id: "language",
        label: `${t("language")}: ${t(`language.${other}`)}`,
        run: () => app.settings.set((before) => ({ ...before, language: other })),
    });
    action("alerts.title", () => app.dialog.set({ name: "alerts" }));
    action("help.title", () => app.dialog.set({ name: "help" }), `${command_key} /`);
    action("account.sign_out", () => void signOut(app));
    return entries;
}
