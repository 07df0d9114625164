// Of the chats: which queues, whose, and from when to when.
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useApp, useMay, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import type { ChatsView } from "../model/view.ts";
import styles from "./chat_filters.module.css";
import { Choice } from "./choice.tsx";

export function ChatFilters(props: {
    view: ChatsView;
    onChange: (part: Partial<ChatsView>) => void;
    /** Where something is chosen. */
    onClear?: () => void;
}) {
    const { view, onChange, onClear } = props;
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const agents = useAgents();
    const { tab } = view;
    return (
        <div className={styles.filters}>
            <Choice
                label="filter.queues"
                all="filter.all_queues"
                options={queues}
                chosen={view.queues}
                onChange={(chosen) => onChange({ queues: chosen })}
            />
            {tab !== "queued" && agents.length > 0 && (
                <Agent
                    value={view.agent ?? ""}
                    agents={agents}
                    onChange={(agent) => onChange({ agent })}
                />
            )}
            {(tab === "completed" || tab === "all") && (
                <>
                    <Moment
                        label={tab === "all" ? "chats.begun_since" : "chats.ended_since"}
                        at={view.since}
                        onChange={(since) => onChange({ since })}
                    />
                    <Moment
                        label={tab === "all" ? "chats.begun_until" : "chats.ended_until"}
                        at={view.until}
                        onChange={(until) => onChange({ until })}
                    />
                </>
            )}
            {tab === "completed" && (
                <label className={styles.check}>
                    <input
                        type="checkbox"
                        checked={view.abandoned}
                        onChange={(event) => onChange({ abandoned: event.target.checked })}
                    />
                    {t("chats.abandoned")}
                </label>
            )}
            {onClear && (
                <button
                    type="button"
                    className="button quiet"
                    onClick={(event) => {
                        // This button goes: the focus stays among the filters.
                        event.currentTarget.parentElement?.querySelector("button")?.focus();
                        onClear();
                    }}
                >
                    {t("filter.clear")}
                </button>
            )}
        </div>
    );
}

function Moment(props: {
    label: TextId;
    at: string | undefined;
    onChange: (at: string | undefined) => void;
}) {
    const { label, at, onChange } = props;
    const { t } = useText();
    const id = useId();
    return (
        <div className={`${styles.filter} ${styles.moment}`}>
            <label htmlFor={id}>{t(label)}</label>
            <input
                id={id}
                type="datetime-local"
                className="input"
                value={at ? localMinute(at) : ""}
                onChange={({ target }) => {
                    onChange(target.value ? new Date(target.value).toISOString() : undefined);
                }}
            />
        </div>
    );
}

/** As the field for it wants it: 2026-01-05T12:30, on the reader's own clock. */
function localMinute(at: string): string {
    const date = new Date(at);
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Everybody within reach; more than one page of them is rare, and filters are for the first. */
function useAgents() {
    const { client } = useApp();
    const may = useMay();
    const { data } = useQuery({
        queryKey: ["agents"],
        queryFn: () => client.call("agent.list", { limit: 200 }),
        enabled: may("agent_view"),
    });
    return data?.items ?? [];
}

function Agent(props: {
    value: string;
    agents: readonly { id: string; display_name: string }[];
    onChange: (value: string | undefined) => void;
}) {
    const { value, agents, onChange } = props;
    const { t } = useText();
    const id = useId();
    return (
        <div className={styles.filter}>
            <label htmlFor={id}>{t("agent.name")}</label>
            <select
                id={id}
                className="input"
                value={value}
                onChange={(event) => onChange(event.target.value || undefined)}
            >
                <option value="">{t("chats.all_agents")}</option>
                {agents.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.display_name}
                    </option>
                ))}
            </select>
        </div>
    );
}
