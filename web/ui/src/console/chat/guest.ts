// Who takes part in a chat that is another's.
import type { Chat } from "@parley/sdk";

export function isGuest(chat: Chat, user: string): boolean {
    return chat.guests?.some(({ agent }) => agent.id === user) ?? false;
}
