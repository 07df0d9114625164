// Who watches the live figures over a socket: all of them first, then what changes, at most once a
// second and within their reach; and wallboards, whose token is good for nothing else (A14, A17,
// V3, W51).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Dashboard, DashboardChanged } from "../../web/sdk/src/generated.ts";
import { Client, Desk, new_visitor, refused, type Socket, sign_in } from "./harness/client.ts";
import { agent, embedded, password, Server, useServer } from "./harness/server.ts";

const second_ms = 1000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a face shows: the figures that were answered, and each event put on top. */
class Shown {
    readonly arrived: number[] = [];
    #taken = 0;

    private constructor(
        readonly socket: Socket,
        public now: Dashboard,
    ) {
        this.#taken = socket.events.length;
    }

    static async watch(socket: Socket): Promise<Shown> {
        const { dashboard } = await socket.call("dashboard.watch", {});
        return new Shown(socket, dashboard);
    }

    /** Waits until the figures are so. */
    until(what: string, so: (now: Dashboard) => boolean): Promise<true> {
        return this.socket.until(() => {
            for (; this.#taken < this.socket.events.length; this.#taken += 1) {
                const event = this.socket.events[this.#taken];
                if (event?.type !== "dashboard.changed") continue;
                this.arrived.push(Date.parse(event.data.at));
                this.now = applied(this.now, event.data);
            }
            return so(this.now) ? true : undefined;
        }, what);
    }
}

function applied(before: Dashboard, changed: DashboardChanged): Dashboard {
    const rows = <Row extends { id: string }>(old: Row[], news: Row[] = [], gone: string[] = []) =>
        [...old.filter(({ id }) => !news.some((one) => one.id === id)), ...news]
            .filter(({ id }) => !gone.includes(id))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
        ...before,
        at: changed.at,
        totals: changed.totals ?? before.totals,
        queues: rows(before.queues, changed.queues, changed.queues_gone),
        agents: rows(before.agents, changed.agents, changed.agents_gone),
        attention: changed.attention ?? before.attention,
    };
}

const accounts = [
    agent("anna"),
    agent("ben"),
    { name: "mona", password, role: "manager" as const },
    { name: "ines", password, role: "administrator" as const },
];

