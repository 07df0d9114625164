// Messages that came while the panel was closed, more than fit into it: it opens at the end, and a
// button leads to where what is new begins.
import type { FrameLocator } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

/** As long as a loaded machine takes for a page. */
const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 30_000 });
const scrollerOf = (panel: FrameLocator) => panel.getByRole("region", { name: "Conversation" });
const toNew = (panel: FrameLocator) => panel.getByRole("button", { name: "First new message" });
const line = (panel: FrameLocator) => panel.locator(".divider.new");
const rest = (panel: FrameLocator) =>
    scrollerOf(panel).evaluate((box) =>
        Math.round(box.scrollHeight - box.scrollTop - box.clientHeight),
    );
/** It is drawn within what is in sight of the conversation. */
const inSight = (panel: FrameLocator, what: string) =>
    scrollerOf(panel).evaluate((box, what) => {
        const seen = box.getBoundingClientRect();
        const one = box.querySelector(what)?.getBoundingClientRect();
        return one !== undefined && one.top >= seen.top && one.bottom <= seen.bottom;
    }, what);

/** In a chat with the panel closed, in which that many messages come, and opened again. */
async function openedWith(count: number): Promise<FrameLocator> {
    stage = await Stage.open();
    stage.context.setDefaultTimeout(30_000);
    const panel = await stage.inChat();
    await panel.getByRole("button", { name: "Turn sound off" }).waitFor();
    const { seq } = stage.server.chat!;
    await eventually(() => stage.server.called("chat.mark_read").at(-1)?.seq).toBe(seq);
    await stage.launcher().click();
    await stage.page.locator("iframe").waitFor({ state: "hidden" });
    for (let i = 1; i <= count; i++) stage.server.say(`Line ${i}`);
    await panel.getByText(`Line ${count}`, { exact: true }).waitFor({ state: "attached" });
    await stage.launcher().click();
    await panel.getByText(`Line ${count}`, { exact: true }).waitFor();
    // That it was read is drawn, which would hold the end against a scroll that has just begun.
    const end = stage.server.chat!.seq;
    await eventually(() => stage.server.called("chat.mark_read").at(-1)?.seq).toBe(end);
    return panel;
}

test("it opens at the end; the button leads to the first new one, and goes", async () => {
    const panel = await openedWith(40);
    await toNew(panel).waitFor();
    await eventually(() => rest(panel)).toBeLessThanOrEqual(2);
    expect(await inSight(panel, ".divider.new")).toBe(false);
    await expectAccessibleInBothThemes(stage.page, "first new", stage.frame());
    await toNew(panel).press("Enter");
    await eventually(() => inSight(panel, ".divider.new")).toBe(true);
    await toNew(panel).waitFor({ state: "detached" });
    await focusOn(scrollerOf(panel));
    // Back at the end nothing is new any more.
    await panel.getByRole("button", { name: "To the newest message" }).click();
    await eventually(() => rest(panel)).toBeLessThanOrEqual(2);
    expect(await toNew(panel).count()).toBe(0);
});

test("who has come to the line by scrolling is not led there; nor who answers", async () => {
    const panel = await openedWith(40);
    await toNew(panel).waitFor();
    await scrollerOf(panel).focus();
    await stage.page.keyboard.press("Home");
    await eventually(() => inSight(panel, ".divider.new")).toBe(true);
    await toNew(panel).waitFor({ state: "detached" });
    await stage.page.keyboard.press("End");
    await eventually(() => rest(panel)).toBeLessThanOrEqual(2);
    expect(await toNew(panel).count()).toBe(0);

    await stage.launcher().click();
    await stage.page.locator("iframe").waitFor({ state: "hidden" });
    for (let i = 41; i <= 80; i++) stage.server.say(`Line ${i}`);
    await panel.getByText("Line 80", { exact: true }).waitFor({ state: "attached" });
    await stage.launcher().click();
    await toNew(panel).waitFor();
    await stage.send("Thank you");
    await panel.locator(".bubble.sent", { hasText: "Thank you" }).waitFor();
    await toNew(panel).waitFor({ state: "detached" });
});

test("what fits is in sight without a button, also when more comes", async () => {
    const panel = await openedWith(2);
    await line(panel).waitFor();
    for (let i = 3; i <= 40; i++) stage.server.say(`Line ${i}`);
    await panel.getByText("Line 40", { exact: true }).waitFor();
    await eventually(() => rest(panel)).toBeLessThanOrEqual(2);
    expect(await inSight(panel, ".divider.new")).toBe(false);
    expect(await toNew(panel).count()).toBe(0);
});

test("on the next page of the site the first new one is fetched from far above", async () => {
    stage = await Stage.open();
    stage.context.setDefaultTimeout(30_000);
    const read = await stage.inChat();
    await read.getByRole("button", { name: "Turn sound off" }).waitFor();
    const { seq } = stage.server.chat!;
    await eventually(() => stage.server.called("chat.mark_read").at(-1)?.seq).toBe(seq);
    await stage.launcher().click();
    await stage.page.locator("iframe").waitFor({ state: "hidden" });
    await stage.page.goto("about:blank");
    for (let i = 1; i <= 600; i++) stage.server.saySilently(`Line ${i}`);
    await stage.page.goto(stage.site.origin);
    const panel = stage.panel();
    await panel.getByText("Line 600", { exact: true }).waitFor({ state: "attached" });
    await stage.launcher().click();
    await toNew(panel).waitFor();
    await toNew(panel).click();
    await eventually(() => inSight(panel, `[data-seq="${seq + 1}"]`)).toBe(true);
    await line(panel).waitFor();
    await toNew(panel).waitFor({ state: "detached" });
});
