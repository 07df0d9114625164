// The customer's widget against a scripted server: what the guide promises, and the states that are
// hard to produce
// with a real one. Each test opens its own browser context.
import { readFile } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { maya } from "./fake_server.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

async function open(options?: BrowserContextOptions & { attributes?: string }): Promise<void> {
    stage = await Stage.open(options);
}

/** Polls until `actual` is as wanted: the page changes when it is ready, not when we look. */
const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 8_000 });

describe("the launcher", () => {
    test("stands in its corner of a hostile page, and loads nothing before it is used", async () => {
        await open();
        const loaded: string[] = [];
        stage.page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
        await stage.page.reload();
        await stage.launcher().waitFor();
        expect(loaded).toEqual(["/", "/widget.js"]);
        expect(stage.server.sockets_opened).toBe(0);
        const box = (await stage.launcher().boundingBox())!;
        const { width, height } = stage.page.viewportSize()!;
        expect([box.width, box.height]).toEqual([56, 56]);
        expect([width - box.x - 56, height - box.y - 56]).toEqual([20, 20]);
        const style = await stage.launcher().evaluate((one) => {
            const { backgroundColor, opacity, transform } = getComputedStyle(one);
            return { backgroundColor, opacity, transform };
        });
        expect(style).toEqual({
            backgroundColor: "rgb(34, 85, 213)",
            opacity: "1",
            transform: "none",
        });
    });

    test("opens the panel with the focus in it; Escape closes and gives the focus back", async () => {
        await open();
        const panel = await stage.openPanel();
        await focusOn(panel.getByLabel("Name"));
        const box = (await stage.page.locator("iframe").boundingBox())!;
        expect([box.width, box.height].map(Math.round)).toEqual([384, 608]);
        await stage.page.keyboard.press("Escape");
        await stage.page.locator("iframe").waitFor({ state: "hidden" });
        await focusOn(stage.launcher());
        expect(await stage.launcher().getAttribute("aria-expanded")).toBe("false");
        expect(stage.server.sockets_opened).toBe(0);
    });

    test("fills a phone's screen, with the close button as the way back", async () => {
        await open({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
        const panel = await stage.openPanel();
        await eventually(async () => {
            const box = (await stage.page.locator("iframe").boundingBox())!;
            return [box.x, box.y, box.width, box.height].map(Math.round);
        }).toEqual([0, 0, 390, 780]);
        await stage.launcher().waitFor({ state: "hidden" });
        const close = panel.getByRole("button", { name: "Close chat" });
        const target = (await close.boundingBox())!;
        expect(Math.min(target.width, target.height)).toBeGreaterThanOrEqual(44);
        await close.click();
        await stage.page.locator("iframe").waitFor({ state: "hidden" });
    });

    test("speaks German, stands left, wears the accent and names the queue, as its attributes say", async () => {
        await open({
            attributes:
                'data-organization="demo" data-lang="de" data-position="left" data-accent="#ffd400" data-queue="Returns"',
        });
        const launcher = stage.page.getByRole("button", { name: "Chat öffnen" });
        expect((await launcher.boundingBox())!.x).toBe(20);
        await launcher.click();
        const panel = stage.panel();
        await panel.getByText("Wie können wir helfen?").waitFor();
        // The form does not wait for it.
        await eventually(() => stage.server.called("visitor.status")).toEqual([
            { organization: "demo", queue: "Returns" },
        ]);
        const colors = await panel
            .getByRole("button", { name: "Chat beginnen" })
            .evaluate((one) => [
                getComputedStyle(one).backgroundColor,
                getComputedStyle(one).color,
            ]);
        expect(colors).toEqual(["rgb(255, 212, 0)", "rgb(0, 0, 0)"]);
    });

    test("its customers are those of the partition that the page names", async () => {
        await open({ attributes: 'data-organization="demo" data-partition="Shop"' });
        await stage.launcher().click();
        const panel = stage.panel();
        await panel.getByLabel("Name").fill("Kim");
        await panel.getByLabel("E-mail").fill("kim@example.org");
        await panel.getByLabel("Your question").fill("Hello");
        await panel.getByRole("button", { name: "Start chat" }).click();
        const place = { organization: "demo", partition: "Shop" };
        await expect
            .poll(() => stage.server.called("visitor.start"))
            .toEqual([expect.objectContaining(place)]);
        // The answer has come, too.
        await panel.locator(".waiting").waitFor();
        expect(stage.server.called("visitor.status")[0]).toEqual(place);
        // Elsewhere in the organization this browser's customer is another one.
        const kept = await stage.page
            .frameLocator("iframe")
            .locator("html")
            .evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith("token")));
        expect(kept).toEqual(["parley.demo/Shop.token"]);
    });

    test("has a programming interface, and leaves nothing behind", async () => {
        await open();
        const events = await stage.page.evaluate(() => {
            const heard: string[] = [];
            const { Parley } = window as unknown as {
                Parley: Record<string, (...args: unknown[]) => unknown>;
            };
            Parley.on!("open", () => heard.push("open"));
            const off = Parley.on!("close", () => heard.push("close")) as () => void;
            Parley.open!();
            Parley.open!();
            Parley.toggle!();
            off();
            Parley.toggle!();
            Parley.close!();
            return heard;
        });
        expect(events).toEqual(["open", "close", "open"]);
        await stage.page.evaluate(() =>
            (window as unknown as { Parley: { destroy(): void } }).Parley.destroy(),
        );
        expect(await stage.page.locator("iframe").count()).toBe(0);
        expect(await stage.launcher().count()).toBe(0);
        expect(await stage.page.evaluate(() => "Parley" in window)).toBe(false);
    });

    test("ignores messages of anybody but the panel", async () => {
        await open();
        await stage.openPanel();
        await stage.panel().getByLabel("Name").waitFor();
        await stage.page.evaluate(() => {
            window.postMessage({ parley: "unread", count: 7 }, "*");
            window.postMessage({ parley: "close" }, "*");
        });
        await stage.page.evaluate(() => new Promise((done) => setTimeout(done)));
        expect(await stage.page.locator("iframe").isVisible()).toBe(true);
        expect(await stage.launcher().getAttribute("aria-label")).toBe("Close chat");
    });
});

