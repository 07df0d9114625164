// Several tabs of one desk: one of them leads (it alone makes sounds and notifications), and it
// knows which chat a
// person looks at in any of them.

const lead_lock = "parley.desk.lead";
const channel_name = "parley.desk";

type Word =
    | { type: "look"; tab: string; chat: string | null; focused: boolean }
    | { type: "gone"; tab: string }
    | { type: "hello" };

export interface Tabs {
    leads(): boolean;
    /** This tab shows `chat`; null when it shows none. */
    show(chat: string | null): void;
    /** A person looks at this chat, in whichever tab. */
    looksAt(chat: string): boolean;
    /** Some tab has the person's attention. */
    attended(): boolean;
    close(): void;
}

export function createTabs(): Tabs {
    const tab = crypto.randomUUID();
    const channel = new BroadcastChannel(channel_name);
    const others = new Map<string, { chat: string | null; focused: boolean }>();
    const ending = new AbortController();
    let release: (() => void) | undefined;
    let lead = false;
    let shown: string | null = null;

    // Where there are no locks (plain HTTP on another host than localhost) every tab leads.
    if (!navigator.locks) lead = true;
    else {
        navigator.locks
            .request(lead_lock, { signal: ending.signal }, () => {
                lead = true;
                return new Promise<void>((resolve) => {
                    release = resolve;
                });
            })
            .catch(() => undefined); // closed before its turn came
    }

    const focused = () => document.visibilityState === "visible" && document.hasFocus();
    function tell(): void {
        channel.postMessage({ type: "look", tab, chat: shown, focused: focused() } satisfies Word);
    }
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
        if (data.type === "hello") tell();
        else if (data.type === "gone") others.delete(data.tab);
        else others.set(data.tab, { chat: data.chat, focused: data.focused });
    };
    const options = { signal: ending.signal };
    addEventListener("focus", tell, options);
    addEventListener("blur", tell, options);
    document.addEventListener("visibilitychange", tell, options);
    addEventListener("pagehide", () => channel.postMessage({ type: "gone", tab }), options);
    channel.postMessage({ type: "hello" } satisfies Word);
    tell();

    return {
        leads: () => lead,
        show(chat) {
            shown = chat;
            tell();
        },
        looksAt: (chat) =>
            (focused() && shown === chat) ||
            [...others.values()].some((one) => one.focused && one.chat === chat),
        attended: () => focused() || [...others.values()].some((one) => one.focused),
        close() {
            channel.postMessage({ type: "gone", tab } satisfies Word);
            ending.abort();
            release?.();
            channel.close();
        },
    };
}
