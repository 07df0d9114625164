// What an event of the socket means to others than the state: sounds, notices, announcements.
import type {
    Chat,
    ColleagueMessage,
    EventFrame,
    GuestGone,
    Mention,
    Message,
    Notice,
    Offer,
    OfferLapsed,
    Person,
    QueueInfo,
    Sharing,
    Whisper,
    WithdrawReason,
    WrapUpOutcome,
} from "@parley/sdk";
import { isGuest } from "@parley/ui/console/chat/guest.ts";
import type { DeskState } from "./desk_state.ts";

/** What others than the state may want to hear. */
export type DeskNews =
    | { type: "offer"; offer: Offer }
    | {
          type: "offer_gone";
          offer: Offer;
          reason: Exclude<WithdrawReason, "declined">;
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
    /** I have handed it on; without an agent it waits in its queue. */
    | { type: "transferred"; chat: Chat; agent?: Person }
    /** A colleague takes part in a chat of mine, or does so no more. */
    | { type: "joined" | "guest_gone"; chat: Chat; agent: Person }
    /** I am a guest no more. */
    | { type: "left"; chat: Chat; reason: GuestGone }
    /** A chat in which I was a guest is mine now. */
    | { type: "inherited"; chat: Chat }
    /** A colleague whom I asked does not take it, or does not join. */
    | { type: "lapsed"; lapsed: OfferLapsed }
    /** Somebody whispers in a chat of mine. */
    | { type: "whisper"; whisper: Whisper; chat: Chat }
    /** Somebody asks for my attention in a note. */
    | { type: "mention"; mention: Mention }
    /** A colleague has written to me, apart from any chat. */
    | { type: "colleague"; message: ColleagueMessage }
    /** Who comes to help in a chat of mine, or who has ended the call. */
    | { type: "help"; chat: Chat; by: Person }
    /** I may write to the customer now, and could not before. */
    | { type: "word"; chat: Chat }
    /** What I have sent is a draft again, in a chat that I do not look at. */
    | { type: "given_back"; chat: Chat }
    /** The customer's screen is asked for, shown, or shown no more. */
    | { type: "sharing"; sharing: Sharing; chat: Chat }
    | { type: "notice"; notice: Notice };

/** What the state does not say of the desk that hears. */
export interface Hearer {
    id: string;
    /** By the server's clock: since when nothing happens unheard. */
    open_since: number;
    /** Chats that this page is taking: their coming is no news. */
    taking: ReadonlySet<string>;
}

/** News of an event; `known` is the state before it and still has the offer that goes. */
export function newsOf(
    frame: EventFrame,
    known: DeskState,
    now: DeskState,
    hearer: Hearer,
): DeskNews | undefined {
    switch (frame.type) {
        case "chat.offered": {
            const { offer } = frame.data;
            if (now.offers.some((one) => one.id === offer.id)) return { type: "offer", offer };
            break;
        }
        case "offer.withdrawn": {
            const offer = known.offers.find((one) => one.id === frame.data.offer);
            const { reason } = frame.data;
            if (offer && reason !== "declined") return { type: "offer_gone", offer, reason };
            break;
        }
        case "chat.accepted": {
            const { chat } = frame.data;
            const before = known.chats.get(chat.id)?.chat;
            if (before && isGuest(before, hearer.id) && chat.agent?.id === hearer.id) {
                return { type: "inherited", chat };
            }
            const asked = known.offers.some((one) => one.chat === chat.id);
            const is_new = now.chats.has(chat.id) && !known.chats.has(chat.id);
            if (is_new && !asked && !hearer.taking.has(chat.id)) return { type: "given", chat };
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
                return { type: "waiting", queue: after };
            }
            break;
        }
        case "wrap_up.ended": {
            const chat = now.chats.get(frame.data.chat)?.chat;
            if (chat && known.wrap_ups.has(chat.id)) {
                return { type: "wrap_up_ended", chat, outcome: frame.data.outcome };
            }
            break;
        }
        case "message.posted": {
            const { message } = frame.data;
            const chat = now.chats.get(message.chat)?.chat;
            if (chat && message.from.kind === "customer") return { type: "message", message, chat };
            break;
        }
        case "chat.ended": {
            const { chat, by } = frame.data;
            if (known.chats.has(chat.id) && by?.id !== hearer.id) {
                const missed = Date.parse(frame.at) < hearer.open_since;
                return { type: "ended", chat, missed, ...(by && { by }) };
            }
            break;
        }
        case "chat.transferred": {
            const { chat, agent } = frame.data;
            if (known.chats.has(chat.id)) {
                return { type: "transferred", chat, ...(agent && { agent }) };
            }
            break;
        }
        case "conference.joined":
        case "conference.left": {
            const { chat, agent } = frame.data;
            if (!known.chats.has(chat.id)) break;
            if (frame.type === "conference.joined") {
                if (agent.id !== hearer.id) return { type: "joined", chat, agent };
            } else if (agent.id !== hearer.id) {
                return { type: "guest_gone", chat, agent };
            } else {
                return { type: "left", chat, reason: frame.data.reason };
            }
            break;
        }
        case "offer.lapsed":
            return { type: "lapsed", lapsed: frame.data };
        case "help.changed": {
            const { chat, by } = frame.data;
            if (known.chats.has(chat.id) && by && by.id !== hearer.id) {
                return { type: "help", chat, by };
            }
            break;
        }
        case "word.changed": {
            const { chat } = frame.data;
            const before = known.chats.get(chat.id)?.chat.speaker;
            if (before && before.id !== hearer.id && chat.speaker?.id === hearer.id) {
                return { type: "word", chat };
            }
            break;
        }
        case "sharing.changed": {
            const { chat: id, sharing } = frame.data;
            const chat = (known.chats.get(id) ?? now.chats.get(id))?.chat;
            if (chat) return { type: "sharing", sharing, chat };
            break;
        }
        case "chat.returned": {
            const { chat } = frame.data;
            if (known.chats.has(chat.id)) return { type: "returned", chat };
            break;
        }
    }
    return undefined;
}

/** Whether what administrators have set up has to be asked for again. */
export function asksForSetup(frame: EventFrame, known: DeskState, now: DeskState): boolean {
    switch (frame.type) {
        case "wrap_up.started":
        case "wrap_up.changed":
            // Lists are told of by nothing but what asks for them.
            return frame.data.wrap_up.lists.some(
                (id) => !now.code_lists.some((list) => list.id === id),
            );
        case "presence.changed":
            // Another status may show the queues, or hide them.
            return known.presence?.status !== frame.data.presence.status;
    }
    return false;
}
