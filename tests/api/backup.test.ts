// Backups made while everybody writes, restored elsewhere, and the move to PostgreSQL (promise P16,
// faults I05, I18).

import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { Client, Desk, new_visitor, uuid } from "./harness/client.ts";
import { agent, binary, embedded, Server } from "./harness/server.ts";

const run_program = promisify(execFile);

function parley(...words: string[]) {
    return spawnSync(binary, words, { encoding: "utf8", timeout: 60_000 });
}

async function with_servers(
    servers: Server[],
    run: (...servers: Server[]) => Promise<void>,
): Promise<void> {
    try {
        await run(...servers);
    } finally {
        for (const server of servers) await server.finish();
    }
}

const quick = { customer_messages: 1_000_000, customer_calls: 1_000_000 };
const source = (directory = false) =>
    new Server({ accounts: [agent("anna")], limits: quick, directory });
const blank = (directory = false) => new Server({ blank: true, limits: quick, directory });

/** Every message of a chat, oldest first. */
async function messages_of(client: Client, chat: string) {
    type Page = Awaited<ReturnType<typeof client.call<"message.list">>>["items"];
    const all: Page = [];
    for (;;) {
        const after_seq = all.at(-1)?.seq ?? 0;
        const { items } = await client.call("message.list", { chat, after_seq, limit: 200 });
        if (items.length === 0) return all;
        all.push(...items);
    }
}

/** A text for each number, without a digit: digits in a row make a card number at times. */
const numbered = (n: number) => `line ${[...`${n}`].map((d) => "bcfhkmprtw"[+d]).join("")}`;

/** A customer who writes numbered messages, each as soon as the one before was acknowledged. */
class Writer {
    asked = 0;
    acknowledged = 0;
    #done = false;
    #running?: Promise<void>;

    private constructor(
        readonly client: Client,
        readonly chat: string,
        readonly cursor: string,
    ) {}

    static async open(server: Server, anna: Desk): Promise<Writer> {
        const client = await new_visitor(server);
        const chat = await anna.chat_with(client);
        const socket = await client.socket();
        const { cursor } = socket.opened;
        await socket.close();
        return new Writer(client, chat.id, cursor);
    }

    start(): void {
        this.#running = (async () => {
            while (!this.#done) {
                const text = numbered(++this.asked);
                const params = { chat: this.chat, client_id: uuid(), text };
                await this.client.call("message.post", params);
                this.acknowledged = this.asked;
            }
        })();
    }

    async stop(): Promise<void> {
        this.#done = true;
        await this.#running;
    }
}

async function backed_up_under_load(server: Server, restored: Server): Promise<void> {
    await server.start();
    const anna = await Desk.open(server, "anna");
    const writers: Writer[] = [];
    for (let i = 0; i < 8; i++) writers.push(await Writer.open(server, anna));
    for (const writer of writers) writer.start();
    const everybody_has = async (most: number) => {
        while (writers.some((one) => one.acknowledged < most)) await new Promise(setImmediate);
    };
    await everybody_has(20);
    const file = `${server.dir}.backup`;
    const before = writers.map((one) => one.acknowledged);
    const { stdout } = await run_program(binary, ["backup", ...server.place, "--to", file]);
    const after = writers.map((one) => one.asked);
    expect(stdout).toMatch(/messages +\d+ rows +[0-9a-f]{32}\n/);
    expect(stdout).toMatch(/backup of \d{4}-.*Z in /);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await everybody_has(Math.max(...after) + 10);
    for (const writer of writers) await writer.stop();
    const last_cursor = (await anna.client.socket()).opened.cursor;

    expect(parley("restore", file, ...restored.place)).toMatchObject({ status: 0, stderr: "" });
    rmSync(file);
    await restored.start();
    // Agents go on with their sign-in and their chats. What a client was told after the backup did
    // not happen here: it takes a snapshot.
    const anna_again = new Client(restored, anna.client.token);
    const desk = await anna_again.socket(last_cursor);
    expect(desk.opened.reset).toBe(true);
    const { items: chats } = await anna_again.call("chat.list", {});
    expect(new Set(chats.map((one) => one.id))).toEqual(new Set(writers.map((one) => one.chat)));
    for (const [i, writer] of writers.entries()) {
        const messages = await messages_of(anna_again, writer.chat);
        expect(messages.map((one) => one.seq)).toEqual(messages.map((_, k) => k + 1));
        const texts = messages.filter((one) => one.from.kind === "customer").map((m) => m.text);
        expect(texts).toEqual(texts.map((_, k) => numbered(k + 1)));
        expect(texts.length).toBeGreaterThanOrEqual(before[i] as number);
        expect(texts.length).toBeLessThanOrEqual(after[i] as number);
        const client = new Client(restored, writer.client.token);
        const screen = await client.socket(writer.cursor);
        const answer = { chat: writer.chat, client_id: uuid(), text: "welcome back" };
        await anna_again.call("message.post", answer);
        await screen.event("message.posted", (e) => e.message.text === "welcome back");
        await screen.close();
    }
    // A cursor of what happened after the backup stays unknown, whatever has happened since.
    const late = await anna_again.socket(last_cursor);
    expect(late.opened.reset).toBe(true);
    await late.close();
    const chat = await (await Desk.open(restored, "anna")).chat_with(await new_visitor(restored));
    expect(chat.state).toBe("active");
    await desk.close();
    await anna.socket.close();
}

