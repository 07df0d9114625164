// The panel's texts: its own and the shared ones, in the language of the page around it.
import type { Chat, Problem } from "@parley/sdk";
import { type Language, type Translate, translator } from "@parley/ui";
import type { Texts } from "../locales/en.ts";

export type T = Translate<keyof Texts>;

/** Only the language that is spoken is loaded. */
export async function words(language: Language): Promise<T> {
    const { texts } =
        language === "de" ? await import("../locales/de.ts") : await import("../locales/en.ts");
    return translator<Texts>(language, texts);
}

/** `max` in code points; the server has the last word. */
export function tooLong(t: T, text: string, max = Infinity): string | undefined {
    const count = [...text].length;
    return count > max ? t("too_long", { max, count }) : undefined;
}

/** Why a start failed. */
export function problemText(t: T, { code, status }: Problem): string {
    if (code === "too_many") return t("problem.too_many");
    if (code === "queue_closed" || code === "no_agent") return t("problem.closed");
    return t(status === 0 || status >= 500 ? "problem.unreachable" : "problem.other");
}

/** Why a message was refused, where there is more to say than "Not sent". */
export function reasonText(t: T, { code }: Problem): string {
    return code === "chat_ended" || code === "invalid" ? t(`reason.${code}`) : "";
}

/** As an interval where it is known; "" where nothing is. */
export function waitText(
    t: T,
    { wait_s, wait_least_s = wait_s, wait_most_s = wait_s }: Chat,
): string {
    if (wait_least_s === undefined || wait_most_s === undefined) return "";
    if (wait_most_s < 60) return t("wait_short");
    const least = Math.ceil(wait_least_s / 60) || 1;
    const most = Math.ceil(wait_most_s / 60);
    return least < most ? t("wait_range", { least, most }) : t("wait", { count: most });
}
