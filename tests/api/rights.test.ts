// Which role may call what: one table, run against the program for every built-in role and for
// roles that the organization has made, with one right each and what that needs (behaviour.md 8;
// A3, A14).

import { beforeAll, describe, expect, test } from "vitest";
import { writing } from "./harness/articles.ts";
import { Client, refused, sign_in, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        { name: "mona", password, role: "manager" },
        { name: "otto", password, role: "auditor" },
        { name: "ines", password, role: "administrator" },
    ],
});

const rights = [
    "chat_handle",
    "chat_pull",
    "chat_conference",
    "chat_canned",
    "chat_rich_text",
    "chat_attach",
    "own_status",
    "chat_view_all",
    "chat_monitor",
    "chat_route",
    "chat_steer",
    "queue_view",
    "queue_enable",
    "agent_view",
    "agent_set_status",
    "agent_sign_out",
    "report_view",
    "report_save",
    "canned_manage",
    "article_manage",
    "settings_view",
    "settings_manage",
] as const;
type Right = (typeof rights)[number];

/** Which right each operation needs, and parameters with which it gets as far as to ask for it. */
const needed: Record<string, [Right, object]> = {
    "presence.get": ["chat_handle", {}],
    "offer.list": ["chat_handle", {}],
    "wrap_up.list": ["chat_handle", {}],
    "chat.save_log": ["chat_handle", { chat: "chat_0000000000000", draft: true }],
    "presence.set": ["own_status", { status: "offline" }],
    "presence.stop_new": ["own_status", { stop: false }],
    "chat.take": ["chat_pull", { chat: "chat_0000000000000" }],
    "conference.invite": [
        "chat_conference",
        { chat: "chat_0000000000000", agent: "usr_0000000000000" },
    ],
    "chat.monitor": ["chat_monitor", { chat: "chat_0000000000000" }],
    "chat.unmonitor": ["chat_monitor", { chat: "chat_0000000000000" }],
    "chat.whisper": [
        "chat_monitor",
        { chat: "chat_0000000000000", client_id: uuid(), text: "psst" },
    ],
    "chat.answer_whisper": [
        "chat_handle",
        { chat: "chat_0000000000000", client_id: uuid(), text: "psst" },
    ],
    "chat.ask_help": ["chat_handle", { chat: "chat_0000000000000" }],
    "chat.answer_help": ["chat_monitor", { chat: "chat_0000000000000" }],
    "help.list": ["chat_view_all", {}],
    "chat.draft": ["chat_monitor", { chat: "chat_0000000000000", text: "Hello" }],
    "chat.settle_draft": [
        "chat_handle",
        { chat: "chat_0000000000000", from: "usr_0000000000000", outcome: "dropped" },
    ],
    "chat.supervisions": ["chat_view_all", { chat: "chat_0000000000000" }],
    "chat.get_routing": ["chat_view_all", { chat: "chat_0000000000000" }],
    "chat.set_routing": ["chat_route", { chat: "chat_0000000000000", priority: 1 }],
    "chat.assign": ["chat_steer", { chat: "chat_0000000000000", agent: "usr_0000000000000" }],
    "chat.requeue": ["chat_steer", { chat: "chat_0000000000000" }],
    "queue.list": ["queue_view", {}],
    "status.list": ["queue_view", {}],
    "skill.list": ["queue_view", {}],
    "queue.set_enabled": ["queue_enable", { queue: "queue_0000000000000", enabled: true }],
    "dashboard.get": ["queue_view", {}],
    "agent.list": ["agent_view", {}],
    "agent.skills": ["agent_view", {}],
    "agent.set_presence": ["agent_set_status", { agent: "usr_0000000000000", status: "away" }],
    "agent.sign_out": ["agent_sign_out", { agent: "usr_0000000000000" }],
    "report.get": ["report_view", { kind: "queues", from: "2026-11-01", to: "2026-11-07" }],
    "report.export": ["report_view", { kind: "queues", from: "2026-11-01", to: "2026-11-07" }],
    "report.list": ["report_view", {}],
    "report.runs": ["report_view", { report: "report_0000000000000" }],
    "report.download": ["report_view", { run: "run_0000000000000" }],
    "report.save": ["report_save", { name: "", kind: "queues" }],
    "report.remove": ["report_save", { report: "report_0000000000000" }],
    "canned.list": ["chat_canned", {}],
    "canned.used": ["chat_canned", { canned: "canned_0000000000000" }],
    "canned.create": ["canned_manage", { scope: "all", code: "", title: "", text: "" }],
    "organization.get": ["settings_view", {}],
    "user.list": ["settings_view", {}],
    "role.list": ["settings_view", {}],
    "settings.get": ["settings_view", {}],
    "redaction.get": ["settings_view", {}],
    "redaction.try": ["settings_view", { text: "" }],
    "redaction.update": ["settings_manage", { formats: [], version: 9 }],
    "settings.history": ["settings_view", {}],
    "audit.list": ["settings_view", {}],
    "audit.verify": ["settings_view", {}],
    "preset.list": ["settings_view", {}],
    "preset.preview": ["settings_view", { preset: "media_desk" }],
    "rule.list": ["settings_view", {}],
    "hours.list": ["settings_view", {}],
    "bot.list": ["settings_view", {}],
    "bot.test": ["settings_view", { answers: [], text: "x" }],
    "routing.simulate": ["settings_view", {}],
    "user.update": ["settings_manage", { user: "usr_0000000000000" }],
    "user.set_password": ["settings_manage", { user: "usr_0000000000000", password }],
    "role.save": ["settings_manage", { key: "agent", label: "x", rights: ["queue_view"] }],
    "role.remove": ["settings_manage", { role: "nothing" }],
    "queue.create": ["settings_manage", { name: "" }],
    "queue.update": ["settings_manage", { queue: "queue_0000000000000" }],
    "queue.remove": ["settings_manage", { queue: "queue_0000000000000" }],
    "status.remove": ["settings_manage", { key: "nothing" }],
    "skill.remove": ["settings_manage", { skill: "skill_0000000000000" }],
    "hours.remove": ["settings_manage", { hours: "hours_0000000000000" }],
    "bot.remove": ["settings_manage", { bot: "bot_0000000000000" }],
    "rule.remove": ["settings_manage", { rule: "rule_0000000000000" }],
    "rule.order": ["settings_manage", { rules: ["rule_0000000000000"] }],
    "code_list.remove": ["settings_manage", { list: "codes_0000000000000" }],
    "wallboard.list": ["settings_view", {}],
    "wallboard.save": ["settings_manage", { name: "", all: true, queues: [] }],
    "wallboard.renew": ["settings_manage", { wallboard: "board_0000000000000" }],
    "wallboard.remove": ["settings_manage", { wallboard: "board_0000000000000" }],
    "category.save": ["article_manage", { texts: [] }],
    "category.order": ["article_manage", { categories: [] }],
    "category.delete": ["article_manage", { category: "cat_0000000000000" }],
    "article.create": ["article_manage", { text: writing("", { version: 1 }) }],
    "article.update": ["article_manage", { article: "article_0000000000000" }],
    "article.delete": ["article_manage", { article: "article_0000000000000" }],
    "article.settle_miss": ["article_manage", { language: "en", query: "x" }],
    "settings.update": ["settings_manage", { set: { nothing: "1" } }],
    "settings.revert": ["settings_manage", { change: "change_0000000000000" }],
    "preset.apply": ["settings_manage", { preset: "nothing" }],
};

