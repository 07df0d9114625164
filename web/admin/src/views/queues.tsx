// All queues with who works in them and what waits.
import type { QueueInfo } from "@parley/sdk";
import { ListTree } from "lucide-react";
import { useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { openingWord } from "../model/opening.ts";
import { type Column, type Filter, ListPage } from "./list_page.tsx";
import styles from "./users.module.css";

export function Queues() {
    const { t, language } = useText();
    const hours = useRecords("hours.list").data?.items ?? [];
    const queues = useRecords("queue.list");
    const users = useUsers().data ?? [];
    const members = (queue: QueueInfo) =>
        users.filter((one) => one.active && one.queues.includes(queue.id)).length;
    const partitions = useRecords("partition.list").data?.items ?? [];
    const several = partitions.length > 1;
    const state = (queue: QueueInfo) => {
        const zone = hours.find((one) => one.id === queue.hours)?.time_zone;
        // Switched off it stays closed whatever its hours say.
        return queue.enabled && zone
            ? openingWord(queue, zone, t, language, Date.now())
            : t(queue.open ? "queues.open" : "queues.closed");
    };
    const columns: Column<QueueInfo>[] = [
        { id: "name", label: t("queues.name"), text: (queue) => queue.name },
        {
            id: "open",
            label: t("queues.state"),
            text: state,
            cell: (queue) => (
                <span className={`${styles.chip} ${queue.open ? styles.active : styles.inactive}`}>
                    {state(queue)}
                </span>
            ),
        },
        ...(several
            ? [
                  {
                      id: "partition",
                      label: t("queue.partition"),
                      text: (queue: QueueInfo) =>
                          partitions.find((one) => one.id === queue.partition)?.name ?? "",
                      wide: true,
                  },
              ]
            : []),
        {
            id: "members",
            label: t("queues.members"),
            text: (queue) => String(members(queue)),
            number: true,
        },
        {
            id: "available",
            label: t("queues.available"),
            text: (queue) => String(queue.agents_available),
            number: true,
            wide: true,
        },
        {
            id: "waiting",
            label: t("queues.waiting"),
            text: (queue) => String(queue.waiting),
            number: true,
            wide: true,
        },
    ];
    const filters: Filter<QueueInfo>[] = [
        {
            id: "open",
            label: t("queues.state"),
            all: t("users.all"),
            options: [
                { value: "yes", label: t("queues.open") },
                { value: "no", label: t("queues.closed") },
            ],
            test: (queue, value) => queue.open === (value === "yes"),
        },
        ...(several
            ? [
                  {
                      id: "partition",
                      label: t("queue.partition"),
                      all: t("queues.all_partitions"),
                      options: partitions.map((one) => ({ value: one.id, label: one.name })),
                      test: (queue: QueueInfo, value: string) => queue.partition === value,
                  },
              ]
            : []),
    ];
    return (
        <ListPage
            title={t("queues.title")}
            intro={t("queues.intro")}
            add={{ to: "queues/new", label: t("queues.add") }}
            rows={queues.data?.items}
            failed={queues.isError}
            onRetry={() => void queues.refetch()}
            columns={columns}
            filters={filters}
            id={(queue) => queue.id}
            place={(queue) => `queues/${queue.id}`}
            file="queues"
            empty={{ icon: ListTree, text: t("queues.none") }}
        />
    );
}
