// Where a reader who has scrolled away stood in a conversation, kept while the tab is loaded again.

export interface Place {
    /** Of the first message in sight. */
    seq: number;
    /** Its top below that of the scroller, in px. */
    top: number;
}

const keyOf = (chat: string) => `parley.place.${chat}`;

/** When the page goes; without a place the next load starts at the end. */
export function keepPlace(chat: string, place?: Place): void {
    try {
        if (place) sessionStorage.setItem(keyOf(chat), JSON.stringify(place));
        else sessionStorage.removeItem(keyOf(chat));
    } catch {
        // Without storage it starts there, too.
    }
}

/** Once: who comes back to the conversation later begins at the end. */
export function takePlace(chat: string): Place | undefined {
    try {
        const kept = sessionStorage.getItem(keyOf(chat));
        sessionStorage.removeItem(keyOf(chat));
        return kept ? JSON.parse(kept) : undefined;
    } catch {
        return undefined;
    }
}

/** Of the first message that can be seen in `box`, whose messages carry their data-seq. */
export function placeIn(box: HTMLElement): Place | undefined {
    const edge = box.getBoundingClientRect().top;
    for (const one of box.querySelectorAll<HTMLElement>("[data-seq]")) {
        const { top, bottom } = one.getBoundingClientRect();
        if (bottom > edge) return { seq: Number(one.dataset.seq), top: top - edge };
    }
}

/** Scrolls `box` so that the message stands there; false where it is not in the page. */
export function holdPlace(box: HTMLElement, { seq, top }: Place): boolean {
    const one = box.querySelector(`[data-seq="${seq}"]`);
    if (!one) return false;
    box.scrollTop += one.getBoundingClientRect().top - box.getBoundingClientRect().top - top;
    return true;
}
