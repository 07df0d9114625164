// Every state of the panel, in both themes, on a desktop and on a phone: no axe violation, nothing
// wider than the screen. What is said before and in place of a chat is as long as a language makes
// it: that in German, too, and as narrow as phones get. With PARLEY_SCREENSHOTS=<folder> the
// pictures are kept, to be looked at.
import type { FrameLocator } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { png } from "./fake_files.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
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
        stage.closeHours();
        const panel = await stage.openPanel();
        await panel.getByRole("heading", { name: "Chat is closed at the moment" }).waitFor();
    },
    async waiting(stage) {
        await stage.startChat();
    },
    async bot(stage) {
        await toBot(stage, picks);
    },
    async bot_knows_much(stage) {
        await toBot(
            stage,
            Array.from({ length: 50 }, (_, i) => `${picks[i % 3]} ${i}`),
        );
    },
    async bot_nobody(stage) {
        const panel = await toBot(stage, picks);
        stage.server.nobodyThere();
        await panel.locator(".system").waitFor();
    },
    async bot_failed(stage) {
        const panel = await toBot(stage, picks);
        stage.server.refuse.set("chat.ask_agent", { status: 503, code: "unavailable" });
        await panel.locator(".picks .quiet").first().click();
        await panel.locator(".picks .error").waitFor();
    },
    async bot_leave(stage) {
        const panel = await toBot(stage, picks);
        stage.server.refuse.set("chat.ask_agent", { status: 409, code: "no_agent" });
        await panel.locator(".picks .quiet").first().click();
        await panel.locator("#email").waitFor();
    },
    async bot_handed_over(stage) {
        const panel = await toBot(stage, picks);
        stage.server.handOver();
        await panel.locator(".waiting").waitFor();
        await panel.locator(".system").waitFor();
    },
    async bot_solved(stage) {
        const panel = await toBot(stage, picks);
        // Once there is an answer, it is offered to say that it solved it.
        await panel.locator(".picks .quiet").nth(2).waitFor();
        await panel.locator(".picks .quiet").nth(1).click();
        await panel.locator(".foot p").waitFor();
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
        await stage.page.clock.install();
        const panel = await stage.inChat();
        stage.server.down = true;
        stage.server.cut();
        await stage.send("Are you still there?");
        await stage.page.clock.runFor(2_100);
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
    async attaching(stage) {
        await attaching(stage);
    },
    async files(stage) {
        await withFiles(stage);
    },
    async picture(stage) {
        const panel = await withFiles(stage);
        await panel.locator(".picture").first().click();
        await panel.locator("dialog img").waitFor();
    },
    async drop(stage) {
        stage.server.allows_files = { most: 3, bytes: 26_214_400, extensions: ["png"] };
        await stage.inChat();
        await stage.drag([{ name: "scan.png", bytes: 3 }], "dragenter");
        await stage.panel().locator(".drop").waitFor();
    },
    async rating(stage) {
        const panel = await stage.inChat();
        stage.server.asks_rating = true;
        stage.server.say("I have sent you a new one. Have a good day!");
        stage.server.end();
        await panel.getByRole("radio", { name: "4, Good" }).check();
        await panel.getByRole("button", { name: "Send rating" }).waitFor();
    },
};

/** The panel as it is now, in both themes. */
async function expectFine(name: string): Promise<void> {
    const { page } = stage;
    const frame = stage.frame();
    await expectAccessibleInBothThemes(page, name, frame);
    const wide = () =>
        frame.evaluate(() =>
            [...document.querySelectorAll("*")]
                .filter((one) => one.scrollWidth > innerWidth && !one.matches(".sr, .sr *"))
                .map((one) => one.outerHTML.slice(0, 80)),
        );
    await expect.poll(wide, { message: name }).toEqual([]);
}

const sizes = {
    desktop: { width: 1280, height: 800 },
    phone: { width: 390, height: 780 },
};

describe.each(Object.entries(sizes))("%s", (size, viewport) => {
    test.each(Object.keys(states))("%s", async (name) => {
        stage = await Stage.open({ viewport, reducedMotion: "reduce" });
        await states[name]!(stage);
        await expectFine(`${name}-${size}`);
    });
});

/** In no language's words. */
async function fill(stage: Stage): Promise<FrameLocator> {
    await stage.page.locator("button").click();
    const panel = stage.panel();
    // It has a second button; until it is known that nobody is there the other one stands there.
    if (!stage.server.status.open) await panel.locator(".foot .quiet").waitFor();
    await panel.locator("#name").fill("Dana Whitfield");
    await panel.locator("#email").fill("dana@example.org");
    await panel.locator("#text").fill("My parcel has not moved for five days.");
    return panel;
}

async function wait(stage: Stage): Promise<FrameLocator> {
    const panel = await fill(stage);
    await panel.locator("[type=submit]").click();
    await panel.locator(".waiting").waitFor();
    return panel;
}

async function leave(stage: Stage): Promise<FrameLocator> {
    const panel = await wait(stage);
    await panel.locator(".waiting button").first().click();
    await panel.locator("#email").waitFor();
    return panel;
}

/** With a bot, in no language's words. */
async function toBot(stage: Stage, picks: string[]): Promise<FrameLocator> {
    stage.server.bot = picks;
    const panel = await fill(stage);
    await panel.locator("[type=submit]").click();
    await panel.locator(".picks").waitFor();
    return panel;
}
const picks = ["Where is my order?", "Returns", "Damaged plants and what to do about them"];

