// Lists of codes: what agents say about a chat once it has ended, or about an offer they decline.
import type { CodeList } from "@parley/sdk";
import { Tags } from "lucide-react";
import { useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { type Column, ListPage } from "./list_page.tsx";

export function Codes() {
    const { t } = useText();
    const lists = useRecords("code_list.list");
    const queues = useRecords("queue.list").data?.items ?? [];
    const columns: Column<CodeList>[] = [
        { id: "name", label: t("codes.name"), text: (one) => one.name },
        {
            id: "purpose",
            label: t("codes.purpose"),
            text: (one) => t(`purpose.${one.purpose}` as TextId),
        },
        {
            id: "queue",
            label: t("codes.queue"),
            text: (one) =>
                queues.find((queue) => queue.id === one.queue)?.name ?? t("users.all_queues"),
            wide: true,
        },
        {
            id: "required",
            label: t("codes.required"),
            text: (one) => t(one.required ? "roles.yes" : "roles.no"),
            wide: true,
        },
        {
            id: "codes",
            label: t("codes.codes"),
            text: (one) => String(one.codes.length),
            number: true,
        },
    ];
    return (
        <ListPage
            title={t("codes.title")}
            intro={t("codes.intro")}
            add={{ to: "codes/new", label: t("codes.add") }}
            rows={lists.data?.items}
            failed={lists.isError}
            onRetry={() => void lists.refetch()}
            columns={columns}
            id={(one) => one.id}
            place={(one) => `codes/${one.id}`}
            file="codes"
            empty={{ icon: Tags, text: t("codes.none") }}
        />
    );
}
