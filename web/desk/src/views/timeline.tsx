// The messages of a conversation in their scroller. What moves them: time_scroll.ts; what counts as
// seen: seen.ts.
import type { Conversation, Item } from "@parley/sdk";
import { type RowContext, seenKey, TimelineRow, Typing, timelineRows } from "@parley/ui";
import { ArrowDown } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useApp, useNow, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { useSeen } from "./seen.ts";
import styles from "./timeline.module.css";
import { deskRows } from "./timeline_rows.ts";
import { useTimelineScroll } from "./timeline_scroll.ts";

/** Day names change at midnight, nothing else here does. */
const day_tick_ms = 60_000;

/** Why a message was refused, by code of the server; for the rest "Not sent" says it. */
const reasons = {
    chat_ended: "refused.chat_ended",
    chat_not_active: "refused.chat_ended",
    forbidden: "refusal.forbidden",
    not_found: "refused.chat_ended",
    storage_full: "refused.storage_full",
    too_large: "refused.too_large",
} as const;

export function Timeline({ conversation, own }: { conversation: Conversation; own: boolean }) {
    const { desk, announcer } = useApp();
    const { t, language } = useText();
    const state = useStore(conversation);
    const now = useNow(day_tick_ms);
    const { user } = desk;
    const name = state.chat.customer.name || t("customer.unnamed");
    // The divider stands where the person left off when the chat was opened, and stays there.
    const [new_after] = useState(() => {
        const { unread, read } = state.loaded ? state : state.chat;
        // Where nothing was read yet, all is new, and a line would part nothing.
        return own && unread && read.agent > 0 ? read.agent : undefined;
    });
    const rows = useMemo(
        () =>
            deskRows(
                timelineRows(state.items, {
                    me: user,
                    ...(new_after !== undefined && { new_after }),
                }),
            ),
        [state.items, user, new_after],
    );
    const scroll = useTimelineScroll({
        rows,
        items: state.items,
        me: user.id,
        older: state.older,
        loadOlder: conversation.loadOlder,
    });
    useSeen({
        scroller: scroll.scroller,
        items: state.items,
        read: state.read.agent,
        enabled: own,
        onSeen: (seq) => desk.markRead(conversation.id, seq),
    });
    useAnnounced(state.items, state.loaded, (item) => {
        if (item.from.id === user.id || item.event) return;
        announcer.message(item.from.id, item.from.name, item.text);
    });

    function copy(text: string): void {
        navigator.clipboard.writeText(text).then(
            () => announcer.say(t("copied")),
            () => undefined,
        );
    }

    const context: RowContext = {
        t,
        language,
        me: user,
        seen: state.read.customer,
        now,
        reason: ({ code }) => (code in reasons ? t(reasons[code as keyof typeof reasons]) : ""),
        onRetry: conversation.retry,
        onRemove: conversation.remove,
        more: (item) => (
            <>
                <span aria-hidden="true">·</span>
                <button type="button" className="link" onClick={() => copy(item.text)}>
                    {t("copy")}
                </button>
            </>
        ),
        ...optional("seen_key", seenKey(state.items, user, state.read.customer)),
    };
    const [from, to] = scroll.range;
    const windowed = to - from < rows.length;
    return (
        <div className={styles.frame}>
            <section
                ref={scroll.scroller}
                className={styles.scroller}
                data-region="thread"
                aria-label={t("thread.label", { name })}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys
                tabIndex={0}
                onScroll={scroll.onScroll}
            >
                <div ref={scroll.content} className={styles.content}>
                    {state.older && <p className={styles.older}>{t("thread.older")}</p>}
                    {!state.loaded && !state.problem && (
                        <p className={styles.older} role="status">
                            {t("loading")}
                        </p>
                    )}
                    {state.problem && (
                        <p className={styles.older} role="alert">
                            {t("load_failed")}{" "}
                            <button type="button" className="link" onClick={desk.client.retryNow}>
                                {t("try_again")}
                            </button>
                        </p>
                    )}
                    <ol className="timeline">
                        {rows.slice(from, to).map((row, index) => (
                            <TimelineRow
                                key={row.key}
                                row={row}
                                context={context}
                                {...(windowed && {
                                    place: {
                                        "aria-posinset": from + index + 1,
                                        "aria-setsize": rows.length,
                                    },
                                })}
                            />
                        ))}
                    </ol>
                    {state.typing && (
                        <div className={styles.typing}>
                            <Typing name={state.typing.name || name} t={t} />
                        </div>
                    )}
                </div>
            </section>
            {(scroll.fresh > 0 || scroll.far) && (
                <button type="button" className={styles.pill} onClick={scroll.toEnd}>
                    {scroll.fresh > 0 && t("thread.new_below", { count: scroll.fresh })}
                    {scroll.fresh === 0 && <span className="sr">{t("thread.to_end")}</span>}
                    <ArrowDown size={16} aria-hidden="true" />
                </button>
            )}
        </div>
    );
}

function optional<K extends string, V>(key: K, value: V | undefined) {
    return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

/** Tells each item that arrives at the end, and none of those that were there before. */
function useAnnounced(items: readonly Item[], loaded: boolean, tell: (item: Item) => void): void {
    const known = useRef<number | undefined>(undefined);
    useEffect(() => {
        if (!loaded) return;
        const last = items.findLast((one) => one.seq !== undefined)?.seq ?? 0;
        if (known.current !== undefined) {
            for (const item of items) if ((item.seq ?? 0) > known.current) tell(item);
        }
        known.current = last;
    });
}
