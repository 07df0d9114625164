// A scripted server for the manager's room: three queues, agents in every state, what wants
// attention, and chats behind the numbers.
import type { Page } from "playwright-core";
import type {
    DashboardAgent,
    DashboardChanged,
    DashboardQueue,
    DashboardTotals,
    Presence,
    User,
    Wallboard,
} from "../../../web/sdk/src/generated.ts";
import { type OpenedDesk, openDesk } from "../desk/browser.ts";
import { ago, type FakeServer } from "../desk/fake_server.ts";

export interface Figures {
    totals: DashboardTotals;
    queues: DashboardQueue[];
    agents: DashboardAgent[];
    attention: NonNullable<DashboardChanged["attention"]>;
}

const past = { arrived: 40, answered: 33, answered_in_time: 28, abandoned: 2 };

export const queue = (part: Partial<DashboardQueue> & { id: string; name: string }) => ({
    partition: "part_1",
    enabled: true,
    open: true,
    waiting: 0,
    offered: 0,
    ongoing: 0,
    wrap_up: 0,
    agents_available: 2,
    agents_signed_in: 5,
    places_free: 4,
    answer_target_s: 120,
    service_target_percent: 80,
    reply_target_s: 120,
    window: { ...past, service_percent: 88, handle_mean_s: 372 },
    last_hour: [2, 3, 1, 4, 6, 2, 0, 1, 5, 7, 3, 2],
    ...part,
});

const free: Presence = {
    status: "available",
    label: "available",
    since: ago(761),
    load: 0,
    used: 0,
    capacity: 4,
    stop_new: false,
};

export const agent = (
    id: string,
    name: string,
    part: Partial<DashboardAgent> & { is?: Partial<Presence> } = {},
): DashboardAgent => {
    const { is, ...rest } = part;
    return {
        id,
        name: id,
        display_name: name,
        connected: true,
        queues: ["q_orders"],
        chats: [],
        today: { handled: 12, missed: 0, handle_mean_s: 340 },
        presence: { ...free, ...is },
        ...rest,
    };
};

