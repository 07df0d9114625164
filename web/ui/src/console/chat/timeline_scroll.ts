// Where the reader stands in a conversation: pinned to the end, or at a message that never moves
// under the eyes.
// Above 400 messages only a window of rows is in the page; it follows the reader.
//
// INVARIANT: rows that come or go above the first visible message do not move it.
import type { Item } from "@parley/sdk";
import {
    type RefObject,
    useCallback,
    useEffect,
    useLayoutEffect,
    useMemo,
    useRef,
    useState,
} from "react";
import type { DeskRow } from "./timeline_rows.ts";

/** This near to the end counts as reading the end. */
const pinned_px = 48;
/** The next older page is fetched, and the window moves, this long before its edge is in sight. */
const ahead_px = 400;
/** Above this the page holds a window. */
const whole_max = 400;
/** Messages in the page each way of the one the reader is at. */
const window_half = 150;
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
    rows: readonly DeskRow[];
    items: readonly Item[];
    me: string;
    older: boolean;
    loadOlder: () => Promise<void>;
    /** The message to show first. */
    at: number | undefined;
}): TimelineScroll {
    const { rows, items, me, older, loadOlder, at } = options;
    const scroller = useRef<HTMLDivElement>(null);
    const content = useRef<HTMLDivElement>(null);
    const pinned = useRef(at === undefined);
    const wanted = useRef(at);
    const anchor = useRef<Anchor | undefined>(undefined);
    const loading = useRef(false);
    const last_own = useRef<string | undefined>(undefined);
    const read_to = useRef(0);
    const seen_height = useRef(0);
    const [far, setFar] = useState(false);
    const [fresh, setFresh] = useState(0);
    /** The message around which the window lies; undefined: the last one. */
    const [center, setCenter] = useState<number>();

    const last_seq = items.findLast((one) => one.seq !== undefined)?.seq ?? 0;
    const [from, to] = useMemo(
        () => (items.length > whole_max ? windowOf(rows, center, last_seq) : [0, rows.length]),
        [rows, items.length, center, last_seq],
    );

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

    /** Near an edge of what is in the page the window moves, or the next older page is fetched. */
    const extend = useCallback(() => {
        const box = scroller.current;
        if (!box || !rows.length) return;
        const at_top = box.scrollTop < ahead_px;
        if (at_top || distance() < ahead_px) {
            setCenter(pinned.current || !anchor.current ? undefined : Number(anchor.current.seq));
        }
        if (at_top && from === 0 && older && !loading.current) {
            loading.current = true;
            void loadOlder().finally(() => {
                loading.current = false;
            });
        }
    }, [distance, from, rows.length, older, loadOlder]);

    const onScroll = useCallback(() => {
        // The box became smaller in the moment in which it was scrolled: nobody has left the end.
        const height = scroller.current?.clientHeight ?? 0;
        if (pinned.current && height < seen_height.current) toBottom();
        seen_height.current = height;
        const rest = distance();
        pinned.current = rest <= pinned_px && to === rows.length;
        setFar(!pinned.current && (rest > far_px || to < rows.length));
        keepAnchor();
        if (pinned.current) setFresh(0);
        extend();
    }, [distance, keepAnchor, to, rows.length, extend, toBottom]);

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

    // What was found: older pages are fetched until it is there, then it is put before the eyes.
    useLayoutEffect(() => {
        const box = scroller.current;
        const first = items.find((one) => one.seq !== undefined)?.seq;
        if (!box || at === undefined || first === undefined) return;
        const bubble = box.querySelector<HTMLElement>(`[data-seq="${at}"]`);
        bubble?.setAttribute("data-found", "");
        if (wanted.current === undefined) return;
        read_to.current = last_seq; // what has come before one looks is not new
        if (first > at) {
            if (older) void loadOlder();
            return;
        }
        setCenter(at);
        if (!bubble) return;
        wanted.current = undefined;
        const { top } = bubble.getBoundingClientRect();
        box.scrollTop += top - box.getBoundingClientRect().top - box.clientHeight / 3;
        keepAnchor();
        void to;
    }, [at, items, last_seq, older, loadOlder, keepAnchor, to]);

    // Rows came or went: the reader may stand at an edge without scrolling any further.
    useEffect(extend, [extend]);

    // New messages: one's own bring the end into view, those of others are counted while one reads
    // above.
    useLayoutEffect(() => {
        const own = items.findLast((one) => one.from.id === me && one.state !== "sent")?.key;
        if (own && own !== last_own.current) {
            last_own.current = own;
            pinned.current = true;
            setCenter(undefined);
            setFresh(0);
            toBottom();
        }
        if (pinned.current) read_to.current = last_seq;
        else {
            setFresh(
                items.filter(
                    (one) => (one.seq ?? 0) > read_to.current && one.from.id !== me && !one.event,
                ).length,
            );
        }
    }, [items, me, last_seq, toBottom]);

    // The composer grows, the window is resized, fonts arrive: the end stays the end.
    useLayoutEffect(() => {
        const box = scroller.current;
        const inner = content.current;
        if (!box || !inner) return;
        const observer = new ResizeObserver(() => {
            seen_height.current = box.clientHeight;
            if (pinned.current) toBottom();
        });
        observer.observe(box);
        observer.observe(inner);
        return () => observer.disconnect();
    }, [toBottom]);

    const toEnd = useCallback(() => {
        pinned.current = true;
        setCenter(undefined);
        setFresh(0);
        setFar(false);
        toBottom();
        scroller.current?.focus({ preventScroll: true });
    }, [toBottom]);

    return { scroller, content, onScroll, range: [from, to], fresh, far, toEnd };
}

/**
 * The rows that hold the messages around `center`; at the end of the conversation, the last ones.
 */
function windowOf(
    rows: readonly DeskRow[],
    center: number | undefined,
    last: number,
): readonly [from: number, to: number] {
    const seqs = (row: DeskRow): readonly [first: number, last: number] | undefined => {
        const all = row.kind === "group" ? row.items : row.kind === "system" ? [row.item] : [];
        const known = all.flatMap((one) => one.seq ?? []);
        return known.length ? [known[0]!, known.at(-1)!] : undefined;
    };
    const tail = center === undefined || center + window_half >= last;
    const lowest = tail ? last - 2 * window_half : center - window_half;
    let from = rows.findIndex((row) => (seqs(row)?.[1] ?? 0) > lowest);
    // A divider belongs to what follows it.
    while (from > 0 && !seqs(rows[from - 1]!)) from--;
    const highest = tail ? Number.POSITIVE_INFINITY : center + window_half;
    const beyond = rows.findIndex((row) => (seqs(row)?.[0] ?? 0) > highest);
    return [Math.max(0, from), beyond < 0 ? rows.length : beyond];
}
