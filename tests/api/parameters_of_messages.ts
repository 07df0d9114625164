// Which parameters the operations declare by which messages are written, read and kept, and by
// which it is said what is taken out of them.
import { optional, text, word } from "./fields.ts";
import type { Row } from "./kinds.ts";

export const messages = {
    "message.post": {
        who: "visitor",
        fields: {
            chat: text,
            client_id: text,
            text: { ...text, optional: true },
            word: optional("number"),
            seen: optional("number"),
            body: optional("tree"),
            files: optional("ids"),
        },
    },
    "file.upload": {
        who: "visitor",
        fields: {
            chat: text,
            client_id: text,
            name: text,
            size: { kind: "number" },
            at: { kind: "number" },
            data: { kind: "bytes" },
        },
    },
    "file.get": { who: "visitor", fields: { file: text } },
    "file.delete": { who: "visitor", fields: { file: text } },
    "message.not_a_card": {
        who: "visitor",
        fields: { chat: text, seq: { kind: "number" }, text },
    },
    "redaction.get": { who: "agent", fields: {} },
    "redaction.update": {
        who: "agent",
        fields: { formats: { kind: "formats" }, version: { kind: "number" } },
    },
    "redaction.try": { who: "agent", fields: { text, queue: optional("text") } },
    "message.list": {
        who: "visitor",
        fields: {
            chat: text,
            after_seq: optional("number"),
            before_seq: optional("number"),
            limit: optional("number"),
        },
    },
    "message.search": {
        who: "agent",
        fields: {
            query: text,
            chat: optional("text"),
            queue: optional("text"),
            agent: optional("text"),
            from: optional("time"),
            to: { kind: "time", optional: true, good: '"2026-11-22T08:30:00.000Z"' },
            limit: optional("number"),
            after: optional("text"),
        },
    },
    "chat.transcript": {
        who: "visitor",
        fields: {
            chat: text,
            language: { ...word("en"), optional: true },
            zone: optional("text"),
            after_seq: optional("number"),
        },
    },
    "chat.rate": {
        who: "visitor",
        fields: { chat: text, score: { kind: "number" }, comment: optional("text") },
    },
    "chat.mail_transcript": {
        who: "visitor",
        fields: {
            chat: text,
            email: text,
            language: { ...word("en"), optional: true },
            zone: optional("text"),
            request_id: optional("text"),
        },
    },
    "chat.typing": {
        who: "visitor",
        fields: { chat: text, typing: { kind: "truth" }, text: optional("text") },
    },
    "chat.mark_read": { who: "visitor", fields: { chat: text, seq: { kind: "number" } } },
    "chat.mark_delivered": { who: "visitor", fields: { chat: text, seq: { kind: "number" } } },
    "sharing.ask": { who: "agent", fields: { chat: text } },
    "sharing.start": { who: "visitor", fields: { chat: text, sharing: optional("text") } },
    "sharing.signal": {
        who: "visitor",
        fields: { chat: text, sharing: text, kind: word("offer"), data: text },
    },
    "sharing.end": {
        who: "visitor",
        fields: { chat: text, sharing: text, failed: optional("truth") },
    },
} satisfies Record<string, Row>;
