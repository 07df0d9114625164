// T7, P19, fH12, fH14, fH15, fH16: card numbers, each of them unique, handed in at every text of
// every operation, right ones and refused ones; afterwards none of them is anywhere: in no file of
// the data, no log, no figure, no answer, no transcript, no export and no backup.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { params } from "./good_parameters.ts";
import { Client, found_soon, new_visitor, sign_in, uuid } from "./harness/client.ts";
import { figures } from "./harness/metrics.ts";
import { agent, binary, embedded, password, useServer } from "./harness/server.ts";
import type { Kind } from "./kinds.ts";
import { operations } from "./parameters.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("ben"),
        { name: "mona", password, role: "manager" },
        { name: "ines", password, role: "administrator" },
    ],
});

/** All that were handed in, as bare digits and as they were written. */
const planted: string[] = [];

function with_check_digit(body: string): string {
    for (let last = 0; ; last++) {
        const number = body + last;
        const sum = [...number].reverse().reduce((all, digit, place) => {
            const twice = Number(digit) * (place % 2 ? 2 : 1);
            return all + (twice > 9 ? twice - 9 : twice);
        }, 0);
        if (sum % 10 === 0) return number;
    }
}

let next = 0;
const grouped = (number: string, by: string) => number.match(/.{4}/g)!.join(by);
const ways: ((number: string) => string)[] = [
    (number) => number,
    (number) => grouped(number, " "),
    (number) => grouped(number, "-"),
    (number) => grouped(number, "."),
    (number) => grouped(number, "\u00a0"),
    (number) => grouped(number, " - "),
    (number) => `tel:+${number}`,
    (number) => `https://shop.example/pay?card=${number}&ok=1`,
    (number) => [...number].join(" "),
    (number) => [...number].join("\u200b"),
    (number) => [...number].map((one) => String.fromCodePoint(0xff10 + Number(one))).join(""),
    (number) => [...number].map((one) => `&#${48 + Number(one)};`).join(""),
    (number) => [...number].map((one) => `%3${one}`).join(""),
    (number) => `<b>${number.slice(0, 8)}</b><i>${number.slice(8)}</i>`,
    (number) => btoa(`card ${number}`),
];

/** A card number that nobody else has, in one way or another. */
function card(way = ways[next % ways.length]!): string {
    const number = with_check_digit(`4929${String(10_000_000_000 + ++next * 7_919)}`);
    const written = way(number);
    planted.push(number);
    if (written !== number) planted.push(written);
    return written;
}

/** For each kind of parameter a good value with card numbers where texts are. */
const filled: Partial<Record<Kind, () => unknown>> = {
    text: () => card(),
    texts: () => ({ a: card(), "cards-of": card() }),
    words: () => [card()],
    reasons: () => [{ key: "k", label: card() }],
    conditions: () => [{ subject: "name", test: "is", values: [card()] }],
    days: () => [{ date: "2026-12-24", name: card(), yearly: true, open: [] }],
    answers: () => [{ title: card(), phrases: [card()], text: card(), hands_over: false }],
    formats: () => [{ name: card(), pattern: "X[0-9]{9}", check: "none" }],
    card: () => ({ wanted: card(), tried: card() }),
};

async function quietly(call: Promise<unknown>): Promise<void> {
    await call.catch(() => undefined); // refused is as good: it must not be kept either
}

function files_below(folder: string): string[] {
    return readdirSync(folder, { recursive: true })
        .map((name) => join(folder, String(name)))
        .filter((path) => statSync(path).isFile());
}

function expect_nowhere(what: string, content: Buffer | string): void {
    const bytes = Buffer.from(content);
    const found = planted.filter((one) => bytes.includes(one));
    expect([what, found]).toEqual([what, []]);
}

