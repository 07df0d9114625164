// The person's own menu: look and language, the ways to the other faces, signing out.
import type { Right, User } from "@parley/sdk";
import { Gauge, Inbox, LogOut, type LucideIcon, Settings as SettingsIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./account_menu.module.css";
import { Avatar } from "./avatar.tsx";
import { type TextId, useText } from "./i18n.ts";
import { LookChoices } from "./look_choices.tsx";
import menu from "./menu.module.css";
import { roleNames } from "./role_words.ts";
import type { Settings } from "./settings.ts";
import type { Value } from "./value.ts";

export type FaceName = "desk" | "manage" | "admin";

/** Where they are, and by which rights, any of them, somebody comes in. */
const faces: readonly { name: FaceName; label: TextId; icon: LucideIcon; rights?: Right[] }[] = [
    { name: "desk", label: "account.desk", icon: Inbox },
    { name: "manage", label: "account.manage", icon: Gauge, rights: ["agent_view"] },
    {
        name: "admin",
        label: "account.admin",
        icon: SettingsIcon,
        rights: ["settings_view", "canned_manage", "article_manage"],
    },
];

export function AccountMenu(props: {
    user: User;
    here: FaceName;
    settings: Value<Settings>;
    onSignOut: () => void;
    /** Items of this face alone. */
    children?: ReactNode;
}) {
    const { user, here, settings, onSignOut, children } = props;
    const { t } = useText();
    const others = faces.filter(
        ({ name, rights }) =>
            name !== here && (!rights || rights.some((one) => user.rights.includes(one))),
    );
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
                {children && (
                    <>
                        {children}
                        <div className={menu.line} />
                    </>
                )}
                {others.map(({ name, label, icon: Icon }) => (
                    <DropdownMenu.Item key={name} className={menu.item} asChild>
                        <a className={menu.link} href={`/${name}`}>
                            <Icon size={16} aria-hidden="true" />
                            <span>{t(label)}</span>
                        </a>
                    </DropdownMenu.Item>
                ))}
                <DropdownMenu.Item className={menu.item} onSelect={onSignOut}>
                    <LogOut size={16} aria-hidden="true" />
                    <span>{t("account.sign_out")}</span>
                </DropdownMenu.Item>
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}
