// What is asked: the kind of report, the days, and of whom.
import { Link } from "@parley/ui/console/link.tsx";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useApp, useMay, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Asked, daysOf, kinds, periods, writeAsked, zoneOf } from "./asked.ts";
import styles from "./reports.module.css";
import { zone } from "./zone.ts";

export function Kinds({ asked }: { asked: Asked }) {
    const { t } = useText();
    return (
        <nav aria-label={t("reports.kinds")} className={styles.kinds}>
            {kinds.map((kind) => (
                <Link
                    key={kind}
                    to={`reports?${writeAsked({ ...asked, kind })}`}
                    aria-current={kind === asked.kind ? "page" : undefined}
                    className={styles.kind}
                >
                    {t(`reports.kind_${kind}`)}
                </Link>
            ))}
        </nav>
    );
}

/** Agents within reach, as far as a list to choose from goes. */
function useAgents(enabled: boolean) {
    const { client } = useApp();
    return useQuery({
        queryKey: ["agent.list", "reports"],
        queryFn: async () => (await client.call("agent.list", { limit: 200 })).items,
        enabled,
    }).data;
}

export function Filters(props: { asked: Asked; onAsk: (change: Partial<Asked>) => void }) {
    const { asked, onAsk } = props;
    const { client } = useApp();
    const { t } = useText();
    const may = useMay();
    const id = useId();
    const queues = useRecords("queue.list").data?.items ?? [];
    const of_agents = asked.kind === "agents" || asked.kind === "states";
    const agents = useAgents(of_agents && may("agent_view")) ?? [];
    const days = daysOf(asked, client.serverNow());
    const ends = [
        ["from", t("reports.from")],
        ["to", t("reports.to")],
    ] as const;
    const own = (change: { from?: string; to?: string }) =>
        onAsk({ period: "own", ...days, ...change });
    return (
        <div className={styles.tools}>
            <Choice
                label={t("reports.period")}
                value={asked.period}
                options={periods.map((period) => [period, t(`reports.period_${period}`)])}
                onChoose={(value) => {
                    const period = periods.find((one) => one === value) ?? "last_7";
                    if (period === "own") own({});
                    else onAsk({ period });
                }}
            />
            {ends.map(([end, label]) => (
                <div key={end} className={styles.day}>
                    <label htmlFor={id + end}>{label}</label>
                    <input
                        id={id + end}
                        type="date"
                        className="input"
                        value={days[end]}
                        onChange={({ target }) => target.value && own({ [end]: target.value })}
                    />
                </div>
            ))}
            {asked.kind !== "states" && (
                <Choice
                    label={t("reports.queue")}
                    value={asked.queue ?? ""}
                    options={[
                        ["", t("reports.all_queues")],
                        ...queues.map(({ id, name }) => [id, name] as const),
                    ]}
                    onChoose={(queue) => onAsk({ queue })}
                />
            )}
            {of_agents && (
                <Choice
                    label={t("reports.agent")}
                    value={asked.agent ?? ""}
                    options={[
                        ["", t("reports.all_agents")],
                        ...agents.map(({ id, display_name }) => [id, display_name] as const),
                    ]}
                    onChoose={(agent) => onAsk({ agent })}
                />
            )}
            {asked.kind !== "hours" && asked.kind !== "states" && (
                <label className={styles.check}>
                    <input
                        type="checkbox"
                        checked={asked.compare}
                        onChange={({ target }) => onAsk({ compare: target.checked })}
                    />
                    {t("reports.compare")}
                </label>
            )}
            <p className={styles.zone}>
                {t("reports.zone", { zone: zoneOf(asked) })}
                {asked.zone && (
                    <button
                        type="button"
                        className="button quiet"
                        onClick={() => onAsk({ zone: undefined })}
                    >
                        {t("reports.own_zone", { zone: zone() })}
                    </button>
                )}
            </p>
        </div>
    );
}

function Choice(props: {
    label: string;
    value: string;
    options: readonly (readonly [string, string])[];
    onChoose: (value: string) => void;
}) {
    const { label, value, options, onChoose } = props;
    const id = useId();
    return (
        <div className={styles.tool}>
            <label htmlFor={id}>{label}</label>
            <select
                id={id}
                className="input"
                value={value}
                onChange={({ target }) => onChoose(target.value)}
            >
                {options.map(([value, label]) => (
                    <option key={value} value={value}>
                        {label}
                    </option>
                ))}
            </select>
        </div>
    );
}
