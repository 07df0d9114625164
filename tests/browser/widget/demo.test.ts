// The demonstration's own pages: both languages, both themes, and the widget on the shop.
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Stage } from "./stage.ts";

let browser: Browser;
let stage: Stage;
beforeAll(async () => {
    browser = await Stage.launch();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

describe.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 320],
] as const)("%s, %i px", (colorScheme, width) => {
    test.each(["/demo/shop.html", "/demo/index.html"])("%s", async (path) => {
        stage = await Stage.open(browser, {
            colorScheme,
            viewport: { width, height: 800 },
            with_axe: true,
        });
        const { page } = stage;
        await page.goto(stage.server.origin + path);
        const folder = process.env.PARLEY_SCREENSHOTS;
        const name = path.replace(/\W+/g, "-");
        if (folder)
            await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` });
        await stage.expectNoAxeViolations(page.mainFrame());
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await page.getByRole("link", { name: "Deutsch" }).click();
        await page.waitForURL(/lang=de/);
        expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
    });
});

test("the shop's widget speaks the shop's language", async () => {
    stage = await Stage.open(browser);
    await stage.page.goto(`${stage.server.origin}/demo/shop.html?lang=de`);
    await stage.page.getByRole("button", { name: "Chat öffnen" }).click();
    await stage.panel().getByLabel("Ihre Frage").waitFor();
});
