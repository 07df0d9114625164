// Offers: how they come, how they are taken, how they go.
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { expectFocused, focusOn } from "../focus.ts";
import { openDesk, stopClock, useBrowser } from "./browser.ts";
import { ago, busyDesk, Refusal } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

for (const width of [1440, 1180, 1024, 390]) {
    test(`at ${width} px an offer shows within a second, covers no composer and takes no focus`, async () => {
        const { server, page } = await openDesk(busyDesk, {
            path: dana,
            viewport: { width, height: 800 },
        });
        const field = page.getByRole("textbox", { name: "Message to Dana Whitfield" });
        await field.fill("I am typ");
        // The page has no time to wait for anything.
        await stopClock(page);
        server.offer({
            id: "o1",
            name: "Noah Berg",
            text: "Where do I send the return?",
            waiting_since: ago(28),
        });
        const card = page.getByRole("article", { name: "New chat · Noah Berg" });
        await card.waitFor();
        await page.keyboard.type("ing");
        expect(await field.inputValue()).toBe("I am typing");
        await card.getByText("Returns · waited 0:3").waitFor();
        await card.getByText("Where do I send the return?").waitFor();
        const box = (await page.locator("[data-region=composer]").boundingBox())!;
        const over = (await card.boundingBox())!;
        const apart =
            over.x + over.width <= box.x ||
            over.x >= box.x + box.width ||
            over.y + over.height <= box.y ||
            over.y >= box.y + box.height;
        expect(apart, JSON.stringify({ box, over })).toBe(true);
        const first = await card.getByRole("img").getAttribute("aria-label");
        await page.clock.resume();
        await expect.poll(() => card.getByRole("img").getAttribute("aria-label")).not.toBe(first);
        await expectAccessible(page);
    });
}

test("is said at once and once more at 10 s", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.clock.install();
    server.offer({ id: "o1", name: "Noah Berg", lasts_s: 20 });
    const alert = page.locator("[role=alert].sr");
    await alert
        .getByText(/^New chat from Noah Berg, Returns, (1\d|20) seconds\. Alt Enter to accept/)
        .waitFor();
    await page.clock.fastForward(10_000);
    await alert.getByText("Chat from Noah Berg still waits, 10 seconds").waitFor();
});

test("Alt+Enter takes the top one, opens it and puts the focus into the composer", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).focus();
    server.offer({ id: "o1", name: "Noah Berg", text: "Where do I send it?" });
    await page.getByRole("article").waitFor();
    await page.keyboard.press("Alt+Enter");
    const field = page.getByRole("textbox", { name: "Message to Noah Berg" });
    await focusOn(field);
    expect(server.calls_of("chat.accept")).toEqual([{ offer: "o1" }]);
    await page.getByRole("article").waitFor({ state: "detached" });
    expect(page.url()).toContain("/desk/chats/chat_o1");
});

test("an accept that comes too late is a calm notice", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).waitFor();
    server.offer({ id: "o1", name: "Noah Berg" });
    await page.getByRole("article").waitFor();
    server.offers = [];
    await page.getByRole("article").getByRole("button", { name: "Accept" }).click();
    await page.getByRole("status").getByText("no longer offered to you").waitFor();
    await page.getByRole("article").waitFor({ state: "detached" });
    await expectFocused(page);
});

test("at capacity the refusal says what to do, and the offer stays", async () => {
    const { server, page } = await openDesk((script) => {
        busyDesk(script);
        script.on("chat.accept", () => {
            throw new Refusal({ status: 409, code: "at_capacity" });
        });
    });
    server.offer({ id: "o1", name: "Noah Berg" });
    await page.getByRole("article").getByRole("button", { name: "Accept" }).click();
    await page.getByText("You have as many chats as you can take. End one first.").waitFor();
    expect(await page.getByRole("article").count()).toBe(1);
    await expectAccessible(page);
});

test("a missed one leaves with a calm notice", async () => {
    const { server, page } = await openDesk(busyDesk);
    const offer = server.offer({ id: "o1", name: "Noah Berg" });
    await page.getByRole("article").waitFor();
    server.offers = [];
    server.emit("offer.withdrawn", { offer: offer.id, chat: offer.chat, reason: "expired" });
    await page.getByText("Missed: the chat with Noah Berg went back to the queue").waitFor();
    await page.getByRole("article").waitFor({ state: "detached" });
    await expectAccessible(page);
});

test("is declined by key at once, by the arrow with a reason", async () => {
    const { server, page } = await openDesk(busyDesk);
    server.offer({ id: "o1", name: "Noah Berg", offered_at: ago(2) });
    server.offer({ id: "o2", name: "Ida Lund" });
    await page.getByRole("article").nth(1).waitFor();
    await page.keyboard.press("Alt+Shift+KeyD");
    await expect.poll(() => server.calls_of("chat.decline")).toEqual([{ offer: "o1" }]);
    const card = page.getByRole("article", { name: /Ida Lund/ });
    await card.getByRole("button", { name: "Decline with a reason" }).click();
    await expectAccessible(page);
    await focusOn(card.getByRole("textbox"));
    await page.keyboard.type("not my topic");
    await page.keyboard.press("Enter");
    await expect
        .poll(() => server.calls_of("chat.decline").at(-1))
        .toEqual({ offer: "o2", reason: "not my topic" });
    await card.waitFor({ state: "detached" });
    await expectFocused(page);
});

test("three are stacked, the rest is counted; all head the list", async () => {
    const { server, page } = await openDesk(busyDesk);
    for (const name of ["A", "B", "C", "D", "E"]) server.offer({ id: `o${name}`, name });
    await page.getByText("and 2 more").waitFor();
    expect(await page.getByRole("article").count()).toBe(3);
    const rows = page.getByRole("list", { name: "Offered chats" }).getByRole("listitem");
    expect(await rows.count()).toBe(5);
    await expectAccessible(page);
    await rows.nth(3).getByRole("button", { name: "Accept the chat with D" }).click();
    await page.getByRole("textbox", { name: "Message to D" }).waitFor();
});
