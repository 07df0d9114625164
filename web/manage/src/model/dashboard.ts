// What the live figures make of a change, and what they are for some of the queues and teams. Pure.
//
// INVARIANT 1: a dashboard with the changes after it equals a later dashboard.
// INVARIANT 2: what has not changed stays the very same value, so that its row is not drawn again.
import type {
    AttentionItem,
    Dashboard,
    DashboardAgent,
    DashboardChanged,
    DashboardQueue,
    DashboardWindow,
} from "@parley/sdk";

export function applied(before: Dashboard, change: DashboardChanged): Dashboard {
    const { at, today_since, totals, queues, queues_gone, agents, agents_gone, attention } = change;
    return {
        ...before,
        at,
        ...(today_since && { today_since }),
        ...(totals && { totals }),
        queues: replaced(before.queues, queues, queues_gone),
        agents: replaced(before.agents, agents, agents_gone),
        ...(attention && { attention }),
    };
}

function replaced<Row extends { id: string }>(
    before: Row[],
    changed: readonly Row[] = [],
    gone: readonly string[] = [],
): Row[] {
    if (!changed.length && !gone.length) return before;
    const fresh = new Map(changed.map((row) => [row.id, row]));
    const without = new Set(gone);
    const kept = before
        .filter((row) => !without.has(row.id))
        .map((row) => {
            const next = fresh.get(row.id);
            fresh.delete(row.id);
            return next ?? row;
        });
    return [...kept, ...fresh.values()];
}

/** What somebody wants to see; nothing chosen means all. */
export interface Chosen {
    queues: readonly string[];
    teams: readonly string[];
}

export interface Wanting extends AttentionItem {
    /** Nobody is available in a queue that has waited too long. */
    nobody: boolean;
}

export interface Shown {
    queues: readonly DashboardQueue[];
    agents: readonly DashboardAgent[];
    attention: readonly Wanting[];
    figures: Figures;
}

/** What the tiles say. */
export interface Figures {
    waiting: number;
    offered: number;
    oldest_waiting_at?: string;
    /** The queue in which somebody waits longest, and how long they should at most. */
    oldest_in?: DashboardQueue;
    ongoing: number;
    recent?: number;
    online: number;
    available: number;
    away: number;
    missed: number;
    offline: number;
    wrap_up: number;
    window: DashboardWindow;
    target_percent?: number;
}

export function shownOf(dashboard: Dashboard, { queues, teams }: Chosen): Shown {
    const some_queues = new Set(queues);
    const some_teams = new Set(teams);
    const shown_queues = queues.length
        ? dashboard.queues.filter(({ id }) => some_queues.has(id))
        : dashboard.queues;
    const agents = dashboard.agents.filter(
        (agent) =>
            (!queues.length || agent.queues.some((id) => some_queues.has(id))) &&
            (!teams.length || some_teams.has(agent.team?.id ?? "")),
    );
    const ids = new Set(agents.map(({ id }) => id));
    const attention = dashboard.attention.filter(
        ({ queue, agent }) =>
            (!queue || !queues.length || some_queues.has(queue)) &&
            (!agent || !(queues.length || teams.length) || ids.has(agent)),
    );
    const whole = !queues.length && !teams.length;
    return {
        queues: shown_queues,
        agents: whole ? dashboard.agents : agents,
        attention: oneOfAQueue(attention),
        figures: whole ? allFigures(dashboard) : someFigures(shown_queues, agents),
    };
}

/** Of a queue that nobody serves, and in which somebody waits too long, one row says both. */
function oneOfAQueue(items: readonly AttentionItem[]): Wanting[] {
    const of = (kind: AttentionItem["kind"]) =>
        new Set(items.filter((item) => item.kind === kind).map(({ queue }) => queue));
    const [late, unserved] = [of("wait"), of("nobody")];
    return items
        .filter(({ kind, queue }) => kind !== "nobody" || !late.has(queue))
        .map((item) => ({ ...item, nobody: item.kind === "wait" && unserved.has(item.queue) }));
}

/** Chats whose customer waits for an answer longer than their queue wants, as the server says. */
export const lateChats = (items: readonly AttentionItem[]): ReadonlySet<string> =>
    new Set(items.flatMap(({ kind, chat }) => (kind === "unanswered" && chat ? [chat] : [])));

function allFigures({ totals, queues }: Dashboard): Figures {
    return {
        waiting: totals.waiting,
        offered: totals.offered,
        ...oldestOf(queues),
        ongoing: totals.ongoing,
        recent: totals.recent_chats,
        online: totals.staff_online,
        available: totals.agents_available,
        away: totals.agents_away,
        missed: totals.agents_missed,
        offline: totals.agents_offline,
        wrap_up: totals.wrap_up,
        window: totals.window,
        ...targetOf(queues),
    };
}

