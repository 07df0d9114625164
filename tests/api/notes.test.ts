// Notes that only staff see, with mentions: who is told, who may read, and that the customer hears
// nothing of them (C16; P2, P3, P17, check 17).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Chat } from "../../web/sdk/src/generated.ts";
import { Client, Desk, refused, type Socket, sign_in, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("ben"),
        agent("carl"),
        agent("olga", 5, "other"),
        { name: "max", password, role: "manager" },
    ],
});

const canary = "canary-0815: this one threatens to leave";

/** There are two organizations here. */
async function visitor_of_main(): Promise<Client> {
    const wanted = { organization: "main", name: "Kim" };
    const { token } = await new Client(server()).call("visitor.start", wanted);
    return new Client(server(), token);
}

describe("api: notes", () => {
    let anna: Desk;
    let ben: Desk;
    let carl: Desk;
    let olga: Desk;
    let bens_id: string;
    let kim: Client;
    let screen: Socket;
    let chat: Chat;

    beforeAll(async () => {
        anna = await Desk.open(server(), "anna");
        ben = await Desk.open(server(), "ben");
        carl = await Desk.open(server(), "carl");
        olga = await Desk.open(server(), "olga");
        bens_id = (await ben.client.call("auth.me", {})).user.id;
        kim = await visitor_of_main();
        screen = await kim.socket();
        chat = await anna.chat_with(kim, "My printer is on fire");
    });
    afterAll(async () => {
        for (const one of [screen, anna.socket, ben.socket, carl.socket, olga.socket])
            await one.close();
    });

    const note = (text: string, mentions?: string[]) => ({
        chat: chat.id,
        client_id: uuid(),
        text,
        ...(mentions && { mentions }),
    });

    test("who is mentioned sees the chat from then on, and is told at once", async () => {
        const unseen = await refused(ben.client.call("chat.get", { chat: chat.id }));
        expect(unseen.problem.code).toBe("not_found");
        const made = await anna.socket.call("message.note", note(canary, [bens_id]));
        expect(made.note).toMatchObject({ place: 1, after_seq: 2, mentions: [{ name: "ben" }] });
        const told = await ben.socket.event("mention.made");
        expect(told.mention).toEqual({ note: made.note, customer: "Kim", queue_name: "anna" });
        expect((await anna.socket.event("note.posted")).note).toEqual(made.note);
        expect((await ben.client.call("chat.get", { chat: chat.id })).chat.id).toBe(chat.id);
        const { items } = await ben.client.call("message.list", { chat: chat.id });
        expect(items.map((one) => one.text)).toContain("My printer is on fire");
        const carls = await refused(carl.client.call("chat.notes", { chat: chat.id }));
        expect(carls.problem.code).toBe("not_found");
    });

    test("who only reads the chat may answer with a note, and not to the customer", async () => {
        const { note: answer } = await ben.client.call("message.note", note("I know them"));
        expect((await anna.socket.event("note.posted", (e) => e.note.place === 2)).note).toEqual(
            answer,
        );
        const post = { chat: chat.id, client_id: uuid(), text: "hello" };
        const { problem } = await refused(ben.client.call("message.post", post));
        expect(problem.code).toBe("forbidden");
    });

    test("a mention stays until it is seen, on every screen of theirs", async () => {
        const before = await ben.client.call("mention.list", {});
        expect(before.items.map((one) => one.note.text)).toEqual([canary]);
        await ben.client.call("mention.see", { chat: chat.id });
        expect((await ben.socket.event("mentions.seen")).chat).toBe(chat.id);
        expect((await ben.client.call("mention.list", {})).items).toEqual([]);
    });

    test("C16: who has the chat on the screen is told to its staff alone", async () => {
        await ben.client.call("chat.viewing", { chat: chat.id });
        expect((await anna.socket.event("chat.viewing")).by.name).toBe("ben");
        // A manager who may watch unseen stays so.
        const max = await sign_in(server(), "max");
        await max.call("chat.viewing", { chat: chat.id });
        await anna.socket.call("chat.viewing", { chat: chat.id });
        const told = anna.socket.events.filter((one) => one.type === "chat.viewing");
        expect(told).toHaveLength(1);
        expect(screen.events.map((one) => one.type)).not.toContain("chat.viewing");
    });

    test("P2: the same client_id is the same note, and no other", async () => {
        const one = note("call back on Monday");
        const first = await anna.client.call("message.note", one);
        const again = await anna.client.call("message.note", one);
        expect(again).toEqual({ note: first.note, duplicate: true });
        const { problem } = await refused(
            anna.client.call("message.note", { ...one, text: "call back on Tuesday" }),
        );
        expect(problem).toMatchObject({ code: "conflict", path: "/client_id" });
        const { items, next } = await anna.client.call("chat.notes", { chat: chat.id, limit: 2 });
        expect(items.map((it) => it.place)).toEqual([1, 2]);
        const rest = await anna.client.call("chat.notes", { chat: chat.id, after: next as string });
        expect(rest.items.map((it) => it.text)).toEqual(["call back on Monday"]);
    });

    test("only colleagues who work here may be mentioned, each once, 20 at most", async () => {
        const olgas_id = (await olga.client.call("auth.me", {})).user.id;
        const annas_id = (await anna.client.call("auth.me", {})).user.id;
        const wrong: [string[], string][] = [
            [[olgas_id], "/mentions/0"],
            [["usr_0000000000000"], "/mentions/0"],
            [[bens_id, bens_id], "/mentions/1"],
            [[annas_id], "/mentions/0"],
            [Array.from({ length: 21 }, () => bens_id), "/mentions"],
        ];
        for (const [mentions, path] of wrong) {
            const call = anna.client.call("message.note", note("look", mentions));
            expect((await refused(call)).problem).toMatchObject({ code: "invalid", path });
        }
        for (const text of ["", " \n", "x".repeat(5_001)]) {
            const { problem } = await refused(anna.client.call("message.note", note(text)));
            expect(problem).toMatchObject({ code: "invalid", path: "/text" });
        }
    });

    test("C16: a note is possible after the chat, for who may still see it", async () => {
        await anna.client.call("chat.end", { chat: chat.id });
        await screen.event("chat.ended");
        const max = await sign_in(server(), "max");
        const late = await max.call("message.note", note("refund agreed", [bens_id]));
        expect(late.note.from.name).toBe("max");
        await ben.socket.event("mention.made", (e) => e.mention.note.text === "refund agreed");
    });

    test("the canary is in nothing that the customer was told or may read", async () => {
        const again = await kim.socket("0");
        const read = await Promise.all([
            kim.call("chat.get", { chat: chat.id }),
            kim.call("chat.list", {}),
            kim.call("message.list", { chat: chat.id, limit: 200 }),
            kim.call("chat.transcript", { chat: chat.id }),
            kim.call("session.sync", { chats: { [chat.id]: 0 } }),
        ]);
        const all = JSON.stringify([read, screen.events, again.events, again.opened]);
        expect(all).toContain("My printer is on fire");
        expect(all).not.toContain("canary");
        expect(all).not.toContain("note.posted");
        expect(all).not.toContain("mention");
        const seqs = read[2].items.map((one) => one.seq);
        expect(seqs).toEqual(seqs.map((_, i) => i + 1));
        await again.close();
    });
});
