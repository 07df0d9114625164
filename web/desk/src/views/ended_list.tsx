// Ended chats, newest first, page by page.

import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useEffect } from "react";
import { useApp, useRoute } from "../context.tsx";
import { useText } from "../i18n.ts";
import list from "./chat_list.module.css";
import { ChatRow } from "./chat_row.tsx";
import { MorePages } from "./more_pages.tsx";
import { Records } from "./records.tsx";

const page_size = 50;

export default function EndedList() {
    return (
        <Records>
            <List />
        </Records>
    );
}

function List() {
    const { desk } = useApp();
    const { chat: open } = useRoute();
    const { t } = useText();
    const query = useInfiniteQuery({
        queryKey: ["ended", desk.user.id],
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            desk.client.call("chat.list", {
                state: "closed",
                limit: page_size,
                ...(pageParam && { after: pageParam }),
            }),
        getNextPageParam: (last) => last.next,
    });
    const { refetch } = query;
    // A chat that ends while the list is open belongs to its head; ratings come later.
    useEffect(() => {
        const undo = (["chat.ended", "chat.rated"] as const).map((type) =>
            desk.client.on(type, () => void refetch()),
        );
        return () => {
            for (const one of undo) one();
        };
    }, [desk, refetch]);

    if (query.isPending) return <Skeleton rows={6} />;
    // Who sees all chats gets all; the tab shows one's own.
    const chats = (query.data?.pages ?? [])
        .flatMap((page) => page.items)
        .filter((chat) => chat.agent?.id === desk.user.id);
    return (
        <div className={list.scroll}>
            {query.isError && (
                <div className={list.more} role="alert">
                    {t("load_failed")}
                    <button type="button" className="button" onClick={() => void refetch()}>
                        {t("try_again")}
                    </button>
                </div>
            )}
            {chats.length > 0 && (
                <ul className={list.rows} aria-label={t("list.ended_title")}>
                    {chats.map((chat) => (
                        <ChatRow key={chat.id} chat={chat} unread={0} selected={chat.id === open} />
                    ))}
                </ul>
            )}
            {chats.length === 0 && !query.hasNextPage && !query.isError && (
                <div className={list.empty}>
                    <Archive size={28} aria-hidden="true" />
                    <p>{t("list.ended_empty")}</p>
                </div>
            )}
            <MorePages query={query} label={t("list.more")} />
        </div>
    );
}
