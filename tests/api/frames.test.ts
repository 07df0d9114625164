// WebSocket frames that break RFC 6455 or our limits (faults A07 to A16). Each must end its own
// socket with the right code and leave the server alone.

import { afterEach, describe, expect, test } from "vitest";
import { type Client, Desk, new_visitor, uuid } from "./harness/client.ts";
import { frame, opcode, RawSocket } from "./harness/raw.ts";
import { agent, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna")], limits: { message_s: 2 } });

let socket: RawSocket | undefined;
afterEach(() => socket?.tcp.destroy());

async function code_after(...frames: Uint8Array[]): Promise<number> {
    socket = await RawSocket.open(server());
    socket.write(...frames);
    return (await socket.close_frame()).code;
}

const visitor_socket = async () => {
    const visitor = await new_visitor(server());
    return RawSocket.signed_in(server(), visitor.token as string);
};

describe("api: frames", () => {
    test("a socket that goes while it is being opened harms nobody", async () => {
        const opening = frame(
            JSON.stringify({
                jsonrpc: "2.0",
                id: 1,
                method: "session.open",
                params: { token: "none" },
            }),
        );
        const sockets = 1500;
        for (let done = 0; done < sockets; done += 50) {
            const batch = await Promise.all(
                Array.from({ length: 50 }, () => RawSocket.open(server())),
            );
            // Some are gone before the token has been looked up, some while, some after.
            await Promise.all(
                batch.map(async (one, index) => {
                    one.write(opening);
                    for (let turn = 0; turn < index % 5; ++turn) {
                        await new Promise((resolve) => setImmediate(resolve));
                    }
                    one.tcp.reset();
                }),
            );
        }
        expect((await new_visitor(server())).token).toBeDefined();
    });

    test("A07: an unmasked frame gets 1002", async () => {
        expect(await code_after(frame("{}", { masked: false }))).toBe(1002);
    });

    test.each([1, 2, 4])("A08: reserved bit %d gets 1002", async (rsv) => {
        expect(await code_after(frame("{}", { rsv }))).toBe(1002);
    });

    test.each([3, 4, 5, 6, 7, 11, 12, 13, 14, 15])(
        "A08: reserved opcode %d gets 1002",
        async (op) => {
            expect(await code_after(frame("", { opcode: op }))).toBe(1002);
        },
    );

    test.each([
        ["a ping in pieces", [frame("a", { opcode: opcode.ping, fin: false })]],
        ["a ping of 126 bytes", [frame("a".repeat(126), { opcode: opcode.ping })]],
        ["a continuation of nothing", [frame("a", { opcode: opcode.more })]],
        ["a new message within another", [frame("{", { fin: false }), frame("{}")]],
    ])("A09: %s gets 1002", async (_, frames) => {
        expect(await code_after(...frames)).toBe(1002);
    });

    test("A09: a ping within a fragmented message is answered", async () => {
        socket = await RawSocket.open(server());
        socket.write(frame('{"jsonrpc"', { fin: false }), frame("hello", { opcode: opcode.ping }));
        const { opcode: kind, payload } = await socket.next();
        expect([kind, payload.toString()]).toEqual([opcode.pong, "hello"]);
    });

    test("A10: a binary message gets 1003", async () => {
        expect(await code_after(frame("{}", { opcode: opcode.binary }))).toBe(1003);
    });

    test.each([
        ["a lone surrogate", [0xed, 0xa0, 0x80]],
        ["an overlong slash", [0xc0, 0xaf]],
        ["a byte that never occurs", [0xff]],
        ["a truncated letter", [0xc3]],
        ["a point beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ])("A11: %s gets 1007", async (_, bytes) => {
        expect(await code_after(frame(Uint8Array.from(bytes)))).toBe(1007);
    });

    test("A11: a letter cut by the border of two fragments is whole again", async () => {
        const [first, second] = [Uint8Array.from([0x22, 0xc3]), Uint8Array.from([0xa4, 0x22])];
        socket = await RawSocket.open(server());
        socket.write(frame(first, { fin: false }), frame(second, { opcode: opcode.more }));
        const { opcode: kind, payload } = await socket.next();
        expect(kind).toBe(opcode.text); // JSON, but no call: refused, not closed
        expect(payload.toString()).toContain('"error"');
    });

    test("A11: a letter left open at the end gets 1007", async () => {
        const [first, second] = [Uint8Array.from([0x22, 0xc3]), Uint8Array.from([0x22])];
        const frames = [frame(first, { fin: false }), frame(second, { opcode: opcode.more })];
        expect(await code_after(...frames)).toBe(1007);
    });

    const close_with = (code: number, reason: string | Uint8Array = "") => {
        const head = Buffer.from([code >> 8, code & 255]);
        return frame(Buffer.concat([head, Buffer.from(reason as Uint8Array)]), {
            opcode: opcode.close,
        });
    };

    test.each([0, 999, 1004, 1005, 1006, 1015, 2999, 5000])(
        "A12: close code %d gets 1002",
        async (code) => {
            expect(await code_after(close_with(code))).toBe(1002);
        },
    );

    test("A12: a close frame of one byte gets 1002", async () => {
        expect(await code_after(frame("x", { opcode: opcode.close }))).toBe(1002);
    });

    test("A12: a close reason that is no UTF-8 gets 1007", async () => {
        expect(await code_after(close_with(1000, Uint8Array.from([0xff])))).toBe(1007);
    });

    test("A12: a good close frame is answered with its own code", async () => {
        expect(await code_after(close_with(1000, "bye"))).toBe(1000);
    });

    test("A13: a length of 2^63 gets 1002 or 1009 before anything is allocated", async () => {
        expect([1002, 1009]).toContain(await code_after(frame("", { length: 1n << 63n })));
    });

    test("A13: a length of 2^40 gets 1009 before anything is allocated", async () => {
        expect(await code_after(frame("", { length: 1n << 40n }))).toBe(1009);
    });

    test("A14: a customer's message of more than 16 KiB gets 1009", async () => {
        socket = await visitor_socket();
        socket.write(frame(" ".repeat(16 * 1024 + 1)));
        expect((await socket.close_frame()).code).toBe(1009);
    });

    test("A14: so does one that passes 16 KiB in pieces", async () => {
        socket = await visitor_socket();
        const piece = " ".repeat(9000);
        socket.write(frame(piece, { fin: false }), frame(piece, { opcode: opcode.more }));
        expect((await socket.close_frame()).code).toBe(1009);
    });

    test("A14: an agent may send 64 KiB, and not more", async () => {
        const { client } = await Desk.open(server(), "anna");
        socket = await RawSocket.signed_in(server(), client.token as string);
        const call = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "auth.me", params: {} });
        socket.write(frame(call.padEnd(60 * 1024)));
        expect((await socket.next()).payload.toString()).toContain('"result"');
        socket.write(frame(" ".repeat(64 * 1024 + 1)));
        expect((await socket.close_frame()).code).toBe(1009);
    });

    test("A15: the 65th fragment of a message gets 1008", async () => {
        const first = frame(" ", { fin: false });
        const more = frame(" ", { fin: false, opcode: opcode.more });
        expect(await code_after(first, ...Array(64).fill(more))).toBe(1008);
    });

    test("A15: 64 fragments are one message", async () => {
        const text = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "session.open", params: {} });
        const pieces = Array.from({ length: 64 }, (_, i) => text.padEnd(64).slice(i, i + 1));
        pieces[63] += text.slice(64);
        socket = await RawSocket.open(server());
        socket.write(
            ...pieces.map((piece, i) =>
                frame(piece, { fin: i === 63, opcode: i === 0 ? opcode.text : opcode.more }),
            ),
        );
        const { opcode: kind } = await socket.next();
        expect(kind).not.toBe(0);
    });

    test("A15: a message that does not end in time gets 1008", async () => {
        expect(await code_after(frame("{", { fin: false }))).toBe(1008);
    });

    test("A16: empty continuations without end get 1008", async () => {
        const first = frame("", { fin: false });
        const more = frame("", { fin: false, opcode: opcode.more });
        expect(await code_after(first, ...Array(100).fill(more))).toBe(1008);
    });

    test("F07: more than 20 pings in 10 s get 1008", async () => {
        const pings = Array(21).fill(frame("", { opcode: opcode.ping }));
        expect(await code_after(...pings)).toBe(1008);
    });

    test("after all this the server serves as before", async () => {
        const desk = await Desk.open(server(), "anna");
        const visitor: Client = await new_visitor(server());
        const chat = await desk.chat_with(visitor, "hello");
        const params = { chat: chat.id, client_id: uuid(), text: "still here" };
        expect((await visitor.call("message.post", params)).duplicate).toBe(false);
    });
});
