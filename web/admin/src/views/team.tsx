// One team: its name, who is in it, and its end.
import type { Team } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { isAgent, useApp, useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { CheckList, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

export function TeamPage({ id }: { id: string }) {
    const { t } = useText();
    const teams = useRecords("team.list");
    const users = useUsers();
    if (!teams.data || !users.data) {
        const title = t("teams.title");
        return <Loading title={title} back={{ to: "teams", label: title }} of={[teams, users]} />;
    }
    if (id === "new") return <Form />;
    const team = teams.data.items.find((one) => one.id === id);
    return team ? <Form team={team} /> : <Nowhere />;
}

function Form({ team }: { team?: Team }) {
    const { admin } = useApp();
    const { t } = useText();
    const teams = useRecords("team.list").data?.items ?? [];
    const agents = (useUsers().data ?? []).filter(isAgent);
    const saved = {
        name: team?.name ?? "",
        members: agents.filter((one) => team?.members.includes(one.id)).map((one) => one.id),
    };
    const form = useForm(saved, ["/name", "/members"]);
    const { value, changed } = form;
    const names = (ids: readonly string[]) =>
        agents
            .filter((one) => ids.includes(one.id))
            .map((one) => one.display_name)
            .join(", ");
    const changes = changed.map((key) =>
        key === "name"
            ? { label: t("teams.name"), before: saved.name, after: value.name }
            : {
                  label: t("queues.members"),
                  before: names(saved.members),
                  after: names(value.members),
              },
    );
    const other = (id: string | undefined) =>
        id === team?.id ? undefined : teams.find((one) => one.id === id)?.name;

    async function save(): Promise<string | undefined> {
        const { name, members } = value;
        const made = await admin.client.call("team.save", {
            ...(team && { team: team.id }),
            name,
            ...(changed.includes("members") && { members }),
        });
        await admin.records.refetchQueries();
        return team ? undefined : `teams/${made.team.id}`;
    }
    return (
        <DetailPage
            title={team ? team.name : t("teams.add")}
            back={{ to: "teams", label: t("teams.title") }}
            changes={changes}
            fresh={!team}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("queue.general")} hint={t("team.general_hint")}>
                <TextField
                    label={t("teams.name")}
                    error={form.error("/name")}
                    value={value.name}
                    onChange={(name) => form.set({ name })}
                />
            </Section>
            <Section title={t("queues.members")} hint={t("team.members_hint")}>
                <CheckList
                    label={t("queues.members")}
                    error={form.error("/members")}
                    options={agents.map((one) => {
                        const name = other(one.team);
                        return {
                            value: one.id,
                            label: one.display_name,
                            ...(name && { hint: t("team.now_in", { name }) }),
                        };
                    })}
                    chosen={value.members}
                    empty={t("queue.no_agents")}
                    onChange={(members) => form.set({ members })}
                />
            </Section>
            {team && (
                <Remove
                    title={t("team.remove")}
                    hint={t("team.remove_hint")}
                    text={t("team.remove_text", { name: team.name })}
                    name={team.name}
                    list="teams"
                    onRemove={() => admin.client.call("team.remove", { team: team.id })}
                />
            )}
        </DetailPage>
    );
}
