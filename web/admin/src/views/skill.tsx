// One skill: its name, which agents have it and how well, which queues need it and how much.
import type { AgentSkills, QueueSkills, Skill, SkillNeed, UserAccount } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { useState } from "react";
import { isAgent, useApp, useRecords, useUsers } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { freeKey } from "../model/keys.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { TextField } from "./fields.tsx";
import { Levels, sorted } from "./levels.tsx";
import { type Need, NeedLevels, type Needs } from "./needs.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

interface Fields {
    label: string;
    /** Agent or queue to level; whoever is missing has none, needs none. */
    agents: Record<string, number>;
    queues: Needs;
}

const labels: Record<keyof Fields, TextId> = {
    label: "skills.name",
    agents: "skills.agents",
    queues: "skills.queues",
};

export function SkillPage({ id }: { id: string }) {
    const { t } = useText();
    const skills = useRecords("skill.list");
    const held = useRecords("agent.skills");
    const needed = useRecords("queue.skills");
    const users = useUsers();
    if (!skills.data || !held.data || !needed.data || !users.data) {
        const title = t("skills.title");
        const all = [skills, held, needed, users];
        return <Loading title={title} back={{ to: "skills", label: title }} of={all} />;
    }
    const skill = skills.data.items.find((one) => one.id === id);
    if (!skill && id !== "new") return <Nowhere />;
    return (
        <Form
            skill={skill}
            all={skills.data.items}
            held={held.data.items}
            needed={needed.data.items}
            agents={users.data.filter((one) => one.active && isAgent(one))}
        />
    );
}

/** Level by agent or queue of those who have, or need, this skill. */
function levelsOf<Who extends string>(
    all: readonly ({ [Key in Who]: string } & { skills: readonly SkillNeed[] })[],
    who: Who,
    skill: string | undefined,
): Record<string, number> {
    return sorted(
        Object.fromEntries(
            all.flatMap((one) =>
                one.skills
                    .filter((each) => each.skill === skill)
                    .map((each) => [one[who] as string, each.level] as const),
            ),
        ),
    );
}

/** The same of queues, which may be content with less later. */
function needsOf(all: readonly QueueSkills[], skill: string | undefined): Needs {
    return sorted(
        Object.fromEntries(
            all.flatMap(({ queue, skills }) =>
                skills
                    .filter((one) => one.skill === skill)
                    .map(({ level, relaxations = [] }) => [queue, { level, relaxations }] as const),
            ),
        ),
    );
}

function Form(props: {
    skill?: Skill;
    all: readonly Skill[];
    held: readonly AgentSkills[];
    needed: readonly QueueSkills[];
    agents: readonly UserAccount[];
}) {
    const { skill, all, held, needed, agents } = props;
    const { admin } = useApp();
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const saved: Fields = {
        label: skill?.label ?? "",
        agents: levelsOf(held, "agent", skill?.id),
        queues: needsOf(needed, skill?.id),
    };
    const form = useForm(saved, ["/label", "/key", "/skills/0/relaxations"]);
    /** The queue whose needs were saved last: a refusal is about it. */
    const [tried, setTried] = useState("");
    const { value, changed } = form;
    const name = (id: string) =>
        agents.find((one) => one.id === id)?.display_name ??
        queues.find((one) => one.id === id)?.name ??
        id;
    const steps = ({ relaxations }: Need) =>
        relaxations.map(({ after_s, level }) => ` → ${level} (${after_s} ${t("unit.s")})`).join("");
    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        label: String,
        agents: (of) =>
            Object.entries(of)
                .map(([id, level]) => `${name(id)} ${level}`)
                .join(", "),
        queues: (of) =>
            Object.entries(of)
                .map(([id, need]) => `${name(id)} ${need.level}${steps(need)}`)
                .join(", "),
    };
    const changes = changed.map((key) => ({
        label: t(labels[key]),
        before: show[key](saved[key] as never),
        after: show[key](value[key] as never),
    }));

    /** Those whose level is not as it was. */
    const different = (before: Readonly<Record<string, unknown>>, after: typeof before) =>
        [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
            (id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]),
        );

    async function save(): Promise<string | undefined> {
        const key =
            skill?.key ??
            freeKey(
                value.label,
                all.map((one) => one.key),
            );
        const made = await admin.client.call("skill.save", {
            ...(skill && { skill: skill.id }),
            key,
            label: value.label,
        });
        const id = made.skill.id;
        for (const agent of different(saved.agents, value.agents)) {
            const others =
                held.find((one) => one.agent === agent)?.skills.filter((one) => one.skill !== id) ??
                [];
            const level = value.agents[agent];
            await admin.client.call("agent.set_skills", {
                agent,
                skills: [...others, ...(level ? [{ skill: id, level }] : [])],
            });
        }
        for (const queue of different(saved.queues, value.queues)) {
            const now = needed.find((one) => one.queue === queue)?.skills ?? [];
            const need = value.queues[queue];
            setTried(queue);
            await admin.client.call("queue.set_skills", {
                queue,
                skills: [
                    ...(need ? [{ skill: id, ...need }] : []),
                    ...now.filter((one) => one.skill !== id),
                ],
            });
        }
        await admin.records.refetchQueries();
        return skill ? undefined : `skills/${id}`;
    }
    return (
        <DetailPage
            title={skill ? skill.label : t("skills.add")}
            back={{ to: "skills", label: t("skills.title") }}
            changes={changes}
            fresh={!skill}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("queue.general")} hint={t("skills.general_hint")}>
                <TextField
                    label={t("skills.name")}
                    hint={skill && t("skills.key_hint", { key: skill.key })}
                    error={form.error("/label") ?? form.error("/key")}
                    value={value.label}
                    onChange={(label) => form.set({ label })}
                />
            </Section>
            <Section title={t("skills.agents")} hint={t("skills.agents_hint")}>
                <Levels
                    label={t("skills.agents")}
                    rows={agents.map((one) => ({ id: one.id, label: one.display_name }))}
                    none={t("skills.has_none")}
                    empty={t("queue.no_agents")}
                    levels={value.agents}
                    onChange={(next) => form.set({ agents: next })}
                />
            </Section>
            <Section title={t("skills.queues")} hint={t("skills.queues_hint")}>
                <NeedLevels
                    label={t("skills.queues")}
                    rows={queues.map((one) => ({ id: one.id, label: one.name }))}
                    none={t("skills.needs_none")}
                    empty={t("queues.none")}
                    needs={value.queues}
                    error={(queue, step, part) =>
                        queue === tried
                            ? form.error(`/skills/0/relaxations/${step}/${part}`)
                            : undefined
                    }
                    onChange={(next) => form.set({ queues: next })}
                />
            </Section>
            {skill && (
                <Remove
                    title={t("skills.remove")}
                    hint={t("skills.remove_hint")}
                    text={t("skills.remove_text", { name: skill.label })}
                    name={skill.label}
                    list="skills"
                    onRemove={() => admin.client.call("skill.remove", { skill: skill.id })}
                />
            )}
        </DetailPage>
    );
}
