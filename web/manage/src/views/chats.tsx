// The chats: those that go on, those that wait, those that are over, or all of them (W51), and what
// managers may do with each.
import type { Chat } from "@parley/sdk";
import type { Mode } from "@parley/ui/console/chat/supervision.tsx";
import { WatchDrawer } from "@parley/ui/console/chat/watch_drawer.tsx";
import { useStore } from "@parley/ui/console/hooks.ts";
import { Empty, Failed, Page } from "@parley/ui/console/page.tsx";
import { useRouter } from "@parley/ui/console/router.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { type ActName, ChatAct } from "@parley/ui/console/steering/chat_acts.tsx";
import { SteerMenu } from "@parley/ui/console/steering/steer_menu.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useMemo, useState } from "react";
import { useApp, useMay } from "../context.tsx";
import { useText } from "../i18n.ts";
import { askedOf, type ChatsView, readChats, type Tab, tabs, writeChats } from "../model/view.ts";
import { ChatFilters } from "./chat_filters.tsx";
import styles from "./chats.module.css";
import { ChatsTable } from "./chats_table.tsx";

const every_ms = 3_000;
const page_size = 100;

export function Chats() {
    const router = useRouter();
    const query = useStore(router.query);
    const view = useMemo(() => readChats(query), [query]);
    const { t } = useText();
    const may = useMay();
    const [mode, setMode] = useState<Mode>("watch");
    const [act, setAct] = useState<{ name: ActName; chat: Chat }>();
    const list = useChats(view);
    function choose(part: Partial<ChatsView>): void {
        router.narrow(writeChats({ ...readChats(router.query.getSnapshot()), ...part }));
    }
    /** The filters that it has, too, stay. */
    function turnTo(next: Tab): void {
        const now = readChats(router.query.getSnapshot());
        router.narrow(writeChats(readChats(writeChats({ ...now, tab: next }))));
    }
    const chats = (list.data?.pages ?? []).flatMap((page) => page.items);
    const { chat: _, tab, ...chosen } = view;
    const narrowed = writeChats(chosen) !== "";
    return (
        <Page title={t("chats.title")} wide>
            <div className={styles.head}>
                <nav aria-label={t("chats.tabs")}>
                    <ul className={styles.tabs}>
                        {tabs.map((one) => (
                            <li key={one}>
                                <button
                                    type="button"
                                    className={styles.tab}
                                    aria-current={one === tab ? "page" : undefined}
                                    onClick={() => turnTo(one)}
                                >
                                    {t(`chats.${one}`)}
                                </button>
                            </li>
                        ))}
                    </ul>
                </nav>
                <ChatFilters
                    view={view}
                    onChange={choose}
                    {...(narrowed && { onClear: () => router.narrow(writeChats({ tab })) })}
                />
            </div>
            {list.isError && <Failed onRetry={() => void list.refetch()} />}
            {list.isPending ? (
                <Skeleton rows={6} />
            ) : chats.length ? (
                <ChatsTable
                    chats={chats}
                    tab={tab}
                    onWatch={(chat, how) => {
                        setMode(how);
                        choose({ chat });
                    }}
                    onAct={(name, chat) => setAct({ name, chat })}
                />
            ) : (
                !list.isError && (
                    <Empty
                        icon={MessagesSquare}
                        text={t(narrowed ? "chats.none_found" : `chats.none_${tab}`)}
                    />
                )
            )}
            {list.hasNextPage && (
                <div>
                    <button
                        type="button"
                        className="button"
                        onClick={() => void list.fetchNextPage()}
                    >
                        {t("chats.more")}
                    </button>
                </div>
            )}
            <WatchDrawer
                chat={may("chat_view_all") ? view.chat : undefined}
                mode={may("chat_monitor") ? mode : undefined}
                decide={(chat) => <SteerMenu chat={chat} />}
                onClose={() => choose({ chat: undefined })}
            />
            {act && (
                <ChatAct
                    name={act.name}
                    chat={act.chat}
                    onClose={() => {
                        setAct(undefined);
                        void list.refetch();
                    }}
                />
            )}
        </Page>
    );
}

function useChats(view: ChatsView) {
    const { client } = useApp();
    const asked = askedOf(view);
    return useInfiniteQuery({
        queryKey: ["chats", asked],
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            client.call("chat.list", {
                limit: page_size,
                ...asked,
                ...(pageParam && { after: pageParam }),
            }),
        getNextPageParam: (last) => last.next,
        refetchInterval: every_ms,
    });
}
