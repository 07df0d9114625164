// Floods and slow readers: whoever sends too much or reads too little harms only itself (faults
// F05, F09; promises P12, P13).

import { describe, expect, test } from "vitest";
import { Desk, new_visitor, refused, soon, uuid } from "./harness/client.ts";
import { eventually, figures } from "./harness/metrics.ts";
import { RawSocket } from "./harness/raw.ts";
import { agent, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [agent("anna")],
    limits: { outbox_bytes_max: 262_144, outbox_stall_s: 3 },
});

describe("api: floods", () => {
    test("F05: the 21st message of a customer in 10 s is told when to come back", async () => {
        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const post = (i: number) =>
            kim.call("message.post", { chat: chat.id, client_id: uuid(), text: `${i}` });
        // At the same time, so that a slow machine does not spread them over the ten seconds.
        const all = Array.from({ length: 40 }, (_, i) => post(i));
        const done = (await Promise.allSettled(all)).flatMap(({ status }, i) =>
            status === "fulfilled" ? [i] : [],
        );
        expect(done.length).toBeGreaterThanOrEqual(20);
        expect(done.length).toBeLessThan(40);
        const first = all.findIndex((_, i) => !done.includes(i));
        const { problem, status, headers } = await refused(all[first] as Promise<unknown>);
        expect([status, problem.code]).toEqual([429, "too_many"]);
        expect(problem.retry_ms).toBeGreaterThan(0);
        expect(problem.retry_ms).toBeLessThanOrEqual(10_000);
        expect(Number(headers?.get("retry-after"))).toBeGreaterThan(0);
        // Only the accepted ones are stored, and the agent is not slowed down.
        const { items } = await anna.client.call("message.list", { chat: chat.id, limit: 200 });
        expect(items.filter((one) => one.from.kind === "customer")).toHaveLength(done.length);
        await anna.client.call("message.post", {
            chat: chat.id,
            client_id: uuid(),
            text: "slowly",
        });
        await anna.socket.close();
    });

    test("F05: who goes on after 60 refusals loses the socket with 4005", async () => {
        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const socket = await kim.socket();
        for (let i = 0; i < 90; i++) {
            const params = { chat: chat.id, client_id: uuid(), text: `${i}` };
            socket.send(
                JSON.stringify({ jsonrpc: "2.0", id: 1000 + i, method: "message.post", params }),
            );
        }
        expect((await soon(socket.closed, "the end of the socket")).code).toBe(4005);
        await anna.socket.close();
    });

    test("F04: a customer's sixth socket replaces the first, which gets 4007", async () => {
        const kim = await new_visitor(server());
        const sockets = [];
        for (let i = 0; i < 6; i++) sockets.push(await kim.socket());
        const [first, ...others] = sockets;
        expect((await soon(first?.closed as Promise<{ code: number }>, "the end")).code).toBe(4007);
        for (const socket of others) {
            await socket.call("chat.list", {});
            await socket.close();
        }
    });

    test("F06: of many typing signals the other side gets few", async () => {
        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const screen = await kim.socket();
        for (let i = 0; i < 50; i++)
            await screen.call("chat.typing", { chat: chat.id, typing: true });
        await kim.call("message.post", { chat: chat.id, client_id: uuid(), text: "done" });
        await anna.socket.event("message.posted", (e) => e.message.text === "done");
        const signals = anna.socket.events.filter((e) => e.type === "typing");
        expect(signals.length).toBeGreaterThanOrEqual(1);
        expect(signals.length).toBeLessThanOrEqual(5);
        await screen.close();
        await anna.socket.close();
    });

    test("F09 P12: a reader that stalls is closed with 4003 and harms nobody", async () => {
        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        const good = await kim.socket();
        const stalled = await RawSocket.signed_in(server(), kim.token as string);
        stalled.tcp.pause();
        // It reads again once it was given up: its close frame waits 2 s, the flood may take
        // longer.
        const given_up = eventually(
            () => figures(server()),
            (now) => now.get("parley_slow_consumers_closed_total") === 1,
            "that a reader is too slow",
            60_000,
        ).then(() => stalled.tcp.resume());
        const text = "ä".repeat(5000);
        let slowest_ms = 0;
        let last = 0;
        for (let i = 0; i < 700; i++) {
            const started = performance.now();
            const { message } = await anna.socket.call("message.post", {
                chat: chat.id,
                client_id: uuid(),
                text,
            });
            await good.event("message.posted", (e) => e.message.seq === message.seq);
            good.events.length = 0;
            anna.socket.events.length = 0;
            slowest_ms = Math.max(slowest_ms, performance.now() - started);
            last = message.seq;
        }
        await given_up;
        expect((await stalled.close_frame()).code).toBe(4003);
        expect(slowest_ms).toBeLessThan(2000);
        const { items } = await kim.call("message.list", { chat: chat.id, after_seq: last - 1 });
        expect(items.map((one) => one.seq)).toEqual([last]);
        await good.close();
        await anna.socket.close();
    }, 120_000);
});
