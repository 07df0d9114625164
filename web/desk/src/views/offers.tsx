// Offers: a card at the top right in wide windows, a bar in the thread below that, and a row at the
// head of the list.
// None of them takes the focus.
import type { Offer } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { ChevronDown } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useApp, useDeskState, useNow, useStore, useWide } from "../context.tsx";
import { useText } from "../i18n.ts";
import { accept, decline } from "./actions.ts";
import row from "./chat_row.module.css";
import styles from "./offers.module.css";
import { Ring } from "./ring.tsx";
import { alt_key } from "./shortcuts.ts";

const shown_max = 3;

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
    const more = offers.length - shown_max;
    return (
        <section className={className} aria-label={t("list.offers")}>
            {offers.slice(0, shown_max).map((offer, index) => (
                <Card key={offer.id} offer={offer} top={index === 0} />
            ))}
            {more > 0 && <p className={styles.more}>{t("offer.more", { count: more })}</p>}
        </section>
    );
}

function Card({ offer, top }: { offer: Offer; top: boolean }) {
    const app = useApp();
    const { t } = useText();
    const deciding = useStore(app.desk.deciding).has(offer.id);
    const [giving_reason, setGivingReason] = useState(false);
    const title = useId();
    const name = offer.customer.name || t("customer.unnamed");
    return (
        <article className={styles.card} aria-labelledby={title}>
            <Ring offer={offer} />
            <div className={styles.about}>
                <h3 id={title} className={styles.title}>
                    {t("offer.title", { name })}
                </h3>
                <p className={styles.facts}>
                    {offer.queue_name} · <Waited since={offer.waiting_since} />
                </p>
                {offer.text && (
                    <p className={styles.words}>
                        “<bdi>{offer.text}</bdi>”
                    </p>
                )}
            </div>
            {giving_reason ? (
                <DeclineForm offer={offer} onBack={() => setGivingReason(false)} />
            ) : (
                <div className={styles.actions}>
                    <div className={styles.split}>
                        <button
                            type="button"
                            className="button"
                            disabled={deciding}
                            aria-keyshortcuts={top ? "Alt+Shift+D" : undefined}
                            title={top ? `${alt_key}+Shift+D` : undefined}
                            onClick={() => void decline(app, offer)}
                        >
                            {t("offer.decline")}
                        </button>
                        <button
                            type="button"
                            className="button"
                            disabled={deciding}
                            aria-label={t("offer.decline_reason")}
                            title={t("offer.decline_reason")}
                            onClick={() => setGivingReason(true)}
                        >
                            <ChevronDown size={16} aria-hidden="true" />
                        </button>
                    </div>
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

function DeclineForm({ offer, onBack }: { offer: Offer; onBack: () => void }) {
    const app = useApp();
    const { t } = useText();
    const field = useId();
    function submit(event: FormEvent<HTMLFormElement>): void {
        event.preventDefault();
        const reason = String(new FormData(event.currentTarget).get("reason")).trim();
        void decline(app, offer, reason || undefined);
    }
    return (
        <form
            className={styles.reason}
            onSubmit={submit}
            onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                event.preventDefault();
                onBack();
            }}
        >
            <label className="sr" htmlFor={field}>
                {t("offer.reason")}
            </label>
            <input
                // Opened by the person's own click: the focus follows it.
                // biome-ignore lint/a11y/noAutofocus: see above
                autoFocus
                className="input"
                id={field}
                name="reason"
                maxLength={200}
                autoComplete="off"
                placeholder={t("offer.reason")}
            />
            <div className={styles.actions}>
                <button type="button" className="button" onClick={onBack}>
                    {t("back")}
                </button>
                <button type="submit" className="button danger">
                    {t("offer.decline")}
                </button>
            </div>
        </form>
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
export function OfferRow({ offer }: { offer: Offer }) {
    const app = useApp();
    const { t } = useText();
    const deciding = useStore(app.desk.deciding).has(offer.id);
    const name = offer.customer.name || t("customer.unnamed");
    return (
        <li className={`${row.row} ${styles.offer_row}`}>
            <Avatar name={name} />
            <span className={row.name}>{t("offer.title", { name })}</span>
            <span className={styles.row_ring}>
                <Ring offer={offer} small />
            </span>
            <span className={row.line}>
                {offer.text ? (
                    <>
                        “<bdi>{offer.text}</bdi>”
                    </>
                ) : (
                    offer.queue_name
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
        </li>
    );
}
