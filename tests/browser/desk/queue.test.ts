// The queue window of teams that take chats themselves: three groups, one press, one winner (A2, A4 to
// A7, S4), and out of sight where a status hides queues (V16).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { chooseByKeys, expectFocused, focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { type FakeServer, pulled, Refusal } from "./fake_server.ts";

useBrowser();

const away = (server: FakeServer) => {
    pulled(server);
    server.presence = { ...server.presence, status: "offline", label: "offline" };
};
const group = (page: Page, name: RegExp) => page.getByRole("region", { name });
const take = (page: Page, name: string) =>
    page.getByRole("button", { name: `Take the chat with ${name}` });

async function goAvailable(page: Page): Promise<void> {
    await page.getByRole("button", { name: /^Offline/ }).click();
    await page.getByRole("menuitemradio", { name: /You take chats from the queue/ }).click();
}

for (const width of [1440, 1180, 1024, 800, 390]) {
    test(`A2, A4: at ${width} px becoming available opens it, with its three groups`, async () => {
        const { page } = await openDesk(away, { viewport: { width, height: 844 } });
        await goAvailable(page);
        await group(page, /^Waiting 2/).waitFor();
        await take(page, "Noah Berg").waitFor();
        await group(page, /^Unanswered/)
            .getByText("Gone Early")
            .waitFor();
        await group(page, /^Answered/)
            .getByText("Li Wei")
            .waitFor();
        await expectAccessible(page);
    });
}

test("A5, A7, S4: one is taken by keyboard alone, and the conversation is live", async () => {
    const { server, page } = await openDesk(away);
    await page.getByRole("button", { name: /^Offline/ }).waitFor();
    await page.keyboard.press("Alt+Shift+KeyP");
    const choice = page.getByRole("menuitemradio", { name: /^Available/ });
    await chooseByKeys(choice, "Home");
    // Who waits longest comes first.
    await expect
        .poll(() =>
            group(page, /^Waiting/)
                .getByRole("button")
                .allInnerTexts(),
        )
        .toHaveLength(2);
    const first = group(page, /^Waiting/)
        .getByRole("button")
        .first();
    expect(await first.getAttribute("aria-label")).toBe("Take the chat with Noah Berg");
    await first.focus();
    await page.keyboard.press("Enter");
    const field = page.getByRole("textbox", { name: "Message to Noah Berg" });
    await focusOn(field);
    expect(server.calls_of("chat.take")).toEqual([{ chat: "chat_w1" }]);
    await page.getByRole("tab", { name: "Mine 1", selected: true }).waitFor();
    await page.getByRole("tab", { name: "Queue 1" }).waitFor();
    await page.keyboard.type("Hello Noah");
    await page.keyboard.press("Enter");
    await page.locator(".bubble", { hasText: "Hello Noah" }).waitFor();
});

test("whoever loses a race is told so kindly, and the list is right again", async () => {
    const { server, page } = await openDesk(pulled);
    await page.getByRole("tab", { name: "Queue 2" }).click();
    await take(page, "Ida Lund").waitFor();
    const ravi = { kind: "agent", id: "usr_ravi", name: "Ravi Patel" } as const;
    Object.assign(server.chats.get("chat_w2")!, { agent: ravi });
    await take(page, "Ida Lund").click();
    await page
        .getByRole("status")
        .getByText("A colleague was faster: the chat with Ida Lund is taken.")
        .waitFor();
    server.chats.get("chat_w2")!.state = "active";
    server.waits("que_orders");
    await take(page, "Ida Lund").waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Queue 1" }).waitFor();
    await expectFocused(page);
    server.on("chat.take", () => {
        throw new Refusal({ status: 409, code: "at_capacity" });
    });
    await take(page, "Noah Berg").click();
    await page.getByText("once you are available and have a free place").first().waitFor();
});

