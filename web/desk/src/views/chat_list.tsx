// The list of one's chats: offers first, then own chats by urgency; a second tab has the ended
// ones.
import type { Chat } from "@parley/sdk";
import { frozenOrder } from "@parley/ui/console/frozen_order.ts";
import { isReady, readyChoice } from "@parley/ui/console/presence_words.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { Inbox } from "lucide-react";
import { Tabs } from "radix-ui";
import { lazy, Suspense, useRef, useState } from "react";
import {
    type ListTab,
    useApp,
    useDeskState,
    useNow,
    useOneColumn,
    useRoute,
    useStore,
    useTargets,
    useWide,
} from "../context.tsx";
import { useText } from "../i18n.ts";
import { pulledQueues } from "../model/desk_state.ts";
import { ordered, type Targets } from "../model/order.ts";
import { openQueue, setPresence } from "./actions.ts";
import styles from "./chat_list.module.css";
import { ChatRow } from "./chat_row.tsx";
import { More, OfferRow } from "./offers.tsx";
import { SearchLink } from "./search_link.tsx";

const QueueList = lazy(() => import("./queue_list.tsx"));
const EndedList = lazy(() => import("./ended_list.tsx"));

/** Chats become overdue without any event; the order follows within this time. */
const reorder_ms = 5_000;

export function ChatList() {
    const { list_tab } = useApp();
    const chosen = useStore(list_tab);
    const state = useDeskState();
    const { chats } = state;
    const { t } = useText();
    const pulled = pulledQueues(state);
    const waiting = pulled.reduce((sum, queue) => sum + queue.waiting, 0);
    // Queues may go out of sight while one looks at them (V16).
    const tab = chosen === "queue" && !pulled.length ? "mine" : chosen;
    const active = [...chats.values()].filter(({ chat }) => chat.state === "active").length;
    return (
        <Tabs.Root value={tab} onValueChange={(next) => list_tab.set(next as ListTab)} asChild>
            <section
                className={styles.pane}
                data-region="list"
                aria-label={t("list.title")}
                tabIndex={-1}
            >
                <div className={styles.head}>
                    <h2 className={styles.title}>{t("list.title")}</h2>
                    <SearchLink />
                </div>
                <Tabs.List className={styles.tabs} aria-label={t("list.tabs")}>
                    <Tabs.Trigger className={styles.tab} value="mine">
                        {t("list.mine")} {active > 0 && <span className="timer">{active}</span>}
                    </Tabs.Trigger>
                    {pulled.length > 0 && (
                        <Tabs.Trigger className={styles.tab} value="queue">
                            {t("list.queue")}{" "}
                            {waiting > 0 && <span className="timer">{waiting}</span>}
                        </Tabs.Trigger>
                    )}
                    <Tabs.Trigger className={styles.tab} value="ended">
                        {t("list.ended")}
                    </Tabs.Trigger>
                </Tabs.List>
                {/* The panels hold links, so they need no tab stop of their own. */}
                <Tabs.Content value="mine" tabIndex={-1} className={styles.panel}>
                    <Mine />
                </Tabs.Content>
                {pulled.length > 0 && (
                    <Tabs.Content value="queue" tabIndex={-1} className={styles.panel}>
                        <Suspense fallback={<Skeleton rows={6} />}>
                            <QueueList />
                        </Suspense>
                    </Tabs.Content>
                )}
                <Tabs.Content value="ended" tabIndex={-1} className={styles.panel}>
                    <Suspense fallback={<Skeleton rows={6} />}>
                        <EndedList />
                    </Suspense>
                </Tabs.Content>
            </section>
        </Tabs.Root>
    );
}

function Mine() {
    const { desk } = useApp();
    const { loaded, chats, offers } = useDeskState();
    const { chat: open } = useRoute();
    const { t } = useText();
    const now = useNow(reorder_ms);
    const quiet = useStore(desk.quiet);
    const targets = useTargets();
    const alone = useOneColumn();
    const [inside, setInside] = useState({ pointer: false, focus: false });
    const order = useRef<string[]>([]);
    const list = sorted(
        [...chats.values()].map((one) => one.chat),
        quiet,
        now,
        {
            frozen: inside.pointer || inside.focus ? order.current : undefined,
            targets,
        },
    );
    order.current = list.map((chat) => chat.id);

    if (!loaded) return <Skeleton rows={4} />;
    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: only notices whether somebody is inside
        <div
            className={styles.scroll}
            onPointerEnter={(event) =>
                setInside({ ...inside, pointer: event.pointerType === "mouse" })
            }
            onPointerLeave={() => setInside({ ...inside, pointer: false })}
            onFocus={() => setInside({ ...inside, focus: true })}
            onBlur={(event) => {
                if (!event.currentTarget.contains(event.relatedTarget)) {
                    setInside({ ...inside, focus: false });
                }
            }}
        >
            {offers.length > 0 && (
                <ul className={styles.rows} aria-label={t("list.offers")}>
                    {offers.map((offer, index) => (
                        <OfferRow key={offer.id} offer={offer} top={index === 0} />
                    ))}
                </ul>
            )}
            {alone && <More shown={offers.length} />}
            {list.length > 0 ? (
                <ul className={styles.rows} aria-label={t("list.title")}>
                    {list.map((chat) => (
                        <ChatRow
                            key={chat.id}
                            chat={chat}
                            unread={quiet.has(chat.id) ? 0 : chat.unread}
                            selected={chat.id === open}
                        />
                    ))}
                </ul>
            ) : (
                offers.length === 0 && <Empty />
            )}
        </div>
    );
}

function sorted(
    chats: Chat[],
    quiet: ReadonlySet<string>,
    now: number,
    { frozen, targets }: { frozen: string[] | undefined; targets: Targets },
): Chat[] {
    const seen = chats.map((chat) => (quiet.has(chat.id) ? { ...chat, unread: 0 } : chat));
    const by_urgency = ordered(seen, now, targets);
    const by_id = new Map(chats.map((chat) => [chat.id, chat]));
    const list = frozen ? frozenOrder(frozen, by_urgency) : by_urgency;
    return list.map((chat) => by_id.get(chat.id)!);
}

function Empty() {
    const app = useApp();
    const wide = useWide();
    const { presence, statuses, queues } = useDeskState();
    const { t } = useText();
    const routings = new Set(queues.filter((one) => one.member).map((one) => one.routing));
    const pull_only = routings.size === 1 && routings.has("pull");
    const ready = readyChoice(statuses);
    const away = presence && !isReady(presence, statuses);
    return (
        <div className={styles.empty}>
            <Inbox size={wide ? 28 : 24} aria-hidden="true" />
            <p>{t(away ? "list.empty_away" : pull_only ? "list.empty_pull" : "list.empty")}</p>
            {!away && pull_only && (
                <button type="button" className="button primary" onClick={() => openQueue(app)}>
                    {t("queue.open")}
                </button>
            )}
            {away && ready && (
                <button
                    type="button"
                    className="button primary"
                    onClick={() => void setPresence(app, ready)}
                >
                    {t("presence.go_available")}
                </button>
            )}
        </div>
    );
}
