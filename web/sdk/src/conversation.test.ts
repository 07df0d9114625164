import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
    agent,
    chat,
    customer,
    eventFrame,
    file,
    message,
    ScriptedSocket,
    settle,
    stage,
} from "../test/scripted_socket.ts";
import { type Client, connect } from "./client.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import type { Chat } from "./generated.ts";
import { createOutbox, type Outbox } from "./outbox.ts";

let client: Client;
let outbox: Outbox;
beforeEach(() => {
    stage();
    client = connect({ url: "ws://x" });
    outbox = createOutbox({ client });
});
afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
});

const socket = () => ScriptedSocket.last;
const texts = (one: Conversation) => one.getSnapshot().items.map((item) => item.text);
const posted = (seq: number, more = {}) =>
    socket().event("message.posted", { message: message(seq, more) }, `c${seq}`);
const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => message(from + i));

/** A conversation of the customer that has loaded messages from..to. */
async function loaded(from = 1, to = 3, more: Partial<Chat> = {}): Promise<Conversation> {
    await socket().open();
    const one = createConversation({ client, outbox, chat: chat(), me: customer });
    await socket().answer("chat.get", { chat: chat({ seq: to, ...more }) });
    if (to > 0) await socket().answer("message.list", { items: range(from, to) });
    return one;
}

describe("messages", () => {
    test("loads the newest page, then older ones", async () => {
        const one = await loaded(51, 52);
        expect(one.getSnapshot()).toMatchObject({ loaded: true, older: true });
        void one.loadOlder();
        void one.loadOlder(); // asked once
        const page = await socket().answer("message.list", { items: range(1, 50) });
        expect(page.params).toEqual({ chat: "chat1", before_seq: 51, limit: 50 });
        expect(texts(one)).toHaveLength(52);
        expect(one.getSnapshot().older).toBe(false);
        expect(socket().names()).toBe("");
    });

    test("loads all down to a message, in large pages", async () => {
        const one = await loaded(501, 502);
        let told = 0;
        one.subscribe(() => told++);
        void one.loadOlder(150);
        let page = await socket().answer("message.list", { items: range(301, 500) });
        expect(page.params).toEqual({ chat: "chat1", before_seq: 501, limit: 200 });
        void one.loadOlder(); // not beside it
        page = await socket().answer("message.list", { items: range(101, 300) });
        expect(page.params).toEqual({ chat: "chat1", before_seq: 301, limit: 200 });
        expect(socket().names()).toBe("");
        expect(texts(one)[0]).toBe("text 101");
        expect(told).toBe(1);
        await one.loadOlder(150);
        expect(socket().names()).toBe("");
    });

    test("a message that comes twice is shown once", async () => {
        const one = await loaded();
        await posted(4);
        await socket().event("message.posted", { message: message(4) });
        expect(texts(one)).toEqual(["text 1", "text 2", "text 3", "text 4"]);
    });

    test("a gap is fetched and nothing is shown out of order", async () => {
        const one = await loaded();
        await posted(6);
        expect(texts(one)).toEqual(["text 1", "text 2", "text 3"]);
        const page = await socket().answer("message.list", { items: range(4, 5) });
        expect(page.params).toEqual({ chat: "chat1", after_seq: 3, limit: 200 });
        expect(texts(one).slice(3)).toEqual(["text 4", "text 5", "text 6"]);
        expect(socket().names()).toBe("");
    });

    test("a gap whose fetch is lost with the socket is fetched by the next one", async () => {
        const one = await loaded();
        await posted(5);
        socket().drop();
        await vi.advanceTimersByTimeAsync(250);
        await socket().open();
        await socket().answer("message.list", { items: range(4, 5) });
        expect(texts(one)).toHaveLength(5);
    });

    test("what arrives while the first page is on its way is not lost", async () => {
        await socket().open();
        const one = createConversation({ client, outbox, chat: chat({ seq: 2 }), me: customer });
        await posted(3);
        await socket().answer("chat.get", { chat: chat({ seq: 2 }) });
        await socket().answer("message.list", { items: range(1, 2) });
        expect(texts(one)).toEqual(["text 1", "text 2", "text 3"]);
    });

    test("a failed first fetch is repeated, and says why until then", async () => {
        await socket().open();
        const one = createConversation({ client, outbox, chat: chat(), me: customer });
        await socket().refuse("chat.get", { status: 503, code: "overloaded", retry_ms: 700 });
        expect(one.getSnapshot()).toMatchObject({ loaded: false, problem: { code: "overloaded" } });
        await vi.advanceTimersByTimeAsync(700);
        await socket().answer("chat.get", { chat: chat({ seq: 1 }) });
        await socket().answer("message.list", { items: range(1, 1) });
        expect(one.getSnapshot()).toMatchObject({ loaded: true });
        expect(one.getSnapshot().problem).toBeUndefined();
    });

    test("the heartbeat finds what no event told, even more than one answer holds", async () => {
        const one = await loaded();
        await vi.advanceTimersByTimeAsync(25_000);
        const sync = await socket().answer("session.sync", {
            server_time: new Date().toISOString(),
            chats: [{ chat: "chat1", seq: 6, messages: range(4, 5), resync: false }],
        });
        expect(sync.params.chats).toEqual({ chat1: 3 });
        await socket().answer("message.list", { items: range(6, 6) });
        expect(texts(one)).toHaveLength(6);
    });

    test("a reset fetches a new snapshot and keeps what is not yet sent", async () => {
        const one = await loaded(1, 3);
        one.send("mine");
        socket().drop();
        await vi.advanceTimersByTimeAsync(250);
        await socket().open({ reset: true });
        await socket().answer("chat.get", { chat: chat({ seq: 9 }) });
        await socket().answer("message.list", { items: range(8, 9) });
        expect(texts(one)).toEqual(["text 8", "text 9", "mine"]);
        expect(one.getSnapshot().older).toBe(true);
    });

    test("other chats change nothing", async () => {
        const one = await loaded();
        const before = one.getSnapshot();
        await posted(4, { chat: "chat2" });
        await socket().event("typing", { chat: "chat2", from: agent, typing: true });
        expect(one.getSnapshot()).toBe(before);
    });
});

