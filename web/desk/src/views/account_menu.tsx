// The person's own menu: beside what every face has there, sounds, notifications and keys.
import { AccountMenu as SharedMenu } from "@parley/ui/console/account_menu.tsx";
import menu from "@parley/ui/console/menu.module.css";
import { Bell, Keyboard } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { signOut } from "./actions.ts";
import { command_key } from "./shortcuts.ts";

export function AccountMenu() {
    const app = useApp();
    const { t } = useText();
    return (
        <SharedMenu
            user={app.desk.user}
            here="desk"
            settings={app.settings}
            onSignOut={() => void signOut(app)}
        >
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
        </SharedMenu>
    );
}
