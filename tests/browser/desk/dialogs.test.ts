// Escape and a click outside close a dialog, unless something was written in it.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { withColleagues } from "./colleagues.ts";
import { busyDesk, Refusal } from "./fake_server.ts";

useBrowser();

const dana = "/desk/chats/chat_dana";
const asked = "Discard what you have written?";
const help = (page: Page) => page.getByRole("dialog", { name: /^Call a manager/ });

test("what was written in a dialog is thrown away only by who says so", async () => {
    const { page } = await openDesk(busyDesk, { path: dana });
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    await page.keyboard.press("Alt+KeyH");
    const field = help(page).getByRole("textbox");
    await focusOn(field);
    await page.keyboard.press("Escape");
    await help(page).waitFor({ state: "detached" });

    await page.keyboard.press("Alt+KeyH");
    await focusOn(field);
    await page.keyboard.type("May I refund it?");
    await page.keyboard.press("Escape");
    await help(page).getByText(asked).waitFor();
    await focusOn(help(page).getByRole("button", { name: "Keep writing" }));
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
    for (let again = 0; again < 2; again++) {
        await page.keyboard.press("Escape");
        await focusOn(field);
        await page.keyboard.press("Escape");
        await help(page).getByText(asked).waitFor();
    }
    await page.keyboard.press("Enter");
    await help(page).getByText(asked).waitFor({ state: "detached" });
    expect(await field.inputValue()).toBe("May I refund it?");
    await page.mouse.click(5, 5);
    await help(page).getByText(asked).waitFor();
    await help(page).getByRole("button", { name: "Discard" }).click();
    await help(page).waitFor({ state: "detached" });
});

test("what was only looked for, or stands there as before, closes with it", async () => {
    const { page } = await openDesk(
        (server) => {
            busyDesk(server);
            withColleagues(server);
        },
        { path: dana },
    );
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    await page.keyboard.press("Alt+KeyT");
    const dialog = page.getByRole("dialog", { name: /Dana Whitfield/ });
    await focusOn(dialog.getByRole("combobox"));
    await page.keyboard.type("bil");
    const note = dialog.getByRole("textbox").first();
    await note.fill("Hm");
    await note.fill("");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
});

test("a call for help that is refused keeps its words", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    server.on("chat.ask_help", () => {
        throw new Refusal({ status: 503, code: "unavailable" });
    });
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    await page.keyboard.press("Alt+KeyH");
    await help(page).getByRole("textbox").fill("May I refund it?");
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("chat.ask_help").length).toBe(1);
    await page.locator("[data-region=toasts] [role=alert]").waitFor();
    expect(await help(page).getByRole("textbox").inputValue()).toBe("May I refund it?");
});
