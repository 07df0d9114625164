// Messages: stored once, in one order, found again in pages, with marks of what was read (faults
// A22, A23, A25; promises P2, P3).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Desk, new_visitor, refused, uuid } from "./harness/client.ts";
import { agent, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna"), agent("away")] });

describe("api: messages", () => {
    let anna: Desk;
    beforeAll(async () => {
        anna = await Desk.open(server(), "anna");
    });
    afterAll(() => anna.socket.close());

    test("A22: the same client_id with the same text is the same message", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const params = { chat: chat.id, client_id: uuid(), text: "only once" };
        const first = await kim.call("message.post", params);
        const again = await kim.call("message.post", params);
        expect(again).toMatchObject({ message: first.message, duplicate: true });
        const { items } = await kim.call("message.list", { chat: chat.id });
        expect(items.filter((one) => one.text === "only once")).toHaveLength(1);
    });

    test("A22: the same client_id with another text is a conflict", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const params = { chat: chat.id, client_id: uuid(), text: "first" };
        await kim.call("message.post", params);
        const { problem, status } = await refused(
            kim.call("message.post", { ...params, text: "second" }),
        );
        expect([status, problem.code]).toEqual([409, "conflict"]);
        const { items } = await kim.call("message.list", { chat: chat.id });
        expect(items.map((one) => one.text)).not.toContain("second");
    });

    test("A22: two people may use the same client_id", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const client_id = uuid();
        const one = await kim.call("message.post", { chat: chat.id, client_id, text: "mine" });
        const two = await anna.client.call("message.post", {
            chat: chat.id,
            client_id,
            text: "yours",
        });
        expect([one.duplicate, two.duplicate]).toEqual([false, false]);
    });

    test("A22: a message that is sent again after the end is still the stored one", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const params = { chat: chat.id, client_id: uuid(), text: "just in time" };
        await kim.call("message.post", params);
        await anna.client.call("chat.end", { chat: chat.id });
        expect((await kim.call("message.post", params)).duplicate).toBe(true);
    });

    test.each(["", "1", "not-a-uuid", "g".repeat(36), uuid().replaceAll("-", "")])(
        "the client_id %j is refused",
        async (client_id) => {
            const kim = await new_visitor(server());
            const { chat } = await kim.call("chat.start", { queue: "away" });
            const { problem } = await refused(
                kim.call("message.post", { chat: chat.id, client_id, text: "x" }),
            );
            expect([problem.code, problem.path]).toEqual(["invalid", "/client_id"]);
            await kim.call("chat.end", { chat: chat.id });
        },
    );

    test("the same request_id gets the same answer, with other parameters a conflict", async () => {
        const kim = await new_visitor(server());
        const request = { queue: "away", request_id: uuid() };
        const first = await kim.call("chat.start", request);
        await kim.call("chat.end", { chat: first.chat.id });
        expect(await kim.call("chat.start", request)).toEqual(first);
        const other = await refused(kim.call("chat.start", { ...request, text: "other" }));
        expect(other.problem.code).toBe("conflict");
        const someone = await new_visitor(server());
        const theirs = await someone.call("chat.start", request);
        expect(theirs.chat.id).not.toBe(first.chat.id);
    });

    test("P3: seq is dense and the same for everybody, however many write at once", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const many = Array.from({ length: 15 }, (_, i) => i);
        await Promise.all(
            many.flatMap((i) => [
                kim.call("message.post", { chat: chat.id, client_id: uuid(), text: `k${i}` }),
                anna.client.call("message.post", {
                    chat: chat.id,
                    client_id: uuid(),
                    text: `a${i}`,
                }),
            ]),
        );
        const mine = (await kim.call("message.list", { chat: chat.id, limit: 200 })).items;
        expect(mine.map((one) => one.seq)).toEqual(mine.map((_, i) => i + 1));
        const theirs = (await anna.client.call("message.list", { chat: chat.id, limit: 200 }))
            .items;
        const strip = (items: typeof mine) => items.map(({ id, seq, text }) => [id, seq, text]);
        expect(strip(theirs)).toEqual(strip(mine));
    });

    test("A23: session.sync finds what is missing and what cannot be", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim, "one");
        await anna.client.call("message.post", { chat: chat.id, client_id: uuid(), text: "three" });
        const { chats } = await kim.call("session.sync", { chats: { [chat.id]: 1 } });
        expect(chats[0]?.messages.map((one) => one.seq)).toEqual([2, 3]);
        expect(chats[0]?.resync).toBe(false);
        const above = await kim.call("session.sync", { chats: { [chat.id]: 99 } });
        expect(above.chats[0]).toMatchObject({ seq: 3, messages: [], resync: true });
        const negative = await refused(kim.call("session.sync", { chats: { [chat.id]: -1 } }));
        expect(negative.problem.code).toBe("invalid");
        const stranger = await new_visitor(server());
        const nothing = await stranger.call("session.sync", { chats: { [chat.id]: 0 } });
        expect(nothing.chats).toEqual([]);
    });

    test("A25: a read mark goes neither back nor beyond the last message", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim, "one");
        const mark = (seq: number) => kim.call("chat.mark_read", { chat: chat.id, seq });
        expect((await mark(2)).read.customer).toBe(2);
        expect((await mark(1)).read.customer).toBe(2);
        expect((await mark(-5)).read.customer).toBe(2);
        expect((await mark(1_000_000)).read.customer).toBe(2);
        await anna.client.call("message.post", { chat: chat.id, client_id: uuid(), text: "more" });
        expect((await kim.call("chat.get", { chat: chat.id })).chat).toMatchObject({
            seq: 3,
            unread: 1,
        });
    });

    test("lists come in pages, without gap and without repetition", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        for (let i = 0; i < 12; i++) {
            await anna.client.call("message.post", {
                chat: chat.id,
                client_id: uuid(),
                text: `${i}`,
            });
        }
        const seqs: number[] = [];
        let next: string | undefined = "0";
        while (next !== undefined) {
            const page: { items: { seq: number }[]; next?: string } = await kim.call(
                "message.list",
                {
                    chat: chat.id,
                    after_seq: Number(next),
                    limit: 5,
                },
            );
            expect(page.items.length).toBeLessThanOrEqual(5);
            seqs.push(...page.items.map((one) => one.seq));
            next = page.next;
        }
        expect(seqs).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
        const back = await kim.call("message.list", { chat: chat.id, before_seq: 6, limit: 3 });
        expect(back.items.map((one) => one.seq)).toEqual([3, 4, 5]);
        for (const limit of [0, 201, -1]) {
            const { problem } = await refused(kim.call("message.list", { chat: chat.id, limit }));
            expect([problem.code, problem.path]).toEqual(["invalid", "/limit"]);
        }
    });
});
