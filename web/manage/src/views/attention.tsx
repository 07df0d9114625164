// What wants a manager, in sentences: what it is, since when, and the act that fits.

import type { AttentionKind } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { failed } from "@parley/ui/console/chat/face.tsx";
import { Link } from "@parley/ui/console/link.tsx";
import { findChoice, readyChoice } from "@parley/ui/console/presence_words.ts";
import {
    BellOff,
    CircleCheck,
    CircleHelp,
    Clock,
    type LucideIcon,
    MessageCircleWarning,
    Users,
    WifiOff,
} from "lucide-react";
import { useApp, useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import type { Wanting } from "../model/dashboard.ts";
import styles from "./attention.module.css";
import { useRoom } from "./room_context.tsx";
import { limitWord } from "./words.ts";

const looks: Record<AttentionKind, { icon: LucideIcon; tone: string }> = {
    wait: { icon: Clock, tone: styles.breach! },
    nobody: { icon: Users, tone: styles.breach! },
    missed: { icon: BellOff, tone: styles.missed! },
    unanswered: { icon: MessageCircleWarning, tone: styles.watch! },
    help: { icon: CircleHelp, tone: styles.help! },
    customer_gone: { icon: WifiOff, tone: styles.watch! },
};

const isOfQueue = ({ kind }: Wanting): boolean => kind === "wait" || kind === "nobody";

/** Of a queue there is one, whichever it is: it stays in its place as it changes. Chats and agents
    are named only to who may see agents. */
const keyOf = (item: Wanting): string => {
    const { kind, chat, agent, queue, since } = item;
    return isOfQueue(item) ? `queue ${queue}` : `${kind} ${chat ?? agent ?? `${queue} ${since}`}`;
};

export function Attention({ items }: { items: readonly Wanting[] }) {
    const { t } = useText();
    return (
        <section className={styles.attention} aria-labelledby="attention">
            <h2 id="attention" className={styles.title}>
                {t("attention.title")}
                {items.length > 0 && <span className={styles.count}>{items.length}</span>}
            </h2>
            {items.length === 0 ? (
                <p className={styles.none}>
                    <CircleCheck size={18} aria-hidden="true" />
                    {t("attention.none")}
                </p>
            ) : (
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys
                <ul className={styles.list} tabIndex={0} aria-labelledby="attention">
                    {items.map((item) => (
                        <Row key={keyOf(item)} item={item} />
                    ))}
                </ul>
            )}
        </section>
    );
}

function Row({ item }: { item: Wanting }) {
    const now = useNow();
    const { t } = useText();
    const look = looks[item.kind];
    const values = {
        time: stopwatch(now - Date.parse(item.since)),
        limit: item.limit_s ? limitWord(item.limit_s) : "",
        queue: item.queue_name ?? "",
        agent: item.agent_name ?? "",
        named: item.agent_name ? "yes" : "no",
        customer: item.customer || t("customer.unnamed"),
        nobody: item.nobody ? "yes" : "no",
    };
    return (
        <li className={styles.row}>
            <look.icon size={18} className={look.tone} aria-hidden="true" />
            <p className={styles.text}>{t(`attention.${item.kind}`, values)}</p>
            <Act item={item} />
        </li>
    );
}

/** What helps, where one may do it. */
function Act({ item }: { item: Wanting }) {
    const { may, may_set, watch, statuses, placeOf, chatsOf } = useRoom();
    const { client, toasts } = useApp();
    const { t } = useText();
    const { kind, chat, agent, agent_name = "", queue, customer } = item;
    if (kind === "missed" && agent && may_set) {
        const ready = readyChoice(statuses) ?? findChoice(statuses, { status: "available" });
        if (!ready) return null;
        const back = async () => {
            try {
                await client.call("agent.set_presence", { agent, status: ready.status.key });
                const text = t("attention.is_available", { agent: agent_name });
                toasts.show({ kind: "info", text });
            } catch (caught) {
                failed({ toasts }, caught);
            }
        };
        return (
            <button
                type="button"
                className="button"
                aria-label={t("attention.set_available_of", { agent: agent_name })}
                onClick={() => void back()}
            >
                {t("attention.set_available")}
            </button>
        );
    }
    if (chat && may("chat_monitor")) {
        return (
            <button
                type="button"
                className="button"
                aria-label={t("supervise.watch_chat", {
                    name: customer || t("customer.unnamed"),
                })}
                onClick={() => watch(chat)}
            >
                {t("supervise.watch")}
            </button>
        );
    }
    if ((kind === "nobody" || item.nobody) && queue && may("agent_view")) {
        return (
            <Link className="button" to={placeOf({ at: queue })}>
                {t("attention.show_agents")}
            </Link>
        );
    }
    const place = queue && chatsOf({ tab: isOfQueue(item) ? "queued" : "active", queues: [queue] });
    if (!place) return null;
    return (
        <Link className="button" to={place}>
            {t("attention.open_queue")}
        </Link>
    );
}
