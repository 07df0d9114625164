// Why a chat goes to whom it goes: one sentence, and everybody who was considered with what stood
// against each (N2). The desk says it of chats that came, the administration of those that might.
import type { ChatMoved, Explained, ExplainedAgent } from "@parley/sdk";
import { stopwatch } from "../time.ts";
import type { Translate } from "../translate.ts";
import styles from "./explained.module.css";
import { type TextId, useText } from "./i18n.ts";

/** Who reads it, and whether it has happened: `me` by id, or nobody of them. */
export interface Reader {
    me?: string;
    /** It is about what would happen now. */
    now?: boolean;
}

/** What brought it to its queue, and what decided there. */
export const explainedSentence = (
    explained: Explained,
    reader: Reader,
    t: Translate<TextId>,
): string =>
    [...explained.moves.map((one) => moved(one, t)), decided(explained, reader, t)].join(" ");

const moved = ({ cause, rule = "", from, to }: ChatMoved, t: Translate<TextId>): string =>
    t(`explained.by_${cause}`, { rule, from, to });

/** The strongest thing that set the chosen one apart. */
function decided(explained: Explained, { me, now = false }: Reader, t: Translate<TextId>): string {
    const chosen = chosenOf(explained);
    if (!chosen) return t("explained.nobody");
    const able = explained.candidates.filter((one) => could.has(one.standing));
    if (able.length <= 1) return t("explained.only", { when: now ? "now" : "then" });
    const values = {
        who: now ? "now" : chosen.agent === me ? "me" : "other",
        name: chosen.name,
        count: able.length,
        time: stopwatch(chosen.idle_s * 1000),
        load: chosen.used / 100,
    };
    if (able.some((one) => one.standing === "not_last_agent")) return t("explained.last", values);
    return t(`explained.${explained.strategy}`, values);
}

export const chosenOf = (explained: Explained): ExplainedAgent | undefined =>
    explained.candidates.find((one) => one.standing === "chosen");

const could: ReadonlySet<string> = new Set([
    "chosen",
    "not_last_agent",
    "idle_shorter",
    "more_load",
    "later_turn",
    "later_id",
]);

export function ExplainedTable(props: { explained: Explained; reader: Reader; label: string }) {
    const { explained, reader, label } = props;
    const { t } = useText();
    return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys
        <section className={styles.box} aria-label={label} tabIndex={0}>
            <table className={styles.table}>
                <thead>
                    <tr>
                        <th scope="col">{t("explained.agent")}</th>
                        <th scope="col">{t("explained.reason")}</th>
                        <th scope="col">{t("explained.free")}</th>
                        <th scope="col">{t("explained.load")}</th>
                    </tr>
                </thead>
                <tbody>
                    {explained.candidates.map((one) => (
                        <tr key={one.agent} data-chosen={one.standing === "chosen" || undefined}>
                            <th scope="row">
                                {one.agent === reader.me ? t("explained.you") : one.name}
                            </th>
                            <td>{reason(one, t)}</td>
                            <td>{stopwatch(one.idle_s * 1000)}</td>
                            <td>
                                {t("explained.places", {
                                    used: one.used / 100,
                                    capacity: one.capacity,
                                })}
                            </td>
                        </tr>
                    ))}
                    {explained.rest.map(({ standing, count }) => (
                        <tr key={standing}>
                            <th scope="row">{t("explained.more", { count })}</th>
                            <td colSpan={3}>
                                {t(`explained.is_${standing}`, { skill: "", held: 0, needed: 0 })}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </section>
    );
}

function reason({ standing, skill }: ExplainedAgent, t: Translate<TextId>): string {
    return t(`explained.is_${standing}`, {
        skill: skill?.label ?? "",
        held: skill?.held ?? 0,
        needed: skill?.needed ?? 0,
    });
}