describe("the form", () => {
    test("check 3: says what is missing at each field and goes to the first, then begins the chat", async () => {
        await open();
        const panel = await stage.openPanel();
        await panel.getByRole("button", { name: "Start chat" }).click();
        for (const text of [
            "Please enter your name.",
            "Please enter your e-mail address.",
            "Please write what it is about.",
        ]) {
            await panel.getByText(text).waitFor();
        }
        await focusOn(panel.getByLabel("Name"));
        await panel.getByLabel("Name").fill("Dana");
        expect(await panel.getByText("Please enter your name.").count()).toBe(0);
        await panel.getByLabel("E-mail").fill("dana");
        await panel.getByText("Please enter an address such as").waitFor();
        await panel.getByRole("button", { name: "Start chat" }).click();
        await focusOn(panel.getByLabel("E-mail"));
        await panel.getByLabel("E-mail").fill("dana@example.org");
        await panel.getByLabel("Topic").selectOption("Returns");
        await panel.getByLabel("Your question").fill("  Where is it?  ");
        await panel.getByRole("button", { name: "Start chat" }).click();
        await panel.getByText("Position 3 in line").first().waitFor();
        expect(stage.server.called("visitor.start")).toEqual([
            { organization: "demo", name: "Dana", email: "dana@example.org" },
        ]);
        expect(stage.server.called("chat.start")[0]).toMatchObject({
            queue: "queue_2",
            text: "Where is it?",
            fields: { page: `${stage.site.origin}/` },
        });
        await eventually(() => stage.bubbles()).toEqual(["You: Where is it?"]);
        await focusOn(panel.getByRole("textbox", { name: "Write a message" }));
    });

    test("keeps what was typed over a reload and a refusal", async () => {
        await open();
        const panel = await stage.openPanel();
        await panel.getByLabel("Name").fill("Dana");
        await panel.getByLabel("E-mail").fill("dana@example.org");
        await panel.getByLabel("Your question").fill("Where is it?");
        await stage.page.reload();
        const again = stage.panel();
        expect(await again.getByLabel("Your question").inputValue()).toBe("Where is it?");
        stage.complaints = [];
        stage.server.refuse.set("visitor.start", { status: 429, code: "too_many" });
        await again.getByRole("button", { name: "Start chat" }).click();
        await again.getByText("That was too often.").waitFor();
        expect(await again.getByLabel("Your question").inputValue()).toBe("Where is it?");
        stage.server.refuse.clear();
        await again.getByRole("button", { name: "Start chat" }).click();
        await again.getByText("Position 3 in line").first().waitFor();
        stage.complaints = stage.complaints.filter((one) => !one.includes("400"));
    });

    test("a text over 500 characters is not sent, and says how long it is", async () => {
        await open();
        const panel = await stage.openPanel();
        // By then it is known how long a text may be.
        await panel.getByText("3 colleagues available").waitFor();
        await panel.getByLabel("Name").fill("Dana");
        await panel.getByLabel("E-mail").fill("dana@example.org");
        await panel.getByLabel("Your question").fill("😀".repeat(501));
        await panel.getByRole("button", { name: "Start chat" }).click();
        await panel.getByText("500 characters at most; this has 501.").waitFor();
        expect(stage.server.called("visitor.start")).toEqual([]);
    });

    test("E13: how long a text may be is the organization's to say, before and in the chat", async () => {
        await open();
        stage.server.status = { ...stage.server.status, message_max: 100 };
        await stage.page.reload();
        const panel = await stage.openPanel();
        await panel.getByText("3 colleagues available").waitFor();
        await panel.getByLabel("Name").fill("Dana");
        await panel.getByLabel("E-mail").fill("dana@example.org");
        await panel.getByLabel("Your question").fill("x".repeat(101));
        await panel.getByRole("button", { name: "Start chat" }).click();
        await panel.getByText("100 characters at most; this has 101.").waitFor();
        await panel.getByLabel("Your question").fill("x".repeat(100));
        await panel.getByRole("button", { name: "Start chat" }).click();
        await panel.getByRole("textbox", { name: "Write a message" }).fill("x".repeat(60));
        await panel.getByText("40 left").waitFor();
    });
});

