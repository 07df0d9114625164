// What pages of other sites may do with the cookies of a signed-in browser: nothing (faults G01,
// G03 to G05, B23).

import { beforeAll, describe, expect, test } from "vitest";
import { Client, refused, Socket, soon } from "./harness/client.ts";
import { exchange, RawSocket, request, upgrade_lines, upgrade_request } from "./harness/raw.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna")] });

describe("api: origins", () => {
    let cookie = "";
    beforeAll(async () => {
        const params = JSON.stringify({ name: "anna", password });
        const response = await new Client(server()).post("auth.login", params);
        cookie = response.headers.getSetCookie()[0]?.split(";")[0] as string;
    });

    const foreign = () => [
        "https://evil.example",
        "null",
        `http://127.0.0.1:${server().port + 1}`,
        `https://127.0.0.1:${server().port}`,
        `http://127.0.0.1.evil.example:${server().port}`,
        `http://evil127.0.0.1:${server().port}`,
        `http://127.0.0.1:${server().port}.evil.example`,
        `http://127.0.0.1:${server().port}@evil.example`,
    ];

    test.each([0, 1, 2, 3, 4, 5, 6, 7])(
        "G01: a socket with a cookie from foreign origin %d is not signed in",
        async (i) => {
            const origin = foreign()[i] as string;
            const lines = [...upgrade_lines(), `Origin: ${origin}`, `Cookie: ${cookie}`];
            const answer = await exchange(server(), upgrade_request(server(), lines));
            if (answer.status !== 101) {
                expect(answer.status).toBe(403);
                return;
            }
            const socket = await Socket.connect(server(), { cookie, origin });
            await refused(socket.call("session.open", {})).catch(() => undefined);
            expect([4500, 4505]).toContain((await soon(socket.closed, "the end")).code);
        },
    );

    test("G01: a cookie without an Origin signs no socket in", async () => {
        const socket = await RawSocket.open(server(), [`Cookie: ${cookie}`]).catch(() => undefined);
        if (socket === undefined) return; // refused before the upgrade: as good
        socket.say({ jsonrpc: "2.0", id: 1, method: "session.open", params: {} });
        expect([4500, 4505]).toContain((await socket.close_frame()).code);
    });

    test("G04: a call with a cookie from a foreign origin is refused", async () => {
        for (const origin of foreign()) {
            const { status } = await refused(
                new Client(server()).try("auth.me", {}, { cookie, origin }),
            );
            expect([401, 403]).toContain(status);
        }
    });

    test("G04: a call with a cookie and without an Origin is refused", async () => {
        const lines = ["Content-Type: application/json", "Content-Length: 2", `Cookie: ${cookie}`];
        const answer = await exchange(server(), request(server(), lines, "{}"));
        expect([401, 403]).toContain(answer.status);
    });

    test("G05: no origin is ever allowed to read with credentials", async () => {
        for (const origin of foreign()) {
            const response = await new Client(server()).post("visitor.status", "{}", { origin });
            expect(response.headers.get("access-control-allow-credentials")).toBeNull();
        }
    });

    test("B23: a Host that is not ours gets 421", async () => {
        const head = `GET /desk HTTP/1.1\r\nHost: evil.example\r\n\r\n`;
        expect((await exchange(server(), head)).status).toBe(421);
    });

    test.each(["", "Host: a\r\nHost: b"])(
        "a request with the host lines %j gets 400",
        async (lines) => {
            const head = `GET /desk HTTP/1.1\r\n${lines === "" ? "" : `${lines}\r\n`}\r\n`;
            expect((await exchange(server(), head)).status).toBe(400);
        },
    );
});
