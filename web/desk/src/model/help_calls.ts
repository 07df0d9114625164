// For managers: the chats whose agents have called for help. The server says that the list is
// different; what is new in it calls.
import type { Chat, Store } from "@parley/sdk";
import { createValue } from "@parley/ui/console/value.ts";
import type { Desk } from "./desk.ts";

export interface HelpCalls extends Store<readonly Chat[]> {
    close(): void;
}

/** `onCall` hears of calls that come while one is here and that nobody has taken yet. */
export function createHelpCalls(desk: Desk, onCall: (chat: Chat) => void): HelpCalls {
    const { client, user } = desk;
    const calls = createValue<readonly Chat[]>([]);
    const heard = new Set<string>();
    let loaded = false;
    const nameOf = ({ id, help }: Chat) => `${id} ${help?.at}`;

    async function load(): Promise<void> {
        const { items } = await client.call("help.list", {});
        calls.set(items);
        for (const chat of items) {
            if (heard.has(nameOf(chat))) continue;
            heard.add(nameOf(chat));
            if (loaded && !chat.help?.helper && chat.help?.by.id !== user.id) onCall(chat);
        }
        loaded = true;
    }
    // Without a connection it is asked for once that is back.
    const ask = () => void load().catch(() => undefined);

    const undo = desk.may("chat_monitor")
        ? [
              client.on("help.list_changed", ask),
              client.onState(({ state }) => {
                  if (state === "open") ask();
              }),
              client.onReset((chat) => {
                  if (chat === undefined) ask();
              }),
          ]
        : [];
    if (undo.length && client.status.state === "open") ask();
    return {
        subscribe: calls.subscribe,
        getSnapshot: calls.getSnapshot,
        close() {
            for (const one of undo) one();
        },
    };
}
