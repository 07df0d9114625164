// What an agent's desk knows, as a value: chats of mine, offers to me, my presence. Pure: snapshots
// and events go in,
// a new value comes out.
//
// INVARIANT 1: a snapshot with the events after it equals a later snapshot.
// INVARIANT 2: an event that a snapshot already contains changes nothing.

import type {
    AgentStatus,
    AuthorKind,
    Chat,
    CodeList,
    EventFrame,
    Message,
    Offer,
    OpenWrapUp,
    Presence,
    QueueInfo,
    Reader,
    Sharing,
    User,
    WrapUp,
} from "@parley/sdk";
import { isGuest } from "@parley/ui/console/chat/guest.ts";

export interface DeskState {
    me: User;
    /** False until the first snapshot. */
    loaded: boolean;
    /** Left out for staff who take no chats. */
    presence?: Presence;
    /** What agents may be doing here. */
    statuses: readonly AgentStatus[];
    /** The switches that hold for me, by name. */
    switches: Readonly<Record<string, string>>;
    code_lists: readonly CodeList[];
    /** Empty where my status keeps queues out of sight (V16). */
    queues: readonly QueueInfo[];
    /** Active chats in which I take part, those that I wrap up, and closed ones until dismiss(). */
    chats: ReadonlyMap<string, OwnChat>;
    /** What ended chats have left to do, by chat. */
    wrap_ups: ReadonlyMap<string, WrapUp>;
    /** Oldest first. */
    offers: readonly Offer[];
}

export interface OwnChat {
    chat: Chat;
    /** Customer messages since the snapshot, for the count of unread ones at any read position. */
    fresh: readonly number[];
    /** Unread and read position of the snapshot. */
    base: { unread: number; seq: number };
}

/** What is set up, and changes seldom. */
export type Setup = Pick<DeskState, "statuses" | "switches" | "code_lists" | "queues">;

export interface Snapshot extends Setup {
    presence?: Presence;
    chats: readonly Chat[];
    offers: readonly Offer[];
    wrap_ups: readonly OpenWrapUp[];
    /** Chats of mine that ended while nobody told me (E45). */
    ended: readonly Chat[];
}

export function emptyState(me: User): DeskState {
    return {
        me,
        loaded: false,
        statuses: [],
        switches: {},
        code_lists: [],
        queues: [],
        chats: new Map(),
        wrap_ups: new Map(),
        offers: [],
    };
}

export function fromSnapshot(before: DeskState, snapshot: Snapshot): DeskState {
    const chats = new Map<string, OwnChat>();
    for (const chat of snapshot.chats) {
        if (chat.state === "active" && takesPart(chat, before.me.id)) chats.set(chat.id, own(chat));
    }
    for (const chat of snapshot.ended) chats.set(chat.id, own(chat));
    for (const { chat } of snapshot.wrap_ups) chats.set(chat.id, own(chat));
    const { presence: _, ...rest } = before;
    return {
        ...rest,
        loaded: true,
        statuses: snapshot.statuses,
        switches: snapshot.switches,
        code_lists: snapshot.code_lists,
        queues: snapshot.queues,
        chats,
        wrap_ups: new Map(snapshot.wrap_ups.map(({ chat, wrap_up }) => [chat.id, wrap_up])),
        offers: [...snapshot.offers].sort(byOfferTime),
        ...(snapshot.presence && { presence: snapshot.presence }),
    };
}

/** Takes a closed chat out of sight; one that is to be wrapped up stays. */
export function dismiss(state: DeskState, id: string): DeskState {
    const entry = state.chats.get(id);
    const { chat } = entry ?? {};
    const mine = chat?.state === "active" && takesPart(chat, state.me.id);
    if (!chat || mine || state.wrap_ups.has(id)) return state;
    return without(state, id);
}

/** This side has seen everything up to `seq`; the server hears of it by another way. */
export function seenUpTo(state: DeskState, chat: string, seq: number): DeskState {
    return change(state, chat, (entry) => withRead(entry, "agent", seq));
}

/** The events that apply() knows. */
export const event_types = [
    "chat.offered",
    "offer.withdrawn",
    "chat.accepted",
    "chat.returned",
    "chat.transferred",
    "transfer.requested",
    "conference.requested",
    "conference.joined",
    "conference.left",
    "word.changed",
    "offer.lapsed",
    "chat.ended",
    "chat.rated",
    "customer.absent",
    "chat.watched",
    "help.changed",
    "sharing.changed",
    "message.posted",
    "message.redacted",
    "message.changed",
    "message.read",
    "message.delivered",
    "presence.changed",
    "wrap_up.started",
    "wrap_up.changed",
    "wrap_up.ended",
    "queue.waiting",
] as const;