export function figures(): Figures {
    const night = { id: "team_night", name: "Night" };
    const day = { id: "team_day", name: "Day" };
    return {
        totals: {
            waiting: 7,
            oldest_waiting_at: ago(134),
            offered: 1,
            ongoing: 29,
            wrap_up: 2,
            staff_online: 9,
            agents_available: 3,
            agents_away: 2,
            agents_missed: 1,
            agents_offline: 5,
            recent_chats: 96,
            window: { ...past, arrived: 96, service_percent: 84, handle_mean_s: 355 },
        },
        queues: [
            queue({
                id: "q_orders",
                name: "Orders",
                waiting: 2,
                oldest_waiting_at: ago(38),
                ongoing: 14,
            }),
            queue({
                id: "q_returns",
                name: "Returns",
                waiting: 4,
                oldest_waiting_at: ago(134),
                ongoing: 9,
                agents_available: 0,
                places_free: 0,
                window: { ...past, service_percent: 71, abandoned: 4, handle_mean_s: 512 },
            }),
            queue({
                id: "q_billing",
                name: "Billing",
                enabled: false,
                open: false,
                waiting: 1,
                oldest_waiting_at: ago(84),
                ongoing: 6,
                agents_available: 1,
                window: { ...past, service_percent: 92, abandoned: 0 },
            }),
        ],
        agents: [
            agent("usr_1", "Maya Ortiz", {
                team: day,
                is: { label: "engaged", load: 2, used: 200 },
                chats: [
                    { chat: "chat_dana", customer: "Dana Whitfield", since: ago(300) },
                    { chat: "chat_luis", customer: "Luis Ferreira", since: ago(95) },
                ],
                oldest_unanswered_at: ago(250),
                oldest_unanswered_chat: "chat_luis",
            }),
            agent("usr_2", "Ravi Patel", {
                queues: ["q_returns"],
                is: { status: "rona", label: "rona", since: ago(180) },
                today: { handled: 4, missed: 3, handle_mean_s: 290 },
            }),
            agent("usr_3", "Tess Nguyen", {
                connected: false,
                queues: ["q_returns", "q_billing"],
                is: {
                    label: "engaged",
                    load: 1,
                    used: 100,
                    since: ago(12),
                    pending: { status: "away", reason: "lunch" },
                },
                chats: [{ chat: "chat_aiko", customer: "Aiko Tanaka", since: ago(200) }],
            }),
            agent("usr_4", "Zoë Quist", { team: night }),
            agent("usr_5", "Jonas Berg", {
                team: night,
                is: { label: "at_capacity", load: 4, used: 400, since: ago(60) },
            }),
            agent("usr_6", "Li Wei", {
                team: day,
                is: { status: "away", reason: "lunch", label: "away", since: ago(1_200) },
            }),
            agent("usr_7", "Ines Costa", { is: { label: "wrap_up", since: ago(25) } }),
            agent("usr_8", "Noor Haddad", {
                connected: false,
                queues: ["q_billing"],
                is: { status: "offline", label: "offline", since: ago(7_200) },
                today: { handled: 0, missed: 0 },
            }),
        ],
        attention: [
            {
                kind: "wait",
                since: ago(134),
                limit_s: 120,
                queue: "q_returns",
                queue_name: "Returns",
            },
            { kind: "nobody", since: ago(134), queue: "q_returns", queue_name: "Returns" },
            {
                kind: "help",
                since: ago(70),
                agent: "usr_1",
                agent_name: "Maya Ortiz",
                chat: "chat_dana",
                customer: "Dana Whitfield",
                queue: "q_orders",
                queue_name: "Orders",
            },
            { kind: "missed", since: ago(180), agent: "usr_2", agent_name: "Ravi Patel" },
            {
                kind: "unanswered",
                since: ago(250),
                limit_s: 120,
                agent: "usr_1",
                agent_name: "Maya Ortiz",
                chat: "chat_luis",
                customer: "Luis Ferreira",
                queue: "q_orders",
                queue_name: "Orders",
            },
        ],
    };
}

const boss: User = {
    id: "usr_mo",
    name: "mo",
    display_name: "Mo Boss",
    roles: ["manager"],
    labels: {},
    rights: [
        "chat_handle",
        "chat_view_all",
        "chat_monitor",
        "chat_route",
        "chat_steer",
        "queue_view",
        "queue_enable",
        "agent_view",
        "agent_set_status",
        "agent_sign_out",
        "settings_view",
        "settings_manage",
    ],
};

