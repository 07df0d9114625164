// Where the keyboard goes when a chat is opened.
/** After the next paint: the composer may belong to a chat that is only now shown. */
export function focusComposer(): void {
    requestAnimationFrame(() => {
        const target =
            document.querySelector<HTMLElement>('[data-region="composer"] [data-region-focus]') ??
            document.querySelector<HTMLElement>('[data-region="thread"]');
        target?.focus({ preventScroll: true });
    });
}

/** As long as a question to the server may take. */
const heading_ms = 10_000;

/** The heading of the chat that is opened. */
export function focusHeading(): void {
    focusSoon("[data-heading]");
}

/** The field in which one types what is sought in messages. */
export function focusSearch(): void {
    focusSoon("[data-search-field]");
}

/** As soon as it is there; whoever moves on is left alone. */
function focusSoon(selector: string): void {
    const from = document.activeElement;
    const until = Date.now() + heading_ms;
    function look(): void {
        const now = document.activeElement;
        if (now !== from && !now?.matches("body, [data-region]")) return;
        const wanted = document.querySelector<HTMLElement>(selector);
        if (wanted) wanted.focus({ preventScroll: true });
        else if (Date.now() < until) requestAnimationFrame(look);
    }
    requestAnimationFrame(look);
}

/** Where one writes to the customer, whatever else was chosen to write; then `run`. */
export function focusReply(run?: () => void): void {
    document.querySelector<HTMLElement>('[data-writing="chat"]')?.click();
    focusComposer();
    // Where a note was written the composer comes only now.
    if (run) requestAnimationFrame(() => requestAnimationFrame(run));
}
