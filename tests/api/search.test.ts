// Search in what was said, through the API: who finds what, where the hits are, pages, and what is
// refused at which field (C31).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, Desk, refused, sign_in, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("ben"),
        { name: "mona", password, role: "manager" },
        { name: "otto", password, role: "auditor" },
        { name: "ines", password, role: "administrator" },
        { name: "max", password, role: "manager", organization: "other" },
        agent("olga", 50, "other"),
    ],
});

describe("api: search in messages", () => {
    const client: Record<string, Client> = {};
    const desks: Desk[] = [];
    let kim: Client;
    let chat: string;
    const visitor = async (name: string) => {
        const anybody = new Client(server());
        const { token } = await anybody.call("visitor.start", { organization: "main", name });
        return new Client(server(), token);
    };
    const found = async (name: string, query: string, more: object = {}) => {
        const { items } = await (client[name] as Client).call("message.search", {
            query,
            ...more,
        });
        return items.map((one) => one.snippet.text);
    };

    beforeAll(async () => {
        for (const name of ["anna", "ben", "mona", "otto", "max"]) {
            client[name] = await sign_in(server(), name);
        }
        const anna = await Desk.open(server(), "anna");
        const ben = await Desk.open(server(), "ben");
        desks.push(anna, ben);
        kim = await visitor("Kim");
        chat = (await anna.chat_with(kim, "Where is my blue parcel?")).id;
        const say = (who: Client, where: string, text: string) =>
            who.call("message.post", { chat: where, client_id: uuid(), text });
        await say(anna.client, chat, "The Päckchen 😀 is on its way");
        await anna.client.call("message.note", {
            chat,
            client_id: uuid(),
            text: "parcel: only for us",
            mentions: [],
        });
        await say(kim, chat, "Thank you for the parcel");
        await kim.call("chat.end", { chat });
        const lee = await visitor("Lee");
        await ben.chat_with(lee, "my parcel was lost");
    });
    afterAll(() => {
        for (const desk of desks) desk.socket.close();
    });

    test("C31: newest first, with the chat, the author and the places of the hits", async () => {
        expect(await found("mona", "parcel")).toEqual([
            "my parcel was lost",
            "Thank you for the parcel",
            "Where is my blue parcel?",
        ]);
        const { items, next, since } = await (client.mona as Client).call("message.search", {
            query: "packchen way",
        });
        expect([next, since]).toEqual([undefined, undefined]);
        expect(items).toHaveLength(1);
        expect(items[0]).toMatchObject({
            chat: { id: chat, state: "closed", customer: { name: "Kim" }, queue_name: "anna" },
            seq: expect.any(Number),
            from: { kind: "agent" },
            snippet: {
                text: "The Päckchen 😀 is on its way",
                hits: [
                    { from: 4, to: 12 },
                    { from: 25, to: 28 },
                ],
            },
        });
        const { items: all } = await (client.mona as Client).call("message.list", { chat });
        const message = all.find((one) => one.seq === items[0]?.seq);
        expect(message?.id).toBe(items[0]?.message);
    });

    test("C31: everybody finds what they may read", async () => {
        expect(await found("anna", "parcel")).toHaveLength(2);
        expect(await found("ben", "parcel")).toEqual(["my parcel was lost"]);
        expect(await found("otto", "parcel")).toHaveLength(3);
        expect(await found("max", "parcel")).toEqual([]);
        const { problem } = await refused(kim.try("message.search", { query: "parcel" }));
        expect(problem.code).toBe("forbidden");
    });

    test("C31: it is narrowed, and comes by pages", async () => {
        const { items: queues } = await (client.mona as Client).call("queue.list", {});
        const queue = queues.find((one) => one.name === "ben")?.id;
        expect(await found("mona", "parcel", { queue })).toEqual(["my parcel was lost"]);
        expect(await found("mona", "parcel", { chat })).toHaveLength(2);
        expect(await found("mona", '"my parcel"')).toHaveLength(1);
        expect(await found("mona", "parcel -lost -blue")).toHaveLength(1);
        expect(await found("mona", "parcel", { to: "2020-01-01T00:00:00.000Z" })).toEqual([]);
        const all: string[] = [];
        for (let after: string | undefined; ; ) {
            const page = await (client.mona as Client).call("message.search", {
                query: "parcel",
                limit: 1,
                ...(after && { after }),
            });
            all.push(...page.items.map((one) => one.snippet.text));
            after = page.next;
            if (!after) break;
        }
        expect(all).toEqual(await found("mona", "parcel"));
    });

    test.each([
        ["/query", { query: " " }],
        ["/query", { query: "-lost" }],
        ["/query", { query: "?!" }],
        ["/query", { query: "x".repeat(201) }],
        ["/query", { query: "a ".repeat(21) }],
        ["/limit", { query: "x", limit: 0 }],
        ["/limit", { query: "x", limit: 201 }],
        ["/after", { query: "x", after: "chat_0000000000000" }],
        [
            "/to",
            {
                query: "x",
                from: "2026-11-22T08:30:00.000Z",
                to: "2026-11-21T08:30:00.000Z",
            },
        ],
    ])("what is wrong is refused at %s: %j", async (path, params) => {
        const { problem } = await refused((client.mona as Client).try("message.search", params));
        expect([problem.code, problem.path]).toEqual(["invalid", path]);
    });

    test("what is named and not there is refused", async () => {
        for (const params of [
            { chat: "chat_0000000000000" },
            { queue: "queue_0000000000000" },
            { agent: "usr_0000000000000" },
        ]) {
            const ask = (client.mona as Client).try("message.search", { query: "x", ...params });
            expect((await refused(ask)).problem.code).toBe("not_found");
        }
    });
});
