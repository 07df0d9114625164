// What a refusal says to an administrator.
import { asProblem } from "@parley/sdk";
import { type TextId, text } from "../i18n.ts";

/** By code, and by the parameter where that makes it clearer. */
const known: Readonly<Record<string, TextId>> = {
    "conflict /name": "problem.name_taken",
    "in_use /queue": "problem.queue_in_use",
    "in_use /key": "problem.status_in_use",
    "in_use /kind": "problem.status_in_use",
    "in_use /reasons": "problem.reason_in_use",
    "last_one /user": "problem.last_administrator",
    "last_one /queue": "problem.last_queue",
    "invalid /password": "problem.password",
    "invalid /capacity": "problem.capacity",
    disconnected: "problem.disconnected",
    timeout: "problem.disconnected",
    unavailable: "problem.disconnected",
    overloaded: "problem.overloaded",
    forbidden: "problem.forbidden",
    not_found: "problem.not_found",
};

export function problemText(caught: unknown): string {
    const { problem } = asProblem(caught);
    const id = known[`${problem.code} ${problem.path ?? ""}`] ?? known[problem.code];
    return id ? text(id) : text("problem.other", { detail: problem.detail || problem.title });
}
