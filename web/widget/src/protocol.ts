// What the launcher on the host page and the panel in the iframe say to each other by postMessage,
// each checking
// the other's exact origin. The host page learns that there is a conversation and how much is
// unread; never its
// texts, and never the customer's token.

/** Launcher to panel: how things stand; `focus` asks the panel to take the keyboard. */
export interface ToPanel {
    parley: "state";
    open: boolean;
    /** The page is in front, with the keyboard. */
    focused: boolean;
    focus: boolean;
    /** Where the widget was opened, without query and fragment. */
    page: string;
}

/** Panel to launcher. */
export type ToHost =
    | { parley: "ready" }
    | { parley: "close" }
    | { parley: "unread"; count: number }
    /** Whether there is a chat to come back to: the launcher loads the panel early if so. */
    | { parley: "chat"; exists: boolean }
    | { parley: "event"; type: "chat_started" | "chat_ended" | "message" };
