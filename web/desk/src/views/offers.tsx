// Offers: a card at the top right in wide windows, a bar in the thread below that, and a row at the
// head of the list.
// None of them takes the focus.
import type { Offer } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { HandOverFacts } from "@parley/ui/console/chat/handed_on.tsx";
import { useId } from "react";
import { useApp, useDeskState, useNow, useOneColumn, useStore, useWide } from "../context.tsx";
import { useText } from "../i18n.ts";
import { declineReasons } from "../model/desk_state.ts";
import { accept, acceptAll } from "./actions.ts";
import row from "./chat_row.module.css";
import { Decline, DeclineForm } from "./decline.tsx";
import styles from "./offers.module.css";
import { Ring } from "./ring.tsx";
import { alt_key } from "./shortcuts.ts";
import { Why } from "./why.tsx";

const shown_max = 3;

const asks = {
    queue: "offer.handed_on",
    transfer: "offer.asks",
    conference: "offer.invites",
} as const;

/** The cards over the side panel. */
export function OfferStack() {
    const wide = useWide();
    return wide ? <Offers className={styles.stack!} /> : null;
}

/** The bar between a thread's header and its messages. */
export function OfferDock() {
    const wide = useWide();
    return wide ? null : <Offers className={styles.dock!} />;
}

function Offers({ className }: { className: string }) {
    const { offers } = useDeskState();
    const { t } = useText();
    if (!offers.length) return null;
    return (
        <section className={className} aria-label={t("list.offers")}>
            {offers.slice(0, shown_max).map((offer, index) => (
                <Card key={offer.id} offer={offer} top={index === 0} />
            ))}
            <More shown={shown_max} />
        </section>
    );
}

/** How many more there are, and the way to take all of them. */
export function More({ shown }: { shown: number }) {
    const app = useApp();
    const { offers, switches } = useDeskState();
    const { t } = useText();
    const more = offers.length - shown;
    const all = offers.length > 1 && switches.accept_all === "true";
    if (more <= 0 && !all) return null;
    return (
        <div className={styles.more}>
            {more > 0 && <span>{t("offer.more", { count: more })}</span>}
            {all && (
                <button
                    type="button"
                    className="button"
                    aria-keyshortcuts="Alt+Shift+Enter"
                    title={`${alt_key}+Shift+↵`}
                    onClick={() => void acceptAll(app)}
                >
                    {t("offer.accept_all", { count: offers.length })}
                </button>
            )}
        </div>
    );
}

function Card({ offer, top }: { offer: Offer; top: boolean }) {
    const app = useApp();
    const { t } = useText();
    const deciding = useStore(app.desk.deciding).has(offer.id);
    const declining = useStore(app.declining) === offer.id;
    const named = declineReasons(useDeskState()).length > 0;
    const title = useId();
    const name = offer.customer.name || t("customer.unnamed");
    return (
        <article className={styles.card} aria-labelledby={title}>
            <Ring offer={offer} />
            <div className={styles.about}>
                <h3 id={title} className={styles.title}>
                    {t("offer.title", { name })}
                </h3>
                <HandedOn offer={offer} />
                <p className={styles.facts}>
                    {offer.queue_name && `${offer.queue_name} · `}
                    <Waited since={offer.waiting_since} />
                </p>
                {offer.customer.email && (
                    <p className={styles.email}>
                        <bdi>{offer.customer.email}</bdi>
                    </p>
                )}
                {offer.text && (
                    <p className={styles.words} dir="auto">
                        {t("quoted", { text: offer.text })}
                    </p>
                )}
                {offer.kind !== "queue" && (
                    <button
                        type="button"
                        className="link"
                        onClick={() => app.router.go({ page: "chats", chat: offer.chat })}
                    >
                        {t("offer.view")}
                    </button>
                )}
                <Why of={{ offer: offer.id }} />
            </div>
            {declining && !named ? (
                <DeclineForm offer={offer} />
            ) : (
                <div className={styles.actions}>
                    <Decline offer={offer} top={top} />
                    <button
                        type="button"
                        className="button primary"
                        disabled={deciding}
                        aria-keyshortcuts={top ? "Alt+Enter" : undefined}
                        onClick={() => void accept(app, offer)}
                    >
                        {t("offer.accept")}
                        {top && (
                            <span className={styles.keys} aria-hidden="true">
                                <kbd>{alt_key} ↵</kbd>
                            </span>
                        )}
                    </button>
                </div>
            )}
        </article>
    );
}

/** Who asks, or has handed the chat on to the queue, and what they say with it. */
function HandedOn({ offer }: { offer: Offer }) {
    const { t } = useText();
    const { handed_on, kind } = offer;
    if (!handed_on) return null;
    const name = handed_on.from.name;
    return (
        <>
            <p className={styles.from}>{t(asks[kind], { name })}</p>
            <dl className={styles.said}>
                <HandOverFacts of={handed_on} asks />
            </dl>
        </>
    );
}

function Waited({ since }: { since: string }) {
    const { t } = useText();
    const now = useNow();
    return (
        <span className="timer">
            {t("offer.waited", { time: stopwatch(now - Date.parse(since)) })}
        </span>
    );
}

/** The same offer in the list, where it is always found. */
export function OfferRow({ offer, top }: { offer: Offer; top: boolean }) {
    const app = useApp();
    const { t } = useText();
    // In one column the list has no card beside it.
    const alone = useOneColumn();
    const deciding = useStore(app.desk.deciding).has(offer.id);
    const declining = useStore(app.declining) === offer.id;
    const named = declineReasons(useDeskState()).length > 0;
    const name = offer.customer.name || t("customer.unnamed");
    return (
        <li className={`${row.row} ${styles.offer_row}`}>
            <Avatar name={name} />
            <span className={row.name}>{t("offer.title", { name })}</span>
            <span className={styles.row_ring}>
                <Ring offer={offer} small />
            </span>
            <span className={row.line}>
                {offer.handed_on ? (
                    t("offer.from", { name: offer.handed_on.from.name })
                ) : offer.text ? (
                    <bdi>{t("quoted", { text: offer.text })}</bdi>
                ) : (
                    (offer.queue_name ?? offer.customer.email)
                )}
            </span>
            <button
                type="button"
                className={`button primary ${styles.row_accept}`}
                disabled={deciding}
                aria-label={t("offer.accept_name", { name })}
                onClick={() => void accept(app, offer)}
            >
                {t("offer.accept")}
            </button>
            {alone &&
                (declining && !named ? (
                    <DeclineForm offer={offer} />
                ) : (
                    <div className={styles.row_decline}>
                        <Decline offer={offer} top={top} />
                    </div>
                ))}
        </li>
    );
}
