// The person's own menu: look and language, the way to the desk, signing out.
import type { User } from "@parley/sdk";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { LookChoices } from "@parley/ui/console/look_choices.tsx";
import menu from "@parley/ui/console/menu.module.css";
import { roleNames } from "@parley/ui/console/role_words.ts";
import { Inbox, LogOut } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./account_menu.module.css";
import { problemText } from "./problem_text.ts";

export function AccountMenu({ user }: { user: User }) {
    const { admin, settings, toasts } = useApp();
    const { t } = useText();
    async function signOut(): Promise<void> {
        try {
            await admin.signOut();
        } catch (caught) {
            toasts.show({ kind: "error", text: problemText(caught) });
        }
    }
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
                <LookChoices settings={settings} />
                <div className={menu.line} />
                <DropdownMenu.Item className={menu.item} asChild>
                    <a className={menu.link} href="/desk">
                        <Inbox size={16} aria-hidden="true" />
                        <span>{t("account.desk")}</span>
                    </a>
                </DropdownMenu.Item>
                <DropdownMenu.Item className={menu.item} onSelect={() => void signOut()}>
                    <LogOut size={16} aria-hidden="true" />
                    <span>{t("account.sign_out")}</span>
                </DropdownMenu.Item>
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}
