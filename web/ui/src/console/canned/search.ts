// Which prepared answers fit what somebody types, and in which order: by code, title and text, and
// among alike ones by how often the person has used them. In linear time, without patterns that
// anybody writes (fF13). Pure.
import type { Canned, CannedLanguage } from "@parley/sdk";

/** The / and what is typed behind it, at the beginning of a line or after a space. */
export function slashAt(text: string, caret: number): { from: number; like: string } | undefined {
    const before = text.slice(0, caret);
    const from = before.lastIndexOf("/");
    if (from < 0 || (from > 0 && !/\s/.test(before[from - 1] ?? ""))) return undefined;
    const like = before.slice(from + 1);
    if (/\s/.test(like) || like.length > 40) return undefined;
    return { from, like };
}

function fold(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
}

/** Whether the letters of one stand in the other, in their order. */
function scattered(needle: string, text: string): boolean {
    let at = 0;
    for (const letter of needle) {
        at = text.indexOf(letter, at);
        if (at < 0) return false;
        at += letter.length;
    }
    return true;
}

const fit = { none: 0, letters: 1, text: 2, inside: 3, begins: 4, code: 5 } as const;

interface Folded {
    code: string;
    title: string;
    text: string;
}
const folded = new WeakMap<Canned, Folded>();
function foldedOf(one: Canned): Folded {
    let known = folded.get(one);
    if (!known) {
        known = { code: one.code, title: fold(one.title), text: fold(one.text) };
        folded.set(one, known);
    }
    return known;
}

/** How well one word fits an answer. */
function fitOf(word: string, { code, title, text }: Folded): number {
    if (code === word) return fit.code;
    if (code.startsWith(word) || title.startsWith(word)) return fit.begins;
    if (title.includes(` ${word}`)) return fit.begins;
    if (code.includes(word) || title.includes(word)) return fit.inside;
    if (text.includes(word)) return fit.text;
    return scattered(word, code) || scattered(word, title) ? fit.letters : fit.none;
}

/** Those that fit every word: better ones first, then what is used more, then by title. */
export function matching(all: readonly Canned[], query: string): readonly Canned[] {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const rated = all.flatMap((one) => {
        const fits = words.map((word) => fitOf(word, foldedOf(one)));
        const least = Math.min(fit.code, ...fits);
        return least > fit.none ? [{ one, least }] : [];
    });
    rated.sort(
        (a, b) =>
            b.least - a.least ||
            b.one.uses - a.one.uses ||
            a.one.title.localeCompare(b.one.title) ||
            a.one.code.localeCompare(b.one.code),
    );
    return rated.map(({ one }) => one);
}

/** Of an answer that there is in several languages, the one of the conversation. */
export function inLanguage(
    all: readonly Canned[],
    language: Exclude<CannedLanguage, "any">,
): readonly Canned[] {
    const best = new Map<string, Canned>();
    const rank = (one: Canned) => (one.language === language ? 0 : one.language === "any" ? 1 : 2);
    const uses = new Map<string, number>();
    for (const one of all) {
        const key = `${one.scope} ${one.team ?? ""} ${one.code}`;
        const known = best.get(key);
        uses.set(key, (uses.get(key) ?? 0) + one.uses);
        if (!known || rank(one) < rank(known)) best.set(key, one);
    }
    return [...best].map(([key, one]) => {
        const all_uses = uses.get(key) ?? 0;
        return all_uses === one.uses ? one : { ...one, uses: all_uses };
    });
}

/** Words that are frequent in one of the languages and are none in the other. */
const frequent = {
    de: "der das und ich ist nicht sie ein eine zu mit auf für wie mein meine haben habe hallo guten bitte danke kann noch aber wird bei wir auch oder wann warum",
    en: "the and is you it to of my for not have has with hello hi please thanks thank can how what when why your are this that but do does would could",
} as const;
const words_of = {
    de: new Set(frequent.de.split(" ")),
    en: new Set(frequent.en.split(" ")),
};

/** The language in which somebody writes; `otherwise` where that cannot be told. */
export function languageOf(texts: readonly string[], otherwise: "de" | "en"): "de" | "en" {
    let de = 0;
    let en = 0;
    for (const word of texts
        .join(" ")
        .toLowerCase()
        .match(/\p{L}+/gu) ?? []) {
        if (words_of.de.has(word) || /[äöüß]/.test(word)) de += 1;
        if (words_of.en.has(word)) en += 1;
    }
    return de === en ? otherwise : de > en ? "de" : "en";
}

/** From "Orders / Refunds", as one types it. */
export function folderFrom(text: string): string[] {
    return text
        .split("/")
        .map((name) => name.trim())
        .filter(Boolean);
}

export function folderText(folder: readonly string[]): string {
    return folder.join(" / ");
}

/** A short code for a title: its first words, as codes are written. */
export function codeFrom(title: string): string {
    const plain = title.replace(/[äöüÄÖÜ]/g, (one) => `${one}e`);
    return fold(plain)
        .split(/[^a-z0-9]+/)
        .filter(Boolean)
        .slice(0, 3)
        .join("-")
        .slice(0, 40);
}
