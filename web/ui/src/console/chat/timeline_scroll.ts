// Where the reader stands in a conversation: pinned to the end, or at a message that never moves
// under the eyes.
// Above 400 messages only a window of rows is in the page; it follows the reader.
//
// INVARIANT: rows that come or go above the first visible message do not move it.
import type { Item } from "@parley/sdk";
import {
    type KeyboardEvent,
    type RefObject,
    useCallback,
    useEffect,
    useLayoutEffect,
    useMemo,
    useRef,
    useState,
} from "react";
import { holdPlace, keepPlace, placeIn, takePlace } from "../../place.ts";
import type { DeskRow } from "./timeline_rows.ts";

/** This near to the end counts as reading the end. */
const pinned_px = 48;
/** The next older page is fetched, and the window moves, this long before its edge is in sight. */
const ahead_px = 400;
/** A scroll that the browser animates has come to its end by then. */
const settle_ms = 1_000;
/** Above this the page holds a window. */
const whole_max = 400;
/** Messages in the page each way of the one the reader is at. */
const window_half = 150;
/** From here on a button leads back to the end. */
const far_px = 600;

export interface TimelineScroll {
    scroller: RefObject<HTMLDivElement | null>;
    content: RefObject<HTMLDivElement | null>;
    onScroll: () => void;
    onKeyDown: (event: KeyboardEvent) => void;
    /** The reader takes hold of it. */
    stay: () => void;
    /** Rows in the page. */
    range: readonly [from: number, to: number];
    /** Messages of others that came below what is read. */
    fresh: number;
    far: boolean;
    toEnd: () => void;
    /** To the first message that was not read before; left out where that is not above. */
    toNew: (() => void) | undefined;
}

export function useTimelineScroll(options: {
    chat: string;
    rows: readonly DeskRow[];
    items: readonly Item[];
    me: string;
    older: boolean;
    loadOlder: (to?: number) => Promise<void>;
    /** The message to show first. */
    at: number | undefined;
    /** Up to this one all was read before; undefined where nothing is new. */
    new_after: number | undefined;
}): TimelineScroll {
    const { chat, rows, items, me, older, loadOlder, at, new_after } = options;
    /** Where the reader was before the page was loaded again. */
    const [place] = useState(() => (at === undefined ? takePlace(chat) : undefined));
    /** Where to go: a new one each time. */
    const [goal, setGoal] = useState(at === undefined ? place : { seq: at });
    const scroller = useRef<HTMLDivElement>(null);
    const content = useRef<HTMLDivElement>(null);
    const pinned = useRef(goal === undefined);
    const wanted = useRef(goal?.seq);
    const anchor = useRef(place);
    const loading = useRef(false);
    const last_own = useRef<string | undefined>(undefined);
    const read_to = useRef(0);
    const seen_height = useRef(0);
    /** Until then each scroll leads to the end, unless the reader does something else. */
    const going_until = useRef(0);
    const [far, setFar] = useState(false);
    const [new_above, setNewAbove] = useState(false);
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
        if (box) anchor.current = placeIn(box) ?? anchor.current;
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
            setCenter(pinned.current ? undefined : anchor.current?.seq);
        }
        if (at_top && from === 0 && older && !loading.current) {
            loading.current = true;
            void loadOlder().finally(() => {
                loading.current = false;
            });
        }
    }, [distance, from, rows.length, older, loadOlder]);

    const onScroll = useCallback(() => {
        if (Date.now() < going_until.current) toBottom();
        // The box became smaller in the moment in which it was scrolled: nobody has left the end.
        const height = scroller.current?.clientHeight ?? 0;
        if (pinned.current && height < seen_height.current) toBottom();
        seen_height.current = height;
        const rest = distance();
        pinned.current = rest <= pinned_px && to === rows.length;
        setFar(!pinned.current && (rest > far_px || to < rows.length));
        keepAnchor();
        setNewAbove(new_after !== undefined && (anchor.current?.seq ?? 0) > new_after + 1);
        if (pinned.current) setFresh(0);
        extend();
    }, [distance, keepAnchor, to, rows.length, extend, toBottom, new_after]);

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
        if (anchor.current) holdPlace(box, anchor.current);
        void first_key;
    }, [items, first_key, last_key, toBottom, keepAnchor]);

    // What was found, or where the reader was: older pages are fetched until it is there, then it is
    // put before the eyes.
    useLayoutEffect(() => {
        const box = scroller.current;
        const first = items.find((one) => one.seq !== undefined)?.seq;
        if (!box || goal === undefined || first === undefined) return;
        const bubble = box.querySelector<HTMLElement>(`[data-seq="${goal.seq}"]`);
        if (at !== undefined) bubble?.setAttribute("data-found", "");
        if (wanted.current === undefined) return;
        read_to.current = last_seq; // what has come before one looks is not new
        if (first > goal.seq) {
            if (older) void loadOlder(goal.seq);
            return;
        }
        anchor.current = { top: box.clientHeight / 3, ...goal };
        setCenter(goal.seq);
        if (!holdPlace(box, anchor.current)) return;
        wanted.current = undefined;
        keepAnchor();
        void to;
    }, [at, goal, items, last_seq, older, loadOlder, keepAnchor, to]);

    useEffect(() => {
        const keep = () => keepPlace(chat, pinned.current ? undefined : anchor.current);
        addEventListener("pagehide", keep);
        return () => removeEventListener("pagehide", keep);
    }, [chat]);

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
        going_until.current = Date.now() + settle_ms;
        pinned.current = true;
        setCenter(undefined);
        setFresh(0);
        setFar(false);
        toBottom();
        scroller.current?.focus({ preventScroll: true });
    }, [toBottom]);

    const stay = useCallback(() => {
        going_until.current = 0;
    }, []);

    function toNew(): void {
        stay();
        pinned.current = false;
        wanted.current = new_after! + 1;
        setGoal({ seq: wanted.current });
        setCenter(wanted.current);
        scroller.current?.focus({ preventScroll: true });
    }

    /** Home and End mean the whole conversation, not the part of it that is in the page. */
    function onKeyDown(event: KeyboardEvent): void {
        stay();
        const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event;
        if (target !== scroller.current || altKey || ctrlKey || metaKey || shiftKey) return;
        const first = items.find((one) => one.seq !== undefined)?.seq;
        if (key === "End") toEnd();
        else if (key === "Home" && from > 0 && first !== undefined) {
            pinned.current = false;
            anchor.current = { seq: first, top: 0 };
            setCenter(first);
        } else return;
        event.preventDefault();
    }

    return {
        ...{ scroller, content, onScroll, onKeyDown, stay, fresh, far, toEnd },
        range: [from, to],
        toNew: new_above ? toNew : undefined,
    };
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
