// For managers: who does what, with whom, and the way to change it (A17, A18, A21, A22).
import { type Agent, type AgentStatus, asProblem } from "@parley/sdk";
import { WatchDrawer } from "@parley/ui/console/chat/watch_drawer.tsx";
import menu from "@parley/ui/console/menu.module.css";
import { PresenceChip, StatusItems } from "@parley/ui/console/presence_chip.tsx";
import { type Choice, wordOf } from "@parley/ui/console/presence_words.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { SignOutDialog } from "@parley/ui/console/steering/sign_out_dialog.tsx";
import { SteerMenu } from "@parley/ui/console/steering/steer_menu.tsx";
import { Table } from "@parley/ui/console/table.tsx";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, Eye, Users, WifiOff } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useEffect, useId, useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { failed } from "./actions.ts";
import list from "./chat_list.module.css";
import { HelpCalls } from "./help_calls.tsx";
import styles from "./people.module.css";
import { TimesDialog } from "./people_times.tsx";
import { Since } from "./presence_menu.tsx";
import watching from "./watching.module.css";

const people_ms = 2_000;

export function People() {
    const { desk } = useApp();
    const { t } = useText();
    const [queue, setQueue] = useState("");
    const [team, setTeam] = useState("");
    const [watched, setWatched] = useState<string>();
    const statuses = useQuery({
        queryKey: ["statuses"],
        queryFn: () => desk.client.call("status.list", {}),
    });
    const mine = useQuery({
        queryKey: ["settings.mine"],
        queryFn: () => desk.client.call("settings.mine", {}),
    });
    const queues = useQuery({
        queryKey: ["queues"],
        queryFn: () => desk.client.call("queue.list", {}),
    });
    const teams = useQuery({
        queryKey: ["teams"],
        queryFn: () => desk.client.call("team.list", {}),
    }).data?.items;
    const people = useInfiniteQuery({
        queryKey: ["people"],
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            desk.client.call("agent.list", pageParam === undefined ? {} : { after: pageParam }),
        getNextPageParam: (last) => last.next,
        refetchInterval: people_ms,
    });
    const { hasNextPage, isFetching, fetchNextPage } = people;
    const narrowed = queue !== "" || team !== "";
    // Who works in a queue, or belongs to a team, may be on any page.
    useEffect(() => {
        if (narrowed && hasNextPage && !isFetching) void fetchNextPage();
    }, [narrowed, hasNextPage, isFetching, fetchNextPage]);
    const all = (people.data?.pages ?? []).flatMap((page) => page.items);
    const shown = all.filter(
        (agent) => (!queue || agent.queues.includes(queue)) && (!team || agent.team?.id === team),
    );
    return (
        <main className={watching.page} data-region="thread" tabIndex={-1}>
            <div className={watching.head}>
                <h2 className={watching.title}>{t("rail.people")}</h2>
                {people.isError && people.data && (
                    <p className={watching.stale}>{t("queues.stale")}</p>
                )}
                <div className={styles.filters}>
                    {teams && teams.length > 0 && (
                        <Filter
                            label={t("people.team")}
                            all={t("people.all_teams")}
                            options={teams}
                            value={team}
                            onChange={setTeam}
                        />
                    )}
                    <Filter
                        label={t("queues.queue")}
                        all={t("people.all_queues")}
                        options={queues.data?.items ?? []}
                        value={queue}
                        onChange={setQueue}
                    />
                </div>
            </div>
            <HelpCalls />
            {!people.data || !statuses.data ? (
                people.isError || statuses.isError ? (
                    <p role="alert">{t("load_failed")}</p>
                ) : (
                    <Skeleton rows={4} />
                )
            ) : shown.length ? (
                <Agents
                    agents={shown}
                    statuses={statuses.data.items}
                    // Refused as a whole where the switches say so (X34).
                    may_set={
                        desk.may("agent_set_status") &&
                        mine.data?.switches.manager_override !== "false"
                    }
                    {...(desk.may("chat_monitor") && { onWatch: setWatched })}
                />
            ) : (
                <div className={list.empty}>
                    <Users size={28} aria-hidden="true" />
                    <p>{t(narrowed ? "people.none_found" : "people.none")}</p>
                    {narrowed && (
                        <button
                            type="button"
                            className="button"
                            onClick={() => {
                                setQueue("");
                                setTeam("");
                            }}
                        >
                            {t("people.everybody")}
                        </button>
                    )}
                </div>
            )}
            <WatchDrawer
                chat={watched}
                onClose={() => setWatched(undefined)}
                decide={(chat) => <SteerMenu chat={chat} />}
            />
            {people.hasNextPage && (
                <button
                    type="button"
                    className="button"
                    onClick={() => void people.fetchNextPage()}
                >
                    {t("list.more")}
                </button>
            )}
        </main>
    );
}

function Filter(props: {
    label: string;
    all: string;
    options: readonly { id: string; name: string }[];
    value: string;
    onChange: (value: string) => void;
}) {
    const id = useId();
    return (
        <label className={styles.filter} htmlFor={id}>
            {props.label}
            <select
                id={id}
                value={props.value}
                onChange={(event) => props.onChange(event.target.value)}
            >
                <option value="">{props.all}</option>
                {props.options.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.name}
                    </option>
                ))}
            </select>
        </label>
    );
}

