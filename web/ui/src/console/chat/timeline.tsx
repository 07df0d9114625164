// The messages of a conversation in their scroller. What moves them: time_scroll.ts; what counts as
// seen: seen.ts.
import type { Conversation, Item } from "@parley/sdk";
import { ArrowDown, ArrowUp, Ear, TriangleAlert } from "lucide-react";
import { type HTMLAttributes, useEffect, useMemo, useRef, useState } from "react";
import {
    clock,
    exact,
    type RowContext,
    seenKey,
    TimelineRow,
    Typing,
    timelineRows,
} from "../../index.ts";
import { Body } from "../../rich_body.tsx";
import { useKeeping } from "../canned/keep.tsx";
import { Files, Viewing } from "../files/files.tsx";
import { saidText } from "../files/said.tsx";
import { useStore } from "../hooks.ts";
import { useFace, useServerNow } from "./face.tsx";
import { useText } from "./i18n.ts";
import { NoteRow, useNotes } from "./notes.tsx";
import { Preview } from "./preview.tsx";
import { Redacted } from "./redacted.tsx";
import { useSeen } from "./seen.ts";
import styles from "./timeline.module.css";
import { deskRows, idOfWaiting, placeOfNote, withStaffLines } from "./timeline_rows.ts";
import { useTimelineScroll } from "./timeline_scroll.ts";
import { useWhispers } from "./whispering.tsx";

/** Day names change at midnight, nothing else here does. */
const day_tick_ms = 60_000;

/** Why a message was refused, by code of the server; for the rest "Not sent" says it. */
const reasons = {
    chat_ended: "refused.chat_ended",
    chat_not_active: "refused.chat_ended",
    forbidden: "refusal.forbidden",
    not_found: "refused.chat_ended",
    personal_data: "refusal.personal_data",
    storage_full: "refused.storage_full",
    too_large: "refused.too_large",
} as const;

