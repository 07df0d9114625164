// The top bar: mark, palette, how many chats, presence, the person's own menu.

import { Logo } from "@parley/ui/console/logo.tsx";
import { Search } from "lucide-react";
import { useApp, useDeskState } from "../context.tsx";
import { useText } from "../i18n.ts";
import { AccountMenu } from "./account_menu.tsx";
import { MentionsMenu } from "./mentions_menu.tsx";
import { PresenceMenu } from "./presence_menu.tsx";
import { command_key } from "./shortcuts.ts";
import styles from "./top_bar.module.css";

export function TopBar({ page }: { page: string }) {
    const { dialog } = useApp();
    const { presence } = useDeskState();
    const { t } = useText();
    return (
        <header className={styles.bar} data-region="top" tabIndex={-1}>
            <Logo />
            <h1 className="sr">{page}</h1>
            <div className={styles.middle}>
                <button
                    type="button"
                    className={styles.search}
                    aria-keyshortcuts="Control+K Meta+K"
                    data-region-focus
                    onClick={() => dialog.set({ name: "palette" })}
                >
                    <Search size={16} aria-hidden="true" />
                    <span className={styles.search_text}>{t("palette.open")}</span>
                    <span aria-hidden="true">
                        <kbd>{command_key} K</kbd>
                    </span>
                </button>
            </div>
            {presence && (
                <>
                    <span className={styles.capacity}>
                        {t("capacity", { load: presence.used / 100, capacity: presence.capacity })}
                    </span>
                    <PresenceMenu presence={presence} />
                </>
            )}
            <MentionsMenu />
            <AccountMenu />
        </header>
    );
}
