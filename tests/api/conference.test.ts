// A conference over sockets: who writes at the same time as others is heard by all of them, and a
// guest who was away for a moment misses nothing (C15, C16, W25 to W27; P3, P5).

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
    accounts: [agent("anna"), agent("ben"), { name: "mona", password, role: "manager" }],
});

describe("api: conference", () => {
    let anna: Desk;
    let ben: Desk;
    let kim: Client;
    let screen: Socket;
    let chat: Chat;

    beforeAll(async () => {
        anna = await Desk.open(server(), "anna");
        ben = await Desk.open(server(), "ben");
        kim = await new_visitor(server(), "Kim");
        screen = await kim.socket();
        chat = await anna.chat_with(kim, "My printer is on fire");
        await until_here(await sign_in(server(), "mona"), "ben");
        const { id } = (await ben.client.call("auth.me", {})).user;
        await anna.socket.call("conference.invite", { chat: chat.id, agent: id });
        await anna.socket.event("conference.requested");
        const offer = await ben.offer_of(chat.id);
        expect(offer.kind).toBe("conference");
        const joined = await ben.socket.call("chat.accept", { offer: offer.id });
        expect(joined.chat.guests?.map((one) => one.agent.name)).toEqual(["ben"]);
    });
    afterAll(async () => {
        for (const one of [screen, anna.socket, ben.socket]) await one.close();
    });

    const heard = (socket: Socket, from = 0) =>
        socket.events
            .flatMap((one) => (one.type === "message.posted" ? [one.data.message] : []))
            .filter((one) => one.chat === chat.id && one.seq > from);

    test("everybody is told that a colleague has joined", async () => {
        for (const socket of [screen, anna.socket, ben.socket]) {
            const { agent, chat: view } = await socket.event("conference.joined");
            expect(agent.name).toBe("ben");
            expect(view.agent?.name).toBe("anna");
        }
        expect((await ben.client.call("chat.list", {})).items.map((one) => one.id)).toEqual([
            chat.id,
        ]);
    });

    test("what all three write at once everybody hears, in one order", async () => {
        const { seq: from } = (await kim.call("chat.get", { chat: chat.id })).chat;
        const each = 15;
        const writers = [
            [anna.socket, "anna"],
            [ben.socket, "ben"],
            [screen, "Kim"],
        ] as const;
        await Promise.all(
            writers.flatMap(([socket, name]) =>
                Array.from({ length: each }, (_, i) =>
                    socket.call("message.post", {
                        chat: chat.id,
                        client_id: uuid(),
                        text: `${name} ${i}`,
                    }),
                ),
            ),
        );
        const last = from + 3 * each;
        for (const [socket] of writers) {
            await socket.event("message.posted", (e) => e.message.seq === last);
            const messages = heard(socket, from);
            expect(messages.map((one) => one.seq)).toEqual(
                Array.from({ length: 3 * each }, (_, i) => from + i + 1),
            );
            for (const one of messages) expect(one.text).toMatch(new RegExp(`^${one.from.name} `));
        }
    });

    test("a guest types, and comes back to what was missed", async () => {
        await ben.socket.call("chat.typing", { chat: chat.id, typing: true });
        for (const socket of [screen, anna.socket]) {
            expect((await socket.event("typing")).from.name).toBe("ben");
        }
        const after = ben.socket.events.findLast((one) => one.cursor)?.cursor as string;
        await ben.socket.close();
        const text = "Are you still there?";
        await screen.call("message.post", { chat: chat.id, client_id: uuid(), text });
        const back = await ben.client.socket(after);
        const { message } = await back.event("message.posted", (e) => e.message.text === text);
        expect(message.from.name).toBe("Kim");
        const reply = { chat: chat.id, client_id: uuid(), text: "Yes" };
        await back.call("message.post", reply);
        await anna.socket.event("message.posted", (e) => e.message.text === "Yes");
        await back.call("conference.leave", { chat: chat.id });
        for (const socket of [screen, anna.socket, back]) {
            expect((await socket.event("conference.left")).reason).toBe("left");
        }
        const late = await refused(
            ben.client.call("message.post", { ...reply, client_id: uuid() }),
        );
        expect(late.problem.code).toBe("not_found");
        await anna.client.call("chat.end", { chat: chat.id });
        await back.close();
    });
});
