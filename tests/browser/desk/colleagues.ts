// Colleagues who can be asked to take Dana's chat, or to join it.
import type { TargetItems } from "../../../web/sdk/src/generated.ts";
import type { FakeServer } from "./fake_server.ts";

export const dana = "/desk/chats/chat_dana";
export const ben = { kind: "agent", id: "usr_ben", name: "Ben Arndt" } as const;

export const targets: TargetItems = {
    to_queues: true,
    to_agents: true,
    empty_queues: "warn",
    queues: [
        {
            id: "que_billing",
            name: "Billing",
            waiting: 3,
            agents_working: 4,
            agents_available: 1,
            wait_s: 200,
            wait_least_s: 120,
            wait_most_s: 300,
        },
        { id: "que_night", name: "Night", waiting: 0, agents_working: 0, agents_available: 0 },
    ],
    agents: [
        {
            id: ben.id,
            name: ben.name,
            status: "available",
            label: "available",
            load: 0,
            capacity: 4,
            available: true,
        },
        {
            id: "usr_full",
            name: "Fay Ull",
            status: "available",
            label: "at_capacity",
            load: 4,
            capacity: 4,
            available: false,
        },
    ],
};

export function withColleagues(server: FakeServer): void {
    server.on("chat.targets", ({ search = "" }) => {
        const like = (one: { name: string }) =>
            one.name.toLowerCase().includes(search.toLowerCase());
        return {
            ...targets,
            queues: targets.queues.filter(like),
            agents: targets.agents.filter(like),
        };
    });
}

/** Who was asked does not come. */
export function lapse(
    server: FakeServer,
    kind: "transfer" | "conference",
    reason: "declined" | "expired" | "cancelled",
    said?: string,
): void {
    const { asked: _, ...rest } = server.chats.get("chat_dana")!;
    server.chats.set("chat_dana", rest);
    server.emit("offer.lapsed", {
        chat: server.view("chat_dana"),
        offer: "off_9",
        kind,
        agent: ben,
        reason,
        ...(said && { said }),
    });
}
