// A message instead of a chat: while nobody is there (C3, E52) and in place of waiting (C11), against
// a scripted server.
import type { BrowserContextOptions, FrameLocator } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 8_000 });
const arrived = "Your message has arrived. We will answer by e\u2011mail.";

async function open(options?: BrowserContextOptions & { attributes?: string }): Promise<void> {
    stage = await Stage.open(options);
}

async function openClosed(): Promise<FrameLocator> {
    await open();
    stage.closeHours();
    const panel = await stage.openPanel();
    await panel.getByRole("heading", { name: "Chat is closed at the moment" }).waitFor();
    return panel;
}

/** A refused request is an error to the browser's console. */
const refusalsAreExpected = () => {
    stage.complaints = stage.complaints.filter((one) => !one.includes("400"));
};

describe("closed", () => {
    const friday = "2026-06-12T20:00:00Z";
    const berlin = { timezoneId: "Europe/Berlin" };

    test("E52: says when chat is open again, on the visitor's calendar and clock", async () => {
        await open({ ...berlin, locale: "en-GB" });
        await stage.page.clock.install({ time: friday });
        stage.closeHours("2026-06-15T07:00:00Z");
        const panel = await stage.openPanel();
        await panel.getByText("Open again on Monday at 09:00", { exact: true }).waitFor();
        for (const [opens_at, text] of [
            ["2026-06-12T21:30:00Z", "Open again today at 23:30"],
            // Still Friday where the server is.
            ["2026-06-12T22:30:00Z", "Open again tomorrow at 00:30"],
            ["2026-06-18T07:00:00Z", "Open again on Thursday at 09:00"],
            ["2026-06-22T07:00:00Z", "Open again on Monday 22 June at 09:00"],
        ] as const) {
            stage.closeHours(opens_at);
            await panel.getByRole("button", { name: "Check again" }).click();
            await panel.getByText(text, { exact: true }).waitFor();
        }
        // Nobody knows when.
        stage.closeHours();
        await panel.getByRole("button", { name: "Check again" }).click();
        await panel.locator(".chip").waitFor({ state: "detached" });
    });

    test("E52: says it in German", async () => {
        await open({
            ...berlin,
            locale: "de-DE",
            attributes: 'data-organization="demo" data-lang="de"',
        });
        await stage.page.clock.install({ time: friday });
        stage.closeHours("2026-06-15T07:00:00Z");
        await stage.page.getByRole("button", { name: "Chat öffnen" }).click();
        const panel = stage.panel();
        await panel.getByText("Wieder geöffnet am Montag um 09:00 Uhr", { exact: true }).waitFor();
        await panel.getByRole("button", { name: "Nachricht senden" }).click();
        await panel.getByText("Bitte schreiben Sie, worum es geht.").waitFor();
    });

    test("C3: a message is left, said to have arrived, and the way back is one step", async () => {
        const panel = await openClosed();
        await focusOn(panel.getByLabel("Name"));
        await panel.getByRole("button", { name: "Send message" }).click();
        await panel.getByText("Please enter your name.").waitFor();
        await focusOn(panel.getByLabel("Name"));
        await stage.page.keyboard.type("Dana Whitfield");
        await stage.page.keyboard.press("Tab");
        await stage.page.keyboard.type("dana@example.org");
        await stage.page.keyboard.press("Tab");
        await focusOn(panel.getByLabel("Topic"));
        await stage.page.keyboard.press("Tab");
        await stage.page.keyboard.type("Is the lamp there again?");
        await stage.page.keyboard.press("Tab");
        await stage.page.keyboard.press("Enter");
        await panel.getByText(arrived).waitFor();
        expect(stage.server.called("visitor.start")).toEqual([
            { organization: "demo", name: "Dana Whitfield", email: "dana@example.org" },
        ]);
        const asked = stage.server.called("chat.leave");
        expect(asked).toHaveLength(1);
        expect(asked[0]).toMatchObject({
            text: "Is the lamp there again?",
            name: "Dana Whitfield",
            email: "dana@example.org",
            fields: { page: `${stage.site.origin}/` },
        });
        await eventually(() => stage.bubbles()).toEqual(["You: Is the lamp there again?"]);
        const back = panel.getByRole("button", { name: "Back", exact: true });
        await focusOn(back);
        await back.press("Enter");
        // Who one is need not be said twice.
        expect(await panel.getByLabel("E-mail").inputValue()).toBe("dana@example.org");
        expect(await panel.getByLabel("Name").count()).toBe(0);
        await focusOn(panel.getByLabel("Your message"));
        expect(await panel.getByLabel("Your message").inputValue()).toBe("");
        // The next one is of the same visitor.
        await panel.getByLabel("Your message").fill("The small one, I mean.");
        await panel.getByRole("button", { name: "Send message" }).click();
        await eventually(() => stage.bubbles()).toEqual(["You: The small one, I mean."]);
        expect(stage.server.called("visitor.start")).toHaveLength(1);
        expect(stage.server.called("chat.start")).toEqual([]);
    });

    test("C3: half a message survives a reload and a refusal, and is the question when it opens", async () => {
        const panel = await openClosed();
        await panel.getByLabel("Name").fill("Dana");
        await panel.getByLabel("E-mail").fill("dana@example.org");
        await panel.getByLabel("Your message").fill("Is the lamp there again?");
        await stage.page.reload();
        const text = panel.getByLabel("Your message");
        expect(await text.inputValue()).toBe("Is the lamp there again?");
        stage.server.refuse.set("visitor.start", { status: 429, code: "too_many" });
        const asked = () => stage.server.called("visitor.status").length;
        const before = asked();
        await panel.getByRole("button", { name: "Send message" }).click();
        await panel.getByText("That was too often.").waitFor();
        // It asks by itself then, and is to hear that it is still closed.
        await eventually(asked).toBe(before + 1);
        expect(await text.inputValue()).toBe("Is the lamp there again?");
        refusalsAreExpected();
        stage.server.status.open = true;
        await panel.getByRole("button", { name: "Check again" }).click();
        const question = panel.getByLabel("Your question");
        expect(await question.inputValue()).toBe("Is the lamp there again?");
        expect(stage.server.called("chat.leave")).toEqual([]);
    });

    test.each(["queue_closed", "no_agent"])(
        "C3: who asks when the last agent has just left (%s) can leave the question as a message",
        async (code) => {
            await open();
            const panel = await stage.openPanel();
            await panel.getByLabel("Name").fill("Dana");
            await panel.getByLabel("E-mail").fill("dana@example.org");
            await panel.getByLabel("Your question").fill("Is the lamp there again?");
            stage.closeHours();
            stage.server.refuse.set("chat.start", { status: 409, code });
            await panel.getByRole("button", { name: "Start chat" }).click();
            await panel.getByText("This team is closed right now.").waitFor();
            const text = panel.getByLabel("Your message");
            expect(await text.inputValue()).toBe("Is the lamp there again?");
            await panel.getByRole("button", { name: "Send message" }).click();
            await panel.getByText(arrived).waitFor();
            expect(stage.server.called("visitor.start")).toHaveLength(1);
        },
    );

    test("C3: the message is for the queue that the customer chooses", async () => {
        const panel = await openClosed();
        await panel.getByLabel("Name").fill("Dana");
        await panel.getByLabel("E-mail").fill("dana@example.org");
        await panel.getByLabel("Topic").selectOption("Returns");
        await panel.getByLabel("Your message").fill("Is the lamp there again?");
        await panel.getByRole("button", { name: "Send message" }).click();
        await panel.getByText(arrived).waitFor();
        expect(stage.server.called("chat.leave")[0]).toMatchObject({ queue: "queue_2" });
    });

    test("E52: the chat opens by itself, and neither a word nor the place in it is lost", async () => {
        await open({ ...berlin, locale: "en-GB" });
        await stage.page.clock.install({ time: friday });
        stage.closeHours("2026-06-12T20:10:00Z");
        const panel = await stage.openPanel();
        // That form, and not the one that stands there until it is known that nobody is there.
        await panel.getByText("Open again today at 22:10", { exact: true }).waitFor();
        await stage.page.clock.pauseAt("2026-06-12T20:01:00Z");
        await panel.getByLabel("Name").fill("Dana");
        await panel.getByLabel("Topic").selectOption("Returns");
        const message = panel.getByLabel("Your message");
        await message.fill("Is the lamp there?");
        await message.press("ArrowLeft");
        const asked = () => stage.server.called("visitor.status").length;
        const before = asked();
        await stage.page.clock.fastForward("08:59");
        expect(asked()).toBe(before);
        // The visitor's clock was ahead: not yet. One asks again, and not in a hurry.
        stage.closeHours("2026-06-12T20:09:00Z");
        await stage.page.clock.fastForward("00:06");
        await panel.getByText("Open again today at 22:09", { exact: true }).waitFor();
        expect(asked()).toBe(before + 1);
        await message.waitFor();
        await stage.page.clock.fastForward("00:25");
        expect(asked()).toBe(before + 1);
        stage.openHours();
        await stage.page.clock.fastForward("00:10");
        const question = panel.getByLabel("Your question");
        await question.waitFor();
        expect(asked()).toBe(before + 2);
        await focusOn(question);
        await stage.page.keyboard.type(" again");
        expect(await question.inputValue()).toBe("Is the lamp there again?");
        expect(await panel.getByLabel("Name").inputValue()).toBe("Dana");
        expect(await panel.getByLabel("Topic").inputValue()).toBe("queue_2");
        await panel.getByRole("log").getByText("Chat is open now.").waitFor({ state: "attached" });
        // Nothing asks any more.
        await stage.page.clock.fastForward("02:00:00");
        expect(asked()).toBe(before + 2);
    });

    test("E52: where nobody answers at the opening, one asks again", async () => {
        await open({ ...berlin, locale: "en-GB" });
        await stage.page.clock.install({ time: friday });
        stage.closeHours("2026-06-12T20:10:00Z");
        const panel = await stage.openPanel();
        await panel.getByLabel("Your message").fill("Is the lamp there?");
        stage.server.refuse.set("visitor.status", { status: 503, code: "unavailable" });
        await stage.page.clock.fastForward("10:06");
        await panel.getByRole("alert").filter({ hasText: "reach" }).waitFor();
        refusalsAreExpected();
        stage.server.refuse.clear();
        stage.openHours();
        await stage.page.clock.fastForward("00:40");
        expect(await panel.getByLabel("Your question").inputValue()).toBe("Is the lamp there?");
    });

    test("C3: the form is loaded only when it is needed", async () => {
        await open();
        const loaded: string[] = [];
        stage.page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
        const form = () => loaded.filter((one) => one.includes("/leave-")).length;
        const panel = await stage.startChat();
        expect(form()).toBe(0);
        await panel.getByRole("button", { name: "Leave a message instead" }).click();
        await panel.getByRole("heading", { name: "Leave a message" }).waitFor();
        expect(form()).toBe(1);
    });
});