describe("waiting", () => {
    test("check 4, N8: shows place and interval, and says each change of place once, at most every 30 s", async () => {
        await open();
        await stage.page.clock.install();
        const panel = await stage.startChat();
        await panel.getByText("2 colleagues available · about 2 to 4 minutes").waitFor();
        const said = () => panel.getByRole("log").locator("p").allTextContents();
        await eventually(said).toEqual(["Position 3 in line, about 2 to 4 minutes"]);
        // Both ends in the same minute are one number; the interval alone is no news.
        stage.server.position(3, { wait_s: 150, wait_least_s: 130, wait_most_s: 170 });
        await panel.getByText("2 colleagues available · about 3 minutes").waitFor();
        stage.server.position(2);
        await panel.locator(".waiting", { hasText: "Position 2 in line" }).waitFor();
        // Nothing is known any more.
        expect(await panel.locator(".waiting p").textContent()).toBe("2 colleagues available");
        stage.server.position(1, { wait_s: 20, wait_least_s: 5, wait_most_s: 59 });
        await panel.locator(".waiting", { hasText: "You are next" }).waitFor();
        await panel.getByText("less than a minute").first().waitFor();
        await stage.page.clock.runFor(29_000);
        expect(await said()).toEqual([]);
        await stage.page.clock.runFor(2_000);
        expect(await said()).toEqual(["You are next, less than a minute"]);
        stage.server.position(1, { wait_s: 40, wait_least_s: 20, wait_most_s: 61 });
        await panel.getByText("about 1 to 2 minutes").waitFor();
        await stage.page.clock.runFor(9_000);
        await stage.page.clock.runFor(24_000);
        expect((await said()).filter((one) => one.includes("minute"))).toEqual([]);
    });

    test("can be given up", async () => {
        await open();
        const panel = await stage.startChat();
        await panel.getByRole("button", { name: "Cancel waiting" }).click();
        await panel.getByText("You left the line").waitFor();
        expect(stage.server.called("chat.end")).toEqual([{ chat: stage.server.chat!.id }]);
        const again = panel.getByRole("button", { name: "Start a new chat" });
        await focusOn(again);
        await again.click();
        // Who one is need not be said twice.
        expect(await panel.getByLabel("Name").inputValue()).toBe("Dana Whitfield");
        expect(await panel.getByLabel("Your question").inputValue()).toBe("");
        expect(stage.server.called("visitor.start")).toHaveLength(1);
    });
});

