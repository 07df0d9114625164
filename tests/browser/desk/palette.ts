// The palette, by keys.
import type { Page } from "playwright-core";
import { focusOn } from "../focus.ts";

/** Runs this entry, which `words` find first. */
export async function choose(page: Page, words: string, entry: string): Promise<void> {
    await page.keyboard.press("Control+k");
    await focusOn(page.getByRole("combobox", { name: "Search or run a command" }));
    await page.keyboard.type(words);
    await page.getByRole("option", { name: entry, selected: true }).waitFor();
    await page.keyboard.press("Enter");
}