test("A6: an ended one is read, with its details, and nobody writes in it", async () => {
    const { server, page } = await openDesk(pulled);
    await page.getByRole("tab", { name: /^Queue/ }).click();
    await page.getByRole("link", { name: /Li Wei/ }).click();
    await page.locator(".bubble", { hasText: "Is it back in stock?" }).waitFor();
    await page
        .getByRole("complementary", { name: "Customer details" })
        .getByText("Ravi Patel")
        .waitFor();
    expect(await page.locator("textarea").count()).toBe(0);
    await page.getByRole("link", { name: /Gone Early/ }).click();
    await page.getByText("Nobody was free in time.").first().waitFor();
    expect(server.calls_of("chat.take")).toEqual([]);
});

test("a chat that comes to wait is there, said and heard, where one takes chats", async () => {
    const { server, page } = await openDesk((made) => {
        pulled(made);
        made.presence = { ...made.presence, label: "available", load: 0, used: 0 };
    });
    await page.getByRole("tab", { name: "Queue 2" }).click();
    await page.evaluate(() => {
        const page = window as unknown as { sounds: number };
        page.sounds = 0;
        const start = AudioScheduledSourceNode.prototype.start;
        AudioScheduledSourceNode.prototype.start = function (...args) {
            page.sounds += 1;
            return start.apply(this, args);
        };
    });
    server.addWaiting({ id: "chat_w3", name: "Zoe Quist", text: "Hello?", waits_s: 1 });
    server.waits("que_orders");
    await take(page, "Zoe Quist").waitFor();
    await page.getByRole("tab", { name: "Queue 3" }).waitFor();
    await page
        .locator("[role=log]")
        .getByText("Orders: 3 customers wait")
        .waitFor({ state: "attached" });
    const sounds = () => page.evaluate(() => (window as unknown as { sounds: number }).sounds);
    await expect.poll(sounds).toBeGreaterThan(0);
    const before = await sounds();
    // One less is no news.
    server.chats.delete("chat_w3");
    server.waits("que_orders");
    await page.getByRole("tab", { name: "Queue 2" }).waitFor();
    expect(await sounds()).toBe(before);
});

test("after a lost connection the window shows what came meanwhile", async () => {
    const { server, page } = await openDesk(pulled);
    await page.getByRole("tab", { name: "Queue 2" }).click();
    await take(page, "Noah Berg").waitFor();
    server.down = true;
    server.cut();
    server.addWaiting({ id: "chat_w3", name: "Zoe Quist", text: "Hello?", waits_s: 1 });
    server.queues[0]!.waiting = 3;
    server.down = false;
    await take(page, "Zoe Quist").waitFor({ timeout: 10_000 });
    await page.getByRole("tab", { name: "Queue 3" }).waitFor();
});

test("V16: in a status that hides queues there is no window, and afterwards there is", async () => {
    const { server, page } = await openDesk(pulled);
    await page.getByRole("tab", { name: "Queue 2" }).click();
    server.on("queue.list", () => {
        throw new Refusal({ status: 403, code: "hidden_by_status" });
    });
    server.setPresence({ ...server.presence, status: "offline", label: "offline" });
    await page.getByRole("tab", { name: /^Queue/ }).waitFor({ state: "detached" });
    await page.getByRole("tab", { name: /^Mine/, selected: true }).waitFor();
    await page.getByText("New chats are not offered to you now.").waitFor();
    await expectFocused(page);
    await expectAccessible(page);
});

test("where chats are offered there is no such window", async () => {
    const { page } = await openDesk((made) => {
        away(made);
        made.queues[0]!.routing = "push";
    });
    await page.getByRole("button", { name: /^Offline/ }).click();
    await page.getByRole("menuitemradio", { name: /New chats are offered to you/ }).click();
    await page.getByText("No chats yet. New ones are offered").waitFor();
    expect(await page.getByRole("tab", { name: /^Queue/ }).count()).toBe(0);
});
