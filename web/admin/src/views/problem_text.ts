// What a refusal says to an administrator.
import { asProblem } from "@parley/sdk";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { type TextId, text } from "../i18n.ts";

/** By code, and by the parameter where that makes it clearer; # is any place in a list. */
const known: Readonly<Record<string, TextId>> = {
    "conflict /name": "problem.name_taken",
    "invalid /answers/#/title": "problem.answer_title",
    "invalid /answers/#/text": "problem.needed",
    "invalid /greeting": "problem.needed",
    "invalid /unknown": "problem.needed",
    "in_use /hours": "problem.hours_in_use",
    "invalid /week/#/from": "problem.interval_from",
    "invalid /week/#/to": "problem.interval_to",
    "invalid /days/#/date": "problem.date",
    "invalid /days/#/open/#/from": "problem.interval_from",
    "invalid /days/#/open/#/to": "problem.interval_to",
    "invalid /queue": "problem.decides_nothing",
    "invalid /skills/#/relaxations/#/after_s": "problem.step_time",
    "invalid /skills/#/relaxations/#/level": "problem.step_level",
    "invalid /conditions/#/field": "problem.field_key",
    "invalid /conditions/#/values": "problem.values",
    "in_use /queue": "problem.queue_in_use",
    "in_use /key": "problem.status_in_use",
    "in_use /role": "problem.role_in_use",
    "conflict /label": "problem.name_taken",
    "last_one /rights": "problem.last_administrator",
    "in_use /kind": "problem.status_in_use",
    "in_use /reasons": "problem.reason_in_use",
    "conflict /code": "canned.code_taken",
    "invalid /code": "canned.code_form",
    "invalid /title": "problem.needed",
    "invalid /text": "problem.needed",
    "conflict /text/version": "problem.article_changed",
    "invalid /text/title": "problem.needed",
    "invalid /text/sections": "problem.article_empty",
    "invalid /text/sections/#/body": "problem.needed",
    "in_use /category": "problem.category_in_use",
    "conflict /texts/#/name": "problem.name_taken",
    "invalid /texts/#/name": "problem.needed",
    "invalid /texts": "problem.needed",
    "conflict /version": "problem.changed_since",
    "in_use /team": "problem.team_in_use",
    "in_use /partition": "problem.partition_in_use",
    "last_one /partition": "problem.last_partition",
    "last_one /user": "problem.last_administrator",
    "last_one /queue": "problem.last_queue",
    "invalid /password": "problem.password",
    "invalid /capacity": "problem.capacity",
    disconnected: "problem.disconnected",
    timeout: "problem.disconnected",
    unavailable: "problem.disconnected",
};

export function problemText(caught: unknown): string {
    const { problem } = asProblem(caught);
    const path = (problem.path ?? "").replace(/\/\d+(?=\/|$)/g, "/#");
    const id = known[`${problem.code} ${path}`] ?? known[problem.code];
    return id ? text(id) : refusalText(problem, text);
}
