// The button below a list of which there is more.
import type { ReactNode } from "react";

interface Pages {
    hasNextPage: boolean;
    fetchNextPage(): Promise<unknown>;
}

export function More({ pages, children }: { pages: Pages; children: ReactNode }) {
    if (!pages.hasNextPage) return null;
    return (
        <div>
            <button type="button" className="button" onClick={() => void pages.fetchNextPage()}>
                {children}
            </button>
        </div>
    );
}
