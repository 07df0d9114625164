// A conversation of 5,000 messages in the panel (check 20): the end, older pages, keys, a reload. The
// page never holds many of them.
import type { FrameLocator } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { Stage } from "./stage.ts";

/** As long as a loaded machine takes for a page. */
const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 30_000 });

let stage: Stage;
afterEach(() => stage.close());

const scrollerOf = (panel: FrameLocator) => panel.getByRole("region", { name: "Conversation" });

/** A page load in the midst of a chat with this many messages. */
async function openLong(count: number): Promise<FrameLocator> {
    stage = await Stage.open();
    stage.context.setDefaultTimeout(30_000);
    await stage.inChat();
    const { seq } = stage.server.chat!;
    stage.server.goneOn(count - seq);
    await stage.page.reload();
    const panel = stage.panel();
    await panel.locator(`[data-seq="${count}"]`).waitFor();
    // What follows the reader is there.
    await panel.getByRole("button", { name: "Turn sound off" }).waitFor();
    return panel;
}

const rest = (panel: FrameLocator) =>
    scrollerOf(panel).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);

/** Of the first message in sight: its seq, and its top in the scroller. */
function firstInSight(panel: FrameLocator): Promise<{ seq: number; top: number }> {
    return scrollerOf(panel).evaluate((box) => {
        const edge = box.getBoundingClientRect().top;
        const first = [...box.querySelectorAll<HTMLElement>("[data-seq]")].find(
            (one) => one.getBoundingClientRect().bottom > edge,
        )!;
        return { seq: Number(first.dataset.seq), top: first.getBoundingClientRect().top - edge };
    });
}

/** In the order of the conversation, none left out, and few enough. */
async function expectInOrder(panel: FrameLocator): Promise<void> {
    const seqs = await scrollerOf(panel).evaluate((box) =>
        [...box.querySelectorAll<HTMLElement>("[data-seq]")].map((one) => Number(one.dataset.seq)),
    );
    expect(seqs.length).toBeGreaterThan(100);
    expect(seqs.length).toBeLessThan(450);
    expect(seqs).toEqual(seqs.map((_, i) => seqs[0]! + i));
}

/** Scrolls up until the messages above the first that are there have come; by how much it moved. */
function olderPage(panel: FrameLocator): Promise<number> {
    return scrollerOf(panel).evaluate(async (box) => {
        const shown = () => [...box.querySelectorAll<HTMLElement>("[data-seq]")];
        const topOf = (seq: string) =>
            box.querySelector(`[data-seq="${seq}"]`)!.getBoundingClientRect().top;
        const first = Number(shown()[0]!.dataset.seq);
        box.scrollTop = 300;
        // Noticed at once: what is drawn before would lead back to the end.
        box.dispatchEvent(new Event("scroll"));
        await new Promise(requestAnimationFrame);
        const edge = box.getBoundingClientRect().top;
        const kept = shown().find((one) => one.getBoundingClientRect().top >= edge)!.dataset.seq!;
        const before = topOf(kept);
        while (Number(shown()[0]!.dataset.seq) >= first) {
            await new Promise(requestAnimationFrame);
        }
        await new Promise(requestAnimationFrame);
        return Math.abs(topOf(kept) - before);
    });
}

test("check 20: 5,000 messages: opens at the end, older pages do not move the text, few messages in the page", {
    timeout: 120_000,
}, async () => {
    const panel = await openLong(5_000);
    await eventually(() => rest(panel)).toBeLessThanOrEqual(2);
    for (let page = 0; page < 8; page++) {
        expect(await olderPage(panel), `page ${page}`).toBeLessThanOrEqual(2);
    }
    await expectInOrder(panel);
    const before = await firstInSight(panel);
    stage.server.say("While reading above");
    await panel.getByRole("button", { name: "1 new" }).waitFor();
    const after = await firstInSight(panel);
    expect(after.seq).toBe(before.seq);
    expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(2);
    await expectAccessible(stage.frame());
    await panel.getByRole("button", { name: "1 new" }).press("Enter");
    await panel.locator(".bubble", { hasText: "While reading above" }).waitFor();
    await eventually(() => rest(panel)).toBeLessThanOrEqual(2);
    await focusOn(scrollerOf(panel));
    await expectInOrder(panel);
});

test("check 20: Home, Page Up and End go through the conversation, whatever the page holds", {
    timeout: 120_000,
}, async () => {
    const panel = await openLong(500);
    const scroller = scrollerOf(panel);
    await scroller.focus();
    const before = await firstInSight(panel);
    // What is drawn before the first scroll is noticed leads back to the end.
    await eventually(async () => {
        await stage.page.keyboard.press("PageUp");
        return (await firstInSight(panel)).seq;
    }).toBeLessThan(before.seq);
    // Each time to the first that is there; then there are more above it.
    await eventually(async () => {
        await stage.page.keyboard.press("Home");
        return (await firstInSight(panel)).seq;
    }).toBe(1);
    await panel.getByRole("button", { name: "To the newest message" }).waitFor();
    await expectAccessible(stage.frame());
    // Also while another key still scrolls.
    await stage.page.keyboard.press("PageDown");
    await stage.page.keyboard.press("End");
    await panel.locator('[data-seq="500"]').waitFor();
    await eventually(() => rest(panel)).toBeLessThanOrEqual(2);
    await focusOn(scroller);
    await expectInOrder(panel);
});

test("check 20: a reload comes back to the same message; what one sends leads to the end", {
    timeout: 120_000,
}, async () => {
    const panel = await openLong(1_000);
    for (let page = 0; page < 7; page++) await olderPage(panel);
    // What is still on its way has come, so that nothing moves any more.
    await eventually(() => scrollerOf(panel).evaluate((box) => box.scrollTop)).toBeGreaterThan(400);
    const before = await firstInSight(panel);
    expect(before.seq).toBeLessThan(800);
    await stage.page.reload();
    await panel.locator(`[data-seq="${before.seq}"]`).waitFor();
    await eventually(async () => {
        const { seq, top } = await firstInSight(panel);
        return seq === before.seq ? Math.abs(top - before.top) : seq;
    }).toBeLessThanOrEqual(2);
    await expectInOrder(panel);
    await stage.send("And one more");
    await panel.locator(".bubble.sent", { hasText: "And one more" }).waitFor();
    await eventually(() => rest(panel)).toBeLessThanOrEqual(2);
});
