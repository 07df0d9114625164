// Formatted text (O15): a tree that is stored as it is shown and read by everybody as a text; each
// bad tree names its place; and only who may, where the queue has it (faults C01, C02, C04).

import { beforeAll, describe, expect, test } from "vitest";
import type { Block, Chat, RichText } from "../../web/sdk/src/generated.ts";
import {
    type Client,
    Desk,
    new_visitor,
    refused,
    type Socket,
    sign_in,
    uuid,
} from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [agent("anna"), { name: "ines", password, role: "administrator" }],
});

const p = (text: string): Block => ({ kind: "paragraph", spans: [{ text }] });
const body: RichText = {
    blocks: [
        { kind: "paragraph", spans: [{ text: "Three " }, { text: "steps", bold: true }] },
        {
            kind: "numbers",
            items: [[p("Open it")], [p("Wait"), { kind: "bullets", items: [[p("long")]] }]],
        },
        { kind: "table", rows: [[{ header: true, blocks: [p("Size")] }, { blocks: [p("10 €")] }]] },
        { kind: "paragraph", spans: [{ text: "help", link: "https://example.com/help" }] },
    ],
};
const text =
    "Three steps\n1. Open it\n2. Wait\n   • long\nSize\t10 €\nhelp (https://example.com/help)";

