// The queues with their figures. A queue's name filters the agents to it (A18), each number leads to
// the chats behind it, and the switch opens and closes the queue.

import type { DashboardQueue } from "@parley/sdk";
import { failed } from "@parley/ui/console/chat/face.tsx";
import { Switch } from "@parley/ui/console/switch.tsx";
import { OctagonAlert, TriangleAlert } from "lucide-react";
import { useCallback } from "react";
import { useApp, useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Service, serviceState, waitState } from "../model/dashboard.ts";
import type { RoomView, Sort } from "../model/view.ts";
import { Figure, Since } from "./figure.tsx";
import { type Column, LiveTable } from "./live_table.tsx";
import styles from "./queues_table.module.css";
import { useRoom } from "./room_context.tsx";
import { Spark } from "./spark.tsx";
import { durationWord, percentOf, percentWord } from "./words.ts";

interface Cell {
    row: DashboardQueue;
}

const seconds = (at: string | undefined, now: number) =>
    at ? String(Math.max(0, Math.round((now - Date.parse(at)) / 1_000))) : "";

/** Those who gave up, of all whose wait ended: who came before may have given up by now. */
const gaveUp = ({ window }: DashboardQueue) =>
    [window.abandoned, window.abandoned + window.answered] as const;

const shareOf = (part: number, whole: number) => (whole ? part / whole : 0);

const columns: readonly Column<DashboardQueue>[] = [
    {
        id: "name",
        label: "queue.name",
        text: ({ name }) => name,
        order: ({ name }) => name,
        cell: Name,
    },
    {
        id: "waiting",
        label: "queue.waiting",
        text: ({ waiting }) => String(waiting),
        order: ({ waiting }) => waiting,
        number: true,
        cell: Waiting,
    },
    {
        id: "longest",
        label: "queue.longest",
        text: (row, now) => seconds(row.oldest_waiting_at, now),
        // Who waits longest has begun first.
        order: ({ oldest_waiting_at: at }) => (at ? -Date.parse(at) : Number.NEGATIVE_INFINITY),
        number: true,
        cell: Longest,
    },
    {
        id: "ongoing",
        label: "queue.ongoing",
        text: ({ ongoing }) => String(ongoing),
        order: ({ ongoing }) => ongoing,
        number: true,
        cell: Ongoing,
    },
    {
        id: "available",
        label: "queue.available",
        hint: "queue.available_hint",
        text: (row) => `${row.agents_available} / ${row.agents_signed_in}`,
        order: ({ agents_available }) => agents_available,
        number: true,
        cell: Available,
    },
    {
        id: "service",
        label: "queue.service",
        hint: "queue.service_hint",
        text: ({ window }) => String(window.service_percent ?? ""),
        order: ({ window }) => window.service_percent ?? -1,
        number: true,
        cell: ServiceLevel,
    },
    {
        id: "handle",
        label: "queue.handle",
        hint: "queue.handle_hint",
        text: ({ window }) => String(window.handle_mean_s ?? ""),
        order: ({ window }) => window.handle_mean_s ?? -1,
        number: true,
        cell: ({ row }) => <Figure value={durationWord(row.window.handle_mean_s)} />,
    },
    {
        id: "abandoned",
        label: "queue.abandoned",
        hint: "queue.abandoned_hint",
        text: (row) => gaveUp(row).join(" / "),
        order: (row) => shareOf(...gaveUp(row)),
        number: true,
        cell: Abandoned,
    },
    {
        id: "hour",
        label: "queue.hour",
        text: ({ last_hour }) => String(last_hour.reduce((sum, one) => sum + one, 0)),
        order: ({ last_hour }) => last_hour.reduce((sum, one) => sum + one, 0),
        cell: ({ row }) => <Spark values={row.last_hour} />,
    },
    {
        id: "open",
        label: "queue.open",
        text: ({ enabled }) => String(enabled),
        held: true,
        cell: Open,
    },
];

