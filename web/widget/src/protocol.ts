// What the launcher on the host page and the panel in the iframe say to each other by postMessage, each checking
// the other's exact origin. The host page learns that there is a conversation and how much is unread; never its
// texts, and never the customer's token.

/** Launcher to panel. */
export type ToPanel =
    | { parley: "state"; open: boolean; focused: boolean; page: string }
    /** The keyboard comes in by itself only where that does not open an on-screen keyboard. */
    | { parley: "focus" };

/** Panel to launcher. */
export type ToHost =
    | { parley: "ready" }
    | { parley: "close" }
    | { parley: "unread"; count: number }
    /** Whether there is a chat to come back to: the launcher loads the panel early if so. */
    | { parley: "chat"; exists: boolean }
    | { parley: "event"; type: "chat_started" | "chat_ended" | "message" };

export function isOurs(data: unknown): data is { parley: string } {
    return typeof data === "object" && data !== null && "parley" in data;
}
