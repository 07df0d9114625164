// The demonstration's own pages: both languages, both themes, and the widget on the shop.
import { afterEach, expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

test.each(["/demo/shop.html", "/demo/index.html"])("%s", async (path) => {
    stage = await Stage.open({ colorScheme: "light" });
    const { page } = stage;
    await page.goto(stage.server.origin + path);
    for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await expectAccessibleInBothThemes(page, `${width} px`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await page.getByRole("link", { name: "Deutsch" }).click();
    await page.waitForURL(/lang=de/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
});

test("the shop's widget speaks the shop's language", async () => {
    stage = await Stage.open();
    await stage.page.goto(`${stage.server.origin}/demo/shop.html?lang=de`);
    await stage.page.getByRole("button", { name: "Chat öffnen" }).click();
    await stage.panel().getByLabel("Ihre Frage").waitFor();
});
