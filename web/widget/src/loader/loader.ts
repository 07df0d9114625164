// widget.js: what a host page loads. Draws the launcher in an open shadow root; the panel is an
// iframe of the
// server's own origin, made at the first opening or when this browser already has a chat.
//
// Attributes of the script element: data-organization, data-partition, data-queue, data-lang,
// data-position ("left"), data-accent ("#rrggbb"). Programs use window.Parley: open() close()
// toggle() on(event, handler) destroy().
import { accentColors } from "@parley/ui/accent.ts";
import { chooseLanguage } from "@parley/ui/translate.ts";
import type { ToHost, ToPanel } from "../protocol.ts";
import { style } from "./style.ts";
import { texts } from "./texts.ts";

type EventName = "open" | "close" | "unread" | "message" | "chat_started" | "chat_ended";
type Handler = (detail?: number) => void;

export interface ParleyApi {
    open(): void;
    close(): void;
    toggle(): void;
    /** Answers the function that removes the handler again. */
    on(event: EventName, handler: Handler): () => void;
    destroy(): void;
}

declare global {
    interface Window {
        Parley?: ParleyApi;
    }
}

const bubble = "M4 12a8 7.5 0 1 1 3.2 6l-3.7 1.5 1-3.6A7 7 0 0 1 4 12z";
const chevron = "M6 9.5l6 6 6-6";
/** Whether this browser has a chat; the only thing kept on the host page. */
const chat_key = "parley.chat";
const open_key = "parley.open";

/** Storage that a browser may forbid. */
function remember(storage: "localStorage" | "sessionStorage", key: string, on?: boolean): boolean {
    try {
        if (on) window[storage].setItem(key, "1");
        else if (on === false) window[storage].removeItem(key);
        return window[storage].getItem(key) !== null;
    } catch {
        return false;
    }
}

