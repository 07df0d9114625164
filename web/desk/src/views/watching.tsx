// For those who watch and steer: the queues with what waits in them, people, and all chats, to
// read. The figures are asked for again and again while somebody looks; a chat that is read follows
// the same way.

import type { ChatState, QueueInfo } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { Switch } from "@parley/ui/console/switch.tsx";
import { Table } from "@parley/ui/console/table.tsx";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Clock, Headphones, ListTree, MessagesSquare, Users } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useApp, useNow, useRoute } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { failed } from "./actions.ts";
import list from "./chat_list.module.css";
import { ChatRow } from "./chat_row.tsx";
import { HelpCalls } from "./help_calls.tsx";
import { ListAndChat } from "./list_and_chat.tsx";
import { People } from "./people.tsx";
import { Records } from "./records.tsx";
import { SearchLink } from "./search_link.tsx";
import shell from "./shell.module.css";
import pane from "./thread_pane.module.css";
import { Watched } from "./watched.tsx";
import styles from "./watching.module.css";

const figures_ms = 2_000;
const chats_ms = 4_000;
const page_size = 50;

export default function Watching() {
    const { desk } = useApp();
    const { page, chat } = useRoute();
    return (
        <Records>
            {page === "all" && desk.may("chat_view_all") ? (
                <AllChats open={chat} />
            ) : page === "people" && desk.may("agent_view") ? (
                <People />
            ) : (
                <Queues />
            )}
        </Records>
    );
}

// ---- queues
// -------------------------------------------------------------------------------------------------

/** What they are, live; how soon each wants an answer holds for rows of chats, too. */
function useQueues() {
    const { desk } = useApp();
    const query = useQuery({
        queryKey: ["queues"],
        queryFn: () => desk.client.call("queue.list", {}),
        refetchInterval: figures_ms,
    });
    const queues = query.data?.items;
    useEffect(() => {
        if (queues) desk.learnQueues(queues);
    }, [desk, queues]);
    return query;
}

function Queues() {
    const { desk } = useApp();
    const { t } = useText();
    const { data, isError } = useQueues();
    const queues = data?.items ?? [];
    const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
    const available = Math.max(0, ...queues.map((queue) => queue.agents_available));
    const longest = queues
        .map((queue) => queue.longest_wait_since ?? "")
        .filter(Boolean)
        .sort()[0];
    return (
        <main className={styles.page} data-region="thread" tabIndex={-1}>
            <div className={styles.head}>
                <h2 className={styles.title}>{t("queues.title")}</h2>
                {isError && data && <p className={styles.stale}>{t("queues.stale")}</p>}
            </div>
            <HelpCalls />
            {!desk.takes_chats && <p className={styles.note}>{t("queues.note")}</p>}
            {!data ? (
                isError ? (
                    <p role="alert">{t("load_failed")}</p>
                ) : (
                    <Skeleton rows={4} />
                )
            ) : (
                <>
                    <div className={styles.tiles}>
                        <Tile icon={<Users size={16} aria-hidden="true" />} name="queues.waiting">
                            {waiting}
                        </Tile>
                        <Tile icon={<Clock size={16} aria-hidden="true" />} name="queues.longest">
                            <Since at={longest} />
                        </Tile>
                        <Tile
                            icon={<Headphones size={16} aria-hidden="true" />}
                            name="queues.available"
                        >
                            {available}
                        </Tile>
                    </div>
                    <QueueTable queues={queues} />
                </>
            )}
        </main>
    );
}

function Tile({ icon, name, children }: { icon: ReactNode; name: TextId; children: ReactNode }) {
    const { t } = useText();
    return (
        <div className={styles.tile}>
            <p className={styles.tile_name}>
                {icon}
                {t(name)}
            </p>
            <p className={styles.figure}>{children}</p>
        </div>
    );
}

function Since({ at }: { at: string | undefined }) {
    const now = useNow();
    return at ? stopwatch(now - Date.parse(at)) : "–";
}

function QueueTable({ queues }: { queues: readonly QueueInfo[] }) {
    const { t, language } = useText();
    const may_enable = useApp().desk.may("queue_enable");
    if (!queues.length) {
        return (
            <div className={list.empty}>
                <ListTree size={28} aria-hidden="true" />
                <p>{t("queues.none")}</p>
            </div>
        );
    }
    return (
        <Table label={t("queues.title")} look="figures" table={styles.queues}>
            <thead>
                <tr>
                    <th scope="col">{t("queues.queue")}</th>
                    <th scope="col">{t("queues.waiting")}</th>
                    <th scope="col">{t("queues.longest")}</th>
                    <th scope="col">{t("queues.available")}</th>
                    <th scope="col">{t("queues.offer_time")}</th>
                    <th scope="col">{t("queues.open")}</th>
                </tr>
            </thead>
            <tbody>
                {queues.map((queue) => (
                    <tr key={queue.id}>
                        <th scope="row">
                            {queue.name}
                            {!queue.enabled && (
                                <span className={styles.closed}>{t("queues.closed")}</span>
                            )}
                        </th>
                        <td>{queue.waiting.toLocaleString(language)}</td>
                        <td>
                            <Since at={queue.longest_wait_since} />
                        </td>
                        <td>{queue.agents_available.toLocaleString(language)}</td>
                        <td>{t("queues.offer_s", { count: queue.offer_s })}</td>
                        <td>
                            {may_enable ? (
                                <OpenSwitch queue={queue} />
                            ) : (
                                t(queue.enabled ? "queues.is_on" : "queues.closed")
                            )}
                        </td>
                    </tr>
                ))}
            </tbody>
        </Table>
    );
}

