// A bot answers first: what may be picked, a person who is asked for, and the end (W3, W10, C4, C5).
import type { FrameLocator, Request } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
    stage = await Stage.open({ reducedMotion: "reduce" });
    stage.server.bot = ["Where is my order?", "Returns"];
});
afterEach(() => stage.close());

const button = (panel: FrameLocator, name: string) =>
    panel.getByRole("button", { name, exact: true });

async function toBot(): Promise<FrameLocator> {
    const panel = await stage.openPanel();
    await panel.getByLabel("Name").fill("Dana Whitfield");
    await panel.getByLabel("E-mail").fill("dana@example.org");
    await panel.getByLabel("Your question").fill("Where is it?");
    await button(panel, "Start chat").click();
    await panel.getByRole("region", { name: "Answers by the bot" }).waitFor();
    return panel;
}

describe("with a bot", () => {
    test("W3: a suggestion is posted once and answered; the focus stays", async () => {
        const panel = await toBot();
        await panel.getByText("It is on its way.").waitFor();
        const returns = button(panel, "Returns");
        await returns.focus();
        await stage.page.keyboard.press("Enter");
        await panel.locator(".bubble", { hasText: "within 30 days" }).waitFor();
        expect(stage.server.posts.map((one) => one.text)).toEqual(["Returns"]);
        await focusOn(returns);
        // The robot stands beside what the bot has said, and beside nothing else.
        const marked = await stage
            .frame()
            .evaluate(() =>
                [...document.querySelectorAll(".group .meta")].map(
                    (one) => getComputedStyle(one, "::before").clipPath !== "none",
                ),
            );
        expect(marked).toEqual([true, false, true, false, true]);
    });

    test("its texts are said to a screen reader", async () => {
        const panel = await toBot();
        await button(panel, "Returns").click();
        const heard = panel.locator("[aria-live]", { hasText: "Robo: About “Returns”" });
        await heard.first().waitFor({ state: "attached" });
    });

    test("C4: who asks for a person is in line, and what was said stays", async () => {
        const panel = await toBot();
        await button(panel, "Talk to a person").focus();
        await stage.page.keyboard.press("Enter");
        await panel.getByText("Position 3 in line", { exact: true }).waitFor();
        await panel.locator(".system", { hasText: "Robo hands over to" }).waitFor();
        await panel.getByText("It is on its way.").waitFor();
        expect(await button(panel, "Returns").count()).toBe(0);
        await focusOn(panel.getByRole("heading", { level: 1 }));
        // Another page load shows the same.
        await stage.page.reload();
        const again = stage.panel();
        await again.locator(".system", { hasText: "Robo hands over to" }).waitFor();
    });

    test("who writes when the bot hands over goes on writing", async () => {
        const panel = await toBot();
        const field = panel.getByLabel("Write a message");
        await field.fill("I am ang");
        stage.server.handOver();
        await panel.getByText("Position 3 in line", { exact: true }).waitFor();
        await focusOn(field);
        expect(await field.inputValue()).toBe("I am ang");
    });

    test("C3: where nobody is there, a message may be left", async () => {
        const panel = await toBot();
        stage.server.refuse.set("chat.ask_agent", { status: 409, code: "no_agent" });
        await button(panel, "Talk to a person").click();
        await panel.getByText("Leave us a message and we will answer by e").waitFor();
        await panel.getByLabel("Your message").fill("Please call me.");
        await button(panel, "Send message").click();
        await panel.getByText("Your message has arrived").waitFor();
        expect(stage.server.called("chat.leave")[0]).toMatchObject({ text: "Please call me." });
    });

    test("C5: what is solved ends", async () => {
        const panel = await toBot();
        await button(panel, "That solved it").click();
        await panel.getByText("Glad that helped").waitFor();
        await focusOn(button(panel, "Start a new chat"));
        expect(stage.server.called("chat.end")).toEqual([]);
    });

    test("nothing of it is loaded where no bot answers", async () => {
        stage.server.bot = undefined;
        const loaded: string[] = [];
        stage.page.on("request", (one: Request) => loaded.push(one.url()));
        const panel = await stage.startChat();
        await panel.getByText("Position 3 in line", { exact: true }).waitFor();
        expect(loaded.filter((one) => /\/(leave|bot)-/.test(one))).toEqual([]);
    });
});
