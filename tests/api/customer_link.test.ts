// Whether a customer is there, as their sockets come and go (C19): the agent is told, and a chat
// ends whose customer stays away. At two nodes: whoever still has them says so before that.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Chat } from "../../web/sdk/src/generated.ts";
import { Client, Desk, new_visitor, sign_in } from "./harness/client.ts";
import { type Account, agent, embedded, password, Server } from "./harness/server.ts";

const root: Account = { name: "root", password, role: "administrator" };

/** Two chats of Anna's, whose customers count as absent after two seconds. */
async function begin(server: Server, lost_s: string) {
    const administrator = await sign_in(server, "root");
    await administrator.call("settings.update", {
        set: { customer_absent_s: "2", customer_lost_s: lost_s },
    });
    const anna = await Desk.open(server, "anna");
    const kim = await new_visitor(server, "Kim");
    const lee = await new_visitor(server, "Lee");
    const chats: Chat[] = [];
    for (const customer of [kim, lee]) {
        chats.push(await anna.chat_with(customer, "Hello"));
        await anna.socket.call("message.post", {
            chat: (chats.at(-1) as Chat).id,
            client_id: crypto.randomUUID(),
            text: "How can I help?",
        });
    }
    return { anna, kim, lee, chats: chats.map(({ id }) => id) as [string, string] };
}

const absences = (anna: Desk, chat: string) =>
    anna.socket.events.flatMap((one) =>
        one.type === "customer.absent" && one.data.chat === chat ? [one.data.since] : [],
    );

const ended = (anna: Desk, chat: string) =>
    anna.socket.events.flatMap((one) =>
        one.type === "chat.ended" && one.data.chat.id === chat ? [one.data.reason] : [],
    );

/** As many have come; it takes the seconds that it is about. */
const soon = (what: () => unknown[], count: number) =>
    expect.poll(() => what().length, { timeout: 15_000 }).toBe(count);

describe("api: customers who are gone", () => {
    let server: Server;
    beforeAll(async () => {
        server = await new Server({ accounts: [agent("anna", 2), root] }).start();
    });
    afterAll(() => server.stop());

    test("C19: gone, back again, gone for good", async () => {
        const { anna, kim, chats } = await begin(server, "4");
        const [chat] = chats;
        const first = await kim.socket();
        const second = await kim.socket();
        await first.close();
        await second.close();
        await soon(() => absences(anna, chat), 1);
        const [since] = absences(anna, chat);
        expect(since).toBeDefined();
        const { chat: seen } = await anna.client.call("chat.get", { chat });
        expect(seen.customer_absent_since).toBe(since);
        expect((await kim.call("chat.get", { chat })).chat.customer_absent_since).toBeUndefined();
        const back = await kim.socket();
        await soon(() => absences(anna, chat), 2);
        expect(absences(anna, chat)).toEqual([since, undefined]);
        await back.close();
        await soon(() => ended(anna, chat), 1);
        expect(ended(anna, chat)).toEqual(["customer_lost"]);
        expect(absences(anna, chat)).toHaveLength(3);
        await anna.socket.close();
    }, 30_000);
});

describe.skipIf(embedded)("api: customers who are gone, at two nodes", () => {
    const nodes: Server[] = [];
    beforeAll(async () => {
        const one = await new Server({ accounts: [agent("anna", 2), root] }).start();
        const two = new Server({ database: one.place[1] as string, blank: true });
        nodes.push(one, await two.start());
    }, 30_000);
    afterAll(async () => {
        for (const node of nodes) await node.stop();
    });

    test("C19: who is gone from one node and not from another is there", async () => {
        const [one, two] = nodes as [Server, Server];
        const { anna, kim, lee, chats } = await begin(one, "0");
        const here = await kim.socket();
        const there = await new Client(two, kim.token).socket();
        const lees = await lee.socket();
        await here.close();
        await lees.close(); // Lee's absence says that Kim's would have been seen by now
        await soon(() => absences(anna, chats[1]), 1);
        expect(absences(anna, chats[0])).toEqual([]);
        await there.close();
        await soon(() => absences(anna, chats[0]), 1);
        await anna.socket.close();
    }, 60_000);
});
