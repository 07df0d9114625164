// What the shared parts of a conversation do in the manager's room: chats are looked up, and who
// takes one over goes on at the desk.
import type { Chat } from "@parley/sdk";
import { createCanned } from "@parley/ui/console/canned/answers.ts";
import { createDrafts } from "@parley/ui/console/chat/drafts.ts";
import { type Face, FaceProvider, failed, useLookedUp } from "@parley/ui/console/chat/face.tsx";
import { createStaffConversation } from "@parley/ui/console/chat/staff_conversation.ts";
import { createStaffOutbox } from "@parley/ui/console/chat/staff_outbox.ts";
import { createWatches } from "@parley/ui/console/chat/watches.ts";
import { createWhisperOutbox } from "@parley/ui/console/chat/whispers.ts";
import { createAllAttachments } from "@parley/ui/console/files/attached.ts";
import { type ReactNode, useEffect, useState } from "react";
import { type App, useApp } from "../context.tsx";
import { text } from "../i18n.ts";

export function ConversationFace({ children }: { children: ReactNode }) {
    const app = useApp();
    const [face, setFace] = useState<Face>();
    useEffect(() => {
        const made = faceOf(app);
        setFace(made);
        return () => {
            for (const one of made.attached.getSnapshot().values()) one.close();
            made.drafts.close();
            made.canned?.close();
            made.watches.close();
        };
    }, [app]);
    return face ? <FaceProvider value={face}>{children}</FaceProvider> : null;
}

function faceOf({ client, user, toasts, announcer }: App): Face {
    const drafts = createDrafts(`parley.manage.draft.${user.id}.`);
    const outbox = createStaffOutbox({ client, drafts, face: "manage", user: user.id });
    outbox.onUnseen(() => toasts.show({ kind: "info", text: text("given_back.unseen") }));
    const me = { kind: "agent", id: user.id, name: user.display_name } as const;
    const open = (chat: Chat) => createStaffConversation({ client, outbox, chat, me });
    const rights: readonly string[] = user.rights;
    return {
        client,
        user,
        toasts,
        announcer,
        whispers: createWhisperOutbox(client, () => false),
        watches: createWatches({ client, user: user.id }),
        ...(rights.includes("chat_canned") && { canned: createCanned(client) }),
        drafts,
        attached: createAllAttachments(),
        outbox,
        may: (right) => rights.includes(right),
        useConversation: (chat) => useLookedUp(client, chat, open),
        // A guest's reading is the conversation's own matter.
        markRead: () => undefined,
        seeNotes: (chat) => {
            // Said again with the next look where it did not arrive.
            client.call("mention.see", { chat }).catch(() => undefined);
        },
        leave: ({ id }) => {
            client.call("conference.leave", { chat: id }).catch((caught) => {
                failed({ toasts }, caught);
            });
        },
        async takeOver(chat) {
            const answer = await client.call("chat.take_over", { chat });
            location.assign(`/desk/chats/${answer.chat.id}`);
        },
        // One ends a chat from its row; the composer of a guest does not.
        endWhenSent: () => undefined,
    };
}
