// What the person has truly seen: a customer's message at least 60 % visible for half a second, in
// a page that is
// visible and has the focus.
import type { Item } from "@parley/sdk";
import { type RefObject, useEffect, useRef } from "react";

const share = 0.6;
const stay_ms = 500;
const steps = [0, 0.2, 0.4, share, 0.8, 1];

export function useSeen(options: {
    scroller: RefObject<HTMLElement | null>;
    items: readonly Item[];
    /** Everything up to here is known as seen. */
    read: number;
    enabled: boolean;
    onSeen: (seq: number) => void;
}): void {
    const { scroller, items, read, enabled } = options;
    const newest = useRef(options);
    newest.current = options;
    /** seq of each message in view, and since when the person could see it. */
    const in_view = useRef(new Set<number>());

    // The observer lives as long as the conversation is open; rows come and go under it.
    const observer = useRef<IntersectionObserver>(undefined);
    useEffect(() => {
        const root = scroller.current;
        if (!enabled || !root) return;
        const visible = in_view.current;
        let timer: ReturnType<typeof setTimeout> | undefined;

        const attentive = () => document.visibilityState === "visible" && document.hasFocus();
        function settle(): void {
            clearTimeout(timer);
            if (!attentive() || !visible.size) return;
            const now = [...visible];
            timer = setTimeout(() => {
                const still = now.filter((seq) => visible.has(seq));
                const highest = Math.max(0, ...still);
                if (attentive() && highest > newest.current.read) newest.current.onSeen(highest);
            }, stay_ms);
        }
        observer.current = new IntersectionObserver(
            (entries) => {
                let more = false;
                for (const entry of entries) {
                    const seq = Number((entry.target as HTMLElement).dataset.seq);
                    const room = entry.rootBounds?.height ?? 0;
                    const enough =
                        entry.intersectionRatio >= share ||
                        (room > 0 && entry.intersectionRect.height >= room * share);
                    if (enough && !visible.has(seq)) {
                        visible.add(seq);
                        more = true;
                    } else if (!enough) visible.delete(seq);
                }
                if (more) settle();
            },
            { root, threshold: steps },
        );
        addEventListener("focus", settle);
        addEventListener("blur", settle);
        document.addEventListener("visibilitychange", settle);
        return () => {
            clearTimeout(timer);
            observer.current?.disconnect();
            observer.current = undefined;
            visible.clear();
            removeEventListener("focus", settle);
            removeEventListener("blur", settle);
            document.removeEventListener("visibilitychange", settle);
        };
    }, [enabled, scroller]);

    // Only what is not yet seen needs watching.
    useEffect(() => {
        const root = scroller.current;
        const watching = observer.current;
        if (!root || !watching || !items.some((one) => (one.seq ?? 0) > read)) return;
        watching.disconnect();
        in_view.current.clear();
        for (const bubble of root.querySelectorAll<HTMLElement>(".group:not(.own) [data-seq]")) {
            if (Number(bubble.dataset.seq) > read) watching.observe(bubble);
        }
    }, [items, read, scroller]);
}
