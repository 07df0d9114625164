// The agents: what each is doing, with whom, and what a manager may do about it. Up to 500 of them.

import type { DashboardAgent, DashboardQueue } from "@parley/sdk";
import { PresenceChip } from "@parley/ui/console/presence_chip.tsx";
import { wordsFor } from "@parley/ui/console/presence_words.ts";
import { WifiOff, X } from "lucide-react";
import { useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from "react";
import { useText } from "../i18n.ts";
import { presence_groups, presenceGroup } from "../model/dashboard.ts";
import type { RoomView, Sort } from "../model/view.ts";
import { AgentActions } from "./agent_actions.tsx";
import styles from "./agents_table.module.css";
import { Figure, Since } from "./figure.tsx";
import { type Column, LiveTable } from "./live_table.tsx";
import { useRoom, useTold } from "./room_context.tsx";
import { durationWord } from "./words.ts";

interface Cell {
    row: DashboardAgent;
}

const seconds = (at: string | undefined, now: number) =>
    at ? String(Math.max(0, Math.round((now - Date.parse(at)) / 1_000))) : "";

const groupOrder = (agent: DashboardAgent) =>
    `${presence_groups.indexOf(presenceGroup(agent))} ${agent.presence.since}`;

/** The states' words are an administrator's: they come with the table. */
const columnsFor = (wordOf: (agent: DashboardAgent) => string): Column<DashboardAgent>[] => [
    {
        id: "name",
        label: "agent.name",
        text: ({ display_name }) => display_name,
        order: ({ display_name }) => display_name,
        cell: ({ row }) => (
            <span className={styles.name}>
                {row.display_name}
                {row.team && <span className={styles.team}>{row.team.name}</span>}
            </span>
        ),
    },
    {
        id: "state",
        label: "agent.state",
        text: (row, now) => `${wordOf(row)} (${seconds(row.presence.since, now)} s)`,
        order: groupOrder,
        cell: State,
    },
    {
        id: "chats",
        label: "agent.chats",
        text: ({ presence }) => `${presence.used / 100} / ${presence.capacity}`,
        order: ({ presence }) => presence.used,
        number: true,
        cell: Chats,
    },
    {
        id: "with",
        label: "agent.with",
        text: ({ chats }) => chats.map(({ customer }) => customer).join(", "),
        cell: With,
        grow: true,
    },
    {
        id: "unanswered",
        label: "agent.unanswered",
        hint: "agent.unanswered_hint",
        text: (row, now) => seconds(row.oldest_unanswered_at, now),
        order: ({ oldest_unanswered_at: at }) => (at ? -Date.parse(at) : Number.NEGATIVE_INFINITY),
        number: true,
        cell: Unanswered,
    },
    {
        id: "handled",
        label: "agent.handled",
        hint: "agent.handled_hint",
        text: ({ today }) => String(today.handled),
        order: ({ today }) => today.handled,
        number: true,
        cell: Handled,
    },
    {
        id: "handle",
        label: "agent.handle",
        hint: "queue.handle_hint",
        text: ({ today }) => String(today.handle_mean_s ?? ""),
        order: ({ today }) => today.handle_mean_s ?? -1,
        number: true,
        cell: ({ row }) => <Figure value={durationWord(row.today.handle_mean_s)} />,
    },
    {
        id: "missed",
        label: "agent.missed",
        hint: "agent.missed_hint",
        text: ({ today }) => String(today.missed),
        order: ({ today }) => today.missed,
        number: true,
        cell: ({ row }) => <Figure value={row.today.missed} />,
    },
    {
        id: "actions",
        label: "agent.actions",
        text: () => "",
        bare: true,
        cell: AgentActions,
    },
];

export function AgentsTable(props: {
    agents: readonly DashboardAgent[];
    queues: readonly DashboardQueue[];
    view: RoomView;
}) {
    const { agents, queues, view } = props;
    const { choose, statuses } = useRoom();
    const { t } = useText();
    const onSort = useCallback((agent_sort: Sort) => choose({ agent_sort }), [choose]);
    const columns = useMemo(
        () => columnsFor(({ presence }) => wordsFor(presence, statuses, t).word),
        [statuses, t],
    );
    const search = useDeferredValue(view.search);
    const { at, presence } = view;
    const shown = useMemo(() => {
        const words = search.toLowerCase().split(/\s+/).filter(Boolean);
        return agents.filter((agent) => {
            if (at && !agent.queues.includes(at)) return false;
            if (presence && presenceGroup(agent) !== presence) return false;
            const all = `${agent.display_name} ${agent.name} ${agent.team?.name ?? ""}`;
            return words.every((word) => all.toLowerCase().includes(word));
        });
    }, [agents, at, presence, search]);
    const narrowed = at || presence || view.search || view.queues.length || view.teams.length;
    const queue = queues.find(({ id }) => id === at)?.name;
    return (
        <LiveTable
            label={t("agents.title")}
            rows={shown}
            columns={columns}
            sort={view.agent_sort}
            onSort={onSort}
            file="agents"
            tools={
                <>
                    {queue && (
                        <Narrowed
                            text={t("agents.of_queue", { queue })}
                            onClear={() => choose({ at: undefined })}
                        />
                    )}
                    {presence && (
                        <Narrowed
                            text={t(`agents.${presence}`)}
                            onClear={() => choose({ presence: undefined })}
                        />
                    )}
                    <p className={styles.count} role="status">
                        {t("agents.count", { count: shown.length })}
                    </p>
                    <Search value={view.search} onChange={(next) => choose({ search: next })} />
                </>
            }
            empty={<p>{t(narrowed ? "agents.none_found" : "agents.none")}</p>}
        />
    );
}

function Narrowed({ text: said, onClear }: { text: string; onClear: () => void }) {
    const { t } = useText();
    return (
        <button
            type="button"
            className={styles.narrowed}
            aria-label={t("agents.clear_of", { text: said })}
            onClick={(event) => {
                // It goes: the focus moves on to the search beside it.
                event.currentTarget.parentElement?.querySelector("input")?.focus();
                onClear();
            }}
        >
            {said}
            <X size={14} aria-hidden="true" />
        </button>
    );
}

/** After this long without a key the address says what is searched. */
const settle_ms = 250;

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
    const { t } = useText();
    const id = useId();
    const [typed, setTyped] = useState(value);
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    useEffect(() => setTyped(value), [value]);
    useEffect(() => () => clearTimeout(timer.current), []);
    return (
        <div className={styles.search}>
            <label htmlFor={id} className="sr">
                {t("agents.search")}
            </label>
            <input
                id={id}
                type="search"
                className="input"
                placeholder={t("agents.search")}
                value={typed}
                onChange={(event) => {
                    const next = event.target.value;
                    setTyped(next);
                    clearTimeout(timer.current);
                    timer.current = setTimeout(() => onChange(next), settle_ms);
                }}
            />
        </div>
    );
}

