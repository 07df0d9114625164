// The panel's texts: its own and the shared ones, in the language of the page around it.
import type { Problem } from "@parley/sdk";
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
