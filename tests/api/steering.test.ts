// What managers decide, over sockets: who is told what, that a sign-out closes them, that of two
// decisions at once one counts; and that a node may be killed in the midst of it (C7, C13, C20,
// E49; P6, P7, P9).

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
} from "./harness/client.ts";
import { type Account, agent, embedded, password, Server, useServer } from "./harness/server.ts";

const mona: Account = { name: "mona", password, role: "manager" };

const server = useServer({ accounts: [agent("anna", 2), agent("ben", 1), mona] });

describe("api: steering", () => {
    let boss: Client;
    let anna: Desk;
    let ben: Desk;
    let kim: Client;
    let screen: Socket;
    let chat: Chat;
    const id_of: Record<string, string> = {};

    beforeAll(async () => {
        boss = await sign_in(server(), "mona");
        for (const one of (await boss.call("agent.list", {})).items) id_of[one.name] = one.id;
        anna = await Desk.open(server(), "anna");
        ben = await Desk.open(server(), "ben");
        kim = await new_visitor(server(), "Kim");
        screen = await kim.socket();
        chat = await anna.chat_with(kim, "My printer is on fire");
        await until_here(boss, "ben");
    });
    afterAll(async () => {
        for (const one of [screen, anna.socket, ben.socket]) await one.close();
    });

    test("C7: whoever gets a chat and whoever had it are told by whom", async () => {
        const given = await boss.call("chat.assign", {
            chat: chat.id,
            agent: id_of.ben as string,
            note: "you know printers",
        });
        expect(given.chat.agent?.name).toBe("ben");
        const [had, has] = await Promise.all([
            anna.socket.event("notice"),
            ben.socket.event("notice"),
        ]);
        expect(had).toMatchObject({ kind: "chat_given_on", customer: "Kim", by: { name: "mona" } });
        expect(had.to?.name).toBe("ben");
        expect(has).toMatchObject({ kind: "chat_given", chat: chat.id, note: "you know printers" });
        expect((await anna.socket.event("chat.transferred")).agent?.name).toBe("ben");
        await screen.event("chat.accepted", (e) => e.agent.name === "ben");
        expect(JSON.stringify(screen.events)).not.toContain("mona");
    });

    test("P7: nobody is given more than their places hold", async () => {
        const lee = await new_visitor(server(), "Lee");
        const second = await anna.chat_with(lee);
        const give = boss.call("chat.assign", { chat: second.id, agent: id_of.ben as string });
        const { problem } = await refused(give);
        expect([problem.code, problem.path]).toEqual(["at_capacity", "/agent"]);
        const ended = await boss.call("chat.end", { chat: second.id, reason: "a test" });
        expect(ended.chat.state).toBe("closed");
        expect((await anna.socket.event("notice", (e) => e.kind === "chat_ended")).note).toBe(
            "a test",
        );
    });

    test("P6: of two who decide at once each finds what the other has left", async () => {
        const both = await Promise.allSettled([
            boss.call("chat.requeue", { chat: chat.id }),
            boss.call("chat.assign", { chat: chat.id, agent: id_of.anna as string }),
        ]);
        expect(both.some((one) => one.status === "fulfilled")).toBe(true);
        const { chat: now } = await boss.call("chat.get", { chat: chat.id });
        if (now.state === "active") expect(now.agent?.name).toBe("anna");
        else expect(["queued", "offered"]).toContain(now.state);
        await kim.call("chat.end", { chat: chat.id });
    });

    test("E49: who is signed out is told so, and their sockets close", async () => {
        const dana = await new_visitor(server(), "Dana");
        const own = await anna.chat_with(dana);
        const other = await anna.client.socket();
        await boss.call("agent.sign_out", { agent: id_of.anna as string, reason: "shift is over" });
        for (const socket of [anna.socket, other]) {
            expect((await socket.closed).code).toBe(4503);
            const said = socket.events.filter((one) => one.type === "notice").at(-1);
            expect(said?.data).toMatchObject({ kind: "signed_out", note: "shift is over" });
        }
        expect((await refused(anna.client.call("presence.get", {}))).problem.code).toBe(
            "unauthenticated",
        );
        expect((await dana.call("chat.get", { chat: own.id })).chat.state).toBe("queued");
        const again = await Desk.open(server(), "anna");
        expect((await again.offer_of(own.id)).chat).toBe(own.id);
        await again.socket.close();
    });
});