describe("messages", () => {
    test("appear at once, get a tick when the server has them, and Seen when the agent has", async () => {
        await open();
        const panel = await stage.inChat();
        stage.server.silent.add("message.post");
        const field = panel.getByRole("textbox", { name: "Write a message" });
        await field.fill("Hello Maya");
        const shown_ms = await field.evaluate(async (one) => {
            const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
            const began = performance.now();
            one.dispatchEvent(enter);
            while (!document.querySelector(".bubble.pending")) await Promise.resolve();
            return performance.now() - began;
        });
        expect(shown_ms).toBeLessThan(50);
        const meta = panel.locator(".group.own .meta").last();
        expect(await meta.innerText()).toContain("Sending");
        stage.server.silent.clear();
        stage.server.cut();
        await eventually(() => meta.innerText()).toContain("Sent");
        stage.server.see();
        await eventually(() => meta.innerText()).toContain("Seen");
        expect(await stage.bubbles()).toEqual([
            "You: My parcel has not moved for five days.",
            "You: Hello Maya",
        ]);
        expect(stage.server.messages.filter((one) => one.text === "Hello Maya")).toHaveLength(1);
    });

    test("Enter of an input method does not send, Shift+Enter breaks the line", async () => {
        await open();
        const panel = await stage.inChat();
        const field = panel.getByRole("textbox", { name: "Write a message" });
        await field.fill("ni");
        await field.evaluate((one) =>
            one.dispatchEvent(
                new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }),
            ),
        );
        await field.press("End");
        await field.press("Shift+Enter");
        await field.pressSequentially("hao");
        expect(await field.inputValue()).toBe("ni\nhao");
        expect(stage.server.posts).toEqual([]);
        await field.press("Enter");
        await eventually(() => stage.server.posts.length).toBe(1);
        await focusOn(field);
    });

    test("check 8: no answer for 10 s: Not sent, and trying again delivers it once", async () => {
        await open();
        await stage.page.clock.install();
        const panel = await stage.inChat();
        stage.server.silent.add("message.post");
        await stage.send("Are you there?");
        await panel.locator(".bubble.pending").waitFor();
        await stage.page.clock.runFor(10_000);
        await panel.getByText("Not sent").first().waitFor();
        expect(await panel.getByRole("alert").allTextContents()).toEqual(["Not sent"]);
        stage.server.silent.clear();
        await panel.getByRole("button", { name: "Try again" }).click();
        await panel.locator(".bubble.sent", { hasText: "Are you there?" }).waitFor();
        const ids = stage.server.called("message.post").map((one) => one.client_id);
        expect(ids).toHaveLength(2);
        expect(new Set(ids).size).toBe(1);
        expect(await stage.bubbles()).toHaveLength(2);
    });

    test("a refused one can be deleted", async () => {
        await open();
        const panel = await stage.inChat();
        stage.server.refuse.set("message.post", { status: 400, code: "invalid", title: "Invalid" });
        await stage.send("bad");
        await panel.getByRole("button", { name: "Delete" }).waitFor();
        expect(await panel.getByRole("button", { name: "Try again" }).count()).toBe(0);
        await panel.getByRole("button", { name: "Delete" }).click();
        await eventually(() => stage.bubbles()).toHaveLength(1);
    });

    test("a text that turns the writing direction turns nothing beside it", async () => {
        await open();
        const panel = await stage.inChat();
        stage.server.say("\u202eturned");
        const text = panel.locator(".bubble", { hasText: "turned" }).locator("bdi");
        expect(await text.textContent()).toBe("\u202eturned");
        expect(await text.evaluate((one) => getComputedStyle(one).unicodeBidi)).toBe("isolate");
        expect(await panel.locator(".meta bdi").allTextContents()).toEqual(["You", "Maya Ortiz"]);
    });

    test("W26 C15 C16: who joins and leaves is said, and writes under their own name", async () => {
        await open();
        const panel = await stage.inChat();
        const ben = { kind: "agent", id: "usr_ben", name: "Ben Arndt" } as const;
        stage.server.joins(ben);
        await panel.getByText("Ben Arndt joined the chat").first().waitFor();
        stage.server.say("I know these printers", ben);
        stage.server.say("Ben will help", maya);
        await eventually(async () => (await stage.bubbles()).slice(1)).toEqual([
            "Ben Arndt: I know these printers",
            "Maya Ortiz: Ben will help",
        ]);
        stage.server.leaves(ben);
        await panel.getByText("Ben Arndt left the chat").first().waitFor();
        // The chat goes on with whose it is.
        await panel.getByRole("heading", { name: "Maya Ortiz" }).waitFor();
        await panel.getByRole("textbox", { name: "Write a message" }).waitFor();
    });

    test("a gap is fetched before what lies behind it is shown", async () => {
        await open();
        await stage.inChat();
        stage.server.saySilently("first");
        stage.server.saySilently("second");
        stage.server.say("third");
        await eventually(async () => (await stage.bubbles()).slice(1)).toEqual([
            "Maya Ortiz: first",
            "Maya Ortiz: second",
            "Maya Ortiz: third",
        ]);
        expect(stage.server.called("message.list").at(-1)).toMatchObject({ after_seq: 2 });
    });

    test("typing shows within the panel and goes with the message; one's own is told", async () => {
        await open();
        await stage.page.clock.install();
        const panel = await stage.inChat();
        // Who types for longer tells it again.
        await stage.pauseClock();
        stage.server.type(true);
        await panel.getByText("Maya Ortiz is typing…").waitFor();
        stage.server.say("There");
        await panel.getByText("Maya Ortiz is typing…").waitFor({ state: "detached" });
        const field = panel.getByRole("textbox", { name: "Write a message" });
        await field.pressSequentially("abc");
        await field.press("Enter");
        await eventually(() => stage.server.called("chat.typing").map((one) => one.typing)).toEqual(
            [true, false],
        );
    });

    test("each message of the agent is said once, history and own ones never", async () => {
        await open();
        await stage.page.clock.install();
        stage.server.begun(6);
        const panel = await stage.startChat();
        const said = () => panel.getByRole("log").locator("p").allTextContents();
        await eventually(said).toHaveLength(1);
        // What was said leaves after 10 s.
        await stage.pauseClock();
        stage.server.accept();
        await panel.getByRole("heading", { name: "Maya Ortiz" }).waitFor();
        stage.server.say("Hello Dana");
        await stage.send("Hello");
        await panel.locator(".bubble.sent", { hasText: "Hello" }).last().waitFor();
        await eventually(said).toEqual([
            "Position 3 in line, about 2 to 4 minutes",
            "Maya Ortiz joined the chat",
            "Maya Ortiz: Hello Dana",
        ]);
    });
});

