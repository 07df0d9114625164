// A connection that was lost goes on where it stopped: no event missing, none twice (promise P4,
// fault A23).

import { describe, expect, test } from "vitest";
import { Desk, new_visitor, type Socket, uuid } from "./harness/client.ts";
import { agent, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna")], limits: { resume_events_max: 50 } });

const texts_of = (socket: Socket) =>
    socket.events.flatMap((e) => (e.type === "message.posted" ? [e.data.message.text] : []));

describe("api: resuming", () => {
    test("P4: every cursor leads to exactly the events after it", async () => {
        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const watching = await kim.socket();
        const chat = await anna.chat_with(kim, "hello");
        for (let i = 0; i < 10; i++) {
            await anna.client.call("message.post", {
                chat: chat.id,
                client_id: uuid(),
                text: `${i}`,
            });
        }
        await watching.event("message.posted", (e) => e.message.text === "9");
        const durable = watching.events.filter((e) => e.cursor !== undefined);
        expect(durable.length).toBeGreaterThan(10);
        for (let from = 0; from < durable.length; from++) {
            const again = await kim.socket(durable[from]?.cursor);
            expect(again.opened.reset).toBe(false);
            const expected = durable.slice(from + 1);
            await again.until(
                () => (again.events.length >= expected.length ? true : undefined),
                `${expected.length} events`,
            );
            await again.call("session.sync", { chats: {} });
            const events = again.events.filter((e) => e.cursor !== undefined);
            expect(events.map((e) => e.cursor)).toEqual(expected.map((e) => e.cursor));
            expect(events).toEqual(expected);
            await again.close();
        }
        await watching.close();
        await anna.socket.close();
    });

    test("P4: what happens while a client resumes is neither lost nor doubled", async () => {
        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const first = await kim.socket();
        const chat = await anna.chat_with(kim);
        await first.event("chat.accepted");
        await first.close();
        const wanted = Array.from({ length: 30 }, (_, i) => `message ${i}`);
        const posting = (async () => {
            for (const text of wanted) {
                await anna.client.call("message.post", { chat: chat.id, client_id: uuid(), text });
            }
        })();
        let cursor = first.events.findLast((e) => e.cursor !== undefined)?.cursor;
        const got: string[] = [];
        while (got.at(-1) !== wanted.at(-1)) {
            const socket = await kim.socket(cursor);
            await socket.event("message.posted");
            await socket.close();
            got.push(...texts_of(socket));
            cursor = socket.events.findLast((e) => e.cursor !== undefined)?.cursor;
        }
        await posting;
        expect(got).toEqual(wanted);
        await anna.socket.close();
    });

    test("A23: a cursor from the future, or one that is too old, asks for a snapshot", async () => {
        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const old = (await kim.socket()).opened.cursor;
        const chat = await anna.chat_with(kim);
        for (let i = 0; i < 60; i++) {
            await anna.client.call("message.post", {
                chat: chat.id,
                client_id: uuid(),
                text: `${i}`,
            });
        }
        const late = await kim.socket(old);
        expect(late.opened.reset).toBe(true);
        expect(late.events).toEqual([]);
        // The new cursor is good: from there on nothing is missed.
        await anna.client.call("message.post", { chat: chat.id, client_id: uuid(), text: "live" });
        await late.event("message.posted", (e) => e.message.text === "live");
        await late.close();
        await anna.socket.close();
    });

    test.each(["", "x", "-1", "99999999999999999999", "{}"])(
        "A23: the made-up cursor %j is refused or asks for a snapshot",
        async (cursor) => {
            const kim = await new_visitor(server());
            const outcome = await kim.socket(cursor).then(
                (socket) => socket.opened.reset,
                (error) => error.problem?.code,
            );
            expect([true, "invalid"]).toContain(outcome);
        },
    );

    test("P5: a snapshot with the events after it equals a later snapshot", async () => {
        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const screen = await kim.socket();
        const chat = await anna.chat_with(kim, "hello");
        await anna.client.call("message.post", { chat: chat.id, client_id: uuid(), text: "one" });
        await kim.call("chat.mark_read", { chat: chat.id, seq: 3 });
        await anna.client.call("chat.end", { chat: chat.id });
        await screen.event("chat.ended");
        const { chat: now } = await kim.call("chat.get", { chat: chat.id });
        const told = screen.events.findLast((e) => e.type === "chat.ended");
        expect(told?.data).toMatchObject({ chat: now });
        await screen.close();
        await anna.socket.close();
    });
});
