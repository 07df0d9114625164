// The button below a list that comes page by page, while there is more of it.
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import list from "./chat_list.module.css";

export function MorePages(props: {
    query: Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;
    label: string;
}) {
    const { query, label } = props;
    if (!query.hasNextPage) return null;
    return (
        <div className={list.more}>
            <button
                type="button"
                className="button"
                disabled={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
            >
                {label}
            </button>
        </div>
    );
}
