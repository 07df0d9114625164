// What the focus goes back to when a dialog closes.

/** What has the focus; of an item in a menu, which goes, the button that opened the menu. */
export function opener(): HTMLElement | undefined {
    const active = document.activeElement;
    const menu = active?.closest('[role="menu"]');
    const found = menu
        ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "")
        : active;
    return found instanceof HTMLElement && found !== document.body ? found : undefined;
}
