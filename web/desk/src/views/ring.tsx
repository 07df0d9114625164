// The countdown of an offer: a ring that moves once a second, and the number of seconds in it.
import type { Offer } from "@parley/sdk";
import { useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./ring.module.css";

const radius = 18;
const round = 2 * Math.PI * radius;

export function Ring({ offer, small = false }: { offer: Offer; small?: boolean }) {
    const { t } = useText();
    const now = useNow();
    const end = Date.parse(offer.expires_at);
    const whole = Math.max(1, end - Date.parse(offer.offered_at));
    const left = Math.min(whole, Math.max(0, end - now));
    const seconds = Math.ceil(left / 1000);
    return (
        <span
            className={small ? `${styles.ring} ${styles.small}` : styles.ring}
            role="img"
            aria-label={t("seconds", { count: seconds })}
        >
            <svg viewBox="0 0 44 44" aria-hidden="true">
                <circle className={styles.track} cx="22" cy="22" r={radius} />
                <circle
                    className={seconds <= 5 ? `${styles.left} ${styles.hurry}` : styles.left}
                    cx="22"
                    cy="22"
                    r={radius}
                    strokeDasharray={`${(round * left) / whole} ${round}`}
                    transform="rotate(-90 22 22)"
                />
            </svg>
            <span className={styles.number} aria-hidden="true">
                {seconds}
            </span>
        </span>
    );
}
