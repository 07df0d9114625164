// The panel's side of the launcher: what the host page told us, and a way to tell it something.
import { handlers } from "@parley/sdk";
import type { ToHost, ToPanel } from "../protocol.ts";

export interface Host {
    /** The panel is open. */
    readonly open: boolean;
    /** The person can see the panel and has the page in front. */
    readonly attended: boolean;
    /** Where the widget was opened, without query and fragment. */
    readonly page: string;
    say(message: ToHost): void;
    subscribe(listener: () => void): () => void;
    onFocus(handler: () => void): () => void;
}

/** `origin` is the host page's; without one the panel is a page of its own and always open. */
export function createHost(origin: string | null): Host {
    const changes = handlers<[]>();
    const focuses = handlers<[]>();
    const alone = !origin || parent === window;
    let state = { open: alone, focused: false, page: location.pathname };

    if (!alone) {
        addEventListener("message", ({ source, origin: from, data }: MessageEvent<ToPanel>) => {
            if (source !== parent || from !== origin || data?.parley !== "state") return;
            state = data;
            changes.emit();
            if (data.focus) focuses.emit();
        });
    }
    for (const name of ["focus", "blur"]) addEventListener(name, () => changes.emit());
    document.addEventListener("visibilitychange", () => changes.emit());

    return {
        get open() {
            return state.open;
        },
        get attended() {
            const focused = state.focused || document.hasFocus();
            return state.open && focused && document.visibilityState === "visible";
        },
        get page() {
            return state.page;
        },
        say(message) {
            if (!alone) parent.postMessage(message, origin);
        },
        subscribe: changes.add,
        onFocus: focuses.add,
    };
}
