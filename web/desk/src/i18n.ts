// The desk's texts: its own catalogue and the one of the shared parts, compiled at build time, one
// language loaded.
import { i18n } from "@lingui/core";
import { useLingui } from "@lingui/react";
import type { Language, Translate } from "@parley/ui";
import type shared from "@parley/ui/locales/en.json";
import type own from "./locales/en.json";

export type TextId = keyof typeof own | keyof typeof shared;

const load = {
    en: () =>
        Promise.all([
            import("@parley/ui/locales/en.json?lingui"),
            import("./locales/en.json?lingui"),
        ]),
    de: () =>
        Promise.all([
            import("@parley/ui/locales/de.json?lingui"),
            import("./locales/de.json?lingui"),
        ]),
};

export async function speak(language: Language): Promise<void> {
    const [shared, own] = await load[language]();
    i18n.loadAndActivate({ locale: language, messages: { ...shared.messages, ...own.messages } });
    document.documentElement.lang = language;
}

/** Outside of components: in the language of this moment. */
export const text: Translate<TextId> = (id, values) => i18n._(id, values);

/**
 * `language` is for dates and numbers: the reader's own variant of the language, en-GB rather than
 * en.
 */
export function useText(): { t: Translate<TextId>; language: string } {
    const { i18n } = useLingui();
    const own = navigator.languages.find((tag) => tag.split("-")[0] === i18n.locale);
    return { t: text, language: own ?? i18n.locale };
}
