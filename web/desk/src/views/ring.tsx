// The time of an offer, as its queue shows it: what is left (a ring that moves once a second), how
// long it has been open, or nothing but that it is there.
import type { Offer } from "@parley/sdk";
import { BellRing } from "lucide-react";
import { useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./ring.module.css";

const radius = 18;
const round = 2 * Math.PI * radius;

export function Ring({ offer, small = false }: { offer: Offer; small?: boolean }) {
    const counts = offer.timer === "up" || (offer.timer === "down" && offer.expires_at);
    const size = small ? `${styles.ring} ${styles.small}` : styles.ring!;
    if (counts) return <Counting offer={offer} className={size} />;
    return (
        <span className={`${size} ${styles.plain}`} aria-hidden="true">
            <BellRing size={small ? 14 : 20} />
        </span>
    );
}

function Counting({ offer, className }: { offer: Offer; className: string }) {
    const { t } = useText();
    const now = useNow();
    const begin = Date.parse(offer.offered_at);
    const open = Math.max(0, now - begin);
    const whole = offer.expires_at ? Math.max(1, Date.parse(offer.expires_at) - begin) : undefined;
    const left = whole && Math.max(0, whole - open);
    const up = offer.timer === "up";
    const seconds = up ? Math.floor(open / 1000) : Math.ceil((left ?? 0) / 1000);
    const share = whole ? Math.min(1, (up ? open : (left ?? 0)) / whole) : 1;
    const hurry = left !== undefined && left <= 5_000;
    return (
        <span
            className={className}
            role="img"
            aria-label={t(up ? "offer.open_for" : "seconds", { count: seconds })}
        >
            <svg viewBox="0 0 44 44" aria-hidden="true">
                <circle className={styles.track} cx="22" cy="22" r={radius} />
                <circle
                    className={hurry ? `${styles.left} ${styles.hurry}` : styles.left}
                    cx="22"
                    cy="22"
                    r={radius}
                    strokeDasharray={`${round * share} ${round}`}
                    transform="rotate(-90 22 22)"
                />
            </svg>
            <span className={styles.number} aria-hidden="true">
                {seconds < 1_000 ? seconds : `${Math.floor(seconds / 60)}′`}
            </span>
        </span>
    );
}