function start(script: HTMLScriptElement): void {
    // What the panel is told goes by attributes of the same name.
    const { lang, position, accent, ...place } = script.dataset as Record<string, string>;
    const { origin } = new URL(script.src);
    const language = chooseLanguage([lang, document.documentElement.lang, navigator.language]);
    const words = texts[language];
    const colors = accentColors(accent);
    const [base, on, hover] = colors ?? ["#2255d5", "#fff", "#1544c0"];
    const handlers = new Map<EventName, Set<Handler>>();
    const stop = new AbortController();
    const { signal } = stop;

    const host = document.createElement("div");
    host.dataset.position = position ?? "";
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`button{--accent:${base};--hover:${hover};--on:${on}}${style}`);
    root.adoptedStyleSheets = [sheet];

    const button = document.createElement("button");
    button.type = "button";
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(path);
    const badge = document.createElement("b");
    badge.setAttribute("aria-hidden", "true");
    button.append(svg, badge);
    const spoken = document.createElement("span");
    spoken.setAttribute("role", "status");
    root.append(button, spoken);

    let frame: HTMLIFrameElement | undefined;
    let ready = false;
    let open = false;
    let unread = 0;
    let title = ""; // the page's own
    let ours = ""; // what stands there instead

    function emit(event: EventName, detail?: number): void {
        for (const handler of handlers.get(event) ?? []) handler(detail);
    }

    function tell(focus = false): void {
        if (!ready) return;
        const focused = document.hasFocus() && !document.hidden;
        const page = location.origin + location.pathname;
        const state: ToPanel = { parley: "state", open, focused, focus, page };
        frame!.contentWindow!.postMessage(state, origin);
    }

    function show(): void {
        const count = unread > 99 ? "99+" : `${unread}`;
        const news = unread === 1 ? words.one : words.many.replace("#", count);
        const shown = unread > 0 && !open;
        badge.hidden = !shown;
        badge.textContent = count;
        spoken.textContent = shown ? news : "";
        button.ariaLabel = (open ? words.close : words.open) + (shown ? `, ${news}` : "");
        button.ariaExpanded = `${open}`;
        path.setAttribute("d", open ? chevron : bubble);
        host.toggleAttribute("data-open", open);
        if (frame) frame.hidden = !open;
        if (unread && document.hidden) {
            if (document.title !== ours) title = document.title;
            document.title = ours = `(${count}) ${title}`;
        } else if (ours) {
            // The page may have changed it meanwhile.
            if (document.title === ours) document.title = title;
            ours = "";
        }
    }

    function load(): void {
        if (frame) return;
        const query = new URLSearchParams({ ...place, host: location.origin, lang: language });
        for (const color of colors ?? []) query.append("accent", color);
        frame = document.createElement("iframe");
        frame.title = "Chat";
        // Its sound, once somebody has used the page, and the screen that a customer shows.
        frame.allow = "autoplay;display-capture";
        frame.hidden = true;
        frame.src = `${origin}/widget/?${query}`;
        root.insertBefore(frame, button);
    }

    /** The panel covers the page, as on a phone. */
    function covers(): boolean {
        return open && matchMedia("(max-width:480px)").matches;
    }

    function fit(): void {
        // An on-screen keyboard shrinks the visual viewport alone; the composer must stay above it.
        const full = covers();
        const view = window.visualViewport;
        if (!frame || !view) return;
        frame.style.height = full ? `${view.height}px` : "";
        frame.style.top = full ? `${view.offsetTop}px` : "";
    }

    function setOpen(next: boolean): void {
        if (next === open) return;
        open = next;
        if (open) load();
        remember("sessionStorage", open_key, open);
        // On a phone, to go back is to close: the entry is ours, the state in it the page's.
        if (covers() && !history.state?.parley) {
            history.pushState({ ...history.state, parley: 1 }, "");
        } else if (!open && history.state?.parley) history.back();
        show();
        fit();
        (open ? frame! : button).focus();
        tell(open);
        emit(open ? "open" : "close");
    }

    function hear({ source, origin: from, data }: MessageEvent): void {
        if (from !== origin || !frame || source !== frame.contentWindow) return;
        const message = data as ToHost;
        if (message.parley === "ready") {
            ready = true;
            tell(document.activeElement === host);
        } else if (message.parley === "close") setOpen(false);
        else if (message.parley === "chat") remember("localStorage", chat_key, message.exists);
        else if (message.parley === "event") emit(message.type);
        else if (message.parley === "unread" && message.count !== unread) {
            unread = message.count;
            show();
            emit("unread", unread);
        }
    }

    button.onclick = () => setOpen(!open);
    root.addEventListener("keydown", (event) => {
        if ((event as KeyboardEvent).key === "Escape") setOpen(false);
    });
    addEventListener("message", hear, { signal });
    addEventListener(
        "popstate",
        () => {
            if (covers() && !history.state?.parley) setOpen(false);
        },
        { signal },
    );
    for (const name of ["focus", "blur", "visibilitychange"]) {
        // All three reach the window: the last one bubbles from the document.
        const look = () => {
            show();
            tell();
        };
        addEventListener(name, look, { signal });
    }
    for (const name of ["resize", "scroll"]) {
        visualViewport?.addEventListener(name, fit, { signal });
    }

    function mount(): void {
        document.body.append(host);
        if (remember("localStorage", chat_key)) load();
        if (remember("sessionStorage", open_key)) {
            // Restored, not asked for: the page keeps the focus.
            open = true;
            load();
        }
        show();
        fit();
    }
    if (document.body) mount();
    else addEventListener("DOMContentLoaded", mount, { signal });

    window.Parley = {
        open: () => setOpen(true),
        close: () => setOpen(false),
        toggle: () => setOpen(!open),
        on(event, handler) {
            const list = handlers.get(event) ?? new Set();
            handlers.set(event, list.add(handler));
            return () => list.delete(handler);
        },
        destroy() {
            unread = 0;
            show();
            stop.abort();
            host.remove();
            delete window.Parley;
        },
    };
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !window.Parley) start(script);
