// One queue: its name, whether it is open, who works in it, and its end.
import type { QueueInfo } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { isAgent, useApp, useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { CheckList, SelectField, SwitchField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

interface Fields {
    name: string;
    enabled: boolean;
    hours: string; // none: always open
    bot: string; // none: agents at once
    partition: string;
    members: string[];
}

export function QueuePage({ id }: { id: string }) {
    const { t } = useText();
    const queues = useRecords("queue.list");
    const users = useUsers();
    if (!queues.data || !users.data) {
        const title = t("queues.title");
        return <Loading title={title} back={{ to: "queues", label: title }} of={[queues, users]} />;
    }
    if (id === "new") return <Form />;
    const queue = queues.data.items.find((one) => one.id === id);
    return queue ? <Form queue={queue} /> : <Nowhere />;
}

function Form({ queue }: { queue?: QueueInfo }) {
    const { admin } = useApp();
    const { t } = useText();
    const users = useUsers().data ?? [];
    const agents = users.filter((one) => one.active && isAgent(one));
    const hours = useRecords("hours.list").data?.items ?? [];
    const bots = useRecords("bot.list").data?.items ?? [];
    const partitions = useRecords("partition.list").data?.items ?? [];
    const saved: Fields = {
        name: queue?.name ?? "",
        enabled: queue?.enabled ?? true,
        hours: queue?.hours ?? "",
        bot: queue?.bot ?? "",
        partition: queue?.partition ?? partitions[0]?.id ?? "",
        members: queue
            ? agents.filter((one) => one.queues.includes(queue.id)).map((one) => one.id)
            : [],
    };
    const form = useForm(saved, ["/name", "/hours", "/bot", "/partition"]);
    const { value, changed } = form;
    const nameOf = (id: string) => users.find((one) => one.id === id)?.display_name ?? id;
    const nameOfHours = (id: string) =>
        id ? (hours.find((one) => one.id === id)?.name ?? id) : t("queue.always");
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
        if (key === "hours") {
            return {
                label: t("queue.hours"),
                before: nameOfHours(saved.hours),
                after: nameOfHours(value.hours),
            };
        }
        if (key === "bot") {
            const name = (id: string) =>
                bots.find((one) => one.id === id)?.name ?? t("queue.no_bot");
            return { label: t("queue.bot"), before: name(saved.bot), after: name(value.bot) };
        }
        if (key === "partition") {
            const name = (id: string) => partitions.find((one) => one.id === id)?.name ?? id;
            return {
                label: t("queue.partition"),
                before: name(saved.partition),
                after: name(value.partition),
            };
        }
        return {
            label: t("queues.members"),
            before: saved.members.map(nameOf).join(", "),
            after: value.members.map(nameOf).join(", "),
        };
    });

    async function save(): Promise<string | undefined> {
        const { name, members, enabled, hours, bot, partition } = value;
        if (!queue) {
            const made = await admin.client.call("queue.create", {
                name,
                members,
                ...(changed.includes("partition") && { partition }),
            });
            await admin.records.refetchQueries();
            return `queues/${made.queue.id}`;
        }
        if (changed.some((key) => key !== "enabled")) {
            await admin.client.call("queue.update", {
                queue: queue.id,
                ...(changed.includes("name") && { name }),
                ...(changed.includes("members") && { members: inactiveToo(queue, members) }),
                ...(changed.includes("hours") && { hours }),
                ...(changed.includes("bot") && { bot }),
                ...(changed.includes("partition") && { partition }),
            });
        }
        if (changed.includes("enabled")) {
            await admin.client.call("queue.set_enabled", { queue: queue.id, enabled });
        }
        await admin.records.refetchQueries();
        return undefined;
    }
    /** Who cannot sign in now keeps the queue for later. */
    function inactiveToo(of: QueueInfo, members: readonly string[]): string[] {
        const away = users.filter((one) => !one.active && one.queues.includes(of.id));
        return [...members, ...away.map((one) => one.id)];
    }
    return (
        <DetailPage
            title={queue ? queue.name : t("queues.add")}
            back={{ to: "queues", label: t("queues.title") }}
            changes={changes}
            fresh={!queue}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("queue.general")} hint={t("queue.general_hint")}>
                <TextField
                    label={t("queues.name")}
                    hint={t("queue.name_hint")}
                    error={form.error("/name")}
                    value={value.name}
                    onChange={(name) => form.set({ name })}
                />
                {queue && (
                    <SwitchField
                        label={t("queue.open")}
                        hint={t("queue.open_hint")}
                        on={value.enabled}
                        onChange={(enabled) => form.set({ enabled })}
                    />
                )}
                {queue && (
                    <SelectField
                        label={t("queue.hours")}
                        hint={t("queue.hours_hint")}
                        error={form.error("/hours")}
                        value={value.hours}
                        options={[
                            { value: "", label: t("queue.always") },
                            ...hours.map((one) => ({ value: one.id, label: one.name })),
                        ]}
                        onChange={(chosen) => form.set({ hours: chosen })}
                    />
                )}
                {queue && (bots.length > 0 || value.bot) && (
                    <SelectField
                        label={t("queue.bot")}
                        hint={t("queue.bot_hint")}
                        error={form.error("/bot")}
                        value={value.bot}
                        options={[
                            { value: "", label: t("queue.no_bot") },
                            ...bots.map((one) => ({ value: one.id, label: one.name })),
                        ]}
                        onChange={(bot) => form.set({ bot })}
                    />
                )}
                {partitions.length > 1 && (
                    <SelectField
                        label={t("queue.partition")}
                        hint={t("queue.partition_hint")}
                        error={form.error("/partition")}
                        value={value.partition}
                        options={partitions.map((one) => ({ value: one.id, label: one.name }))}
                        onChange={(partition) => form.set({ partition })}
                    />
                )}
            </Section>
            <Section title={t("queues.members")} hint={t("queue.members_hint")}>
                <CheckList
                    label={t("queues.members")}
                    options={agents.map((one) => ({ value: one.id, label: one.display_name }))}
                    chosen={value.members}
                    empty={t("queue.no_agents")}
                    onChange={(members) => form.set({ members })}
                />
            </Section>
            {queue && (
                <Remove
                    title={t("queue.remove")}
                    hint={t("queue.remove_hint")}
                    text={t("queue.remove_text", { name: queue.name })}
                    name={queue.name}
                    list="queues"
                    onRemove={() => admin.client.call("queue.remove", { queue: queue.id })}
                />
            )}
        </DetailPage>
    );
}
