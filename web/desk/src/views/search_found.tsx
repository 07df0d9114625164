// What a search has found, newest first, page by page.
import type { MessageHit } from "@parley/sdk";
import { dayName, exact } from "@parley/ui";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { Search, SearchX } from "lucide-react";
import { useEffect } from "react";
import { useApp, useListBeside, useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import { askedOf, piecesOf, type Sought } from "../model/search.ts";
import list from "./chat_list.module.css";
import { focusHeading } from "./focus.ts";
import { MorePages } from "./more_pages.tsx";
import styles from "./search.module.css";

const page_size = 20;
/** A page may be short though there is more: so often the next one comes by itself. */
const pages_by_itself = 5;
const minute_ms = 60_000;

export interface Searching {
    query: Pick<
        UseInfiniteQueryResult,
        "isError" | "error" | "hasNextPage" | "isFetchingNextPage" | "fetchNextPage" | "refetch"
    >;
    /** Undefined: nothing is sought yet. */
    hits: readonly MessageHit[] | undefined;
    pending: boolean;
    /** Messages from before are not found yet. */
    since: string | undefined;
    said: string;
}

export function useSearch(sought: Sought): Searching {
    const { desk } = useApp();
    const { t } = useText();
    const query = useInfiniteQuery({
        queryKey: ["search", sought],
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            desk.client.call("message.search", {
                ...askedOf(sought),
                limit: page_size,
                ...(pageParam && { after: pageParam }),
            }),
        getNextPageParam: (last) => last.next,
        enabled: sought.query !== "",
        retry: false,
        staleTime: minute_ms,
    });
    const pages = query.data?.pages ?? [];
    const hits = query.data && pages.flatMap((page) => page.items);
    const { hasNextPage, isFetching, isError, fetchNextPage } = query;
    const short = (hits?.length ?? 0) < page_size && pages.length < pages_by_itself;
    const goes_on = short && hasNextPage && !isError;
    useEffect(() => {
        if (goes_on && !isFetching) void fetchNextPage();
    }, [goes_on, isFetching, fetchNextPage]);
    const pending = sought.query !== "" && !isError && (!hits || (goes_on && !hits.length));
    const count = hits?.length ?? 0;
    const done = hits && !pending && !goes_on;
    return {
        query,
        hits,
        pending,
        since: pages[0]?.since,
        said: done ? t(hasNextPage ? "search.count_more" : "search.count", { count }) : "",
    };
}

export function Found(props: {
    search: Searching;
    failed: boolean;
    open: string | undefined;
    seq: number | undefined;
}) {
    const { search, failed, open, seq } = props;
    const { t, language } = useText();
    const { query, hits, pending, since, said } = search;
    if (failed && !hits) return <Failed search={search} />;
    if (pending) return <Skeleton rows={6} />;
    if (!hits) {
        return (
            !query.isError && (
                <div className={list.empty}>
                    <Search size={28} aria-hidden="true" />
                    <p>{t("search.start")}</p>
                </div>
            )
        );
    }
    return (
        <div className={list.scroll}>
            {hits.length > 0 ? (
                <>
                    <p className={styles.count} aria-hidden="true">
                        {said}
                    </p>
                    <ul className={list.rows} aria-label={t("search.found")}>
                        {hits.map((hit) => (
                            <li key={hit.message}>
                                <Row hit={hit} selected={hit.chat.id === open && hit.seq === seq} />
                            </li>
                        ))}
                    </ul>
                </>
            ) : (
                <div className={list.empty}>
                    <SearchX size={28} aria-hidden="true" />
                    <p>{t(query.hasNextPage ? "search.none_yet" : "search.none")}</p>
                </div>
            )}
            {since && !query.hasNextPage && (
                <p className={styles.count}>
                    {t("search.since", { date: exact(since, language) })}
                </p>
            )}
            {failed && <Failed search={search} />}
            {!failed && <MorePages query={query} label={t("search.more")} />}
        </div>
    );
}

function Failed({ search }: { search: Searching }) {
    const { t } = useText();
    return (
        <div className={list.more} role="alert">
            {t("load_failed")}
            <button type="button" className="button" onClick={() => void search.query.refetch()}>
                {t("try_again")}
            </button>
        </div>
    );
}

function Row({ hit, selected }: { hit: MessageHit; selected: boolean }) {
    const { router } = useApp();
    const beside = useListBeside();
    const { t, language } = useText();
    const now = useNow(minute_ms);
    const { chat, seq } = hit;
    const name = chat.customer.name || t("customer.unnamed");
    return (
        <a
            className={styles.row}
            href={`/desk/search/${encodeURIComponent(chat.id)}/${seq}`}
            aria-current={selected ? "true" : undefined}
            onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                router.go({ page: "search", chat: chat.id, seq });
                if (!beside) focusHeading();
            }}
        >
            <span className={styles.head}>
                <span className={styles.name}>{name}</span>
                <time className={styles.time} dateTime={hit.at} title={exact(hit.at, language)}>
                    {dayName(hit.at, now, language, t)}
                </time>
            </span>
            <span className={styles.text}>
                <bdi>{hit.from.id === chat.customer.id ? name : hit.from.name}</bdi>
                {": "}
                <bdi>
                    {piecesOf(hit.snippet).map((piece, at) =>
                        piece.hit ? (
                            // biome-ignore lint/suspicious/noArrayIndexKey: pieces never change places
                            <mark key={at}>{piece.text}</mark>
                        ) : (
                            piece.text
                        ),
                    )}
                </bdi>
            </span>
            <span className={styles.where}>
                {[chat.queue_name, chat.agent?.name].filter(Boolean).join(" · ")}
            </span>
        </a>
    );
}
