// The state of the connection, said calmly: after 2 s without one, with a way to hurry after 10 s,
// and when it is back.
// Below it, where the browser holds sounds back.
import type { Status } from "@parley/sdk";
import { CircleCheck, RefreshCw, VolumeX, WifiOff } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useApp, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./banner.module.css";

const quiet_ms = 2_000;
const hurry_ms = 10_000;
const back_ms = 2_000;

type Shown = "nothing" | "lost" | "long" | "back";

export function Banner() {
    const { desk, announcer, sounds } = useApp();
    const { t } = useText();
    const status = useSyncExternalStore<Status>(desk.client.onState, () => desk.client.status);
    const blocked = useStore(sounds.blocked);
    const [shown, setShown] = useState<Shown>("nothing");
    const open = status.state === "open";

    useEffect(() => {
        if (open) {
            setShown((before) => (before === "nothing" ? "nothing" : "back"));
            return;
        }
        const timers = [
            setTimeout(() => setShown("lost"), quiet_ms),
            setTimeout(() => setShown("long"), hurry_ms),
        ];
        return () => timers.forEach(clearTimeout);
    }, [open]);
    useEffect(() => {
        if (shown === "lost") announcer.say(t("banner.lost"));
        if (shown !== "back") return;
        announcer.say(t("banner.back"));
        const timer = setTimeout(() => setShown("nothing"), back_ms);
        return () => clearTimeout(timer);
    }, [shown, announcer, t]);

    return (
        <section aria-label={t("banner.label")}>
            {shown === "back" && (
                <div className={`${styles.banner} ${styles.back}`}>
                    <CircleCheck size={16} aria-hidden="true" />
                    {t("banner.back")}
                </div>
            )}
            {(shown === "lost" || shown === "long") && (
                <div className={`${styles.banner} ${styles.lost}`}>
                    <WifiOff size={16} aria-hidden="true" />
                    {t("banner.lost")}
                    {shown === "long" && (
                        <button
                            type="button"
                            className={styles.retry}
                            onClick={desk.client.retryNow}
                        >
                            <RefreshCw size={14} aria-hidden="true" />
                            {t("banner.retry")}
                        </button>
                    )}
                </div>
            )}
            {blocked && (
                <div className={`${styles.banner} ${styles.muted}`}>
                    <VolumeX size={16} aria-hidden="true" />
                    {t("banner.sound_blocked")}
                </div>
            )}
        </section>
    );
}
