// Somebody without a mouse: goes from stop to stop, and has the focus somewhere after every key.
import type { Locator, Page } from "playwright-core";
import { chooseByKeys, expectFocused, focusOn } from "./focus.ts";

/** No page has more stops. */
const stops_max = 300;

export class Keyboard {
    constructor(readonly page: Page) {}

    async press(...keys: string[]): Promise<void> {
        for (const key of keys) await this.page.keyboard.press(key);
        await expectFocused(this.page);
    }

    async type(text: string): Promise<void> {
        await this.page.keyboard.type(text);
    }

    /** Until this has the focus. */
    async tabTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
        await target.waitFor();
        for (let stop = 0; stop < stops_max; stop++) {
            await this.page.keyboard.press(key);
            if (await target.evaluate((one) => one.matches(":focus"))) return;
        }
        throw new Error(`${key} does not lead to ${target}`);
    }

    /** A link or a button. */
    async open(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
        await this.tabTo(target, key);
        await this.press("Enter");
    }

    /** An item of the open menu. */
    async choose(item: Locator, key: string): Promise<void> {
        await chooseByKeys(item, key);
        await this.page.getByRole("menu").waitFor({ state: "detached" });
        await expectFocused(this.page);
    }

    async signIn(name: string, password: string): Promise<void> {
        await focusOn(this.page.getByLabel("Name", { exact: true }));
        await this.type(name);
        await this.press("Tab");
        await this.type(password);
        await this.page.keyboard.press("Enter");
        await this.page.locator("#username").waitFor({ state: "detached" });
        await expectFocused(this.page);
    }
}
