// A conversation in which the person takes part: what comes to it while they look elsewhere has been
// delivered.
import { type Conversation, type ConversationOptions, tellDelivered } from "@parley/sdk";
import { createStaffConversation } from "@parley/ui/console/chat/staff_conversation.ts";
import { parseRoute } from "./route.ts";

function looksAt(chat: string): boolean {
    const attends = document.visibilityState === "visible" && document.hasFocus();
    return attends && parseRoute(location.pathname).chat === chat;
}

export function createOwnConversation(options: ConversationOptions): Conversation {
    const conversation = createStaffConversation(options);
    const undo = tellDelivered({
        client: options.client,
        conversation,
        side: "agent",
        looksAt: () => looksAt(conversation.id),
    });
    return {
        ...conversation,
        close() {
            undo();
            conversation.close();
        },
    };
}
