// Transcripts by mail, with a real mail server: what arrives there, and what becomes of a mail that
// it does not take, takes and does not say so, or never answers (C11, fC12, P2).

import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, Desk, found_soon, new_visitor, refused, sign_in, uuid } from "./harness/client.ts";
import { MailServer, use_mail } from "./harness/mail.ts";
import { eventually, figures } from "./harness/metrics.ts";
import { agent, binary, embedded, password, Server } from "./harness/server.ts";

const accounts = [
    agent("anna"),
    agent("ben"),
    { name: "mona", password, role: "manager" as const },
    { name: "ines", password, role: "administrator" as const },
];
/** Nobody waits for long here. */
const limits = { mail_look_ms: 50, mail_retry_ms: 50 };

async function lines_of(client: Client, chat: string): Promise<string[]> {
    const { items } = await client.call("message.list", { chat });
    return items.flatMap(({ event }) => (event ? `${event.type} ${event.person?.name}` : []));
}

/** Of those who start servers of their own, on a machine that has other things to do. */
const starts = { timeout: 120_000 };

/** The line that tells what became of the mail to k…@example.org. */
function line_of(client: Client, chat: string, type: "transcript_sent" | "transcript_failed") {
    return found_soon(async () =>
        (await lines_of(client, chat)).find((one) => one === `${type} k…@example.org`),
    );
}

