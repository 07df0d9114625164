// JSON-RPC calls over a socket: malformed ones, ones at the wrong time, batches (faults A17 to
// A20).

import { describe, expect, test } from "vitest";
import { Client, new_visitor, refused, Socket, sign_in, soon } from "./harness/client.ts";
import { agent, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna")], limits: { hello_s: 1, bad_frames: 30 } });

const malformed: [string, string][] = [
    ["a truncated object", "{"],
    ["bytes after the end", "{} {}"],
    ["a key that stands twice", '{"jsonrpc":"2.0","id":1,"id":2,"method":"auth.me"}'],
    ["33 levels", `${"[".repeat(33)}${"]".repeat(33)}`],
    ["a number of 10^400", '{"jsonrpc":"2.0","id":1,"method":"auth.me","params":{"x":1e400}}'],
    ["NaN", '{"jsonrpc":"2.0","id":NaN,"method":"auth.me"}'],
    ["a byte order mark", '\uFEFF{"jsonrpc":"2.0","id":1,"method":"auth.me"}'],
    ["a comment", '{/* */"jsonrpc":"2.0","id":1,"method":"auth.me"}'],
    ["a comma too many", '{"jsonrpc":"2.0","id":1,"method":"auth.me",}'],
    ["single quotes", "{'jsonrpc':'2.0'}"],
    ["nothing", ""],
];

describe("api: calls", () => {
    test.each(malformed)(
        "A17: over a socket %s is refused and the socket stays",
        async (_, text) => {
            const socket = await (await sign_in(server(), "anna")).socket();
            socket.send(text);
            const stray = await socket.until(() => socket.strays[0], "an error without an id");
            expect(stray.error?.code).toBe(-32700);
            expect(stray.error?.data?.code).toBe("invalid");
            await socket.call("auth.me", {});
            await socket.close();
        },
    );

    test.each(malformed)("A17: over HTTP %s is refused", async (_, text) => {
        const response = await new Client(server()).post("visitor.status", text);
        const problem = await response.json();
        expect([400, 422]).toContain(response.status);
        expect(problem).toMatchObject({ status: response.status, code: "invalid" });
    });

    test("A17: many unreadable frames within a minute get 4501", async () => {
        const socket = await (await sign_in(server(), "anna")).socket();
        for (let i = 0; i < 31; i++) socket.send("{");
        expect((await soon(socket.closed, "the end of the socket")).code).toBe(4501);
    });

    test.each([
        ["no version", { id: 1, method: "auth.me", params: {} }],
        ["version 1.0", { jsonrpc: "1.0", id: 1, method: "auth.me", params: {} }],
        ["no method", { jsonrpc: "2.0", id: 1, params: {} }],
        ["a number for a method", { jsonrpc: "2.0", id: 1, method: 7, params: {} }],
        ["a text", "auth.me"],
        ["an id that is an object", { jsonrpc: "2.0", id: {}, method: "auth.me", params: {} }],
    ])("%s is an invalid request", async (_, call) => {
        const socket = await (await sign_in(server(), "anna")).socket();
        socket.send(JSON.stringify(call));
        const answer = await socket
            .until(() => socket.strays[0], "an error")
            .catch(() => undefined);
        expect(answer?.error?.code).toBe(-32600);
        await socket.close();
    });

    test("A18: an unknown method is refused with JSON-RPC's number", async () => {
        const socket = await (await sign_in(server(), "anna")).socket();
        const { problem, rpc_code } = await refused(socket.try("chat.juggle", {}));
        expect([rpc_code, problem.code]).toEqual([-32601, "not_found"]);
        await socket.close();
    });

    test("A18: bad parameters are refused with JSON-RPC's number and their path", async () => {
        const socket = await (await sign_in(server(), "anna")).socket();
        const { problem, rpc_code } = await refused(socket.try("chat.get", { chat: 7 }));
        expect([rpc_code, problem.code, problem.path]).toEqual([-32602, "invalid", "/chat"]);
        await socket.close();
    });

    test("A18: parameters in an array are refused", async () => {
        const socket = await (await sign_in(server(), "anna")).socket();
        expect((await refused(socket.try("chat.get", ["chat"]))).problem.code).toBe("invalid");
        await socket.close();
    });

    test("parameters may be left out where none are needed", async () => {
        const socket = await (await sign_in(server(), "anna")).socket();
        const { user } = await socket.try<{ user: { name: string } }>("auth.me", undefined);
        expect(user.name).toBe("anna");
        await socket.close();
    });

    test("an id that is a text comes back as it was", async () => {
        const socket = await (await sign_in(server(), "anna")).socket();
        socket.send('{"jsonrpc":"2.0","id":"a\\"ä\\u0001","method":"auth.me","params":{}}');
        const answer = (await socket.until(() => socket.strays[0], "the answer")) as {
            id?: unknown;
        };
        expect(answer.id).toBe('a"ä\u0001');
        await socket.close();
    });

    test("a batch is answered call by call, and its notifications not at all", async () => {
        const socket = await (await sign_in(server(), "anna")).socket();
        const call = { jsonrpc: "2.0", method: "auth.me", params: {} };
        socket.send(JSON.stringify([{ ...call, id: "a" }, call, { ...call, id: "b" }]));
        await socket.until(() => socket.strays[1], "both answers");
        await socket.call("auth.me", {});
        const ids = socket.strays.map((answer) => (answer as { id?: unknown }).id);
        expect(ids.sort()).toEqual(["a", "b"]);
        await socket.close();
    });

    test("an empty batch is an invalid request", async () => {
        const socket = await (await sign_in(server(), "anna")).socket();
        socket.send("[]");
        const answer = await socket.until(() => socket.strays[0], "an error");
        expect(answer.error?.code).toBe(-32600);
        await socket.close();
    });

    test("A19: a call before session.open gets 4501", async () => {
        const socket = await Socket.connect(server());
        socket.send('{"jsonrpc":"2.0","id":1,"method":"visitor.status","params":{}}');
        expect((await soon(socket.closed, "the end of the socket")).code).toBe(4501);
    });

    test("A19: a second session.open gets 4501", async () => {
        const visitor = await new_visitor(server());
        const socket = await visitor.socket();
        const second = socket.call("session.open", { token: visitor.token as string });
        expect((await soon(socket.closed, "the end of the socket")).code).toBe(4501);
        await second.catch(() => undefined);
    });

    test("A19: no session.open in time gets 4502", async () => {
        const socket = await Socket.connect(server());
        expect((await soon(socket.closed, "the end of the socket")).code).toBe(4502);
    });

    test("session.open tells the time, the heartbeat and who it is", async () => {
        const before = Date.now();
        const socket = await (await sign_in(server(), "anna")).socket();
        const { server_time, heartbeat_s, user, reset, cursor } = socket.opened;
        expect(Math.abs(Date.parse(server_time) - before)).toBeLessThan(5000);
        expect(server_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(heartbeat_s).toBeGreaterThan(0);
        expect(user?.name).toBe("anna");
        expect(reset).toBe(false);
        expect(cursor).toEqual(expect.any(String));
        await socket.close();
        const visitor = await (await new_visitor(server(), "Kim")).socket();
        expect(visitor.opened.visitor?.name).toBe("Kim");
        expect(visitor.opened.user).toBeUndefined();
        await visitor.close();
    });
});
