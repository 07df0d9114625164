// A conversation as staff have it: it learns what only they are told of a chat, such as who takes
// part and who has the word.
import { type Conversation, type ConversationOptions, createConversation } from "@parley/sdk";

const told = ["conference.joined", "conference.left", "word.changed"] as const;

export function createStaffConversation(options: ConversationOptions): Conversation {
    const made = createConversation(options);
    const undo = told.map((type) => options.client.on(type, ({ chat }) => made.learn(chat)));
    return {
        ...made,
        close() {
            for (const one of undo) one();
            made.close();
        },
    };
}
