// What a rule says, in one sentence that can be read aloud.
import type { Condition, Rule, RuleSubject, RuleTest, SkillNeed } from "@parley/sdk";
import type { Translate } from "@parley/ui";
import { useRecords, useUsers } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";

export const subjects: readonly RuleSubject[] = [
    "page",
    "text",
    "name",
    "email",
    "field",
    "queue",
    "hours",
];
const of_words: readonly RuleTest[] = [
    "contains",
    "contains_not",
    "is",
    "is_not",
    "starts_with",
    "ends_with",
    "present",
    "absent",
];

/** Whether the values are queues or hours, rather than words. */
export const namesOthers = (subject: RuleSubject) => subject === "queue" || subject === "hours";

export const testsOf = (subject: RuleSubject): readonly RuleTest[] =>
    namesOthers(subject) ? ["is", "is_not"] : of_words;

export const needsValues = (test: RuleTest) => test !== "present" && test !== "absent";

export function testWord({ subject, test }: Condition, t: Translate<TextId>): string {
    return t((subject === "hours" ? `test.hours_${test}` : `test.${test}`) as TextId);
}

export interface RuleWords {
    condition(one: Condition): string;
    need(one: SkillNeed): string;
    rule(one: Omit<Rule, "id" | "name" | "enabled">): string;
}

export function useRuleWords(): RuleWords {
    const { t, language } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const hours = useRecords("hours.list").data?.items ?? [];
    const skills = useRecords("skill.list").data?.items ?? [];
    const users = useUsers().data ?? [];
    const nameIn = (all: readonly { id: string; name: string }[], id: string) =>
        all.find((one) => one.id === id)?.name ?? "…";
    const or = new Intl.ListFormat(language, { type: "disjunction" });
    const and = new Intl.ListFormat(language, { type: "conjunction" });

    function condition({ subject, field, test, values }: Condition): string {
        const known = { queue: queues, hours }[subject as "queue" | "hours"];
        const words = known ? values.map((id) => nameIn(known, id)) : values.filter(Boolean);
        const list = or.format(words.length ? words : ["…"]);
        if (known) return t(`condition.${subject}_${test}` as TextId, { values: list });
        const what = t(`about.${subject}` as TextId, { field: field || "…" });
        return t(`condition.${test}` as TextId, { what, values: list });
    }
    function need({ skill, level }: SkillNeed): string {
        const label = skills.find((one) => one.id === skill)?.label ?? "…";
        return t("decides.skill", { label, level });
    }
    return {
        condition,
        need,
        rule({ conditions, queue, priority, skills, agent }) {
            const decided = [
                queue && t("decides.queue", { name: nameIn(queues, queue) }),
                priority !== undefined && t("decides.priority", { priority }),
                ...skills.map(need),
                agent &&
                    t("decides.agent", {
                        name: users.find((one) => one.id === agent)?.display_name ?? "…",
                    }),
            ].filter((one) => typeof one === "string" && one !== "");
            const decisions = decided.length ? decided.join(", ") : t("decides.nothing");
            if (!conditions.length) return t("rule.always", { decisions });
            return t("rule.if", { conditions: and.format(conditions.map(condition)), decisions });
        },
    };
}