function Agents(props: {
    agents: readonly Agent[];
    statuses: readonly AgentStatus[];
    may_set: boolean;
    onWatch?: (chat: string) => void;
}) {
    const { t } = useText();
    return (
        <Table label={t("rail.people")} look="figures" table={styles.table}>
            <thead>
                <tr>
                    <th scope="col">{t("people.agent")}</th>
                    <th scope="col">{t("people.status")}</th>
                    <th scope="col">{t("people.load")}</th>
                    <th scope="col">{t("people.with")}</th>
                    <th scope="col">
                        <span className="sr">{t("people.actions")}</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                {props.agents.map((agent) => (
                    <Row
                        key={agent.id}
                        agent={agent}
                        statuses={props.statuses}
                        may_set={props.may_set}
                        {...(props.onWatch && { onWatch: props.onWatch })}
                    />
                ))}
            </tbody>
        </Table>
    );
}

function Row(props: {
    agent: Agent;
    statuses: readonly AgentStatus[];
    may_set: boolean;
    onWatch?: (chat: string) => void;
}) {
    const { agent, statuses, may_set, onWatch } = props;
    const { desk, router } = useApp();
    const [times, setTimes] = useState(false);
    const [leaving, setLeaving] = useState(false);
    const { t } = useText();
    const { presence } = agent;
    const lost = !agent.connected && presence.label !== "offline";
    const may_sign_out =
        desk.may("agent_sign_out") && agent.id !== desk.user.id && (agent.connected || lost);
    return (
        <tr>
            <th scope="row">
                {agent.display_name}
                {agent.team && <span className={styles.team}>{agent.team.name}</span>}
            </th>
            <td>
                <PresenceChip presence={presence} statuses={statuses}>
                    <Since since={presence.since} />
                </PresenceChip>
                {lost && (
                    <span className={styles.lost}>
                        <WifiOff size={14} aria-hidden="true" />
                        {t("people.lost")}
                    </span>
                )}
            </td>
            <td>{t("capacity", { load: presence.used / 100, capacity: presence.capacity })}</td>
            <td>
                {agent.chats.length === 0 && "–"}
                {agent.chats.map(({ chat, customer }, index) => (
                    <span key={chat}>
                        {index > 0 && ", "}
                        <a
                            href={`/desk/all/${chat}`}
                            onClick={(event) => {
                                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                                event.preventDefault();
                                router.go({ page: "all", chat });
                            }}
                        >
                            {customer || t("customer.unnamed")}
                        </a>
                        {onWatch && (
                            <button
                                type="button"
                                className={`button quiet ${styles.watch}`}
                                aria-label={t("supervise.watch_chat", {
                                    name: customer || t("customer.unnamed"),
                                })}
                                onClick={() => onWatch(chat)}
                            >
                                <Eye size={16} aria-hidden="true" />
                                {t("supervise.watch")}
                            </button>
                        )}
                    </span>
                ))}
            </td>
            <td>
                <div className={styles.actions}>
                    <button
                        type="button"
                        className={`button ${styles.set}`}
                        aria-label={t("people.times_of", { name: agent.display_name })}
                        onClick={() => setTimes(true)}
                    >
                        {t("people.times")}
                    </button>
                    {agent.connected && may_set && <SetStatus agent={agent} statuses={statuses} />}
                    {may_sign_out && (
                        <button
                            type="button"
                            className={`button ${styles.set}`}
                            aria-label={t("people.sign_out_of", { name: agent.display_name })}
                            onClick={() => setLeaving(true)}
                        >
                            {t("people.sign_out")}
                        </button>
                    )}
                </div>
                {leaving && <SignOutDialog agent={agent} onClose={() => setLeaving(false)} />}
                {times && (
                    <TimesDialog
                        agent={agent}
                        statuses={statuses}
                        onClose={() => setTimes(false)}
                    />
                )}
            </td>
        </tr>
    );
}

function SetStatus({ agent, statuses }: { agent: Agent; statuses: readonly AgentStatus[] }) {
    const app = useApp();
    const { t } = useText();
    const cache = useQueryClient();
    async function set(choice: Choice): Promise<void> {
        const { status, reason } = choice;
        try {
            await app.desk.client.call("agent.set_presence", {
                agent: agent.id,
                status: status.key,
                ...(reason && { reason: reason.key }),
            });
            const name = agent.display_name;
            const notice = t("people.set", { name, status: wordOf(choice, t) });
            app.toasts.show({ kind: "info", text: notice });
        } catch (caught) {
            const gone = asProblem(caught).code === "agent_gone";
            if (!gone) return failed(app, caught);
            app.toasts.show({
                kind: "error",
                text: t("people.not_there", { name: agent.display_name }),
            });
        } finally {
            void cache.invalidateQueries({ queryKey: ["people"] });
        }
    }
    return (
        <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger asChild>
                <button
                    type="button"
                    className={`button ${styles.set}`}
                    aria-label={t("people.set_status_of", { name: agent.display_name })}
                >
                    {t("people.set_status")}
                    <ChevronDown size={16} aria-hidden="true" />
                </button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6}>
                <StatusItems statuses={statuses} onChoose={(choice) => void set(choice)} />
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}
