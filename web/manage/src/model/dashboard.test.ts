// Changes give what a new snapshot would, rows that are the same stay the same, and what is chosen
// adds up.

import type { Dashboard, DashboardAgent, DashboardChanged, DashboardQueue } from "@parley/sdk";
import { describe, expect, test } from "vitest";
import {
    applied,
    freshness,
    presenceGroup,
    serviceState,
    shownOf,
    waitState,
} from "./dashboard.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5, 12, 0, seconds)).toISOString();

const window = { arrived: 10, answered: 6, answered_in_time: 5, abandoned: 2 };

const queue = (id: string, part: Partial<DashboardQueue> = {}): DashboardQueue => ({
    id,
    name: id,
    partition: "p",
    enabled: true,
    open: true,
    waiting: 1,
    offered: 0,
    ongoing: 2,
    wrap_up: 0,
    agents_available: 1,
    agents_signed_in: 2,
    places_free: 3,
    answer_target_s: 60,
    service_target_percent: 80,
    reply_target_s: 120,
    window,
    last_hour: new Array(12).fill(1),
    ...part,
});

const agent = (id: string, part: Partial<DashboardAgent> = {}): DashboardAgent => ({
    id,
    name: id,
    display_name: id,
    connected: true,
    presence: {
        status: "available",
        label: "available",
        since: at(0),
        load: 0,
        used: 0,
        capacity: 3,
        stop_new: false,
    },
    queues: ["a"],
    chats: [],
    today: { handled: 0, missed: 0 },
    ...part,
});

const dashboard = (): Dashboard => ({
    at: at(0),
    today_since: at(-43_200),
    window_min: 60,
    totals: {
        waiting: 3,
        offered: 1,
        ongoing: 4,
        wrap_up: 0,
        staff_online: 2,
        agents_available: 2,
        agents_away: 1,
        agents_missed: 0,
        agents_offline: 4,
        recent_chats: 12,
        window,
    },
    queues: [queue("a"), queue("b", { waiting: 2, oldest_waiting_at: at(-90) })],
    agents: [agent("anna"), agent("ben", { queues: ["b"], team: { id: "night", name: "Night" } })],
    attention: [
        { kind: "wait", since: at(-90), limit_s: 60, queue: "b", queue_name: "b" },
        { kind: "missed", since: at(-30), agent: "anna", agent_name: "anna" },
    ],
});

/** Small, seeded, good enough to make up changes. */
function random(seed: number): (below: number) => number {
    return (below) => {
        seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
        return Math.floor((seed / 2 ** 31) * below);
    };
}

describe("changes", () => {
    test.each([1, 2, 3, 4])("snapshot %i with its changes is the later snapshot", (seed) => {
        const pick = random(seed);
        let truth = dashboard();
        let shown = dashboard();
        for (let step = 1; step < 200; step++) {
            const change: DashboardChanged = { at: at(step) };
            const rows = new Map(truth.agents.map((one) => [one.id, one]));
            const id = `agent_${pick(8)}`;
            if (pick(3) === 0 && rows.delete(id)) change.agents_gone = [id];
            else {
                const next = agent(id, { today: { handled: step, missed: pick(3) } });
                rows.set(id, next);
                change.agents = [next];
            }
            if (pick(4) === 0) change.totals = { ...truth.totals, waiting: step };
            if (pick(5) === 0) change.attention = truth.attention.slice(pick(2));
            if (pick(3) === 0) change.queues = [queue("a", { waiting: step })];
            truth = {
                ...truth,
                at: change.at,
                agents: [...rows.values()],
                totals: change.totals ?? truth.totals,
                attention: change.attention ?? truth.attention,
                queues: truth.queues.map(
                    (one) => change.queues?.find(({ id }) => id === one.id) ?? one,
                ),
            };
            shown = applied(shown, change);
            expect(shown).toEqual(truth);
        }
    });

    test("a new day has another beginning", () => {
        const after = applied(dashboard(), { at: at(1), today_since: at(0) });
        expect(after.today_since).toBe(at(0));
    });

    test("a beat without news draws nothing again", () => {
        const before = dashboard();
        const after = applied(before, { at: at(1) });
        expect(after.agents).toBe(before.agents);
        expect(after.queues).toBe(before.queues);
        expect(after.at).toBe(at(1));
    });

    test("rows that have not changed stay the same values", () => {
        const before = dashboard();
        const after = applied(before, { at: at(1), agents: [agent("ben")], queues_gone: ["b"] });
        expect(after.agents[0]).toBe(before.agents[0]);
        expect(after.queues).toEqual([before.queues[0]]);
    });
});

