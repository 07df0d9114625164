// The queues of the wallboard, the worst first; what does not fit is counted.

import type { DashboardQueue } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { OctagonAlert, TriangleAlert } from "lucide-react";
import { useText } from "../i18n.ts";
import { waitState } from "../model/dashboard.ts";
import { limitWord, percentOf, percentWord } from "../views/words.ts";
import styles from "./board.module.css";

const rows_max = 8;

export function BoardQueues({ queues, now }: { queues: readonly DashboardQueue[]; now: number }) {
    const { t, language } = useText();
    const rank = (queue: DashboardQueue) =>
        ["breach", "watch", "ok"].indexOf(stateOf(queue, now)) * 2 + (queue.waiting ? 0 : 1);
    const all = [...queues].sort(
        (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, language),
    );
    // What is beyond its limit is seen, the rest stands still.
    const seen = all.slice(0, rows_max);
    const rows = queues.length > rows_max ? seen : byName(queues, language);
    const left = queues.length - rows.length;
    return (
        <section className={styles.queues} aria-label={t("queues.title")}>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t("queue.name")}</th>
                        <th scope="col">{t("queue.waiting")}</th>
                        <th scope="col">{t("queue.longest")}</th>
                        <th scope="col">{t("queue.ongoing")}</th>
                        <th scope="col">{t("queue.available")}</th>
                        <th scope="col">{t("board.service")}</th>
                        <th scope="col">{t("queue.abandoned")}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((queue) => (
                        <Row key={queue.id} queue={queue} now={now} />
                    ))}
                </tbody>
            </table>
            {left > 0 && <p className={styles.left}>{t("board.more", { count: left })}</p>}
        </section>
    );
}

function byName(queues: readonly DashboardQueue[], language: string): DashboardQueue[] {
    return [...queues].sort((a, b) => a.name.localeCompare(b.name, language));
}

const stateOf = (queue: DashboardQueue, now: number) =>
    waitState(queue.oldest_waiting_at, queue.answer_target_s, now);

function Row({ queue, now }: { queue: DashboardQueue; now: number }) {
    const { t, language } = useText();
    const { window: past, oldest_waiting_at: oldest } = queue;
    const state = stateOf(queue, now);
    return (
        <tr data-state={state}>
            <th scope="row">
                {queue.name}
                {!queue.enabled && <span className={styles.closed}>{t("queue.closed")}</span>}
            </th>
            <td>{queue.waiting.toLocaleString(language)}</td>
            <td>
                <span className={styles.wait}>
                    {state === "watch" && <TriangleAlert aria-hidden="true" />}
                    {state === "breach" && <OctagonAlert aria-hidden="true" />}
                    {oldest ? stopwatch(now - Date.parse(oldest)) : "–"}
                    {state === "breach" && (
                        <span className={styles.limit}>
                            {t("tile.limit", { limit: limitWord(queue.answer_target_s) })}
                        </span>
                    )}
                </span>
            </td>
            <td>{queue.ongoing.toLocaleString(language)}</td>
            <td>{queue.agents_available.toLocaleString(language)}</td>
            <td>{percentOf(past.service_percent, language)}</td>
            <td>{percentWord(past.abandoned, past.arrived, language)}</td>
        </tr>
    );
}
