// A conversation of 5,000 messages at the desk (check 20): the end, older pages, far places, keys, a
// reload. The page never holds many of them.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import type { FakeServer } from "./fake_server.ts";
import { longChat } from "./long_chat.ts";

/** As long as a loaded machine takes for a page. */
const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 30_000 });

useBrowser();

const path = "/desk/chats/chat_long";
const long = (server: FakeServer) => longChat(server, 5_000);
const threadOf = (page: Page) => page.locator("[data-region=thread]");

/** What a screen reader meets is the order of the conversation, with places in the whole of it. */
async function expectInOrder(page: Page): Promise<void> {
    const [seqs, places] = await threadOf(page).evaluate((box) => [
        [...box.querySelectorAll<HTMLElement>("[data-seq]")].map((one) => Number(one.dataset.seq)),
        [...box.querySelectorAll("li[aria-posinset]")].map((one) =>
            Number(one.getAttribute("aria-posinset")),
        ),
    ]);
    expect(seqs!.length).toBeGreaterThan(100);
    expect(seqs!.length).toBeLessThan(450);
    expect(seqs).toEqual(seqs!.map((_, i) => seqs![0]! + i));
    expect(places).toEqual(places!.map((_, i) => places![0]! + i));
}

/** Of the first message in sight: its seq, and its top in the scroller. */
function firstInSight(page: Page): Promise<{ seq: number; top: number }> {
    return threadOf(page).evaluate((box) => {
        const edge = box.getBoundingClientRect().top;
        const first = [...box.querySelectorAll<HTMLElement>("[data-seq]")].find(
            (one) => one.getBoundingClientRect().bottom > edge,
        )!;
        return { seq: Number(first.dataset.seq), top: first.getBoundingClientRect().top - edge };
    });
}

const rest = (page: Page) =>
    threadOf(page).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);

function inSight(page: Page, seq: number): Promise<boolean> {
    return threadOf(page).evaluate((box, wanted) => {
        const at = box.querySelector(`[data-seq="${wanted}"]`)?.getBoundingClientRect();
        const { top, bottom } = box.getBoundingClientRect();
        return Boolean(at && at.bottom > top && at.top < bottom);
    }, seq);
}

test("check 20: 5,000 messages: opens at the end, older pages do not move the text, few messages in the page", {
    timeout: 120_000,
}, async () => {
    const { server, page } = await openDesk((script) => longChat(script, 5_000), {
        path: "/desk/chats/chat_long",
    });
    const thread = page.locator("[data-region=thread]");
    await page.locator(".bubble", { hasText: "Message 5000 " }).waitFor();
    const rest = () =>
        thread.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
    await eventually(rest).toBeLessThanOrEqual(2);

    for (let page_number = 0; page_number < 8; page_number++) {
        // Scrolls to 300 px from the top, and watches one message until the window or the list has
        // grown above it.
        const drift = await thread.evaluate(async (box) => {
            const shown = () => [...box.querySelectorAll<HTMLElement>("[data-seq]")];
            const first = Number(shown()[0]!.dataset.seq);
            box.scrollTop = 300;
            await new Promise(requestAnimationFrame);
            const edge = box.getBoundingClientRect().top;
            const kept = shown().find((one) => one.getBoundingClientRect().top >= edge)!;
            const before = kept.getBoundingClientRect().top;
            while (Number(shown()[0]!.dataset.seq) >= first) {
                await new Promise(requestAnimationFrame);
            }
            await new Promise(requestAnimationFrame);
            return Math.abs(kept.getBoundingClientRect().top - before);
        });
        expect(drift, `page ${page_number}`).toBeLessThanOrEqual(2);
    }
    expect(server.calls_of("message.list").length).toBeGreaterThan(7);
    expect(await page.locator(".bubble").count()).toBeLessThan(450);

    const before = await thread.evaluate((box) => {
        const edge = box.getBoundingClientRect().top;
        const one = [...box.querySelectorAll<HTMLElement>("[data-seq]")].find(
            (bubble) => bubble.getBoundingClientRect().top >= edge,
        )!;
        return { seq: one.dataset.seq, top: one.getBoundingClientRect().top };
    });
    server.say("chat_long", "While reading above");
    await page.getByRole("button", { name: "1 new" }).waitFor();
    const after = await page
        .locator(`[data-seq="${before.seq}"]`)
        .evaluate((one) => one.getBoundingClientRect().top);
    expect(Math.abs(after - before.top)).toBeLessThanOrEqual(2);
    await expectAccessible(page);
    await expectInOrder(page);
    await page.getByRole("button", { name: "1 new" }).click();
    await page.locator(".bubble", { hasText: "While reading above" }).waitFor();
    await eventually(rest).toBeLessThanOrEqual(2);
    expect(await page.locator("li[aria-setsize]").count()).toBeGreaterThan(50);
});