export function QueuesTable({
    queues,
    view,
}: {
    queues: readonly DashboardQueue[];
    view: RoomView;
}) {
    const { choose } = useRoom();
    const { t } = useText();
    const onSort = useCallback((queue_sort: Sort) => choose({ queue_sort }), [choose]);
    return (
        <LiveTable
            label={t("queues.title")}
            rows={queues}
            columns={columns}
            sort={view.queue_sort}
            onSort={onSort}
            chosen={view.at}
            file="queues"
            empty={<p>{t("queues.none")}</p>}
        />
    );
}

function Name({ row }: Cell) {
    const { choose } = useRoom();
    const { t } = useText();
    return (
        <span className={styles.name}>
            <button
                type="button"
                className={styles.choose}
                title={t("queue.choose")}
                onClick={(event) => {
                    const chosen = event.currentTarget.closest("tr")?.dataset.chosen;
                    choose({ at: chosen ? undefined : row.id });
                }}
            >
                {row.name}
            </button>
            {!row.enabled && <span className={styles.closed}>{t("queue.closed")}</span>}
            {row.enabled && !row.open && (
                <span className={styles.closed}>{t("queue.out_of_hours")}</span>
            )}
        </span>
    );
}

const marks = { watch: TriangleAlert, breach: OctagonAlert } as const;

function Marked({ state, children }: { state: Service; children: React.ReactNode }) {
    const { t } = useText();
    if (state === "ok") return children;
    const Mark = marks[state];
    return (
        <span className={styles[state]}>
            <Mark size={14} aria-label={t(`service.${state}`)} />
            {children}
        </span>
    );
}

function Waiting({ row }: Cell) {
    const { chatsOf } = useRoom();
    return <Figure value={row.waiting} to={chatsOf({ tab: "queued", queues: [row.id] })} />;
}

function Ongoing({ row }: Cell) {
    const { chatsOf } = useRoom();
    return <Figure value={row.ongoing} to={chatsOf({ tab: "active", queues: [row.id] })} />;
}

function Longest({ row }: Cell) {
    const now = useNow();
    return (
        <Marked state={waitState(row.oldest_waiting_at, row.answer_target_s, now)}>
            <span>
                <Since at={row.oldest_waiting_at} />
            </span>
        </Marked>
    );
}

function Available({ row }: Cell) {
    const { placeOf, may } = useRoom();
    const { t } = useText();
    const none = row.agents_available === 0 && row.waiting > 0;
    const value = t("queue.of", { part: row.agents_available, all: row.agents_signed_in });
    // Of the queue, whoever else is chosen.
    const of = { at: row.id, presence: "available", teams: [], search: "" } as const;
    return (
        <Marked state={none ? "breach" : "ok"}>
            <Figure value={value} to={may("agent_view") ? placeOf(of) : undefined} />
        </Marked>
    );
}

function ServiceLevel({ row }: Cell) {
    const { since, chatsOf } = useRoom();
    const { language } = useText();
    const { service_percent: percent } = row.window;
    // The window moves on although the row stays.
    useNow();
    return (
        <Marked state={serviceState(percent, row.service_target_percent)}>
            <Figure
                value={percentOf(percent, language)}
                to={chatsOf({ tab: "all", queues: [row.id], since: since() })}
            />
        </Marked>
    );
}

function Abandoned({ row }: Cell) {
    const { since, chatsOf } = useRoom();
    const { language } = useText();
    useNow();
    const past = { tab: "completed", queues: [row.id], since: since(), abandoned: true } as const;
    const [part, whole] = gaveUp(row);
    return <Figure value={percentWord(part, whole, language)} to={chatsOf(past)} />;
}

function Open({ row }: Cell) {
    const { client, toasts } = useApp();
    const { may } = useRoom();
    const { t } = useText();
    async function set(enabled: boolean): Promise<void> {
        try {
            await client.call("queue.set_enabled", { queue: row.id, enabled });
            const text = t(enabled ? "queue.is_open" : "queue.is_closed", { queue: row.name });
            toasts.show({ kind: "info", text });
        } catch (caught) {
            failed({ toasts }, caught);
        }
    }
    if (!may("queue_enable")) return t(row.enabled ? "queue.is_on" : "queue.closed");
    return (
        <Switch
            label={t("queue.open_of", { queue: row.name })}
            on={row.enabled}
            onChange={(enabled) => void set(enabled)}
        />
    );
}
