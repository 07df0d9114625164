// What is written and not sent is there after another chat, a reload and a restart of the browser
// (check 18); what looks like a card number is kept nowhere.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openContext, openPage, useBrowser } from "./browser.ts";
import { busyDesk, FakeServer } from "./fake_server.ts";

/** As long as a loaded machine takes for a page. */
const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 30_000 });

let folder: string;
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "parley-drafts-"));
});
// Runs after the browser has ended, which still writes until then.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
useBrowser();

const dana = "/desk/chats/chat_dana";
const fieldOf = (page: Page) => page.getByRole("textbox", { name: "Message to Dana Whitfield" });
const rowOf = (page: Page) => page.getByRole("link", { name: /Dana Whitfield/ });

async function open(): Promise<{ context: BrowserContext; page: Page }> {
    const server = new FakeServer();
    busyDesk(server);
    const context = await openContext(server, { folder });
    const page = await openPage(context, dana);
    await fieldOf(page).waitFor();
    return { context, page };
}

const stored = (page: Page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));

async function toAnotherChat(page: Page): Promise<void> {
    await page.getByRole("link", { name: /Luis Ferreira/ }).click();
    await page.getByRole("textbox", { name: "Message to Luis Ferreira" }).waitFor();
}

test("check 18: a draft survives another chat, a reload and a restart, and its row says so", {
    timeout: 120_000,
}, async () => {
    const { context, page } = await open();
    await fieldOf(page).fill("Half a thou");
    await toAnotherChat(page);
    await rowOf(page).filter({ hasText: "Draft: Half a thou" }).waitFor();
    await page.reload();
    await rowOf(page).filter({ hasText: "Draft: Half a thou" }).waitFor();
    await rowOf(page).click();
    await fieldOf(page).waitFor();
    expect(await fieldOf(page).inputValue()).toBe("Half a thou");
    await fieldOf(page).fill("Half a thought");
    // A crash may cost the last half second; closing does not.
    await eventually(() => stored(page)).toContain("Half a thought");
    await context.close();

    const next = await open();
    expect(await fieldOf(next.page).inputValue()).toBe("Half a thought");
    await toAnotherChat(next.page);
    await rowOf(next.page).filter({ hasText: "Draft: Half a thought" }).waitFor();
});

test("check 18, fH11: a draft with the digits of a card is kept by no restart and no reload", {
    timeout: 120_000,
}, async () => {
    const { context, page } = await open();
    await fieldOf(page).fill("The order");
    await eventually(() => stored(page)).toContain("The order");
    await fieldOf(page).fill("The order 4111 1111 1111 1111");
    // Within the page nothing is lost.
    await toAnotherChat(page);
    await rowOf(page).filter({ hasText: "Draft: The order 4111" }).waitFor();
    await eventually(() => stored(page)).not.toContain("The order");
    await page.reload();
    await rowOf(page).waitFor();
    expect(await rowOf(page).textContent()).not.toContain("Draft");
    await context.close();
    const next = await open();
    expect(await fieldOf(next.page).inputValue()).toBe("");
    expect(await stored(next.page)).not.toContain("4111");
});
