// Texts in the reader's language. Catalogues are JSON, id to ICU message, of which this reads what
// we write:
// {name} and one level of {count, plural, one {…} other {…}} with # for the number.

export type Catalogue = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate<Id extends string = string> = (id: Id, values?: Values) => string;

const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** The first wanted language that we speak, else English. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
    for (const tag of wanted) {
        const found = languages.find((one) => tag?.toLowerCase().split("-")[0] === one);
        if (found) return found;
    }
    return "en";
}

/** A text that is not there, yet, is undefined: nothing is shown. */
export function translator<C extends Catalogue>(
    language: Language,
    catalogue: C,
): Translate<keyof C & string> {
    const plural = new Intl.PluralRules(language);
    return (id, values = {}) =>
        catalogue[id]
            ?.replace(/\{(\w+), plural,((?: ?\w+ \{[^}]*\})+) ?\}/g, (_, name, forms) => {
                const count = Number(values[name]);
                const form = (which: string) =>
                    new RegExp(`\\b${which} \\{([^}]*)\\}`).exec(forms)?.[1];
                const text = form(plural.select(count)) ?? form("other")!;
                return text.replace("#", count.toLocaleString(language));
            })
            .replace(/\{(\w+)\}/g, (_, name) =>
                // A name's writing direction stays its own.
                String(values[name]).replace(/\p{Bidi_C}/gu, ""),
            ) as string;
}
