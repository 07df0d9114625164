// What an agent does with the drafts that managers write into the composer (N7).
import type { Draft, DraftOutcome } from "@parley/sdk";
import type { Desk } from "./desk.ts";

export interface Ghosts {
    /** Puts it behind what one has written oneself; gives what stands there then and did before. */
    take(draft: Draft): Promise<{ before: string; after: string }>;
    drop(draft: Draft): Promise<void>;
    /** Something was sent: other words than those that were taken are told to who wrote them. */
    sent(chat: string, text: string): void;
}

export function createGhosts({ client, drafts }: Desk): Ghosts {
    const taken = new Map<string, Draft>();
    const settle = ({ chat, from }: Draft, outcome: DraftOutcome) =>
        client.call("chat.settle_draft", { chat, from: from.id, outcome });
    return {
        async take(draft) {
            const { text } = await settle(draft, "taken");
            const before = drafts.get(draft.chat);
            const after = before.trim() ? `${before.trimEnd()}\n${text}` : text;
            drafts.set(draft.chat, after);
            taken.set(draft.chat, { ...draft, text });
            return { before, after };
        },
        async drop(draft) {
            await settle(draft, "dropped");
        },
        sent(chat, text) {
            const draft = taken.get(chat);
            taken.delete(chat);
            if (!draft || draft.text.trim() === text) return;
            settle(draft, "edited").catch(() => undefined);
        },
    };
}
