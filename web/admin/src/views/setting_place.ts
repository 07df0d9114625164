// Where switches are set: the organization, a queue or an agent, in the address after the page.
import type { SettingsPlace } from "@parley/sdk";
import { useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";

export interface SettingPlace {
    /** The address after "working". */
    path: string;
    label: string;
    params: SettingsPlace;
}

export const placeParams = (scope: string | undefined, id: string | undefined): SettingsPlace =>
    (scope === "queue" || scope === "agent") && id ? { scope, id } : {};

export function usePlaces(): SettingPlace[] {
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const users = useUsers().data ?? [];
    return [
        { path: "", label: t("working.organization"), params: {} },
        ...queues.map((one) => ({
            path: `queue/${one.id}`,
            label: t("working.queue", { name: one.name }),
            params: { scope: "queue", id: one.id } as const,
        })),
        ...users
            .filter((one) => one.roles.includes("agent"))
            .map((one) => ({
                path: `agent/${one.id}`,
                label: t("working.agent", { name: one.display_name }),
                params: { scope: "agent", id: one.id } as const,
            })),
    ];
}
