// The program as a process: killed, asked to stop, started twice, started again (faults I01, I06;
// promises P1, P11, P25).

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { Client, Desk, new_visitor, refused, sign_in, soon, uuid } from "./harness/client.ts";
import { agent, binary, embedded, Server } from "./harness/server.ts";

async function with_server(run: (server: Server) => Promise<void>, limits = {}): Promise<void> {
    const server = await new Server({ accounts: [agent("anna")], limits }).start();
    try {
        await run(server);
    } finally {
        await server.finish();
    }
}

async function sigterm_under_load(server: Server): Promise<void> {
    const anna = await Desk.open(server, "anna");
    const kim = await new_visitor(server);
    const chat = await anna.chat_with(kim);
    const others = await Promise.all(
        Array.from({ length: 20 }, async () => (await new_visitor(server)).socket()),
    );
    const acknowledged: string[] = [];
    const posting = (async () => {
        for (;;) {
            const text = uuid();
            await kim.call("message.post", { chat: chat.id, client_id: text, text });
            acknowledged.push(text);
            if (acknowledged.length === 10) process.kill(server.pid, "SIGTERM");
        }
    })().catch(() => undefined); // ends with the connection
    const ends = await Promise.all([...others, anna.socket].map((one) => soon(one.closed, "4001")));
    await posting;
    expect(new Set(ends.map((one) => one.code))).toEqual(new Set([4001]));
    const waits = ends.map((one) => Number(one.reason.match(/retry_ms=(\d+)/)?.[1]));
    for (const wait of waits) {
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(5000);
    }
    expect(new Set(waits).size).toBeGreaterThan(5); // spread, not all at once
    const started = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
    await server.start();
    const { items } = await kim.call("message.list", { chat: chat.id, limit: 200 });
    const stored = items.filter((one) => one.from.kind === "customer").map((one) => one.text);
    expect(stored.slice(0, acknowledged.length)).toEqual(acknowledged);
    expect(stored.length - acknowledged.length).toBeLessThanOrEqual(1); // its answer was lost
}

describe("api: process", () => {
    test("I01 P1 P2: what was acknowledged before kill -9 is there after it, once", () =>
        with_server(
            async (server) => {
                for (let round = 0; round < 5; round++) {
                    const anna = await Desk.open(server, "anna");
                    const kim = await new_visitor(server);
                    const chat = await anna.chat_with(kim);
                    const acknowledged: string[] = [];
                    let unknown = "";
                    const posting = (async () => {
                        for (;;) {
                            const client_id = uuid();
                            unknown = client_id;
                            const text = client_id;
                            await kim.call("message.post", { chat: chat.id, client_id, text });
                            acknowledged.push(client_id);
                            if (acknowledged.length === 20 + round) await server.stop("SIGKILL");
                        }
                    })().catch(() => undefined); // ends with the connection
                    await posting;
                    expect(acknowledged.length).toBeGreaterThanOrEqual(20 + round);
                    const started = performance.now();
                    await server.start();
                    expect(performance.now() - started).toBeLessThan(3000);
                    const { items } = await kim.call("message.list", { chat: chat.id, limit: 200 });
                    const texts = items.filter((one) => one.from.kind === "customer");
                    const stored = texts.map((one) => one.text).filter((text) => text !== unknown);
                    expect(stored).toEqual(acknowledged);
                    expect(items.map((one) => one.seq)).toEqual(items.map((_, i) => i + 1));
                    // The one whose fate was unknown can be sent again, and is there once.
                    const params = { chat: chat.id, client_id: unknown, text: unknown };
                    await kim.call("message.post", params);
                    const after = await kim.call("message.list", { chat: chat.id, limit: 200 });
                    expect(after.items.filter((one) => one.text === unknown)).toHaveLength(1);
                    await kim.call("chat.end", { chat: chat.id });
                }
            },
            { customer_messages: 100_000 },
        ));

    test("an agent whose server was killed keeps the chats when coming back in time", () =>
        with_server(async (server) => {
            const anna = await Desk.open(server, "anna");
            const kim = await new_visitor(server);
            const chat = await anna.chat_with(kim, "hello");
            await server.stop("SIGKILL");
            await server.start();
            const socket = await anna.client.socket(anna.socket.opened.cursor);
            const { items } = await anna.client.call("chat.list", {});
            expect(items.map((one) => [one.id, one.state])).toEqual([[chat.id, "active"]]);
            await socket.close();
        }));

    test("P9: chats of an agent who does not come back wait in the queue again", () =>
        with_server(
            async (server) => {
                const anna = await Desk.open(server, "anna");
                const kim = await new_visitor(server);
                const screen = await kim.socket();
                const chat = await anna.chat_with(kim, "hello");
                await anna.socket.close();
                const returned = await screen.event("chat.returned");
                expect(returned.chat).toMatchObject({ id: chat.id, state: "queued" });
                expect(returned.chat.started_at).toBe(chat.started_at);
                await screen.close();
            },
            { grace_s: 1 },
        ));

    test.runIf(embedded)(
        "I06: a second process on the same data ends with 75 and harms nothing",
        () =>
            with_server(async (server) => {
                const second = spawnSync(
                    binary,
                    ["serve", "--data", server.dir, "--listen", "127.0.0.1:0"],
                    { encoding: "utf8", timeout: 20_000 },
                );
                expect(second.status).toBe(75);
                expect(second.stderr + second.stdout).toMatch(/in use|another|already/);
                await sign_in(server, "anna");
            }),
    );

    test("I06: a second process on the same port ends with a sentence", () =>
        with_server(async (server) => {
            const other = new Server({});
            const listen = `127.0.0.1:${server.port}`;
            const second = spawnSync(binary, ["serve", "--data", other.dir, "--listen", listen], {
                encoding: "utf8",
                timeout: 20_000,
            });
            expect(second.status).not.toBe(0);
            expect(second.status).not.toBeNull();
            expect(second.stderr + second.stdout).toContain(String(server.port));
            await other.finish();
            await sign_in(server, "anna");
        }));

    test("P11: SIGTERM tells every socket when to come back, and loses nothing", () =>
        with_server(sigterm_under_load, { customer_messages: 100_000 }));

    test.runIf(embedded)(
        "P25: a clock set back between two runs makes nothing older than what is stored",
        () =>
            with_server(async (server) => {
                const anna = await Desk.open(server, "anna");
                const kim = await new_visitor(server);
                const chat = await anna.chat_with(kim, "from the future");
                await server.stop();
                const hour_ms = 3_600_000;
                const db = new DatabaseSync(`${server.dir}/parley.db`);
                for (const table of ["messages", "events"]) {
                    db.prepare(`UPDATE ${table} SET at = at + ?`).run(hour_ms);
                }
                db.close();
                await server.start();
                const params = { chat: chat.id, client_id: uuid(), text: "now" };
                const { message } = await kim.call("message.post", params);
                const { items } = await kim.call("message.list", { chat: chat.id });
                const times = items.map((one) => one.at);
                expect(times).toEqual([...times].sort());
                expect(items.at(-1)?.id).toBe(message.id);
            }),
    );

    test.runIf(embedded)(
        "a damaged database is refused with a sentence and left as it is",
        async () => {
            const { openSync, readFileSync, writeSync, closeSync } = await import("node:fs");
            const server = await new Server({ accounts: [agent("anna")] }).start();
            await server.stop();
            const path = `${server.dir}/parley.db`;
            const file = openSync(path, "r+");
            writeSync(file, "not a database any more", 0);
            closeSync(file);
            const before = readFileSync(path);
            const again = spawnSync(
                binary,
                ["serve", "--data", server.dir, "--listen", "127.0.0.1:0"],
                {
                    encoding: "utf8",
                    timeout: 20_000,
                },
            );
            expect(again.status).toBeGreaterThan(0);
            expect(again.stderr).not.toBe("");
            expect(readFileSync(path).equals(before)).toBe(true);
            await server.finish();
        },
    );

    test.each([
        [["serve", "--data", "x", "--limit", "nonsense=1"]],
        [["serve", "--data", "x", "--limit", "page_max=many"]],
        [["serve", "--data", "x", "--listen", "nowhere"]],
        [["serve", "--data", "x", "--listen", "127.0.0.1:99999"]],
        [["serve", "--colour", "red"]],
        [["juggle"]],
        [[]],
    ])("the command line %j is refused with a sentence", (line) => {
        const result = spawnSync(binary, line, { encoding: "utf8", timeout: 20_000 });
        expect(result.status).toBeGreaterThan(0);
        expect(result.stderr.length).toBeGreaterThan(0);
        expect(result.stderr).not.toMatch(/AddressSanitizer|terminate called/);
    });

    test("the API describes itself", async () =>
        with_server(async (server) => {
            for (const name of ["openapi", "asyncapi"]) {
                const response = await fetch(`${server.url}/api/${name}.json`);
                expect(response.status).toBe(200);
                const document = await response.json();
                expect(document[name]).toMatch(/^3\./);
            }
            await refused(new Client(server).call("auth.me", {}));
        }));
});

