// One Chromium for all test files of a worker, and what every page in it is held to.
import axe from "axe-core";
import {
    type Browser,
    type BrowserContext,
    type BrowserContextOptions,
    chromium,
    type Frame,
    type Page,
} from "playwright-core";
import { expect } from "vitest";

const flags = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A screen can be shown: a made-up one, about which nobody is asked.
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
];
/** All that the guide asks for, target sizes included. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const executablePath = "/usr/bin/chromium-headless-shell";
let launched: Promise<Browser> | undefined;

/** Ends with the worker; each test closes its contexts. */
export function theBrowser(): Promise<Browser> {
    launched ??= chromium.launch({ executablePath, args: flags });
    return launched;
}

/** One of its own that keeps what pages store in `folder`, and ends with the context. */
export function keepingBrowser(
    folder: string,
    options: BrowserContextOptions,
): Promise<BrowserContext> {
    return chromium.launchPersistentContext(folder, { executablePath, args: flags, ...options });
}

interface Look {
    /** Said where something is found. */
    where?: string;
    only_colours?: boolean;
}

/** Nothing for axe to find. */
export async function expectAccessible(face: Page | Frame, look: Look = {}): Promise<void> {
    // Motion changes colours on the way; what is judged is where it ends.
    await face.evaluate(async () => {
        await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    });
    if (!(await face.evaluate(() => "axe" in window))) await face.evaluate(axe.source);
    const found = await face.evaluate(
        async ({ values, only_colours }) => {
            const { axe: here } = window as unknown as { axe: typeof axe };
            const rules = here.getRules(values).filter((one) => one.tags.includes("cat.color"));
            const { violations } = await here.run(document, {
                resultTypes: ["violations"],
                runOnly: only_colours
                    ? { type: "rule", values: rules.map((one) => one.ruleId) }
                    : { type: "tag", values },
            });
            return violations.flatMap((one) =>
                one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`),
            );
        },
        { values: tags, only_colours: look.only_colours ?? false },
    );
    expect(found, look.where).toEqual([]);
}

const pictures = process.env.PARLEY_SCREENSHOTS;

/** For somebody to look at, where they are asked for: named as the test. */
async function keepPicture(page: Page, look: string): Promise<void> {
    if (!pictures) return;
    const name = `${expect.getState().currentTestName} ${look}`.replace(/[^\w]+/g, "-");
    const face = expect.getState().testPath!.split("/").at(-2);
    await page.screenshot({ path: `${pictures}/${face}-${name}.png` });
}

/** The same in dark, where nothing but the colours is different (tokens.css). */
export async function expectAccessibleInBothThemes(
    page: Page,
    where = "",
    face: Page | Frame = page,
): Promise<void> {
    await page.emulateMedia({ colorScheme: "light" });
    await expectAccessible(face, { where: `${where} light` });
    await keepPicture(page, `${where} light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(face, { where: `${where} dark`, only_colours: true });
    await keepPicture(page, `${where} dark`);
    await page.emulateMedia({ colorScheme: "light" });
}