describe("what is chosen", () => {
    test("everything is what the server counts", () => {
        const { figures, agents } = shownOf(dashboard(), { queues: [], teams: [] });
        expect(agents).toHaveLength(2);
        expect(figures).toMatchObject({ waiting: 3, recent: 12, available: 2, offline: 4 });
        expect(figures.oldest_in?.id).toBe("b");
    });

    test("a queue has its own sums, agents and what wants attention in it", () => {
        const shown = shownOf(dashboard(), { queues: ["b"], teams: [] });
        expect(shown.queues.map(({ id }) => id)).toEqual(["b"]);
        expect(shown.agents.map(({ id }) => id)).toEqual(["ben"]);
        expect(shown.attention.map(({ kind }) => kind)).toEqual(["wait"]);
        expect(shown.figures).toMatchObject({ waiting: 2, ongoing: 2, available: 1, window });
    });

    test("one row says of a queue that somebody waits too long and that nobody serves it", () => {
        const told = dashboard();
        const of = { since: at(-90), queue: "b", queue_name: "b" };
        const attentionOf = (...kinds: ("wait" | "nobody")[]) =>
            shownOf(
                { ...told, attention: kinds.map((kind) => ({ kind, ...of })) },
                { queues: [], teams: [] },
            ).attention.map(({ kind, nobody }) => [kind, nobody]);
        expect(attentionOf("nobody", "wait")).toEqual([["wait", true]]);
        expect(attentionOf("wait")).toEqual([["wait", false]]);
        expect(attentionOf("nobody")).toEqual([["nobody", false]]);
    });

    test("several queues are counted together", () => {
        const { figures } = shownOf(dashboard(), { queues: ["a", "b"], teams: [] });
        expect(figures.window).toEqual({
            arrived: 20,
            answered: 12,
            answered_in_time: 10,
            abandoned: 4,
            service_percent: 62,
        });
    });

    test("a team leaves its people alone", () => {
        const shown = shownOf(dashboard(), { queues: [], teams: ["night"] });
        expect(shown.agents.map(({ id }) => id)).toEqual(["ben"]);
        expect(shown.attention.map(({ kind }) => kind)).toEqual(["wait"]);
    });
});

describe("an agent counts as", () => {
    const { presence } = agent("anna");
    const groupOf = (part: Partial<DashboardAgent["presence"]>, connected = true) =>
        presenceGroup({ connected, presence: { ...presence, ...part } });

    test("available with chats and room for more, as busy without", () => {
        expect(groupOf({ label: "engaged" })).toBe("available");
        expect(groupOf({ label: "at_capacity" })).toBe("busy");
        expect(groupOf({ label: "engaged", pending: { status: "away" } })).toBe("busy");
    });

    test("one who missed a chat, connected or not", () => {
        expect(groupOf({ label: "rona" })).toBe("missed");
        expect(groupOf({ label: "rona" }, false)).toBe("missed");
    });

    test("offline while the connection is lost, whatever the status", () => {
        expect(groupOf({ label: "available" }, false)).toBe("offline");
        expect(groupOf({ label: "away" }, false)).toBe("offline");
        const shown = shownOf(
            { ...dashboard(), agents: [agent("anna"), agent("ben", { connected: false })] },
            { queues: ["a"], teams: [] },
        );
        expect(shown.figures).toMatchObject({ available: 1, offline: 1 });
    });
});

test.each([
    [35, "ok"],
    [36, "watch"],
    [59, "watch"],
    [60, "breach"],
])("a wait of %i of 60 s is %s", (seconds, state) => {
    expect(waitState(at(-seconds), 60, Date.parse(at(0)))).toBe(state);
});

test("without a limit no wait is too long", () => {
    expect(waitState(at(-3_000), 0, Date.parse(at(0)))).toBe("ok");
    expect(waitState(undefined, 60, Date.parse(at(0)))).toBe("ok");
});

test.each([
    [80, "ok"],
    [79, "watch"],
    [70, "watch"],
    [69, "breach"],
])("%i %% of 80 is %s", (percent, state) => {
    expect(serviceState(percent, 80)).toBe(state);
});

test.each([
    [4_999, "live"],
    [5_000, "late"],
    [29_999, "late"],
    [30_000, "old"],
])("after %i ms of silence it is %s", (silent, state) => {
    expect(freshness(silent)).toBe(state);
});
