// The frame of the manager's room: top bar with the pages, the open page.

import { asProblem, type Right } from "@parley/sdk";
import { AccountMenu } from "@parley/ui/console/account_menu.tsx";
import { Link } from "@parley/ui/console/link.tsx";
import { Logo } from "@parley/ui/console/logo.tsx";
import { Lost } from "@parley/ui/console/lost.tsx";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { usePlace } from "@parley/ui/console/router.ts";
import { TipProvider } from "@parley/ui/console/tip.tsx";
import { ToastList } from "@parley/ui/console/toast_list.tsx";
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
    { place: "reports", icon: ChartColumn, label: "reports.title" },
    { place: "wallboards", icon: MonitorDot, label: "boards.title", right: "settings_view" },
];

export function Shell() {
    const { client, user, settings, toasts, signOut } = useApp();
    const { t } = useText();
    async function leave(): Promise<void> {
        try {
            await signOut();
        } catch (caught) {
            toasts.show({ kind: "error", text: refusalText(asProblem(caught).problem, t) });
        }
    }
    return (
        <TipProvider>
            <div className={styles.shell}>
                <a className={styles.skip} href="#page">
                    {t("skip.page")}
                </a>
                <header className={styles.bar}>
                    <Link to="" className={styles.home}>
                        <Logo />
                        <span className={styles.face}>{t("face")}</span>
                    </Link>
                    <Pages />
                    <AccountMenu
                        user={user}
                        here="manage"
                        settings={settings}
                        onSignOut={() => void leave()}
                    />
                </header>
                <Lost client={client} text={t("lost")} />
                <div className={styles.below} id="page" tabIndex={-1}>
                    <OpenPage />
                </div>
                <ToastList toasts={toasts} />
            </div>
        </TipProvider>
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
                    .map(({ place, icon: Icon, label }) => (
                        <li key={place}>
                            <Link
                                to={place}
                                className={styles.entry}
                                aria-current={page === place ? "page" : undefined}
                            >
                                <Icon size={18} aria-hidden="true" />
                                <span>{t(label)}</span>
                            </Link>
                        </li>
                    ))}
            </ul>
        </nav>
    );
}
