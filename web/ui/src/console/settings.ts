// What a person chose for this browser. Kept in localStorage and shared by all tabs;
// public/theme.js reads the same
// entry before the first paint.
import { chooseLanguage, type Language } from "@parley/ui";
import { createValue, type Value } from "./value.ts";

export interface Settings {
    theme: "system" | "light" | "dark";
    language: Language;
    density: "comfortable" | "compact";
    sound: {
        /** 0 to 1. */
        volume: number;
        offer: boolean;
        message: boolean;
        /** Messages of the chat one looks at sound too. */
        when_focused: boolean;
    };
    notify: { on: boolean; hide_text: boolean };
}

const key = "parley.desk.settings";

export function defaults(languages: readonly string[]): Settings {
    return {
        theme: "system",
        language: chooseLanguage(languages),
        density: "comfortable",
        sound: { volume: 0.6, offer: true, message: true, when_focused: false },
        notify: { on: false, hide_text: false },
    };
}

/** Whatever is stored, only known members of the right kind are taken. */
export function readSettings(stored: string | null, base: Settings): Settings {
    let found: unknown;
    try {
        found = JSON.parse(stored ?? "{}");
    } catch {
        return base;
    }
    const settings = merge(base, found);
    const allowed: [keyof Settings, readonly string[]][] = [
        ["theme", ["system", "light", "dark"]],
        ["language", ["en", "de"]],
        ["density", ["comfortable", "compact"]],
    ];
    const checked: Record<string, unknown> = { ...settings };
    for (const [name, values] of allowed) {
        if (!values.includes(String(checked[name]))) checked[name] = base[name];
    }
    settings.sound.volume = Math.min(1, Math.max(0, settings.sound.volume));
    return checked as unknown as Settings;
}

function merge<T extends object>(base: T, found: unknown): T {
    const made = { ...base } as Record<string, unknown>;
    for (const [name, value] of Object.entries(base)) {
        const other = (found as Record<string, unknown> | null)?.[name];
        if (typeof value === "object") made[name] = merge(value as object, other);
        else if (typeof other === typeof value) made[name] = other;
    }
    return made as T;
}

export function createSettings(): Value<Settings> {
    const base = defaults(navigator.languages);
    const value = createValue(readSettings(localStorage.getItem(key), base));
    addEventListener("storage", (event) => {
        if (event.key === key) value.set(readSettings(event.newValue, base));
    });
    return {
        ...value,
        set(next) {
            value.set(next);
            try {
                localStorage.setItem(key, JSON.stringify(value.getSnapshot()));
            } catch {
                // A full or forbidden storage costs the memory of the choice, not the choice.
            }
        },
    };
}