/** A server with these figures; chats of Maya's desk are behind some of the numbers. */
export function room(server: FakeServer, told: Figures = figures()): void {
    server.user = boss;
    server.switches.manager_override = "true";
    server.teams = [
        { id: "team_day", name: "Day", members: ["usr_1", "usr_6"] },
        { id: "team_night", name: "Night", members: ["usr_4", "usr_5"] },
    ];
    server.agents = told.agents;
    server.queues = told.queues.map((one) => ({
        id: one.id,
        name: one.name,
        partition: one.partition,
        enabled: one.enabled,
        open: one.open,
        member: false,
        waiting: one.waiting,
        agents_available: one.agents_available,
        offer_s: 20,
        routing: "push",
        reply_target_s: 120,
    }));
    const maya = { kind: "agent", id: "usr_1", name: "Maya Ortiz" } as const;
    const part = { agent: maya, started_s: 300 };
    server.addChat({
        ...part,
        id: "chat_dana",
        name: "Dana Whitfield",
        texts: ["<My parcel has not moved for days.", ">I am looking at it.", "<Any news?"],
    });
    server.addChat({
        ...part,
        id: "chat_luis",
        name: "Luis Ferreira",
        queue: "Returns",
        waits_s: 250,
        texts: ["<The lamp arrived broken, what now?"],
    });
    server.addWaiting({ id: "chat_noah", name: "Noah Berg", text: "Where do I send it?" });
    server.addChat({
        ...part,
        id: "chat_ida",
        name: "Ida Lund",
        state: "closed",
        texts: ["<Do you ship to Norway?", ">Yes."],
        started_s: 4_000,
        waits_s: 3_000,
    });
    const lost = server.addChat({
        ...part,
        id: "chat_gone",
        name: "Gone Early",
        state: "closed",
        texts: ["<Anybody?"],
        waits_s: 2_000,
    });
    delete server.chats.get(lost.id)!.agent;
    delete server.chats.get(lost.id)!.accepted_at;
    server.on("dashboard.watch", ({ window_min = 60 }) => ({
        dashboard: {
            at: ago(0),
            today_since: ago(40_000),
            window_min,
            ...structuredClone(told),
        },
    }));
    server.on("dashboard.unwatch", () => ({}));
    server.on("chat.list", ({ states, queues, agent: of, abandoned, ...span }) => ({
        items: [...server.chats.keys()]
            .map((id) => server.view(id))
            .filter((chat) => !states || states.includes(chat.state))
            .filter((chat) => !queues || queues.some((id) => chat.queue_name === named(told, id)))
            .filter((chat) => !of || chat.agent?.id === of)
            .filter((chat) => !abandoned || !chat.accepted_at)
            .filter((chat) => isWithin(chat.started_at, span.since, span.until))
            .filter((chat) => isWithin(chat.ended_at, span.ended_since, span.ended_until)),
    }));
    server.on("chat.monitor", ({ chat }) => ({ chat: server.view(chat) }));
    server.on("chat.unmonitor", () => ({}));
    const boards: Wallboard[] = [
        {
            id: "wbd_1",
            name: "Hall, ground floor",
            all: true,
            queues: [],
            created_at: ago(90_000),
            token_since: ago(90_000),
            last_seen_at: ago(20),
        },
        {
            id: "wbd_2",
            name: "Returns",
            all: false,
            queues: ["q_returns"],
            created_at: ago(90_000),
            token_since: ago(90_000),
        },
    ];
    server.on("wallboard.list", () => ({ items: boards }));
    server.on("wallboard.save", ({ wallboard, name, all = false, queues }) => {
        const board = {
            id: wallboard ?? "wbd_3",
            name,
            all,
            queues,
            created_at: ago(0),
            token_since: ago(0),
        };
        if (!wallboard) boards.push(board);
        return { wallboard: board, ...(!wallboard && { token: "wbt_new_token" }) };
    });
    server.on("wallboard.renew", ({ wallboard }) => ({
        wallboard: boards.find(({ id }) => id === wallboard)!,
        token: "wbt_other_token",
    }));
    server.on("wallboard.remove", ({ wallboard }) => {
        const place = boards.findIndex(({ id }) => id === wallboard);
        boards.splice(place, 1);
        return {};
    });
}

const isWithin = (at: string | undefined, from: string | undefined, to: string | undefined) =>
    (!from || (at !== undefined && Date.parse(at) >= Date.parse(from))) &&
    (!to || (at !== undefined && Date.parse(at) < Date.parse(to)));

const named = (told: Figures, id: string) => told.queues.find((one) => one.id === id)?.name;

export const tell = (server: FakeServer, change: Omit<DashboardChanged, "at"> = {}): void =>
    server.emit("dashboard.changed", { at: ago(0), ...change }, true);

/**
 * From now on no time goes by in the page but what clock.fastForward() says. What is known is a minute
 * old by then.
 */
export async function standStill(page: Page): Promise<void> {
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
}

/** The room, open and loaded. */
export async function openRoom(
    script: (server: FakeServer) => void = room,
    options: Parameters<typeof openDesk>[1] = {},
): Promise<OpenedDesk> {
    return openDesk(script, { path: "/manage", ...options });
}