describe("the connection", () => {
    test("check 7: cut: a banner within 3 s, messages wait, and afterwards each has arrived once and in order", async () => {
        await open();
        await stage.page.clock.install();
        const panel = await stage.inChat();
        await stage.pauseClock();
        stage.server.down = true;
        await stage.context.setOffline(true);
        await stage.page.clock.runFor(3_000);
        await panel.getByText("Reconnecting…").first().waitFor();
        await stage.send("one");
        await stage.send("two");
        await eventually(() => panel.locator(".bubble.pending").count()).toBe(2);
        stage.server.down = false;
        await stage.context.setOffline(false);
        await panel.locator(".bubble.sent", { hasText: "two" }).waitFor();
        expect(stage.server.messages.slice(-2).map((one) => one.text)).toEqual(["one", "two"]);
        await panel.locator(".banner", { hasText: "Back online" }).waitFor();
        await stage.page.clock.runFor(2_000);
        await panel.locator(".banner").waitFor({ state: "detached" });
    });

    test("a blip shows nothing", async () => {
        await open();
        await stage.page.clock.install();
        const panel = await stage.inChat();
        const before = stage.server.sockets_opened;
        // However long the new connection takes here: it is there before 2 s.
        await stage.pauseClock();
        stage.server.cut();
        await stage.page.clock.runFor(1_900);
        await eventually(() => stage.server.sockets_opened).toBe(before + 1);
        await eventually(() => stage.server.called("session.open").length).toBe(before + 1);
        for (const ms of [1_000, 4_000]) {
            await stage.page.clock.runFor(ms);
            expect(await panel.locator(".banner").count()).toBe(0);
        }
    });

    test("lost for 10 s: Retry now tries now", async () => {
        await open();
        await stage.page.clock.install();
        const panel = await stage.inChat();
        await stage.pauseClock();
        stage.server.down = true;
        stage.server.cut(4001, "draining;retry_ms=60000");
        await eventually(async () => {
            await stage.page.clock.runFor(500);
            return panel.locator(".banner", { hasText: "Reconnecting" }).count();
        }).toBe(1);
        await stage.page.clock.runFor(7_000);
        expect(await panel.getByRole("button", { name: "Retry now" }).count()).toBe(0);
        await stage.page.clock.runFor(1_000);
        stage.server.down = false;
        await panel.getByRole("button", { name: "Retry now" }).click();
        await panel.locator(".banner", { hasText: "Back online" }).waitFor();
    });

    test("a terminal close stops it and says so", async () => {
        await open();
        const panel = await stage.inChat();
        const before = stage.server.sockets_opened;
        stage.server.cut(4503, "signed out");
        await panel.locator(".banner", { hasText: "cannot be reached" }).waitFor();
        expect(stage.server.sockets_opened).toBe(before);
    });

    test("a token that the server no longer knows leads back to the form", async () => {
        await open();
        const panel = await stage.inChat();
        stage.server.cut(4500, "unknown token");
        await panel.getByText("Your earlier chat is gone.").waitFor();
        expect(await panel.getByLabel("Name").inputValue()).toBe("Dana Whitfield");
    });
});

