// Agents' time: how long each was in which state.
import type { ReportPeriod, ReportRow } from "@parley/sdk";
import { number, Table } from "@parley/ui/console/table.tsx";
import { stopwatch } from "@parley/ui/time.ts";
import { useText } from "../i18n.ts";
import styles from "./reports.module.css";

type Label = NonNullable<ReportRow["label"]>;

const labels: readonly Label[] = [
    "available",
    "offered",
    "engaged",
    "busy",
    "at_capacity",
    "stop_new",
    "wrap_up",
    "away",
    "rona",
];

interface Times {
    agent: string;
    name: string;
    seconds: Map<Label, number>;
    all: number;
}

export function timesOf(rows: readonly ReportRow[]): Times[] {
    const agents = new Map<string, Times>();
    for (const { agent = "", name = "", label, seconds } of rows) {
        const times = agents.get(agent) ?? { agent, name, seconds: new Map(), all: 0 };
        agents.set(agent, times);
        if (!label) continue;
        times.seconds.set(label, (times.seconds.get(label) ?? 0) + seconds);
        times.all += seconds;
    }
    return [...agents.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export function States({ period }: { period: ReportPeriod }) {
    const { t } = useText();
    const agents = timesOf(period.rows);
    const used = labels.filter((label) => agents.some(({ seconds }) => seconds.has(label)));
    return (
        <>
            <p className={styles.hint}>{t("reports.states_mean")}</p>
            <Table label={t("reports.kind_states")} look="figures" table={styles.table}>
                <thead>
                    <tr>
                        <th scope="col">{t("reports.name")}</th>
                        <th scope="col" className={number}>
                            {t("reports.signed_in")}
                        </th>
                        {used.map((label) => (
                            <th key={label} scope="col" className={number}>
                                {t(`presence.${label}`)}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {agents.map(({ agent, name, seconds, all }) => (
                        <tr key={agent}>
                            <th scope="row">{name}</th>
                            <td className={number}>{stopwatch(all * 1000)}</td>
                            {used.map((label) => {
                                const time = seconds.get(label) ?? 0;
                                return (
                                    <td key={label} className={number}>
                                        {time ? stopwatch(time * 1000) : "–"}
                                        {time > 0 && (
                                            <span className={styles.change}>
                                                {Math.round((100 * time) / all)} %
                                            </span>
                                        )}
                                    </td>
                                );
                            })}
                        </tr>
                    ))}
                </tbody>
            </Table>
        </>
    );
}
