// The live desk of one signed-in person: one socket, the state it feeds, the conversations, and
// what a person does.
import {
    asProblem,
    type Chat,
    type Client,
    type Conversation,
    type EventFrame,
    handlers,
    type Offer,
    type Outbox,
    type Presence,
    type QueueInfo,
    type Store,
    type User,
    type WrapUpSubmit,
} from "@parley/sdk";
import { createDrafts, type Drafts } from "@parley/ui/console/chat/drafts.ts";
import { createStaffConversation } from "@parley/ui/console/chat/staff_conversation.ts";
import { createStaffOutbox, type StaffOutbox } from "@parley/ui/console/chat/staff_outbox.ts";
import { createWhisperOutbox } from "@parley/ui/console/chat/whispers.ts";
import { type AllAttachments, createAllAttachments } from "@parley/ui/console/files/attached.ts";
import { keepFiles } from "@parley/ui/console/files/kept.ts";
import { connectStaff } from "@parley/ui/console/staff_client.ts";
import { createValue } from "@parley/ui/console/value.ts";
import { createDeciding } from "./deciding.ts";
import { asksForSetup, type DeskNews, newsOf } from "./desk_news.ts";
import { fetchSetup, fetchSnapshot } from "./desk_snapshot.ts";
import {
    apply,
    type DeskState,
    dismiss,
    emptyState,
    event_types,
    fromSnapshot,
    type Snapshot,
    seenUpTo,
} from "./desk_state.ts";
import { followMentions, type Mentions } from "./mentions.ts";
import { createOwnConversation } from "./own_conversation.ts";
import { type Rights, rightsOf } from "./rights.ts";
import { followTalks, type Talks } from "./talks.ts";

export type { DeskNews } from "./desk_news.ts";

export interface Desk extends Rights {
    readonly user: User;
    readonly client: Client;
    readonly outbox: StaffOutbox;
    readonly whispers: Outbox;
    readonly drafts: Drafts;
    readonly attached: AllAttachments;
    readonly state: Store<DeskState>;
    /** The conversation of an own chat; opened chats of others live with their page. */
    conversation(chat: string): Conversation | undefined;
    /** A conversation that nobody keeps: the caller closes it. */
    openConversation(chat: Chat): Conversation;
    onNews(handler: (news: DeskNews) => void): () => void;
    /** Notes in which the person is mentioned and that they have not seen. */
    readonly mentions: Mentions;
    /** What the person and colleagues write to each other. */
    readonly talks: Talks;
    accept(offer: Offer): Promise<Chat>;
    /** All offers at once; gives the chats that became mine. */
    acceptAll(): Promise<readonly Chat[]>;
    /** From the list of those that wait. */
    take(chat: string): Promise<Chat>;
    /** From the colleague who has it. */
    takeOver(chat: string): Promise<Chat>;
    decline(offer: Offer, reason?: string): Promise<void>;
    /** True while an accept or decline of this offer is on its way. */
    deciding: Store<ReadonlySet<string>>;
    endChat(chat: string): Promise<void>;
    /** Ends the chat once everything written in it has arrived; false where something did not. */
    endWhenSent(chat: string): Promise<boolean>;
    markRead(chat: string, seq: number): void;
    /** Chats whose unread messages are not counted while "mark all as read" can be undone. */
    quiet: Store<ReadonlySet<string>>;
    hideUnread(chats: readonly string[]): void;
    showUnread(): void;
    dismiss(chat: string): void;
    /** Managers' pages ask for queues by themselves; their targets hold for all rows. */
    learnQueues(queues: readonly QueueInfo[]): void;
    setPresence(status: string, reason?: string): Promise<Presence>;
    stopNew(stop: boolean): Promise<void>;
    submitWrapUp(work: WrapUpSubmit): Promise<Presence>;
    /** 30 s more, or no countdown at all. */
    extendWrapUp(chat: string, hold: boolean): Promise<void>;
    signOut(): Promise<void>;
    close(): void;
}

/** Failed snapshots are tried again on an open connection. */
const snapshot_retry_ms = 3_000;

