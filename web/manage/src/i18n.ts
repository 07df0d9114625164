// The room's texts: its own catalogue and those of the shared parts, one language loaded.
import type { Language } from "@parley/ui";
import {
    type TextId as ConsoleTextId,
    speakWith,
    texts,
    useTexts,
} from "@parley/ui/console/i18n.ts";
import type shared from "@parley/ui/locales/en.json";
import type own from "./locales/en.json";

export type TextId = keyof typeof own | keyof typeof shared | ConsoleTextId;

const load = {
    en: () =>
        Promise.all([
            import("@parley/ui/locales/en.json?lingui"),
            import("@parley/ui/console/locales/en.json?lingui"),
            import("./locales/en.json?lingui"),
        ]),
    de: () =>
        Promise.all([
            import("@parley/ui/locales/de.json?lingui"),
            import("@parley/ui/console/locales/de.json?lingui"),
            import("./locales/de.json?lingui"),
        ]),
};

export async function speak(language: Language): Promise<void> {
    speakWith(language, await load[language]());
}

/** Outside of components: in the language of this moment. */
export const text = texts<TextId>();

export const useText = useTexts<TextId>;
