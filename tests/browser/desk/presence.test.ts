// Presence: what one chooses, what is pending, and what a missed offer does (checks 15 and 25).
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { chooseByKeys, expectFocused } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk } from "./fake_server.ts";

useBrowser();

test("a reason is chosen by keyboard alone and shown with its word", async () => {
    const { server, page } = await openDesk(() => undefined);
    await page.getByRole("button", { name: /In chat/ }).waitFor();
    await page.keyboard.press("Alt+Shift+KeyP");
    const lunch = page.getByRole("menuitemradio", { name: "Lunch" });
    await lunch.waitFor();
    await expectAccessible(page);
    await chooseByKeys(lunch, "l");
    await page.getByRole("button", { name: /^Lunch/ }).waitFor();
    expect(server.calls_of("presence.set")).toEqual([{ status: "away", reason: "lunch" }]);
    await expectFocused(page);
    await page.getByText("New chats are not offered to you now.").waitFor();
    await page.getByRole("button", { name: "Go available" }).click();
    await expect
        .poll(() => server.calls_of("presence.set").at(-1))
        .toEqual({ status: "available" });
});

test("a status that an administrator has named has that name, the system's own is no choice", async () => {
    const { server, page } = await openDesk(() => undefined);
    await page.getByRole("button", { name: /In chat/ }).click();
    await page.getByRole("menuitemradio", { name: "Paperwork" }).waitFor();
    expect(await page.getByRole("menuitemradio").allInnerTexts()).toHaveLength(8);
    expect(await page.getByRole("menuitemradio", { name: "Missed chat" }).count()).toBe(0);
    await page.getByRole("menuitemradio", { name: "Paperwork" }).click();
    await page.getByRole("button", { name: /^Paperwork/ }).waitFor();
    expect(server.calls_of("presence.set")).toEqual([{ status: "paper" }]);
});

test("away during chats is pending, in words and with a dashed ring, until the last has ended", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    await page.getByRole("button", { name: /In chat/ }).click();
    await page.getByRole("menuitemradio", { name: /^Meeting.*After your current chats/ }).click();
    const chip = page.getByRole("button", { name: /Meeting after current chats/ });
    await chip.waitFor();
    const ring = await chip
        .locator("span")
        .first()
        .evaluate((one) => {
            const style = getComputedStyle(one);
            return [style.borderTopStyle, Number.parseFloat(style.borderTopWidth) > 0];
        });
    expect(ring).toEqual(["dashed", true]);
    await expectAccessible(page);
    // The chats stay usable.
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).fill("Friday it is");
    await page.keyboard.press("Enter");
    await page.locator(".bubble", { hasText: "Friday it is" }).waitFor();

    server.setPresence({
        status: "away",
        reason: "meeting",
        label: "away",
        since: new Date().toISOString(),
        load: 0,
        used: 0,
        capacity: 4,
        stop_new: false,
    });
    await page.getByRole("button", { name: /^Meeting \d/ }).waitFor();
});

test("what is pending is taken back", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    await page.getByRole("button", { name: /In chat/ }).click();
    await page.getByRole("menuitemradio", { name: /^Away/ }).click();
    await page.getByRole("button", { name: /Away after current chats/ }).click();
    await page.getByRole("menuitemradio", { name: /^Available/ }).click();
    await page.getByRole("button", { name: /In chat/ }).waitFor();
    expect(server.calls_of("presence.set")).toEqual([{ status: "away" }, { status: "available" }]);
});

test("a missed offer: bell-off and words, a bar with the way back, and the focus stays", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    const offer = server.offer({ id: "o1", name: "Noah Berg" });
    await page.getByRole("article").waitFor();
    server.offers = [];
    server.emit("offer.withdrawn", { offer: offer.id, chat: offer.chat, reason: "expired" });
    server.setPresence({ ...server.presence, status: "rona", label: "rona" });
    const bar = page.getByRole("region", { name: "Missed chat" });
    const hint = "You missed a chat, so no more are offered to you";
    await bar.getByText(hint).waitFor();
    await page.locator("[role=alert].sr").getByText(hint).waitFor();
    const chip = page.getByRole("button", { name: /^Missed chat/ });
    expect(await chip.locator("svg.lucide-bell-off").count()).toBe(1);
    await expectAccessible(page);
    await bar.getByRole("button", { name: "Go available" }).press("Enter");
    await bar.waitFor({ state: "detached" });
    expect(server.calls_of("presence.set")).toEqual([{ status: "available" }]);
    await expectFocused(page);
});

test("from a missed offer one may also stay away", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    server.setPresence({ ...server.presence, status: "rona", label: "rona" });
    const bar = page.getByRole("region", { name: "Missed chat" });
    await bar.getByRole("button", { name: "Away" }).click();
    await page.getByRole("button", { name: /^Away/ }).waitFor();
    expect(server.calls_of("presence.set")).toEqual([{ status: "away" }]);
});

test("a queue that is closed is said to its agents", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    await page.getByRole("button", { name: /In chat/ }).waitFor();
    const by = { kind: "agent", id: "usr_mo", name: "Mo Boss" } as const;
    server.emit("notice", { kind: "queue_closed", by, queue_name: "Orders" });
    const said = "Mo Boss has closed the queue Orders";
    await page.getByRole("status").getByText(said).waitFor();
});

test("what a manager has set is said to the agent", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    await page.getByRole("button", { name: /In chat/ }).waitFor();
    const by = { kind: "agent", id: "usr_mo", name: "Mo Boss" } as const;
    const presence = {
        ...server.presence,
        status: "away",
        label: "away",
        reason: "training",
    } as const;
    server.setPresence(presence);
    server.emit("notice", { kind: "presence_set", by, presence });
    await page.getByRole("status").getByText("Mo Boss has set your status: Training").waitFor();
    await page.getByRole("button", { name: /^Training/ }).waitFor();
    await expectAccessible(page);
});
