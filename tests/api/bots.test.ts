// A bot in front of a queue, through the API: each text gets one answer, and of many customers
// whose texts hand over at the same moment each waits, once (fE10, C4, P2). On PostgreSQL messages
// lock only their chats, and those that hand over need more.

import { beforeAll, describe, expect, test } from "vitest";
import { type Client, new_visitor, sign_in, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [agent("anna"), { name: "ines", password, role: "administrator" as const }],
});

describe("api: bots", () => {
    let queue: string;
    beforeAll(async () => {
        const ines = await sign_in(server(), "ines");
        const { items } = await ines.call("queue.list", {});
        queue = items.find((one) => one.name === "anna")?.id ?? "";
        await ines.call("bot.save", {
            name: "Robo",
            greeting: "Hello",
            answers: [
                { title: "Order", phrases: ["parcel"], text: "On its way.", hands_over: false },
            ],
            hand_over_phrases: ["human"],
            unknown: "What?",
            queues: [queue],
        });
    });

    const texts = async (client: Client, chat: string) =>
        (await client.call("message.list", { chat })).items.map((one) =>
            one.event ? "line" : `${one.from.kind}: ${one.text}`,
        );

    test("a conversation with it, its events, and the end of it", async () => {
        const kim = await new_visitor(server(), "Kim");
        const screen = await kim.socket();
        const { chat } = await screen.call("chat.start", { queue });
        expect(chat).toMatchObject({ state: "bot", bot: { name: "Robo", suggestions: ["Order"] } });
        expect((await screen.event("chat.started")).chat.id).toBe(chat.id);
        const client_id = uuid();
        for (const duplicate of [false, true]) {
            const posted = await screen.call("message.post", {
                chat: chat.id,
                client_id,
                text: "my parcel?",
            });
            expect([posted.duplicate, posted.message.text]).toEqual([duplicate, "my parcel?"]);
        }
        expect(await texts(kim, chat.id)).toEqual([
            "bot: Hello",
            "customer: my parcel?",
            "bot: On its way.",
        ]);
        const solved = await screen.call("chat.solved", { chat: chat.id });
        expect(solved.chat).toMatchObject({ state: "closed", end_reason: "bot_solved" });
        screen.close();
    });

    test("many hand over at the same moment, each once", async () => {
        const all = await Promise.all(
            Array.from({ length: 12 }, async (_, i) => {
                const client = await new_visitor(server(), `Customer ${i}`);
                const { chat } = await client.call("chat.start", { queue });
                return { client, chat: chat.id };
            }),
        );
        const said = all.flatMap(({ client, chat }, i) =>
            [i % 2 ? "parcel" : "what is a parcel", "a human, please"].map((text) =>
                client.call("message.post", { chat, client_id: uuid(), text }),
            ),
        );
        await Promise.all(said);
        const positions = new Set<number | undefined>();
        for (const { client, chat } of all) {
            const now = (await client.call("chat.get", { chat })).chat;
            expect(now.state).toBe("queued");
            positions.add(now.position);
            const lines = await texts(client, chat);
            expect(lines.filter((one) => one === "line")).toHaveLength(1);
            // What came after the hand-over is for the agent.
            expect(lines.filter((one) => one === "bot: On its way.").length).toBeLessThan(2);
            expect(lines.filter((one) => one.startsWith("customer"))).toHaveLength(2);
        }
        expect(positions.size).toBe(all.length);
    });
});
