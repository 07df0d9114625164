// One partition: its name, its queues, and its end.
import type { Partition } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Loading } from "@parley/ui/console/page.tsx";
import { useApp, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import styles from "./partition.module.css";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

export function PartitionPage({ id }: { id: string }) {
    const { t } = useText();
    const partitions = useRecords("partition.list");
    if (!partitions.data) {
        const title = t("partitions.title");
        return (
            <Loading title={title} back={{ to: "partitions", label: title }} of={[partitions]} />
        );
    }
    if (id === "new") return <Form />;
    const partition = partitions.data.items.find((one) => one.id === id);
    return partition ? <Form partition={partition} /> : <Nowhere />;
}

function Form({ partition }: { partition?: Partition }) {
    const { admin } = useApp();
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const own = queues.filter((one) => partition?.queues.includes(one.id));
    const saved = { name: partition?.name ?? "" };
    const form = useForm(saved, ["/name"]);
    const { value, changed } = form;
    const changes = changed.map(() => ({
        label: t("partitions.name"),
        before: saved.name,
        after: value.name,
    }));

    async function save(): Promise<string | undefined> {
        const made = await admin.client.call("partition.save", {
            ...(partition && { partition: partition.id }),
            name: value.name,
        });
        await admin.records.refetchQueries();
        return partition ? undefined : `partitions/${made.partition.id}`;
    }
    return (
        <DetailPage
            title={partition ? partition.name : t("partitions.add")}
            back={{ to: "partitions", label: t("partitions.title") }}
            changes={changes}
            fresh={!partition}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("queue.general")} hint={t("partition.general_hint")}>
                <TextField
                    label={t("partitions.name")}
                    hint={partition && t("partition.name_hint")}
                    error={form.error("/name")}
                    value={value.name}
                    onChange={(name) => form.set({ name })}
                />
                {partition && (
                    <p className={styles.page}>
                        {t("partition.page")}{" "}
                        <code className={styles.code}>{attribute(partition.name)}</code>
                    </p>
                )}
            </Section>
            {partition && (
                <Section title={t("queues.title")} hint={t("partition.queues_hint")}>
                    {own.length ? (
                        <ul className={styles.queues}>
                            {own.map((one) => (
                                <li key={one.id}>
                                    <Link to={`queues/${one.id}`} className="link">
                                        {one.name}
                                    </Link>
                                </li>
                            ))}
                        </ul>
                    ) : (
                        <p>{t("partition.no_queues")}</p>
                    )}
                </Section>
            )}
            {partition && (
                <Remove
                    title={t("partition.remove")}
                    hint={t("partition.remove_hint")}
                    text={t("partition.remove_text", { name: partition.name })}
                    name={partition.name}
                    list="partitions"
                    onRemove={() =>
                        admin.client.call("partition.remove", { partition: partition.id })
                    }
                />
            )}
        </DetailPage>
    );
}

/** As it stands in HTML. */
const attribute = (name: string) =>
    `data-partition="${name.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
