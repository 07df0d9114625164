// The order of the chat list: overdue ones first, then those with something unread by how long the
// customer waits,
// then the rest by their last message.
import type { Chat, QueueInfo } from "@parley/sdk";

/** Within which an answer is due, by queue, in s. */
export type Targets = ReadonlyMap<string, number>;

/** Where a queue's own target is out of sight. */
const reply_target_s = 120;
/** From this share of the target on the timer warns; after all of it the customer is overdue. */
const warn_share = 0.6;

export type Urgency = "none" | "waiting" | "soon" | "overdue";

/** One value for one list of queues, so that rows are not drawn anew. */
const known = new WeakMap<readonly QueueInfo[], Targets>();

export function targetsOf(queues: readonly QueueInfo[]): Targets {
    let targets = known.get(queues);
    if (!targets) {
        targets = new Map(queues.map((queue) => [queue.id, queue.reply_target_s]));
        known.set(queues, targets);
    }
    return targets;
}

export function urgency(chat: Chat, now: number, targets: Targets): Urgency {
    if (chat.state !== "active" || !chat.unanswered_since) return "none";
    const waits = now - Date.parse(chat.unanswered_since);
    const target = (targets.get(chat.queue) ?? reply_target_s) * 1_000;
    if (waits >= target) return "overdue";
    return waits >= target * warn_share ? "soon" : "waiting";
}

export function lastAt(chat: Chat): string {
    return chat.last_message?.at ?? chat.accepted_at ?? chat.started_at;
}

export function ordered(chats: Iterable<Chat>, now: number, targets: Targets): Chat[] {
    const rank = (chat: Chat) =>
        urgency(chat, now, targets) === "overdue"
            ? 0
            : chat.unread
              ? 1
              : chat.state === "active"
                ? 2
                : 3;
    const waits = (chat: Chat) => chat.unanswered_since ?? lastAt(chat);
    return [...chats].sort((a, b) => {
        const by_rank = rank(a) - rank(b);
        if (by_rank) return by_rank;
        if (rank(a) < 2) return waits(a) < waits(b) ? -1 : 1;
        return lastAt(a) > lastAt(b) ? -1 : 1;
    });
}
