// What a refusal says to staff, for each code; a code that is not known, of a later server, is at
// least named.
import type { Problem, ProblemCode } from "@parley/sdk";
import type { Translate } from "../translate.ts";
import type { TextId } from "./i18n.ts";

/** The last two are the client's own. */
export const refusals: Readonly<Record<ProblemCode | "disconnected" | "timeout", TextId>> = {
    invalid: "refusal.invalid",
    unauthenticated: "refusal.unauthenticated",
    bad_credentials: "refusal.bad_credentials",
    forbidden: "refusal.forbidden",
    not_found: "refusal.not_found",
    conflict: "refusal.conflict",
    too_large: "refusal.too_large",
    too_many: "refusal.too_many",
    overloaded: "refusal.overloaded",
    unavailable: "refusal.unavailable",
    offer_gone: "refusal.offer_gone",
    chat_ended: "refusal.chat_ended",
    chat_not_active: "refusal.chat_not_active",
    at_capacity: "refusal.at_capacity",
    queue_closed: "refusal.queue_closed",
    storage_full: "refusal.storage_full",
    agent_gone: "refusal.agent_gone",
    in_use: "refusal.in_use",
    last_one: "refusal.last_one",
    chat_taken: "refusal.chat_taken",
    no_agent: "refusal.no_agent",
    hidden_by_status: "refusal.hidden_by_status",
    chats_open: "refusal.chats_open",
    word_elsewhere: "refusal.word_elsewhere",
    said_meanwhile: "refusal.said_meanwhile",
    personal_data: "refusal.personal_data",
    disconnected: "refusal.disconnected",
    timeout: "refusal.timeout",
};

export function refusalText({ code, detail, title }: Problem, t: Translate<TextId>): string {
    const known = Object.hasOwn(refusals, code);
    const id = known ? refusals[code as ProblemCode] : "refusal.other";
    return t(id, { code, detail: detail || title });
}
