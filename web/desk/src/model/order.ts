// The order of the chat list: overdue ones first, then those with something unread by how long the
// customer waits,
// then the rest by their last message.
import type { Chat } from "@parley/sdk";

/** A customer who waits longer for an answer is overdue; from 60 % of it on the timer warns. */
export const reply_target_ms = 120_000;
const warn_share = 0.6;

export type Urgency = "none" | "waiting" | "soon" | "overdue";

export function urgency(chat: Chat, now: number): Urgency {
    if (chat.state !== "active" || !chat.unanswered_since) return "none";
    const waits = now - Date.parse(chat.unanswered_since);
    if (waits >= reply_target_ms) return "overdue";
    return waits >= reply_target_ms * warn_share ? "soon" : "waiting";
}

export function lastAt(chat: Chat): string {
    return chat.last_message?.at ?? chat.accepted_at ?? chat.started_at;
}

export function ordered(chats: Iterable<Chat>, now: number): Chat[] {
    const rank = (chat: Chat) =>
        urgency(chat, now) === "overdue" ? 0 : chat.unread ? 1 : chat.state === "active" ? 2 : 3;
    const waits = (chat: Chat) => chat.unanswered_since ?? lastAt(chat);
    return [...chats].sort((a, b) => {
        const by_rank = rank(a) - rank(b);
        if (by_rank) return by_rank;
        if (rank(a) < 2) return waits(a) < waits(b) ? -1 : 1;
        return lastAt(a) > lastAt(b) ? -1 : 1;
    });
}

/**
 * Keeps the given order while somebody points into the list; new chats go to the end, gone ones
 * leave.
 */
export function frozenOrder(order: readonly string[], chats: readonly Chat[]): Chat[] {
    const by_id = new Map(chats.map((chat) => [chat.id, chat]));
    const kept = order.flatMap((id) => by_id.get(id) ?? []);
    const known = new Set(order);
    return [...kept, ...chats.filter((chat) => !known.has(chat.id))];
}
