// Which page of the desk is open, in the address: /desk, /desk/chats/ID, /desk/queues, /desk/people,
// /desk/all, /desk/all/ID, /desk/search, /desk/search/ID/SEQ, /desk/colleagues, /desk/colleagues/ID.
import { createValue, type Value } from "@parley/ui/console/value.ts";

export type Page = "chats" | "queues" | "people" | "all" | "search" | "colleagues";
export interface Route {
    page: Page;
    chat?: string;
    /** The message that was found in it. */
    seq?: number;
    /** The colleague with whom one writes. */
    with?: string;
}

const base = "/desk";

export function parseRoute(path: string): Route {
    const [page, chat, seq] = path.replace(/^\/desk\/?/, "").split("/");
    if (page === "queues" || page === "people") return { page };
    if (page === "colleagues") return chat ? { page, with: decodeURIComponent(chat) } : { page };
    if (page === "search" && chat) {
        const found = Number(seq);
        const at = Number.isSafeInteger(found) && found > 0 ? { seq: found } : {};
        return { page, chat: decodeURIComponent(chat), ...at };
    }
    if (page === "search") return { page };
    const known = page === "all" ? "all" : "chats";
    return chat ? { page: known, chat: decodeURIComponent(chat) } : { page: known };
}

export function routePath({ page, chat, seq, with: colleague }: Route): string {
    const id = chat ?? colleague;
    if (!id) return page === "chats" ? base : `${base}/${page}`;
    return `${base}/${page}/${encodeURIComponent(id)}${seq ? `/${seq}` : ""}`;
}

export interface Router extends Pick<Value<Route>, "subscribe" | "getSnapshot"> {
    go(route: Route): void;
    close(): void;
}

export function createRouter(): Router {
    const value = createValue(parseRoute(location.pathname));
    const follow = () => value.set(parseRoute(location.pathname));
    addEventListener("popstate", follow);
    return {
        subscribe: value.subscribe,
        getSnapshot: value.getSnapshot,
        go(route) {
            const path = routePath(route);
            if (path === routePath(value.getSnapshot())) return;
            history.pushState(null, "", path);
            value.set(route);
        },
        close: () => removeEventListener("popstate", follow),
    };
}
