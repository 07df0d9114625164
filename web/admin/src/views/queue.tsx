// One queue: its name, whether it is open, who works in it, and its end.
import type { QueueInfo } from "@parley/sdk";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useApp, useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { useDraft } from "../model/draft.ts";
import { Confirm } from "./confirm.tsx";
import { DetailPage, Section } from "./detail_page.tsx";
import { CheckList, SwitchField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Failed, Page } from "./page.tsx";
import { useSaving } from "./use_saving.ts";

interface Fields {
    name: string;
    enabled: boolean;
    members: string[];
}

export function QueuePage({ id }: { id: string }) {
    const { t } = useText();
    const queues = useRecords("queue.list");
    const users = useUsers();
    if (!queues.data || !users.data) {
        const retry = () => void Promise.all([queues.refetch(), users.refetch()]);
        return (
            <Page title={t("queues.title")} back={{ to: "queues", label: t("queues.title") }}>
                {queues.isError || users.isError ? (
                    <Failed onRetry={retry} />
                ) : (
                    <Skeleton rows={4} />
                )}
            </Page>
        );
    }
    if (id === "new") return <Form />;
    const queue = queues.data.items.find((one) => one.id === id);
    return queue ? <Form queue={queue} /> : <Nowhere />;
}

function Form({ queue }: { queue?: QueueInfo }) {
    const { admin, router } = useApp();
    const { t } = useText();
    const saving = useSaving(["/name"]);
    const users = useUsers().data ?? [];
    const agents = users.filter((one) => one.active && one.roles.includes("agent"));
    const saved: Fields = {
        name: queue?.name ?? "",
        enabled: queue?.enabled ?? true,
        members: queue
            ? agents.filter((one) => one.queues.includes(queue.id)).map((one) => one.id)
            : [],
    };
    const draft = useDraft(saved);
    const { value, changed } = draft;
    const nameOf = (id: string) => users.find((one) => one.id === id)?.display_name ?? id;
    const changes = changed.map((key) => {
        if (key === "name") {
            return { label: t("queues.name"), before: saved.name, after: value.name };
        }
        if (key === "enabled") {
            const word = (on: boolean) => t(on ? "queues.open" : "queues.closed");
            return {
                label: t("queues.state"),
                before: word(saved.enabled),
                after: word(value.enabled),
            };
        }
        return {
            label: t("queues.members"),
            before: saved.members.map(nameOf).join(", "),
            after: value.members.map(nameOf).join(", "),
        };
    });

    async function save(): Promise<void> {
        if (!queue) return create();
        const worked = await saving.run(async () => {
            const { name, members, enabled } = value;
            if (changed.includes("name") || changed.includes("members")) {
                await admin.client.call("queue.update", {
                    queue: queue.id,
                    ...(changed.includes("name") && { name }),
                    ...(changed.includes("members") && { members: inactiveToo(queue, members) }),
                });
            }
            if (changed.includes("enabled")) {
                await admin.client.call("queue.set_enabled", { queue: queue.id, enabled });
            }
            await admin.records.refetchQueries();
        });
        if (worked) draft.discard();
    }
    /** Who cannot sign in now keeps the queue for later. */
    function inactiveToo(of: QueueInfo, members: readonly string[]): string[] {
        const away = users.filter((one) => !one.active && one.queues.includes(of.id));
        return [...members, ...away.map((one) => one.id)];
    }
    async function create(): Promise<void> {
        await saving.run(async () => {
            const { name, members } = value;
            const made = await admin.client.call("queue.create", { name, members });
            await admin.records.refetchQueries();
            router.hold(false);
            router.go(`queues/${made.queue.id}`);
        });
    }
    return (
        <DetailPage
            title={queue ? queue.name : t("queues.add")}
            back={{ to: "queues", label: t("queues.title") }}
            changes={changes}
            fresh={!queue}
            saving={saving.busy}
            problem={saving.problem}
            onSave={() => void save()}
            onDiscard={() => {
                draft.discard();
                saving.clear();
            }}
        >
            <Section title={t("queue.general")} hint={t("queue.general_hint")}>
                <TextField
                    label={t("queues.name")}
                    hint={t("queue.name_hint")}
                    error={saving.error("/name")}
                    value={value.name}
                    onChange={(name) => draft.set({ name })}
                />
                {queue && (
                    <SwitchField
                        label={t("queue.open")}
                        hint={t("queue.open_hint")}
                        on={value.enabled}
                        onChange={(enabled) => draft.set({ enabled })}
                    />
                )}
            </Section>
            <Section title={t("queues.members")} hint={t("queue.members_hint")}>
                <CheckList
                    label={t("queues.members")}
                    options={agents.map((one) => ({ value: one.id, label: one.display_name }))}
                    chosen={value.members}
                    empty={t("queue.no_agents")}
                    onChange={(members) => draft.set({ members })}
                />
            </Section>
            {queue && (
                <Section title={t("queue.remove")} hint={t("queue.remove_hint")}>
                    <Remove queue={queue} />
                </Section>
            )}
        </DetailPage>
    );
}

function Remove({ queue }: { queue: QueueInfo }) {
    const { admin, router } = useApp();
    const { t } = useText();
    const saving = useSaving();
    const [asking, setAsking] = useState(false);
    async function remove(): Promise<void> {
        await saving.run(async () => {
            await admin.client.call("queue.remove", { queue: queue.id });
            router.hold(false);
            router.go("queues");
        });
    }
    return (
        <div>
            <button type="button" className="button danger" onClick={() => setAsking(true)}>
                {t("queue.remove")}
            </button>
            {asking &&
                createPortal(
                    <Confirm
                        title={t("queue.remove")}
                        text={t("queue.remove_text", { name: queue.name })}
                        name={queue.name}
                        action={t("queue.remove")}
                        problem={saving.problem}
                        onConfirm={() => void remove()}
                        onClose={() => setAsking(false)}
                    />,
                    document.body,
                )}
        </div>
    );
}
