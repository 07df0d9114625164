// What rows of the audit log say, in words for people.
import type { AuditRow } from "@parley/sdk";
import { type TextId, useText } from "../i18n.ts";

/** What there is to choose from. A word that is not here is shown as the server has it. */
const events = [
    "authn_login_success",
    "authn_login_fail",
    "authn_login_lock",
    "auth.logout",
    "authz_fail",
    "user.create",
    "user.update",
    "user.set_password",
    "role.save",
    "role.remove",
    "team.save",
    "team.remove",
    "partition.save",
    "partition.remove",
    "queue.create",
    "queue.update",
    "queue.remove",
    "queue.set_enabled",
    "queue.set_skills",
    "agent.set_presence",
    "agent.set_skills",
    "chat.set_routing",
    "status.save",
    "status.remove",
    "skill.save",
    "skill.remove",
    "hours.save",
    "hours.remove",
    "rule.save",
    "rule.remove",
    "rule.order",
    "bot.save",
    "bot.remove",
    "code_list.save",
    "code_list.remove",
    "settings.update",
    "settings.revert",
    "preset.apply",
    "canned.create",
    "canned.update",
    "canned.delete",
    "article.create",
    "article.update",
    "article.delete",
    "article.settle_miss",
    "category.save",
    "category.order",
    "category.delete",
    "redaction.update",
    "message.not_a_card",
    "wallboard.save",
    "wallboard.renew",
    "wallboard.remove",
    "organization.add",
] as const;

export function useAuditWords() {
    const { t, language } = useText();
    const event = (name: string) =>
        (events as readonly string[]).includes(name)
            ? t(`audit_event.${name.replace(".", "_")}` as TextId)
            : name;
    const when = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "medium" });
    return {
        events: events.map((value) => ({ value, label: event(value) })),
        when: (row: AuditRow) => when.format(new Date(row.at)),
        what: (row: AuditRow) => event(row.event),
        who: (row: AuditRow) =>
            row.actor.kind === "staff" ? row.actor.name : t(`audit_word.${row.actor.kind}`),
        target: (row: AuditRow) =>
            row.target?.type === "operation"
                ? event(row.target.id ?? "")
                : (row.target?.name ?? row.target?.id ?? ""),
        outcome: (row: AuditRow) => {
            const word = t(`audit_word.${row.outcome}`);
            return row.reason ? `${word} (${row.reason})` : word;
        },
    };
}
