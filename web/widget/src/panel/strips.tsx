// What is said above the messages: connection and waiting.
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

interface WaitingProps {
    chat: Chat;
    t: T;
    onCancel: () => void;
    /** Left out while the message is being written. */
    onLeave: (() => void) | false;
}

export function Waiting({ chat, t, onCancel, onLeave }: WaitingProps) {
    const { position, agents_available: agents } = chat;
    const more = [agents && t("available", { count: agents }), waitText(t, chat)].filter(Boolean);
    return (
        <section className="strip waiting" aria-label={t("waiting_title")}>
            <span className="place num" aria-hidden="true">
                {position ?? <Icon name="clock" />}
            </span>
            <div>
                <strong>{positionText(t, chat)}</strong>
                <p>{more.join(" · ")}</p>
            </div>
            {onLeave && (
                <button type="button" className="button quiet" onClick={onLeave}>
                    {t("leave")}
                </button>
            )}
            <button type="button" className="button quiet" onClick={onCancel}>
                {t("cancel")}
            </button>
        </section>
    );
}