describe("api: rights", () => {
    const callers: Record<string, Client> = {};
    const allowed: Record<string, ReadonlySet<string>> = {};
    let ines: Client;

    beforeAll(async () => {
        ines = await sign_in(server(), "ines");
        const { rights: known } = await ines.call("role.list", {});
        expect(known.map((one) => one.right)).toEqual(rights);
        for (const right of rights) {
            const all: Right[] = [];
            for (let one: Right | undefined = right; one; ) {
                all.push(one);
                one = known.find((each) => each.right === one)?.needs;
            }
            await ines.call("role.save", { key: right, label: right, rights: all });
            const name = `with_${right}`;
            await ines.call("user.create", { name, password, roles: [right] });
        }
        for (const name of [
            "anna",
            "mona",
            "otto",
            "ines",
            ...rights.map((one) => `with_${one}`),
        ]) {
            const caller = await sign_in(server(), name);
            callers[name] = caller;
            allowed[name] = new Set((await caller.call("auth.me", {})).user.rights);
        }
    });

    test("who has which rights", () => {
        const of = (name: string) => [...(allowed[name] ?? [])];
        expect(of("anna")).toEqual([
            "chat_handle",
            "chat_pull",
            "chat_conference",
            "chat_canned",
            "chat_rich_text",
            "chat_attach",
            "own_status",
            "queue_view",
        ]);
        expect(of("mona")).toEqual([
            "chat_view_all",
            "chat_monitor",
            "chat_route",
            "chat_steer",
            "queue_view",
            "queue_enable",
            "agent_view",
            "agent_set_status",
            "agent_sign_out",
            "report_view",
            "report_save",
            "canned_manage",
            "article_manage",
        ]);
        expect(of("otto")).toEqual([
            "chat_view_all",
            "queue_view",
            "agent_view",
            "report_view",
            "settings_view",
        ]);
        expect(of("ines")).toEqual(rights.slice(7));
        expect(of("with_settings_manage")).toEqual([
            "queue_view",
            "settings_view",
            "settings_manage",
        ]);
    });

    test.each(Object.keys(needed))("%s asks for its right, and for no other", async (operation) => {
        const [right, params] = needed[operation] as [Right, object];
        for (const [name, caller] of Object.entries(callers)) {
            const code = await caller.try(operation, params).then(
                () => "done",
                async (caught) => (await refused(Promise.reject(caught))).problem.code,
            );
            const may = allowed[name]?.has(right);
            if (may) expect([name, code]).not.toEqual([name, "forbidden"]);
            else expect([name, code]).toEqual([name, "forbidden"]);
        }
    });

    test("prepared answers are for who uses or defines them; an auditor reads them", async () => {
        const canned = "canned_0000000000000";
        const needs: [string, object, Right[]][] = [
            ["canned.get", { canned }, ["chat_canned", "canned_manage", "settings_view"]],
            ["canned.update", { canned, version: 1 }, ["chat_canned", "canned_manage"]],
            ["canned.delete", { canned }, ["chat_canned", "canned_manage"]],
            ["canned.list", { shared: true }, ["canned_manage", "settings_view"]],
            [
                "canned.create",
                { scope: "personal", code: "", title: "", text: "" },
                ["chat_canned"],
            ],
        ];
        for (const [operation, params, any_of] of needs) {
            for (const [name, caller] of Object.entries(callers)) {
                const code = await caller.try(operation, params).then(
                    () => "done",
                    async (caught) => (await refused(Promise.reject(caught))).problem.code,
                );
                const may = any_of.some((one) => allowed[name]?.has(one));
                expect([operation, name, code !== "forbidden"]).toEqual([operation, name, may]);
            }
        }
    });

    test("what agents keep of chats is for who handles chats or sees all of them", async () => {
        for (const [name, caller] of Object.entries(callers)) {
            const { problem } = await refused(
                caller.try("chat.log", { chat: "chat_0000000000000" }),
            );
            const may = ["chat_handle", "chat_view_all"].some((one) => allowed[name]?.has(one));
            expect([name, problem.code]).toEqual([name, may ? "not_found" : "forbidden"]);
        }
    });

    test("messages are searched by who handles chats or sees all of them", async () => {
        for (const [name, caller] of Object.entries(callers)) {
            const code = await caller.try("message.search", { query: "x" }).then(
                () => "done",
                async (caught) => (await refused(Promise.reject(caught))).problem.code,
            );
            const may = ["chat_handle", "chat_view_all"].some((one) => allowed[name]?.has(one));
            expect([name, code]).toEqual([name, may ? "done" : "forbidden"]);
        }
    });

    test.each(["chat.join", "chat.take_over"])(
        "%s is for who may watch chats and handles some",
        async (operation) => {
            const roles = ["chat_monitor", "chat_handle"];
            const name = `both_${operation.split(".")[1]}`;
            await ines.call("user.create", { name, password, roles });
            const both = await sign_in(server(), name);
            for (const [who, caller] of [...Object.entries(callers), [name, both] as const]) {
                const params = { chat: "chat_0000000000000" };
                const { problem } = await refused(caller.try(operation, params));
                expect([who, problem.code]).toEqual([
                    who,
                    who === name ? "not_found" : "forbidden",
                ]);
            }
        },
    );

    test("an auditor reads a chat and a manager's reach ends with the queue", async () => {
        const { token } = await new Client(server()).call("visitor.start", { name: "Kim" });
        const kim = new Client(server(), token);
        const { chat } = await kim.call("chat.start", { queue: "anna", text: "hello" });
        const { otto, mona } = callers as { otto: Client; mona: Client };
        expect((await otto.call("message.list", { chat: chat.id })).items).toHaveLength(1);
        const post = otto.try("message.post", { chat: chat.id, client_id: uuid(), text: "x" });
        expect((await refused(post)).problem.code).toBe("forbidden");

        const { queue } = await ines.call("queue.create", { name: "Elsewhere" });
        const { items } = await ines.call("user.list", {});
        const user = items.find((one) => one.name === "mona")?.id as string;
        const socket = await mona.socket();
        expect((await socket.call("chat.get", { chat: chat.id })).chat.id).toBe(chat.id);
        await ines.call("user.update", { user, reach: [queue.id] });
        // At once, on the open socket, too.
        const told = await socket.event("user.changed");
        expect(told.user.reach).toEqual([queue.id]);
        for (const by of [socket, mona]) {
            const get = await refused(by.try("chat.get", { chat: chat.id }));
            expect(get.problem.code).toBe("not_found");
        }
        expect((await socket.call("queue.list", {})).items.map((one) => one.id)).toEqual([
            queue.id,
        ]);
        await socket.close();
    });

    test("a changed role holds at once on open sockets", async () => {
        const key = "queue_enable";
        const socket = await (callers.with_queue_enable as Client).socket();
        const { queue } = await ines.call("queue.create", { name: "A switch" });
        const set = { queue: queue.id, enabled: false };
        await socket.call("queue.set_enabled", set);
        await ines.call("role.save", { key, label: "Less", rights: ["queue_view"] });
        const told = await socket.event("user.changed");
        expect(told.user).toMatchObject({ rights: ["queue_view"], labels: { [key]: "Less" } });
        const { problem } = await refused(socket.try("queue.set_enabled", set));
        expect(problem.code).toBe("forbidden");
        await socket.close();
    });
});
