// Which parameters the operations on articles declare.
import { optional, text, word } from "./fields.ts";
import type { Row } from "./kinds.ts";

const language = word("en");
const version = { kind: "number" } as const;
const paging = { limit: optional("number"), after: optional("text") };

export const articles = {
    "category.list": { who: "agent", fields: {} },
    "category.get": { who: "agent", fields: { category: text } },
    "category.save": {
        who: "agent",
        fields: {
            category: optional("text"),
            texts: { kind: "titles" },
            request_id: optional("text"),
        },
    },
    "category.order": { who: "agent", fields: { categories: { kind: "words" } } },
    "category.delete": { who: "agent", fields: { category: text } },
    "article.list": { who: "agent", fields: paging },
    "article.get": { who: "agent", fields: { article: text } },
    "article.create": {
        who: "agent",
        fields: {
            category: optional("text"),
            text: { kind: "writing" },
            request_id: optional("text"),
        },
    },
    "article.update": {
        who: "agent",
        fields: {
            article: text,
            category: optional("text"),
            no_category: optional("truth"),
            text: optional("writing"),
        },
    },
    "article.delete": { who: "agent", fields: { article: text } },
    "article.versions": { who: "agent", fields: { article: text, language } },
    "article.version": { who: "agent", fields: { article: text, language, version } },
    "article.search": {
        who: "visitor",
        fields: { query: text, language, limit: optional("number") },
    },
    "article.vote": {
        who: "anyone",
        fields: {
            organization: optional("text"),
            article: text,
            language,
            helpful: { kind: "truth" },
            reason: { ...word("other"), optional: true },
            text: optional("text"),
        },
    },
    "article.votes": { who: "agent", fields: { article: text, ...paging } },
    "article.misses": { who: "agent", fields: {} },
    "article.settle_miss": { who: "agent", fields: { language, query: text } },
} satisfies Record<string, Row>;
