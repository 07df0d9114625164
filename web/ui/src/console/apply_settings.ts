// Makes what a person chose for this browser true for the page, now and whenever it changes.
import { i18n } from "@lingui/core";
import type { Language } from "../translate.ts";
import type { Settings } from "./settings.ts";
import type { Value } from "./value.ts";

/** Resolves once the texts are there; `speak` loads those of a language. */
export async function applySettings(
    settings: Value<Settings>,
    speak: (language: Language) => Promise<void>,
): Promise<void> {
    function apply(): void {
        const { theme, density, language } = settings.getSnapshot();
        const root = document.documentElement;
        if (theme === "system") delete root.dataset.theme;
        else root.dataset.theme = theme;
        root.dataset.density = density;
        if (i18n.locale !== language) void speak(language);
    }
    await speak(settings.getSnapshot().language);
    apply();
    settings.subscribe(apply);
}