describe("api: transcripts by mail", () => {
    const post = use_mail();
    let server: Server;
    let anna: Desk;
    let mona: Client;
    let kim: Client;
    let chat: string;
    let to: string;
    let number = 0;

    beforeAll(async () => {
        server = await new Server({ accounts, limits, options: post.options }).start();
        anna = await Desk.open(server, "anna");
        mona = await sign_in(server, "mona");
    });
    afterAll(async () => {
        anna?.socket.close();
        await server?.finish();
    });

    /** A chat of its own for each test, and an address that no other has. */
    const begin = async () => {
        kim = await new_visitor(server, "Kim");
        chat = (await anna.chat_with(kim, "Grüße & hello")).id;
        to = `kim${++number}@example.org`;
    };
    const ask = (client = kim) => client.call("chat.mail_transcript", { chat, email: to });

    test("has what was said, in the customer's language and zone, and nothing else", async () => {
        await begin();
        await mona.call("chat.monitor", { chat });
        await mona.call("chat.whisper", { chat, client_id: uuid(), text: "canary whisper" });
        const note = { chat, client_id: uuid(), text: "canary note" };
        await anna.client.call("message.note", note);
        await anna.client.call("message.post", { chat, client_id: uuid(), text: "good\n.\nday" });
        const card = { chat, client_id: uuid(), text: "it is 4111 1111 1111 1111" };
        await kim.call("message.post", card);
        const asked = await kim.call("chat.mail_transcript", {
            chat,
            email: to,
            language: "de",
            zone: "Europe/Berlin",
        });
        expect(asked).toEqual({ to: "k…@example.org" });
        const [mail] = await post.mail_to(to);
        expect(mail).toMatchObject({ from: "chat@acme.example", to: [to] });
        expect(mail?.headers.get("from")).toBe("Acme <chat@acme.example>");
        expect(mail?.headers.get("subject")).toMatch(/^Ihr Chat mit /);
        expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
        expect(mail?.headers.get("message-id")).toMatch(/^<mail_[0-9a-z]+@acme\.example>$/i);
        expect(mail?.text).toContain("Zeiten in Europe/Berlin\n");
        expect(mail?.text).toContain("] Kim: Grüße & hello\n");
        expect(mail?.text).toContain("] anna: good\n        .\n        day\n");
        expect(mail?.text).toContain("] Kim: it is ••••");
        expect(mail?.text).not.toContain("4111 1111");
        expect(mail?.source).not.toContain("canary");
        await line_of(kim, chat, "transcript_sent");
        await line_of(anna.client, chat, "transcript_sent");
        expect(post.mails(to)).toHaveLength(1);
    });

    test("of a chat that has ended, for its agent, too", async () => {
        await begin();
        await anna.client.call("chat.end", { chat });
        await ask(anna.client);
        expect(await post.mail_to(to)).toHaveLength(1);
        await line_of(kim, chat, "transcript_sent");
        const ben = await sign_in(server, "ben");
        const by_ben = ben.call("chat.mail_transcript", { chat, email: to });
        expect((await refused(by_ben)).problem.code).toBe("not_found");
    });

    test("the same call again with its request_id is one mail", async () => {
        await begin();
        const call = { chat, email: to, request_id: uuid() };
        for (let i = 0; i < 5; i++) await kim.call("chat.mail_transcript", call);
        await line_of(kim, chat, "transcript_sent");
        expect(post.mails(to)).toHaveLength(1);
    });

    test("at most three of a chat in an hour", async () => {
        await begin();
        for (let i = 0; i < 3; i++) await ask();
        const { problem } = await refused(ask());
        expect(problem.code).toBe("too_many");
        expect(problem.retry_ms).toBeGreaterThan(3_000_000);
        await post.mail_to(to, 3);
    });

    test("fC12: nothing but an address is an address", async () => {
        await begin();
        for (const email of [
            "",
            "kim",
            "kim@example.org\r\nBcc: eve@example.org",
            "kim@example.org>\r\nRCPT TO:<eve@example.org",
            "kim@example.org,eve@example.org",
            '"kim"@example.org',
        ]) {
            const { problem } = await refused(kim.call("chat.mail_transcript", { chat, email }));
            expect([email, problem.code, problem.path]).toEqual([email, "invalid", "/email"]);
        }
    });

    test("what the server does not take now is sent later, once", async () => {
        await begin();
        post.plan("451", "cut", "421");
        await ask();
        await post.mail_to(to);
        await line_of(kim, chat, "transcript_sent");
        expect(post.left()).toEqual([]);
        expect(post.mails(to)).toHaveLength(1);
        expect(await lines_of(kim, chat)).not.toContain("transcript_failed k…@example.org");
    });

    test("what it does not take at all is given up, and the log has no address", async () => {
        await begin();
        post.plan("550");
        await ask();
        await line_of(kim, chat, "transcript_failed");
        expect(post.mails(to)).toEqual([]);
        const log = server.log.join("\n");
        expect(log).toMatch(/mail mail_\w+ was not sent \(answer 550\) and is given up/);
        expect(log).not.toContain("@example.org");
    });

    test("what it takes without saying so comes twice, as the same mail", async () => {
        await begin();
        post.plan("taken");
        await ask();
        const mails = await post.mail_to(to, 2);
        await line_of(kim, chat, "transcript_sent");
        expect(new Set(mails.map((one) => one.headers.get("message-id"))).size).toBe(1);
        expect(post.mails(to)).toHaveLength(2);
    });

    test("the figures count them", async () => {
        await begin();
        const before = (await figures(server)).get("parley_mails_total", { outcome: "sent" });
        await ask();
        await line_of(kim, chat, "transcript_sent");
        const counted = await eventually(
            () => figures(server),
            (now) => now.get("parley_mails_total", { outcome: "sent" }) === before + 1,
            "the mail is counted",
        );
        expect(counted.has("parley_mails_waiting")).toBe(true);
    });

    test("the switch decides: nobody, whoever asks, or everybody at the end", async () => {
        await begin();
        const ines = await sign_in(server, "ines");
        const shown = async () => (await kim.call("chat.get", { chat })).chat.transcript_mail;
        expect(await shown()).toBe(true);
        await ines.call("settings.update", { set: { transcript_mail: "off" } });
        expect(await shown()).toBeUndefined();
        expect((await refused(ask())).problem.code).toBe("forbidden");
        const set = { transcript_mail: "always", mail_language: "de" };
        await ines.call("settings.update", { set });
        const lee = await new_visitor(server, "Lee");
        const left = { queue: "anna", text: "nobody reads this", email: "lee@example.org" };
        await lee.call("chat.leave", left);
        const { token } = await lee.call("visitor.start", { name: "Kim", email: to });
        const other = new Client(server, token);
        const { id } = await anna.chat_with(other, "hello");
        await other.call("chat.end", { chat: id });
        const [mail] = await post.mail_to(to);
        expect(mail?.text).toMatch(/^Guten Tag/);
        expect(post.mails("lee@example.org")).toEqual([]);
        await ines.call("settings.update", { clear: Object.keys(set) });
    });

    test("without a mail server nothing is promised", starts, async () => {
        const other = await new Server({ accounts }).start();
        const desk = await Desk.open(other, "anna");
        const lee = await new_visitor(other, "Lee");
        const { id } = await desk.chat_with(lee, "hello");
        const call = lee.call("chat.mail_transcript", { chat: id, email: "lee@example.org" });
        expect((await refused(call)).problem.code).toBe("forbidden");
        expect((await lee.call("chat.get", { chat: id })).chat.transcript_mail).toBeUndefined();
        await desk.socket.close();
        await other.finish();
    });
});

