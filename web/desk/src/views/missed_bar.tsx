// After an offer that ran out: the agent gets no more chats and learns so here, with the way back
// (W4 to W6).

import { choices, readyChoice, wordOf } from "@parley/ui/console/presence_words.ts";
import { BellOff } from "lucide-react";
import { useEffect } from "react";
import { useApp, useDeskState } from "../context.tsx";
import { useText } from "../i18n.ts";
import { setPresence } from "./actions.ts";
import styles from "./banner.module.css";

export function MissedBar() {
    const app = useApp();
    const { presence, statuses } = useDeskState();
    const { t } = useText();
    const missed = presence?.label === "rona";
    useEffect(() => {
        if (missed) app.announcer.alarm(t("presence.rona_hint"));
    }, [missed, app, t]);
    if (!missed) return null;
    const ready = readyChoice(statuses);
    const away = choices(statuses).find(({ status: { kind } }) =>
        ["away", "not_ready"].includes(kind),
    );
    return (
        <section className={`${styles.banner} ${styles.missed}`} aria-label={t("presence.rona")}>
            <BellOff size={16} aria-hidden="true" />
            {t("presence.rona_hint")}
            {ready && (
                <button
                    type="button"
                    className={styles.retry}
                    onClick={() => void setPresence(app, ready)}
                >
                    {t("presence.go_available")}
                </button>
            )}
            {away && (
                <button
                    type="button"
                    className={styles.quiet}
                    onClick={() => void setPresence(app, away)}
                >
                    {wordOf(away, t)}
                </button>
            )}
        </section>
    );
}