describe("continuity", () => {
    test("check 9: a reload brings back panel, messages, draft and place", async () => {
        await open();
        const panel = await stage.inChat();
        for (let i = 1; i <= 30; i++) stage.server.say(`Line ${i}`);
        await panel.getByText("Line 30").waitFor();
        const field = panel.getByRole("textbox", { name: "Write a message" });
        await field.fill("half a thought");
        const scroller = panel.getByRole("region", { name: "Conversation" });
        const top = () => scroller.evaluate((one) => Math.round(one.scrollTop));
        await eventually(() => stage.server.called("chat.mark_read").at(-1)?.seq).toBe(32);
        await scroller.evaluate((one) => {
            one.scrollTop = 200;
            // Noticed at once: what is drawn before would lead back to the end.
            one.dispatchEvent(new Event("scroll"));
        });
        await eventually(top).toBe(200);
        await panel.getByRole("button", { name: "To the newest message" }).waitFor();
        await stage.page.reload();
        await panel.getByText("Line 30").waitFor();
        expect(await field.inputValue()).toBe("half a thought");
        await eventually(async () => Math.abs((await top()) - 200)).toBeLessThanOrEqual(2);
    });

    test("N8: the place is kept while the tab of who waits is closed", async () => {
        await open();
        const before = await stage.startChat();
        await before.getByRole("textbox", { name: "Write a message" }).fill("And my invoice");
        await stage.page.close();
        await eventually(() => stage.server.connected).toBe(0);
        // Nobody is there to be told.
        Object.assign(stage.server.chat!, { position: 2, wait_least_s: 50, wait_most_s: 110 });
        stage.page = await stage.tab();
        await stage.launcher().click();
        const panel = stage.panel();
        await panel.getByText("Position 2 in line").first().waitFor();
        await panel.getByText("2 colleagues available · about 1 to 2 minutes").waitFor();
        await eventually(() => stage.bubbles()).toEqual([
            "You: My parcel has not moved for five days.",
        ]);
        const field = panel.getByRole("textbox", { name: "Write a message" });
        expect(await field.inputValue()).toBe("And my invoice");
        expect(stage.server.called("chat.start")).toHaveLength(1);
        expect(stage.server.called("chat.end")).toEqual([]);
    });

    test("check 9: a second tab shows the chat, and each new message once in both", async () => {
        await open();
        await stage.inChat();
        const second = await stage.tab();
        await stage.launcher(second).click();
        await eventually(() => stage.bubbles(second)).toHaveLength(1);
        await stage.send("from the first");
        stage.server.say("for both");
        await stage.send("from the second", second);
        const wanted = [
            "You: My parcel has not moved for five days.",
            "You: from the first",
            "Maya Ortiz: for both",
            "You: from the second",
        ].sort();
        await eventually(async () => (await stage.bubbles()).sort()).toEqual(wanted);
        await eventually(async () => (await stage.bubbles(second)).sort()).toEqual(wanted);
    });

    test("a chat begun in one tab is there in the other that shows the form", async () => {
        await open();
        const second = await stage.tab();
        await stage.launcher(second).click();
        await stage.panel(second).getByLabel("Name").waitFor();
        await stage.page.bringToFront();
        await stage.startChat();
        await stage.panel(second).getByText("Position 3 in line").first().waitFor();
    });

    test("a question half written in the other tab becomes the draft of the chat", async () => {
        await open();
        const second = await stage.tab();
        await stage.launcher(second).click();
        await stage.panel(second).getByLabel("Your question").fill("And my invoice");
        await stage.page.bringToFront();
        await stage.startChat();
        const draft = (page: Page) =>
            stage.panel(page).getByRole("textbox", { name: "Write a message" }).inputValue();
        await eventually(() => draft(second)).toBe("And my invoice");
        expect(await draft(stage.page)).toBe("");
    });

    test("the host page learns no token and no text", async () => {
        await open();
        await stage.inChat();
        const kept = await stage.page.evaluate(() => [
            Object.entries(localStorage),
            Object.entries(sessionStorage),
        ]);
        expect(kept).toEqual([[["parley.chat", "1"]], [["parley.open", "1"]]]);
    });
});