describe("api: backup", () => {
    test(
        "P16 I18: made under load it shows one moment, and everybody goes on from it",
        () => with_servers([source(), blank()], backed_up_under_load),
        60_000,
    );

    test.skipIf(embedded)(
        "P16: a backup of PostgreSQL is restored into a directory",
        () => with_servers([source(), blank(true)], backed_up_under_load),
        60_000,
    );

    test.skipIf(embedded)(
        "P16: a backup of a directory is restored into PostgreSQL",
        () => with_servers([source(true), blank()], backed_up_under_load),
        60_000,
    );

    test.runIf(embedded)("I18: of a stopped server it leaves the data as it was", () =>
        with_servers([source()], async (server) => {
            const file = `${server.dir}.backup`;
            const database = join(server.dir, "parley.db");
            const before = readFileSync(database);
            writeFileSync(`${file}.part`, "of one that was interrupted");
            expect(parley("backup", ...server.place, "--to", file).status).toBe(0);
            expect(existsSync(`${file}.part`)).toBe(false);
            expect(readFileSync(database).equals(before)).toBe(true);
            await server.start();
            expect(parley("backup", ...server.place, "--to", file)).toMatchObject({
                status: 65,
                stderr: expect.stringContaining("is there already"),
            });
            rmSync(file);
        }),
    );

    test("I18: neither a place in use nor a damaged backup is touched or half used", () =>
        with_servers([source(), source(), blank()], async (server, other, empty) => {
            const file = `${server.dir}.backup`;
            const bad = `${server.dir}.bad`;
            expect(parley("backup", ...server.place, "--to", file).status).toBe(0);
            const refused = parley("restore", file, ...other.place);
            expect(refused.status).toBe(65);
            expect(refused.stderr).toMatch(/is there already|is not empty/);
            const bytes = readFileSync(file);
            bytes.writeUInt8(bytes.readUInt8(bytes.indexOf("anna")) ^ 1, bytes.indexOf("anna"));
            writeFileSync(bad, bytes);
            expect(parley("restore", bad, ...empty.place)).toMatchObject({
                status: 65,
                stderr: expect.stringContaining("damaged"),
            });
            expect(readdirSync(empty.dir).filter((name) => name !== "lock")).toEqual([]);
            expect(parley("restore", file, ...empty.place).status).toBe(0);
            rmSync(file);
            rmSync(bad);
        }));

    test.each([
        [64, ["backup", "--to", "x"]],
        [64, ["backup", "--data", "missing"]],
        [65, ["backup", "--data", "missing", "--to", "x"]],
        [65, ["restore", "missing", "--data", "nowhere"]],
        [64, ["move", "--data", "missing"]],
        [65, ["move", "--data", "missing", "--database", "postgresql://127.0.0.1:1/x"]],
    ])("the command line ends with %i: %j", (status, words) => {
        expect(parley(...words).status).toBe(status);
        expect(existsSync("missing") || existsSync("nowhere") || existsSync("x")).toBe(false);
    });
});

describe("api: move", () => {
    test.skipIf(embedded)("to PostgreSQL: clients go on as if nothing had happened", () =>
        with_servers([source(true), blank()], async (server, moved) => {
            await server.start();
            const anna = await Desk.open(server, "anna");
            const kim = await new_visitor(server);
            const chat = await anna.chat_with(kim, "hello");
            const { cursor } = (await kim.socket()).opened;
            const said = { chat: chat.id, client_id: uuid(), text: "before" };
            await anna.client.call("message.post", said);
            const words = [...server.place, ...moved.place];
            expect(parley("move", ...words).status, "a server runs").toBe(75);
            await server.stop();
            expect(parley("move", ...words)).toMatchObject({ status: 0, stderr: "" });
            await moved.start();
            const screen = await new Client(moved, kim.token).socket(cursor);
            expect(screen.opened.reset).toBe(false);
            await screen.event("message.posted", (e) => e.message.text === "before");
            const anna_again = new Client(moved, anna.client.token);
            const desk = await anna_again.socket();
            await anna_again.call("message.post", { ...said, client_id: uuid(), text: "after" });
            await screen.event("message.posted", (e) => e.message.text === "after");
            expect(parley("move", ...words).stderr).toContain("is not empty");
            await screen.close();
            await desk.close();
        }),
    );
});
