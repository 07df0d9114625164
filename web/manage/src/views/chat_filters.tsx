// Of the chats: which queue, whose, and from which day on.
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useApp, useMay, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import type { ChatsView } from "../model/view.ts";
import styles from "./chat_filters.module.css";

export function ChatFilters(props: {
    view: ChatsView;
    onChange: (part: Partial<ChatsView>) => void;
}) {
    const { view, onChange } = props;
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const agents = useAgents();
    const from = useId();
    const over = view.tab === "completed";
    return (
        <div className={styles.filters}>
            <Choice
                label="queue.name"
                all="chats.all_queues"
                value={view.queue ?? ""}
                options={queues}
                onChange={(queue) => onChange({ queue })}
            />
            {view.tab !== "queued" && agents.length > 0 && (
                <Choice
                    label="agent.name"
                    all="chats.all_agents"
                    value={view.agent ?? ""}
                    options={agents.map(({ id, display_name }) => ({ id, name: display_name }))}
                    onChange={(agent) => onChange({ agent })}
                />
            )}
            {over && (
                <div className={styles.filter}>
                    <label htmlFor={from}>{t("chats.since")}</label>
                    <input
                        id={from}
                        type="datetime-local"
                        className="input"
                        value={view.since ? localMinute(view.since) : ""}
                        onChange={(event) => {
                            const { value } = event.target;
                            onChange({ since: value ? new Date(value).toISOString() : undefined });
                        }}
                    />
                </div>
            )}
            {over && (
                <label className={styles.check}>
                    <input
                        type="checkbox"
                        checked={view.unanswered}
                        onChange={(event) => onChange({ unanswered: event.target.checked })}
                    />
                    {t("chats.unanswered")}
                </label>
            )}
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

function Choice(props: {
    label: TextId;
    all: TextId;
    value: string;
    options: readonly { id: string; name: string }[];
    onChange: (value: string | undefined) => void;
}) {
    const { label, all, value, options, onChange } = props;
    const { t } = useText();
    const id = useId();
    return (
        <div className={styles.filter}>
            <label htmlFor={id}>{t(label)}</label>
            <select
                id={id}
                className="input"
                value={value}
                onChange={(event) => onChange(event.target.value || undefined)}
            >
                <option value="">{t(all)}</option>
                {options.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.name}
                    </option>
                ))}
            </select>
        </div>
    );
}