describe("api: formatted text", () => {
    let anna: Desk;
    let ines: Client;
    let kim: Client;
    let screen: Socket;
    let chat: Chat;
    const post = (what: object, who: Client | Socket = anna.client) =>
        who.call("message.post", { chat: chat.id, client_id: uuid(), ...what });
    const switched = async (value: "true" | "false") => {
        const { items } = await ines.call("queue.list", {});
        const queue = items.find((one) => one.name === "anna")!;
        await ines.call("settings.update", {
            scope: "queue",
            id: queue.id,
            set: { rich_text: value },
        });
    };

    beforeAll(async () => {
        ines = await sign_in(server(), "ines");
        anna = await Desk.open(server(), "anna");
        await switched("true");
        kim = await new_visitor(server(), "Kim");
        screen = await kim.socket();
        chat = await anna.chat_with(kim, "How?");
    });

    test("a tree reaches everybody as it is, with its plain text", async () => {
        expect(chat.rich_text).toBe(true);
        const { message } = await post({ body });
        expect(message).toMatchObject({ text, body });
        const told = await screen.event("message.posted", (e) => e.message.id === message.id);
        expect(told.message).toMatchObject({ text, body });
        for (const who of [kim, anna.client]) {
            const { items } = await who.call("message.list", { chat: chat.id });
            expect(items.find((one) => one.id === message.id)).toMatchObject({ text, body });
        }
        const missing = await kim.call("session.sync", { chats: { [chat.id]: message.seq - 1 } });
        expect(missing.chats[0]?.messages[0]).toMatchObject({ text, body });
        const { chat: seen } = await kim.call("chat.get", { chat: chat.id });
        expect(seen.last_message?.body).toEqual(body);
        expect(seen.rich_text).toBeUndefined();
        const transcript = await kim.call("chat.transcript", { chat: chat.id, language: "en" });
        for (const line of text.split("\n")) expect(transcript.text).toContain(line.trim());
        expect(transcript.text).not.toContain("{");
    });

    test("plain messages have no body", async () => {
        const { message } = await post({ text: "plain" });
        expect(message).not.toHaveProperty("body");
    });

    test("what is equal is stored the same, and sent again it is the same message", async () => {
        const client_id = uuid();
        const loose = {
            blocks: [
                p(""),
                {
                    kind: "paragraph",
                    spans: [{ text: " a" }, { text: "", bold: true }, { text: "b " }],
                },
            ],
        };
        const first = await post({ client_id, body: loose });
        expect(first.message).toMatchObject({ text: "ab", body: { blocks: [p("ab")] } });
        const again = await post({ client_id, body: { blocks: [p("ab")] } });
        expect(again).toMatchObject({ duplicate: true, message: { id: first.message.id } });
        for (const other of [{ text: "ab" }, { body: { blocks: [p("abc")] } }]) {
            const { problem } = await refused(post({ client_id, ...other }));
            expect(problem.code).toBe("conflict");
        }
    });

    const span = (more: object) => ({
        blocks: [{ kind: "paragraph", spans: [{ text: "a", ...more }] }],
    });
    const link = (address: string) => span({ link: address });
    const nested = (depth: number): Block =>
        depth > 1 ? { kind: "bullets", items: [[nested(depth - 1)]] } : p("deep");
    const at_span = "/body/blocks/0/spans/0";
    test.each<[string, unknown, string]>([
        ["HTML", "<b>bold</b>", "/body"],
        ["nothing", { blocks: [] }, "/body/blocks"],
        ["blank", { blocks: [p(" \n"), { kind: "bullets", items: [[]] }] }, "/body"],
        ["another member", { blocks: [p("a")], html: "<b>" }, "/body/html"],
        [
            "another kind",
            { blocks: [p("a"), { kind: "script", text: "a" }] },
            "/body/blocks/1/kind",
        ],
        ["an image", { blocks: [{ kind: "image", src: "x" }] }, "/body/blocks/0/kind"],
        ["a style", span({ style: "color:red" }), `${at_span}/style`],
        ["a handler", span({ onclick: "alert(1)" }), `${at_span}/onclick`],
        ["javascript:", link("javascript:alert(1)"), `${at_span}/link`],
        ["JAVASCRIPT: with white space", link(" \tJAVA\nSCRIPT:alert(1)"), `${at_span}/link`],
        ["data:", link("data:text/html,<script>"), `${at_span}/link`],
        ["vbscript:", link("vbscript:x"), `${at_span}/link`],
        ["//host", link("//example.com"), `${at_span}/link`],
        ["a user before the host", link("https://bank.com@evil.com"), `${at_span}/link`],
        ["a host of other letters", link("https://аpple.com"), `${at_span}/link`],
        ["2,001 characters", link(`https://a/${"a".repeat(1_991)}`), `${at_span}/link`],
        ["an empty list", { blocks: [{ kind: "bullets", items: [] }] }, "/body/blocks/0/items"],
        ["too deep", { blocks: [nested(9)] }, `/body/blocks${"/0/items/0".repeat(8)}`],
        [
            "more than 64 KiB",
            {
                blocks: Array.from({ length: 40 }, (_, i) => ({
                    kind: "paragraph",
                    spans: [{ text: `${i}`, link: `https://a/${"a".repeat(1_900)}` }],
                })),
            },
            "/body",
        ],
        ["too long", { blocks: [p("a".repeat(5_001))] }, "/body"],
    ])("refused: %s", async (_, bad, path) => {
        const { problem } = await refused(post({ body: bad }));
        expect([problem.code, problem.path]).toEqual(["invalid", path]);
    });

    test("as deep and as long as it may be", async () => {
        const { message } = await post({ body: { blocks: [nested(8)] } }, anna.socket);
        expect(message.text).toBe(`${"• ".repeat(7)}deep`);
        const most = { blocks: [{ kind: "bullets", items: [[p("é".repeat(5_000))]] }] };
        expect((await post({ body: most })).message.text).toHaveLength(5_002);
    });

    test("what must not be kept is taken out of the tree, too, whatever its looks", async () => {
        const spans = [
            { text: "Card " },
            { text: "4111 1111 ", bold: true },
            { text: "1111 1111", italic: true },
        ];
        const card = { blocks: [{ kind: "bullets", items: [[{ kind: "paragraph", spans }]] }] };
        const client_id = uuid();
        const { message } = await post({ client_id, body: card });
        expect(message.redacted).toEqual(["card"]);
        const { items } = await kim.call("message.list", { chat: chat.id });
        const stored = items.find((one) => one.id === message.id);
        for (const told of [message, stored]) {
            expect(told?.text).toContain("Card ");
            expect(JSON.stringify(told)).not.toMatch(/4111|1111 1/);
        }
        expect((await post({ client_id, body: card })).duplicate).toBe(true);
    });

    test("text or body", async () => {
        const both = await refused(post({ text: "a", body }));
        expect([both.problem.code, both.problem.path]).toEqual(["invalid", "/body"]);
        const none = await refused(post({}));
        expect([none.problem.code, none.problem.path]).toEqual(["invalid", "/text"]);
    });

    test("customers write plain text, and stars stay stars", async () => {
        const { problem } = await refused(post({ body }, kim));
        expect([problem.code, problem.path]).toEqual(["forbidden", "/body"]);
        const { message } = await post({ text: "*bold*\n- a\n<script>alert(1)</script>" }, kim);
        expect(message.text).toBe("*bold*\n- a\n<script>alert(1)</script>");
        expect(message).not.toHaveProperty("body");
    });

    test("not where the queue has none, nor without the right", async () => {
        await switched("false");
        const off = await refused(post({ body }));
        expect([off.problem.code, off.problem.path]).toEqual(["forbidden", "/body"]);
        const { chat: now } = await anna.client.call("chat.get", { chat: chat.id });
        expect(now).not.toHaveProperty("rich_text");
        await switched("true");
        await ines.call("role.save", {
            key: "plain",
            label: "Plain",
            rights: ["chat_handle", "own_status", "queue_view"],
        });
        const me = (await anna.client.call("auth.me", {})).user.id;
        await ines.call("user.update", { user: me, roles: ["plain"] });
        expect((await refused(post({ body }))).problem.code).toBe("forbidden");
        await post({ text: "plain goes" });
        await ines.call("user.update", { user: me, roles: ["agent"] });
    });
});
