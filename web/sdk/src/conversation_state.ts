// What a conversation shows of one chat: its items and everything around them.
import type { AttachedFile, Chat, Message, Person, Problem, Read } from "./generated.ts";

export interface Item {
    /** Stable over confirmation: the client_id of own messages, else the message's id. */
    key: string;
    /** Left out while unconfirmed. */
    seq?: number;
    at: string;
    from: Person;
    text: string;
    event?: Message["event"];
    /** Kinds of numbers that were taken out of it. */
    redacted?: string[];
    /** What was written here, where something was taken out of it; nowhere else is it known. */
    written?: string;
    body?: Message["body"];
    /** As they are now: file.changed is heard. */
    files?: readonly AttachedFile[];
    state: "pending" | "sent" | "failed";
    problem?: Problem;
}

export interface ConversationState {
    chat: Chat;
    items: readonly Item[];
    /** What has come to a page of each side; what was read has. */
    delivered: Read;
    read: Read;
    /** Messages of the other side that this side has not seen. */
    unread: number;
    typing?: Person;
    /** False until the newest page is there. */
    loaded: boolean;
    /** Older messages exist before the first one. */
    older: boolean;
    /** Why the last fetch failed; gone when one succeeds. */
    problem?: Problem;
}

/** Of each side what goes further. */
export function further(a: Read, b: Read): Read {
    return { customer: Math.max(a.customer, b.customer), agent: Math.max(a.agent, b.agent) };
}