describe.skipIf(embedded)("api: a node is killed while chats are handed on", () => {
    const nodes: Server[] = [];
    beforeAll(async () => {
        const limits = { grace_s: 2 };
        const accounts = [agent("anna"), agent("ben"), mona];
        const one = await new Server({ accounts, limits }).start();
        const two = new Server({ database: one.place[1] as string, blank: true, limits });
        nodes.push(one, await two.start());
    }, 30_000);
    afterAll(async () => {
        for (const node of nodes) await node.stop();
    });

    test("P9: whatever step its agent was at, each chat has one owner or one queue", async () => {
        const [one, two] = nodes as [Server, Server];
        const boss = await sign_in(one, "mona");
        const id_of: Record<string, string> = {};
        for (const each of (await boss.call("agent.list", {})).items) id_of[each.name] = each.id;
        const to_ben = id_of.ben as string;
        const anna = await Desk.open(one, "anna");
        const ben = await Desk.open(two, "ben");
        await until_here(boss, "ben");
        const chats: Record<string, string> = {};
        for (const step of ["asked", "guest", "accepted", "assigned", "requeued"]) {
            const customer = await new_visitor(one, step);
            chats[step] = (await anna.chat_with(customer, "hello")).id;
        }
        const chat_in = (step: string) => ({ chat: chats[step] as string });
        await anna.client.call("conference.invite", { ...chat_in("guest"), agent: to_ben });
        const accept = async (step: string) =>
            ben.client.call("chat.accept", {
                offer: (await ben.offer_of(chats[step] as string)).id,
            });
        await accept("guest");
        await anna.client.call("chat.transfer", { ...chat_in("accepted"), agent: to_ben });
        await accept("accepted");
        await boss.call("chat.assign", { ...chat_in("assigned"), agent: to_ben });
        await boss.call("chat.assign", { ...chat_in("requeued"), agent: to_ben });
        await anna.client.call("chat.transfer", { ...chat_in("asked"), agent: to_ben });
        await ben.offer_of(chats.asked as string);
        await two.stop("SIGKILL");
        // The manager goes on deciding: nobody has noticed yet.
        await boss.call("chat.requeue", chat_in("requeued"));
        // It is given up after 10 s, and the grace is over 2 s later.
        await expect
            .poll(
                async () => {
                    const { items } = await boss.call("agent.list", {});
                    return items.find((each) => each.id === to_ben)?.presence.load;
                },
                { timeout: 30_000 },
            )
            .toBe(0);
        for (const [step, chat] of Object.entries(chats)) {
            const now = (await boss.call("chat.get", { chat })).chat;
            if (now.state === "offered") {
                const { items } = await anna.client.call("offer.list", {});
                const offer = items.find((each) => each.chat === chat)?.id as string;
                await anna.client.call("chat.accept", { offer });
            }
            const { chat: then } = await boss.call("chat.get", { chat });
            expect([step, then.state]).toSatisfy(
                ([, state]: string[]) => state === "active" || state === "queued",
            );
            if (then.state === "active") expect([step, then.agent?.name]).toEqual([step, "anna"]);
            expect([step, then.guests, then.asked]).toEqual([step, undefined, undefined]);
        }
        const { items } = await boss.call("agent.list", {});
        const annas = items.find((each) => each.name === "anna");
        expect(annas?.presence.load).toBe(annas?.chats.length);
        await anna.socket.close();
    }, 90_000);
});
