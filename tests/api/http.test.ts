// HTTP as bytes: heads and bodies that no well-meaning client sends (faults A01 to A06, G03).

import { describe, expect, test } from "vitest";
import { Client, read_answer, refused } from "./harness/client.ts";
import { exchange, request, Tcp, upgrade_lines, upgrade_request } from "./harness/raw.ts";
import { useServer } from "./harness/server.ts";

const server = useServer({ limits: { head_s: 2 } });

const json = ["Content-Type: application/json"];
const sized = [...json, "Content-Length: 2"];

describe("api: HTTP", () => {
    test("answers a well-formed call on a connection that stays open", async () => {
        const tcp = await Tcp.open(server());
        for (let i = 0; i < 2; i++) {
            tcp.write(request(server(), sized, "{}", "/api/v1/visitor.status"));
            expect((await tcp.answer()).status).toBe(200);
        }
        tcp.destroy();
    });

    test("A01: a head of more than 8 KiB gets 431 and the end of the connection", async () => {
        const answer = await exchange(
            server(),
            request(server(), [...sized, `X-Long: ${"x".repeat(9000)}`], "{}"),
        );
        expect(answer.status).toBe(431);
        await answer.closed();
    });

    test("A01: more than 100 header fields get 431 and the end of the connection", async () => {
        const many = Array.from({ length: 101 }, (_, i) => `X-${i}: 1`);
        const answer = await exchange(server(), request(server(), [...sized, ...many], "{}"));
        expect(answer.status).toBe(431);
        await answer.closed();
    });

    test.each([
        ["a length and chunks", ["Content-Length: 2", "Transfer-Encoding: chunked"], "0\r\n\r\n"],
        ["chunks and a length", ["Transfer-Encoding: chunked", "Content-Length: 2"], "0\r\n\r\n"],
        ["two different lengths", ["Content-Length: 2", "Content-Length: 3"], "{} "],
        ["a length with a sign", ["Content-Length: +2"], "{}"],
        ["a length in hexadecimal", ["Content-Length: 0x2"], "{}"],
        ["a negative length", ["Content-Length: -2"], "{}"],
        ["an unknown transfer coding", ["Transfer-Encoding: xchunked"], "0\r\n\r\n"],
    ])("A02: %s gets 400 and the end of the connection", async (_, lines, body) => {
        const answer = await exchange(server(), request(server(), [...json, ...lines], body));
        expect(answer.status).toBe(400);
        await answer.closed();
    });

    test.each([
        ["a header continued on the next line", ["X-A: 1\r\n continued"]],
        ["a bare CR in a header", ["X-A: 1\rX-B: 2"]],
        ["a space before the colon", ["X-A : 1"]],
        ["a NUL in a header", ["X-A: 1\u00002"]],
        ["a header without a colon", ["X-A"]],
        ["a header without a name", [": 1"]],
    ])("A03: %s gets 400 and the end of the connection", async (_, lines) => {
        const answer = await exchange(server(), request(server(), [...sized, ...lines], "{}"));
        expect(answer.status).toBe(400);
        await answer.closed();
    });

    test("A03: a chunk extension that ends with a bare LF gets 400", async () => {
        const lines = [...json, "Transfer-Encoding: chunked"];
        const answer = await exchange(server(), request(server(), lines, "2;x\n{}\r\n0\r\n\r\n"));
        expect(answer.status).toBe(400);
        await answer.closed();
    });

    test.each(["TRACE", "CONNECT", "DELETE", "PATCH"])(
        "A04: %s gets 405 and the methods that are allowed",
        async (method) => {
            const line = request(server(), ["Content-Length: 0"]).replace("POST", method);
            const answer = await exchange(server(), line);
            expect(answer.status).toBe(405);
            expect(answer.headers.get("allow")).toMatch(/POST|GET/);
        },
    );

    test("A04: an operation answers POST only", async () => {
        const response = await fetch(`${server().url}/api/v1/auth.me`);
        expect(response.status).toBe(405);
        expect(response.headers.get("allow")).toBe("POST");
    });

    test("A04: an unknown operation is not_found", async () => {
        const { status, problem } = await refused(new Client(server()).try("chat.juggle", {}));
        expect([status, problem.code]).toEqual([404, "not_found"]);
    });

    test.each([
        "/%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
        "/desk/../../../etc/passwd",
        "//etc/passwd",
        "/etc;x/passwd",
        "/%00",
        "/desk%00.html",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%",
        "/%zz",
        "/API/V1/AUTH.ME",
    ])("A05: the path %s leads to no file", async (path) => {
        const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server().port}\r\n\r\n`;
        const answer = await exchange(server(), head);
        expect([400, 404]).toContain(answer.status);
        expect(answer.body).not.toContain("root:");
    });

    test.each([
        ["without a key", /Sec-WebSocket-Key/, 400],
        ["with another version", /Sec-WebSocket-Version/, 426],
        ["without Connection", /^Connection/, 400],
    ])("A06: an upgrade %s is refused", async (_, line, status) => {
        const lines = upgrade_lines().filter((one) => !line.test(one));
        if (status === 426) lines.push("Sec-WebSocket-Version: 8");
        const answer = await exchange(server(), upgrade_request(server(), lines));
        if (status === 426) {
            expect(answer.status).toBe(426);
            expect(answer.headers.get("sec-websocket-version")).toBe("13");
        } else {
            // A request that is no upgrade at all may also be told that one is required.
            expect([400, 426]).toContain(answer.status);
        }
    });

    test("A20: an upgrade that does not offer parley.v1 is refused and told so", async () => {
        const lines = upgrade_lines().map((line) => line.replace("parley.v1", "parley.v9"));
        const answer = await exchange(server(), upgrade_request(server(), lines));
        expect(answer.status).toBe(400);
        expect(answer.body).toContain("parley.v1");
    });

    test.each([
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "",
    ])("G03: a body of type %j gets 415", async (type) => {
        const response = await new Client(server()).post("visitor.status", "{}", {
            "content-type": type,
        });
        expect(response.status).toBe(415);
    });

    test("G03: application/json with a charset is taken", async () => {
        const response = await new Client(server()).post("visitor.status", "{}", {
            "content-type": "application/json; charset=utf-8",
        });
        expect(response.status).toBe(200);
    });

    test("G03: a method in a header overrides nothing", async () => {
        const response = await fetch(`${server().url}/api/v1/visitor.start`, {
            headers: { "x-http-method-override": "POST" },
        });
        expect(response.status).toBe(405);
    });

    test("a body above 1 MiB gets too_large before it is read", async () => {
        const answer = await exchange(
            server(),
            request(server(), [...json, "Content-Length: 1048577"], "{"),
        );
        expect(answer.status).toBe(413);
        expect(JSON.parse(answer.body).code).toBe("too_large");
        await answer.closed();
    });

    test("a chunked body above 1 MiB gets too_large", async () => {
        const chunk = `10000\r\n${" ".repeat(65536)}\r\n`;
        const lines = [...json, "Transfer-Encoding: chunked"];
        const answer = await exchange(server(), request(server(), lines, chunk.repeat(17)));
        expect(answer.status).toBe(413);
    });

    test("a chunked body within the limit is read", async () => {
        const lines = [...json, "Transfer-Encoding: chunked"];
        const body = "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n";
        const answer = await exchange(
            server(),
            request(server(), lines, body, "/api/v1/visitor.status"),
        );
        expect(answer.status).toBe(200);
    });

    test("F01: a head that does not arrive in time ends the connection", async () => {
        const tcp = await Tcp.open(server());
        tcp.write("POST /api/v1/auth.me HTTP/1.1\r\nHost: ");
        const answer = await tcp.answer().catch(() => undefined);
        if (answer !== undefined) expect(answer.status).toBe(408);
        await tcp.ended;
    });

    test("every answer says what it is, is not stored and names no version", async () => {
        const response = await new Client(server()).post("visitor.status", "{}");
        expect(response.headers.get("content-type")).toBe("application/json");
        expect(response.headers.get("cache-control")).toBe("no-store");
        expect(response.headers.get("x-content-type-options")).toBe("nosniff");
        expect(response.headers.get("referrer-policy")).toBe("no-referrer");
        expect(response.headers.get("server") ?? "").not.toMatch(/\d/);
        await read_answer(response);
    });

    test("the pages forbid foreign frames, scripts and plugins", async () => {
        const response = await fetch(`${server().url}/desk`);
        const policy = response.headers.get("content-security-policy") ?? "";
        for (const rule of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
            expect(policy).toContain(rule);
        }
        expect(policy).not.toContain("unsafe-inline");
    });
});
