// Where switches are set: the organization, a partition, queue, team or agent, in the address after
// the page.
import type { SettingsPlace } from "@parley/sdk";
import { isAgent, useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";

export interface SettingPlace {
    /** The address after "working". */
    path: string;
    label: string;
    params: SettingsPlace;
}

/** Below the organization, from the widest to the narrowest. */
const labels = {
    partition: "working.partition",
    queue: "working.queue",
    team: "working.team",
    agent: "working.agent",
} as const;
type Part = keyof typeof labels;

export function placeParams(scope: string | undefined, id: string | undefined): SettingsPlace {
    return scope && id && Object.hasOwn(labels, scope) ? { scope: scope as Part, id } : {};
}

export function usePlaces(): SettingPlace[] {
    const { t } = useText();
    const partitions = useRecords("partition.list").data?.items ?? [];
    const queues = useRecords("queue.list").data?.items ?? [];
    const teams = useRecords("team.list").data?.items ?? [];
    const users = useUsers().data ?? [];
    const agents = users.filter(isAgent).map((one) => ({ id: one.id, name: one.display_name }));
    const of = (scope: Part, all: readonly { id: string; name: string }[]) =>
        all.map(({ id, name }) => ({
            path: `${scope}/${id}`,
            label: t(labels[scope], { name }),
            params: { scope, id },
        }));
    return [
        { path: "", label: t("working.organization"), params: {} },
        ...of("partition", partitions),
        ...of("queue", queues),
        ...of("team", teams),
        ...of("agent", agents),
    ];
}
