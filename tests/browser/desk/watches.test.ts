// A watch ends with the last page that shows the chat, whether or not the page could say so.
import { expect, test } from "vitest";
import { openDesk, openPage, useBrowser } from "./browser.ts";
import { watcher } from "./manager.ts";

useBrowser();

const luis = "/desk/all/chat_luis";

test("what a page has left by a reload is ended by the next one, and once", async () => {
    const { server, page } = await openDesk(watcher, { path: luis });
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await expect.poll(() => server.calls_of("chat.monitor").length).toBe(1);
    expect(server.calls_of("chat.unmonitor")).toEqual([]);
    await page.reload();
    await expect.poll(() => server.calls_of("chat.unmonitor")).toEqual([{ chat: "chat_luis" }]);
    await page.getByText("You are reading along").waitFor();
    const kept = () =>
        page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(".watch.")));
    await expect.poll(kept).toEqual([]);
    await page.reload();
    await page.getByText("You are reading along").waitFor();
    expect(server.calls_of("chat.unmonitor").length).toBe(1);
});

test("what another tab still shows goes on, until that one ends it, too", async () => {
    const { server, context, page } = await openDesk(watcher, { path: luis });
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    const other = await openPage(context, luis);
    await other.getByRole("button", { name: "Watch", exact: true }).click();
    await expect.poll(() => server.calls_of("chat.monitor").length).toBe(2);
    // Neither a reload nor going elsewhere in one tab ends it for the other.
    await page.reload();
    await page.getByText("You are reading along").waitFor();
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await expect.poll(() => server.calls_of("chat.monitor").length).toBe(3);
    await page.getByRole("link", { name: /Aiko Tanaka/ }).click();
    await page.getByText("You are reading along").waitFor();
    await page.waitForTimeout(300);
    expect(server.calls_of("chat.unmonitor")).toEqual([]);
    await other.getByRole("link", { name: /Aiko Tanaka/ }).click();
    await expect.poll(() => server.calls_of("chat.unmonitor")).toEqual([{ chat: "chat_luis" }]);
});
