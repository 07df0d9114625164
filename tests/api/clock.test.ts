// The machine's clock jumps while people chat, or is wrong at the start (fault I11, promise P25).

import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { type Client, Desk, new_visitor, soon, uuid } from "./harness/client.ts";
import { agent, embedded, Server } from "./harness/server.ts";
import { WallClock } from "./harness/wall_clock.ts";

const second_ms = 1000;

async function with_clock(
    run: (server: Server, clock: WallClock) => Promise<void>,
    limits = {},
): Promise<void> {
    const clock = new WallClock();
    const accounts = ["anna", "ben", "cleo"].map((name) => agent(name));
    const server = new Server({ accounts, limits, environment: clock.environment });
    try {
        await server.start();
        await run(server, clock);
    } finally {
        await server.finish();
        clock.remove();
    }
}

/** Offers of this queue are open so long. */
function think(server: Server, queue: string, offer_s: number): void {
    const db = new DatabaseSync(`${server.dir}/parley.db`);
    const switches = JSON.stringify({ offer_s: String(offer_s) });
    const changed = db
        .prepare(
            `INSERT INTO settings SELECT organization_id, 'queue', id, ?
             FROM queues WHERE name = ?`,
        )
        .run(switches, queue);
    db.close();
    expect(changed.changes).toBe(1);
}

async function post(person: Client, chat: string, text: string): Promise<void> {
    await person.call("message.post", { chat, client_id: uuid(), text });
}

/** The chat's messages are in the order of their seq, of their times and of `texts`. */
async function expect_order(person: Client, chat: string, texts: string[]): Promise<string[]> {
    const { items } = await person.call("message.list", { chat, limit: 200 });
    expect(items.map((one) => one.seq)).toEqual(items.map((_, i) => i + 1));
    const said = items.filter((one) => one.from.kind !== "system").map((one) => one.text);
    expect(said).toEqual(texts);
    const times = items.map((one) => one.at);
    expect(times).toEqual([...times].sort());
    return times;
}

/** What the wall clock showed the server when it wrote its last line: the jump did happen. */
function logged_at(server: Server): number {
    const line = server.log.findLast((one) => one.includes('"ts"'));
    return Date.parse(JSON.parse(line as string).ts);
}

describe.runIf(embedded)("api: clock", () => {
    test.each([
        ["+1h", 3600],
        ["-1h", -3600],
        ["+1d", 86_400],
        ["-1y", -365 * 86_400],
        ["+10y", 3650 * 86_400],
        ["+20y", 7300 * 86_400], // beyond 2038
    ])("P25: a jump of %s during chats changes nothing for anybody", (jump, jump_s) =>
        with_clock(
            async (server, clock) => {
                const [anna, ben, cleo] = [
                    await Desk.open(server, "anna"),
                    await Desk.open(server, "ben"),
                    await Desk.open(server, "cleo"),
                ];
                const [kim, lee, max] = [
                    await new_visitor(server),
                    await new_visitor(server),
                    await new_visitor(server),
                ];
                const chat = await anna.chat_with(kim, "before");
                const bens = await ben.chat_with(max);
                const { chat: waiting } = await lee.call("chat.start", { queue: "cleo" });
                const offer = await cleo.offer_of(waiting.id);
                await ben.socket.close(); // and has some seconds to come back

                clock.set(jump);

                // Messages keep their order, and their times are those of a clock that ran on.
                const texts = ["before"];
                for (let i = 0; i < 5; i++) {
                    await post(kim, chat.id, `customer ${i}`);
                    await post(anna.client, chat.id, `agent ${i}`);
                    texts.push(`customer ${i}`, `agent ${i}`);
                }
                const times = await expect_order(kim, chat.id, texts);
                const span = Date.parse(times.at(-1) as string) - Date.parse(times[0] as string);
                expect(span).toBeLessThan(10 * second_ms);
                // The sessions are as good as before, on open connections and on new ones.
                await anna.client.call("auth.me", {});
                const again = await anna.client.socket(anna.socket.opened.cursor);
                expect(again.opened.reset ?? false).toBe(false);
                await again.close();
                // No offer ended early, and nobody's chat was taken away.
                const { items } = await cleo.client.call("offer.list", {});
                expect(items.map((one) => [one.id, one.expires_at])).toEqual([
                    [offer.id, offer.expires_at],
                ]);
                await cleo.client.call("chat.accept", { offer: offer.id });
                const back = await ben.client.socket();
                const mine = await ben.client.call("chat.list", {});
                expect(mine.items.map((one) => [one.id, one.state])).toEqual([[bens.id, "active"]]);
                await back.close();

                await server.stop();
                const jumped_s = (logged_at(server) - Date.now()) / second_ms;
                expect(Math.abs(jumped_s - jump_s)).toBeLessThan(6 * 86_400); // leap years
                expect(Math.sign(jumped_s)).toBe(Math.sign(jump_s));
            },
            { grace_s: 15 },
        ),
    );

    test.each(["-1y", "+10y"])("P25: a jump of %s makes no deadline late", (jump) =>
        with_clock(
            async (server, clock) => {
                think(server, "anna", 2);
                const anna = await Desk.open(server, "anna");
                const ben = await Desk.open(server, "ben");
                const [kim, lee] = [await new_visitor(server), await new_visitor(server)];
                const screen = await lee.socket();
                const chat = await ben.chat_with(lee);
                const { chat: waiting } = await kim.call("chat.start", { queue: "anna" });
                const offer = await anna.offer_of(waiting.id);
                const asked = performance.now();

                clock.set(jump);

                await ben.socket.close();
                await screen.event("chat.returned", (e) => e.chat.id === chat.id);
                await anna.socket.event("offer.withdrawn", (e) => e.offer === offer.id);
                const took = performance.now() - asked;
                expect(took).toBeGreaterThan(1.5 * second_ms);
                expect(took).toBeLessThan(10 * second_ms);
                await screen.close();
            },
            { grace_s: 2 },
        ),
    );

    test.each(["-1y", "-1h", "+1h"])("P25: a start with the clock at %s loses no order", (jump) =>
        with_clock(async (server, clock) => {
            const anna = await Desk.open(server, "anna");
            const kim = await new_visitor(server);
            const chat = await anna.chat_with(kim, "first");
            await post(anna.client, chat.id, "second");
            await server.stop("SIGKILL");
            clock.set(jump);
            await server.start();
            // Whoever was there has the time to come back that everybody has after a start.
            const socket = await anna.client.socket(anna.socket.opened.cursor);
            const { items } = await anna.client.call("chat.list", {});
            expect(items.map((one) => [one.id, one.state])).toEqual([[chat.id, "active"]]);
            await post(kim, chat.id, "third");
            await soon(
                socket.event("message.posted", (e) => e.message.text === "third"),
                "the message",
            );
            await post(anna.client, chat.id, "fourth");
            await expect_order(kim, chat.id, ["first", "second", "third", "fourth"]);
            await socket.close();
        }),
    );
});
