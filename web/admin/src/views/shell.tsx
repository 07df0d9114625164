// The frame of the administration: top bar with the search, the tree of pages, the open page.

import type { User } from "@parley/sdk";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { Drawer } from "@parley/ui/console/drawer.tsx";
import { useMedia, useStore } from "@parley/ui/console/hooks.ts";
import { usePlace } from "@parley/ui/console/router.ts";
import { Shell as Around, Entry } from "@parley/ui/console/shell.tsx";
import { Menu } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp, useReach } from "../context.tsx";
import { useText } from "../i18n.ts";
import { OpenPage } from "./open_page.tsx";
import { content, groups, home, type Item } from "./places.ts";
import { Search } from "./search.tsx";
import styles from "./shell.module.css";

export function Shell({ user }: { user: User }) {
    const { admin, settings, toasts } = useApp();
    const { t } = useText();
    const { sees_all } = useReach();
    const beside = useMedia("(width >= 900px)");
    const [open, setOpen] = useState(false);
    const place = usePlace().join("/");
    useEffect(() => setOpen(false), [place, beside]);
    return (
        <Around
            app={{ client: admin.client, user, settings, toasts, signOut: admin.signOut }}
            here="admin"
            name={t("face")}
            lost={t("lost")}
            first={
                !beside && (
                    <button
                        type="button"
                        className="button quiet square"
                        aria-label={t("nav.open")}
                        aria-expanded={open}
                        onClick={() => setOpen(true)}
                    >
                        <Menu size={20} aria-hidden="true" />
                    </button>
                )
            }
            bar={sees_all && <Search />}
            beside={
                beside ? (
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
                )
            }
        >
            <OpenPage />
            <LeaveDialog />
        </Around>
    );
}

function Tree() {
    const { t } = useText();
    const [page] = usePlace();
    const { sees_all, defines_canned, writes_articles } = useReach();
    // Who writes contents and nothing else has nothing else here.
    const own = content.items.filter(({ place }) =>
        place === "articles" ? writes_articles : defines_canned,
    );
    const entry = ({ place, icon, label }: Item) => (
        <Entry key={place} to={place} icon={icon} label={t(label)} here={page === place} />
    );
    return (
        <nav className={styles.tree} aria-label={t("nav.label")}>
            {sees_all && <ul>{entry(home)}</ul>}
            {(sees_all ? groups : [{ ...content, items: own }]).map((group) => (
                <div key={group.label}>
                    <h2 className={styles.group} id={group.label}>
                        {t(group.label)}
                    </h2>
                    <ul aria-labelledby={group.label}>{group.items.map(entry)}</ul>
                </div>
            ))}
        </nav>
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