/** `onOut` hears once that the session is over: with the close code where the server ended it. */
export function createDesk(user: User, onOut: (code?: number) => void): Desk {
    const rights = rightsOf(user);
    const { takes_chats } = rights;
    const client = connectStaff();
    const drafts = createDrafts(`parley.desk.draft.${user.id}.`);
    const outbox = createStaffOutbox({ client, drafts, face: "desk", user: user.id });
    const attached = createAllAttachments();
    const state = createValue(emptyState(user));
    const { deciding, decide } = createDeciding(drop);
    const whispers = createWhisperOutbox(
        client,
        (chat) => !rights.may("chat_monitor") && state.getSnapshot().chats.has(chat),
    );
    const quiet = createValue<ReadonlySet<string>>(new Set());
    const news = handlers<[DeskNews]>();
    const conversations = new Map<string, Conversation>();
    const me = { kind: "agent", id: user.id, name: user.display_name } as const;
    const writing = { client, outbox, me };

    /** Events that arrive while a snapshot is fetched wait for it. */
    let waiting: EventFrame[] | undefined;
    let wanted = takes_chats; // a snapshot is needed
    let retry: ReturnType<typeof setTimeout> | undefined;
    /** Chats that this page is taking: their coming is no news. */
    const taking = new Set<string>();
    let open_since = 0; // by the server's clock: since when nothing happens unheard
    let leaving = false; // signing out: the socket's end needs no reason
    let over = false;

    function leave(code?: number): void {
        if (over) return;
        over = true;
        onOut(code);
    }
    outbox.onUnseen((id) => {
        const chat = state.getSnapshot().chats.get(id)?.chat;
        if (chat) news.emit({ type: "given_back", chat });
    });
    client.onState((status) => {
        if (status.state === "stopped") leave(leaving ? undefined : status.code);
    });

    const mentions = followMentions(client, (mention) => news.emit({ type: "mention", mention }));
    const talks = followTalks(client, user, (message) => news.emit({ type: "colleague", message }));

    // ---- state

    function become(next: DeskState): void {
        // Conversations first: whoever hears of the chat finds its conversation.
        for (const { chat } of next.chats.values()) {
            if (conversations.has(chat.id)) continue;
            conversations.set(chat.id, createOwnConversation({ ...writing, chat }));
        }
        state.set(next);
        for (const [id, conversation] of conversations) {
            if (next.chats.has(id)) continue;
            conversation.close();
            conversations.delete(id);
        }
    }

    async function refreshSetup(): Promise<void> {
        try {
            const setup = await fetchSetup(client, user);
            become({ ...state.getSnapshot(), ...setup });
        } catch (caught) {
            wanted = true;
            if (asProblem(caught).code !== "disconnected") {
                clearTimeout(retry);
                retry = setTimeout(() => void refresh(), snapshot_retry_ms);
            }
        }
    }

    async function refresh(): Promise<void> {
        clearTimeout(retry);
        if (waiting || client.status.state !== "open") return;
        waiting = [];
        let snapshot: Snapshot | undefined;
        try {
            wanted = false;
            snapshot = await fetchSnapshot(client, user, state.getSnapshot().chats.keys());
        } catch (caught) {
            wanted = true;
            if (asProblem(caught).code !== "disconnected") {
                retry = setTimeout(() => void refresh(), snapshot_retry_ms);
            }
        }
        const missed = waiting;
        waiting = undefined;
        if (snapshot) {
            const before = state.getSnapshot();
            become(missed.reduce(apply, fromSnapshot(before, snapshot)));
            for (const chat of snapshot.ended) {
                const was = before.chats.get(chat.id)?.chat.state;
                if (was === "active") news.emit({ type: "ended", chat, missed: true });
            }
            for (const frame of missed) tell(frame, state.getSnapshot());
        } else {
            for (const frame of missed) take(frame);
        }
        // A reset or a new socket may have asked for another one in the meantime.
        if (wanted && client.status.state === "open" && snapshot) void refresh();
    }

    function take(frame: EventFrame): void {
        if (waiting) {
            waiting.push(frame);
            return;
        }
        const before = state.getSnapshot();
        const after = apply(before, frame);
        if (after === before) return;
        become(after);
        tell(frame, before);
    }

    /** What others hear of an event, and what it makes unknown. */
    function tell(frame: EventFrame, known: DeskState): void {
        const now = state.getSnapshot();
        if (asksForSetup(frame, known, now)) void refreshSetup();
        const told = newsOf(frame, known, now, { id: user.id, open_since, taking });
        if (told) news.emit(told);
    }

    if (takes_chats) {
        for (const type of event_types) client.on(type, (_, frame) => take(frame));
        client.on("setup.changed", ({ part }) => {
            if (part !== "users" && part !== "canned") void refreshSetup();
        });
        client.on("settings.changed", () => void refreshSetup());
        client.on("whisper.posted", ({ whisper }) => {
            const chat = state.getSnapshot().chats.get(whisper.chat)?.chat;
            if (chat && whisper.from.id !== user.id) news.emit({ type: "whisper", whisper, chat });
        });
        client.on("notice", (notice) => news.emit({ type: "notice", notice }));
        client.onState(({ state: now }) => {
            if (now === "open") open_since = client.serverNow();
            if (now !== "open") return;
            if (wanted) void refresh();
            // How many wait is told in passing: what was missed is not told again.
            else void refreshSetup();
        });
        client.onReset((chat) => {
            if (chat !== undefined) return; // its conversation loads itself again
            wanted = true;
            void refresh();
        });
    }

    // ---- what a person does

    /** An answer says the same as the event about it, whichever comes first. */
    function learn(data: { chat: Chat }, type: "chat.accepted" | "chat.ended"): void {
        const at = new Date(client.serverNow()).toISOString();
        const frame =
            type === "chat.accepted"
                ? { type, at, data: { ...data, agent: me } }
                : { type, at, data: { ...data, reason: "agent_ended" as const, by: me } };
        take(frame);
    }

    async function takeBy(op: "chat.take" | "chat.take_over", chat: string): Promise<Chat> {
        taking.add(chat);
        try {
            const answer = await client.call(op, { chat });
            learn(answer, "chat.accepted");
            return answer.chat;
        } finally {
            taking.delete(chat);
        }
    }

    function drop(offer: Offer): void {
        const before = state.getSnapshot();
        const offers = before.offers.filter((one) => one.id !== offer.id);
        if (offers.length !== before.offers.length) become({ ...before, offers });
    }

    return {
        ...rights,
        user,
        client,
        outbox,
        whispers,
        drafts,
        attached,
        state,
        deciding,
        mentions,
        talks,
        conversation: (chat) => conversations.get(chat),
        openConversation: (chat) => createStaffConversation({ ...writing, chat }),
        onNews: (handler) => news.add(handler),
        accept: (offer) =>
            decide(offer, async () => {
                const answer = await client.call("chat.accept", { offer: offer.id });
                learn(answer, "chat.accepted");
                return answer.chat;
            }),
        async acceptAll() {
            const { items } = await client.call("chat.accept_all", {});
            for (const chat of items) learn({ chat }, "chat.accepted");
            return items;
        },
        take: (chat) => takeBy("chat.take", chat),
        takeOver: (chat) => takeBy("chat.take_over", chat),
        decline: (offer, reason) =>
            decide(offer, async () => {
                await client.call("chat.decline", {
                    offer: offer.id,
                    ...(reason && { reason }),
                });
                drop(offer);
            }),
        async endChat(chat) {
            learn(await client.call("chat.end", { chat }), "chat.ended");
        },
        endWhenSent(chat) {
            return new Promise((resolve, reject) => {
                const check = () => {
                    const line = outbox.list(chat);
                    if (line.some((one) => one.state === "pending")) return;
                    undo();
                    const back = outbox.given_back.getSnapshot().has(chat);
                    if (line.length || back) return resolve(false);
                    client.call("chat.end", { chat }).then((answer) => {
                        learn(answer, "chat.ended");
                        resolve(true);
                    }, reject);
                };
                const undo = outbox.subscribe(check);
                check();
            });
        },
        markRead(chat, seq) {
            conversations.get(chat)?.markRead(seq);
            become(seenUpTo(state.getSnapshot(), chat, seq));
        },
        quiet,
        hideUnread: (chats) => quiet.set(new Set(chats)),
        showUnread: () => quiet.set(new Set()),
        dismiss(chat) {
            const before = state.getSnapshot();
            const after = dismiss(before, chat);
            if (after === before) return;
            // What was not sent in an ended chat never will be.
            drafts.set(chat, "");
            attached.getSnapshot().get(chat)?.drop();
            keepFiles(drafts, chat, []);
            become(after);
        },
        learnQueues(queues) {
            become({ ...state.getSnapshot(), queues });
        },
        async setPresence(status, reason) {
            const { presence } = await client.call("presence.set", {
                status,
                ...(reason !== undefined && { reason }),
            });
            become({ ...state.getSnapshot(), presence });
            return presence;
        },
        async stopNew(stop) {
            const { presence } = await client.call("presence.stop_new", { stop });
            become({ ...state.getSnapshot(), presence });
        },
        async submitWrapUp(work) {
            const { presence } = await client.call("wrap_up.submit", work);
            become({ ...state.getSnapshot(), presence });
            take({
                type: "wrap_up.ended",
                at: new Date(client.serverNow()).toISOString(),
                data: { chat: work.chat, outcome: "submitted" },
            });
            return presence;
        },
        async extendWrapUp(chat, hold) {
            await client.call("wrap_up.extend", { chat, ...(hold && { hold }) });
        },
        async signOut() {
            leaving = true;
            try {
                await client.call("auth.logout", {});
            } catch (caught) {
                leaving = false;
                // The socket may close before the answer comes: that is signed out, too.
                if (asProblem(caught).code !== "disconnected") throw caught;
            }
            leave();
        },
        close() {
            over = true;
            clearTimeout(retry);
            for (const conversation of conversations.values()) conversation.close();
            for (const one of attached.getSnapshot().values()) one.close();
            drafts.close();
            outbox.close();
            whispers.close();
            client.close();
        },
    };
}
