// One rule for chats that come in: when it holds, and what it decides then.
import type { Condition, Rule, SkillNeed } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { isAgent, useApp, useRecords, useUsers } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { Conditions } from "./conditions.tsx";
import { DetailPage, Section } from "./detail_page.tsx";
import { NumberField, SelectField, SwitchField, TextField } from "./fields.tsx";
import { sorted } from "./levels.tsx";
import { NeedLevels, type Needs } from "./needs.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { needsValues, useRuleWords } from "./rule_words.ts";
import { useForm } from "./use_form.ts";

interface Fields {
    name: string;
    enabled: boolean;
    conditions: readonly Condition[];
    queue: string; // none: as it was asked for
    priority: number | null;
    skills: Needs;
    agent: string; // none: nobody in particular
}

const labels: Record<keyof Fields, TextId> = {
    name: "rules.name",
    enabled: "rules.on",
    conditions: "rule.conditions",
    queue: "rule.queue",
    priority: "rule.priority",
    skills: "rule.skills",
    agent: "rule.agent",
};
const fields = Object.keys(labels).map((name) => `/${name}`);
const fresh: Fields = {
    name: "",
    enabled: true,
    conditions: [],
    queue: "",
    priority: null,
    skills: {},
    agent: "",
};
const priority_max = 100;
const usual_priority = 10;

export function RulePage({ id }: { id: string }) {
    const { t } = useText();
    const rules = useRecords("rule.list");
    if (!rules.data) {
        const title = t("rules.title");
        return <Loading title={title} back={{ to: "rules", label: title }} of={[rules]} />;
    }
    if (id === "new") return <Form />;
    const rule = rules.data.items.find((one) => one.id === id);
    return rule ? <Form rule={rule} /> : <Nowhere />;
}

/** Without what is only half written. */
const clean = (conditions: readonly Condition[]): Condition[] =>
    conditions.map((one) => ({
        ...one,
        values: needsValues(one.test)
            ? one.values.map((value) => value.trim()).filter(Boolean)
            : [],
    }));

const needsIn = (skills: readonly SkillNeed[]): Needs =>
    sorted(
        Object.fromEntries(
            skills.map(({ skill, level, relaxations = [] }) => [skill, { level, relaxations }]),
        ),
    );

/** As the server has it. */
function ruleOf({ queue, priority, skills, agent, conditions, ...rest }: Fields) {
    return {
        ...rest,
        conditions: clean(conditions),
        ...(queue && { queue }),
        ...(priority !== null && { priority }),
        skills: Object.entries(skills).map(([skill, need]) => ({ skill, ...need })),
        ...(agent && { agent }),
    };
}

