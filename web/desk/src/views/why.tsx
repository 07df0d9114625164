// Why a chat came to whom it came: one sentence, and behind a button everybody who was considered,
// with what stood against each (N2).
import type { Explained, ExplainedAgent, OfferExplain } from "@parley/sdk";
import type { Translate } from "@parley/ui";
import { stopwatch } from "@parley/ui";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { CircleQuestionMark } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import styles from "./why.module.css";

/** Nothing while it is fetched, and where nothing was kept: a chat that was taken by hand. */
function useExplained(of: OfferExplain): Explained | undefined {
    const { desk } = useApp();
    const [found, setFound] = useState<Explained>();
    const { offer, chat } = of;
    useEffect(() => {
        let left = false;
        setFound(undefined);
        desk.client.call("offer.explain", offer ? { offer } : { chat: chat! }).then(
            (explained) => {
                if (!left) setFound(explained);
            },
            // It only explains: where it cannot, there is nothing for anybody to do.
            () => undefined,
        );
        return () => {
            left = true;
        };
    }, [desk, offer, chat]);
    return found;
}

/** The sentence with the button to all of it. */
export function Why({ of }: { of: OfferExplain }) {
    const { desk } = useApp();
    const { t } = useText();
    const [open, setOpen] = useState(false);
    const explained = useExplained(of);
    if (!explained) return null;
    return (
        <div className={styles.why}>
            {sentence(explained, desk.user.id, t)}{" "}
            <button type="button" className={styles.more} onClick={() => setOpen(true)}>
                <CircleQuestionMark size={14} aria-hidden="true" />
                {t("why.all")}
            </button>
            {open && <All explained={explained} onClose={() => setOpen(false)} />}
        </div>
    );
}

/** What decided: the strongest thing that set the chosen one apart. */
function sentence(explained: Explained, me: string, t: Translate<TextId>): string {
    const chosen = explained.candidates.find((one) => one.standing === "chosen");
    if (!chosen) return t("why.nobody");
    const able = explained.candidates.filter((one) => could.has(one.standing));
    if (able.length <= 1) return t("why.only");
    const values = {
        who: chosen.agent === me ? "me" : "other",
        name: chosen.name,
        count: able.length,
        time: stopwatch(chosen.idle_s * 1000),
        load: chosen.load,
    };
    if (able.some((one) => one.standing === "not_last_agent")) return t("why.last", values);
    return t(`why.${explained.strategy}`, values);
}

const could: ReadonlySet<string> = new Set([
    "chosen",
    "not_last_agent",
    "idle_shorter",
    "more_load",
    "later_turn",
    "later_id",
]);

function All({ explained, onClose }: { explained: Explained; onClose: () => void }) {
    const { desk } = useApp();
    const { t } = useText();
    const chosen = explained.candidates.find((one) => one.standing === "chosen");
    const who = !chosen ? "nobody" : chosen.agent === desk.user.id ? "me" : "other";
    const title = t("why.title", { who, name: chosen?.name ?? "" });
    return (
        <Dialog title={title} size="medium" onClose={onClose}>
            <div className={dialog.body}>
                <p>{sentence(explained, desk.user.id, t)}</p>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys */}
                <section className={styles.box} aria-label={title} tabIndex={0}>
                    <table className={styles.table}>
                        <thead>
                            <tr>
                                <th scope="col">{t("people.agent")}</th>
                                <th scope="col">{t("why.reason")}</th>
                                <th scope="col">{t("why.free")}</th>
                                <th scope="col">{t("people.load")}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {explained.candidates.map((one) => (
                                <tr
                                    key={one.agent}
                                    data-chosen={one.standing === "chosen" || undefined}
                                >
                                    <th scope="row">
                                        {one.agent === desk.user.id ? t("you") : one.name}
                                    </th>
                                    <td>{reason(one, t)}</td>
                                    <td>{stopwatch(one.idle_s * 1000)}</td>
                                    <td>
                                        {one.load} / {one.capacity}
                                    </td>
                                </tr>
                            ))}
                            {explained.rest.map(({ standing, count }) => (
                                <tr key={standing}>
                                    <th scope="row">{t("offer.more", { count })}</th>
                                    <td colSpan={3}>
                                        {t(`why.is_${standing}`, { skill: "", held: 0, needed: 0 })}
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </section>
            </div>
            <div className={dialog.actions}>
                <button data-focus-first type="button" className="button primary" onClick={onClose}>
                    {t("close")}
                </button>
            </div>
        </Dialog>
    );
}

function reason({ standing, skill }: ExplainedAgent, t: Translate<TextId>): string {
    return t(`why.is_${standing}`, {
        skill: skill?.label ?? "",
        held: skill?.held ?? 0,
        needed: skill?.needed ?? 0,
    });
}
