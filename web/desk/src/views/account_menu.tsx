// The person's own menu: look and language, sounds and notifications, keys, signing out.
import { Bell, Keyboard, LogOut } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useApp, useStore } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import type { Settings } from "../model/settings.ts";
import styles from "./account_menu.module.css";
import { signOut } from "./actions.ts";
import { Avatar } from "./avatar.tsx";
import menu from "./menu.module.css";
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
                        <span>{user.roles.map((role) => t(`role.${role}`)).join(", ")}</span>
                    </span>
                </div>
                <div className={menu.line} />
                <Choice
                    name="theme"
                    options={{
                        system: "theme.system",
                        light: "theme.light",
                        dark: "theme.dark",
                    }}
                />
                <Choice
                    name="density"
                    options={{ comfortable: "density.comfortable", compact: "density.compact" }}
                />
                <Choice name="language" options={{ en: "language.en", de: "language.de" }} />
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
                <DropdownMenu.Item className={menu.item} onSelect={() => void signOut(app)}>
                    <LogOut size={16} aria-hidden="true" />
                    <span>{t("account.sign_out")}</span>
                </DropdownMenu.Item>
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}

function Choice(props: {
    name: "theme" | "density" | "language";
    options: Record<string, TextId>;
}) {
    const { name, options } = props;
    const { settings } = useApp();
    const { t } = useText();
    const value = useStore(settings)[name];
    return (
        <DropdownMenu.RadioGroup
            value={value}
            aria-label={t(name)}
            onValueChange={(next) => settings.set((all) => ({ ...all, [name]: next }) as Settings)}
        >
            <div className={menu.label} aria-hidden="true">
                {t(name)}
            </div>
            <div className={menu.choices} role="presentation">
                {Object.entries(options).map(([option, label]) => (
                    <DropdownMenu.RadioItem
                        key={option}
                        value={option}
                        className={menu.choice}
                        lang={name === "language" ? option : undefined}
                        onSelect={(event) => event.preventDefault()}
                    >
                        {t(label)}
                    </DropdownMenu.RadioItem>
                ))}
            </div>
        </DropdownMenu.RadioGroup>
    );
}
