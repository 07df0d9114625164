import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { file, memory, message, ScriptedSocket, settle, stage } from "../test/scripted_socket.ts";
import { type Client, connect } from "./client.ts";
import { createOutbox, type Outbox } from "./outbox.ts";

let client: Client;
let storage: Storage;
let outbox: Outbox;
beforeEach(() => {
    stage();
    client = connect({ url: "ws://x" });
    storage = memory();
    outbox = createOutbox({ client, storage });
});
afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
});

const socket = () => ScriptedSocket.last;
const states = () => outbox.list("chat1").map(({ text, state }) => `${text}: ${state}`);
const posts = () => socket().calls.filter((one) => one.method === "message.post");
const confirm = (seq: number) =>
    socket().answer("message.post", { message: message(seq), duplicate: false });

test("sends one at a time, in order, and forgets what is confirmed", async () => {
    await socket().open();
    const first = outbox.send("chat1", "one");
    outbox.send("chat1", "two");
    expect(posts().map((one) => one.params.text)).toEqual(["one"]);
    expect(posts()[0]?.params.client_id).toBe(first.client_id);
    expect(storage.length).toBe(2);
    const confirmed = vi.fn();
    outbox.onConfirmed(confirmed);
    await confirm(1);
    expect(confirmed.mock.calls[0]?.[0]).toMatchObject({ seq: 1, client_id: first.client_id });
    expect(posts().map((one) => one.params.text)).toEqual(["two"]);
    await confirm(2);
    expect(outbox.list("chat1")).toEqual([]);
    expect(storage.length).toBe(0);
});

test("chats do not wait for each other", async () => {
    await socket().open();
    outbox.send("chat1", "one");
    outbox.send("chat2", "other");
    expect(posts()).toHaveLength(2);
});

test("what was written offline is sent when the socket opens, with the same client_id after a loss", async () => {
    const one = outbox.send("chat1", "one");
    outbox.send("chat1", "two");
    await vi.advanceTimersByTimeAsync(60_000 - 1);
    expect(states()).toEqual(["one: pending", "two: pending"]);
    while (socket().readyState !== 0) await vi.advanceTimersByTimeAsync(1_000);
    await socket().open();
    expect(posts()[0]?.params.client_id).toBe(one.client_id);
    socket().drop(); // the answer is lost
    await settle();
    expect(states()).toEqual(["one: pending", "two: pending"]);
    while (socket().readyState !== 0) await vi.advanceTimersByTimeAsync(1_000);
    await socket().open();
    expect(posts()[0]?.params).toMatchObject({ client_id: one.client_id, text: "one" });
    await confirm(1);
    await confirm(2);
    expect(states()).toEqual([]);
});

test("no answer in 10 s fails; trying again uses the same client_id", async () => {
    await socket().open();
    const one = outbox.send("chat1", "one");
    await vi.advanceTimersByTimeAsync(9_999);
    expect(states()).toEqual(["one: pending"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(states()).toEqual(["one: failed"]);
    expect(outbox.list("chat1")[0]?.problem?.code).toBe("timeout");
    socket().calls = [];
    outbox.retry(one.client_id);
    expect(states()).toEqual(["one: pending"]);
    expect(posts()[0]?.params.client_id).toBe(one.client_id);
    await socket().answer("message.post", { message: message(1), duplicate: true });
    expect(states()).toEqual([]);
});

test("a failed message whose event comes late is confirmed after all", async () => {
    await socket().open();
    const { client_id } = outbox.send("chat1", "one");
    await vi.advanceTimersByTimeAsync(10_000);
    await socket().event("message.posted", { message: message(1), client_id }, "c1");
    expect(states()).toEqual([]);
    expect(storage.length).toBe(0);
});

test("a refusal fails that message and the next one goes on", async () => {
    await socket().open();
    const one = outbox.send("chat1", "one");
    outbox.send("chat1", "two");
    await socket().refuse("message.post", { status: 413, code: "too_large", detail: "Too long." });
    expect(states()).toEqual(["one: failed", "two: pending"]);
    expect(outbox.list("chat1")[0]?.problem?.detail).toBe("Too long.");
    expect(posts()[0]?.params.text).toBe("two");
    outbox.remove(one.client_id);
    expect(states()).toEqual(["two: pending"]);
});

test("too_many waits as long as the server says and keeps the order", async () => {
    await socket().open();
    outbox.send("chat1", "one");
    outbox.send("chat1", "two");
    await socket().refuse("message.post", { status: 429, code: "too_many", retry_ms: 3_000 });
    expect(states()).toEqual(["one: pending", "two: pending"]);
    expect(posts()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(posts()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(posts().map((one) => one.params.text)).toEqual(["one"]);
});

test("survives a reload in storage, in order, with its failures", async () => {
    await socket().open();
    outbox.send("chat1", "one");
    await socket().refuse("message.post", { status: 413, code: "too_large" });
    vi.advanceTimersByTime(5);
    outbox.send("chat1", "two");
    vi.advanceTimersByTime(5);
    outbox.send("chat1", "three");
    outbox.close();
    client.close();
    storage.setItem("parley.outbox.broken", "{");
    storage.setItem("of another program", "{");

    client = connect({ url: "ws://x" });
    outbox = createOutbox({ client, storage });
    expect(states()).toEqual(["one: failed", "two: pending", "three: pending"]);
    expect(storage.getItem("parley.outbox.broken")).toBe(null);
    expect(storage.getItem("of another program")).toBe("{");
    await socket().open();
    expect(posts().map((one) => one.params.text)).toEqual(["two"]);
});

test("files go by their ids, after a reload, too", async () => {
    const sent = outbox.send("chat1", "", [file(), file({ id: "file_2" })]);
    outbox.close();
    client.close();

    client = connect({ url: "ws://x" });
    outbox = createOutbox({ client, storage });
    expect(outbox.list("chat1")[0]?.files?.map(({ name }) => name)).toEqual(["a.txt", "a.txt"]);
    await socket().open();
    expect(posts()[0]?.params).toEqual({
        chat: "chat1",
        client_id: sent.client_id,
        files: ["file_1", "file_2"],
    });
});

test("a name that may be a card number is not stored", () => {
    outbox.send("chat1", "see", [file({ name: "4111 1111 1111 1111.pdf" })]);
    expect(storage.length).toBe(0);
});

test("a full storage does not keep a message from being sent", async () => {
    await socket().open();
    storage.setItem = () => {
        throw new Error("QuotaExceededError");
    };
    outbox.send("chat1", "one");
    expect(posts()).toHaveLength(1);
});