describe("api: dashboard", () => {
    const server = useServer({ accounts });
    let anna: Desk;
    let ines: Client;
    let mona: Client;
    let screen: Socket;

    beforeAll(async () => {
        anna = await Desk.open(server(), "anna");
        ines = await sign_in(server(), "ines");
        mona = await sign_in(server(), "mona");
        screen = await mona.socket();
    });
    afterAll(async () => {
        for (const one of [anna.socket, screen]) await one.close();
    });

    const queue_of = async (name: string) =>
        (await ines.call("queue.list", {})).items.find((one) => one.name === name)?.id as string;
    const id_of = async (name: string) =>
        (await ines.call("user.list", {})).items.find((one) => one.name === name)?.id as string;

    test("A17 V3: all figures first, then what changes adds up to what is got", async () => {
        const shown = await Shown.watch(screen);
        expect(shown.now.queues.map((one) => one.name).sort()).toEqual(["anna", "ben"]);
        const ongoing = shown.now.totals.ongoing;
        const kim = await new_visitor(server(), "Kim");
        const chat = await anna.chat_with(kim, "hello");
        await shown.until("the chat", (now) => now.totals.ongoing === ongoing + 1);
        const row = shown.now.agents.find((one) => one.name === "anna");
        expect(row?.chats.map((one) => one.customer)).toContain("Kim");
        expect(row?.oldest_unanswered_chat).toBe(chat.id);
        await anna.client.call("chat.end", { chat: chat.id });
        await shown.until("its end", (now) => now.totals.ongoing === ongoing);
        // What has happened is read anew each ten seconds.
        await shown.until("the day", (now) =>
            now.agents.some((one) => one.name === "anna" && one.today.handled > 0),
        );
        const { dashboard } = await mona.call("dashboard.get", {});
        await shown.until("a later event", (now) => now.at > dashboard.at);
        expect({ ...shown.now, at: "" }).toEqual({ ...dashboard, at: "" });
    });

    test("events come at most once a second, also when nothing changes", async () => {
        const shown = await Shown.watch(screen);
        await pause(5 * second_ms);
        await shown.until("something", () => true);
        expect(shown.arrived.length).toBeGreaterThanOrEqual(3);
        for (const [i, at] of shown.arrived.slice(1).entries()) {
            expect(at - (shown.arrived[i] as number)).toBeGreaterThanOrEqual(second_ms - 5);
        }
        const quiet = screen.events.filter(
            (one) => one.type === "dashboard.changed" && Object.keys(one.data).length === 1,
        );
        expect(quiet.length).toBeGreaterThan(0);
    });

    test("a second watch takes the place of the first, and unwatch ends it", async () => {
        const socket = await mona.socket();
        const first = await socket.call("dashboard.watch", {});
        expect(first.dashboard.window_min).toBe(60);
        const [replaced, second] = await Promise.allSettled([
            socket.call("dashboard.watch", { window_min: 30 }),
            socket.call("dashboard.watch", { window_min: 15 }),
        ]);
        // Answered before the second came, or replaced by it.
        if (replaced.status === "fulfilled") {
            expect(replaced.value.dashboard.window_min).toBe(30);
        }
        expect(second).toMatchObject({ value: { dashboard: { window_min: 15 } } });
        const wrong = await refused(socket.try("dashboard.watch", { window_min: 20 }));
        expect(JSON.stringify(wrong.problem)).toContain("/window_min");
        await socket.event("dashboard.changed"); // goes on
        await socket.call("dashboard.unwatch", {});
        const had = socket.events.length;
        await pause(1.5 * second_ms);
        expect(socket.events.length).toBe(had);
        await socket.close();
    });

    test("only on a socket, and only for who sees queues", async () => {
        for (const operation of ["dashboard.watch", "dashboard.unwatch"]) {
            expect((await refused(mona.try(operation, {}))).problem.code).toBe("not_found");
        }
        const kim = await (await new_visitor(server())).socket();
        for (const operation of ["dashboard.watch", "dashboard.unwatch", "dashboard.get"]) {
            expect((await refused(kim.try(operation, {}))).problem.code).toBe("forbidden");
        }
        await kim.close();
        // An agent sees queues, and no colleagues.
        const { dashboard } = await anna.socket.call("dashboard.watch", {});
        expect(dashboard.queues.length).toBeGreaterThan(0);
        expect(dashboard.agents).toEqual([]);
        await anna.socket.call("dashboard.unwatch", {});
    });

    test("A14: who is limited sees the rest go, at once", async () => {
        const { user } = await ines.call("user.create", {
            name: "max",
            password,
            roles: ["manager"],
        });
        const max = await (await sign_in(server(), "max")).socket();
        const shown = await Shown.watch(max);
        expect(shown.now.agents.map((one) => one.name).sort()).toEqual(["anna", "ben"]);
        await ines.call("user.update", { user: user.id, reach: [await queue_of("ben")] });
        await shown.until("what is left", (now) => now.queues.length === 1);
        expect(shown.now.queues[0]?.name).toBe("ben");
        expect(shown.now.agents.map((one) => one.name)).toEqual(["ben"]);
        // Without the right it ends.
        await ines.call("role.save", { key: "nothing", label: "Nothing", rights: ["queue_view"] });
        await ines.call("user.update", { user: user.id, roles: ["nothing"], reach: [] });
        await shown.until("no agents", (now) => now.agents.length === 0);
        await max.close();
    });

    test("V16: it ends for agents whose status hides it", async () => {
        await ines.call("status.save", {
            key: "hidden",
            label: "Away from it all",
            kind: "away",
            by_agent: true,
            by_manager: true,
            during_chat: "now",
            reason_required: false,
            hides_dashboard: true,
            reasons: [],
        });
        const ben = await Desk.open(server(), "ben");
        await ben.socket.call("dashboard.watch", {});
        await ben.socket.call("presence.set", { status: "hidden" });
        await ben.socket.event("dashboard.changed", (data) => data.ended === true);
        const again = await refused(ben.socket.try("dashboard.watch", {}));
        expect(again.problem.code).toBe("hidden_by_status");
        await ben.socket.call("presence.set", { status: "available" });
        await ben.socket.call("dashboard.watch", {});
        await ben.socket.close();
    });

    describe("wallboards", () => {
        const make = async (queues: string[], name: string) => {
            const all = queues.length === 0;
            const saved = await ines.call("wallboard.save", { name, all, queues });
            const { wallboard, token } = saved;
            return { wallboard, board: new Client(server(), token) };
        };

        test("one shows its queues and nothing of people", async () => {
            const { wallboard, board } = await make([await queue_of("anna")], "Hall");
            const socket = await board.socket();
            expect(socket.opened.wallboard).toEqual({ id: wallboard.id, name: "Hall" });
            expect(socket.opened.user ?? socket.opened.visitor).toBe(undefined);
            const shown = await Shown.watch(socket);
            expect(shown.now.queues.map((one) => one.name)).toEqual(["anna"]);
            expect(shown.now.agents).toEqual([]);
            expect(JSON.stringify(shown.now)).not.toContain(await id_of("anna"));
            // That it came is written beside its reading.
            await expect
                .poll(async () => {
                    const { items } = await ines.call("wallboard.list", {});
                    expect(JSON.stringify(items)).not.toContain(board.token);
                    return items.find((one) => one.id === wallboard.id)?.last_seen_at;
                })
                .toBeDefined();
            // Other queues, while it is open.
            await ines.call("wallboard.save", {
                wallboard: wallboard.id,
                name: "Hall",
                all: true,
                queues: [],
            });
            await shown.until("all queues", (now) => now.queues.length > 1);
            await socket.close();
        });

        test("its token may do nothing else, on a socket or over HTTP", async () => {
            const { board } = await make([], "Lobby");
            const socket = await board.socket();
            const response = await fetch(`${server().url}/api/openapi.json`);
            const names = Object.keys((await response.json()).paths).map((path) =>
                path.replace("/api/v1/", ""),
            );
            expect(names.length).toBeGreaterThan(100);
            // Over HTTP these ask nobody who they are.
            const for_anyone = ["auth.login", "visitor.start", "visitor.status", "article.vote"];
            for (const name of names.filter((one) => one !== "session.sync")) {
                const { problem } = await refused(socket.try(name, {}));
                expect([name, problem.code]).toEqual([name, "forbidden"]);
                if (for_anyone.includes(name)) continue;
                const over_http = await refused(board.try(name, {}));
                expect(["forbidden", "invalid"]).toContain(over_http.problem.code);
            }
            // What was tried with it is in the audit log.
            const { items } = await ines.call("audit.list", { event: "authz_fail", limit: 1 });
            expect(items[0]?.actor).toMatchObject({ kind: "unknown", name: "Lobby" });
            const sync = await socket.call("session.sync", { chats: {} });
            expect(sync.chats).toEqual([]);
            const kim = await new_visitor(server());
            const { chat } = await kim.call("chat.start", { queue: "ben", text: "hello" });
            expect((await socket.call("session.sync", { chats: { [chat.id]: 0 } })).chats).toEqual(
                [],
            );
            await socket.close();
        });

        test("a new token ends what was opened with the old one, as does removing it", async () => {
            const { wallboard, board } = await make([], "Kitchen");
            const old = await board.socket();
            await old.call("dashboard.watch", {});
            const { token } = await ines.call("wallboard.renew", { wallboard: wallboard.id });
            expect((await old.closed).code).toBe(4503);
            await expect(board.socket()).rejects.toThrow();
            const fresh = await new Client(server(), token).socket();
            await fresh.call("dashboard.watch", {});
            await ines.call("wallboard.remove", { wallboard: wallboard.id });
            expect((await fresh.closed).code).toBe(4503);
        });

        test("two have not one name", async () => {
            await make([], "Roof");
            const roof = { name: "Roof", all: true, queues: [] };
            const same = await refused(ines.try("wallboard.save", roof));
            expect(same.problem.code).toBe("conflict");
        });

        test("one whose queues are gone shows none, not all, until somebody says so", async () => {
            const { queue } = await ines.call("queue.create", { name: "Billing" });
            const { wallboard, board } = await make([queue.id], "Cellar");
            await ines.call("queue.remove", { queue: queue.id });
            const listed = (await ines.call("wallboard.list", {})).items.find(
                (one) => one.id === wallboard.id,
            );
            expect(listed).toMatchObject({ all: false, queues: [] });
            const socket = await board.socket();
            expect((await Shown.watch(socket)).now.queues).toEqual([]);
            await socket.close();
            const renamed = { wallboard: wallboard.id, name: "Attic", all: false, queues: [] };
            const none = await refused(ines.try("wallboard.save", renamed));
            expect(none.problem.path).toBe("/queues");
            const both = { ...renamed, all: true, queues: [await queue_of("anna")] };
            expect((await refused(ines.try("wallboard.save", both))).problem.path).toBe("/queues");
        });
    });
});

describe.skipIf(embedded)("api: dashboard, at two nodes", () => {
    test("a watcher at one node sees what happens at the other", async () => {
        const one = await new Server({ accounts }).start();
        const two = await new Server({ database: one.place[1] as string, blank: true }).start();
        const screens = await Promise.all(
            [one, two].map(async (node) =>
                Shown.watch(await (await sign_in(node, "mona")).socket()),
            ),
        );
        const anna = await Desk.open(one, "anna");
        const kim = await new_visitor(two, "Kim");
        await anna.chat_with(kim, "hello");
        for (const screen of screens) {
            await screen.until("the chat", (now) => now.totals.ongoing === 1);
            await screen.socket.close();
        }
        await anna.socket.close();
        await two.stop();
        await one.finish();
    });
});
