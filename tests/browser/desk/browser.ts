// Pages of the desk on a scripted server, on which a violated policy or an uncaught error fails the
// test.
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import { keepingBrowser, theBrowser } from "../browser.ts";
import { FakeServer, origin } from "./fake_server.ts";

const contexts: BrowserContext[] = [];
const complaints: string[] = [];

/** For a file of tests: what each has opened is closed after it. */
export function useBrowser(): void {
    afterEach(async () => {
        await Promise.all(contexts.splice(0).map((one) => one.close()));
        expect(complaints.splice(0)).toEqual([]);
    });
}

/** With `folder` a browser of its own that keeps there what pages store. */
export async function openContext(
    server: FakeServer,
    { folder, ...more }: BrowserContextOptions & { folder?: string } = {},
): Promise<BrowserContext> {
    const options = { viewport: { width: 1440, height: 900 }, locale: "en-GB", ...more };
    const context = await (folder
        ? keepingBrowser(folder, options)
        : (await theBrowser()).newContext(options));
    contexts.push(context);
    await server.attach(context);
    await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
            console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
    });
    return context;
}

export async function openPage(context: BrowserContext, path = "/desk"): Promise<Page> {
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
        // Refusals over HTTP are part of the tests.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
            complaints.push(message.text());
        }
    });
    await page.goto(origin + path);
    return page;
}

/** From here on the page's clock stands; the test moves it. */
export async function stopClock(page: Page): Promise<void> {
    await page.clock.install();
    // It goes on until it stands, and cannot be put back.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 5_000));
}

export interface OpenedDesk {
    server: FakeServer;
    context: BrowserContext;
    page: Page;
}

/** A server with a desk that is open and loaded; `stored` is in the browser's storage from before. */
export async function openDesk(
    script: (server: FakeServer) => void,
    options: BrowserContextOptions & { path?: string; stored?: Record<string, string> } = {},
): Promise<OpenedDesk> {
    const { path, stored = {}, ...more } = options;
    const server = new FakeServer();
    script(server);
    const context = await openContext(server, more);
    await context.addInitScript((all) => {
        for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value);
    }, stored);
    const page = await openPage(context, path);
    await page.getByRole("banner").waitFor();
    // Who takes chats has them by then: what the server tells from here on is news.
    if ((path ?? "/desk").startsWith("/desk") && server.user.rights.includes("chat_handle")) {
        await page
            .locator('header :is([aria-keyshortcuts="Alt+Shift+P"], p[title])')
            .waitFor({ state: "attached" });
    }
    return { server, context, page };
}
