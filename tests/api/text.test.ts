// What becomes of a text on its way into the store (fault A21; protocol.md "Limits").

import { beforeAll, describe, expect, test } from "vitest";
import { type Client, Desk, new_visitor, refused, uuid } from "./harness/client.ts";
import { agent, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna")], limits: { customer_messages: 1000 } });

describe("api: text", () => {
    let visitor: Client;
    let desk: Desk;
    let chat: string;
    beforeAll(async () => {
        desk = await Desk.open(server(), "anna");
        visitor = await new_visitor(server());
        chat = (await desk.chat_with(visitor)).id;
    });

    const post = (text: string, from = visitor) =>
        from.call("message.post", { chat, client_id: uuid(), text });
    const stored = async (text: string) => (await post(text)).message.text;

    test.each([
        ["nothing", ""],
        ["white space", " \t\n  "],
        ["a no-break space", "\u00a0\u2003"],
        ["zero-width characters", "\u200b\u200d\ufeff"],
        ["bidirectional marks", "\u202e\u2066"],
        ["control characters", "\u0001\u0002"],
        ["blank letters", "\u3164\u2800"],
    ])("A21: a text of %s is empty and refused", async (_, text) => {
        const { problem } = await refused(post(text));
        expect([problem.code, problem.path]).toEqual(["invalid", "/text"]);
    });

    test("A21: a customer may write 500 code points and not 501", async () => {
        expect(await stored("😀".repeat(500))).toBe("😀".repeat(500));
        expect((await refused(post("😀".repeat(501)))).problem.path).toBe("/text");
    });

    test("A21: an agent may write 5,000 code points, and not 5,001", async () => {
        const { message } = await post("ä".repeat(5000), desk.client);
        expect(message.text).toBe("ä".repeat(5000));
        expect((await refused(post("ä".repeat(5001), desk.client))).problem.path).toBe("/text");
    });

    test("A21: text is stored in NFC", async () => {
        expect(await stored("Ku\u0308che")).toBe("Küche");
    });

    test("A21: at most 8 marks stay on one letter", async () => {
        const zalgo = `Z${"\u0335\u0316".repeat(50)}algo`;
        const text = await stored(zalgo);
        expect([...text].filter((c) => /\p{M}/u.test(c)).length).toBeLessThanOrEqual(8);
        expect(text.replace(/\p{M}/gu, "")).toBe("Zalgo");
    });

    test("A21: control characters are taken out, line ends and tabs stay", async () => {
        expect(await stored("a\u0007b\u001b[0m\nc\td\u0085")).toBe("ab[0m\nc\td");
    });

    test.each([
        ["a family", "👩‍👩‍👧‍👦"],
        ["Persian with a joiner", "می‌خواهم"],
        ["Arabic", "مرحبا بالعالم"],
        ["markup", "<script>alert(1)</script> &amp; **bold**"],
        ["SQL", "'; DROP TABLE messages; --"],
        ["a template", "{{7*7}} %s %n <%= 7 %>"],
        ["JSON", '{"jsonrpc":"2.0"}'],
    ])("%s is stored as it was written", async (_, text) => {
        const { message } = await post(text);
        const { items } = await desk.client.call("message.list", {
            chat,
            after_seq: message.seq - 1,
        });
        expect(items.map((one) => one.text)).toEqual([text]);
    });

    test("names are one line, trimmed and limited", async () => {
        const named = await new_visitor(server(), "  Kim\n\tLee \u202e ");
        const socket = await named.socket();
        expect(socket.opened.visitor?.name).toMatch(/^Kim {1,2}Lee/);
        await socket.close();
        const long = await refused(new_visitor(server(), "x".repeat(121)));
        expect([long.problem.code, long.problem.path]).toEqual(["invalid", "/name"]);
    });

    test.each(["kim", "@example.org", "kim@", "a@b@c", "kim @example.org"])(
        "the address %j is refused",
        async (email) => {
            const { problem } = await refused(visitor.try("visitor.start", { email }));
            expect([problem.code, problem.path]).toEqual(["invalid", "/email"]);
        },
    );

    test("customers never see what the form before the chat has told the staff", async () => {
        const fields = { order: "4711", page: "https://shop.example/cart" };
        const other = await new_visitor(server());
        const { chat: mine } = await other.call("chat.start", { queue: "anna", fields });
        expect(mine.fields).toBeUndefined();
        expect(mine.page).toBeUndefined();
        const offer = await desk.offer_of(mine.id);
        const accepted = await desk.client.call("chat.accept", { offer: offer.id });
        expect(accepted.chat.fields).toEqual({ order: "4711" });
        expect(accepted.chat.page).toBe("https://shop.example/cart");
    });
});
