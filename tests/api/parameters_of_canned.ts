// Which parameters the operations on prepared answers declare.
import { optional, text, word } from "./fields.ts";
import type { Field, Row } from "./kinds.ts";

const said: Record<string, Field> = {
    team: optional("text"),
    folder: optional("words"),
    language: { ...word("any"), optional: true },
};

export const canned = {
    "canned.list": {
        who: "agent",
        fields: { shared: optional("truth"), limit: optional("number"), after: optional("text") },
    },
    "canned.get": { who: "agent", fields: { canned: text } },
    "canned.create": {
        who: "agent",
        fields: {
            ...said,
            scope: word("all"),
            code: text,
            title: text,
            text,
            request_id: optional("text"),
        },
    },
    "canned.update": {
        who: "agent",
        fields: {
            ...said,
            canned: text,
            version: { kind: "number" },
            scope: { ...word("all"), optional: true },
            code: optional("text"),
            title: optional("text"),
            text: optional("text"),
        },
    },
    "canned.delete": { who: "agent", fields: { canned: text, version: optional("number") } },
    "canned.used": { who: "agent", fields: { canned: text } },
} satisfies Record<string, Row>;