describe("instead of waiting", () => {
    const leave = (panel: FrameLocator) =>
        panel.getByRole("button", { name: "Leave a message instead" });

    async function write(text: string): Promise<FrameLocator> {
        await open();
        const panel = await stage.startChat();
        await leave(panel).click();
        await panel.getByLabel("Your message").fill(text);
        return panel;
    }

    const composer = (panel: FrameLocator) =>
        panel.getByRole("textbox", { name: "Write a message" });

    test("C11: a message ends the wait and says that it has arrived", async () => {
        await open();
        const panel = await stage.startChat();
        await leave(panel).focus();
        await stage.page.keyboard.press("Enter");
        const text = panel.getByLabel("Your message");
        await focusOn(text);
        expect(await panel.getByLabel("E-mail").inputValue()).toBe("dana@example.org");
        expect(await panel.getByLabel("Name").count()).toBe(0);
        await text.fill(" Please call me back. ");
        await panel.getByLabel("E-mail").fill("d.whitfield@example.org");
        await panel.getByRole("button", { name: "Send message" }).click();
        await panel.getByText(arrived).waitFor();
        await focusOn(panel.getByRole("button", { name: "Back", exact: true }));
        expect(stage.server.called("chat.leave")[0]).toMatchObject({
            text: "Please call me back.",
            name: "Dana Whitfield",
            email: "d.whitfield@example.org",
        });
        // What was written before is still there, and one stays who one was.
        await eventually(() => stage.bubbles()).toEqual([
            "You: My parcel has not moved for five days.",
            "You: Please call me back.",
        ]);
        expect(stage.server.called("visitor.start")).toHaveLength(1);
        expect(stage.server.called("chat.end")).toEqual([]);
        await panel.getByRole("button", { name: "Back", exact: true }).click();
        expect(await panel.getByLabel("E-mail").inputValue()).toBe("d.whitfield@example.org");
        expect(await panel.getByLabel("Your question").inputValue()).toBe("");
        // A reload does not tell it again.
        await stage.page.reload();
        await panel.getByLabel("Your question").waitFor();
    });

    test("C11: Escape and Back lead back into the line, at the same place", async () => {
        const panel = await write("Please call");
        const place = panel.locator(".waiting");
        expect(await place.textContent()).toContain("Position 3 in line");
        stage.server.position(2);
        await panel.locator(".waiting", { hasText: "Position 2 in line" }).waitFor();
        await stage.page.keyboard.press("Escape");
        await focusOn(composer(panel));
        await eventually(() => stage.bubbles()).toHaveLength(1);
        expect(await composer(panel).inputValue()).toBe("Please call");
        // The way into the form and out again costs no word.
        await composer(panel).press("End");
        await composer(panel).pressSequentially(" me");
        await leave(panel).click();
        expect(await panel.getByLabel("Your message").inputValue()).toBe("Please call me");
        await panel.getByRole("button", { name: "Back", exact: true }).click();
        await panel.locator(".waiting", { hasText: "Position 2 in line" }).waitFor();
        expect(await composer(panel).inputValue()).toBe("Please call me");
        expect(await stage.page.locator("iframe").isVisible()).toBe(true);
        expect(stage.server.sockets_opened).toBe(1);
        for (const method of ["chat.leave", "chat.end"]) {
            expect(stage.server.called(method)).toEqual([]);
        }
    });

    test("C11: an agent who comes meanwhile finds nothing lost", async () => {
        const panel = await write("Please call me");
        stage.server.accept();
        await panel.getByRole("heading", { name: "Maya Ortiz" }).waitFor();
        await focusOn(composer(panel));
        expect(await composer(panel).inputValue()).toBe("Please call me");
        // Back in the line is not back in the form.
        stage.server.requeue();
        await panel.getByText("You are next").first().waitFor();
        await leave(panel).waitFor();
        expect(await composer(panel).inputValue()).toBe("Please call me");
    });

    test("C11: a refusal costs neither the message nor the place", async () => {
        const panel = await write("Please call me");
        stage.server.refuse.set("chat.leave", { status: 409, code: "conflict" });
        await panel.getByRole("button", { name: "Send message" }).click();
        await panel.getByText("That did not work. Please try again.").waitFor();
        expect(await panel.getByLabel("Your message").inputValue()).toBe("Please call me");
        await panel.locator(".waiting", { hasText: "Position 3 in line" }).waitFor();
        expect(stage.server.sockets_opened).toBe(1);
        stage.server.refuse.clear();
        await panel.getByRole("button", { name: "Send message" }).click();
        await panel.getByText(arrived).waitFor();
        const ids = stage.server.called("chat.leave").map((one) => one.request_id);
        expect(new Set(ids).size).toBe(1);
    });

    test("C11: half a message survives a reload, as the draft of the chat", async () => {
        await write("Please call me");
        await stage.page.reload();
        const panel = stage.panel();
        await panel.getByText("Position 3 in line").first().waitFor();
        expect(await composer(panel).inputValue()).toBe("Please call me");
    });
});
