// The keys of the desk. Letters go by their place on the keyboard (event.code), so that other
// layouts work.
import type { App } from "../context.tsx";
import { takesPart } from "../model/desk_state.ts";
import {
    accept,
    acceptAll,
    declineTop,
    listOrder,
    markAllRead,
    mayInvite,
    mayTransfer,
    nextWaiting,
    openChat,
    step,
} from "./actions.ts";
import { focusComposer } from "./focus.ts";
import { isOwnOpen } from "./thread_pane.tsx";

/** F6 walks through these, in this order. */
const regions = ["top", "list", "screen", "thread", "composer", "side", "toasts"];

const is_mac = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** "Ctrl" or "⌘". */
export const command_key = is_mac ? "⌘" : "Ctrl";
export const alt_key = is_mac ? "⌥" : "Alt";

export function startShortcuts(app: App): () => void {
    function onKey(event: KeyboardEvent): void {
        if (event.isComposing || event.defaultPrevented) return;
        if (run(app, event)) event.preventDefault();
    }
    // Keys with Alt come before what has the focus: a button would take Alt+Enter for a press of its own.
    function onAltKey(event: KeyboardEvent): void {
        if (!event.altKey) return;
        onKey(event);
        if (event.defaultPrevented) event.stopPropagation();
    }
    addEventListener("keydown", onAltKey, true);
    addEventListener("keydown", onKey);
    return () => {
        removeEventListener("keydown", onAltKey, true);
        removeEventListener("keydown", onKey);
    };
}

function run(app: App, event: KeyboardEvent): boolean {
    const { code, altKey: alt, shiftKey: shift } = event;
    const command = event.ctrlKey || event.metaKey;
    if (command && !alt && !shift && code === "KeyK") return toggle(app, "palette");
    if (command && !alt && code === "Slash") return toggle(app, "help");
    // A dialog has its own keys; only these two open over it. A drawer is a part of the page.
    if (app.dialog.getSnapshot().name !== "none") return false;
    if (document.querySelector("dialog[open][data-own-keys]")) return false;
    if (alt && !command) return runAlt(app, code, shift);
    // On some keyboards AltGr is both of these, and writes a letter.
    if (alt && !shift && code === "KeyA" && !event.getModifierState("AltGraph")) {
        return press("[data-attach]");
    }
    if (code === "F6") return cycle(shift ? -1 : 1);
    if (code === "Escape" && !alt && !command) return shift ? markAll(app) : leave(app);
    return false;
}

function runAlt(app: App, code: string, shift: boolean): boolean {
    const { offers, switches } = app.desk.state.getSnapshot();
    const chat = app.router.getSnapshot().chat;
    if (code === "Enter" && offers[0]) {
        if (shift && switches.accept_all !== "true") return false;
        void (shift ? acceptAll(app) : accept(app, offers[0]));
        return true;
    }
    if (code === "KeyD" && shift) {
        return declineTop(app);
    }
    if (code === "KeyP" && shift) {
        if (!app.desk.state.getSnapshot().presence) return false;
        app.presence_open.set((open) => !open);
        return true;
    }
    if (!shift && (code === "KeyP" || code === "KeyL")) {
        return press(`[data-writing="${code === "KeyP" ? "note" : "chat"}"]`);
    }
    if (!shift && code === "KeyW") return press("[data-word]");
    if (!shift && code === "KeyA") return press("[data-article]");
    if (code === "KeyS") {
        return shift ? press("[data-screen-end]") : press("[data-screen-ask]") || toScreen();
    }
    const ghost = app.ghost_keys.getSnapshot();
    if (code === "KeyG" && ghost) return done(shift ? ghost.drop : ghost.take);
    if (!app.desk.takes_chats) return false;
    if (code === "ArrowDown" && shift) return done(() => nextWaiting(app));
    if (shift) return false;
    if (code === "ArrowDown" || code === "KeyJ") return done(() => step(app, 1));
    if (code === "ArrowUp" || code === "KeyK") return done(() => step(app, -1));
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
    if (digit) {
        const target = listOrder(app)[Number(digit) - 1];
        if (target) openChat(app, target);
        return true;
    }
    const found = app.desk.state.getSnapshot().chats.get(chat ?? "")?.chat;
    const open = (name: "end" | "transfer" | "conference" | "call_help") =>
        done(() => app.dialog.set({ name, chat: chat ?? "" }));
    const mine = found?.state === "active" && takesPart(found, app.desk.user.id);
    if (code === "KeyH" && mine) return open("call_help");
    if (!chat || !found || !isOwnOpen(found, app.desk.user.id)) return false;
    if (code === "KeyE") return open("end");
    if (code === "KeyT" && mayTransfer(switches)) return open("transfer");
    if (code === "KeyC" && mayInvite(app.desk, chat)) return open("conference");
    return false;
}

/** What is on the page is what the key does. */
export function press(button: string): boolean {
    const found = document.querySelector<HTMLElement>(button);
    found?.click();
    return found !== null;
}

/** To the customer's screen that is shown. */
function toScreen(): boolean {
    const found = document.querySelector<HTMLElement>('[data-region="screen"] [data-region-focus]');
    found?.focus();
    return found !== null;
}

function done(work: () => void): true {
    work();
    return true;
}

function toggle(app: App, name: "palette" | "help"): true {
    const open = app.dialog.getSnapshot().name === name;
    app.dialog.set(open ? { name: "none" } : { name });
    return true;
}

function markAll(app: App): boolean {
    if (!app.desk.takes_chats) return false;
    markAllRead(app);
    return true;
}

function visibleRegions(): HTMLElement[] {
    return regions.flatMap((name) =>
        [...document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)].filter((one) =>
            one.checkVisibility(),
        ),
    );
}

function cycle(by: 1 | -1): boolean {
    const all = visibleRegions();
    const active = document.activeElement;
    const at = all.findLastIndex((one) => one.contains(active));
    const next = all[(at + by + all.length) % all.length];
    if (!next) return false;
    (next.querySelector<HTMLElement>("[data-region-focus]") ?? next).focus();
    return true;
}

/** Leave the composer, then go back to the list. Text is never lost by it. */
function leave(app: App): boolean {
    if (app.drawer.getSnapshot() !== "none") {
        app.drawer.set("none");
        focusComposer();
        return true;
    }
    const active = document.activeElement;
    if (active?.closest('[data-region="screen"]')) {
        focusComposer();
        return true;
    }
    if (active?.closest('[data-region="composer"]')) {
        document.querySelector<HTMLElement>('[data-region="thread"]')?.focus();
        return true;
    }
    if (active?.closest('[data-region="thread"], [data-region="side"]')) {
        const row =
            document.querySelector<HTMLElement>('[data-chat-row] [aria-current="true"]') ??
            document.querySelector<HTMLElement>('[data-region="list"]');
        if (row?.checkVisibility()) row.focus();
        else app.router.go({ page: app.router.getSnapshot().page });
        return true;
    }
    return false;
}
