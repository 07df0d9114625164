// A chat that one reads and in which one takes no part: its events are told to others, so that it is
// asked for while somebody looks.
import type { Chat, Conversation } from "@parley/sdk";
import { useEffect } from "react";
import { useApp, useDeskState, useStore } from "../context.tsx";

const follow_ms = 2_000;

export function isOver(chat: Chat): boolean {
    return chat.state === "closed" || chat.state === "unanswered";
}

/** Keeps the conversation as it is now, for as long as there is something to follow. */
export function useFollowing(conversation: Conversation): void {
    const { client } = useApp().desk;
    const { id } = conversation;
    const over = isOver(useStore(conversation).chat);
    // What becomes one's own is told by events, and an answer from before knows nothing of it.
    const own = useDeskState().chats.has(id);
    useEffect(() => {
        if (own || over) return;
        let left = false;
        const asking = setInterval(() => {
            if (document.hidden || client.status.state !== "open") return;
            client.call("chat.get", { chat: id }).then(
                ({ chat }) => {
                    if (!left) conversation.learn(chat);
                },
                () => undefined, // the next one may succeed
            );
        }, follow_ms);
        return () => {
            left = true;
            clearInterval(asking);
        };
    }, [client, conversation, id, own, over]);
}