function someFigures(
    queues: readonly DashboardQueue[],
    agents: readonly DashboardAgent[],
): Figures {
    const sum = (of: (queue: DashboardQueue) => number) =>
        queues.reduce((all, queue) => all + of(queue), 0);
    const count = (...groups: PresenceGroup[]) =>
        agents.filter((agent) => groups.includes(presenceGroup(agent))).length;
    return {
        waiting: sum((queue) => queue.waiting),
        offered: sum((queue) => queue.offered),
        ...oldestOf(queues),
        ongoing: sum((queue) => queue.ongoing),
        online: count("available", "busy"),
        available: count("available"),
        away: count("away"),
        missed: count("missed"),
        offline: count("offline"),
        wrap_up: sum((queue) => queue.wrap_up),
        window: windowOf(queues),
        ...targetOf(queues),
    };
}

function windowOf(queues: readonly DashboardQueue[]): DashboardWindow {
    const sum = (of: (window: DashboardWindow) => number) =>
        queues.reduce((all, { window }) => all + of(window), 0);
    const [only] = queues;
    if (only && queues.length === 1) return only.window;
    let counted = 0;
    let in_time = 0;
    for (const { window, answer_target_s } of queues) {
        // Without a target nothing is in time or late.
        if (!answer_target_s) continue;
        counted += window.answered + window.abandoned;
        in_time += window.answered_in_time;
    }
    return {
        arrived: sum((one) => one.arrived),
        answered: sum((one) => one.answered),
        answered_in_time: sum((one) => one.answered_in_time),
        abandoned: sum((one) => one.abandoned),
        ...(counted && { service_percent: Math.floor((100 * in_time) / counted) }),
    };
}

function oldestOf(
    queues: readonly DashboardQueue[],
): Pick<Figures, "oldest_in" | "oldest_waiting_at"> {
    let oldest: DashboardQueue | undefined;
    for (const queue of queues) {
        const at = queue.oldest_waiting_at;
        if (at && (!oldest || at < oldest.oldest_waiting_at!)) oldest = queue;
    }
    return oldest ? { oldest_in: oldest, oldest_waiting_at: oldest.oldest_waiting_at! } : {};
}

/** What all of them aim at; nothing where they aim at different things. */
function targetOf(queues: readonly DashboardQueue[]): Pick<Figures, "target_percent"> {
    const targets = new Set(queues.map((queue) => queue.service_target_percent));
    const [target] = targets;
    return targets.size === 1 && target ? { target_percent: target } : {};
}

export type PresenceGroup = "available" | "busy" | "away" | "missed" | "offline";
export const presence_groups: readonly PresenceGroup[] = [
    "available",
    "busy",
    "away",
    "missed",
    "offline",
];

/** By which agents are counted and chosen, as the server counts them. */
export function presenceGroup(
    agent: Pick<DashboardAgent, "presence" | "connected">,
): PresenceGroup {
    const { label, pending } = agent.presence;
    if (label === "rona") return "missed";
    if (!agent.connected) return "offline";
    switch (label) {
        case "offline":
            return "offline";
        case "away":
            return "away";
        case "at_capacity":
        case "stop_new":
        case "wrap_up":
        case "busy":
            return "busy";
        default:
            // Whoever goes after the chats that are open gets no more of them.
            return pending ? "busy" : "available";
    }
}

export type Service = "ok" | "watch" | "breach";

/** From this share of the limit on a wait is watched; after all of it the limit is broken. */
const watch_share = 0.6;

export function waitState(since: string | undefined, limit_s: number, now: number): Service {
    if (!since || !limit_s) return "ok";
    const waited_s = (now - Date.parse(since)) / 1_000;
    if (waited_s >= limit_s) return "breach";
    return waited_s >= limit_s * watch_share ? "watch" : "ok";
}

/** This far below its target the service is watched only, further below it is broken. */
const percent_slack = 10;

export function serviceState(percent: number | undefined, target: number | undefined): Service {
    if (percent === undefined || !target || percent >= target) return "ok";
    return percent >= target - percent_slack ? "watch" : "breach";
}

export type Freshness = "live" | "late" | "old";

const late_ms = 5_000;
const old_ms = 30_000;

/** How far what is shown can be trusted, `silent_ms` after the last word from the server. */
export function freshness(silent_ms: number): Freshness {
    if (silent_ms < late_ms) return "live";
    return silent_ms < old_ms ? "late" : "old";
}