describe("unread", () => {
    test("a message for the closed panel: badge, name, title while hidden; opening clears all", async () => {
        await open();
        const panel = await stage.inChat();
        await stage.launcher().click();
        stage.server.say("Are you still there?");
        await stage.page.getByRole("button", { name: "Open chat, 1 new message" }).waitFor();
        expect(await stage.page.getByRole("status").textContent()).toBe("1 new message");
        const hide = (hidden: boolean) =>
            stage.page.evaluate((value) => {
                Object.defineProperty(document, "hidden", { value, configurable: true });
                document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
            }, hidden);
        await hide(true);
        expect(await stage.page.title()).toBe("(1) Garden shop");
        await hide(false);
        expect(await stage.page.title()).toBe("Garden shop");
        expect(stage.server.called("chat.mark_read").at(-1)?.seq ?? 0).toBeLessThan(3);
        await stage.launcher().click();
        await panel.locator(".divider.new").waitFor();
        await eventually(() => stage.server.called("chat.mark_read").at(-1)?.seq).toBe(3);
        await stage.launcher().click();
        expect(await stage.launcher().getAttribute("aria-label")).toBe("Open chat");
        await stage.launcher().click();
        await panel.locator(".bubble", { hasText: "Are you still there?" }).waitFor();
        expect(await panel.locator(".divider.new").count()).toBe(0);
    });

    test("the next page of the site shows the badge without being opened", async () => {
        await open();
        await stage.inChat();
        await stage.launcher().click();
        await stage.page.goto("about:blank");
        stage.server.saySilently("While you were away");
        await stage.page.goto(stage.site.origin);
        await stage.page.getByRole("button", { name: "Open chat, 1 new message" }).waitFor();
    });

    test("a reader who scrolled away is not moved, and is told what is new below", async () => {
        await open();
        const panel = await stage.inChat();
        for (let i = 1; i <= 30; i++) stage.server.say(`Line ${i}`);
        await panel.getByText("Line 30").waitFor();
        const scroller = panel.getByRole("region", { name: "Conversation" });
        const top = () => scroller.evaluate((one) => Math.round(one.scrollTop));
        await scroller.hover();
        const end = await top();
        await stage.page.mouse.wheel(0, -400);
        await eventually(async () => {
            const before = await top();
            await scroller.evaluate(() => new Promise(requestAnimationFrame));
            return before === (await top()) && before < end;
        }).toBe(true);
        const before = await top();
        stage.server.say("Line 31");
        await panel.getByRole("button", { name: "1 new" }).waitFor();
        expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
        await panel.getByRole("button", { name: "1 new" }).click();
        await panel.getByRole("button", { name: "1 new" }).waitFor({ state: "detached" });
        await eventually(() =>
            scroller.evaluate((one) =>
                Math.round(one.scrollHeight - one.clientHeight - one.scrollTop),
            ),
        ).toBe(0);
    });

    test("older pages come without moving what is read", async () => {
        await open();
        await stage.inChat();
        for (let i = 1; i <= 120; i++) stage.server.saySilently(`Old ${i}`);
        await stage.page.reload();
        const panel = stage.panel();
        await panel.getByText("Old 120").waitFor();
        expect(await panel.getByText("Old 60", { exact: true }).count()).toBe(0);
        // What follows the reader is loaded by then; that it comes would lead back to the end.
        await panel.getByRole("button", { name: "Turn sound off" }).waitFor();
        const scroller = panel.getByRole("region", { name: "Conversation" });
        const moved = await scroller.evaluate(async (box) => {
            // Found anew: a group that grows at its start may be drawn anew.
            const top = () =>
                [...box.querySelectorAll(".bubble")]
                    .find((one) => one.textContent!.endsWith("Old 75"))!
                    .getBoundingClientRect().top;
            box.scrollTop = 300;
            // Noticed at once: what is drawn before would lead back to the end.
            box.dispatchEvent(new Event("scroll"));
            await new Promise(requestAnimationFrame);
            const before = top();
            const length = box.scrollHeight;
            while (box.scrollHeight === length) await new Promise(requestAnimationFrame);
            return Math.abs(top() - before);
        });
        expect(moved).toBeLessThanOrEqual(2);
    });
});

