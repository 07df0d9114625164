// Files that lie in an object store, with the real program and OpenStack Swift, which checks every
// signature: sealed before they go there, handed out by who may, never lost and never forgotten
// (W12; P24; T7).

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, Desk, found_soon, new_visitor, sign_in, uuid } from "./harness/client.ts";
import { attached, bytes_of, png, settled, upload } from "./harness/files.ts";
import { figures } from "./harness/metrics.ts";
import { agent, binary, Server } from "./harness/server.ts";
import { Service } from "./harness/services.ts";

const accounts = [agent("anna")];
/** Whoever was looking when it was killed is waited for no longer than `file_check_s`. */
const limits = { file_look_ms: 20, scanner_retry_s: 1, object_try_s: 20, file_check_s: 3 };
const slow = { timeout: 120_000 };

const s3 = new Service("s3");
const secret = () => join(s3.dir, "secret");
const options_of = (url: string) => [
    ...["--object-store", url, "--object-store-region", "eu-central-1"],
    ...["--object-store-key", "tests:parley", "--object-store-secret-file", secret()],
];

/** The files of the store that hold an object each. */
function paths(): string[] {
    const below = join(s3.dir, "devices/disk/objects");
    if (!existsSync(below)) return [];
    const files = readdirSync(below, { recursive: true, withFileTypes: true });
    const data = files.filter((one) => one.isFile() && one.name.endsWith(".data"));
    return data.map((one) => join(one.parentPath, one.name));
}

