// Tokens: what is none signs nobody in, and none is told to anybody (faults B02, B03).

import { describe, expect, test } from "vitest";
import { Client, Desk, refused, Socket } from "./harness/client.ts";
import { agent, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna")] });

describe("api: tokens", () => {
    test.each([
        ["an empty one", ""],
        ["null", null],
        ["an array", []],
        ["an object", {}],
        ["a number", 0],
        ["true", true],
        ["a made-up one", "x".repeat(43)],
        ["a long one", "x".repeat(4000)],
    ])("B02: %s signs nobody in", async (_, token) => {
        const socket = await Socket.connect(server());
        const answer = await Promise.race([
            refused(socket.try("session.open", { token })).then((one) => one.problem.code),
            socket.closed.then((end) => end.code),
        ]).catch(() => socket.closed.then((end) => end.code));
        expect(["invalid", "unauthenticated", "bad_credentials", 4500]).toContain(answer);
        const end = await Promise.race([
            socket.closed.then((one) => one.code),
            socket.try("chat.list", {}).then(
                () => "signed in",
                () => socket.closed.then((one) => one.code),
            ),
        ]);
        expect([4500, 4501]).toContain(end);
    });

    test.each(["Bearer", "Bearer ", "Bearer null", "Bearer a b", "Basic YTpi", "bearer"])(
        "B02: the header %j signs nobody in",
        async (authorization) => {
            const { problem } = await refused(
                new Client(server()).try("chat.list", {}, { authorization }),
            );
            expect(problem.code).toBe("unauthenticated");
        },
    );

    test("B03: no answer and no event carries a token or a hash", async () => {
        const anna = await Desk.open(server(), "anna");
        const { token } = await new Client(server()).call("visitor.start", {});
        const kim = new Client(server(), token);
        const screen = await kim.socket();
        const chat = await anna.chat_with(kim, "hello");
        const seen = JSON.stringify([
            anna.socket.opened,
            anna.socket.events,
            screen.opened,
            screen.events,
            await anna.client.call("auth.me", {}),
            await anna.client.call("chat.get", { chat: chat.id }),
            await anna.client.call("chat.list", {}),
            await anna.client.call("queue.list", {}),
            await anna.client.call("offer.list", {}),
            await kim.call("chat.list", {}),
            await kim.call("message.list", { chat: chat.id }),
        ]);
        for (const secret of server().secrets) expect(seen).not.toContain(secret);
        expect(seen).not.toMatch(/"[^"]*(token|secret|hash|password)[^"]*":/i);
        await screen.close();
        await anna.socket.close();
    });
});
