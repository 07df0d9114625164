// `parley doctor` on places that are well and on places that are not (fault I05).

import { spawnSync } from "node:child_process";
import { chmodSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { agent, binary, embedded, Server, sql } from "./harness/server.ts";

type Finding = { check: string; verdict: "ok" | "warning" | "error"; text: string };
type Report = { status: number | null; ok: boolean; findings: Finding[] };

function doctor(...words: string[]): Report {
    const { status, stdout } = spawnSync(binary, ["doctor", "--json", ...words], {
        encoding: "utf8",
        timeout: 30_000,
    });
    return { status, ...JSON.parse(stdout) };
}

const texts_of = (report: Report, verdict: Finding["verdict"]) =>
    report.findings.filter((one) => one.verdict === verdict).map((one) => one.text);
const verdict_of = (report: Report, check: string) =>
    report.findings.find((one) => one.check === check)?.verdict;

async function with_server(run: (server: Server) => Promise<void> | void): Promise<void> {
    const server = new Server({ accounts: [agent("anna")] });
    try {
        await run(server);
    } finally {
        await server.finish();
    }
}

describe.runIf(embedded)("api: doctor of a directory", () => {
    test("one that is well, without and with a server", () =>
        with_server(async (server) => {
            const before = doctor(...server.place, "--thorough");
            expect(texts_of(before, "error")).toEqual([]);
            expect(verdict_of(before, "files")).toBe("ok");
            expect(before).toMatchObject({ status: 0, ok: true });
            expect(texts_of(before, "ok")).toContain("no server runs on the directory");
            await server.start();
            const during = doctor(...server.place);
            expect(during.status).toBe(0);
            expect(texts_of(during, "ok")).toContain("a server runs on the directory");
        }));

    test("for people: a line each, with its verdict first", () =>
        with_server((server) => {
            const { stdout } = spawnSync(binary, ["doctor", ...server.place], { encoding: "utf8" });
            expect(stdout).toMatch(/^((ok|warning|error) +\S.*\n)+$/);
        }));

    test("open to others: a warning", () =>
        with_server((server) => {
            chmodSync(server.dir, 0o755);
            const report = doctor(...server.place);
            expect(report.status).toBe(0);
            expect(texts_of(report, "warning").join()).toContain("open to other users");
        }));

    test.each([
        ["garbage", (file: string) => writeFileSync(file, "x".repeat(10_000)), "cannot be read"],
        ["cut off", (file: string) => truncateSync(file, 20_000), "damaged|cannot be read"],
        ["empty", (file: string) => writeFileSync(file, ""), "is empty"],
    ])("I05: a database that is %s is an error", (_, damage, words) =>
        with_server((server) => {
            damage(join(server.dir, "parley.db"));
            const report = doctor(...server.place);
            expect(report).toMatchObject({ status: 1, ok: false });
            expect(texts_of(report, "error").join()).toMatch(new RegExp(words));
            rmSync(join(server.dir, "parley.db"));
        }),
    );

    test("no directory, and nothing to look at", () => {
        expect(doctor("--data", "missing")).toMatchObject({ status: 1, ok: false });
        expect(spawnSync(binary, ["doctor"]).status).toBe(64);
    });
});

describe.skipIf(embedded)("api: doctor of PostgreSQL", () => {
    // The server of the tests does not flush, and is told so.
    const known = ["fsync is off: a power cut destroys the database"];

    test("one that is well, without and with a server", () =>
        with_server(async (server) => {
            const before = doctor(...server.place);
            expect(texts_of(before, "error")).toEqual(known);
            expect(texts_of(before, "ok")).toContain("no server runs on the database");
            expect(verdict_of(before, "walls")).toBe("ok");
            expect(verdict_of(before, "role")).toBe("ok");
            await server.start();
            const during = doctor(...server.place);
            expect(texts_of(during, "error")).toEqual(known);
            expect(texts_of(during, "ok")).toContain("servers that run on the database: 1");
        }));

    test("P17: a wall that is down and a role that passes all of them are errors", () =>
        with_server((server) => {
            const url = server.place[1] as string;
            sql("ALTER TABLE chats NO FORCE ROW LEVEL SECURITY", url);
            const report = doctor("--database", url.replace("parley@", "postgres@"));
            expect(report.status).toBe(1);
            expect(verdict_of(report, "role")).toBe("error");
            expect(texts_of(report, "error").join()).toContain("row security is off for chats");
        }));

    test("one that is new, and one that is not there", () => {
        const server = new Server({ blank: true });
        try {
            expect(verdict_of(doctor(...server.place), "schema")).toBe("warning");
        } finally {
            server.finish();
        }
        const nowhere = doctor("--database", "postgresql://parley:secret@127.0.0.1:1/x");
        expect(nowhere.status).toBe(1);
        expect(JSON.stringify(nowhere)).not.toContain("secret");
    });
});

describe("api: doctor of the bus", () => {
    async function with_listener(says: string, run: (url: string) => void | Promise<void>) {
        const listener = createServer((socket) => socket.end(says));
        await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
        const address = listener.address();
        if (address === null || typeof address === "string") throw new Error("no port");
        try {
            await run(`nats://name:word@127.0.0.1:${address.port}`);
        } finally {
            listener.close();
        }
    }

    /** As doctor(), while this process can answer. */
    const look = async (url: string): Promise<Report> => {
        const { spawn } = await import("node:child_process");
        const child = spawn(binary, ["doctor", "--json", "--bus", url]);
        let text = "";
        child.stdout.on("data", (piece) => {
            text += piece;
        });
        const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
        return { status, ...JSON.parse(text) };
    };

    test("NATS answers", () =>
        with_listener('INFO {"server_id":"x"}\r\n', async (url) => {
            const report = await look(url);
            expect(verdict_of(report, "bus")).toBe("ok");
            expect(JSON.stringify(report)).not.toContain("word");
        }));

    test("something else answers, or nothing", async () => {
        let gone = "";
        await with_listener("220 mail\r\n", async (url) => {
            gone = url;
            expect(await look(url)).toMatchObject({ status: 1, ok: false });
        });
        expect(texts_of(await look(gone), "error").join()).toContain("cannot be reached");
    });
});