describe("redaction: the canary", () => {
    test("no card number that is handed in is anywhere afterwards", {
        timeout: 120_000,
    }, async () => {
        const [anna, mona, ines] = await Promise.all(
            ["anna", "mona", "ines"].map((name) => sign_in(server(), name)),
        );
        const kim = await new_visitor(server());
        const [desk] = await Promise.all([anna!.socket(), ines!.socket()]);

        // Refused or not, every text of every operation, by everybody.
        for (const [name, row] of Object.entries(operations)) {
            if (name === "auth.logout") continue;
            for (const caller of [ines!, anna!, kim]) {
                const values = Object.entries(row.fields).flatMap(([key, field]) => {
                    const make = field.good ? undefined : filled[field.kind];
                    return make ? [[key, JSON.stringify(make())] as const] : [];
                });
                await caller.post(name, params(row, Object.fromEntries(values)));
            }
        }
        // And what is taken: said, written down, called so.
        const { token } = await new Client(server()).call("visitor.start", {
            name: `Lea ${card()}`,
            email: `${card(ways[0])}@example.org`,
            fields: { order: card(), topic: card() },
        });
        const lea = new Client(server(), token);
        await anna!.call("presence.set", { status: "available" });
        const { chat } = await lea.call("chat.start", {
            queue: "anna",
            text: `hello, ${card()}`,
            fields: { page: `https://shop.example/?q=${card(ways[0])}` },
        });
        await anna!.call("chat.accept_all", {});
        const own = { chat: chat.id };
        for (const way of ways) {
            await lea.call("message.post", {
                ...own,
                client_id: uuid(),
                text: `it is ${card(way)}`,
            });
            await anna!.call("message.post", { ...own, client_id: uuid(), text: card(way) });
        }
        await quietly(lea.call("chat.typing", { ...own, typing: true, text: card() }));
        await mona!.call("chat.monitor", own);
        await mona!.call("chat.whisper", { ...own, client_id: uuid(), text: card() });
        await mona!.call("chat.draft", { ...own, text: card() });
        await anna!.call("message.note", { ...own, client_id: uuid(), text: `note ${card()}` });
        await anna!.call("chat.save_log", { ...own, note: card(), draft: true });
        await anna!.call("chat.ask_help", { ...own, text: card() });
        await anna!.call("canned.create", {
            scope: "personal",
            code: "mine",
            title: card(),
            text: card(),
        });
        await ines!.call("team.save", { name: card() });
        await ines!.call("redaction.try", { text: card() });
        for (const who of [lea, anna!]) {
            const bytes = Buffer.from(`order\n${card()}\n`);
            const { file } = await who.call("file.upload", {
                ...own,
                client_id: uuid(),
                name: `bill ${card()}.txt`,
                size: bytes.length,
                at: 0,
                data: bytes.toString("base64"),
            });
            const reason = await found_soon(
                async () => (await who.call("file.get", { file: file.id })).file.reason,
            );
            expect(reason).toBe("personal_data");
        }
        await quietly(anna!.call("chat.end", { ...own, reason: card() }));
        await lea.call("chat.rate", { ...own, score: 3, comment: `fine, ${card()}` });

        // What is asked for, in any form.
        const answers = [
            await mona!.call("message.list", own),
            await mona!.call("chat.transcript", own),
            await lea.call("chat.transcript", own),
            await mona!.call("chat.notes", own),
            await ines!.call("audit.list", { limit: 200 }),
            await mona!.call("chat.list", { limit: 50 }),
            await ines!.call("team.list", {}),
            desk!.events,
        ];
        for (const answer of answers) expect_nowhere("an answer", JSON.stringify(answer));
        expect(JSON.stringify(answers)).toContain("••••");
        expect_nowhere("the figures", (await figures(server())).text);
        expect_nowhere("the log", server().log.join("\n"));
        await desk!.close();
        if (!embedded) return;
        // While it runs: the write-ahead log, too.
        for (const path of files_below(server().dir)) expect_nowhere(path, readFileSync(path));
        const backups = mkdtempSync(join(tmpdir(), "parley-canary-"));
        try {
            const copy = join(backups, "copy");
            execFileSync(binary, ["backup", ...server().place, "--to", copy], { stdio: "ignore" });
            for (const path of files_below(backups)) expect_nowhere(path, readFileSync(path));
        } finally {
            rmSync(backups, { recursive: true });
        }
    });
});