/** The way to the store, which may be blocked: then who speaks hears nothing more. */
class Way {
    blocked = false;
    readonly #sockets = new Set<Socket>();
    readonly #server = createServer((from) => {
        this.#sockets.add(from);
        from.on("error", () => undefined).on("close", () => this.#sockets.delete(from));
        if (this.blocked) return;
        const to = connect(Number(new URL(s3.url).port), "127.0.0.1");
        to.on("error", () => from.destroy()).on("close", () => from.destroy());
        from.on("close", () => to.destroy());
        from.pipe(to).pipe(from);
    });

    /** Gives the bucket's address by this way. */
    async start(): Promise<string> {
        await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/files`;
    }
    get waiting(): number {
        return this.#sockets.size;
    }
    stop(): Promise<void> {
        for (const one of this.#sockets) one.destroy();
        return new Promise((done) => this.#server.close(() => done()));
    }
}

describe("api: files in an object store", () => {
    let server: Server;
    let anna: Desk;
    let kim: Client;
    let chat: string;

    beforeAll(async () => {
        s3.start();
        writeFileSync(secret(), "a-secret-of-tests\n", { mode: 0o600 });
        server = await new Server({ accounts, limits, options: options_of(s3.url) }).start();
        anna = await Desk.open(server, "anna");
        kim = await new_visitor(server, "Kim");
        chat = (await anna.chat_with(kim, "hello")).id;
    }, 120_000);
    afterAll(async () => {
        anna?.socket.close();
        await server?.finish();
        s3.finish();
    });

    const fetched = async (file: string, which: "url" | "small_url" = "url") => {
        const found = await anna.client.call("file.get", { file });
        return fetch(`${server.url}${found[which]}`);
    };
    const content = randomBytes(700_000).toString("base64");

    test("what is attached lies there sealed, and comes back whole", slow, async () => {
        const { file } = await attached(kim, chat, "long.txt", content);
        expect(file.state).toBe("ready");
        const response = await fetched(file.id);
        expect(response.status).toBe(200);
        expect(await response.text()).toBe(content);
        expect(response.headers.get("content-disposition")).toContain("long.txt");
        const there = paths().map((one) => readFileSync(one));
        expect(there.length).toBe(1);
        expect(there[0]!.length).toBeGreaterThan(content.length);
        expect(there[0]!.includes(content.slice(0, 64))).toBe(false);
        const part = await fetch(response.url, { headers: { range: "bytes=3-9" } });
        expect([part.status, await part.text()]).toEqual([206, content.slice(3, 10)]);
    });

    test("a picture has its small one there, too", slow, async () => {
        const { file } = await attached(anna.client, chat, "door.png", png(1200, 800));
        expect(file).toMatchObject({ state: "ready", width: 1200 });
        const full = Buffer.from(await (await fetched(file.id)).arrayBuffer());
        expect(full.length).toBe(file.size);
        expect((await (await fetched(file.id, "small_url")).arrayBuffer()).byteLength).toBeLessThan(
            1_000_000,
        );
        expect(paths().length).toBe(3);
    });

    test("what is refused never goes there, what is removed goes from there", slow, async () => {
        const before = paths().length;
        const { id: refused } = await upload(kim, chat, "card.txt", "4111 1111 1111 1111");
        expect(await settled(kim, refused)).toMatchObject({ state: "refused" });
        expect(paths().length).toBe(before);
        const { id } = await upload(kim, chat, "mistake.txt", "not this one");
        expect(await settled(kim, id)).toMatchObject({ state: "ready" });
        expect(paths().length).toBe(before + 1);
        await kim.call("file.delete", { file: id });
        await found_soon(async () => paths().length === before || undefined);
    });

    test("while it is away new files wait, old ones are not to be had", slow, async () => {
        const { file } = await attached(kim, chat, "before.txt", "was there before");
        const { id: gone } = await upload(kim, chat, "gone.txt", "to be removed");
        await settled(kim, gone);
        const before = paths().length;
        s3.stop();
        await kim.call("file.delete", { file: gone });
        const { id } = await upload(kim, chat, "during.txt", "came meanwhile");
        await kim.call("message.post", { chat, client_id: uuid(), files: [id] });
        await found_soon(
            async () =>
                (await figures(server)).get("parley_files_total", { outcome: "later" }) ||
                undefined,
        );
        expect((await kim.call("file.get", { file: id })).file.state).toBe("checking");
        const refused = await fetched(file.id);
        expect(refused.status).toBe(503);
        expect(await refused.json()).toMatchObject({ code: "unavailable" });
        s3.start();
        expect(await settled(kim, id)).toMatchObject({ state: "ready" });
        expect(await (await fetched(file.id)).text()).toBe("was there before");
        expect(await (await fetched(id)).text()).toBe("came meanwhile");
        // One has gone and one has come; what a try has left that was cut off goes an hour later.
        await found_soon(async () => paths().length === before || undefined);
        expect(server.log.join("\n")).not.toMatch(/during|a-secret|devices/);
    });

    test("an object that was changed is not handed out", slow, async () => {
        const before = new Set(paths());
        const { file } = await attached(kim, chat, "mine.txt", "as it was");
        const [path, ...more] = paths().filter((one) => !before.has(one));
        expect(more).toEqual([]);
        const bytes = readFileSync(path!);
        bytes[bytes.length - 1]! ^= 1;
        writeFileSync(path!, bytes);
        const refused = await fetched(file.id);
        expect(refused.status).toBe(503);
    });

    test(
        "P24: whenever the server is killed, a file is there whole or not ready",
        slow,
        async () => {
            const bytes = bytes_of(randomBytes(300_000).toString("hex"));
            for (let round = 0; round < 4; round++) {
                const { id } = await upload(kim, chat, `round${round}.txt`, bytes);
                // Somewhere between the look, the object and what is written down of it.
                if (round > 0) {
                    const now = paths().length;
                    await found_soon(async () => paths().length > now || undefined);
                }
                anna.socket.close();
                await server.stop("SIGKILL");
                await server.start();
                anna = await Desk.open(server, "anna");
                expect(await settled(kim, id)).toMatchObject({ state: "ready" });
                await kim.call("message.post", { chat, client_id: uuid(), files: [id] });
                const got = Buffer.from(await (await fetched(id)).arrayBuffer());
                expect(got.equals(bytes)).toBe(true);
            }
        },
    );

    test("a store that says nothing holds up no end, and takes nobody's turn", slow, async () => {
        const way = new Way();
        const options = options_of(await way.start());
        const held = await new Server({ accounts, limits, options }).start();
        const desk = await Desk.open(held, "anna");
        const lea = await new_visitor(held, "Lea");
        const talk = (await desk.chat_with(lea, "hello")).id;
        const { file } = await attached(lea, talk, "a.txt", "as it was");
        const url = async (who: Client) =>
            `${held.url}${(await who.call("file.get", { file: file.id })).url}`;
        way.blocked = true;
        const of_lea = await url(lea);
        // Of one person no more than eight are under way; the others are told.
        const hers = Array.from({ length: 9 }, () => fetch(of_lea));
        const first = await Promise.race(hers);
        expect(first.status).toBe(503);
        expect(await first.json()).toMatchObject({ code: "overloaded" });
        const of_anna = fetch(await url(desk.client));
        await found_soon(async () => way.waiting >= 8 || undefined);
        desk.socket.close();
        expect(await held.stop()).toBe(0);
        const ends = await Promise.allSettled([...hers, of_anna]);
        const answered = ends.filter((one) => one.status === "fulfilled");
        expect(answered.map((one) => one.value.status)).toEqual(answered.map(() => 503));
        await way.stop();

        // Without the options there is no way to it, and that is said at once.
        held.options = [];
        await held.start();
        const refused = await fetch(await url(await sign_in(held, "anna")));
        expect(refused.status).toBe(503);
        expect(held.log.join("\n")).toContain("this server has no --object-store");
        await held.finish();
    });

    test("doctor says whether it can be used", () => {
        const doctor = (url: string) => {
            const words = ["doctor", ...server.place, ...options_of(url)];
            return spawnSync(binary, words, { encoding: "utf8", timeout: 60_000 });
        };
        expect(doctor(s3.url).stdout).toContain("the object store takes and gives files");
        const bad = doctor(`${s3.url}-of-others`);
        expect(bad.stdout).toContain("the object store cannot be used: answer 404");
        expect(bad.status).not.toBe(0);
    });
});
