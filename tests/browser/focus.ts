// Where the focus is. What opens takes the focus a moment after it can be seen, so whoever types waits
// for the focus and not for the sight.
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** The focus has come to this. */
export async function focusOn(target: Locator): Promise<void> {
    await target.and(target.page().locator(":focus")).waitFor();
}

/** The focus has come to this or into it: keys that are pressed now are its own. */
export async function focusIn(target: Locator): Promise<void> {
    await target.and(target.page().locator(":focus-within")).waitFor();
}

/**
 * In the open menu goes to this item by one key, such as its first letter, and chooses it. Several
 * letters would have to come within a second.
 */
export async function chooseByKeys(item: Locator, key: string): Promise<void> {
    const page = item.page();
    await focusIn(page.getByRole("menu"));
    await page.keyboard.press(key);
    await focusOn(item);
    await page.keyboard.press("Enter");
}

/** The focus is somewhere; the body is nowhere. */
export async function expectFocused(page: Page): Promise<void> {
    const at = () => page.evaluate(() => document.activeElement?.tagName);
    await expect.poll(at).not.toBe("BODY");
}