describe("the end", () => {
    test("by the agent: said, and a new chat is one step away", async () => {
        await open();
        const panel = await stage.inChat();
        stage.server.end();
        await panel.getByText("Maya Ortiz left the chat").first().waitFor();
        await panel.getByRole("button", { name: "Start a new chat" }).click();
        await panel.getByLabel("Your question").fill("One more thing");
        await panel.getByRole("button", { name: "Start chat" }).click();
        await panel.getByText("Position 3 in line").first().waitFor();
        await eventually(() => stage.bubbles()).toEqual(["You: One more thing"]);
    });

    test("what was not sent becomes the question of the next chat", async () => {
        await open();
        const panel = await stage.inChat();
        stage.server.refuse.set("message.post", { status: 409, code: "chat_ended" });
        await stage.send("Too late");
        await panel.getByRole("button", { name: "Delete" }).waitFor();
        expect(await panel.getByRole("button", { name: "Try again" }).count()).toBe(0);
        await panel.getByRole("textbox", { name: "Write a message" }).fill("Half a thou");
        stage.server.end();
        await panel.getByRole("button", { name: "Start a new chat" }).click();
        const question = panel.getByLabel("Your question");
        expect(await question.inputValue()).toBe("Too late\nHalf a thou");
        expect(await panel.getByLabel("Name").inputValue()).toBe("Dana Whitfield");
        stage.server.refuse.clear();
        await panel.getByRole("button", { name: "Start chat" }).click();
        await eventually(() => stage.bubbles()).toEqual(["You: Too late\nHalf a thou"]);
    });

    test("by the customer: asked first while the talk is fresh", async () => {
        await open();
        const panel = await stage.inChat();
        await panel.getByRole("button", { name: "End chat" }).click();
        const question = panel.getByRole("region", { name: "End this chat?" });
        await focusOn(question.getByRole("button", { name: "End chat" }));
        await stage.page.keyboard.press("Escape");
        await panel.getByText("End this chat?").waitFor({ state: "detached" });
        expect(await stage.page.locator("iframe").isVisible()).toBe(true);
        expect(stage.server.called("chat.end")).toEqual([]);
        await panel.getByRole("button", { name: "End chat" }).click();
        await question.getByRole("button", { name: "End chat" }).click();
        await panel.getByText("This chat has ended").first().waitFor();
    });

    test("C11: what was said is saved, part by part; what fails can be tried again", async () => {
        await open();
        const panel = await stage.inChat();
        stage.server.end();
        stage.server.refuse.set("chat.transcript", { status: 503, code: "unavailable" });
        await panel.getByRole("button", { name: "Save transcript" }).click();
        const again = panel.getByRole("button", { name: "Not saved. Please try again." });
        await again.waitFor();
        stage.server.refuse.clear();
        const [file] = await Promise.all([stage.page.waitForEvent("download"), again.click()]);
        expect(file.suggestedFilename()).toBe("chat-2026-11-22.txt");
        expect(await readFile(await file.path(), "utf8")).toBe(
            "\ufeffChat with Sales\n[10:00] Dana: hello\n[10:01] Maya: bye\n",
        );
        await panel.getByRole("button", { name: "Saved" }).waitFor();
        const asked = stage.server.called("chat.transcript");
        expect(asked.map((one) => one.after_seq)).toEqual([0, 0, 2]);
        expect(asked[0]?.language).toBe("en");
    });
});
