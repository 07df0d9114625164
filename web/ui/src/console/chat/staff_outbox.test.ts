import { type Client, connect } from "@parley/sdk";
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import {
    file,
    memory,
    message,
    ScriptedSocket,
    settle,
    stage,
} from "../../../../sdk/test/scripted_socket.ts";
import { keepFiles, keptFiles } from "../files/kept.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createStaffOutbox, type StaffOutbox } from "./staff_outbox.ts";

let client: Client;
let storage: Storage;
let drafts: Drafts;
let outbox: StaffOutbox;
let sent: MockInstance<(frame: string) => void>;
beforeEach(() => {
    stage();
    sent = vi.spyOn(ScriptedSocket.prototype, "send");
    vi.stubGlobal("addEventListener", () => undefined);
    client = connect({ url: "ws://x" });
    storage = memory();
    drafts = createDrafts("draft.", storage);
    outbox = open();
});
afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
});

const open = () => createStaffOutbox({ client, drafts, face: "desk", user: "usr_a", storage });
const socket = () => ScriptedSocket.last;
/** All that were sent, answered or not. */
const posts = () =>
    sent.mock.calls
        .map(([frame]) => JSON.parse(frame))
        .filter((one) => one.method === "message.post")
        .map((one) => one.params);
const refuse = async (code: string, more: object = {}) => {
    await socket().refuse("message.post", { status: 409, code, title: "", detail: "", ...more });
    await settle();
};

test("each message says what its writer knew, and nothing is kept once it has arrived", async () => {
    await socket().open();
    outbox.sendKnowing("chat1", "one", { word: 3, seen: 8 });
    outbox.sendKnowing("chat1", "two", { seen: 9 });
    await settle();
    expect(posts()).toMatchObject([{ text: "one", word: 3, seen: 8 }]);
    await socket().answer("message.post", { message: message(1), duplicate: false });
    await settle();
    expect(posts()[1]).toMatchObject({ text: "two", seen: 9 });
    expect(posts()[1]).not.toHaveProperty("word");
    await socket().answer("message.post", { message: message(2), duplicate: false });
    await settle();
    expect(storage.length).toBe(0);
});

test.each(["word_elsewhere", "said_meanwhile"] as const)(
    "%s: it is a draft again, with all that waited behind it, before what is written by now",
    async (code) => {
        await socket().open();
        const unseen = vi.fn();
        outbox.onUnseen(unseen);
        outbox.sendKnowing("chat1", "one", { word: 3, seen: 8 });
        outbox.sendKnowing("chat1", "two", { word: 3, seen: 8 });
        outbox.sendKnowing("chat2", "other", {});
        drafts.set("chat1", "three");
        await settle();
        await refuse(code);
        expect(drafts.get("chat1")).toBe("one\ntwo\nthree");
        expect(storage.getItem("draft.chat1")).toBe("one\ntwo\nthree");
        expect(outbox.list("chat1")).toEqual([]);
        expect(outbox.list("chat2")).toHaveLength(1);
        expect(outbox.given_back.getSnapshot().get("chat1")).toEqual({ code, seen: 8 });
        expect(unseen).toHaveBeenCalledWith("chat1", { code, seen: 8 });
        expect(posts().map((one) => one.text)).toEqual(["one", "other"]);
        outbox.forget("chat1");
        expect(outbox.given_back.getSnapshot().size).toBe(0);
    },
);

test("what a field shows is told by nobody else, and another tab gives nothing back twice", async () => {
    await socket().open();
    const unseen = vi.fn();
    outbox.onUnseen(unseen);
    const away = outbox.look("chat1");
    outbox.sendKnowing("chat1", "one", { seen: 8 });
    await settle();
    drafts.giveBack("chat1", "one");
    await refuse("said_meanwhile");
    expect(drafts.get("chat1")).toBe("one");
    expect(unseen).not.toHaveBeenCalled();
    away();
    outbox.sendKnowing("chat1", "again", { seen: 8 });
    await settle();
    await refuse("said_meanwhile");
    expect(unseen).toHaveBeenCalledTimes(1);
});

test("files are given back with the text, before those that are attached by now", async () => {
    await socket().open();
    outbox.sendKnowing("chat1", "one", {}, [file()]);
    outbox.sendKnowing("chat1", "", {}, [file({ id: "file_2" })]);
    drafts.set("chat1", "three");
    keepFiles(drafts, "chat1", [file({ id: "file_3" })]);
    await settle();
    expect(posts()).toMatchObject([{ text: "one", files: ["file_1"] }]);
    await refuse("said_meanwhile");
    expect(drafts.get("chat1")).toBe("one\nthree");
    expect(keptFiles(drafts, "chat1").map(({ id }) => id)).toEqual(["file_1", "file_2", "file_3"]);
    expect(outbox.list("chat1")).toEqual([]);
});

test("a file that cannot be sent any more gives all of it back; alone it leaves the text as it is", async () => {
    await socket().open();
    drafts.set("chat1", "later");
    outbox.sendKnowing("chat1", "", {}, [file()]);
    await settle();
    await refuse("invalid", { path: "/files/0" });
    expect(drafts.get("chat1")).toBe("later");
    expect(keptFiles(drafts, "chat1")).toEqual([file()]);
    expect(outbox.given_back.getSnapshot().get("chat1")).toEqual({ code: "files" });
    // What else is invalid is no matter of files.
    outbox.sendKnowing("chat1", "one", {});
    await settle();
    await refuse("invalid", { path: "/text" });
    expect(outbox.list("chat1")).toMatchObject([{ text: "one", state: "failed" }]);
});

test("any other refusal leaves it in the line, to be tried again with the same words", async () => {
    await socket().open();
    const known = { word: 3, seen: 8 };
    outbox.sendKnowing("chat1", "one", known);
    await settle();
    await refuse("storage_full");
    expect(outbox.list("chat1")).toMatchObject([{ text: "one", state: "failed" }]);
    expect(drafts.get("chat1")).toBe("");
    outbox.retry(outbox.list("chat1")[0]!.client_id);
    await settle();
    expect(posts()).toMatchObject([known, known]);
    // After a reload, too.
    socket().drop();
    await settle();
    open();
    while (socket().readyState !== 0) await vi.advanceTimersByTimeAsync(1_000);
    await socket().open();
    await settle();
    expect(posts().at(-1)).toMatchObject({ text: "one", ...known });
});
