// A manager's desk: two queues, three agents, chats to read.
import { ago, busyDesk, type FakeServer } from "./fake_server.ts";

export const manager = (server: FakeServer) => {
    busyDesk(server);
    server.user = {
        id: "usr_mo",
        name: "mo",
        display_name: "Mo Boss",
        roles: ["manager"],
        labels: {},
        rights: [
            "chat_view_all",
            "chat_route",
            "queue_view",
            "queue_enable",
            "agent_view",
            "agent_set_status",
        ],
    };
    const anna = { name: "", connected: true, queues: ["q1"], chats: [] };
    const free = {
        status: "available",
        label: "available",
        load: 0,
        used: 0,
        capacity: 4,
        stop_new: false,
    } as const;
    server.agents = [
        {
            ...anna,
            id: "usr_1",
            display_name: "Maya Ortiz",
            presence: { ...free, label: "engaged", load: 2, used: 200, since: ago(761) },
            chats: [
                { chat: "chat_dana", customer: "Dana Whitfield", since: ago(300) },
                { chat: "chat_luis", customer: "Luis Ferreira", since: ago(95) },
            ],
        },
        {
            ...anna,
            id: "usr_2",
            display_name: "Ravi Patel",
            presence: { ...free, status: "rona", label: "rona", since: ago(40) },
        },
        {
            ...anna,
            id: "usr_3",
            display_name: "Tess Nguyen",
            connected: false,
            queues: ["q2"],
            presence: {
                ...free,
                load: 1,
                used: 100,
                label: "engaged",
                since: ago(12),
                pending: { status: "away", reason: "lunch" },
            },
        },
    ];
    const night = { id: "team_1", name: "Night" };
    server.teams = [{ ...night, members: ["usr_2"] }];
    server.agents[1]!.team = night;
    server.queues = [
        {
            id: "q1",
            name: "Orders",
            partition: "part_1",
            enabled: true,
            open: true,
            member: false,
            waiting: 3,
            longest_wait_since: ago(74),
            agents_available: 2,
            offer_s: 20,
            routing: "push",
            reply_target_s: 120,
        },
        {
            id: "q2",
            name: "Billing",
            partition: "part_1",
            enabled: false,
            open: false,
            member: false,
            waiting: 0,
            agents_available: 0,
            offer_s: 30,
            routing: "push",
            reply_target_s: 120,
        },
    ];
};

/** One who may watch chats. */
export const watcher = (server: FakeServer) => {
    manager(server);
    server.user.rights.push("chat_monitor");
    server.on("chat.monitor", ({ chat }) => ({ chat: server.view(chat) }));
    server.on("chat.unmonitor", () => ({}));
};
