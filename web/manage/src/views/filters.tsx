// What of the room one wants to see: queues, teams, and how far back the figures reach.

import type { Dashboard } from "@parley/sdk";
import { useMemo } from "react";
import { useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type RoomView, windows } from "../model/view.ts";
import { Choice } from "./choice.tsx";
import styles from "./filters.module.css";
import { useRoom } from "./room_context.tsx";

export function Filters({ dashboard, view }: { dashboard: Dashboard; view: RoomView }) {
    const { choose, may } = useRoom();
    const { t } = useText();
    const teams = useRecords("team.list", may("agent_view")).data?.items;
    const { queues } = dashboard;
    const sorted = useMemo(
        () => [...queues].sort((a, b) => a.name.localeCompare(b.name)),
        [queues],
    );
    const narrowed =
        view.queues.length > 0 || view.teams.length > 0 || view.at || view.presence || view.search;
    return (
        <div className={styles.filters}>
            <Choice
                label="filter.queues"
                all="filter.all_queues"
                options={sorted}
                chosen={view.queues}
                onChange={(chosen) => choose({ queues: chosen })}
            />
            {teams && teams.length > 0 && (
                <Choice
                    label="filter.teams"
                    all="filter.all_teams"
                    options={teams}
                    chosen={view.teams}
                    onChange={(chosen) => choose({ teams: chosen })}
                />
            )}
            <fieldset className={styles.windows} aria-label={t("filter.window")}>
                {windows.map((minutes) => (
                    <button
                        key={minutes}
                        type="button"
                        aria-pressed={view.window_min === minutes}
                        onClick={() => choose({ window_min: minutes })}
                    >
                        {t("filter.minutes", { count: minutes })}
                    </button>
                ))}
            </fieldset>
            {narrowed && (
                <button
                    type="button"
                    className="button quiet"
                    onClick={(event) => {
                        // This button goes: the focus stays among the filters.
                        event.currentTarget.parentElement?.querySelector("button")?.focus();
                        const none = { queues: [], teams: [], search: "" };
                        choose({ ...none, at: undefined, presence: undefined });
                    }}
                >
                    {t("filter.clear")}
                </button>
            )}
        </div>
    );
}
