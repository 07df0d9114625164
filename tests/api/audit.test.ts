// The audit log from outside: every privileged act has its row, nothing else has, and the chain can
// be checked (P22; faults B04, B06, B12).

import { beforeAll, describe, expect, test } from "vitest";
import { params } from "./good_parameters.ts";
import { search_in_vain, writing } from "./harness/articles.ts";
import { exported } from "./harness/audit.ts";
import { Client, Desk, found_soon, refused, sign_in, until_here, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";
import { operations } from "./parameters.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("ben"),
        { name: "otto", password, role: "auditor" },
        { name: "ines", password, role: "administrator" },
        { name: "ida", password, role: "administrator", organization: "other" },
    ],
});

const rows_of = async (client: Client, filter: object = {}) =>
    (await client.call("audit.list", { limit: 200, ...filter })).items;

describe("api: audit", () => {
    let ines: Client;
    let otto: Client;
    let anna: Client;
    const id_of: Record<string, string> = {};

    beforeAll(async () => {
        ines = await sign_in(server(), "ines");
        otto = await sign_in(server(), "otto");
        anna = await sign_in(server(), "anna");
        for (const one of (await ines.call("user.list", {})).items) id_of[one.name] = one.id;
    });

    const customer = async () => {
        const { token } = await new Client(server()).call("visitor.start", {
            organization: "main",
        });
        return new Client(server(), token);
    };
    /** For each privileged operation a call that is done; `made` keeps what they have made. */
    const made: Record<string, string> = {};
    const acts: [string, () => object | Promise<object>][] = [
        ["user.create", () => ({ name: "new", password, roles: ["agent"], request_id: "r1" })],
        ["user.update", () => ({ user: made.user, display_name: "Newer" })],
        ["user.set_password", () => ({ user: made.user, password: `${password} 2` })],
        ["role.save", () => ({ key: "lead", label: "Lead", rights: ["queue_view"] })],
        ["role.remove", () => ({ role: "lead" })],
        ["team.save", () => ({ name: "Night", members: [id_of.anna] })],
        ["team.remove", () => ({ team: made.team })],
        ["wallboard.save", () => ({ name: "Hall", all: true, queues: [] })],
        ["wallboard.renew", () => ({ wallboard: made.wallboard })],
        ["wallboard.remove", () => ({ wallboard: made.wallboard })],
        ["partition.save", () => ({ name: "Shop" })],
        ["partition.remove", () => ({ partition: made.partition })],
        ["queue.create", () => ({ name: "Sales" })],
        ["queue.update", () => ({ queue: made.queue, members: [id_of.anna] })],
        ["queue.set_enabled", () => ({ queue: made.queue, enabled: false })],
        ["skill.save", () => ({ key: "french", label: "French" })],
        [
            "agent.set_skills",
            () => ({ agent: id_of.anna, skills: [{ skill: made.skill, level: 3 }] }),
        ],
        [
            "queue.set_skills",
            () => ({ queue: made.queue, skills: [{ skill: made.skill, level: 1 }] }),
        ],
        ["skill.remove", () => ({ skill: made.skill })],
        ["queue.remove", () => ({ queue: made.queue })],
        [
            "status.save",
            () => ({
                key: "training",
                label: "Training",
                kind: "not_ready",
                by_agent: true,
                by_manager: true,
                during_chat: "no",
                reason_required: false,
                reasons: [],
            }),
        ],
        ["status.remove", () => ({ key: "training" })],
        [
            "agent.set_presence",
            async () => {
                await Desk.open(server(), "anna");
                await until_here(ines, "anna");
                return { agent: id_of.anna, status: "away" };
            },
        ],
        [
            "chat.monitor",
            async () => {
                const desk = await Desk.open(server(), "anna");
                const { id } = await desk.chat_with(await customer());
                made.chat = id;
                return { chat: id };
            },
        ],
        ["chat.whisper", () => ({ chat: made.chat, client_id: uuid(), text: "psst" })],
        ["chat.draft", () => ({ chat: made.chat, text: "Dear customer" })],
        ["chat.unmonitor", () => ({ chat: made.chat })],
        [
            "chat.answer_help",
            async () => {
                await anna.call("chat.ask_help", { chat: made.chat as string });
                return { chat: made.chat };
            },
        ],
        [
            "chat.join",
            async () => {
                // Whoever takes part is an agent like all others.
                const roles = ["administrator", "agent"];
                await ines.call("user.update", { user: id_of.ines as string, roles });
                await Desk.open(server(), "ines", "anna");
                await until_here(ines, "ines");
                return { chat: made.chat };
            },
        ],
        ["chat.take_over", () => ({ chat: made.chat })],
        ["chat.requeue", () => ({ chat: made.chat })],
        ["chat.assign", () => ({ chat: made.chat, agent: id_of.anna })],
        [
            "agent.sign_out",
            async () => {
                await sign_in(server(), "ben");
                return { agent: id_of.ben };
            },
        ],
        [
            "chat.set_routing",
            async () => {
                const { chat } = await (await customer()).call("chat.start", { queue: "anna" });
                return { chat: chat.id, priority: 5 };
            },
        ],
        ["hours.save", () => ({ name: "Day", time_zone: "Europe/Berlin", week: [] })],
        ["hours.remove", () => ({ hours: made.hours })],
        ["rule.save", () => ({ name: "First", enabled: true, conditions: [], priority: 3 })],
        ["rule.order", () => ({ rules: [made.rule] })],
        ["rule.remove", () => ({ rule: made.rule })],
        [
            "bot.save",
            () => ({
                name: "Helper",
                greeting: "Hello",
                answers: [],
                hand_over_phrases: [],
                unknown: "Pardon?",
                unknown_max: 2,
            }),
        ],
        ["bot.remove", () => ({ bot: made.bot })],
        [
            "code_list.save",
            () => ({
                name: "Topics",
                purpose: "wrap_up",
                required: false,
                several: false,
                codes: [{ label: "One" }],
            }),
        ],
        ["code_list.remove", () => ({ list: made.list })],
        ["report.save", () => ({ name: "Weekly", kind: "queues" })],
        ["report.remove", () => ({ report: made.report })],
        [
            "canned.create",
            () => ({ scope: "all", code: "refund", title: "Refund", text: "It is on its way" }),
        ],
        ["canned.update", () => ({ canned: made.canned, version: 1, text: "It has arrived" })],
        ["canned.delete", () => ({ canned: made.canned })],
        ["category.save", () => ({ texts: [{ language: "en", name: "Orders", about: "" }] })],
        ["category.order", () => ({ categories: [made.category] })],
        ["article.create", () => ({ text: writing("Returns") })],
        [
            "article.update",
            () => ({ article: made.article, text: writing("Returning", { version: 1 }) }),
        ],
        ["article.delete", () => ({ article: made.article })],
        ["article.settle_miss", () => search_in_vain(server(), ines, "refunds")],
        ["category.delete", () => ({ category: made.category })],
        [
            "redaction.update",
            () => ({
                formats: [{ name: "Orders", pattern: "7[0-9]{15}", check: "luhn" }],
                version: 0,
            }),
        ],
        ["settings.update", () => ({ set: { offer_s: "25" } })],
        [
            "settings.revert",
            async () => ({ change: (await ines.call("settings.history", {})).items[0]?.id }),
        ],
        ["preset.apply", () => ({ preset: "push_desk" })],
    ];

    test("what neither agents nor auditors may call is a privileged act", async () => {
        const here = new Set(acts.map(([name]) => name));
        const needing: string[] = [];
        for (const [name, row] of Object.entries(operations)) {
            if (name === "auth.logout" || name === "auth.login") continue;
            const codes: string[] = [];
            for (const caller of [anna, otto]) {
                const response = await caller.post(name, params(row));
                codes.push(response.status === 200 ? "done" : (await response.json()).code);
            }
            if (codes.every((code) => code === "forbidden")) needing.push(name);
        }
        // Agents call these, too, for what is their own.
        const own_as_well = ["canned.update", "canned.delete"];
        // Of customers only, and so of no member of staff.
        const of_chats = ["start", "leave", "ask_agent", "solved", "rate"];
        const of_customers = ["sharing.start", ...of_chats.map((name) => `chat.${name}`)];
        expect(needing.filter((one) => !of_customers.includes(one)).sort()).toEqual(
            [...here].filter((one) => !own_as_well.includes(one)).sort(),
        );
    });

    test("the server says which operations are", async () => {
        const { paths } = await (await fetch(`${server().url}/api/openapi.json`)).json();
        const marked = Object.keys(paths).filter((path) => paths[path].post["x-audited"]);
        const names = marked.map((path) => path.replace("/api/v1/", "")).sort();
        expect(names).toEqual(acts.map(([name]) => name).sort());
    });

    test.each(acts)("%s writes its row", async (operation, given) => {
        const call = await given();
        const before = (await rows_of(otto))[0]?.seq ?? 0;
        const result = await ines.try<Record<string, { id?: string }>>(operation, call);
        for (const [what, one] of Object.entries(result)) if (one?.id) made[what] = one.id;
        // Refusals of other tests may come at any time.
        const [row, ...more] = (await rows_of(otto, { event: operation })).filter(
            (one) => one.seq > before,
        );
        expect(more).toEqual([]);
        expect(row).toMatchObject({
            event: operation,
            outcome: "success",
            actor: { kind: "staff", id: id_of.ines, name: "ines" },
            address: "127.0.0.1",
        });
        expect(row?.actor.roles).toContain("administrator");
        expect(row?.target?.type).toMatch(/^[a-z_]+$/);
        // Of a single rule or category, and about none.
        if (operation === "rule.order" || operation === "category.order") return;
        const { id } = row?.target ?? {};
        const known = Object.values({ ...made, ...id_of, ...call });
        // Of these an organization has one list.
        if (operation === "redaction.update") expect(id).toBeUndefined();
        else if (!id?.startsWith("org_")) expect(known).toContain(id);
        // What was whispered stands with the chat, and nothing else is different.
        if (operation !== "chat.whisper") expect(row?.changes).not.toEqual([]);
    });

    test("a row says what was different", async () => {
        const { user } = await ines.call("user.create", {
            name: "eve",
            password,
            roles: ["agent"],
        });
        await ines.call("user.update", { user: user.id, display_name: "Eva", roles: ["manager"] });
        const [update, create] = await rows_of(otto, { target: user.id });
        expect(update?.target).toEqual({ type: "user", id: user.id, name: "Eva" });
        expect(update?.changes).toEqual(
            expect.arrayContaining([
                { field: "display_name", from: "eve", to: "Eva" },
                { field: "roles", from: '["agent"]', to: '["manager"]' },
            ]),
        );
        expect(create?.changes).toContainEqual({ field: "password", to: "***" });
        expect(create?.changes).toContainEqual({ field: "name", to: "eve" });
        await ines.call("settings.update", { set: { offer_s: "17" } });
        const [set] = await rows_of(otto, { event: "settings.update" });
        expect(set?.changes).toMatchObject([{ field: "offer_s", to: "17" }]);
        expect(set?.target?.type).toBe("organization");
    });

    test("what was refused, or was done before, has no row of an act", async () => {
        const before = await rows_of(otto, { event: "role.save" });
        const save = ines.try("role.save", { key: "agent", label: "x", rights: ["queue_view"] });
        expect((await refused(save)).problem.code).toBe("conflict");
        expect(await rows_of(otto, { event: "role.save" })).toEqual(before);
        const call = { name: "Twice", request_id: uuid() };
        await ines.call("queue.create", call);
        await ines.call("queue.create", call);
        const rows = await rows_of(otto, { event: "queue.create" });
        expect(rows.filter((one) => one.request_id === call.request_id)).toHaveLength(1);
    });

    test("B06 B04: who may not is in it, with what they wanted", async () => {
        const ben = await sign_in(server(), "ben");
        const socket = await ben.socket();
        for (const [by, user] of [
            [ben, id_of.otto],
            [socket, id_of.ines],
        ] as const) {
            await refused(by.try("user.update", { user, active: false }));
            // The rows of refusals are written after the answer.
            const row = await found_soon(async () =>
                (await rows_of(otto, { actor: id_of.ben })).find((one) =>
                    one.changes.some((each) => each.to === user),
                ),
            );
            expect(row).toMatchObject({
                event: "authz_fail",
                outcome: "failure",
                reason: "forbidden",
                target: { type: "operation", id: "user.update" },
                changes: [{ field: "user", to: user }],
            });
        }
        await socket.close();
        // What belongs to another organization is not there for its administrator.
        const ida = await sign_in(server(), "ida");
        await refused(ida.try("user.update", { user: id_of.anna, active: false }));
        const row = await found_soon(async () => (await rows_of(ida, { event: "authz_fail" }))[0]);
        expect(row).toMatchObject({
            reason: "not_found",
            target: { type: "operation", id: "user.update" },
            changes: [{ field: "user", to: id_of.anna }],
        });
        expect((await rows_of(otto)).some((one) => one.actor.name === "ida")).toBe(false);
    });

    test("B12: signing in, not signing in and signing out are in it", async () => {
        const eva = await ines.call("user.create", { name: "b12", password, roles: ["manager"] });
        const target = eva.user.id;
        const wrong = { name: "b12", password: "not this password" };
        await refused(new Client(server()).try("auth.login", wrong));
        const client = await sign_in(server(), "b12");
        await client.call("auth.logout", {});
        const rows = await found_soon(async () => {
            const found = await rows_of(otto, { target });
            return found.some((one) => one.event === "authn_login_fail") ? found : undefined;
        });
        const events = rows.map((one) => one.event);
        expect(events).toEqual(
            expect.arrayContaining(["auth.logout", "authn_login_success", "authn_login_fail"]),
        );
        const failed = rows.find((one) => one.event === "authn_login_fail");
        expect(failed).toMatchObject({
            outcome: "failure",
            reason: "bad_credentials",
            actor: { kind: "unknown" },
            address: "127.0.0.1",
        });
        expect(JSON.stringify(rows)).not.toContain("not this password");
    });

    test("a conversation writes nothing, and nothing of it is in the log", async () => {
        const canary = `canary ${uuid()}`;
        const before = (await ines.call("audit.verify", {})).rows;
        const { token } = await new Client(server()).call("visitor.start", {
            organization: "main",
            name: canary,
        });
        const desk = await Desk.open(server(), "ben");
        const signed_in = (await ines.call("audit.verify", {})).rows;
        expect(signed_in).toBe(before + 1);
        const kim = new Client(server(), token);
        const chat = await desk.chat_with(kim, canary);
        const text = { chat: chat.id, client_id: uuid(), text: canary };
        await desk.client.call("message.post", text);
        await kim.call("chat.end", { chat: chat.id });
        expect((await ines.call("audit.verify", {})).rows).toBe(signed_in);
        const all = exported(server());
        expect(all).not.toContain(canary);
        expect(all).not.toContain(password);
        for (const secret of server().secrets) expect(all).not.toContain(secret);
    });

    test("pages and filters give each row once, newest first", async () => {
        const all = (await rows_of(otto)).map((one) => one.seq);
        expect(all).toEqual([...all].sort((a, b) => b - a));
        const seen: number[] = [];
        for (let after: string | undefined; ; ) {
            const page = await otto.call("audit.list", after ? { after, limit: 7 } : { limit: 7 });
            seen.push(...page.items.map((one) => one.seq));
            if (page.next === undefined || seen.length >= all.length) break;
            after = page.next;
        }
        expect(seen.slice(0, all.length)).toEqual(all);
        const [newest] = await rows_of(otto);
        const from = newest?.at as string;
        for (const row of await rows_of(otto, { from })) expect(row.at >= from).toBe(true);
        for (const row of await rows_of(otto, { to: from })) expect(row.at < from).toBe(true);
        expect((await refused(otto.try("audit.list", { after: "x" }))).problem.path).toBe("/after");
    });
});
