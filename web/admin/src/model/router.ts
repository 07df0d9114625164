// Which page is open, in the address: what comes after /admin/. While something is not saved, going
// elsewhere asks first.
import { createValue, type Value } from "@parley/ui/console/value.ts";

export interface Router extends Pick<Value<string>, "subscribe" | "getSnapshot"> {
    go(place: string): void;
    /** Something on this page would be lost by leaving it. */
    hold(held: boolean): void;
    /** Where somebody wants to go although something would be lost. */
    readonly asked: Pick<Value<string | undefined>, "subscribe" | "getSnapshot">;
    answer(leave: boolean): void;
    close(): void;
}

const base = "/admin";

export function placeOf(path: string): string {
    return decodeURIComponent(path.replace(/^\/admin\/?/, "").replace(/\/$/, ""));
}

export function pathOf(place: string): string {
    return place ? `${base}/${place.split("/").map(encodeURIComponent).join("/")}` : base;
}

export function createRouter(): Router {
    const value = createValue(placeOf(location.pathname));
    const asked = createValue<string | undefined>(undefined);
    let held = false;

    function move(place: string): void {
        history.pushState(null, "", pathOf(place));
        value.set(place);
    }

    function follow(): void {
        const place = placeOf(location.pathname);
        if (!held) return value.set(place);
        // The browser has gone already: back to the page that is still shown.
        history.pushState(null, "", pathOf(value.getSnapshot()));
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
        asked,
        go(place) {
            if (place === value.getSnapshot()) return;
            if (held) asked.set(place);
            else move(place);
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
