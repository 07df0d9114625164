// What is said to who waits, above the messages. Loaded with the chat.
import type { Chat } from "@parley/sdk";
import { Icon } from "@parley/ui";
import type { T } from "./words.ts";

export function positionText(t: T, { position }: Chat): string {
    if (!position) return t("waiting_title");
    return position === 1 ? t("next") : t("position", { position });
}

/** As an interval where it is known; "" where nothing is. */
export function waitText(
    t: T,
    { wait_s, wait_least_s = wait_s, wait_most_s = wait_s }: Chat,
): string {
    if (wait_least_s === undefined || wait_most_s === undefined) return "";
    if (wait_most_s < 60) return t("wait_short");
    const least = Math.ceil(wait_least_s / 60) || 1;
    const most = Math.ceil(wait_most_s / 60);
    return least < most ? t("wait_range", { least, most }) : t("wait", { count: most });
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
