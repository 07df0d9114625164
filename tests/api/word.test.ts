// One speaker at a time over sockets: whoever grabs the word and however fast all of them write,
// the customer hears one of them at a time (N6); and who has not read a colleague's answer is
// stopped (check 24).

import { beforeAll, describe, expect, test } from "vitest";
import type { Chat } from "../../web/sdk/src/generated.ts";
import {
    type Client,
    Desk,
    new_visitor,
    refused,
    type Socket,
    sign_in,
    uuid,
} from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [agent("anna"), agent("ben"), { name: "ines", password, role: "administrator" }],
});

describe("api: one speaker", () => {
    let anna: Desk;
    let ben: Desk;
    let kim: Client;
    let screen: Socket;
    let chat: Chat;
    const post = (socket: Socket, text: string, known: object = {}) =>
        socket.call("message.post", { chat: chat.id, client_id: uuid(), text, ...known });

    beforeAll(async () => {
        const ines = await sign_in(server(), "ines");
        const switches = { one_speaker: "true", conference_guests: "1" };
        await ines.call("settings.update", { set: switches });
        anna = await Desk.open(server(), "anna");
        ben = await Desk.open(server(), "ben");
        kim = await new_visitor(server(), "Kim");
        screen = await kim.socket();
        chat = await anna.chat_with(kim, "My printer is on fire");
        expect(chat.speaker?.name).toBe("anna");
        const { id } = (await ben.client.call("auth.me", {})).user;
        await anna.socket.call("conference.invite", { chat: chat.id, agent: id });
        const offer = await ben.offer_of(chat.id);
        await ben.socket.call("chat.accept", { offer: offer.id });
    });

    test("N6: while the word goes to and fro, only who has it is heard", async () => {
        const bens = (await ben.client.call("auth.me", {})).user.id;
        let heard = 0;
        const writes = async (who: Desk) => {
            for (let i = 0; i < 60; ++i) {
                try {
                    await post(who.socket, `${who.queue} ${i}`);
                    ++heard;
                } catch (error) {
                    expect((error as { problem?: { code: string } }).problem?.code).toBe(
                        "word_elsewhere",
                    );
                }
            }
        };
        const passes = async () => {
            for (let i = 0; i < 20; ++i) {
                await anna.socket.call("chat.give_word", { chat: chat.id, agent: bens });
                await anna.socket.call("chat.take_word", { chat: chat.id });
            }
        };
        await Promise.all([writes(anna), writes(ben), passes()]);
        await post(anna.socket, "last");
        await anna.socket.event("message.posted", (e) => e.message.text === "last");
        let speaker = "anna";
        let changes = 0;
        const said: string[] = [];
        for (const { type, data } of anna.socket.events) {
            if (type === "word.changed") {
                speaker = data.chat.speaker?.name as string;
                ++changes;
            } else if (type === "message.posted" && data.message.from.kind === "agent") {
                if (data.message.event) continue;
                expect(data.message.from.name).toBe(speaker);
                said.push(data.message.text);
            }
        }
        expect(changes).toBe(40);
        expect(said).toHaveLength(heard + 1);
    });

    test("N6: a word of before says nothing, and the field is named", async () => {
        const { word } = (await anna.client.call("chat.get", { chat: chat.id })).chat;
        const old = (word as number) - 1;
        const late = await refused(post(anna.socket, "late", { word: old }));
        expect(late.problem).toMatchObject({ code: "word_elsewhere", path: "/word" });
        expect((await post(anna.socket, "in time", { word })).duplicate).toBe(false);
    });

    test("C24: who has not read a colleague's answer is stopped, nobody else", async () => {
        const bens = (await ben.client.call("auth.me", {})).user.id;
        const { seq: seen } = (await anna.client.call("chat.get", { chat: chat.id })).chat;
        await post(screen, "hello?");
        await post(anna.socket, "a customer's words stop nobody", { seen });
        await anna.socket.call("chat.give_word", { chat: chat.id, agent: bens });
        await post(ben.socket, "here is the answer", { seen: seen + 2 });
        await anna.socket.call("chat.take_word", { chat: chat.id });
        const stopped = await refused(post(anna.socket, "another", { seen }));
        expect(stopped.problem).toMatchObject({ code: "said_meanwhile", path: "/seen" });
    });

    test("N6: a card goes along; the customer is told of neither card nor word", async () => {
        const secret = "canary 4711";
        const bens = (await ben.client.call("auth.me", {})).user.id;
        await anna.socket.call("conference.hand_over", {
            chat: chat.id,
            agent: bens,
            card: { wanted: secret, done: secret, open: secret },
        });
        const mine = (await ben.client.call("chat.get", { chat: chat.id })).chat;
        expect(mine.handed_on).toMatchObject({ cause: "hand_over", card: { wanted: secret } });
        expect(mine.speaker?.name).toBe("ben");
        await post(ben.socket, "mine now");
        await screen.event("message.posted", (e) => e.message.text === "mine now");
        const seen = JSON.stringify([
            screen.events,
            (await kim.call("chat.get", { chat: chat.id })).chat,
            await kim.call("chat.list", {}),
            await kim.call("message.list", { chat: chat.id }),
            await kim.call("chat.transcript", { chat: chat.id }),
        ]);
        for (const hidden of [secret, "speaker", "word.changed", "handed_on"]) {
            expect(seen).not.toContain(hidden);
        }
        for (const one of [screen, anna.socket, ben.socket]) await one.close();
    });
});