describe("api: starting with what cannot be used", () => {
    const start = (...args: string[]) => {
        const data = mkdtempSync(join(tmpdir(), "parley-start-"));
        const all = ["serve", "--data", data, "--listen", "127.0.0.1:0", ...args];
        const { status, stderr } = spawnSync(binary, all, { encoding: "utf8", timeout: 20_000 });
        rmSync(data, { recursive: true });
        return { status, stderr };
    };

    test.each([
        ["--limit", "foo=1"],
        ["--public-url", "http://chat.example"],
        ["--public-url", "https://chat.example:99999"],
        ["--public-url", "https://chat.example/path"],
        ["--widget-origin", "*"],
        ["--widget-origin", "shop.example"],
        ["--widget-origin", "https://a; script-src *"],
        ["--widget-origin", "https://shop.example/"],
    ])("%s %s is refused by its name", (option, value) => {
        const { status, stderr } = start(option, value);
        expect(status).toBe(64);
        expect(stderr).toContain(option === "--limit" ? "foo" : option);
    });

    test("I05: an emptied or damaged database is refused, and left as it is", () => {
        for (const content of ["", "not a database at all, but long enough to look at"]) {
            const data = mkdtempSync(join(tmpdir(), "parley-start-"));
            const file = join(data, "parley.db");
            writeFileSync(file, content);
            const args = ["serve", "--data", data, "--listen", "127.0.0.1:0"];
            const done = spawnSync(binary, args, { encoding: "utf8", timeout: 20_000 });
            expect(done.status).toBe(65);
            expect(done.stderr).toContain("restore a backup");
            expect(done.stderr).not.toContain("sqlite3_statement_backend");
            expect(readFileSync(file, "utf8")).toBe(content);
            rmSync(data, { recursive: true });
        }
    });

    test("what it writes is its owner's alone, in a directory that others may read", () =>
        with_server(async (server) => {
            for (const name of readdirSync(server.dir)) {
                expect([name, statSync(join(server.dir, name)).mode & 0o077]).toEqual([name, 0]);
            }
        }));
});
