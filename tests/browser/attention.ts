// Whether somebody looks at a page: Playwright keeps pages focused and visible, a person does not.
import type { Page } from "playwright-core";

export async function look(page: Page, is: { focused?: boolean; hidden?: boolean }): Promise<void> {
    await page.evaluate(({ focused = true, hidden = false }) => {
        document.hasFocus = () => focused;
        Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
        Object.defineProperty(document, "visibilityState", {
            get: () => (hidden ? "hidden" : "visible"),
            configurable: true,
        });
        document.dispatchEvent(new Event("visibilitychange"));
        dispatchEvent(new Event(focused ? "focus" : "blur"));
    }, is);
}
