// What a server does while the database or the bus is away, and after it is back (faults I08, I10;
// promises P1, P10, P13, P14). PARLEY_API_POSTGRESQL says that there is a PostgreSQL.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Desk, new_visitor, Refusal, Socket, soon, uuid } from "./harness/client.ts";
import { eventually, figures, readiness } from "./harness/metrics.ts";
import { agent, binary, embedded, Server, type Setup } from "./harness/server.ts";
import { use_service } from "./harness/services.ts";

const limits = { customer_messages: 100_000, grace_s: 120 };

/** Sends one message after the other, each until it is acknowledged, until it is told to stop. */
class Writer {
    readonly acknowledged: string[] = [];
    readonly refusals: Refusal[] = [];
    #stopped = false;
    readonly #done: Promise<void>;

    constructor(post: (client_id: string) => Promise<unknown>) {
        this.#done = (async () => {
            while (!this.#stopped) {
                const client_id = uuid();
                await this.#until_taken(() => post(client_id));
                this.acknowledged.push(client_id);
            }
        })();
    }

    stop(): Promise<void> {
        this.#stopped = true;
        return this.#done;
    }

    async #until_taken(post: () => Promise<unknown>): Promise<void> {
        for (;;) {
            try {
                await post();
                return;
            } catch (error) {
                if (!(error instanceof Refusal)) throw error;
                this.refusals.push(error);
                // As a client should: it was told when.
                await new Promise((resolve) => setTimeout(resolve, error.problem.retry_ms ?? 0));
            }
        }
    }
}

const grows = (writer: Writer, by: number) => {
    const start = writer.acknowledged.length;
    return eventually(
        async () => writer.acknowledged.length,
        (now) => now >= start + by,
        "further messages",
        40_000,
    );
};

/** A server that is ended with its test, however that ends. */
function start(setup: Setup): Promise<Server> {
    const server = new Server(setup);
    onTestFinished(async () => {
        await server.stop("SIGKILL");
    });
    return server.start();
}

/** A disk of its own, which only root may make; nothing where it cannot be had. */
function small_disk(): string | undefined {
    const dir = mkdtempSync(join(tmpdir(), "parley-disk-"));
    const mount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "parley", dir]);
    if (mount.status === 0) return dir;
    rmSync(dir, { recursive: true });
    return undefined;
}

describe.runIf(embedded)("api: outages", () => {
    test("P14: the disk is full and has room again", { timeout: 60_000 }, async ({ skip }) => {
        const disk = small_disk() ?? skip("only root may make a small disk");
        const inside = join(disk, "data");
        mkdirSync(inside);
        onTestFinished(() => {
            spawnSync("umount", [disk]);
            rmSync(disk, { recursive: true });
        });
        const server = await start({ accounts: [agent("anna")], limits, inside });
        const anna = await Desk.open(server, "anna");
        const kim = await new_visitor(server);
        const chat = await anna.chat_with(kim, "hello");
        const post = (text: string) =>
            kim.call("message.post", { chat: chat.id, client_id: uuid(), text });
        const acknowledged = ["hello"];
        await post("before");
        acknowledged.push("before");

        const filler = join(disk, "filler");
        spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=4096"]); // until nothing fits
        let full: unknown;
        for (let i = 0; i < 1000 && full === undefined; i++) {
            const text = `while filling ${i}`;
            await post(text).then(
                () => acknowledged.push(text),
                (refusal) => {
                    full = refusal;
                },
            );
        }
        expect(full).toMatchObject({ status: 507, problem: { code: "storage_full" } });
        const is = (status: number) => (now: { status: number }) => now.status === status;
        const said = await eventually(() => readiness(server), is(503), "not ready");
        expect(said.text).toBe("the database does not take writes");
        const read = () => kim.call("message.list", { chat: chat.id, limit: 200 });
        expect((await read()).items.length).toBeGreaterThan(1);
        const shown = await figures(server);
        expect(shown.get("parley_ready")).toBe(0);
        expect(shown.get("parley_commits_refused_total")).toBeGreaterThan(0);
        expect(shown.get("parley_calls_total", { outcome: "storage_full" })).toBe(1);

        rmSync(filler);
        await eventually(() => readiness(server), is(200), "ready again");
        await post("after");
        acknowledged.push("after");
        const { items } = await read();
        const texts = items.filter((one) => one.from.kind === "customer").map((one) => one.text);
        expect(texts).toEqual(acknowledged.slice(-texts.length));
        await server.finish();
    });
});

