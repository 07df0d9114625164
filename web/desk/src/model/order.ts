// The order of the chat list: overdue ones first, then those with something unread by how long the
// customer waits,
// then the rest by their last message.
import type { Chat } from "@parley/sdk";
import type { DeskState } from "./desk_state.ts";

/** Within which an answer is due, in s. */
export interface Targets {
    by_queue: ReadonlyMap<string, number>;
    /** Where the queue is out of sight; without it nothing is overdue there. */
    other?: number;
}

/** From this share of the target on the timer warns; after all of it the customer is overdue. */
const warn_share = 0.6;

export type Urgency = "none" | "waiting" | "soon" | "overdue";

type Told = Pick<DeskState, "queues" | "switches">;

/** One value for what was told last, so that rows are not drawn anew. */
let known: { of: Told; targets: Targets } | undefined;

export function targetsOf({ queues, switches }: Told): Targets {
    if (known?.of.queues !== queues || known.of.switches !== switches) {
        const other = Number(switches.reply_target_s);
        const targets = {
            by_queue: new Map(queues.map((queue) => [queue.id, queue.reply_target_s])),
            ...(other > 0 && { other }),
        };
        known = { of: { queues, switches }, targets };
    }
    return known.targets;
}

export function urgency(chat: Chat, now: number, targets: Targets): Urgency {
    if (chat.state !== "active" || !chat.unanswered_since) return "none";
    const waits = now - Date.parse(chat.unanswered_since);
    const target = (targets.by_queue.get(chat.queue) ?? targets.other ?? Infinity) * 1_000;
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
