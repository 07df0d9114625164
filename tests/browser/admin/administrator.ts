// An administrator, and agents, at the real program's own pages.
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, beforeEach, expect } from "vitest";
import { theBrowser } from "../browser.ts";
import { demo_password, Program } from "../real/program.ts";

const contexts: BrowserContext[] = [];
/** What went wrong on any page. */
const complaints: string[] = [];

export async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const browser = await theBrowser();
    const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: "en-GB",
        reducedMotion: "reduce",
        ...options,
    });
    contexts.push(context);
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
        if (message.type() !== "error") return;
        const { url: where } = message.location();
        // Whether somebody is signed in is asked, and refused, before the sign-in.
        if (!where.endsWith("/auth.me")) complaints.push(`${message.text()} ${where}`);
    });
    await page.goto(url);
    return page;
}

/** All that was opened; nothing has gone wrong in it, but for what a test has brought about. */
export async function closeAll(brought_about?: RegExp): Promise<void> {
    await Promise.all(contexts.splice(0).map((one) => one.close()));
    expect(complaints.splice(0).filter((one) => !brought_about?.test(one))).toEqual([]);
}

export async function signIn(page: Page, name: string, password = demo_password): Promise<void> {
    await page.locator("#username").fill(name);
    await page.locator("#password").fill(password);
    await page.locator("button[type=submit]").click();
    await page.locator("#username").waitFor({ state: "detached" });
}

/** Of the test that runs, in a file that uses them. */
export let program: Program;
export let admin: Page;

/** For each test the program, fresh, and an administrator who has signed in to it. */
export function useProgram(): void {
    beforeEach(async () => {
        program = await Program.start();
        admin = await open(`${program.origin}/admin`);
        await signIn(admin, "admin");
    });
    afterEach(async () => {
        try {
            await closeAll();
        } finally {
            await program.stop();
        }
    });
}

/** At a desk. */
export async function beAvailable(desk: Page): Promise<void> {
    await desk.locator('button[aria-keyshortcuts="Alt+Shift+P"]').waitFor();
    await desk.keyboard.press("Alt+Shift+KeyP");
    await desk.getByRole("menuitemradio", { name: /^Available/ }).click();
}

/** Another page of the administration, from the tree. */
export async function go(page: Page, name: string): Promise<void> {
    await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

export async function save(page: Page): Promise<void> {
    await page.getByRole("region", { name: "Save" }).getByRole("button", { name: "Save" }).click();
    await saved(page);
}

/** Of what is saved nothing is left to save; "Saved" alone may still be there from before. */
export async function saved(page: Page): Promise<void> {
    await page.getByText("Saved", { exact: true }).first().waitFor();
    await page.getByRole("region", { name: "Save" }).waitFor({ state: "detached" });
}
