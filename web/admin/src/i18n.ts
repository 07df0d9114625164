// The texts of the administration: its own catalogue and those of the shared parts, one language
// loaded.
import { type TextId as SharedTextId, speaker, texts, useTexts } from "@parley/ui/console/i18n.ts";
import type own from "./locales/en.json";

export type TextId = keyof typeof own | SharedTextId;

export const speak = speaker({
    en: () => import("./locales/en.json?lingui"),
    de: () => import("./locales/de.json?lingui"),
});

/** Outside of components: in the language of this moment. */
export const text = texts<TextId>();

export const useText = useTexts<TextId>;
