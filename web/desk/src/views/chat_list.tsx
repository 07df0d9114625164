// The list of one's chats: offers first, then own chats by urgency; a second tab has the ended
// ones.
import type { Chat } from "@parley/sdk";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { Inbox } from "lucide-react";
import { Tabs } from "radix-ui";
import { lazy, Suspense, useRef, useState } from "react";
import {
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
import { frozenOrder, ordered, type Targets } from "../model/order.ts";
import { setPresence } from "./actions.ts";
import styles from "./chat_list.module.css";
import { ChatRow } from "./chat_row.tsx";
import { More, OfferRow } from "./offers.tsx";
import { isReady, readyChoice } from "./presence_words.ts";

const EndedList = lazy(() => import("./ended_list.tsx"));

/** Chats become overdue without any event; the order follows within this time. */
const reorder_ms = 5_000;

export function ChatList(props: { tab: "mine" | "ended"; onTab: (tab: "mine" | "ended") => void }) {
    const { tab, onTab } = props;
    const { chats } = useDeskState();
    const { t } = useText();
    const active = [...chats.values()].filter(({ chat }) => chat.state === "active").length;
    return (
        <Tabs.Root value={tab} onValueChange={(next) => onTab(next as typeof tab)} asChild>
            <section
                className={styles.pane}
                data-region="list"
                aria-label={t("list.title")}
                tabIndex={-1}
            >
                <h2 className={styles.title}>{t("list.title")}</h2>
                <Tabs.List className={styles.tabs} aria-label={t("list.tabs")}>
                    <Tabs.Trigger className={styles.tab} value="mine">
                        {t("list.mine")} {active > 0 && <span className="timer">{active}</span>}
                    </Tabs.Trigger>
                    <Tabs.Trigger className={styles.tab} value="ended">
                        {t("list.ended")}
                    </Tabs.Trigger>
                </Tabs.List>
                {/* The panels hold links, so they need no tab stop of their own. */}
                <Tabs.Content value="mine" tabIndex={-1} className={styles.panel}>
                    <Mine />
                </Tabs.Content>
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
    const { presence, statuses } = useDeskState();
    const { t } = useText();
    const ready = readyChoice(statuses);
    const away = presence && !isReady(presence, statuses);
    return (
        <div className={styles.empty}>
            <Inbox size={wide ? 28 : 24} aria-hidden="true" />
            <p>{t(away ? "list.empty_away" : "list.empty")}</p>
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
