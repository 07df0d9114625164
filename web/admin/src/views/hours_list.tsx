// All opening hours: whether they are open now, and which queues go by them.
import type { Hours } from "@parley/sdk";
import { Clock } from "lucide-react";
import { useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { openingWord } from "../model/opening.ts";
import { weekOf, weekWords } from "../model/week.ts";
import { type Column, ListPage } from "./list_page.tsx";
import styles from "./users.module.css";

export function HoursList() {
    const { t, language } = useText();
    const hours = useRecords("hours.list");
    const queues = useRecords("queue.list").data?.items ?? [];
    const state = (one: Hours) => openingWord(one, one.time_zone, t, language, Date.now());
    const columns: Column<Hours>[] = [
        { id: "name", label: t("hours.name"), text: (one) => one.name },
        {
            id: "open",
            label: t("queues.state"),
            text: state,
            cell: (one) => (
                <span className={`${styles.chip} ${one.open ? styles.active : styles.inactive}`}>
                    {state(one)}
                </span>
            ),
        },
        {
            id: "week",
            label: t("hours.week"),
            text: (one) => weekWords(weekOf(one.week), language),
            wide: true,
        },
        { id: "zone", label: t("hours.zone"), text: (one) => one.time_zone, wide: true },
        {
            id: "queues",
            label: t("queues.title"),
            text: (one) =>
                one.queues
                    .map((id) => queues.find((queue) => queue.id === id)?.name ?? "")
                    .join(", "),
            wide: true,
        },
    ];
    return (
        <ListPage
            title={t("hours.title")}
            intro={t("hours.intro")}
            add={{ to: "hours/new", label: t("hours.add") }}
            rows={hours.data?.items}
            failed={hours.isError}
            onRetry={() => void hours.refetch()}
            columns={columns}
            id={(one) => one.id}
            place={(one) => `hours/${one.id}`}
            file="hours"
            empty={{ icon: Clock, text: t("hours.none") }}
        />
    );
}
