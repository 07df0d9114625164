// Every state of the panel, in both themes, on a desktop and on a phone: no axe violation, nothing
// wider than the
// screen. With PARLEY_SCREENSHOTS=<folder> the pictures are kept, to be looked at.
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Stage } from "./stage.ts";

let browser: Browser;
let stage: Stage;
beforeAll(async () => {
    browser = await Stage.launch();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const states: Record<string, (stage: Stage) => Promise<void>> = {
    async form(stage) {
        await stage.openPanel();
        await stage.panel().getByText("3 colleagues available").waitFor();
    },
    async form_errors(stage) {
        const panel = await stage.openPanel();
        await panel.getByLabel("E-mail").fill("dana");
        await panel.getByRole("button", { name: "Start chat" }).click();
        await panel.getByText("Please enter your name.").waitFor();
    },
    async closed(stage) {
        stage.server.status = { open: false, agents_available: 0, waiting: 0, queues: [] };
        const panel = await stage.openPanel();
        await panel.getByText("Chat is closed at the moment").waitFor();
    },
    async waiting(stage) {
        await stage.startChat();
    },
    async next(stage) {
        const panel = await stage.startChat();
        stage.server.position(1, { agents_available: 1, wait_s: 20 });
        await panel.getByText("You are next").first().waitFor();
    },
    async chat(stage) {
        const panel = await stage.inChat();
        stage.server.say("Sorry about that, Dana. Let me look at the carrier scan.");
        stage.server.say("It left our hub in Leipzig on Friday: https://example.org/track/4471");
        await stage.send("Thank you! I need it by the weekend.");
        await panel.locator(".bubble.sent", { hasText: "weekend" }).waitFor();
        stage.server.see();
        await panel.locator(".meta", { hasText: "Seen" }).last().waitFor();
        stage.server.type(true);
        await panel.getByText("Maya Ortiz is typing…").waitFor();
    },
    async not_sent(stage) {
        const panel = await stage.inChat();
        stage.server.refuse.set("message.post", {
            status: 400,
            code: "invalid",
            title: "Invalid",
            detail: "no",
        });
        await stage.send("Can you send it again by express?");
        await panel.locator(".meta.failed").waitFor();
    },
    async reconnecting(stage) {
        const panel = await stage.inChat();
        stage.server.down = true;
        stage.server.cut();
        await stage.send("Are you still there?");
        await panel.locator(".banner").waitFor();
    },
    async end_question(stage) {
        const panel = await stage.inChat();
        await panel.getByRole("button", { name: "End chat" }).click();
        await panel.getByText("End this chat?").waitFor();
    },
    async ended(stage) {
        const panel = await stage.inChat();
        stage.server.say("I have sent you a new one. Have a good day!");
        stage.server.end();
        await panel.getByRole("button", { name: "Start a new chat" }).waitFor();
    },
};

const looks = [
    { look: "light", colorScheme: "light", viewport: { width: 1280, height: 800 } },
    { look: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
    { look: "phone", colorScheme: "light", viewport: { width: 390, height: 780 } },
    { look: "phone-dark", colorScheme: "dark", viewport: { width: 390, height: 780 } },
] as const;

describe.each(looks)("$look", ({ look, colorScheme, viewport }) => {
    test.each(Object.keys(states))("%s", async (name) => {
        stage = await Stage.open(browser, { colorScheme, viewport, with_axe: true });
        await states[name]!(stage);
        const folder = process.env.PARLEY_SCREENSHOTS;
        if (folder) await stage.page.screenshot({ path: `${folder}/${name}-${look}.png` });
        await stage.expectNoAxeViolations();
        const frame = stage.page.frames().find((one) => one.url().includes("/widget/"))!;
        expect(
            await frame.evaluate(() => {
                const wide = [...document.querySelectorAll("*")].filter(
                    (one) => one.scrollWidth > innerWidth && !one.matches(".sr, .sr *"),
                );
                return wide.map((one) => one.outerHTML.slice(0, 80));
            }),
        ).toEqual([]);
    });
});
