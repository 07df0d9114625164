// The live desk of one signed-in person: one socket, the state it feeds, the conversations, and
// what a person does.
import {
    asProblem,
    type Chat,
    type Client,
    type Conversation,
    connect,
    createConversation,
    createOutbox,
    type EventFrame,
    handlers,
    type Message,
    type Notice,
    type Offer,
    type Outbox,
    type Person,
    type Presence,
    type ProblemError,
    type QueueInfo,
    type Store,
    socketUrl,
    type User,
    type WrapUpOutcome,
    type WrapUpSubmit,
} from "@parley/sdk";
import { createValue } from "@parley/ui/console/value.ts";
import {
    apply,
    type DeskState,
    dismiss,
    emptyState,
    fromSnapshot,
    type Setup,
    type Snapshot,
    seenUpTo,
} from "./desk_state.ts";
import { createDrafts, type Drafts } from "./drafts.ts";

/** What others than the state may want to hear. */
export type DeskNews =
    | { type: "offer"; offer: Offer }
    | {
          type: "offer_gone";
          offer: Offer;
          reason: "expired" | "chat_ended" | "agent_left";
      }
    /** A chat became mine without asking me (X2). */
    | { type: "given"; chat: Chat }
    /** One more waits in a queue from which chats are taken. */
    | { type: "waiting"; queue: QueueInfo }
    | { type: "message"; message: Message; chat: Chat }
    /** `missed`: while the connection was lost (E45). */
    | { type: "ended"; chat: Chat; by?: Person; missed: boolean }
    | { type: "wrap_up_ended"; chat: Chat; outcome: WrapUpOutcome }
    | { type: "returned"; chat: Chat }
    | { type: "notice"; notice: Notice };

