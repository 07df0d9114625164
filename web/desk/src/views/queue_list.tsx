// The queues from which one takes chats: those that wait, those that nobody answered, those that
// somebody did. Who waits is taken from here; what has ended is read (A2, A4 to A7, S4).
import type { Chat, QueueGroup, QueueInfo } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { Said, saidText } from "@parley/ui/console/files/said.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useApp, useDeskState, useNow, useRoute } from "../context.tsx";
import { useText } from "../i18n.ts";
import { pulledQueues } from "../model/desk_state.ts";
import { takeChat } from "./actions.ts";
import list from "./chat_list.module.css";
import row from "./chat_row.module.css";
import { ChatRow } from "./chat_row.tsx";
import { MorePages } from "./more_pages.tsx";
import styles from "./queue_list.module.css";
import { Records } from "./records.tsx";

const page_size = 20;
/** Chats that others end are told to nobody else. */
const ended_ms = 15_000;
const groups = ["waiting", "unanswered", "answered"] as const satisfies QueueGroup[];

export default function QueueList() {
    return (
        <Records>
            <div className={list.scroll}>
                {groups.map((group) => (
                    <Group key={group} group={group} />
                ))}
            </div>
        </Records>
    );
}

/** Where each queue goes on; nothing where it has no more. */
type Place = Record<string, string>;

function useChats(group: QueueGroup, queues: readonly QueueInfo[]) {
    const { desk } = useApp();
    const ids = queues.map((queue) => queue.id);
    return useInfiniteQuery({
        queryKey: ["queue_chats", group, ids.join()],
        initialPageParam: Object.fromEntries(ids.map((id) => [id, ""])) as Place,
        queryFn: async ({ pageParam }) => {
            const next: Place = {};
            const pages = await Promise.all(
                Object.entries(pageParam).map(async ([queue, after]) => {
                    const page = await desk.client.call("queue.chats", {
                        queue,
                        group,
                        ...(group !== "waiting" && { limit: page_size }),
                        ...(after && { after }),
                    });
                    if (page.next) next[queue] = page.next;
                    return page.items;
                }),
            );
            return { items: pages.flat(), next };
        },
        getNextPageParam: (last) => (Object.keys(last.next).length ? last.next : undefined),
        ...(group !== "waiting" && { refetchInterval: ended_ms }),
    });
}

function Group({ group }: { group: (typeof groups)[number] }) {
    const { desk } = useApp();
    const { chat: open } = useRoute();
    const { t } = useText();
    const queues = pulledQueues(useDeskState());
    const query = useChats(group, queues);
    const cache = useQueryClient();
    const title = useId();
    useEffect(() => {
        const anew = () => void cache.invalidateQueries({ queryKey: ["queue_chats", group] });
        const undo = [
            desk.client.on("queue.waiting", anew),
            desk.client.on("chat.ended", anew),
            // What was missed of the queue is not told again.
            desk.client.onState(({ state }) => {
                if (state === "open") anew();
            }),
        ];
        return () => {
            for (const one of undo) one();
        };
    }, [desk, cache, group]);
    const chats = (query.data?.pages ?? []).flatMap((page) => page.items);
    const sorted = group === "waiting" ? chats.sort(byStart) : chats.sort(byEnd);
    return (
        <section className={styles.group} aria-labelledby={title}>
            <h3 id={title} className={styles.head}>
                {t(`queue.${group}`)}
                {group === "waiting" && query.data && (
                    <span className="timer"> {sorted.length}</span>
                )}
            </h3>
            {query.isPending && <Skeleton rows={group === "waiting" ? 2 : 1} />}
            {query.isError && (
                <div className={list.more} role="alert">
                    {t("load_failed")}
                    <button type="button" className="button" onClick={() => void query.refetch()}>
                        {t("try_again")}
                    </button>
                </div>
            )}
            {sorted.length > 0 && (
                <ul className={list.rows} aria-labelledby={title}>
                    {sorted.map((chat) =>
                        group === "waiting" ? (
                            <WaitingRow key={chat.id} chat={chat} several={queues.length > 1} />
                        ) : (
                            <ChatRow
                                key={chat.id}
                                chat={chat}
                                unread={0}
                                page="queue"
                                selected={chat.id === open}
                            />
                        ),
                    )}
                </ul>
            )}
            {query.data && sorted.length === 0 && (
                <p className={styles.none}>{t(`queue.no_${group}`)}</p>
            )}
            <MorePages query={query} label={t("list.more")} />
        </section>
    );
}

const byStart = (a: Chat, b: Chat) => (a.started_at < b.started_at ? -1 : 1);
const byEnd = (a: Chat, b: Chat) => ((a.ended_at ?? "") > (b.ended_at ?? "") ? -1 : 1);

function WaitingRow({ chat, several }: { chat: Chat; several: boolean }) {
    const app = useApp();
    const { t } = useText();
    const now = useNow();
    const busy = useRef(false);
    const name = chat.customer.name || t("customer.unnamed");
    const last = chat.last_message?.event ? undefined : chat.last_message;
    const words = last && saidText(last, t);
    async function take(): Promise<void> {
        if (busy.current) return;
        busy.current = true;
        await takeChat(app, chat);
        busy.current = false;
    }
    return (
        <li className={`${row.row} ${styles.waiting}`}>
            <Avatar name={name} />
            <span className={row.name}>{name}</span>
            <span className={`${row.time} ${styles.time}`}>
                <Hourglass size={14} aria-hidden="true" />
                <span className="sr">{t("row.waiting")} </span>
                <span className="timer">{stopwatch(now - Date.parse(chat.started_at))}</span>
            </span>
            <span className={row.line}>
                {several && `${chat.queue_name}${words ? " · " : ""}`}
                {words && last && <Said item={last} />}
            </span>
            <button
                type="button"
                className={`button primary ${styles.take}`}
                aria-label={t("queue.take_name", { name })}
                onClick={() => void take()}
            >
                {t("queue.take")}
            </button>
        </li>
    );
}
