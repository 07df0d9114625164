// The person's own menu: look and language, sounds and notifications, keys, signing out.

import { Avatar } from "@parley/ui/console/avatar.tsx";
import { LookChoices } from "@parley/ui/console/look_choices.tsx";
import menu from "@parley/ui/console/menu.module.css";
import { roleNames } from "@parley/ui/console/role_words.ts";
import { Bell, Keyboard, LogOut, Settings } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./account_menu.module.css";
import { signOut } from "./actions.ts";
import { command_key } from "./shortcuts.ts";

export function AccountMenu() {
    const app = useApp();
    const { t } = useText();
    const { user } = app.desk;
    return (
        <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger asChild>
                <button type="button" className={styles.trigger}>
                    <Avatar name={user.display_name} size={30} />
                    <span className="sr">{t("account.menu", { name: user.display_name })}</span>
                </button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6}>
                <div className={menu.head}>
                    <Avatar name={user.display_name} />
                    <span>
                        <strong>{user.display_name}</strong>
                        <span>{roleNames(user, t).join(", ")}</span>
                    </span>
                </div>
                <div className={menu.line} />
                <LookChoices settings={app.settings} />
                <div className={menu.line} />
                <DropdownMenu.Item
                    className={menu.item}
                    onSelect={() => app.dialog.set({ name: "alerts" })}
                >
                    <Bell size={16} aria-hidden="true" />
                    <span>{t("alerts.title")}</span>
                </DropdownMenu.Item>
                <DropdownMenu.Item
                    className={menu.item}
                    onSelect={() => app.dialog.set({ name: "help" })}
                >
                    <Keyboard size={16} aria-hidden="true" />
                    <span>{t("help.title")}</span>
                    <span aria-hidden="true">
                        <kbd>{command_key} /</kbd>
                    </span>
                </DropdownMenu.Item>
                <div className={menu.line} />
                {user.rights.includes("settings_view") && (
                    <DropdownMenu.Item className={menu.item} asChild>
                        <a className={menu.link} href="/admin">
                            <Settings size={16} aria-hidden="true" />
                            <span>{t("account.admin")}</span>
                        </a>
                    </DropdownMenu.Item>
                )}
                <DropdownMenu.Item className={menu.item} onSelect={() => void signOut(app)}>
                    <LogOut size={16} aria-hidden="true" />
                    <span>{t("account.sign_out")}</span>
                </DropdownMenu.Item>
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}
