// All partitions with their queues; the first is that of customers who name none.
import type { Partition } from "@parley/sdk";
import { Boxes } from "lucide-react";
import { useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Column, ListPage } from "./list_page.tsx";

export function Partitions() {
    const { t } = useText();
    const partitions = useRecords("partition.list");
    const queues = useRecords("queue.list").data?.items ?? [];
    const first = partitions.data?.items[0]?.id;
    const columns: Column<Partition>[] = [
        { id: "name", label: t("partitions.name"), text: (one) => one.name },
        {
            id: "queues",
            label: t("queues.title"),
            text: (one) =>
                queues
                    .filter((queue) => one.queues.includes(queue.id))
                    .map((queue) => queue.name)
                    .join(", "),
        },
        {
            id: "customers",
            label: t("partitions.customers"),
            text: (one) => t(one.id === first ? "partitions.first" : "partitions.named"),
            wide: true,
        },
    ];
    return (
        <ListPage
            title={t("partitions.title")}
            intro={t("partitions.intro")}
            add={{ to: "partitions/new", label: t("partitions.add") }}
            rows={partitions.data?.items}
            failed={partitions.isError}
            onRetry={() => void partitions.refetch()}
            columns={columns}
            ordered
            id={(one) => one.id}
            place={(one) => `partitions/${one.id}`}
            file="partitions"
            empty={{ icon: Boxes, text: t("partitions.none") }}
        />
    );
}