test("check 20: what was found far away is there in a few steps", {
    timeout: 120_000,
}, async () => {
    const { server, page } = await openDesk(
        (script) => {
            long(script);
            script.on("message.search", () => ({ items: [] }));
        },
        { path: "/desk/search/chat_long/12" },
    );
    const found = page.locator('[data-found][data-seq="12"]');
    await found.waitFor();
    await eventually(() => inSight(page, 12)).toBe(true);
    await expectInOrder(page);
    expect(server.calls_of("message.list").length).toBeLessThan(40);
    await page.getByRole("button", { name: "To the newest message" }).click();
    await eventually(() => inSight(page, 5_000)).toBe(true);
    await eventually(() => rest(page)).toBeLessThanOrEqual(2);
    await expectInOrder(page);
});

test("check 20: one key from the end to the first unread message", {
    timeout: 120_000,
}, async () => {
    const { page } = await openDesk((script) => longChat(script, 800, 300), { path });
    await page.locator('[data-seq="800"]').waitFor();
    const button = page.getByRole("button", { name: "First new message" });
    await expectAccessible(page);
    await button.press("Enter");
    await eventually(() => inSight(page, 301)).toBe(true);
    await page.locator("ol.timeline > li", { hasText: /^New$/ }).waitFor();
    await button.waitFor({ state: "detached" });
    await focusOn(threadOf(page));
    await expectInOrder(page);
});

test("check 20: Home, Page Up and End go through the conversation, whatever the page holds", {
    timeout: 120_000,
}, async () => {
    const { page } = await openDesk((script) => longChat(script, 500), { path });
    await page.locator('[data-seq="500"]').waitFor();
    const thread = threadOf(page);
    await thread.focus();
    const before = await firstInSight(page);
    await page.keyboard.press("PageUp");
    await eventually(async () => (await firstInSight(page)).seq).toBeLessThan(before.seq);
    // Each time to the first that is there; then there are more above it.
    await eventually(async () => {
        await page.keyboard.press("Home");
        return (await firstInSight(page)).seq;
    }).toBe(1);
    await expectInOrder(page);
    await focusOn(thread);
    // Also while another key still scrolls.
    await page.keyboard.press("PageDown");
    await page.keyboard.press("End");
    await eventually(() => inSight(page, 500)).toBe(true);
    await eventually(() => rest(page)).toBeLessThanOrEqual(2);
    await page.getByRole("button", { name: "To the newest message" }).waitFor({
        state: "detached",
    });
    await expectInOrder(page);
});

test("check 20: a reload comes back to the same message, another chat to the end", {
    timeout: 120_000,
}, async () => {
    const { server, page } = await openDesk(
        (script) => {
            long(script);
            script.addChat({ id: "chat_other", name: "Ot Her", texts: ["<Hello"] });
        },
        { path },
    );
    await page.locator('[data-seq="5000"]').waitFor();
    const thread = threadOf(page);
    // Far above what a newly loaded page holds.
    await eventually(async () => {
        await thread.evaluate((box) => {
            box.scrollTop = 130;
        });
        return (await firstInSight(page)).seq;
    }).toBeLessThan(4_700);
    await thread.evaluate(
        (box) =>
            new Promise<void>((done) => {
                let height = 0;
                const look = () => {
                    if (box.scrollHeight === height && box.scrollTop > 400) return done();
                    height = box.scrollHeight;
                    setTimeout(look, 200);
                };
                look();
            }),
    );
    const before = await firstInSight(page);
    await page.reload();
    await page.locator(`[data-seq="${before.seq}"]`).waitFor();
    await eventually(async () => (await firstInSight(page)).seq).toBe(before.seq);
    expect(Math.abs((await firstInSight(page)).top - before.top)).toBeLessThanOrEqual(2);
    server.say("chat_long", "While reading above");
    await page.getByRole("button", { name: "1 new" }).waitFor();
    expect(Math.abs((await firstInSight(page)).top - before.top)).toBeLessThanOrEqual(2);

    await page.getByRole("link", { name: /Ot Her/ }).click();
    await page.locator(".bubble", { hasText: "Hello" }).waitFor();
    await page.getByRole("link", { name: /Lo Ng/ }).click();
    await eventually(() => inSight(page, 5_001)).toBe(true);
});
