// In the person's own menu: theme, density and language of this browser.
import { DropdownMenu } from "radix-ui";
import { useStore } from "./hooks.ts";
import { type TextId, useText } from "./i18n.ts";
import menu from "./menu.module.css";
import type { Settings } from "./settings.ts";
import type { Value } from "./value.ts";

type Name = "theme" | "density" | "language";

const choices: Record<Name, Record<string, TextId>> = {
    theme: { system: "theme.system", light: "theme.light", dark: "theme.dark" },
    density: { comfortable: "density.comfortable", compact: "density.compact" },
    language: { en: "language.en", de: "language.de" },
};

export function LookChoices({ settings }: { settings: Value<Settings> }) {
    return (Object.keys(choices) as Name[]).map((name) => (
        <Choice key={name} name={name} settings={settings} />
    ));
}

function Choice({ name, settings }: { name: Name; settings: Value<Settings> }) {
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
                {Object.entries(choices[name]).map(([option, label]) => (
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
