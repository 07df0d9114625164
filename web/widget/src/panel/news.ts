// What changed, told to those who do not look at the panel: the screen reader and the launcher; and
// to the server, what has come here meanwhile.
// Loaded with the chat.
import {
    type Chat,
    type Conversation,
    type ConversationState,
    type Item,
    tellDelivered,
} from "@parley/sdk";
import { systemText } from "@parley/ui";
import type { AppProps } from "./app.tsx";
import { isOver, isWaiting } from "./phases.ts";
import { positionText, waitText } from "./waiting.tsx";
import type { T } from "./words.ts";

/** A message as one hears it. */
const spoken = ({ text, files = [] }: Item, t: T) =>
    [text, ...files.map(({ name }) => t("attachment", { name }))].filter(Boolean).join(", ");

/** Between two spoken positions. */
const position_ms = 30_000;

export function tellNews({ session, host, announcer, t }: AppProps): void {
    let told_of: Conversation | undefined;
    let chat_id: string | undefined;
    // up to this seq nothing is news; undefined until the history is there
    let heard: number | undefined;
    let failed = new Set<string>();
    let was_over = false;
    let connection = "";
    let told = "";
    let placed = "";
    let spoken_at = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function tellMessages({ items, loaded, chat }: ConversationState): void {
        if (!loaded) return;
        const known = heard ?? items.reduce((most, { seq = 0 }) => Math.max(most, seq), 0);
        heard = known;
        const failing = items.filter((one) => one.state === "failed").map((one) => one.key);
        if (failing.some((key) => !failed.has(key))) announcer.alarm(t("not_sent"));
        failed = new Set(failing);
        for (const item of items) {
            const { seq = 0, from } = item;
            if (seq <= known) continue;
            heard = Math.max(heard, seq);
            if (from.id === chat.customer.id) continue;
            if (item.event) announcer.say(systemText(item, t));
            else {
                announcer.message(from.id, from.name, spoken(item, t));
                host.say({ parley: "event", type: "message" });
            }
        }
    }

    function tellPosition(chat: Chat): void {
        clearTimeout(timer);
        const text = isWaiting(chat) ? positionText(t, chat) : "";
        if (!text || text === placed) return;
        timer = setTimeout(
            () => {
                placed = text;
                spoken_at = Date.now();
                announcer.say([text, waitText(t, chat)].filter(Boolean).join(", "));
            },
            // Not below 0: a browser takes the delay modulo 2^32.
            Math.max(0, spoken_at + position_ms - Date.now()),
        );
    }

    function tellHost({ chat, unread }: ConversationState): void {
        const over = isOver(chat);
        const now = `${over} ${unread}`;
        if (now === told) return;
        told = now;
        host.say({ parley: "unread", count: unread });
        host.say({ parley: "chat", exists: !over || unread > 0 });
        if (over && !was_over) host.say({ parley: "event", type: "chat_ended" });
        was_over = over;
    }

    function tell(): void {
        const { client, conversation, connection: next } = session.getSnapshot();
        if (next !== connection) {
            connection = next;
            if (next && next !== "lost_long") announcer.say(t(next));
        }
        if (!conversation) return;
        if (conversation !== told_of) {
            told_of = conversation;
            const looksAt = () => host.attended;
            tellDelivered({ client: client!, conversation, side: "customer", looksAt });
        }
        const state = conversation.getSnapshot();
        if (state.chat.id !== chat_id) {
            chat_id = state.chat.id;
            heard = undefined;
            was_over = isOver(state.chat);
            told = placed = "";
            spoken_at = 0;
        }
        tellMessages(state);
        tellPosition(state.chat);
        tellHost(state);
    }
    session.subscribe(tell);
    tell();
}