function State({ row }: Cell) {
    const { statuses } = useRoom();
    const { t } = useText();
    const lost = !row.connected && row.presence.label !== "offline";
    return (
        <span className={styles.state}>
            <PresenceChip presence={row.presence} statuses={statuses}>
                <Since at={row.presence.since} />
            </PresenceChip>
            {lost && (
                <span className={styles.lost}>
                    <WifiOff size={14} aria-hidden="true" />
                    {t("agent.lost")}
                </span>
            )}
        </span>
    );
}

function Chats({ row }: Cell) {
    const { chatsOf } = useRoom();
    const { t } = useText();
    const { used, capacity } = row.presence;
    return (
        <Figure
            value={t("queue.of", { part: used / 100, all: capacity })}
            to={chatsOf({ tab: "active", agent: row.id })}
        />
    );
}

function With({ row }: Cell) {
    const { may, watch } = useRoom();
    const { t } = useText();
    if (!row.chats.length) return "–";
    return (
        <span className={styles.with}>
            {row.chats.map(({ chat, customer }, place) => {
                const name = customer || t("customer.unnamed");
                return (
                    <span key={chat}>
                        {place > 0 && ", "}
                        {may("chat_monitor") ? (
                            <button
                                type="button"
                                className={styles.customer}
                                title={t("supervise.watch")}
                                aria-label={t("supervise.watch_chat", { name })}
                                onClick={() => watch(chat)}
                            >
                                {name}
                            </button>
                        ) : (
                            name
                        )}
                    </span>
                );
            })}
        </span>
    );
}

function Unanswered({ row }: Cell) {
    const { may, watch } = useRoom();
    const { late } = useTold();
    const { t } = useText();
    const { oldest_unanswered_at: at, oldest_unanswered_chat: chat } = row;
    if (!at) return "–";
    const time = <Since at={at} />;
    const look = chat && late.has(chat) ? styles.late : undefined;
    if (!chat || !may("chat_monitor")) return <span className={look}>{time}</span>;
    return (
        <button
            type="button"
            className={`${styles.customer} ${look ?? ""}`}
            title={t("supervise.watch")}
            onClick={() => watch(chat)}
        >
            {time}
        </button>
    );
}

function Handled({ row }: Cell) {
    const { chatsOf } = useRoom();
    const { today_since: since } = useTold();
    return (
        <Figure
            value={row.today.handled}
            to={chatsOf({ tab: "completed", agent: row.id, since })}
        />
    );
}
