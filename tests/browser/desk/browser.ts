// One Chromium for a test file, and pages on which a violated policy or an uncaught error fails the
// test.
import axe from "axe-core";
import {
    type Browser,
    type BrowserContext,
    type BrowserContextOptions,
    chromium,
    type Frame,
    type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { FakeServer, origin } from "./fake_server.ts";

const flags = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];
/** All that the guide asks for, target sizes included. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser: Browser;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

export function useBrowser(): void {
    beforeAll(async () => {
        browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
    });
    afterEach(async () => {
        await Promise.all(contexts.splice(0).map((one) => one.close()));
        expect(complaints.splice(0)).toEqual([]);
    });
    afterAll(() => browser.close());
}

export async function openContext(
    server: FakeServer,
    options: BrowserContextOptions = {},
): Promise<BrowserContext> {
    const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: "en-GB",
        ...options,
    });
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

/** A server with a desk that is open and loaded. */
export async function openDesk(
    script: (server: FakeServer) => void,
    options: BrowserContextOptions & { path?: string } = {},
): Promise<{ server: FakeServer; context: BrowserContext; page: Page }> {
    const { path, ...more } = options;
    const server = new FakeServer();
    script(server);
    const context = await openContext(server, more);
    const page = await openPage(context, path);
    await page.getByRole("banner").waitFor();
    return { server, context, page };
}

export async function expectAccessible(page: Page | Frame): Promise<void> {
    // Motion changes colours on the way; what is judged is where it ends.
    await page.evaluate(async () => {
        await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    });
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
    const found = await page.evaluate(
        // biome-ignore lint/suspicious/noExplicitAny: axe lives in the page
        (values) => (window as any).axe.run(document, { runOnly: { type: "tag", values } }),
        tags,
    );
    const lines = found.violations.flatMap(
        (one: { id: string; help: string; nodes: { target: unknown; failureSummary: string }[] }) =>
            one.nodes.map((node) => `${one.id}: ${String(node.target)} ${node.failureSummary}`),
    );
    expect(lines).toEqual([]);
}
