// What is said with a chat that is handed on: why, what the customer wants, what has been done, what
// is open, and a note. Lines of a <dl>; only what was said.
import type { HandedOn } from "@parley/sdk";
import type { Translate } from "../../translate.ts";
import { type TextId, useText } from "../i18n.ts";
import styles from "./handed_on.module.css";

const causes: Readonly<Record<string, TextId>> = {
    transfer: "handed.transfer",
    conference: "handed.conference",
    hand_over: "handed.hand_over",
    take_over: "handed.take_over",
    lost: "handed.lost",
    retired: "handed.retired",
    assigned: "handed.assigned",
    requeued: "handed.requeued",
    signed_out: "handed.signed_out",
};
const whys: Readonly<Record<string, TextId>> = {
    asked: "handed.bot_asked",
    unknown: "handed.bot_unknown",
    answer: "handed.bot_answer",
    removed: "handed.bot_removed",
};

/** What somebody has written, and not the page. */
const own_words: ReadonlySet<TextId> = new Set<TextId>([
    "handed.wanted",
    "handed.done",
    "handed.open",
    "handed.note",
]);

/** In words; nothing of a cause that only a later server knows. */
export function whyHandedOn(of: HandedOn, t: Translate<TextId>): string | undefined {
    const { cause, why = "" } = of;
    const known = cause === "bot" ? whys : causes;
    const key = cause === "bot" ? why : cause;
    return Object.hasOwn(known, key) ? t(known[key]!, { name: of.from.name }) : undefined;
}

/** `asks`: what stands above says already that somebody asks, and who. */
export function HandOverFacts({ of, asks = false }: { of: HandedOn; asks?: boolean }) {
    const { t } = useText();
    const { card, note, cause } = of;
    // The newest card may be of somebody who had the chat before.
    const written_by = card && card.by.id !== of.from.id ? card.by.name : undefined;
    const asked = asks && (cause === "transfer" || cause === "conference");
    const lines: readonly (readonly [TextId, string | undefined])[] = [
        ["handed.why", asked ? undefined : whyHandedOn(of, t)],
        ["handed.card_by", written_by],
        ["handed.wanted", card?.wanted],
        ["handed.done", card?.done],
        ["handed.open", card?.open],
        ["handed.note", note],
    ];
    return lines.map(
        ([label, said]) =>
            said && (
                <div key={label} className={styles.line}>
                    <dt>{t(label)}</dt>
                    <dd data-said={own_words.has(label) ? "" : undefined}>
                        <bdi>{said}</bdi>
                    </dd>
                </div>
            ),
    );
}
