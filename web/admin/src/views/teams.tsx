// All teams with who is in them.
import type { Team } from "@parley/sdk";
import { UsersRound } from "lucide-react";
import { useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Column, ListPage } from "./list_page.tsx";

export function Teams() {
    const { t } = useText();
    const teams = useRecords("team.list");
    const users = useUsers().data ?? [];
    const names = (team: Team) =>
        users
            .filter((one) => team.members.includes(one.id))
            .map((one) => one.display_name)
            .join(", ");
    const columns: Column<Team>[] = [
        { id: "name", label: t("teams.name"), text: (team) => team.name },
        {
            id: "count",
            label: t("queues.members"),
            text: (team) => String(team.members.length),
            number: true,
        },
        { id: "members", label: t("role.agent"), text: names, wide: true },
    ];
    return (
        <ListPage
            title={t("teams.title")}
            intro={t("teams.intro")}
            add={{ to: "teams/new", label: t("teams.add") }}
            rows={teams.data?.items}
            failed={teams.isError}
            onRetry={() => void teams.refetch()}
            columns={columns}
            id={(team) => team.id}
            place={(team) => `teams/${team.id}`}
            file="teams"
            empty={{ icon: UsersRound, text: t("teams.none") }}
        />
    );
}
