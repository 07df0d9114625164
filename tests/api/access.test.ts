// Who may reach what (faults B01 to B06, promises P17, P18): for every operation and every kind of
// stranger, an id that is not theirs is answered exactly like an id that never was.

import { beforeAll, describe, expect, test } from "vitest";
import { params } from "./good_parameters.ts";
import { writing } from "./harness/articles.ts";
import { Client, Desk, refused, sign_in, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";
import { operations } from "./parameters.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("ben"),
        agent("olga", 50, "other"),
        { name: "mona", password, role: "manager" },
        { name: "otto", password, role: "manager", organization: "other" },
        { name: "ines", password, role: "administrator", organization: "other" },
        { name: "ida", password, role: "administrator" },
    ],
});

const slug = "main";

describe("api: access", () => {
    const callers: Record<string, Client> = {};
    let anna: Desk;
    let chat: string; // between kim and anna
    let file: string;
    let offer: string; // to anna
    let annas_queue: string;
    let annas_id: string;
    let team: string;
    let wallboard: string;
    let partition: string;
    let canned: string; // of anna alone
    let article: string; // not published
    let category: string;

    beforeAll(async () => {
        const start = async (organization: string, name: string) => {
            const params = { organization, name };
            const { token } = await new Client(server()).call("visitor.start", params);
            return new Client(server(), token);
        };
        const kim = await start(slug, "Kim");
        const lee = await start(slug, "Lee");
        callers["another customer"] = await start(slug, "Eve");
        callers["another agent"] = await sign_in(server(), "ben");
        callers["a customer of another organization"] = await start("other", "Oda");
        callers["an agent of another organization"] = await sign_in(server(), "olga");
        callers["a manager of another organization"] = await sign_in(server(), "otto");
        callers["an administrator of another organization"] = await sign_in(server(), "ines");
        callers.nobody = new Client(server());
        callers["somebody with a made-up token"] = new Client(server(), "x".repeat(43));
        anna = await Desk.open(server(), "anna");
        chat = (await anna.chat_with(kim, "private")).id;
        const upload = { chat, client_id: uuid(), name: "private.txt", size: 7, at: 0 };
        file = (await kim.call("file.upload", { ...upload, data: btoa("private") })).file.id;
        const waiting = await lee.call("chat.start", { queue: "anna" });
        offer = (await anna.offer_of(waiting.chat.id)).id;
        annas_queue = waiting.chat.queue;
        const mine = { scope: "personal" as const, code: "mine", title: "Mine", text: "private" };
        canned = (await anna.client.call("canned.create", mine)).canned.id;
        annas_id = (await anna.client.call("auth.me", {})).user.id;
        const ida = await sign_in(server(), "ida");
        team = (await ida.call("team.save", { name: "Night" })).team.id;
        wallboard = (await ida.call("wallboard.save", { name: "Hall", all: true, queues: [] }))
            .wallboard.id;
        partition = (await ida.call("partition.save", { name: "Shop" })).partition.id;
        const named = { texts: [{ language: "en" as const, name: "Orders", about: "" }] };
        category = (await ida.call("category.save", named)).category.id;
        const draft = writing("private", { published: false });
        article = (await ida.call("article.create", { category, text: draft })).article.id;
    });

    // What each operation that takes an id is called with.
    const with_id: Record<string, (id: string) => object> = {
        "chat.get": (id) => ({ chat: id }),
        "chat.end": (id) => ({ chat: id }),
        "chat.typing": (id) => ({ chat: id, typing: true }),
        "chat.mark_read": (id) => ({ chat: id, seq: 1 }),
        "chat.mark_delivered": (id) => ({ chat: id, seq: 1 }),
        "sharing.ask": (id) => ({ chat: id }),
        "sharing.start": (id) => ({ chat: id }),
        "sharing.signal": (id) => ({ chat: id, sharing: id, kind: "offer", data: "v=0" }),
        "sharing.end": (id) => ({ chat: id, sharing: id }),
        "message.post": (id) => ({ chat: id, client_id: uuid(), text: "let me in" }),
        "message.not_a_card": (id) => ({ chat: id, seq: 1, text: "let me in" }),
        "message.list": (id) => ({ chat: id }),
        "message.search": (id) => ({ query: "private", chat: id }),
        "chat.transcript": (id) => ({ chat: id }),
        "file.upload": (id) => ({
            chat: id,
            client_id: uuid(),
            name: "a.txt",
            size: 1,
            at: 0,
            data: "eA==",
        }),
        "file.get": (id) => ({ file: id }),
        "file.delete": (id) => ({ file: id }),
        "chat.rate": (id) => ({ chat: id, score: 1 }),
        "chat.mail_transcript": (id) => ({ chat: id, email: "eve@example.org" }),
        "chat.accept": (id) => ({ offer: id }),
        "chat.decline": (id) => ({ offer: id }),
        "chat.take": (id) => ({ chat: id }),
        "chat.targets": (id) => ({ chat: id }),
        "chat.transfer": (id) => ({ chat: id, queue: annas_queue }),
        "chat.cancel_transfer": (id) => ({ chat: id }),
        "conference.invite": (id) => ({ chat: id, agent: annas_id }),
        "chat.give_word": (id) => ({ chat: id, agent: annas_id }),
        "chat.take_word": (id) => ({ chat: id }),
        "conference.cancel": (id) => ({ chat: id }),
        "conference.leave": (id) => ({ chat: id }),
        "conference.end": (id) => ({ chat: id }),
        "conference.hand_over": (id) => ({ chat: id, agent: annas_id }),
        "chat.owners": (id) => ({ chat: id }),
        "chat.get_codes": (id) => ({ chat: id }),
        "chat.set_codes": (id) => ({ chat: id, codes: [] }),
        "chat.monitor": (id) => ({ chat: id }),
        "chat.unmonitor": (id) => ({ chat: id }),
        "chat.whisper": (id) => ({ chat: id, client_id: uuid(), text: "let me in" }),
        "chat.whispers": (id) => ({ chat: id }),
        "chat.answer_whisper": (id) => ({ chat: id, client_id: uuid(), text: "let me in" }),
        "chat.ask_help": (id) => ({ chat: id, text: "let me in" }),
        "chat.cancel_help": (id) => ({ chat: id }),
        "chat.answer_help": (id) => ({ chat: id }),
        "chat.draft": (id) => ({ chat: id, text: "let me in" }),
        "chat.settle_draft": (id) => ({ chat: id, from: annas_id, outcome: "dropped" }),
        "chat.drafts": (id) => ({ chat: id }),
        "chat.join": (id) => ({ chat: id }),
        "chat.take_over": (id) => ({ chat: id }),
        "chat.assign": (id) => ({ chat: id, agent: annas_id }),
        "chat.requeue": (id) => ({ chat: id }),
        "chat.supervisions": (id) => ({ chat: id }),
        "message.note": (id) => ({ chat: id, client_id: uuid(), text: "let me in" }),
        "chat.notes": (id) => ({ chat: id }),
        "chat.viewing": (id) => ({ chat: id }),
        "mention.see": (id) => ({ chat: id }),
        "chat.log": (id) => ({ chat: id }),
        "chat.save_log": (id) => ({ chat: id, note: "mine", draft: true }),
        "wrap_up.submit": (id) => ({ chat: id }),
        "wrap_up.extend": (id) => ({ chat: id }),
        "queue.chats": (id) => ({ queue: id, group: "waiting" }),
        "agent.times": (id) => ({
            agent: id,
            from: "2026-11-21T08:30:00.000Z",
            to: "2026-11-21T09:30:00.000Z",
        }),
        "agent.set_presence": (id) => ({ agent: id, status: "offline" }),
        "agent.sign_out": (id) => ({ agent: id }),
        "queue.set_enabled": (id) => ({ queue: id, enabled: false }),
        "user.update": (id) => ({ user: id, active: false }),
        "user.set_password": (id) => ({ user: id, password: "another long password" }),
        "team.save": (id) => ({ team: id, name: "Eve's" }),
        "team.remove": (id) => ({ team: id }),
        "wallboard.save": (id) => ({ wallboard: id, name: "Eve's", all: true, queues: [] }),
        "wallboard.renew": (id) => ({ wallboard: id }),
        "wallboard.remove": (id) => ({ wallboard: id }),
        "partition.save": (id) => ({ partition: id, name: "Eve's" }),
        "partition.remove": (id) => ({ partition: id }),
        "canned.get": (id) => ({ canned: id }),
        "canned.update": (id) => ({ canned: id, version: 1, text: "let me in" }),
        "canned.delete": (id) => ({ canned: id }),
        "canned.used": (id) => ({ canned: id }),
        "category.save": (id) => ({
            category: id,
            texts: [{ language: "en", name: "Eve's", about: "" }],
        }),
        "category.delete": (id) => ({ category: id }),
        "article.get": (id) => ({ article: id }),
        "article.update": (id) => ({ article: id, no_category: true }),
        "article.delete": (id) => ({ article: id }),
        "article.versions": (id) => ({ article: id, language: "en" }),
        "article.version": (id) => ({ article: id, language: "en", version: 1 }),
        "article.votes": (id) => ({ article: id }),
        "queue.update": (id) => ({ queue: id, members: [] }),
        "queue.remove": (id) => ({ queue: id }),
        "offer.explain": (id) => ({ offer: id }),
        "agent.set_skills": (id) => ({ agent: id, skills: [] }),
        "queue.set_skills": (id) => ({ queue: id, skills: [] }),
        "chat.get_routing": (id) => ({ chat: id }),
        "chat.set_routing": (id) => ({ chat: id, priority: 1 }),
    };
    /** What exists, by the parameter that names it. */
    const real = (params: object) => {
        if ("canned" in params) return canned;
        if ("article" in params) return article;
        if ("category" in params) return category;
        if ("offer" in params) return offer;
        if ("file" in params) return file;
        if ("chat" in params) return chat;
        if ("agent" in params || "user" in params) return annas_id;
        if ("team" in params) return team;
        if ("wallboard" in params) return wallboard;
        if ("partition" in params) return partition;
        return annas_queue;
    };
    const matrix = Object.keys(with_id).flatMap((operation) =>
        [
            "another customer",
            "another agent",
            "a customer of another organization",
            "an agent of another organization",
            "a manager of another organization",
            "an administrator of another organization",
            "nobody",
            "somebody with a made-up token",
        ].map((who) => [operation, who] as const),
    );

    /** The same id with other last letters: of the right form, and nobody's. */
    const unknown_like = (id: string) => {
        const last = id.slice(-4);
        return id.slice(0, -4) + (last === "0000" ? "0001" : "0000");
    };

    test.each(matrix)(
        "B01 B04 B06: %s by %s tells nothing of what exists",
        async (operation, who) => {
            const params_of = with_id[operation] as (id: string) => object;
            const id = real(params_of(""));
            const caller = callers[who] as Client;
            const foreign = await refused(caller.try(operation, params_of(id)));
            const unknown = await refused(caller.try(operation, params_of(unknown_like(id))));
            const malformed = await refused(caller.try(operation, params_of("nonsense")));
            expect(foreign.problem).toEqual(unknown.problem);
            expect(foreign.problem).toEqual(malformed.problem);
            expect(foreign.status).toBe(unknown.status);
            const signed_in = who !== "nobody" && who !== "somebody with a made-up token";
            const expected = signed_in ? ["not_found", "forbidden"] : ["unauthenticated"];
            expect(expected).toContain(foreign.problem.code);
        },
    );

    test("nothing of all this has changed the chat", async () => {
        const { items } = await anna.client.call("message.list", { chat });
        expect(items.map((one) => one.text)).not.toContain("let me in");
        expect((await anna.client.call("chat.get", { chat })).chat.state).toBe("active");
        const open = await anna.client.call("offer.list", {});
        expect(open.items.map((one) => one.id)).toContain(offer);
        const { presence } = await anna.client.call("presence.get", {});
        expect(presence.status).toBe("available");
        const { items: queues } = await anna.client.call("queue.list", {});
        expect(queues.find((one) => one.id === annas_queue)?.enabled).toBe(true);
    });

    test("a manager may see a chat and not write in it", async () => {
        const mona = await sign_in(server(), "mona");
        expect((await mona.call("chat.get", { chat })).chat.id).toBe(chat);
        const post = mona.call("message.post", { chat, client_id: uuid(), text: "me too" });
        expect((await refused(post)).problem.code).toBe("forbidden");
    });

    const of_staff = Object.entries(operations).filter(([, { who }]) => who === "agent");
    test.each(of_staff)("B06: a customer may not call %s", async (operation, row) => {
        const eve = callers["another customer"] as Client;
        const call = eve.try(operation, JSON.parse(params(row)));
        const { problem, status } = await refused(call);
        expect([status, problem.code]).toEqual([403, "forbidden"]);
    });

    test("B06: staff may not start a chat as a customer", async () => {
        const { problem } = await refused(anna.client.call("chat.start", { queue: "anna" }));
        expect(problem.code).toBe("forbidden");
    });

    test("B05: the organization comes from the session, whatever the headers say", async () => {
        const olga = callers["an agent of another organization"] as Client;
        const headers = { "x-tenant": slug, "x-organization": slug };
        const { problem } = await refused(olga.try("chat.get", { chat }, headers));
        expect(problem.code).toBe("not_found");
    });

    test("B04: lists end at the border of the organization", async () => {
        const olga = callers["an agent of another organization"] as Client;
        expect((await olga.call("queue.list", {})).items.map((one) => one.name)).toEqual(["olga"]);
        expect((await olga.call("chat.list", {})).items).toEqual([]);
        const oda = callers["a customer of another organization"] as Client;
        const { problem } = await refused(oda.call("chat.start", { queue: "anna" }));
        expect([problem.code, problem.path]).toEqual(["invalid", "/queue"]);
    });

    test("B04: another organization's cursor opens nothing of it", async () => {
        const olga = callers["an agent of another organization"] as Client;
        const socket = await olga.socket(anna.socket.opened.cursor);
        await socket.call("auth.me", {});
        const types = socket.events
            .map((e) => e.type)
            .filter((type) => type !== "presence.changed");
        expect(types).toEqual([]);
        await socket.close();
    });

    test("with two organizations a visitor must say which one", async () => {
        const { problem } = await refused(new Client(server()).call("visitor.start", {}));
        expect([problem.code, problem.path]).toEqual(["invalid", "/organization"]);
    });

    test("a chat's events reach nobody else", async () => {
        const eve = await (callers["another customer"] as Client).socket();
        const ben = await (callers["another agent"] as Client).socket();
        const said = { chat, client_id: uuid(), text: "between us" };
        const { message } = await anna.client.call("message.post", said);
        await anna.socket.event("message.posted", (e) => e.message.id === message.id);
        // What was committed before these answers has been sent before them.
        await eve.call("chat.list", {});
        await ben.call("auth.me", {});
        for (const socket of [eve, ben]) {
            expect(JSON.stringify(socket.events)).not.toContain("between us");
            await socket.close();
        }
    });
});
