// One chat in a list: who, the last line (typing, draft or message), how long the customer waits,
// what is unread.
import type { Chat, WrapUp } from "@parley/sdk";
import { ago, exact, stopwatch, systemText } from "@parley/ui";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { isGuest } from "@parley/ui/console/chat/guest.ts";
import { filesKey, filesOf } from "@parley/ui/console/files/kept.ts";
import { Said } from "@parley/ui/console/files/said.tsx";
import { ClipboardPen, Timer } from "lucide-react";
import { memo, useSyncExternalStore } from "react";
import { useApp, useDeskState, useNow, useTargets } from "../context.tsx";
import { useText } from "../i18n.ts";
import { lastAt, urgency } from "../model/order.ts";
import type { Page } from "../model/route.ts";
import styles from "./chat_row.module.css";

export const ChatRow = memo(function ChatRow(props: {
    chat: Chat;
    unread: number;
    selected: boolean;
    /** "queue": one's own page, and no chat of one's own. */
    page?: Page | "queue";
}) {
    const { chat, unread, selected, page: place = "chats" } = props;
    const page = place === "queue" ? "chats" : place;
    const { router, desk } = useApp();
    const { t } = useText();
    const draft = useDraftLine(chat.id);
    const typing = useTyping(chat.id);
    const name = chat.customer.name || t("customer.unnamed");
    const to = `/desk/${page}/${encodeURIComponent(chat.id)}`;
    return (
        <li data-chat-row={place === "chats" ? chat.id : undefined}>
            <a
                className={unread ? `${styles.row} ${styles.unread}` : styles.row}
                href={to}
                aria-current={selected ? "true" : undefined}
                onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    router.go({ page, chat: chat.id });
                }}
            >
                <Avatar name={name} />
                <span className={styles.name}>{name}</span>
                <span className={styles.time}>
                    <Waiting chat={chat} />
                </span>
                <span className={styles.line}>
                    {chat.state === "active" && chat.customer_absent_since && (
                        <span className={styles.mark}>{t("row.absent")} · </span>
                    )}
                    {chat.state === "active" && chat.guests && (
                        <span className={styles.mark}>
                            {isGuest(chat, desk.user.id)
                                ? t("conference.guest")
                                : t("conference.title")}
                            {" · "}
                        </span>
                    )}
                    {chat.sharing?.state === "running" && (
                        <span className={styles.mark}>{t("row.screen")} · </span>
                    )}
                    {typing && !selected ? (
                        <em className={styles.typing}>{t("row.typing")}</em>
                    ) : draft && page === "chats" && chat.state === "active" ? (
                        <>
                            <strong className={styles.draft}>{t("row.draft")}</strong>{" "}
                            <Said item={draft} />
                        </>
                    ) : (
                        <LastLine chat={chat} />
                    )}
                </span>
                {unread > 0 && (
                    <span className={styles.count}>
                        <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
                        <span className="sr">{t("row.unread", { count: unread })}</span>
                    </span>
                )}
            </a>
        </li>
    );
});

/** What is written and not yet sent; its files where that is all. */
function useDraftLine(chat: string) {
    const { drafts } = useApp().desk;
    const text = useSyncExternalStore(drafts.subscribe, () => drafts.get(chat));
    const files = useSyncExternalStore(drafts.subscribe, () => drafts.get(filesKey(chat)));
    return text || files ? { text, files: filesOf(files) } : undefined;
}

function useTyping(chat: string): boolean {
    const { desk } = useApp();
    const conversation = desk.conversation(chat);
    return useSyncExternalStore(conversation?.subscribe ?? never, () =>
        Boolean(conversation?.getSnapshot().typing),
    );
}
const never = () => () => undefined;

/** What a person wrote last; that somebody joined says less than what waits for an answer. */
function LastLine({ chat }: { chat: Chat }) {
    const { desk } = useApp();
    const { t } = useText();
    const conversation = desk.conversation(chat.id);
    const written = useSyncExternalStore(conversation?.subscribe ?? never, () =>
        conversation?.getSnapshot().items.findLast((one) => !one.event),
    );
    const last = chat.state === "active" ? (written ?? chat.last_message) : chat.last_message;
    if (!last) return null;
    if (last.event) {
        const item = { ...last, key: "", state: "sent" as const };
        return systemText(item, t);
    }
    const who = last.from.id === desk.user.id ? `${t("you")}: ` : "";
    return (
        <>
            {who}
            <Said item={last} />
        </>
    );
}

/** What is left of the wrap-up, what it is over by, or how long it takes. */
function WrapUpTime({ wrap_up }: { wrap_up: WrapUp }) {
    const { t } = useText();
    const now = useNow();
    const left = wrap_up.due_at && Date.parse(wrap_up.due_at) - now;
    const time = left ? left + 999 : now - Date.parse(wrap_up.began_at);
    const over = typeof left === "number" && left <= 0;
    return (
        <span className={`${styles.due} ${styles.wrap_up}`}>
            <ClipboardPen size={14} aria-hidden="true" />
            <span className="sr">{t("presence.wrap_up")} </span>
            <span className="timer">{over ? `−${stopwatch(-left)}` : stopwatch(time)}</span>
        </span>
    );
}

/** The time the customer waits for an answer, else the age of the last message. */
function Waiting({ chat }: { chat: Chat }) {
    const { t, language } = useText();
    const since = chat.state === "active" ? chat.unanswered_since : undefined;
    const now = useNow(since ? 1_000 : 15_000);
    const targets = useTargets();
    const wrap_up = useDeskState().wrap_ups.get(chat.id);
    if (wrap_up) return <WrapUpTime wrap_up={wrap_up} />;
    if (!since) {
        const at = lastAt(chat);
        return (
            <time dateTime={at} title={exact(at, language)}>
                {ago(at, now, language)}
            </time>
        );
    }
    const level = urgency(chat, now, targets);
    return (
        <span className={`${styles.due} ${styles[level]}`}>
            <Timer size={14} aria-hidden="true" />
            <span className="sr">{t(level === "overdue" ? "row.overdue" : "row.waiting")} </span>
            <span className="timer">{stopwatch(now - Date.parse(since))}</span>
        </span>
    );
}