describe("own messages", () => {
    test("appear at once and keep key and place when confirmed", async () => {
        const one = await loaded();
        const heard = vi.fn();
        one.subscribe(heard);
        one.send("hello");
        const pending = one.getSnapshot().items.at(-1)!;
        expect(pending).toMatchObject({ text: "hello", state: "pending", from: customer });
        expect(heard).toHaveBeenCalled();
        await socket().answer("message.post", {
            message: message(4, { text: "hello", from: customer }),
            duplicate: false,
        });
        const sent = one.getSnapshot().items.at(-1)!;
        expect(sent).toMatchObject({ key: pending.key, seq: 4, state: "sent" });
        await socket().event("message.posted", {
            message: message(4, { text: "hello", from: customer }),
            client_id: pending.key,
        });
        expect(texts(one)).toEqual(["text 1", "text 2", "text 3", "hello"]);
    });

    test("the event may come before the answer", async () => {
        const one = await loaded();
        one.send("hello");
        const { key } = one.getSnapshot().items.at(-1)!;
        const stored = message(4, { text: "hello", from: customer });
        await socket().event("message.posted", { message: stored, client_id: key });
        expect(texts(one).slice(3)).toEqual(["hello"]);
        await socket().answer("message.post", { message: stored, duplicate: false });
        expect(one.getSnapshot().items.at(-1)).toMatchObject({ key, seq: 4, state: "sent" });
        expect(texts(one)).toHaveLength(4);
    });

    test("a confirmed one stays in sight while a gap before it is fetched", async () => {
        const one = await loaded();
        one.send("hello");
        const { key } = one.getSnapshot().items.at(-1)!;
        await socket().answer("message.post", {
            message: message(5, { text: "hello", from: customer }),
            duplicate: false,
        });
        expect(one.getSnapshot().items.at(-1)).toMatchObject({ key, state: "sent" });
        await socket().answer("message.list", { items: range(4, 4) });
        expect(texts(one)).toEqual(["text 1", "text 2", "text 3", "text 4", "hello"]);
    });

    test("a failed one stays where it failed while later ones arrive", async () => {
        const one = await loaded();
        one.send("bad");
        await socket().refuse("message.post", { status: 413, code: "too_large" });
        await posted(4);
        expect(texts(one)).toEqual(["text 1", "text 2", "text 3", "bad", "text 4"]);
        const bad = one.getSnapshot().items[3]!;
        expect(bad).toMatchObject({ state: "failed", problem: { code: "too_large" } });
        one.remove(bad.key);
        expect(texts(one)).toEqual(["text 1", "text 2", "text 3", "text 4"]);
    });
});

