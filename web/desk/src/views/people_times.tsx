// How long an agent has been in each state today, longest first.
import type { Agent, AgentStatus } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { PresenceChip } from "@parley/ui/console/presence_chip.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { useQuery } from "@tanstack/react-query";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./people.module.css";

const every_ms = 5_000;

export function TimesDialog(props: {
    agent: Agent;
    statuses: readonly AgentStatus[];
    onClose: () => void;
}) {
    const { agent, statuses, onClose } = props;
    const { desk } = useApp();
    const { t } = useText();
    const times = useQuery({
        queryKey: ["times", agent.id],
        queryFn: () => {
            const now = desk.client.serverNow();
            return desk.client.call("agent.times", {
                agent: agent.id,
                from: new Date(new Date(now).setHours(0, 0, 0, 0)).toISOString(),
                to: new Date(now).toISOString(),
            });
        },
        refetchInterval: every_ms,
    });
    return (
        <Dialog title={t("people.times_of", { name: agent.display_name })} onClose={onClose}>
            <div className={dialog.body}>
                {times.isError && !times.data && <p role="alert">{t("load_failed")}</p>}
                {times.isPending && <Skeleton rows={4} />}
                {times.data && times.data.items.length === 0 && <p>{t("people.no_times")}</p>}
                <ul className={styles.times}>
                    {times.data?.items.map(({ seconds, ...state }) => {
                        const presence = { ...agent.presence, ...state };
                        const { pending: _, ...now } = presence;
                        return (
                            <li key={`${state.label} ${state.status} ${state.reason ?? ""}`}>
                                <PresenceChip presence={now} statuses={statuses} />
                                <span className="timer">{stopwatch(seconds * 1000)}</span>
                            </li>
                        );
                    })}
                </ul>
            </div>
            <div className={dialog.actions}>
                <button data-focus-first type="button" className="button primary" onClick={onClose}>
                    {t("close")}
                </button>
            </div>
        </Dialog>
    );
}
