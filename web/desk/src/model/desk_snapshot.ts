// All that a desk has to know at its beginning, and after it has missed too much.
import { asProblem, type Chat, type Client, type User } from "@parley/sdk";
import type { Setup, Snapshot } from "./desk_state.ts";

const list_limit = 200;

export async function fetchSetup(client: Client, me: User): Promise<Setup> {
    const [statuses, mine, code_lists, queues] = await Promise.all([
        client.call("status.list", {}),
        client.call("settings.mine", {}),
        client.call("code_list.list", {}),
        client.call("queue.list", {}).catch((caught) => {
            // Some statuses keep queues out of sight (V16).
            if (asProblem(caught).code === "hidden_by_status") return { items: [] };
            throw caught;
        }),
    ]);
    const own_status = me.rights.includes("own_status");
    return {
        // Whose status others set chooses none.
        statuses: own_status
            ? statuses.items
            : statuses.items.map((one) => ({ ...one, by_agent: false })),
        switches: own_status ? mine.switches : { ...mine.switches, stop_new: "false" },
        code_lists: code_lists.items,
        queues: queues.items,
    };
}

/** `known`: the chats that the desk has. */
export async function fetchSnapshot(
    client: Client,
    me: User,
    known: Iterable<string>,
): Promise<Snapshot> {
    const [presence, setup, offers, chats, wrap_ups] = await Promise.all([
        client.call("presence.get", {}),
        fetchSetup(client, me),
        client.call("offer.list", {}),
        allActive(client),
        client.call("wrap_up.list", {}),
    ]);
    return {
        ...setup,
        presence: presence.presence,
        offers: offers.items,
        chats,
        wrap_ups: wrap_ups.items,
        ended: await endedMeanwhile(client, me.id, known, chats),
    };
}

async function allActive(client: Client): Promise<Chat[]> {
    const all: Chat[] = [];
    let after: string | undefined;
    do {
        const page = await client.call("chat.list", {
            state: "active",
            limit: list_limit,
            ...(after && { after }),
        });
        all.push(...page.items);
        after = page.next;
    } while (after);
    return all;
}

/** Chats that were mine, and of whose end no event will tell any more. */
async function endedMeanwhile(
    client: Client,
    user: string,
    known: Iterable<string>,
    active: readonly Chat[],
): Promise<Chat[]> {
    const still = new Set(active.map((chat) => chat.id));
    const gone = [...known].filter((id) => !still.has(id));
    const found = await Promise.all(
        gone.map((chat) => client.call("chat.get", { chat }).catch(() => undefined)),
    );
    return found.flatMap((one) =>
        one?.chat.state === "closed" && one.chat.agent?.id === user ? [one.chat] : [],
    );
}