/** In a chat, with one file of each state in the composer. */
async function attaching(stage: Stage): Promise<FrameLocator> {
    const { server } = stage;
    server.allows_files = { most: 5, bytes: 26_214_400, extensions: ["png", "pdf", "txt"] };
    const panel = await wait(stage);
    server.accept();
    await panel.locator("h1", { hasText: "Maya" }).waitFor();
    await panel.locator("input[type=file]").waitFor({ state: "attached" });
    await stage.attach({ name: "the broken spade, seen from above.png", bytes: png(300, 200) });
    await panel.locator(".attached img").waitFor();
    await panel.locator("progress").waitFor({ state: "detached" });
    server.files.verdict = { state: "refused", reason: "personal_data" };
    await stage.attach({ name: "bill.pdf", bytes: 4_000 });
    await panel.locator(".broken").waitFor();
    server.files.hold();
    await stage.attach(
        { name: "manual of the greenhouse.pdf", bytes: 700_000 },
        { name: "report.exe", bytes: 3 },
    );
    await panel.locator("progress").waitFor();
    await panel.locator("textarea").fill("Here is what I have.");
    await panel.locator("textarea").press("Enter");
    await panel.locator(".holding").waitFor();
    return panel;
}

/** In a chat whose messages have files. */
async function withFiles(stage: Stage): Promise<FrameLocator> {
    const { server } = stage;
    const { files } = server;
    server.allows_files = { most: 5, bytes: 26_214_400, extensions: ["png", "pdf"] };
    const panel = await wait(stage);
    server.accept();
    await panel.locator("h1", { hasText: "Maya" }).waitFor();
    await panel.locator("input[type=file]").waitFor({ state: "attached" });
    server.sayFiles("Is it this one?", [files.put("spade.png", {}, png(900, 600))]);
    server.sayFiles("", [
        files.put("the manual of the big greenhouse, second edition.pdf", { size: 3_400_000 }),
        files.put("virus.pdf", { state: "refused", reason: "infected" }),
        files.put("voice.txt", { state: "checking" }),
    ]);
    await panel.locator(".picture img").waitFor();
    await panel.locator(".bubble .file").nth(2).waitFor();
    await stage.attach({ name: "mine.png", bytes: png(320, 60) }, { name: "bill.pdf", bytes: 9 });
    await panel
        .locator(".attached .num", { hasText: /ready|bereit/ })
        .nth(1)
        .waitFor();
    await panel.locator("textarea").press("Enter");
    await panel.locator(".own .picture img").waitFor();
    return panel;
}

const long: Record<string, (stage: Stage) => Promise<void>> = {
    bot: (stage) => states.bot!(stage),
    bot_nobody: (stage) => states.bot_nobody!(stage),
    bot_solved: (stage) => states.bot_solved!(stage),
    async wait(stage) {
        await wait(stage);
    },
    async next(stage) {
        const panel = await wait(stage);
        stage.server.position(1, { wait_s: 150, wait_least_s: 110, wait_most_s: 620 });
        await panel.locator(".waiting strong", { hasText: /next|Nächstes/ }).waitFor();
    },
    async leave(stage) {
        const panel = await leave(stage);
        await panel.locator("#text").fill("Please call me back.");
    },
    async leave_errors(stage) {
        const panel = await leave(stage);
        await panel.locator("#email").fill("dana");
        await panel.locator("[type=submit]").click();
        await panel.locator(".error").nth(1).waitFor();
    },
    async leave_refused(stage) {
        const panel = await leave(stage);
        stage.server.refuse.set("chat.leave", { status: 503, code: "unavailable" });
        await panel.locator("#text").fill("Please call me back.");
        await panel.locator("[type=submit]").click();
        await panel.locator("[role=alert]:not(:empty)").waitFor();
    },
    async left(stage) {
        const panel = await leave(stage);
        await panel.locator("#text").fill("Please call me back.");
        await panel.locator("[type=submit]").click();
        await panel.locator(".foot p").waitFor();
    },
    async attaching(stage) {
        await attaching(stage);
    },
    async files(stage) {
        await withFiles(stage);
    },
    async closed(stage) {
        stage.closeHours(new Date(Date.now() + 10 * 86_400_000).toISOString());
        const panel = await fill(stage);
        await panel.locator("h2").waitFor();
    },
    async closed_known(stage) {
        stage.closeHours();
        const panel = await fill(stage);
        await panel.locator("[type=submit]").click();
        await panel.locator(".foot p").waitFor();
        await panel.locator(".foot .primary").click();
        await panel.locator("#text").waitFor();
    },
};

describe.each(["en", "de"])("%s", (lang) => {
    test.each(Object.keys(long))("%s", async (name) => {
        const height = 640;
        stage = await Stage.open({
            locale: lang === "de" ? "de-DE" : "en-GB",
            viewport: { width: 400, height },
            reducedMotion: "reduce",
            attributes: `data-organization="demo" data-lang="${lang}"`,
        });
        await long[name]!(stage);
        for (const width of [400, 320]) {
            await stage.page.setViewportSize({ width, height });
            await expectFine(`${name}-${lang}-${width}`);
        }
    });
});