describe("files", () => {
    const states = (one: Conversation) =>
        one.getSnapshot().items.map(({ files }) => files?.map(({ state }) => state).join());

    test("belong to a message from the moment it is sent", async () => {
        const one = await loaded(1, 0);
        one.send("", [file(), file({ id: "file_2", state: "ready" })]);
        expect(states(one)).toEqual(["checking,ready"]);
        const stored = message(1, { text: "", from: customer, files: [file({ state: "ready" })] });
        const { params } = await socket().answer("message.post", { message: stored });
        expect(params).toMatchObject({ chat: "chat1", files: ["file_1", "file_2"] });
        expect("text" in params).toBe(false);
        expect(states(one)).toEqual(["ready"]);
    });

    test("what became of one is heard, of this chat and message alone", async () => {
        const one = await loaded();
        await posted(4, { files: [file(), file({ id: "file_2" })] });
        const changed = (more: object, seq: number, chat = "chat1") =>
            socket().event("file.changed", { chat, seq, file: file(more) });
        await changed({ state: "ready" }, 4, "chat2");
        await changed({ state: "ready" }, 3);
        expect(states(one).at(-1)).toBe("checking,checking");
        await changed({ state: "ready", width: 4, height: 3 }, 4);
        await changed({ id: "file_2", state: "refused", reason: "infected" }, 4);
        expect(one.getSnapshot().items.at(-1)!.files).toMatchObject([
            { id: "file_1", state: "ready", width: 4 },
            { id: "file_2", state: "refused", reason: "infected" },
        ]);
    });

    test("what became of one is not forgotten while messages before it are fetched", async () => {
        const one = await loaded();
        await posted(5, { files: [file()] });
        await socket().event("file.changed", {
            chat: "chat1",
            seq: 5,
            file: file({ state: "ready" }),
        });
        await socket().answer("message.list", { items: range(4, 4) });
        expect(states(one).at(-1)).toBe("ready");
    });
});

describe("reading", () => {
    test("counts the other side's messages, tells the server once, hears the other side", async () => {
        const one = await loaded(1, 3, { read: { customer: 1, agent: 0 } });
        expect(one.getSnapshot().unread).toBe(2);
        one.markRead(3);
        one.markRead(3);
        one.markRead(2);
        expect(one.getSnapshot()).toMatchObject({ unread: 0, read: { customer: 3 } });
        expect(socket().names()).toBe("chat.mark_read");
        await socket().event("message.read", { chat: "chat1", by: "agent", seq: 2 });
        await socket().event("message.read", { chat: "chat1", by: "agent", seq: 1 });
        expect(one.getSnapshot().read.agent).toBe(2);
    });

    test("what has come to the other side goes on, and what it read has come", async () => {
        const one = await loaded(1, 3, { delivered: { customer: 3, agent: 1 } });
        const come = (seq: number) =>
            socket().event("message.delivered", { chat: "chat1", by: "agent", seq });
        expect(one.getSnapshot().delivered).toEqual({ customer: 3, agent: 1 });
        await come(2);
        await come(1);
        expect(one.getSnapshot()).toMatchObject({ delivered: { agent: 2 }, read: { agent: 0 } });
        await socket().event("message.read", { chat: "chat1", by: "agent", seq: 3 });
        expect(one.getSnapshot().delivered.agent).toBe(3);
        const next = chat({ seq: 3, delivered: { customer: 3, agent: 2 } });
        await socket().event("chat.accepted", { chat: next, agent });
        expect(one.getSnapshot().delivered.agent).toBe(3);
    });

    test("what was read without a connection is told when it opens", async () => {
        const one = await loaded();
        socket().drop();
        one.markRead(3);
        await vi.advanceTimersByTimeAsync(250);
        await socket().open();
        expect(socket().call("chat.mark_read").params).toEqual({ chat: "chat1", seq: 3 });
    });
});

