// The frame of the administration: top bar with the search, the tree of pages, the open page.

import type { User } from "@parley/sdk";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { Drawer } from "@parley/ui/console/drawer.tsx";
import { useMedia, useStore } from "@parley/ui/console/hooks.ts";
import { Logo } from "@parley/ui/console/logo.tsx";
import { TipProvider } from "@parley/ui/console/tip.tsx";
import { ToastList } from "@parley/ui/console/toast_list.tsx";
import { Menu, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp, usePlace } from "../context.tsx";
import { useText } from "../i18n.ts";
import { AccountMenu } from "./account_menu.tsx";
import { Link } from "./link.tsx";
import { OpenPage } from "./open_page.tsx";
import { groups, home, type Item } from "./places.ts";
import { Search } from "./search.tsx";
import styles from "./shell.module.css";

export function Shell({ user }: { user: User }) {
    const { toasts } = useApp();
    const { t } = useText();
    const beside = useMedia("(width >= 900px)");
    const [open, setOpen] = useState(false);
    const place = usePlace().join("/");
    useEffect(() => setOpen(false), [place, beside]);
    return (
        <TipProvider>
            <div className={styles.shell}>
                <header className={styles.bar}>
                    {!beside && (
                        <button
                            type="button"
                            className="button quiet square"
                            aria-label={t("nav.open")}
                            aria-expanded={open}
                            onClick={() => setOpen(true)}
                        >
                            <Menu size={20} aria-hidden="true" />
                        </button>
                    )}
                    <Link to="" className={styles.home}>
                        <Logo />
                        <span className={styles.face}>{t("face")}</span>
                    </Link>
                    <Search />
                    <AccountMenu user={user} />
                </header>
                <Lost />
                <div className={styles.below}>
                    {beside ? (
                        <Tree />
                    ) : (
                        <Drawer
                            side="start"
                            label={t("nav.label")}
                            open={open}
                            onClose={() => setOpen(false)}
                        >
                            <Tree />
                        </Drawer>
                    )}
                    <OpenPage />
                </div>
                <ToastList toasts={toasts} />
                <LeaveDialog />
            </div>
        </TipProvider>
    );
}

function Tree() {
    const { t } = useText();
    return (
        <nav className={styles.tree} aria-label={t("nav.label")}>
            <ul>
                <Entry item={home} />
            </ul>
            {groups.map((group) => (
                <div key={group.label}>
                    <h2 className={styles.group} id={group.label}>
                        {t(group.label)}
                    </h2>
                    <ul aria-labelledby={group.label}>
                        {group.items.map((item) => (
                            <Entry key={item.place} item={item} />
                        ))}
                    </ul>
                </div>
            ))}
        </nav>
    );
}

function Entry({ item }: { item: Item }) {
    const { t } = useText();
    const here = usePlace()[0] === item.place;
    const Icon = item.icon;
    return (
        <li>
            <Link to={item.place} className={styles.entry} aria-current={here ? "page" : undefined}>
                <Icon size={18} aria-hidden="true" />
                {t(item.label)}
            </Link>
        </li>
    );
}

/** Shown once the connection has been away for long enough to matter. */
function Lost() {
    const { admin } = useApp();
    const { t } = useText();
    const [lost, setLost] = useState(false);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const look = () => {
            clearTimeout(timer);
            if (admin.client.status.state === "open") setLost(false);
            else timer = setTimeout(() => setLost(true), 2_000);
        };
        look();
        const undo = admin.client.onState(look);
        return () => {
            clearTimeout(timer);
            undo();
        };
    }, [admin]);
    return (
        <div role="status">
            {lost && (
                <p className={styles.lost}>
                    <WifiOff size={16} aria-hidden="true" />
                    {t("lost")}
                </p>
            )}
        </div>
    );
}

function LeaveDialog() {
    const { router } = useApp();
    const { t } = useText();
    const asked = useStore(router.asked);
    if (asked === undefined) return null;
    return (
        <Dialog title={t("leave.title")} onClose={() => router.answer(false)}>
            <p className={dialog.body}>{t("leave.text")}</p>
            <div className={dialog.actions}>
                <button
                    type="button"
                    className="button"
                    data-focus-first
                    onClick={() => router.answer(false)}
                >
                    {t("leave.stay")}
                </button>
                <button type="button" className="button danger" onClick={() => router.answer(true)}>
                    {t("leave.go")}
                </button>
            </div>
        </Dialog>
    );
}
