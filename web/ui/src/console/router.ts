// Which page of a face is open, in the address: what comes after /admin/ is its place, what comes
// after a question mark its query. While something is not saved, going elsewhere asks first.
import { createContext, use } from "react";
import { useStore } from "./hooks.ts";
import { createValue, type Value } from "./value.ts";

type Readable<T> = Pick<Value<T>, "subscribe" | "getSnapshot">;

export interface Router extends Readable<string> {
    /** Of the page that is open, without its question mark. */
    readonly query: Readable<string>;
    /** The address of a place, which may have a query. */
    pathOf(place: string): string;
    go(place: string): void;
    /** The same page, shown differently: the way back leads past it. */
    narrow(query: string): void;
    /** Something on this page would be lost by leaving it. */
    hold(held: boolean): void;
    /** Where somebody wants to go although something would be lost. */
    readonly asked: Readable<string | undefined>;
    answer(leave: boolean): void;
    close(): void;
}

export function placeOf(base: string, path: string): string {
    return decodeURIComponent(path.slice(base.length).replace(/^\//, "").replace(/\/$/, ""));
}

export function pathOf(base: string, place: string): string {
    const [path = "", query] = place.split("?");
    const below = path ? `${base}/${path.split("/").map(encodeURIComponent).join("/")}` : base;
    return query ? `${below}?${query}` : below;
}

/** `base` is where the face is: /admin. */
export function createRouter(base: string): Router {
    const queryNow = () => location.search.replace(/^\?/, "");
    const value = createValue(placeOf(base, location.pathname));
    const query = createValue(queryNow());
    const asked = createValue<string | undefined>(undefined);
    let held = false;

    const shown = () => {
        const now = query.getSnapshot();
        return now ? `${value.getSnapshot()}?${now}` : value.getSnapshot();
    };

    function move(place: string): void {
        history.pushState(null, "", pathOf(base, place));
        take();
    }

    function take(): void {
        // The query first: whoever hears of the page reads it.
        query.set(queryNow());
        value.set(placeOf(base, location.pathname));
    }

    function follow(): void {
        if (!held) return take();
        const place = placeOf(base, location.pathname);
        // The browser has gone already: back to the page that is still shown.
        history.pushState(null, "", pathOf(base, shown()));
        asked.set(place);
    }

    function keep(event: BeforeUnloadEvent): void {
        if (held) event.preventDefault();
    }

    addEventListener("popstate", follow);
    addEventListener("beforeunload", keep);
    return {
        subscribe: value.subscribe,
        getSnapshot: value.getSnapshot,
        query,
        pathOf: (place) => pathOf(base, place),
        asked,
        go(place) {
            if (place === shown()) return;
            if (held) asked.set(place);
            else move(place);
        },
        narrow(next) {
            history.replaceState(null, "", pathOf(base, `${value.getSnapshot()}?${next}`));
            query.set(queryNow());
        },
        hold(now) {
            held = now;
        },
        answer(leave) {
            const place = asked.getSnapshot();
            asked.set(undefined);
            if (!leave || place === undefined) return;
            held = false;
            move(place);
        },
        close() {
            removeEventListener("popstate", follow);
            removeEventListener("beforeunload", keep);
        },
    };
}

const RouterContext = createContext<Router | undefined>(undefined);
export const RouterProvider = RouterContext.Provider;
export const useRouter = (): Router => use(RouterContext)!;

/** The parts of the address below the face's own. */
export function usePlace(): readonly string[] {
    return useStore(useRouter()).split("/");
}
