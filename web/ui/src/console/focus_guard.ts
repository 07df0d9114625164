// Focus is never lost: when what had it leaves the page, the region around it takes it.

/** Gives the function that ends it. */
export function startFocusGuard(): () => void {
    let last: { element: Element; regions: Element[] } | undefined;

    function remember(event: FocusEvent): void {
        const regions: Element[] = [];
        let region = (event.target as Element).closest("[data-region]");
        while (region) {
            regions.push(region);
            region = region.parentElement?.closest("[data-region]") ?? null;
        }
        last = { element: event.target as Element, regions };
    }

    function check(): void {
        if (!last || last.element.isConnected || document.activeElement !== document.body) return;
        const region =
            last.regions.find((one) => one.isConnected) ??
            document.querySelector('[data-region="thread"]') ??
            document.querySelector('[data-region="list"], [data-region]');
        // What comes in its place may be on its way.
        if (!(region instanceof HTMLElement)) return;
        last = undefined;
        region.focus({ preventScroll: true });
    }

    document.addEventListener("focusin", remember);
    const observer = new MutationObserver(check);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
        document.removeEventListener("focusin", remember);
        observer.disconnect();
    };
}
