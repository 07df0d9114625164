// All bots: what they know, and the queues in which they answer before an agent does.
import type { Bot } from "@parley/sdk";
import { Bot as BotIcon } from "lucide-react";
import { useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Column, ListPage } from "./list_page.tsx";

export function Bots() {
    const { t } = useText();
    const bots = useRecords("bot.list");
    const queues = useRecords("queue.list").data?.items ?? [];
    const columns: Column<Bot>[] = [
        { id: "name", label: t("bots.name"), text: (one) => one.name },
        {
            id: "answers",
            label: t("bots.answers"),
            text: (one) => String(one.answers.length),
            number: true,
        },
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
            title={t("bots.title")}
            intro={t("bots.intro")}
            add={{ to: "bots/new", label: t("bots.add") }}
            rows={bots.data?.items}
            failed={bots.isError}
            onRetry={() => void bots.refetch()}
            columns={columns}
            id={(one) => one.id}
            place={(one) => `bots/${one.id}`}
            file="bots"
            empty={{ icon: BotIcon, text: t("bots.none") }}
        />
    );
}