describe("api: mail and the end of a server", starts, () => {
    const post = use_mail();

    test("I02: killed before it has written down what was sent: the same mail again", async () => {
        const quick = { ...limits, mail_try_s: 2 };
        const server = await new Server({ accounts, limits: quick, options: post.options }).start();
        const desk = await Desk.open(server, "anna");
        const kim = await new_visitor(server, "Kim");
        const { id } = await desk.chat_with(kim, "hello");
        post.plan("kept");
        await kim.call("chat.mail_transcript", { chat: id, email: "kim@example.org" });
        await post.mail_to("kim@example.org");
        await server.stop("SIGKILL");
        await server.start();
        const mails = await post.mail_to("kim@example.org", 2);
        await line_of(kim, id, "transcript_sent");
        expect(new Set(mails.map((one) => one.headers.get("message-id"))).size).toBe(1);
        expect(post.mails("kim@example.org")).toHaveLength(2);
        await server.finish();
    });

    test("asked to end while the mail server says nothing, it ends and sends later", async () => {
        const server = await new Server({ accounts, limits, options: post.options }).start();
        const desk = await Desk.open(server, "anna");
        const kim = await new_visitor(server, "Kim");
        const { id } = await desk.chat_with(kim, "hello");
        post.plan("hold");
        await kim.call("chat.mail_transcript", { chat: id, email: "k2@example.org" });
        await found_soon(async () => post.left().length === 0 || undefined);
        await desk.socket.close();
        expect(await server.stop()).toBe(0);
        expect(post.mails("k2@example.org")).toEqual([]);
        await server.start();
        await post.mail_to("k2@example.org");
        await line_of(kim, id, "transcript_sent");
        await server.finish();
    });

    test("a mail server that is away for a while", async () => {
        const server = await new Server({ accounts, limits, options: post.options }).start();
        const desk = await Desk.open(server, "anna");
        const kim = await new_visitor(server, "Kim");
        const { id } = await desk.chat_with(kim, "hello");
        post.service.stop();
        await kim.call("chat.mail_transcript", { chat: id, email: "k3@example.org" });
        await found_soon(async () => server.log.find((one) => /it is tried again/.test(one)));
        post.service.start();
        await post.mail_to("k3@example.org");
        await line_of(kim, id, "transcript_sent");
        await desk.socket.close();
        await server.finish();
    });
});

describe.skipIf(embedded)("api: mail of two nodes", starts, () => {
    const post = use_mail();

    test("each is sent once", async () => {
        const one = await new Server({ accounts, limits, options: post.options }).start();
        const place = { database: one.place[1] as string, blank: true };
        const two = await new Server({ ...place, limits, options: post.options }).start();
        const desk = await Desk.open(one, "anna");
        const chats = await Promise.all(
            Array.from({ length: 20 }, async (_, i) => {
                const kim = await new_visitor(i % 2 ? one : two, "Kim");
                return { kim, email: `k${i}@example.org`, id: (await desk.chat_with(kim)).id };
            }),
        );
        await Promise.all(
            chats.map(({ kim, email, id }) =>
                kim.call("chat.mail_transcript", { chat: id, email }),
            ),
        );
        for (const { kim, email, id } of chats) {
            await post.mail_to(email);
            await line_of(kim, id, "transcript_sent");
        }
        expect(post.mails()).toHaveLength(20);
        const sent = async (node: Server) =>
            (await figures(node)).get("parley_mails_total", { outcome: "sent" });
        expect((await sent(one)) + (await sent(two))).toBe(20);
        await desk.socket.close();
        await two.finish();
        await one.finish();
    });
});

