// All skills, with who has them and which queues need them.
import type { Skill } from "@parley/sdk";
import { GraduationCap } from "lucide-react";
import { useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Column, ListPage } from "./list_page.tsx";

export function Skills() {
    const { t } = useText();
    const skills = useRecords("skill.list");
    const held = useRecords("agent.skills").data?.items ?? [];
    const needed = useRecords("queue.skills").data?.items ?? [];
    const count = (all: readonly { skills: readonly { skill: string }[] }[], skill: Skill) =>
        String(all.filter((one) => one.skills.some((each) => each.skill === skill.id)).length);
    const columns: Column<Skill>[] = [
        { id: "name", label: t("skills.name"), text: (skill) => skill.label },
        { id: "key", label: t("skills.key"), text: (skill) => skill.key, wide: true },
        {
            id: "agents",
            label: t("skills.agents"),
            text: (skill) => count(held, skill),
            number: true,
        },
        {
            id: "queues",
            label: t("skills.queues"),
            text: (skill) => count(needed, skill),
            number: true,
        },
    ];
    return (
        <ListPage
            title={t("skills.title")}
            intro={t("skills.intro")}
            add={{ to: "skills/new", label: t("skills.add") }}
            rows={skills.data?.items}
            failed={skills.isError}
            onRetry={() => void skills.refetch()}
            columns={columns}
            id={(skill) => skill.id}
            place={(skill) => `skills/${skill.id}`}
            file="skills"
            empty={{ icon: GraduationCap, text: t("skills.none") }}
        />
    );
}
