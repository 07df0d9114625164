// Files that people attach, with the real program: uploaded in pieces, looked into in a process of
// their own, by a virus scanner too, and fetched by who may (W7, W12, W41; P24; faults D01 to D10).

import { randomBytes } from "node:crypto";
import { createServer, type Server as TcpServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, Desk, found_soon, new_visitor, sign_in, uuid } from "./harness/client.ts";
import { attached, bytes_of, piece_max, png, settled, upload } from "./harness/files.ts";
import { figures } from "./harness/metrics.ts";
import { agent, password, Server, useServer } from "./harness/server.ts";

const accounts = [
    agent("anna"),
    agent("ben"),
    { name: "mona", password, role: "manager" as const },
    { name: "ines", password, role: "administrator" as const },
];
/** Nobody waits for long here. */
const limits = { file_look_ms: 20, scanner_retry_s: 1, customer_files: 1000 };
const starts = { timeout: 120_000 };

const card = "4111 1111 1111 1111";

describe("api: files", () => {
    const server = useServer({ accounts, limits });
    let anna: Desk;
    let kim: Client;
    let chat: string;

    beforeAll(async () => {
        anna = await Desk.open(server(), "anna");
        kim = await new_visitor(server(), "Kim");
        chat = (await anna.chat_with(kim, "hello")).id;
    });
    afterAll(() => anna?.socket.close());

    const fetched = (url: string | undefined, headers: Record<string, string> = {}) =>
        fetch(`${server().url}${url}`, { headers });
    const url_of = async (who: Client, file: string) =>
        (await who.call("file.get", { file })).url as string;

    test("what a customer attaches is what the agent fetches", async () => {
        const content = randomBytes(700_000).toString("base64").slice(0, 900_000);
        const { file, message } = await attached(kim, chat, "Bericht März.txt", content);
        expect(file).toMatchObject({ state: "ready", size: 900_000, kind: "text" });
        expect(message.files).toEqual([file]);
        expect(message.text).toBe("");
        const told = await anna.socket.event(
            "message.posted",
            (one) => one.message.files?.[0]?.id === file.id,
        );
        expect(told.message.files?.[0]?.name).toBe("Bericht März.txt");
        const response = await fetched(await url_of(anna.client, file.id));
        expect(response.status).toBe(200);
        expect(await response.text()).toBe(content);
        expect(response.headers.get("content-type")).toBe("application/octet-stream");
        expect(response.headers.get("x-content-type-options")).toBe("nosniff");
        expect(response.headers.get("content-security-policy")).toMatch(/; sandbox$/);
        expect(response.headers.get("content-disposition")).toBe(
            "attachment; filename=\"file.txt\"; filename*=UTF-8''Bericht%20M%C3%A4rz.txt",
        );
    });

    test("D11: a picture is made anew, without what the camera has said", async () => {
        const { file } = await attached(anna.client, chat, "door.png", png(1200, 800));
        expect(file).toMatchObject({ state: "ready", width: 1200, height: 800, kind: "picture" });
        const found = await kim.call("file.get", { file: file.id });
        const full = await fetched(found.url);
        expect(full.headers.get("content-type")).toBe("image/png");
        expect(full.headers.get("content-disposition")).toMatch(/^inline; /);
        const bytes = Buffer.from(await full.arrayBuffer());
        expect(bytes.length).toBe(file.size);
        expect(bytes.includes("canary")).toBe(false);
        const small = await fetched(found.small_url);
        expect(small.headers.get("content-type")).toMatch(/^image\/(jpeg|png|webp)$/);
        expect((await small.arrayBuffer()).byteLength).toBeGreaterThan(50);
    });

    test("W7: a file with a card number is dropped, and both sides are told", async () => {
        const { id } = await upload(kim, chat, "order.txt", `pay with ${card} please`);
        const { message } = await kim.call("message.post", {
            chat,
            client_id: uuid(),
            text: "my order",
            files: [id],
        });
        expect(message.files?.[0]?.id).toBe(id);
        const told = await anna.socket.event("file.changed", (one) => one.file.id === id);
        expect(told).toMatchObject({ chat, seq: message.seq });
        expect(told.file).toMatchObject({ state: "refused", reason: "personal_data" });
        expect((await kim.call("file.get", { file: id })).url).toBeUndefined();
        const { items } = await kim.call("message.list", { chat, after_seq: message.seq - 1 });
        expect(items[0]).toMatchObject({ text: "my order", files: [told.file] });
    });

    test("fH: a card number in a name is masked", async () => {
        const { name } = await upload(kim, chat, `${card}.txt`, "harmless");
        expect(name).not.toContain("4111");
        expect(name).toMatch(/\.txt$/);
    });

    test.each([
        ["page.txt", "<!DOCTYPE html><script>alert(1)</script>", "type"],
        ["photo.jpg", "GIF89a not at all", "type"],
        ["run.pdf", Buffer.from("7f454c4602010100", "hex"), "type"],
        ["half.png", png(300, 200).subarray(0, 90), "broken"],
    ])("D02: %s is not what it says", async (name, content, reason) => {
        const { id } = await upload(kim, chat, name, content);
        expect(await settled(kim, id)).toMatchObject({ state: "refused", reason });
    });

    test("D10: a part of it, and no more than four", async () => {
        const { file } = await attached(kim, chat, "parts.txt", "0123456789");
        const url = await url_of(kim, file.id);
        const part = async (range: string) => {
            const response = await fetched(url, { range });
            const where = response.headers.get("content-range");
            return [response.status, where, response.status < 400 ? await response.text() : ""];
        };
        expect(await part("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
        expect(await part("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
        expect(await part("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
        expect(await part("bytes=8-99")).toEqual([206, "bytes 8-9/10", "89"]);
        expect(await part("bytes=0-1,4-5")).toEqual([200, null, "0123456789"]);
        expect(await part("lines=1-2")).toEqual([200, null, "0123456789"]);
        for (const range of ["bytes=10-", "bytes=4-2", "bytes=-0", "bytes=x-1", "bytes=-"]) {
            expect([range, ...(await part(range))]).toEqual([range, 416, "bytes */10", ""]);
        }
        const many = `bytes=${Array.from({ length: 1000 }, (_, i) => `${i}-${i}`).join(",")}`;
        expect((await part(many))[0]).toBe(416);
    });

    test("D10: an address is good for who asked, and only while they may", async () => {
        const { file } = await attached(kim, chat, "mine.txt", "mine");
        const url = await url_of(anna.client, file.id);
        const wrong = [
            url.replace(/\/([^/]*)\/mine\.txt$/, "/x.1.full.y/mine.txt"),
            url.replace("file_", "file_0"),
            "/api/v1/files/",
            "/api/v1/files/x",
            `/api/v1/files/${file.id}`,
        ];
        for (const one of wrong) expect([one, (await fetched(one)).status]).toEqual([one, 404]);
        expect((await fetched(`/api/v1/files/${file.id}//`)).status).toBe(400);
        expect((await fetched(url)).status).toBe(200);
        const other = await sign_in(server(), "anna");
        const of_other = await url_of(other, file.id);
        await other.call("auth.logout", {});
        expect((await fetched(of_other)).status).toBe(404);
        const posted = await fetch(`${server().url}${url}`, { method: "POST", body: "x" });
        expect(posted.status).toBe(405);
        const head = await fetch(`${server().url}${url}`, { method: "HEAD" });
        expect([head.status, head.headers.get("content-length")]).toEqual([200, "4"]);
    });

    test("what was uploaded and what became of it is counted", async () => {
        const now = await figures(server());
        expect(now.get("parley_files_total", { outcome: "ready" })).toBeGreaterThan(0);
        expect(now.get("parley_files_total", { outcome: "personal_data" })).toBeGreaterThan(0);
        expect(now.has("parley_files_waiting")).toBe(true);
    });

    test("neither names nor contents of files are in the log", () => {
        const log = server().log.join("\n");
        for (const word of ["order.txt", "4111", "Bericht", "mine.txt"]) {
            expect(log).not.toContain(word);
        }
    });
});

describe("api: files when the server is killed", () => {
    test("D06: an upload goes on, and what was acknowledged is there", starts, async () => {
        // Whoever was looking when it was killed is waited for no longer than this.
        const soon = { ...limits, file_check_s: 2 };
        const server = await new Server({ accounts, limits: soon }).start();
        let anna = await Desk.open(server, "anna");
        const kim = await new_visitor(server, "Kim");
        const chat = (await anna.chat_with(kim, "hello")).id;
        const bytes = bytes_of(randomBytes(600_000).toString("hex"));
        const same = { chat, client_id: uuid(), name: "long.txt", size: bytes.length };
        const put = (at: number) =>
            kim.call("file.upload", {
                ...same,
                at,
                data: bytes.subarray(at, at + piece_max).toString("base64"),
            });
        let { file } = await put(0);
        anna.socket.close();
        await server.stop("SIGKILL");
        await server.start();
        ({ file } = await put(0));
        expect(file.received).toBe(piece_max);
        while (file.state === "uploading") ({ file } = await put(file.received));
        await server.stop("SIGKILL");
        await server.start();
        expect(await settled(kim, file.id)).toMatchObject({ state: "ready" });
        await kim.call("message.post", { chat, client_id: uuid(), files: [file.id] });
        await server.stop("SIGKILL");
        await server.start();
        anna = await Desk.open(server, "anna");
        const { url } = await anna.client.call("file.get", { file: file.id });
        const got = await (await fetch(`${server.url}${url}`)).arrayBuffer();
        expect(Buffer.from(got).equals(bytes)).toBe(true);
        anna.socket.close();
        await server.finish();
    });
});

/** Plays clamd: answers each stream as it is told to, or not at all. */
class FakeScanner {
    says = "stream: OK";
    streams = 0;
    #server?: TcpServer;
    port = 0;

    start(port = 0): Promise<void> {
        this.#server = createServer((socket) => {
            let all = Buffer.alloc(0);
            socket.on("error", () => undefined);
            socket.on("data", (data) => {
                all = Buffer.concat([all, data]);
                if (all.toString("latin1").startsWith("zPING")) return socket.end("PONG\0");
                if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
                this.streams += 1;
                socket.end(`${this.says}\0`);
            });
        });
        const server = this.#server;
        return new Promise((resolve) =>
            server.listen(port, "127.0.0.1", () => {
                const address = server.address();
                if (address && typeof address === "object") this.port = address.port;
                resolve();
            }),
        );
    }
    stop(): Promise<void> {
        return new Promise((resolve) => this.#server?.close(() => resolve()));
    }
}

describe("api: files and the virus scanner", () => {
    const scanner = new FakeScanner();
    let server: Server;
    let anna: Desk;
    let kim: Client;
    let chat: string;

    beforeAll(async () => {
        await scanner.start();
        const options = ["--scanner", `127.0.0.1:${scanner.port}`];
        server = await new Server({ accounts, limits, options }).start();
        anna = await Desk.open(server, "anna");
        kim = await new_visitor(server, "Kim");
        chat = (await anna.chat_with(kim, "hello")).id;
    });
    afterAll(async () => {
        anna?.socket.close();
        await server?.finish();
        await scanner.stop();
    });

    test("D09: what is infected is refused", async () => {
        scanner.says = "stream: Win.Test.EICAR_HDB-1 FOUND";
        const { id } = await upload(kim, chat, "a.txt", "not really");
        expect(await settled(kim, id)).toMatchObject({ state: "refused", reason: "infected" });
        expect(scanner.streams).toBe(1);
    });

    test("D09: while the scanner is away nobody gets anything", async () => {
        await scanner.stop();
        const { id } = await upload(kim, chat, "b.txt", "harmless");
        await kim.call("message.post", { chat, client_id: uuid(), files: [id] });
        await found_soon(
            async () =>
                (await figures(server)).get("parley_files_total", { outcome: "later" }) ||
                undefined,
        );
        const waiting = await anna.client.call("file.get", { file: id });
        expect(waiting.file.state).toBe("checking");
        expect(waiting.url).toBeUndefined();
        scanner.says = "stream: OK";
        await scanner.start(scanner.port);
        expect(await settled(kim, id)).toMatchObject({ state: "ready" });
    });
});
