// What is said above and below the messages: connection, waiting, the question before ending, and
// the end.
import type { Chat } from "@parley/sdk";
import { Icon } from "@parley/ui";
import type { Connection } from "./connection.ts";
import { positionText } from "./news.ts";
import { type T, waitText } from "./words.ts";

export function Banner(props: { connection: Connection; t: T; onRetry: () => void }) {
    const { connection, t, onRetry } = props;
    if (!connection) return null;
    const long = connection === "lost_long";
    return (
        <div className={`strip banner ${connection}`}>
            <Icon name={connection === "back" ? "check" : "wifi_off"} />
            <span>{t(long ? "lost" : connection)}</span>
            {long && (
                <button type="button" className="link" onClick={onRetry}>
                    {t("retry")}
                </button>
            )}
        </div>
    );
}

export function Waiting({ chat, t, onCancel }: { chat: Chat; t: T; onCancel: () => void }) {
    const { position, agents_available: agents, wait_s } = chat;
    const more = [
        agents && t("available", { count: agents }),
        wait_s !== undefined && waitText(t, wait_s),
    ].filter(Boolean);
    return (
        <section className="strip waiting" aria-label={t("waiting_title")}>
            <span className="place num" aria-hidden="true">
                {position ?? <Icon name="clock" />}
            </span>
            <div>
                <strong>{positionText(t, chat)}</strong>
                <p>{more.join(" · ")}</p>
            </div>
            <button type="button" className="button quiet" onClick={onCancel}>
                {t("cancel")}
            </button>
        </section>
    );
}

export function EndQuestion({ t, onEnd, onKeep }: { t: T; onEnd: () => void; onKeep: () => void }) {
    return (
        <section className="strip question" aria-label={t("end_question")}>
            <strong>{t("end_question")}</strong>
            <button type="button" className="button danger" data-focus onClick={onEnd}>
                {t("end")}
            </button>
            <button type="button" className="button quiet" onClick={onKeep}>
                {t("keep")}
            </button>
        </section>
    );
}

export function Ended({ chat, t, onAgain }: { chat: Chat; t: T; onAgain: () => void }) {
    const why =
        chat.end_reason === "customer_cancelled"
            ? "ended_cancelled"
            : chat.end_reason === "wait_expired"
              ? "ended_unanswered"
              : "ended";
    return (
        <div className="foot">
            <p>{t(why)}</p>
            <button type="button" className="button primary" data-focus onClick={onAgain}>
                {t("again")}
            </button>
        </div>
    );
}
