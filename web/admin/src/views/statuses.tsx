// What agents may be doing, in the order of their menu.
import type { AgentStatus } from "@parley/sdk";
import { Failed } from "@parley/ui/console/page.tsx";
import { reasonWord, statusWord } from "@parley/ui/console/status_words.ts";
import { CircleUserRound } from "lucide-react";
import { useApp, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Column, ListPage } from "./list_page.tsx";
import { MoveButtons } from "./move_buttons.tsx";
import styles from "./statuses.module.css";
import { useSaving } from "./use_saving.ts";

export function Statuses() {
    const { t } = useText();
    const statuses = useRecords("status.list");
    const all = statuses.data?.items;
    const saving = useSaving();
    const who = (status: AgentStatus) =>
        status.by_agent && status.by_manager
            ? t("status.by_both")
            : t(
                  status.by_agent
                      ? "status.by_agent"
                      : status.by_manager
                        ? "status.by_manager"
                        : "status.by_system",
              );
    const columns: Column<AgentStatus>[] = [
        { id: "name", label: t("status.name"), text: (status) => statusWord(status, t) },
        { id: "kind", label: t("status.kind"), text: (status) => t(`kind.${status.kind}`) },
        { id: "who", label: t("status.chosen_by"), text: who, wide: true },
        {
            id: "reasons",
            label: t("status.reasons"),
            text: (status) => status.reasons.map((one) => reasonWord(one, t)).join(", "),
            wide: true,
        },
        {
            id: "order",
            label: t("status.order"),
            text: (status) => String(all?.indexOf(status)),
            cell: (status) => <Order status={status} all={all ?? []} saving={saving} />,
        },
    ];
    return (
        <ListPage
            title={t("statuses.title")}
            intro={t("statuses.intro")}
            add={{ to: "statuses/new", label: t("statuses.add") }}
            rows={all}
            failed={statuses.isError}
            onRetry={() => void statuses.refetch()}
            columns={columns}
            id={(status) => status.key}
            place={(status) => `statuses/${status.key}`}
            file="statuses"
            empty={{ icon: CircleUserRound, text: t("statuses.none") }}
            ordered
        >
            {saving.problem && <Failed onRetry={() => saving.clear()} text={saving.problem} />}
        </ListPage>
    );
}

function Order(props: {
    status: AgentStatus;
    all: readonly AgentStatus[];
    saving: ReturnType<typeof useSaving>;
}) {
    const { status, all, saving } = props;
    const { admin } = useApp();
    const { t } = useText();
    const place = all.findIndex((one) => one.key === status.key);
    async function move(to: number): Promise<void> {
        await saving.run(async () => {
            await admin.client.call("status.save", { ...status, place: to });
            await admin.records.refetchQueries({ queryKey: ["status.list"] });
        });
    }
    return (
        <span className={styles.order}>
            <MoveButtons
                name={statusWord(status, t)}
                place={place}
                count={all.length}
                busy={saving.busy}
                onMove={(to) => void move(to)}
            />
        </span>
    );
}