export function apply(state: DeskState, frame: EventFrame): DeskState {
    switch (frame.type) {
        case "chat.offered": {
            const { offer } = frame.data;
            if (state.offers.some((one) => one.id === offer.id)) return state;
            return { ...state, offers: [...state.offers, offer].sort(byOfferTime) };
        }
        case "offer.withdrawn":
            return withoutOffers(state, (one) => one.id !== frame.data.offer);
        case "chat.accepted": {
            const next = withoutOffers(state, (one) => one.chat !== frame.data.chat.id);
            return takesPart(frame.data.chat, state.me.id)
                ? withChat(next, frame.data.chat)
                : without(next, frame.data.chat.id);
        }
        case "conference.joined": {
            const { chat, agent } = frame.data;
            if (agent.id !== state.me.id) break;
            return withChat(
                withoutOffers(state, (one) => one.chat !== chat.id),
                chat,
            );
        }
        case "conference.left":
            if (frame.data.agent.id !== state.me.id) break;
            return gone(state, frame.data.chat);
        case "chat.returned":
            return without(state, frame.data.chat.id);
        case "chat.transferred":
            return gone(state, frame.data.chat);
        case "transfer.requested":
        case "conference.requested":
        case "word.changed":
        case "offer.lapsed":
        case "chat.ended":
        case "chat.rated":
        case "chat.watched":
        case "help.changed":
            break;
        case "message.posted":
            return change(state, frame.data.message.chat, (entry) =>
                withMessage(entry, frame.data.message),
            );
        case "message.redacted":
        case "message.changed":
            return change(state, frame.data.message.chat, (entry) =>
                withChanged(entry, frame.data.message),
            );
        case "customer.absent":
            return change(state, frame.data.chat, (entry) => withAbsence(entry, frame.data.since));
        case "sharing.changed":
            return change(state, frame.data.chat, (entry) =>
                withSharing(entry, frame.data.sharing),
            );
        case "message.read":
            return change(state, frame.data.chat, (entry) =>
                withRead(entry, frame.data.by, frame.data.seq),
            );
        case "message.delivered":
            return change(state, frame.data.chat, (entry) =>
                withDelivered(entry, frame.data.by, frame.data.seq),
            );
        case "wrap_up.started":
        case "wrap_up.changed": {
            const { wrap_up, chat } = frame.data;
            const next = withChat(state, chat);
            return { ...next, wrap_ups: new Map(next.wrap_ups).set(chat.id, wrap_up) };
        }
        case "wrap_up.ended": {
            if (!state.wrap_ups.has(frame.data.chat)) return state;
            const wrap_ups = new Map(state.wrap_ups);
            wrap_ups.delete(frame.data.chat);
            return { ...state, wrap_ups };
        }
        case "queue.waiting": {
            const { queue: id, waiting, longest_wait_since } = frame.data;
            const queues = state.queues.map((queue) => {
                if (queue.id !== id) return queue;
                const { longest_wait_since: _, ...rest } = queue;
                return { ...rest, waiting, ...(longest_wait_since && { longest_wait_since }) };
            });
            return { ...state, queues };
        }
        case "presence.changed":
            return frame.data.user === state.me.id
                ? { ...state, presence: frame.data.presence }
                : state;
        default:
            return state;
    }
    // What has changed about a chat that is here.
    return state.chats.has(frame.data.chat.id) ? withChat(state, frame.data.chat) : state;
}

/** Owns it, or is a guest. */
export function takesPart(chat: Chat, user: string): boolean {
    return chat.agent?.id === user || isGuest(chat, user);
}

/** From which I take chats myself. */
export function pulledQueues({ me, queues }: DeskState): readonly QueueInfo[] {
    if (!me.rights.includes("chat_pull")) return [];
    return queues.filter((one) => one.member && ["pull", "hybrid"].includes(one.routing));
}

/** Of which codes may be chosen for chats of this queue. */
export function listsFor(lists: readonly CodeList[], queue: string): CodeList[] {
    return lists.filter(
        (list) => list.purpose === "wrap_up" && (!list.queue || list.queue === queue),
    );
}

