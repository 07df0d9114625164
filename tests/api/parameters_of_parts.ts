// Which parameters the operations declare by which others than its agent take part in a chat.
import { optional, text, word } from "./fields.ts";
import type { Row } from "./kinds.ts";

export const taking_part = {
    "chat.targets": {
        who: "agent",
        fields: {
            chat: text,
            search: optional("text"),
            purpose: { ...word("transfer"), optional: true },
        },
    },
    "chat.transfer": {
        who: "agent",
        fields: {
            chat: text,
            queue: optional("text"),
            agent: optional("text"),
            note: optional("text"),
            card: optional("card"),
        },
    },
    "chat.give_word": { who: "agent", fields: { chat: text, agent: text } },
    "chat.take_word": { who: "agent", fields: { chat: text } },
    "chat.cancel_transfer": { who: "agent", fields: { chat: text } },
    "conference.invite": {
        who: "agent",
        fields: { chat: text, agent: text, note: optional("text"), card: optional("card") },
    },
    "conference.cancel": { who: "agent", fields: { chat: text } },
    "conference.leave": { who: "agent", fields: { chat: text } },
    "conference.end": { who: "agent", fields: { chat: text, agent: optional("text") } },
    "conference.hand_over": {
        who: "agent",
        fields: { chat: text, agent: text, card: optional("card") },
    },
    "chat.owners": { who: "agent", fields: { chat: text } },
    "chat.monitor": { who: "agent", fields: { chat: text } },
    "chat.unmonitor": { who: "agent", fields: { chat: text } },
    "chat.whisper": { who: "agent", fields: { chat: text, client_id: text, text } },
    "chat.answer_whisper": { who: "agent", fields: { chat: text, client_id: text, text } },
    "chat.whispers": {
        who: "agent",
        fields: { chat: text, after: optional("text"), limit: optional("number") },
    },
    "chat.ask_help": { who: "agent", fields: { chat: text, text: optional("text") } },
    "chat.cancel_help": { who: "agent", fields: { chat: text } },
    "chat.answer_help": { who: "agent", fields: { chat: text } },
    "help.list": { who: "agent", fields: {} },
    "chat.draft": { who: "agent", fields: { chat: text, text } },
    "chat.settle_draft": {
        who: "agent",
        fields: { chat: text, from: text, outcome: { kind: "text", good: '"dropped"' } },
    },
    "chat.drafts": { who: "agent", fields: { chat: text } },
    "chat.join": { who: "agent", fields: { chat: text } },
    "chat.take_over": { who: "agent", fields: { chat: text } },
    "chat.assign": { who: "agent", fields: { chat: text, agent: text, note: optional("text") } },
    "chat.requeue": {
        who: "agent",
        fields: { chat: text, queue: optional("text"), note: optional("text") },
    },
    "chat.supervisions": {
        who: "agent",
        fields: { chat: text, after: optional("text"), limit: optional("number") },
    },
    "message.note": {
        who: "agent",
        fields: { chat: text, client_id: text, text, mentions: optional("words") },
    },
    "chat.notes": {
        who: "agent",
        fields: { chat: text, after: optional("text"), limit: optional("number") },
    },
    "chat.viewing": { who: "agent", fields: { chat: text } },
    "mention.list": { who: "agent", fields: {} },
    "mention.see": { who: "agent", fields: { chat: text } },
    "colleague.find": { who: "agent", fields: { like: text, limit: optional("number") } },
    "colleague.list": { who: "agent", fields: {} },
    "colleague.post": { who: "agent", fields: { to: text, client_id: text, text } },
    "colleague.messages": {
        who: "agent",
        fields: { with: text, before: optional("number"), limit: optional("number") },
    },
    "colleague.mark_read": { who: "agent", fields: { with: text } },
} satisfies Record<string, Row>;