function Form({ rule }: { rule?: Rule }) {
    const { admin } = useApp();
    const { t } = useText();
    const words = useRuleWords();
    const queues = useRecords("queue.list").data?.items ?? [];
    const skills = useRecords("skill.list").data?.items ?? [];
    const agents = (useUsers().data ?? []).filter(
        (one) => isAgent(one) && (one.active || one.id === rule?.agent),
    );
    const saved: Fields = rule
        ? {
              name: rule.name,
              enabled: rule.enabled,
              conditions: rule.conditions,
              queue: rule.queue ?? "",
              priority: rule.priority ?? null,
              skills: needsIn(rule.skills),
              agent: rule.agent ?? "",
          }
        : fresh;
    const form = useForm<Fields>(saved, fields);
    const { value, changed } = form;
    const queue_options = [
        { value: "", label: t("rule.as_asked") },
        ...queues.map((one) => ({ value: one.id, label: one.name })),
    ];
    const agent_options = [
        { value: "", label: t("rule.nobody") },
        ...agents.map((one) => ({ value: one.id, label: one.display_name })),
    ];
    const labelIn = (options: readonly { value: string; label: string }[], of: string) =>
        options.find((one) => one.value === of)?.label ?? of;
    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        name: String,
        enabled: (on) => t(on ? "roles.yes" : "roles.no"),
        conditions: (all) => clean(all).map(words.condition).join("; "),
        queue: (id) => labelIn(queue_options, id),
        priority: (priority) => String(priority ?? ""),
        skills: (needs) =>
            Object.entries(needs)
                .map(([skill, { level, relaxations }]) =>
                    [
                        words.need({ skill, level }),
                        ...relaxations.map(
                            (step) => `${step.level} (${step.after_s} ${t("unit.s")})`,
                        ),
                    ].join(" → "),
                )
                .join(", "),
        agent: (id) => labelIn(agent_options, id),
    };
    const changes = changed.map((key) => ({
        label: t(labels[key]),
        before: show[key](saved[key] as never),
        after: show[key](value[key] as never),
    }));
    async function save(): Promise<string | undefined> {
        const made = await admin.client.call("rule.save", {
            ...(rule && { rule: rule.id }),
            ...ruleOf(value),
        });
        await admin.records.refetchQueries({ queryKey: ["rule.list"] });
        return rule ? undefined : `rules/${made.rule.id}`;
    }
    return (
        <DetailPage
            title={rule ? rule.name : t("rules.add")}
            intro={words.rule(ruleOf(value))}
            back={{ to: "rules", label: t("rules.title") }}
            changes={changes}
            fresh={!rule}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("queue.general")} hint={t("rule.general_hint")}>
                <TextField
                    label={t("rules.name")}
                    error={form.error("/name")}
                    value={value.name}
                    onChange={(name) => form.set({ name })}
                />
                <SwitchField
                    label={t("rules.on")}
                    on={value.enabled}
                    onChange={(enabled) => form.set({ enabled })}
                />
            </Section>
            <Section title={t("rule.conditions")} hint={t("rule.conditions_hint")}>
                <Conditions
                    conditions={value.conditions}
                    error={form.error}
                    onChange={(conditions) => form.set({ conditions })}
                />
            </Section>
            <Section title={t("rule.decides")} hint={t("rule.decides_hint")}>
                <SelectField
                    label={t("rule.queue")}
                    error={form.error("/queue")}
                    value={value.queue}
                    options={queue_options}
                    onChange={(queue) => form.set({ queue })}
                />
                <SwitchField
                    label={t("rule.has_priority")}
                    hint={t("rule.priority_hint")}
                    on={value.priority !== null}
                    onChange={(on) => form.set({ priority: on ? usual_priority : null })}
                />
                {value.priority !== null && (
                    <NumberField
                        label={t("rule.priority")}
                        error={form.error("/priority")}
                        min={-priority_max}
                        max={priority_max}
                        value={value.priority}
                        onChange={(priority) => form.set({ priority })}
                    />
                )}
                <SelectField
                    label={t("rule.agent")}
                    hint={t("rule.agent_hint")}
                    error={form.error("/agent")}
                    value={value.agent}
                    options={agent_options}
                    onChange={(agent) => form.set({ agent })}
                />
            </Section>
            <Section title={t("rule.skills")} hint={t("rule.skills_hint")}>
                <NeedLevels
                    label={t("rule.skills")}
                    rows={skills.map((one) => ({ id: one.id, label: one.label }))}
                    none={t("skills.needs_none")}
                    empty={t("rule.no_skills")}
                    needs={value.skills}
                    error={(skill, step, part) => {
                        const place = Object.keys(value.skills).indexOf(skill);
                        return form.error(`/skills/${place}/relaxations/${step}/${part}`);
                    }}
                    onChange={(needs) => form.set({ skills: needs })}
                />
            </Section>
            {rule && (
                <Remove
                    title={t("rule.remove")}
                    hint={t("rule.remove_hint")}
                    text={t("rule.remove_text", { name: rule.name })}
                    name={rule.name}
                    list="rules"
                    onRemove={() => admin.client.call("rule.remove", { rule: rule.id })}
                />
            )}
        </DetailPage>
    );
}
