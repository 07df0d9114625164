// Texts of the faces for staff: each has its own catalogue beside the shared ones, compiled at build
// time, one language loaded.
import { i18n } from "@lingui/core";
import { useLingui } from "@lingui/react";
import type { Language, Translate, Values } from "../translate.ts";
import type own from "./locales/en.json";

export type TextId = keyof typeof own;

type Compiled = { messages: Parameters<typeof i18n.load>[1] };
/** Catalogues, loaded for the language that is spoken. */
export type Catalogue = Readonly<Record<Language, () => Promise<Compiled>>>;

const own_catalogue: Catalogue = {
    en: () => import("./locales/en.json?lingui"),
    de: () => import("./locales/de.json?lingui"),
};

/** With the shared texts, those that a face adds. */
export function speaker(...added: Catalogue[]): (language: Language) => Promise<void> {
    return async (language) => {
        const all = [own_catalogue, ...added].map((catalogue) => catalogue[language]());
        const messages = Object.assign({}, ...(await Promise.all(all)).map((one) => one.messages));
        i18n.loadAndActivate({ locale: language, messages });
        document.documentElement.lang = language;
    };
}

const right_to_left =
    /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Syrc}\p{Script=Thaa}\p{Script=Nkoo}]/u;

/** A name's writing direction stays its own: the sentence around it keeps its order. Pure. */
export function ownDirection(value: string): string {
    const plain = value.replace(/\p{Bidi_C}/gu, "");
    return right_to_left.test(plain) ? `\u2068${plain}\u2069` : plain;
}

function isolated(values: Values): Values {
    const kept = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === "string" ? ownDirection(value) : value,
    ]);
    return Object.fromEntries(kept);
}

/** Outside of components: in the language of this moment. */
export function texts<Id extends string>(): Translate<Id> {
    return (id, values) => i18n._(id, values && isolated(values));
}

const all_texts = texts<string>();

/**
 * `language` is for dates and numbers: the reader's own variant of the language, en-GB rather than
 * en.
 */
export function useTexts<Id extends string>(): { t: Translate<Id>; language: string } {
    const { i18n } = useLingui();
    const own = navigator.languages.find((tag) => tag.split("-")[0] === i18n.locale);
    return { t: all_texts, language: own ?? i18n.locale };
}

/** For the shared parts, outside of components: in the language of this moment. */
export const text = texts<TextId>();

/** For the shared parts. */
export const useText: () => { t: Translate<TextId>; language: string } = useTexts;
