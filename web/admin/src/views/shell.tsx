// The frame of the administration: top bar with the search, the tree of pages, the open page.

import type { User } from "@parley/sdk";
import { AccountMenu } from "@parley/ui/console/account_menu.tsx";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { Drawer } from "@parley/ui/console/drawer.tsx";
import { useMedia, useStore } from "@parley/ui/console/hooks.ts";
import { Link } from "@parley/ui/console/link.tsx";
import { Logo } from "@parley/ui/console/logo.tsx";
import { Lost } from "@parley/ui/console/lost.tsx";
import { usePlace } from "@parley/ui/console/router.ts";
import { TipProvider } from "@parley/ui/console/tip.tsx";
import { ToastList } from "@parley/ui/console/toast_list.tsx";
import { Menu } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { OpenPage } from "./open_page.tsx";
import { groups, home, type Item } from "./places.ts";
import { problemText } from "./problem_text.ts";
import { Search } from "./search.tsx";
import styles from "./shell.module.css";

export function Shell({ user }: { user: User }) {
    const { admin, settings, toasts } = useApp();
    const { t } = useText();
    const beside = useMedia("(width >= 900px)");
    const [open, setOpen] = useState(false);
    const place = usePlace().join("/");
    async function signOut(): Promise<void> {
        try {
            await admin.signOut();
        } catch (caught) {
            toasts.show({ kind: "error", text: problemText(caught) });
        }
    }
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
                    <AccountMenu
                        user={user}
                        here="admin"
                        settings={settings}
                        onSignOut={() => void signOut()}
                    />
                </header>
                <Lost client={admin.client} text={t("lost")} />
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
