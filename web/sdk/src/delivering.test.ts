import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
    agent,
    chat,
    customer,
    message,
    ScriptedSocket,
    settle,
    stage,
} from "../test/scripted_socket.ts";
import { type Client, connect } from "./client.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import { tellDelivered } from "./delivering.ts";
import type { Chat, Message } from "./generated.ts";
import { createOutbox } from "./outbox.ts";

let client: Client;
let looks = false;
let stop: () => void;
beforeEach(() => {
    stage();
    client = connect({ url: "ws://x" });
    looks = false;
});
afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
});

const socket = () => ScriptedSocket.last;
const posted = (seq: number, from: Message["from"] = agent) =>
    socket().event("message.posted", { message: message(seq, { from }) }, `c${seq}`);
const asked = () =>
    socket()
        .calls.filter((one) => one.method === "chat.mark_delivered")
        .map((one) => one.params.seq);

/** A customer's page on a chat with these messages. */
async function open(all: Message[], more: Partial<Chat> = {}): Promise<Conversation> {
    await socket().open();
    const here = chat({ seq: all.length, ...more });
    const conversation = createConversation({
        client,
        outbox: createOutbox({ client }),
        chat: chat(),
        me: customer,
    });
    stop = tellDelivered({ client, conversation, side: "customer", looksAt: () => looks });
    await socket().answer("chat.get", { chat: here });
    await socket().answer("message.list", { items: all });
    await settle();
    return conversation;
}
const system = { kind: "system", id: "", name: "" } as const;

test("what was there is told once, and what comes then; nothing that is one's own", async () => {
    await open([message(1), message(2), message(3, { from: customer })]);
    expect(asked()).toEqual([2]);
    await socket().answer("chat.mark_delivered", { delivered: { customer: 2, agent: 0 } });
    await posted(4, customer);
    await posted(5, system);
    await settle();
    expect(asked()).toEqual([]);
    await posted(6);
    await settle();
    expect(asked()).toEqual([6]);
});

test("what the server knows is not told: by the chat, and by another page", async () => {
    await open([message(1), message(2)], { delivered: { customer: 2, agent: 0 } });
    expect(asked()).toEqual([]);
    looks = true;
    await posted(3);
    await socket().event("message.delivered", { chat: "chat1", by: "customer", seq: 3 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toEqual([]);
});

test("one call at a time, and the newest of what came meanwhile goes next", async () => {
    await open([message(1)]);
    await posted(2);
    await posted(3);
    await settle();
    expect(asked()).toEqual([1]);
    await socket().answer("chat.mark_delivered", { delivered: { customer: 1, agent: 0 } });
    await settle();
    expect(asked()).toEqual([3]);
});

test("who looks at it has read it soon, or it is told after all", async () => {
    looks = true;
    const one = await open([message(1)]);
    await vi.advanceTimersByTimeAsync(600);
    one.markRead(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toEqual([]);
    // Far above the end, or on the way to another chat.
    await posted(2);
    await vi.advanceTimersByTimeAsync(1_499);
    expect(asked()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked()).toEqual([2]);
});

test("a refusal is not repeated by itself, but with the next message or connection", async () => {
    await open([message(1)]);
    await socket().refuse("chat.mark_delivered", { code: "chat_ended", status: 409 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked()).toEqual([]);
    await posted(2);
    await settle();
    expect(asked()).toEqual([2]);
    socket().drop();
    await vi.advanceTimersByTimeAsync(250);
    await socket().open();
    await settle();
    expect(asked()).toEqual([2]);
    stop();
    socket().calls = [];
    await posted(3);
    await settle();
    expect(asked()).toEqual([]);
});