describe("typing", () => {
    const types = (typing: boolean) =>
        socket().event("typing", { chat: "chat1", from: agent, typing });

    test("disappears after 6 s without renewal", async () => {
        const one = await loaded();
        await types(true);
        await vi.advanceTimersByTimeAsync(4_000);
        await types(true);
        await vi.advanceTimersByTimeAsync(5_999);
        expect(one.getSnapshot().typing).toEqual(agent);
        await vi.advanceTimersByTimeAsync(1);
        expect(one.getSnapshot().typing).toBeUndefined();
    });

    test("disappears at a stop and with that person's message", async () => {
        const one = await loaded();
        await types(true);
        await types(false);
        expect(one.getSnapshot().typing).toBeUndefined();
        await types(true);
        await posted(4, { from: { kind: "agent", id: "u2", name: "Ravi" } });
        expect(one.getSnapshot().typing).toEqual(agent);
        await posted(5);
        expect(one.getSnapshot().typing).toBeUndefined();
    });

    test("is told at the first key, then at most every 2.5 s, and ended by stop or send", async () => {
        const one = await loaded();
        const told = () => {
            const said = socket().calls.filter((call) => call.method === "chat.typing");
            socket().calls = [];
            return said.map((call) => call.params.typing);
        };
        one.typed();
        one.typed();
        await vi.advanceTimersByTimeAsync(2_499);
        one.typed();
        expect(told()).toEqual([true]);
        await vi.advanceTimersByTimeAsync(1);
        one.typed();
        expect(told()).toEqual([true]);
        one.stopTyping();
        one.stopTyping();
        expect(told()).toEqual([false]);
        one.typed();
        one.send("hello");
        expect(told()).toEqual([true, false]);
    });
});

describe("the chat", () => {
    test("follows its events, and a position without an estimate takes the old one away", async () => {
        const one = await loaded(1, 0, { state: "queued", position: 3, wait_s: 90, seq: 0 });
        await socket().event("position", { chat: "chat1", position: 1, agents_available: 2 });
        expect(one.getSnapshot().chat).toMatchObject({ position: 1, agents_available: 2 });
        expect(one.getSnapshot().chat.wait_s).toBeUndefined();
        await socket().event("chat.accepted", { chat: chat({ agent }), agent }, "c1");
        expect(one.getSnapshot().chat.agent).toEqual(agent);
        await socket().event("chat.ended", { chat: chat({ state: "closed" }) }, "c2");
        expect(one.getSnapshot().chat.state).toBe("closed");
    });

    test("what an event said while the first page was on its way is not overwritten", async () => {
        await socket().open();
        const one = createConversation({ client, outbox, chat: chat(), me: customer });
        const waiting = chat({ seq: 1, state: "queued", position: 1 });
        await socket().answer("chat.get", { chat: waiting });
        expect(one.getSnapshot().chat.state).toBe("queued");
        await socket().event("chat.accepted", { chat: chat({ seq: 1, agent }), agent }, "c1");
        await socket().answer("message.list", { items: range(1, 1) });
        expect(one.getSnapshot().chat).toMatchObject({ state: "active", agent });

        const other = createConversation({ client, outbox, chat: chat(), me: customer });
        const { id } = socket().call("chat.get");
        socket().say([
            { jsonrpc: "2.0", id, result: { chat: waiting } },
            eventFrame("chat.ended", { chat: chat({ seq: 1, state: "closed" }) }, "c2"),
        ]);
        await settle();
        expect(other.getSnapshot().chat.state).toBe("closed");
    });

    test("a closed conversation says nothing more", async () => {
        const one = await loaded();
        const heard = vi.fn();
        one.subscribe(heard);
        one.close();
        await posted(4);
        await settle();
        expect(heard).not.toHaveBeenCalled();
    });
});