describe.skipIf(embedded)("api: outages", () => {
    const database = use_service("postgresql");
    const bus = use_service("nats");

    test("I08: the database goes and comes back", { timeout: 120_000 }, async () => {
        const accounts = [agent("anna")];
        const server = await start({ accounts, database: database.url, limits });
        const anna = await Desk.open(server, "anna");
        const kim = await new_visitor(server);
        const chat = await anna.chat_with(kim, "hello");
        const writer = new Writer((client_id) =>
            kim.call("message.post", { chat: chat.id, client_id, text: client_id }),
        );
        await grows(writer, 10);
        expect(await readiness(server)).toEqual({ status: 200, text: "ready" });

        database.kill();
        const silent = (now: { status: number }) => now.status === 503;
        const said = await eventually(() => readiness(server), silent, "not ready", 30_000);
        expect(said.text).toBe("the database does not take writes");
        expect((await soon(anna.socket.closed, "4001")).code).toBe(4001);
        await eventually(
            async () => writer.refusals.length,
            (count) => count > 0,
            "a refusal",
        );
        for (const { problem, status, headers } of writer.refusals) {
            expect([status, problem.code]).toEqual([503, "unavailable"]);
            expect(Number(headers?.get("retry-after"))).toBeGreaterThan(0);
        }
        const late = await Socket.connect(server);
        late.send('{"jsonrpc":"2.0","id":1,"method":"session.open","params":{"token":"any"}}');
        expect((await soon(late.closed, "4001")).reason).toMatch(/^draining;retry_ms=\d+$/);
        const away = await figures(server);
        expect(away.get("parley_ready")).toBe(0);
        expect(away.get("parley_database_reachable")).toBe(0);
        expect(away.get("parley_commits_refused_total")).toBeGreaterThan(0);
        expect(away.has("parley_chats")).toBe(false);

        database.start();
        await eventually(
            () => readiness(server),
            (now) => now.status === 200,
            "ready again",
        );
        await grows(writer, 10);
        await writer.stop();
        const back = await figures(server);
        expect(back.get("parley_database_reachable")).toBe(1);
        expect(back.get("parley_database_reconnects_total")).toBeGreaterThan(0);

        const stored: string[] = [];
        for (let after_seq = 0; ; ) {
            const page = { chat: chat.id, after_seq, limit: 200 };
            const { items } = await kim.call("message.list", page);
            stored.push(...items.filter((e) => e.from.kind === "customer").map((e) => e.text));
            const last = items.at(-1);
            if (last === undefined) break;
            after_seq = last.seq;
        }
        expect(stored).toEqual(["hello", ...writer.acknowledged]);
        const told = server.log.filter((line) => line.includes("writes"));
        expect(told.map((line) => JSON.parse(line).msg)).toEqual([
            "the database does not take writes; clients are sent away",
            "the database takes writes again",
        ]);
        await server.finish();
    });

    test("where the database is may be said by the environment", () => {
        const say = (...words: string[]) =>
            spawnSync(binary, words, {
                encoding: "utf8",
                env: { ...process.env, PARLEY_DATABASE: database.url },
            });
        expect(say("organization", "add", "elsewhere").stderr).toBe("");
        const twice = say("organization", "add", "elsewhere", "--database", database.url);
        expect(twice.stderr).toContain("there is an organization");
        expect(say("serve", "--bus", "http://x").status).toBe(64);
    });

    test("I10: two nodes go on without the bus, slower", { timeout: 120_000 }, async () => {
        const shared = { limits, options: ["--bus", bus.url] };
        const one = await start({ ...shared, accounts: [agent("berta")] });
        const two = await start({ ...shared, database: one.place[1] as string, blank: true });
        const berta = await Desk.open(one, "berta");
        const kim = await new_visitor(two);
        const chat = await berta.chat_with(kim, "hello");
        const screen = await kim.socket();

        /** How long a message of the agent takes to the customer, who is at the other node. */
        const delivery = async (to: Socket) => {
            const text = uuid();
            const start = performance.now();
            const params = { chat: chat.id, client_id: text, text };
            await berta.client.call("message.post", params);
            await to.event("message.posted", (e) => e.message.text === text);
            return performance.now() - start;
        };
        const several = async () => {
            const times: number[] = [];
            for (let i = 0; i < 5; i++) times.push(await delivery(screen));
            return times.sort((a, b) => a - b);
        };
        const connected = (now: number) =>
            eventually(
                () => Promise.all([one, two].map((node) => figures(node))),
                (all) => all.every((each) => each.get("parley_bus_connected") === now),
                `parley_bus_connected ${now}`,
            );

        const with_bus = await connected(1);
        expect(with_bus.map((each) => each.get("parley_log_polled"))).toEqual([0, 0]);
        expect(with_bus.map((each) => each.get("parley_nodes"))).not.toContain(0);
        const fast = (await several())[2] as number;

        bus.kill();
        const without = await connected(0);
        expect(without.map((each) => each.get("parley_log_polled"))).toEqual([1, 1]);
        expect(await readiness(two)).toEqual({ status: 200, text: "ready" });
        const slow = await several();
        // A second between two looks, and what a busy machine adds to it.
        expect(slow[4]).toBeLessThan(1000 + 200 + 2 * fast);

        bus.start();
        await connected(1);
        const again = await several();
        expect(again[2]).toBeLessThan(300 + 2 * fast);
        await two.finish();
        await one.finish();
    });
});
