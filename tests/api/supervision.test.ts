// A manager who watches a chat over a socket, whispers, joins and takes over: who hears what, and
// that the customer hears nothing of what is not theirs (supervision: P2, P3, P6, check 26).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Chat } from "../../web/sdk/src/generated.ts";
import {
    type Client,
    Desk,
    new_visitor,
    refused,
    type Socket,
    sign_in,
    until_here,
    uuid,
} from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("mona"),
        { name: "max", password, role: "manager" },
        { name: "ines", password, role: "administrator" },
    ],
});

const canary = "canary-4711: be gentle with this one";

describe("api: supervision", () => {
    let anna: Desk;
    let mona: Desk; // an agent and a manager
    let max: Socket; // a manager, and no agent
    let max_client: Client;
    let kim: Client;
    let screen: Socket;
    let chat: Chat;

    beforeAll(async () => {
        const ines = await sign_in(server(), "ines");
        const { items } = await ines.call("user.list", {});
        const user = items.find((one) => one.name === "mona")?.id as string;
        await ines.call("user.update", { user, roles: ["agent", "manager"] });
        anna = await Desk.open(server(), "anna");
        mona = await Desk.open(server(), "mona");
        max_client = await sign_in(server(), "max");
        max = await max_client.socket();
        kim = await new_visitor(server(), "Kim");
        screen = await kim.socket();
        chat = await anna.chat_with(kim, "My printer is on fire");
        await until_here(max_client, "mona");
    });
    afterAll(async () => {
        for (const one of [screen, max, anna.socket, mona.socket]) await one.close();
    });

    const say = (who: Client, text: string) =>
        who.call("message.post", { chat: chat.id, client_id: uuid(), text });
    const texts = (socket: Socket) =>
        socket.events.flatMap((one) =>
            one.type === "message.posted" ? [one.data.message.text] : [],
        );

    test("who watches hears the chat live, typing included, until they do not", async () => {
        expect((await max.call("chat.monitor", { chat: chat.id })).chat.id).toBe(chat.id);
        await mona.socket.call("chat.monitor", { chat: chat.id });
        await say(kim, "It still burns");
        await max.event("message.posted", (e) => e.message.text === "It still burns");
        await mona.socket.event("message.posted", (e) => e.message.text === "It still burns");
        await screen.call("chat.typing", { chat: chat.id, typing: true });
        expect((await max.event("typing")).from.name).toBe("Kim");
        await max.call("chat.unmonitor", { chat: chat.id });
        await max.event("watch.ended");
        await say(kim, "Hello?");
        await mona.socket.event("message.posted", (e) => e.message.text === "Hello?");
        await max.call("auth.me", {});
        expect(texts(max)).toEqual(["It still burns"]);
        const { items } = await max.call("chat.supervisions", { chat: chat.id });
        expect(items.map((one) => [one.by.name, one.mode, one.until !== undefined])).toEqual([
            ["max", "watch", true],
            ["mona", "watch", false],
        ]);
    });

    test("who was away for a moment is told what they missed of the chat they watch", async () => {
        await max.call("chat.monitor", { chat: chat.id });
        const after = max.events.findLast((one) => one.cursor)?.cursor as string;
        await max.close();
        await say(kim, "while you were away");
        max = await max_client.socket(after);
        await max.event("message.posted", (e) => e.message.text === "while you were away");
    });

    test("a whisper is heard by the staff of the chat, once, and by nobody else", async () => {
        const before = (await kim.call("chat.get", { chat: chat.id })).chat;
        const whisper = { chat: chat.id, client_id: uuid(), text: canary };
        const first = await mona.socket.call("chat.whisper", whisper);
        expect(first.duplicate).toBe(false);
        expect((await mona.client.call("chat.whisper", whisper)).duplicate).toBe(true);
        for (const socket of [anna.socket, mona.socket, max]) {
            const told = await socket.event("whisper.posted");
            expect(told.whisper).toEqual(first.whisper);
        }
        const other = mona.client.call("chat.whisper", { ...whisper, text: "something else" });
        expect((await refused(other)).problem).toMatchObject({
            code: "conflict",
            path: "/client_id",
        });
        const { items } = await anna.client.call("chat.whispers", { chat: chat.id });
        expect(items.map((one) => [one.text, one.after_seq])).toEqual([[canary, before.seq]]);
        // The next message has the next seq: the customer sees no hole.
        const { message } = await say(anna.client, "One moment");
        expect(message.seq).toBe(before.seq + 1);
        await screen.event("message.posted", (e) => e.message.seq === message.seq);
    });

    test("an agent without the right does not whisper, a customer reads no whispers", async () => {
        const whisper = { chat: chat.id, client_id: uuid(), text: "me too" };
        for (const caller of [anna.client, kim]) {
            const { problem } = await refused(caller.call("chat.whisper", whisper));
            expect(problem.code).toBe("forbidden");
        }
        const { problem } = await refused(kim.call("chat.whispers", { chat: chat.id }));
        expect(problem.code).toBe("forbidden");
    });

    test("an agent answers a whisper, and who watches hears it", async () => {
        const said = { chat: chat.id, client_id: uuid(), text: `${canary}: I will be` };
        const { whisper } = await anna.socket.call("chat.answer_whisper", said);
        for (const socket of [anna.socket, mona.socket, max]) {
            const told = await socket.event("whisper.posted", (e) => e.whisper.text === said.text);
            expect(told.whisper).toEqual(whisper);
        }
    });

    test("an agent calls for help; the managers hear it, and the agent who comes", async () => {
        const { chat: called } = await anna.socket.call("chat.ask_help", {
            chat: chat.id,
            text: canary,
        });
        expect(called.help).toMatchObject({ by: { name: "anna" }, text: canary });
        await max.event("help.list_changed");
        const { items } = await max.call("help.list", {});
        expect(items.map((one) => [one.id, one.help?.text])).toEqual([[chat.id, canary]]);
        await max.call("chat.answer_help", { chat: chat.id });
        const coming = await anna.socket.event("help.changed", (e) => !!e.chat.help?.helper);
        expect(coming.by?.name).toBe("max");
        const other = await refused(mona.client.call("chat.answer_help", { chat: chat.id }));
        expect(other.problem.code).toBe("conflict");
        await max.call("chat.cancel_help", { chat: chat.id });
        await anna.socket.event("help.changed", (e) => !e.chat.help);
        expect((await max.call("help.list", {})).items).toEqual([]);
        await anna.client.call("chat.ask_help", { chat: chat.id, text: canary });
    });

    test("a manager writes for the agent, who takes it; no later event has its text", async () => {
        const { cursor } = anna.socket.events.findLast((one) => one.cursor) ?? {};
        const text = "canary-4712: Dear customer";
        const { draft } = await max.call("chat.draft", { chat: chat.id, text });
        const told = await anna.socket.event("draft.changed");
        expect(told.draft).toEqual(draft);
        expect((await anna.client.call("chat.drafts", { chat: chat.id })).items).toEqual([draft]);
        const early = await refused(max.call("chat.draft", { chat: chat.id, text: "more" }));
        expect(early.problem).toMatchObject({ code: "too_many" });
        expect(early.problem.retry_ms).toBeGreaterThan(0);
        const from = draft?.from.id as string;
        const settle = { chat: chat.id, from, outcome: "taken" } as const;
        expect(await anna.client.call("chat.settle_draft", settle)).toEqual({ text });
        expect((await max.event("draft.settled")).outcome).toBe("taken");
        const later = await anna.client.socket(cursor);
        await later.event("draft.settled");
        expect(later.events.map((one) => one.type)).not.toContain("draft.changed");
        expect(JSON.stringify(later.events)).not.toContain("canary-4712");
        await later.close();
    });

    test("who only manages neither joins nor takes over", async () => {
        for (const operation of ["chat.join", "chat.take_over"] as const) {
            const { problem } = await refused(max.call(operation, { chat: chat.id }));
            expect(problem.code).toBe("forbidden");
        }
    });

    test("who joins is a guest of whom both sides are told", async () => {
        const { chat: joined } = await mona.socket.call("chat.join", { chat: chat.id });
        expect(joined.guests?.map((one) => one.agent.name)).toEqual(["mona"]);
        for (const socket of [screen, anna.socket, max]) {
            expect((await socket.event("conference.joined")).agent.name).toBe("mona");
        }
        await say(mona.client, "Mona here");
        await screen.event("message.posted", (e) => e.message.text === "Mona here");
    });

    test("P6: of two who take the chat over at once one has it", async () => {
        const taken = await Promise.allSettled([
            mona.socket.call("chat.take_over", { chat: chat.id }),
            mona.client.call("chat.take_over", { chat: chat.id }),
        ]);
        expect(taken.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
        const { agent: owner } = await anna.socket.event("chat.transferred");
        expect(owner?.name).toBe("mona");
        expect(
            (await screen.event("chat.accepted", (e) => e.agent.name === "mona")).agent.name,
        ).toBe("mona");
        expect((await anna.client.call("presence.get", {})).presence.load).toBe(0);
        const { items } = await mona.client.call("chat.owners", { chat: chat.id });
        expect(items.map((one) => [one.agent.name, one.cause])).toEqual([
            ["anna", "take_over"],
            ["mona", undefined],
        ]);
    });

    test("the canary is in nothing that the customer was told or may read", async () => {
        await mona.client.call("chat.end", { chat: chat.id });
        await screen.event("chat.ended");
        const { token } = kim;
        const again = await kim.socket("0");
        const read = await Promise.all([
            kim.call("chat.get", { chat: chat.id }),
            kim.call("chat.list", {}),
            kim.call("message.list", { chat: chat.id, limit: 200 }),
            kim.call("session.sync", { chats: { [chat.id]: 0 } }),
            kim.call("visitor.status", {}),
            kim.call("chat.transcript", { chat: chat.id }),
            mona.client.call("chat.transcript", { chat: chat.id }),
        ]);
        const all = JSON.stringify([read, screen.events, again.events, again.opened]);
        expect(token).toBeDefined();
        expect(all).toContain("My printer is on fire");
        expect(all).not.toContain("canary");
        expect(all).not.toContain("whisper");
        expect(all).not.toContain("help");
        expect(all).not.toContain("draft");
        const seqs = read[2].items.map((one) => one.seq);
        expect(seqs).toEqual(seqs.map((_, i) => i + 1));
        await again.close();
    });
});
