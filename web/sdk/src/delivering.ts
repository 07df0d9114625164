// Tells the server what of a chat has come to this page, where it will not be told as read anyhow.
import type { Client } from "./client.ts";
import type { Conversation } from "./conversation.ts";

/** Whoever looks at a message has read it by then. */
const reading_ms = 1_500;

/** Until the answer is called, or the conversation is closed with its client. */
export function tellDelivered(options: {
    client: Client;
    conversation: Conversation;
    side: "customer" | "agent";
    /** Whether the person has the chat in front of them. */
    looksAt: () => boolean;
}): () => void {
    const { client, conversation, side, looksAt } = options;
    let told = 0; // up to here it was said, whatever came of that
    let busy = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    /** The last message of the others, where the server does not know that it has come; else 0. */
    function news(): number {
        const { items, delivered } = conversation.getSnapshot();
        const known = Math.max(told, delivered[side]);
        const last = items.findLast(
            ({ seq, from }) => seq && from.kind !== side && from.kind !== "system",
        );
        return last && last.seq! > known ? last.seq! : 0;
    }

    function tell(): void {
        timer = undefined;
        const seq = news();
        if (!seq || client.status.state !== "open") return; // told when it opens
        told = seq;
        busy = true;
        client
            .call("chat.mark_delivered", { chat: conversation.id, seq })
            .catch(() => {}) // said again with the next message, or connection
            .then(() => {
                busy = false;
                look();
            });
    }

    function look(): void {
        if (busy || timer || !news()) return;
        timer = setTimeout(tell, looksAt() ? reading_ms : 0);
    }

    const undo = [
        conversation.subscribe(look),
        client.onState(({ state }) => {
            if (state !== "open") return;
            told = 0;
            look();
        }),
    ];
    look();
    return () => {
        clearTimeout(timer);
        for (const one of undo) one();
    };
}
