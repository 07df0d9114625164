// What the parts of a conversation need of the face around them.

import type { Right, User } from "@parley/sdk";
import { asProblem, type Chat, type Client, type Conversation, type Outbox } from "@parley/sdk";
import { createContext, use, useEffect, useState, useSyncExternalStore } from "react";
import type { Announcer } from "../../announcer.ts";
import type { CannedAnswers } from "../canned/answers.ts";
import type { AllAttachments } from "../files/attached.ts";
import { text } from "../i18n.ts";
import { refusalText } from "../refusals.ts";
import type { Toasts } from "../toasts.ts";
import type { Drafts } from "./drafts.ts";
import type { StaffOutbox } from "./staff_outbox.ts";
import type { Watches } from "./watches.ts";

export interface Found {
    conversation?: Conversation;
    gone?: "not_found" | "failed";
}

export interface Face {
    client: Client;
    user: User;
    toasts: Toasts;
    announcer: Announcer;
    drafts: Drafts;
    /** Files on their way to what is being written. */
    attached: AllAttachments;
    /** What one writes to customers. */
    outbox: StaffOutbox;
    /** What one whispers. */
    whispers: Outbox;
    watches: Watches;
    /** Prepared answers, of those who may use them. */
    canned?: CannedAnswers;
    may(right: Right): boolean;
    /** A hook: the conversation of a chat, for as long as it is shown. */
    useConversation(chat: string): Found;
    markRead(chat: string, seq: number): void;
    /** Something was sent to the customer. */
    onSent?(chat: string, text: string): void;
    /** The notes of the chat are in front of the person. */
    seeNotes(chat: string): void;
    /** Leaves a chat of which one is a guest. */
    leave(chat: Chat): void;
    /** Takes a chat over from its agent and shows it. */
    takeOver(chat: string): Promise<void>;
    /** Ends a chat once everything written in it has arrived. */
    endWhenSent(chat: string): void;
}

const FaceContext = createContext<Face | undefined>(undefined);
export const FaceProvider = FaceContext.Provider;

export function useFace(): Face {
    return use(FaceContext)!;
}

export function failed({ toasts }: Pick<Face, "toasts">, caught: unknown): void {
    toasts.show({ kind: "error", text: refusalText(asProblem(caught).problem, text) });
}

/** What is written and not yet sent: it outlives the field in which it stands. */
export function useDraft(key: string): [string, (text: string) => void] {
    const { drafts } = useFace();
    const text = useSyncExternalStore(drafts.subscribe, () => drafts.get(key));
    return [text, (next) => drafts.set(key, next)];
}

/** Server time, anew every `every_ms`; whole seconds turn over together. */
export function useServerNow(client: Client, every_ms = 1_000): number {
    const [now, setNow] = useState(client.serverNow);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout>;
        const tick = () => {
            const at = client.serverNow();
            setNow(at);
            timer = setTimeout(tick, every_ms - (at % every_ms));
        };
        tick();
        return () => clearTimeout(timer);
    }, [client, every_ms]);
    return now;
}

/** A conversation of one's own for a chat that is looked up. */
export function useLookedUp(
    client: Client,
    chat: string,
    open: (chat: Chat) => Conversation,
    wanted = true,
): Found {
    const [found, setFound] = useState<Found>({});
    useEffect(() => {
        if (!wanted) return;
        let conversation: Conversation | undefined;
        let left = false;
        client.call("chat.get", { chat }).then(
            (answer) => {
                if (left) return;
                conversation = open(answer.chat);
                setFound({ conversation });
            },
            (caught) => {
                const { code } = asProblem(caught);
                const no = code === "not_found" || code === "forbidden" || code === "invalid";
                if (!left) setFound({ gone: no ? "not_found" : "failed" });
            },
        );
        return () => {
            left = true;
            conversation?.close();
            setFound({});
        };
    }, [wanted, chat, client, open]);
    return found;
}
