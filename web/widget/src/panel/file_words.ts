// What is said of files, in the language of the page around.
import { type AttachedFile, megabytes, type Problem, type Refusal } from "@parley/sdk";
import { reasons, rules, texts } from "./file_texts.ts";

const language = document.documentElement.lang === "de" ? "de" : "en";
const said = texts[language];

type Values = Record<string, string | number>;
const fill = (text: string, values: Values) =>
    text.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

export const say = (id: keyof typeof said, values: Values = {}): string => fill(said[id], values);

export function ruleText(
    why: keyof (typeof rules)["en"],
    { most = 0, bytes = 0 }: { most?: number; bytes?: number } = {},
): string {
    return fill(rules[language][why], { most, mb: megabytes(bytes).toLocaleString(language) });
}

export function refusalText({ name, why }: Refusal, allowed?: { most: number; bytes: number }) {
    return `${name}: ${ruleText(why, allowed)}`;
}

export function problemRule({ code, path }: Problem): keyof (typeof rules)["en"] {
    if (code === "invalid") return path === "/size" ? "empty" : "extension";
    if (code === "too_large") return "size";
    if (code === "forbidden" || code === "not_found") return "off";
    if (code === "unreadable") return "gone";
    return code === "chat_ended" || code === "too_many" ? code : "other";
}

/** A later server may know other reasons. */
export const reasonText = ({ reason }: AttachedFile): string =>
    reasons[language][reason!] ?? said.withheld;

const kilo = 1_024;

export function sizeText(bytes: number): string {
    const mega = bytes / kilo / kilo;
    if (mega < 1) return `${Math.ceil(bytes / kilo)} kB`;
    return `${mega.toLocaleString(language, { maximumFractionDigits: 1 })} MB`;
}
