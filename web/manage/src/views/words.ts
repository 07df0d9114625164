// Numbers as the room writes them.
import { stopwatch } from "@parley/ui";

/** 2:00 */
export const limitWord = (seconds: number): string => stopwatch(seconds * 1_000);

/** 84 % as the language writes it. */
export const percentOf = (percent: number | undefined, language: string): string =>
    percent === undefined ? "–" : percentWord(percent, 100, language);

/** A share of a whole, in percent; nothing of nothing. */
export function percentWord(part: number, whole: number, language: string): string {
    if (!whole) return "–";
    return (part / whole).toLocaleString(language, { style: "percent", maximumFractionDigits: 1 });
}

export const durationWord = (seconds: number | undefined): string =>
    seconds === undefined ? "–" : stopwatch(seconds * 1_000);
