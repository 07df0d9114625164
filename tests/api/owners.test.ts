// Two nodes on one database, and everybody at once: a chat has one owner, whoever wants it at the
// same instant (P6), and nobody gets more chats than they may have (P7; chatwoot 18217).
// PARLEY_OWNERS_ROUNDS and PARLEY_OWNERS_AGENTS make it longer (./x nightly: 10,000 and 50).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, new_visitor, Refusal, type Socket, sign_in } from "./harness/client.ts";
import { type Account, embedded, password, Server } from "./harness/server.ts";

const rounds = Number(process.env.PARLEY_OWNERS_ROUNDS ?? 30);
const agents = Number(process.env.PARLEY_OWNERS_AGENTS ?? 8);
const capacity = 2;
const names = Array.from({ length: agents }, (_, i) => `agent${i}`);

describe.skipIf(embedded)("api: many at the same instant, at two nodes", () => {
    const nodes: Server[] = [];
    const sockets: Socket[] = [];
    /** Of each agent, one at each node. */
    const clients: Client[][] = [];
    let manager: Client;

    beforeAll(
        async () => {
            const accounts: Account[] = names.map((name, i) => ({
                name,
                password,
                role: "agent",
                capacity,
                ...(i === 0 ? { queue: "all" } : {}),
            }));
            accounts.push({ name: "mona", password, role: "manager" });
            accounts.push({ name: "root", password, role: "administrator" });
            const one = await new Server({ accounts }).start();
            nodes.push(one);
            const two = new Server({ database: one.place[1] as string, blank: true });
            nodes.push(await two.start());
            manager = await sign_in(one, "mona");
            for (const [i, name] of names.entries()) {
                const client = await sign_in(nodes[i % 2] as Server, name);
                const both = nodes.map((node) => new Client(node, client.token));
                clients.push(both);
            }
            const root = await sign_in(one, "root");
            const me = clients.map(([client]) => (client as Client).call("auth.me", {}));
            const ids = (await Promise.all(me)).map(({ user }) => user.id);
            const [queue] = (await root.call("queue.list", {})).items;
            await root.call("queue.update", { queue: queue?.id as string, members: ids });
            for (const [i, both] of clients.entries()) {
                sockets.push(await (both[i % 2] as Client).socket());
            }
            // The status of who has just signed in may be set after the first answer.
            await new Promise((resolve) => setTimeout(resolve, 1000));
            for (const socket of sockets) {
                await socket.call("presence.set", { status: "available" });
            }
        },
        60_000 + agents * 4000,
    );

    afterAll(async () => {
        for (const socket of sockets) socket.close();
        for (const node of nodes.reverse()) await node.finish();
    }, 60_000);

    /** Waits while another operation is ahead; everything else is an answer. */
    const tried = async (call: Promise<unknown>) => {
        try {
            await call;
            return "done";
        } catch (error) {
            if (error instanceof Refusal) return error.problem.code;
            throw error;
        }
    };

    test(
        "P6: of all who accept one offer at the same instant one gets the chat",
        async () => {
            const customer = await new_visitor(nodes[1] as Server);
            for (let round = 0; round < rounds; ++round) {
                const { chat } = await customer.call("chat.start", {});
                const why = await manager.call("offer.explain", { chat: chat.id });
                const offer = why.offer as string;
                const asked = why.candidates[0]?.agent;
                expect(offer).toBeDefined();
                const answers = await Promise.all(
                    clients.flatMap((both) =>
                        both.map((client) => tried(client.call("chat.accept", { offer }))),
                    ),
                );
                const done = answers.filter((one) => one === "done");
                expect(done, JSON.stringify(answers)).toHaveLength(1);
                const after = await manager.call("chat.get", { chat: chat.id });
                expect([after.chat.state, after.chat.agent?.id]).toEqual(["active", asked]);
                await customer.call("chat.end", { chat: chat.id });
            }
        },
        60_000 + rounds * 2000,
    );

    test("P7: nobody has more chats than allowed, however many come at once", async () => {
        const customers = await Promise.all(
            Array.from({ length: agents * capacity + 5 }, (_, i) =>
                new_visitor(nodes[i % 2] as Server),
            ),
        );
        const started = await Promise.all(
            customers.map((customer) => customer.call("chat.start", {})),
        );
        const accept_all = clients.map(async ([client]) => {
            const { items } = await (client as Client).call("offer.list", {});
            return Promise.all(
                items.map((one) =>
                    tried((client as Client).call("chat.accept", { offer: one.id })),
                ),
            );
        });
        expect((await Promise.all(accept_all)).flat()).toEqual(
            Array(agents * capacity).fill("done"),
        );
        const { items } = await manager.call("agent.list", {});
        for (const one of items) {
            expect([one.name, one.presence.load]).toEqual([one.name, capacity]);
        }
        await Promise.all(
            customers.map((customer, i) =>
                customer.call("chat.end", { chat: started[i]?.chat.id as string }),
            ),
        );
        const after = await manager.call("agent.list", {});
        expect(after.items.map((one) => one.presence.load)).toEqual(Array(agents).fill(0));
    }, 60_000);
});
