// The real program and a page of somebody else's: who may show the widget, what messages between
// windows are worth, and that a page reads nothing of what is in the widget (faults C05 to C08).
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Customer } from "./people.ts";
import { Program } from "./program.ts";

let shop: Server;
let program: Program;
let address: string; // of the shop, which is of another origin
beforeEach(async () => {
    shop = createServer((request, response) => {
        const body =
            request.url === "/desk"
                ? `<iframe src="${program.origin}/desk"></iframe>`
                : `<script src="${program.origin}/widget.js"></script>`;
        response.setHeader("content-type", "text/html");
        response.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Pots</h1>${body}`);
    });
    await new Promise<void>((done) => shop.listen(0, "127.0.0.1", done));
    address = `http://localhost:${(shop.address() as AddressInfo).port}`;
});
afterEach(async () => {
    await program?.stop();
    shop.close();
});

class Visitor extends Customer {
    static async at(url: string): Promise<Visitor> {
        const visitor = new Visitor();
        await visitor.open(url);
        return visitor;
    }
}

/** What a script of the page would say to a window. */
const says = (page: Page, to: "itself" | "the widget", message: unknown) =>
    page.evaluate(
        ([to, message]) => {
            const frame = [...document.querySelectorAll("*")]
                .map((each) => each.shadowRoot?.querySelector("iframe"))
                .find((one) => one);
            const window_of = to === "itself" ? window : frame?.contentWindow;
            window_of?.postMessage(message, "*");
        },
        [to, message] as const,
    );

test("C05, C08: a page may show the widget, is not believed by it, and reads nothing of it", async () => {
    program = await Program.start("--widget-origin", address);
    const dana = await Visitor.at(address);
    const { page } = dana;
    await dana.openPanel();
    await dana.ask("Dana Whitfield", "dana@example.org", "Where are the pots?");
    // Nobody but the widget's own window speaks for it.
    await says(page, "itself", { parley: "unread", count: 7 });
    await says(page, "itself", { parley: "close" });
    await says(page, "the widget", { parley: "close", type: "anything", __proto__: { open: 1 } });
    await says(page, "the widget", "state");
    // What comes after that has been heard, too.
    await page.evaluate(() => new Promise((heard) => setTimeout(heard)));
    await dana.panel.getByRole("button", { name: "Cancel waiting" }).waitFor();
    expect(await page.getByText("7").count()).toBe(0);
    const read = await page.evaluate(() => {
        const frames = [...document.querySelectorAll("*")]
            .map((each) => each.shadowRoot?.querySelector("iframe"))
            .filter((one) => one !== null && one !== undefined);
        return {
            frames: frames.length,
            documents: frames.filter((one) => one.contentDocument !== null).length,
            kept: JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie,
        };
    });
    expect(read).toMatchObject({ frames: 1, documents: 0 });
    expect(read.kept).not.toMatch(/token|Dana|pots/);
});

test("C06: a page that may not show the widget gets a button and no chat", async () => {
    program = await Program.start();
    const dana = await Visitor.at(address);
    const refused = dana.page.waitForEvent("console", (one) =>
        one.text().includes("frame-ancestors"),
    );
    await dana.page.getByRole("button", { name: "Open chat" }).click();
    expect((await refused).type()).toBe("error");
    expect(await dana.panel.getByRole("button").count()).toBe(0);
});

test("C07: no page shows the desk within its own", async () => {
    program = await Program.start("--widget-origin", address);
    const page = (await Visitor.at(address)).page;
    const refused = page.waitForEvent("console", (one) => one.text().includes("frame-ancestors"));
    await page.goto(`${address}/desk`);
    expect((await refused).text()).toContain("'none'");
    expect(await page.frameLocator("iframe").getByRole("heading").count()).toBe(0);
});
