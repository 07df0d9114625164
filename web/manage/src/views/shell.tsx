// The frame of the manager's room: top bar with the pages, the open page.

import type { Right } from "@parley/sdk";
import { usePlace } from "@parley/ui/console/router.ts";
import { Shell as Around, Entry } from "@parley/ui/console/shell.tsx";
import { ChartColumn, Gauge, type LucideIcon, MessagesSquare, MonitorDot } from "lucide-react";
import { useApp, useMay } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { OpenPage } from "./open_page.tsx";
import styles from "./shell.module.css";

interface Item {
    place: string;
    icon: LucideIcon;
    label: TextId;
    right?: Right;
}

const items: readonly Item[] = [
    { place: "", icon: Gauge, label: "room.title" },
    { place: "chats", icon: MessagesSquare, label: "chats.title", right: "chat_view_all" },
    { place: "reports", icon: ChartColumn, label: "reports.title", right: "report_view" },
    { place: "wallboards", icon: MonitorDot, label: "boards.title", right: "settings_view" },
];

export function Shell() {
    const app = useApp();
    const { t } = useText();
    return (
        <Around app={app} here="manage" name={t("face")} lost={t("lost")} bar={<Pages />} two_lines>
            <OpenPage />
        </Around>
    );
}

function Pages() {
    const { t } = useText();
    const may = useMay();
    const [page] = usePlace();
    return (
        <nav className={styles.pages} aria-label={t("nav.label")}>
            <ul>
                {items
                    .filter(({ right }) => !right || may(right))
                    .map(({ place, icon, label }) => (
                        <Entry
                            key={place}
                            to={place}
                            icon={icon}
                            label={t(label)}
                            here={page === place}
                        />
                    ))}
            </ul>
        </nav>
    );
}
