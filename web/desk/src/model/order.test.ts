import type { Chat } from "@parley/sdk";
import { frozenOrder } from "@parley/ui/console/frozen_order.ts";
import { expect, test } from "vitest";
import { ordered, targetsOf, urgency } from "./order.ts";

const now = Date.UTC(2025, 0, 1, 12);
const targets = { by_queue: new Map([["q", 120]]) };
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();

function chat(id: string, part: { waits_s?: number; unread?: number; last_s?: number }): Chat {
    return {
        id,
        state: "active",
        queue: "q",
        queue_name: "Q",
        seq: 1,
        started_at: ago(9_000),
        accepted_at: ago(part.last_s ?? 100),
        customer: { id: "v", name: id },
        read: { customer: 0, agent: 0 },
        delivered: { customer: 0, agent: 0 },
        unread: part.unread ?? 0,
        message_max: 5_000,
        ...(part.waits_s !== undefined && { unanswered_since: ago(part.waits_s) }),
    };
}

const ids = (chats: Chat[]) => chats.map((one) => one.id);

test("overdue, then unread by wait, then the rest by their last message", () => {
    const all = [
        chat("old", { last_s: 500 }),
        chat("new", { last_s: 50 }),
        chat("unread_short", { waits_s: 10, unread: 1 }),
        chat("overdue_read", { waits_s: 121 }),
        chat("unread_long", { waits_s: 90, unread: 2 }),
        chat("overdue_long", { waits_s: 300, unread: 1 }),
    ];
    expect(ids(ordered(all, now, targets))).toEqual([
        "overdue_long",
        "overdue_read",
        "unread_long",
        "unread_short",
        "new",
        "old",
    ]);
});

test("a frozen order keeps its places; new chats come last, gone ones leave", () => {
    const all = [chat("c", {}), chat("a", {}), chat("new", {})];
    expect(ids(frozenOrder(["a", "gone", "c"], all))).toEqual(["a", "c", "new"]);
});

test("urgency grows with the wait for an answer", () => {
    const of = (waits_s?: number) =>
        urgency(chat("x", waits_s === undefined ? {} : { waits_s }), now, targets);
    expect([of(), of(0), of(71), of(72), of(119), of(120)]).toEqual([
        "none",
        "waiting",
        "waiting",
        "soon",
        "soon",
        "overdue",
    ]);
    expect(urgency({ ...chat("x", { waits_s: 500 }), state: "closed" }, now, targets)).toBe("none");
});

test("where its queue is out of sight, what holds elsewhere counts; else nothing is overdue", () => {
    const late = chat("x", { waits_s: 61 });
    const told = (switches: Record<string, string>) =>
        urgency(late, now, targetsOf({ queues: [], switches }));
    expect(told({ reply_target_s: "60" })).toBe("overdue");
    expect(told({ reply_target_s: "300" })).toBe("waiting");
    expect(told({})).toBe("waiting");
});