export interface Desk {
    readonly user: User;
    /** Takes chats; managers without this role watch. */
    readonly takes_chats: boolean;
    readonly watches: boolean;
    readonly client: Client;
    readonly outbox: Outbox;
    readonly drafts: Drafts;
    readonly state: Store<DeskState>;
    /** The conversation of an own chat; opened chats of others live with their page. */
    conversation(chat: string): Conversation | undefined;
    /** A conversation that nobody keeps: the caller closes it. */
    openConversation(chat: Chat): Conversation;
    onNews(handler: (news: DeskNews) => void): () => void;
    accept(offer: Offer): Promise<Chat>;
    /** All offers at once; gives the chats that became mine. */
    acceptAll(): Promise<readonly Chat[]>;
    /** From the list of those that wait. */
    take(chat: string): Promise<Chat>;
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

const event_types = [
    "chat.offered",
    "offer.withdrawn",
    "chat.accepted",
    "chat.returned",
    "chat.ended",
    "message.posted",
    "message.read",
    "presence.changed",
    "wrap_up.started",
    "wrap_up.changed",
    "wrap_up.ended",
    "queue.waiting",
] as const;
/** Failed snapshots are tried again on an open connection. */
const snapshot_retry_ms = 3_000;
const list_limit = 200;

/** `onOut` hears once that the session is over: with the close code where the server ended it. */
export function createDesk(user: User, onOut: (code?: number) => void): Desk {
    const takes_chats = user.roles.includes("agent");
    const client = connect({ url: socketUrl() });
    const outbox = createOutbox({
        client,
        storage: localStorage,
        prefix: `parley.desk.outbox.${user.id}.`,
    });
    const drafts = createDrafts(`parley.desk.draft.${user.id}.`);
    const state = createValue(emptyState(user));
    const deciding = createValue<ReadonlySet<string>>(new Set());
    const quiet = createValue<ReadonlySet<string>>(new Set());
    const news = handlers<[DeskNews]>();
    const conversations = new Map<string, Conversation>();
    const me = { kind: "agent", id: user.id, name: user.display_name } as const;

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
    client.onState((status) => {
        if (status.state === "stopped") leave(leaving ? undefined : status.code);
    });

    // ---- state
    // ----------------------------------------------------------------------------------------------

    function become(next: DeskState): void {
        // Conversations first: whoever hears of the chat finds its conversation.
        for (const { chat } of next.chats.values()) {
            if (!conversations.has(chat.id)) conversations.set(chat.id, openConversation(chat));
        }
        state.set(next);
        for (const [id, conversation] of conversations) {
            if (next.chats.has(id)) continue;
            conversation.close();
            conversations.delete(id);
        }
    }

    function openConversation(chat: Chat): Conversation {
        return createConversation({ client, outbox, chat, me });
    }

    async function fetchSetup(): Promise<Setup> {
        const [statuses, mine, code_lists, queues] = await Promise.all([
            client.call("status.list", {}),
            client.call("settings.mine", {}),
            client.call("code_list.list", {}),
            client.call("queue.list", {}).catch((caught) => {
                // Some statuses keep queues out of sight (V16).
                if (asProblem(caught).code === "forbidden") return { items: [] };
                throw caught;
            }),
        ]);
        return {
            statuses: statuses.items,
            switches: mine.switches,
            code_lists: code_lists.items,
            queues: queues.items,
        };
    }

    async function fetchSnapshot(): Promise<Snapshot> {
        const [presence, setup, offers, chats, wrap_ups] = await Promise.all([
            client.call("presence.get", {}),
            fetchSetup(),
            client.call("offer.list", {}),
            allActive(),
            client.call("wrap_up.list", {}),
        ]);
        return {
            ...setup,
            presence: presence.presence,
            offers: offers.items,
            chats,
            wrap_ups: wrap_ups.items,
            ended: await endedMeanwhile(chats),
        };
    }

    /** Chats that were mine, and of whose end no event will tell any more. */
    async function endedMeanwhile(active: readonly Chat[]): Promise<Chat[]> {
        const still = new Set(active.map((chat) => chat.id));
        const gone = [...state.getSnapshot().chats.keys()].filter((id) => !still.has(id));
        const found = await Promise.all(
            gone.map((chat) => client.call("chat.get", { chat }).catch(() => undefined)),
        );
        return found.flatMap((one) =>
            one?.chat.state === "closed" && one.chat.agent?.id === user.id ? [one.chat] : [],
        );
    }

    async function refreshSetup(): Promise<void> {
        try {
            const setup = await fetchSetup();
            become({ ...state.getSnapshot(), ...setup });
        } catch (caught) {
            wanted = true;
            if (asProblem(caught).code !== "disconnected") {
                clearTimeout(retry);
                retry = setTimeout(() => void refresh(), snapshot_retry_ms);
            }
        }
    }

    async function allActive(): Promise<Chat[]> {
        const all: Chat[] = [];
        let after: string | undefined;
        do {
            const page = await client.call("chat.list", {
                state: "active",
                limit: list_limit,
                ...(after && { after }),
            });
            all.push(...page.items);
            after = page.next;
        } while (after);
        return all;
    }

    async function refresh(): Promise<void> {
        clearTimeout(retry);
        if (waiting || client.status.state !== "open") return;
        waiting = [];
        let snapshot: Snapshot | undefined;
        try {
            wanted = false;
            snapshot = await fetchSnapshot();
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

    /** News of an event; `known` still has the offer that goes. */
    function tell(frame: EventFrame, known: DeskState): void {
        const now = state.getSnapshot();
        switch (frame.type) {
            case "chat.offered":
                if (now.offers.some((one) => one.id === frame.data.offer.id)) {
                    news.emit({ type: "offer", offer: frame.data.offer });
                }
                break;
            case "offer.withdrawn": {
                const offer = known.offers.find((one) => one.id === frame.data.offer);
                const { reason } = frame.data;
                if (offer && reason !== "declined")
                    news.emit({ type: "offer_gone", offer, reason });
                break;
            }
            case "chat.accepted": {
                const { chat } = frame.data;
                const asked = known.offers.some((one) => one.chat === chat.id);
                const is_new = now.chats.has(chat.id) && !known.chats.has(chat.id);
                if (is_new && !asked && !taking.has(chat.id)) news.emit({ type: "given", chat });
                break;
            }
            case "queue.waiting": {
                const { queue, waiting } = frame.data;
                const before = known.queues.find((one) => one.id === queue);
                const after = now.queues.find((one) => one.id === queue);
                const ready = now.statuses.find((one) => one.key === now.presence?.status);
                // Of a hybrid queue the offer rings.
                const rings = after?.routing === "pull" && ready?.kind === "ready";
                if (before && after && rings && waiting > before.waiting) {
                    news.emit({ type: "waiting", queue: after });
                }
                break;
            }
            case "wrap_up.started":
            case "wrap_up.changed":
                // Lists are told of by nothing but what asks for them.
                if (frame.data.wrap_up.lists.some((id) => !isKnownList(now, id))) {
                    void refreshSetup();
                }
                break;
            case "wrap_up.ended": {
                const chat = now.chats.get(frame.data.chat)?.chat;
                if (chat && known.wrap_ups.has(chat.id)) {
                    news.emit({ type: "wrap_up_ended", chat, outcome: frame.data.outcome });
                }
                break;
            }
            case "presence.changed":
                // Another status may show the queues, or hide them.
                if (known.presence?.status !== frame.data.presence.status) void refreshSetup();
                break;
            case "message.posted": {
                const { message } = frame.data;
                const chat = now.chats.get(message.chat)?.chat;
                if (chat && message.from.kind === "customer") {
                    news.emit({ type: "message", message, chat });
                }
                break;
            }
            case "chat.ended": {
                const { chat, by } = frame.data;
                if (known.chats.has(chat.id) && by?.id !== user.id) {
                    const missed = Date.parse(frame.at) < open_since;
                    news.emit({ type: "ended", chat, missed, ...(by && { by }) });
                }
                break;
            }
            case "chat.returned":
                if (known.chats.has(frame.data.chat.id)) {
                    news.emit({ type: "returned", chat: frame.data.chat });
                }
                break;
        }
    }

    if (takes_chats) {
        for (const type of event_types) client.on(type, (_, frame) => take(frame));
        client.on("setup.changed", ({ part }) => {
            if (part !== "users") void refreshSetup();
        });
        client.on("settings.changed", () => void refreshSetup());
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
    // ---------------------------------------------------------------------------------

    /** An answer says the same as the event about it, whichever comes first. */
    function learn(data: { chat: Chat }, type: "chat.accepted" | "chat.ended"): void {
        const at = new Date(client.serverNow()).toISOString();
        const frame =
            type === "chat.accepted"
                ? { type, at, data: { ...data, agent: me } }
                : { type, at, data: { ...data, reason: "agent_ended" as const, by: me } };
        take(frame);
    }

    async function decide<T>(offer: Offer, work: () => Promise<T>): Promise<T> {
        deciding.set((all) => new Set(all).add(offer.id));
        try {
            return await work();
        } catch (caught) {
            const problem = asProblem(caught);
            if (isGone(problem)) drop(offer);
            throw problem;
        } finally {
            deciding.set((all) => new Set([...all].filter((id) => id !== offer.id)));
        }
    }

    function drop(offer: Offer): void {
        const before = state.getSnapshot();
        const offers = before.offers.filter((one) => one.id !== offer.id);
        if (offers.length !== before.offers.length) become({ ...before, offers });
    }

    return {
        user,
        takes_chats,
        watches: user.roles.some((role) => role !== "agent"),
        client,
        outbox,
        drafts,
        state,
        deciding,
        conversation: (chat) => conversations.get(chat),
        openConversation,
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
        async take(chat) {
            taking.add(chat);
            try {
                const answer = await client.call("chat.take", { chat });
                learn(answer, "chat.accepted");
                return answer.chat;
            } finally {
                taking.delete(chat);
            }
        },
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
                    if (line.length) return resolve(false);
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
            drafts.close();
            outbox.close();
            client.close();
        },
    };
}

/** The offer is no longer ours, whatever the server calls the reason. */
export function isGone(problem: ProblemError): boolean {
    return ["offer_gone", "chat_ended", "not_found"].includes(problem.code);
}

function isKnownList(state: DeskState, id: string): boolean {
    return state.code_lists.some((list) => list.id === id);
}