function OpenSwitch({ queue }: { queue: QueueInfo }) {
    const app = useApp();
    const { t } = useText();
    const cache = useQueryClient();
    async function set(enabled: boolean): Promise<void> {
        try {
            const set = { queue: queue.id, enabled };
            await app.desk.client.call("queue.set_enabled", set);
            const notice = t(enabled ? "queues.is_open" : "queues.is_closed", {
                queue: queue.name,
            });
            app.toasts.show({ kind: "info", text: notice });
        } catch (caught) {
            failed(app, caught);
        } finally {
            await cache.invalidateQueries({ queryKey: ["queues"] });
        }
    }
    return (
        <Switch
            label={t("queues.open_of", { queue: queue.name })}
            on={queue.enabled}
            onChange={(enabled) => void set(enabled)}
        />
    );
}

// ---- all chats
// ----------------------------------------------------------------------------------------------

const states: readonly [ChatState | "any", TextId][] = [
    ["any", "all.any"],
    ["bot", "all.bot"],
    ["queued", "all.queued"],
    ["active", "all.active"],
    ["closed", "all.closed"],
];

function AllChats({ open }: { open: string | undefined }) {
    const { t } = useText();
    const [state, setState] = useState<ChatState | "any">("any");
    const list_pane = (
        <section className={list.pane} data-region="list" aria-label={t("rail.all")} tabIndex={-1}>
            <div className={list.head}>
                <h2 className={list.title}>{t("rail.all")}</h2>
                <SearchLink />
            </div>
            <fieldset className={list.tabs} aria-label={t("all.filter")}>
                {states.map(([value, label]) => (
                    <button
                        key={value}
                        type="button"
                        className={list.tab}
                        data-state={value === state ? "active" : undefined}
                        aria-pressed={value === state}
                        onClick={() => setState(value)}
                    >
                        {t(label)}
                    </button>
                ))}
            </fieldset>
            <AllList state={state} open={open} />
        </section>
    );
    return (
        <ListAndChat pane={list_pane} open={!!open}>
            {open ? <Watched key={open} id={open} /> : <Choose />}
        </ListAndChat>
    );
}

function AllList({ state, open }: { state: ChatState | "any"; open: string | undefined }) {
    const { desk } = useApp();
    const { t } = useText();
    useQueues();
    const query = useInfiniteQuery({
        queryKey: ["all", state],
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            desk.client.call("chat.list", {
                limit: page_size,
                ...(state !== "any" && { state }),
                ...(pageParam && { after: pageParam }),
            }),
        getNextPageParam: (last) => last.next,
        refetchInterval: chats_ms,
    });
    if (query.isPending) return <Skeleton rows={6} />;
    const chats = (query.data?.pages ?? []).flatMap((page) => page.items);
    return (
        <div className={list.scroll}>
            {query.isError && (
                <div className={list.more} role="alert">
                    {t("load_failed")}
                    <button type="button" className="button" onClick={() => void query.refetch()}>
                        {t("try_again")}
                    </button>
                </div>
            )}
            {chats.length > 0 ? (
                <ul className={list.rows} aria-label={t("rail.all")}>
                    {chats.map((chat) => (
                        <ChatRow
                            key={chat.id}
                            chat={chat}
                            unread={0}
                            page="all"
                            selected={chat.id === open}
                        />
                    ))}
                </ul>
            ) : (
                !query.isError && (
                    <div className={list.empty}>
                        <MessagesSquare size={28} aria-hidden="true" />
                        <p>{t(state === "any" ? "all.none" : "all.none_such")}</p>
                    </div>
                )
            )}
            {query.hasNextPage && (
                <div className={list.more}>
                    <button
                        type="button"
                        className="button"
                        onClick={() => void query.fetchNextPage()}
                    >
                        {t("list.more")}
                    </button>
                </div>
            )}
        </div>
    );
}

function Choose() {
    const { t } = useText();
    return (
        <main className={`${shell.main} ${pane.thread}`} data-region="thread" tabIndex={-1}>
            <div className={pane.message}>
                <MessagesSquare size={32} aria-hidden="true" />
                <p>{t("all.choose")}</p>
            </div>
        </main>
    );
}
