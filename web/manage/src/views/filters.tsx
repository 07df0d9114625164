// What of the room one wants to see: queues, teams, and how far back the figures reach.

import type { Dashboard } from "@parley/sdk";
import menu from "@parley/ui/console/menu.module.css";
import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useMemo } from "react";
import { useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { type RoomView, windows } from "../model/view.ts";
import styles from "./filters.module.css";
import { useRoom } from "./room_context.tsx";

interface Option {
    id: string;
    name: string;
}

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

function Choice(props: {
    label: TextId;
    all: TextId;
    options: readonly Option[];
    chosen: readonly string[];
    onChange: (chosen: string[]) => void;
}) {
    const { label, all, options, chosen, onChange } = props;
    const { t } = useText();
    const names = options.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
    const said = names.length === 0 ? t(all) : names.length <= 2 ? names.join(", ") : names.length;
    function toggle(id: string, on: boolean): void {
        onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
    }
    return (
        <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger asChild>
                <button
                    type="button"
                    className={`button ${styles.choice}`}
                    data-on={names.length > 0 || undefined}
                >
                    <span className={styles.label}>{t(label)}</span>
                    <span className={styles.said}>{said}</span>
                    <ChevronDown size={16} aria-hidden="true" />
                </button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content className={menu.menu} align="start" sideOffset={6}>
                <DropdownMenu.Item
                    className={menu.item}
                    disabled={!chosen.length}
                    onSelect={() => onChange([])}
                >
                    <span>{t(all)}</span>
                </DropdownMenu.Item>
                <div className={menu.line} />
                {options.map(({ id, name }) => (
                    <DropdownMenu.CheckboxItem
                        key={id}
                        className={menu.item}
                        checked={chosen.includes(id)}
                        onCheckedChange={(on) => toggle(id, on)}
                        onSelect={(event) => event.preventDefault()}
                    >
                        <span>{name}</span>
                        <DropdownMenu.ItemIndicator>
                            <Check size={16} aria-hidden="true" />
                        </DropdownMenu.ItemIndicator>
                    </DropdownMenu.CheckboxItem>
                ))}
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}