describe.each(["starttls", "implicit"] as const)("api: mail over TLS, %s", starts, (tls) => {
    const post = use_mail(tls);

    test("with the certificate and the password that are right", async () => {
        const server = await new Server({ accounts, limits, options: post.with_tls() }).start();
        server.secrets.add("secret");
        const desk = await Desk.open(server, "anna");
        const kim = await new_visitor(server, "Kim");
        const { id } = await desk.chat_with(kim, "hello");
        await kim.call("chat.mail_transcript", { chat: id, email: "kim@example.org" });
        const [mail] = await post.mail_to("kim@example.org");
        expect(mail).toMatchObject({ tls: true, user: "chat" });
        expect(mail?.headers.get("from")).toBe("chat@acme.example");
        await desk.socket.close();
        await server.finish();
    });

    test("the wrong password, and no certificate: it waits, and nothing is sent", async () => {
        const [, , , , , , ...without_ca] = post.with_tls();
        for (const options of [
            post.with_tls(0o600, "wrong"),
            [...post.with_tls().slice(0, 4), ...without_ca],
        ]) {
            const server = await new Server({ accounts, limits, options }).start();
            const desk = await Desk.open(server, "anna");
            const kim = await new_visitor(server, "Kim");
            const { id } = await desk.chat_with(kim, "hello");
            const before = post.mails().length;
            await kim.call("chat.mail_transcript", { chat: id, email: "kim@example.org" });
            await found_soon(async () => server.log.find((one) => /it is tried again/.test(one)));
            expect(post.mails()).toHaveLength(before);
            expect(await lines_of(kim, id)).toEqual(["agent_joined anna"]);
            await desk.socket.close();
            await server.finish();
        }
    });

    test("parley doctor looks whether it answers", () => {
        const doctor = (options: string[]) => {
            const words = ["doctor", "--json", ...options];
            const { status, stdout } = spawnSync(binary, words, { encoding: "utf8" });
            const { findings } = JSON.parse(stdout);
            const mail = findings.find((one: { check: string }) => one.check === "mail");
            return { status, ...mail };
        };
        expect(doctor(post.with_tls())).toMatchObject({ status: 0, verdict: "ok" });
        const wrong = doctor(post.with_tls(0o600, "wrong"));
        expect(wrong).toMatchObject({ status: 1, verdict: "error" });
        expect(wrong.text).toContain("the mail server cannot be used");
    });
});

describe("api: options for mail", () => {
    const post = new MailServer();
    beforeAll(() => post.service.start());
    afterAll(() => post.service.finish());

    const said = (options: string[]) => {
        const words = ["serve", "--data", "/nonexistent/parley", ...options];
        const { status, stderr } = spawnSync(binary, words, { encoding: "utf8" });
        return `${status}: ${stderr.trim().split("\n").at(-1)}`;
    };
    const from = ["--mail-from", "Acme <chat@acme.example>"];

    test("what is wrong is said before anything starts", () => {
        for (const [options, rule] of [
            [["--mail", "http://mail.example", ...from], "--mail must be like"],
            [["--mail", "smtp://mail.example:99999", ...from], "--mail must be like"],
            [["--mail", "smtp://mail.example/path", ...from], "--mail must be like"],
            [["--mail", "smtp://mail.example"], "--mail-from must be like"],
            [["--mail", "smtp://mail.example", "--mail-from", "a\nb <c@d.example>"], "--mail-from"],
            [["--mail", "smtps://chat@mail.example", ...from], "needs a --mail-password-file"],
            [from, "--mail says which server"],
            [post.with_tls(0o644), "open to other users of this machine: chmod go="],
        ] as [string[], string][]) {
            expect(said(options)).toMatch(/^64: /);
            expect(said(options)).toContain(rule);
        }
        const password_file = post.with_tls().slice(-2);
        const plain = ["--mail", "smtp://chat@mail.example", "--mail-plain", ...from];
        expect(said([...plain, ...password_file])).toContain("a password goes over TLS only");
    });
});
