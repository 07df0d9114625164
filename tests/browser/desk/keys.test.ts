// The desk by keyboard alone; the focus is always somewhere.
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { chooseByKeys, expectFocused, focusIn, focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

test("Ctrl+K finds a chat by a part of its name and opens it; Escape gives the focus back", async () => {
    const { page } = await openDesk(busyDesk, { path: dana });
    await page.locator("textarea").focus();
    await page.keyboard.press("Control+KeyK");
    const field = page.getByRole("combobox");
    await focusOn(field);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    await focusOn(page.locator("textarea"));
    await page.keyboard.press("Control+KeyK");
    await focusOn(field);
    await page.keyboard.type("ferr");
    await page.getByRole("option", { name: /^Luis Ferreira/, selected: true }).waitFor();
    await page.keyboard.press("Enter");
    await focusOn(page.getByRole("textbox", { name: "Message to Luis Ferreira" }));
    await page.keyboard.press("Control+KeyK");
    await focusOn(field);
    await page.keyboard.type("xyzzy");
    await page.getByText("Nothing found for “xyzzy”").waitFor();
    await expectAccessible(page);
});

test("actions run from the palette", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.keyboard.press("Control+KeyK");
    await focusOn(page.getByRole("combobox"));
    await page.keyboard.type("status off");
    await page.getByRole("option", { name: "Status: Offline", selected: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /Offline/ }).waitFor();
    expect(server.calls_of("presence.set")).toEqual([{ status: "offline" }]);
});

test("Alt keys walk through the chats in the order of the list", async () => {
    const { page } = await openDesk(busyDesk, { path: dana });
    const open = async (keys: string, name: string) => {
        await page.keyboard.press(keys);
        await focusOn(page.getByRole("textbox", { name: `Message to ${name}` }));
    };
    await page.locator("textarea").focus();
    await open("Alt+ArrowDown", "Luis Ferreira");
    await open("Alt+KeyJ", "Visitor 8841");
    await open("Alt+ArrowUp", "Luis Ferreira");
    await open("Alt+KeyK", "Dana Whitfield");
    await open("Alt+Digit4", "Visitor 8841");
    await open("Alt+Shift+ArrowDown", "Aiko Tanaka");
});

test("F6 goes round the regions, Escape back to the list", async () => {
    const { page } = await openDesk(busyDesk, { path: dana });
    await page.locator("textarea").focus();
    const region = () =>
        page.evaluate(() =>
            document.activeElement?.closest("[data-region]")?.getAttribute("data-region"),
        );
    const round: (string | null | undefined)[] = [];
    for (let i = 0; i < 5; i++) {
        await page.keyboard.press("F6");
        round.push(await region());
    }
    expect(round).toEqual(["side", "top", "list", "thread", "composer"]);
    await page.keyboard.press("Shift+F6");
    expect(await region()).toBe("thread");
    await page.locator("textarea").focus();
    await page.keyboard.type("kept");
    await page.keyboard.press("Escape");
    expect(await region()).toBe("thread");
    await page.keyboard.press("Escape");
    expect(await region()).toBe("list");
    expect(await page.locator("textarea").inputValue()).toBe("kept");
    await page.keyboard.press("Enter");
    await expectFocused(page);
});

test("Alt+Shift+P opens presence; the choice is sent and the focus comes back", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.getByRole("button", { name: /In chat/ }).waitFor();
    await page.keyboard.press("Alt+Shift+KeyP");
    const offline = page.getByRole("menuitemradio", { name: /Offline/ });
    await offline.waitFor();
    await expectAccessible(page);
    await chooseByKeys(offline, "o");
    await page.getByRole("button", { name: /Offline/ }).waitFor();
    expect(server.calls_of("presence.set")).toEqual([{ status: "offline" }]);
    await expectFocused(page);
});

test("Shift+Escape marks all as read, which can be undone until it is told", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk" });
    await page.getByRole("link", { name: /Aiko Tanaka.*1 unread/ }).waitFor();
    await page.keyboard.press("Shift+Escape");
    await page.getByText("2 chats marked as read").first().waitFor();
    expect(await page.getByRole("link", { name: /unread/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: /Aiko Tanaka.*1 unread/ }).waitFor();
    expect(server.calls_of("chat.mark_read")).toEqual([]);
    await page.keyboard.press("Shift+Escape");
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect.poll(() => server.calls_of("chat.mark_read").length).toBe(2);
    await expectFocused(page);
});

test("the sheet shows the keys; the account menu works by arrows", async () => {
    const { page } = await openDesk(busyDesk, { path: dana });
    await page.keyboard.press("Control+Slash");
    await focusIn(page.getByRole("dialog", { name: "Keyboard shortcuts" }));
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: /account and settings/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitemradio", { name: "Dark" }).waitFor();
    await expectAccessible(page);
    await focusIn(page.getByRole("menu"));
    await page.keyboard.press("ArrowDown");
    await focusOn(page.getByRole("menuitemradio", { name: "Light" }));
    await page.keyboard.press("ArrowDown");
    await focusOn(page.getByRole("menuitemradio", { name: "Dark" }));
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    await page.keyboard.press("Escape");
    await expectFocused(page);
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
});

test("in German throughout", async () => {
    const { page } = await openDesk(busyDesk, { path: dana, locale: "de-DE" });
    await page.getByRole("heading", { name: "Meine Chats", level: 2 }).waitFor();
    await page.getByRole("button", { name: "Senden" }).waitFor();
    await page.getByText("Maya Ortiz ist dem Chat beigetreten").waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
});
