// Where the reader stands in a conversation: pinned to the end, or at a message that never moves under the eyes.
// Above 400 messages only a window of rows is in the page; it follows the reader.
//
// INVARIANT: rows that come or go above the first visible message do not move it.
import type { Item } from "@parley/sdk";
import type { Row } from "@parley/ui";
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { whole_max } from "./timeline.tsx";

/** This near to the end counts as reading the end. */
const pinned_px = 48;
/** The next older page is fetched, and the window moves, this long before its edge is in sight. */
const ahead_px = 400;
/** Rows in the page above 400 messages: at least 60 each way of what is in sight. */
const window_rows = 140;
const window_step = 50;
/** From here on a button leads back to the end. */
const far_px = 600;

interface Anchor {
    seq: string;
    top: number;
}

export interface TimelineScroll {
    scroller: RefObject<HTMLDivElement | null>;
    content: RefObject<HTMLDivElement | null>;
    onScroll: () => void;
    /** Rows in the page. */
    range: readonly [from: number, to: number];
    /** Messages of others that came below what is read. */
    fresh: number;
    far: boolean;
    toEnd: () => void;
}

export function useTimelineScroll(options: {
    rows: readonly Row[];
    items: readonly Item[];
    me: string;
    older: boolean;
    loadOlder: () => Promise<void>;
}): TimelineScroll {
    const { rows, items, me, older, loadOlder } = options;
    const scroller = useRef<HTMLDivElement>(null);
    const content = useRef<HTMLDivElement>(null);
    const pinned = useRef(true);
    const anchor = useRef<Anchor | undefined>(undefined);
    const loading = useRef(false);
    const last_own = useRef<string | undefined>(undefined);
    const read_to = useRef(0);
    const [far, setFar] = useState(false);
    const [fresh, setFresh] = useState(0);
    /** Counted from the end, so that older pages do not shift it. */
    const [end_gap, setEndGap] = useState(0);

    const windowed = items.length > whole_max;
    const to = windowed ? Math.max(0, rows.length - end_gap) : rows.length;
    const from = windowed ? Math.max(0, to - window_rows) : 0;

    const distance = useCallback(() => {
        const box = scroller.current;
        return box ? box.scrollHeight - box.scrollTop - box.clientHeight : 0;
    }, []);

    const keepAnchor = useCallback(() => {
        const box = scroller.current;
        if (!box) return;
        const edge = box.getBoundingClientRect().top;
        for (const bubble of box.querySelectorAll<HTMLElement>("[data-seq]")) {
            const { top, bottom } = bubble.getBoundingClientRect();
            if (bottom <= edge) continue;
            anchor.current = { seq: bubble.dataset.seq!, top: top - edge };
            return;
        }
    }, []);

    const toBottom = useCallback(() => {
        const box = scroller.current;
        if (box) box.scrollTop = box.scrollHeight;
    }, []);

    const onScroll = useCallback(() => {
        const box = scroller.current;
        if (!box) return;
        const rest = distance();
        pinned.current = rest <= pinned_px && end_gap === 0;
        setFar(!pinned.current && (rest > far_px || end_gap > 0));
        keepAnchor();
        if (pinned.current) setFresh(0);
        if (box.scrollTop < ahead_px) {
            if (from > 0)
                setEndGap((gap) => Math.min(rows.length - window_rows, gap + window_step));
            else if (older && !loading.current) {
                loading.current = true;
                void loadOlder().finally(() => {
                    loading.current = false;
                });
            }
        } else if (rest < ahead_px && end_gap > 0) {
            setEndGap((gap) => Math.max(0, gap - window_step));
        }
    }, [distance, keepAnchor, end_gap, from, rows.length, older, loadOlder]);

    // Before the paint: back to the end, or the first visible message back to its place.
    const first_key = rows[from]?.key;
    const last_key = rows[to - 1]?.key;
    useLayoutEffect(() => {
        const box = scroller.current;
        if (!box || !last_key) return;
        if (pinned.current) {
            toBottom();
            keepAnchor();
            return;
        }
        const kept = anchor.current;
        if (!kept) return;
        const bubble = box.querySelector(`[data-seq="${kept.seq}"]`);
        if (!bubble) return;
        const top = bubble.getBoundingClientRect().top - box.getBoundingClientRect().top;
        box.scrollTop += top - kept.top;
        void first_key;
    }, [items, first_key, last_key, toBottom, keepAnchor]);

    // New messages: one's own bring the end into view, those of others are counted while one reads above.
    useLayoutEffect(() => {
        const newest = items.at(-1);
        const own = items.findLast((one) => one.from.id === me && one.state !== "sent")?.key;
        const last_seq = items.findLast((one) => one.seq !== undefined)?.seq ?? 0;
        if (own && own !== last_own.current) {
            last_own.current = own;
            pinned.current = true;
            setEndGap(0);
            setFresh(0);
            toBottom();
        }
        if (pinned.current) read_to.current = last_seq;
        else if (newest) {
            setFresh(
                items.filter(
                    (one) => (one.seq ?? 0) > read_to.current && one.from.id !== me && !one.event,
                ).length,
            );
        }
    }, [items, me, toBottom]);

    // The composer grows, the window is resized, fonts arrive: the end stays the end.
    useLayoutEffect(() => {
        const box = scroller.current;
        const inner = content.current;
        if (!box || !inner) return;
        const observer = new ResizeObserver(() => {
            if (pinned.current) toBottom();
        });
        observer.observe(box);
        observer.observe(inner);
        return () => observer.disconnect();
    }, [toBottom]);

    const toEnd = useCallback(() => {
        pinned.current = true;
        setEndGap(0);
        setFresh(0);
        setFar(false);
        toBottom();
        scroller.current?.focus({ preventScroll: true });
    }, [toBottom]);

    return { scroller, content, onScroll, range: [from, to], fresh, far, toEnd };
}