/** What one may say who declines; empty where it is one's own words. */
export function declineReasons({ code_lists }: DeskState): readonly string[] {
    return code_lists
        .filter((list) => list.purpose === "decline")
        .flatMap((list) => list.codes.map((code) => code.label));
}

function byOfferTime(a: Offer, b: Offer): number {
    return a.offered_at < b.offered_at ? -1 : a.offered_at > b.offered_at ? 1 : 0;
}

function own(chat: Chat): OwnChat {
    // Only a customer's message can be unread: what stands after the last one does not count.
    const from = chat.last_message?.from.kind ?? "customer";
    const seq = from === "customer" ? chat.seq : chat.seq - 1;
    return { chat, fresh: [], base: { unread: chat.unread, seq } };
}

function change(
    state: DeskState,
    id: string,
    how: (entry: OwnChat) => OwnChat | undefined,
): DeskState {
    const entry = state.chats.get(id);
    const next = entry && how(entry);
    return next ? { ...state, chats: new Map(state.chats).set(id, next) } : state;
}

function without(state: DeskState, id: string): DeskState {
    if (!state.chats.has(id)) return state;
    const chats = new Map(state.chats);
    chats.delete(id);
    return { ...state, chats };
}

/** A chat that is mine no more; what it has left to do is done here. */
function gone(state: DeskState, chat: Chat): DeskState {
    return state.wrap_ups.has(chat.id) ? withChat(state, chat) : without(state, chat.id);
}

function withoutOffers(state: DeskState, keep: (offer: Offer) => boolean): DeskState {
    const offers = state.offers.filter(keep);
    return offers.length === state.offers.length ? state : { ...state, offers };
}

/** A chat from an event is older than ours when it reaches less far. */
function withChat(state: DeskState, chat: Chat): DeskState {
    const before = state.chats.get(chat.id)?.chat;
    if (before && before.seq > chat.seq) return state;
    return { ...state, chats: new Map(state.chats).set(chat.id, own(chat)) };
}

function withMessage(entry: OwnChat, message: Message): OwnChat | undefined {
    if (message.seq <= entry.chat.seq) return undefined;
    const { unanswered_since, ...rest } = entry.chat;
    const chat: Chat = { ...rest, seq: message.seq, last_message: message };
    let { fresh } = entry;
    switch (message.from.kind) {
        case "customer":
            fresh = [...fresh, message.seq];
            chat.unread += 1;
            chat.unanswered_since = unanswered_since ?? message.at;
            break;
        case "system":
            if (unanswered_since) chat.unanswered_since = unanswered_since;
            break;
        case "agent":
        case "bot":
            break;
    }
    return { ...entry, chat, fresh };
}

/** What was said before says something else now. */
function withChanged(entry: OwnChat, message: Message): OwnChat | undefined {
    const { chat } = entry;
    if (chat.last_message?.seq !== message.seq) return undefined;
    return { ...entry, chat: { ...chat, last_message: message } };
}

/** Since when the customer has no connection; without, they are there. */
function withAbsence({ chat, ...entry }: OwnChat, since?: string): OwnChat {
    const { customer_absent_since: _, ...rest } = chat;
    return { ...entry, chat: { ...rest, ...(since && { customer_absent_since: since }) } };
}

/** What is over is gone from the chat. */
function withSharing({ chat, ...entry }: OwnChat, sharing: Sharing): OwnChat {
    const { sharing: _, ...rest } = chat;
    return { ...entry, chat: { ...rest, ...(sharing.state !== "over" && { sharing }) } };
}

function withRead(entry: OwnChat, by: AuthorKind, seq: number): OwnChat | undefined {
    const { chat, base } = entry;
    if (by === "system" || by === "bot" || seq <= chat.read[by]) return undefined;
    const read = { ...chat.read, [by]: seq };
    const delivered = { ...chat.delivered, [by]: Math.max(chat.delivered[by], seq) };
    if (by === "customer") return { ...entry, chat: { ...chat, read, delivered } };
    const fresh = entry.fresh.filter((one) => one > seq);
    const old = Math.min(base.unread, Math.max(0, base.seq - seq));
    return {
        chat: { ...chat, read, delivered, unread: old + fresh.length },
        fresh,
        base: { ...base, unread: old },
    };
}

function withDelivered({ chat, ...entry }: OwnChat, by: Reader, seq: number): OwnChat | undefined {
    if (seq <= chat.delivered[by]) return undefined;
    return { ...entry, chat: { ...chat, delivered: { ...chat.delivered, [by]: seq } } };
}
