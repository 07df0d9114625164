// Where the keyboard goes when a list has changed under it.

const patience_ms = 10_000;

/**
 * Focuses what `find` gives as soon as the page shows what has been changed: records come to it some
 * time after the server's answer. Whoever has gone on by then stays where they are.
 */
export function focusOnceShown(
    isShown: () => boolean,
    find: () => HTMLElement | null | undefined,
): void {
    const before = document.activeElement;
    const until = Date.now() + patience_ms;
    function look(): void {
        if (!isShown()) {
            if (Date.now() < until) requestAnimationFrame(look);
            return;
        }
        const now = document.activeElement;
        // A region is where the focus goes by itself when what had it is gone (focus_guard.ts).
        if (now === before || now?.matches("body, [data-region]")) find()?.focus();
    }
    requestAnimationFrame(look);
}

/** Whether what has this data attribute stands in the order of `ids`. */
export function standInOrder(list: Element | null, data: string, ids: readonly string[]): boolean {
    const elements = list?.querySelectorAll(`[data-${data}]`) ?? [];
    const shown = [...elements].map((one) => one.getAttribute(`data-${data}`) ?? "");
    return ids.filter((id) => shown.includes(id)).join() === shown.join();
}