export function Timeline(props: {
    conversation: Conversation;
    own: boolean;
    /** Whether the reader is one of those who hear whispers. */
    staff: boolean;
    /** Whether nobody tells the reader of new notes, so that they are asked for. */
    follows?: boolean;
    /** The message to show first, and to point at; the last ones where it is left out. */
    at?: number | undefined;
    /** Hears whether others have whispered. */
    onHeard?: (heard: boolean) => void;
}) {
    const { conversation, own, staff, follows = false, at, onHeard } = props;
    const { client, user, announcer, markRead } = useFace();
    const { t, language } = useText();
    const state = useStore(conversation);
    const now = useServerNow(client, day_tick_ms);
    const name = state.chat.customer.name || t("customer.unnamed");
    // The divider stands where the person left off when the chat was opened, and stays there.
    const [new_after] = useState(() => {
        const { unread, read } = state.loaded ? state : state.chat;
        // Where nothing was read yet, all is new, and a line would part nothing.
        return own && unread && read.agent > 0 ? read.agent : undefined;
    });
    const whispers = useWhispers(conversation.id, staff);
    const heard = whispers.known.some((one) => one.from.id !== user.id);
    useEffect(() => onHeard?.(heard), [heard, onHeard]);
    const notes = useNotes(conversation.id, follows);
    const rows = useMemo(
        () =>
            deskRows(
                timelineRows(withStaffLines(state.items, whispers.known, notes, whispers.waiting), {
                    me: user,
                    ...(new_after !== undefined && { new_after }),
                }),
            ),
        [state.items, whispers.known, whispers.waiting, notes, user, new_after],
    );
    const scroll = useTimelineScroll({
        chat: conversation.id,
        rows,
        items: state.items,
        me: user.id,
        older: state.older,
        loadOlder: conversation.loadOlder,
        at,
        new_after,
    });
    useSeen({
        scroller: scroll.scroller,
        items: state.items,
        read: state.read.agent,
        enabled: own,
        onSeen: (seq) => markRead(conversation.id, seq),
    });
    useAnnounced(state.items, state.loaded, (item) => {
        if (item.from.id === user.id || item.event) return;
        announcer.message(item.from.id, item.from.name, saidText(item, t, true));
    });

    function copy(text: string): void {
        navigator.clipboard.writeText(text).then(
            () => announcer.say(t("copied")),
            () => undefined,
        );
    }

    const keeping = useKeeping(conversation);
    const context: RowContext = {
        t,
        language,
        me: user,
        delivered: state.delivered.customer,
        seen: state.read.customer,
        now,
        reason: ({ code }) => (code in reasons ? t(reasons[code as keyof typeof reasons]) : ""),
        onRetry: conversation.retry,
        onRemove: conversation.remove,
        note: (item) => <Redacted item={item} conversation={conversation} />,
        Body: ShownBody,
        more: ({ text }) =>
            text && (
                <>
                    <span aria-hidden="true">·</span>
                    <button type="button" className="link" onClick={() => copy(text)}>
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
            {keeping.shown}
            <section
                ref={scroll.scroller}
                className={styles.scroller}
                data-region="thread"
                aria-label={t("thread.label", { name })}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys
                tabIndex={0}
                onScroll={scroll.onScroll}
                onKeyDown={scroll.onKeyDown}
                onWheel={scroll.stay}
                onPointerDown={scroll.stay}
            >
                <div ref={scroll.content} className={styles.content} {...keeping.props}>
                    {state.older && <p className={styles.older}>{t("thread.older")}</p>}
                    {!state.loaded && !state.problem && (
                        <p className={styles.older} role="status">
                            {t("loading")}
                        </p>
                    )}
                    {state.problem && (
                        <p className={styles.older} role="alert">
                            {t("load_failed")}{" "}
                            <button type="button" className="link" onClick={client.retryNow}>
                                {t("try_again")}
                            </button>
                        </p>
                    )}
                    <Viewing items={state.items}>
                        <ol className="timeline">
                            {rows.slice(from, to).map((row, index) => {
                                const place = windowed
                                    ? {
                                          "aria-posinset": from + index + 1,
                                          "aria-setsize": rows.length,
                                      }
                                    : {};
                                if (row.kind === "whisper") {
                                    return (
                                        <WhisperRow key={row.key} item={row.item} place={place} />
                                    );
                                }
                                if (row.kind === "note") {
                                    const which = placeOfNote(row.item);
                                    const note = notes.find((one) => one.place === which);
                                    return (
                                        note && <NoteRow key={row.key} note={note} place={place} />
                                    );
                                }
                                return (
                                    <TimelineRow
                                        key={row.key}
                                        row={row}
                                        context={context}
                                        place={place}
                                    />
                                );
                            })}
                        </ol>
                    </Viewing>
                    <Preview conversation={conversation} name={name} />
                    {state.typing && (
                        <div className={styles.typing}>
                            <Typing name={state.typing.name || name} t={t} />
                        </div>
                    )}
                </div>
            </section>
            {scroll.toNew && (
                <button
                    type="button"
                    className={`${styles.pill} ${styles.to_new}`}
                    onClick={scroll.toNew}
                >
                    {t("thread.to_new")}
                    <ArrowUp size={16} aria-hidden="true" />
                </button>
            )}
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

/** Formatted, too, while it is on its way. */
function ShownBody({ item }: { item: Item }) {
    const { outbox } = useFace();
    const body = item.body ?? (item.seq === undefined ? outbox.bodyOf(item.key) : undefined);
    return (
        <>
            {(body || item.text) && <Body item={{ text: item.text, body }} />}
            {item.files?.length && <Files files={item.files} />}
        </>
    );
}

/** What only the staff of the chat read: told apart by icon and words, not by colour alone. */
function WhisperRow({ item, place }: { item: Item; place: HTMLAttributes<HTMLLIElement> }) {
    const { user, whispers } = useFace();
    const { t, language } = useText();
    const mine = item.from.id === user.id;
    return (
        <li {...place} className={styles.whisper}>
            <p className={styles.whisper_head}>
                <Ear size={14} aria-hidden="true" />
                {mine ? t("whisper.yours") : t("whisper.from", { name: item.from.name })}
                <span aria-hidden="true">·</span>
                <time dateTime={item.at} title={exact(item.at, language)}>
                    {clock(item.at, language)}
                </time>
                {item.state === "pending" && <span>{t("whisper.sending")}</span>}
            </p>
            <p className={styles.whisper_text}>
                <bdi>{item.text}</bdi>
            </p>
            {item.state === "failed" && (
                <p className={styles.whisper_failed} role="alert">
                    <TriangleAlert size={14} aria-hidden="true" />
                    {t("not_sent")}
                    <button
                        type="button"
                        className="link"
                        onClick={() => whispers.retry(idOfWaiting(item))}
                    >
                        {t("try_again")}
                    </button>
                    <button
                        type="button"
                        className="link"
                        onClick={() => whispers.remove(idOfWaiting(item))}
                    >
                        {t("delete")}
                    </button>
                </p>
            )}
        </li>
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
