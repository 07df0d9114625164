// Where the keyboard goes when a list has changed under it.

/**
 * Focuses what `find` gives once the list is shown as it is now. React Query tells the page of its
 * records in a timer of 0 ms: one that is set after it comes after it, a frame may come before.
 * Whoever has gone on by then stays where they are.
 */
export function focusOnceShown(find: () => HTMLElement | null | undefined): void {
    const before = document.activeElement;
    setTimeout(() =>
        requestAnimationFrame(() => {
            const now = document.activeElement;
            const lost = now === document.body || !before?.isConnected;
            if (lost || now === before) find()?.focus();
        }),
    );
}
