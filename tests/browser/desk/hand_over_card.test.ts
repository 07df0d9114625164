// The hand-over card (N6): written behind one disclosure when a chat is handed on, or a colleague
// invited; read by whoever gets the chat, with why it came.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { HandedOn } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { expectFocused, focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ben, dana, withColleagues } from "./colleagues.ts";
import { ago, busyDesk, type FakeServer, Refusal } from "./fake_server.ts";
import { manager } from "./manager.ts";

useBrowser();

const card = { wanted: "A refund", done: "Checked the order", open: "The carrier answers" };

function scripted(server: FakeServer): void {
    busyDesk(server);
    withColleagues(server);
    for (const op of ["chat.transfer", "conference.invite", "conference.hand_over"] as const) {
        server.on(op, ({ chat }) => ({ chat: server.view(chat) }));
    }
}

const dialog = (page: Page) => page.getByRole("dialog");
const disclosure = (page: Page) => page.getByText("Add a hand-over card (optional)");

/** As it is read. */
const written = { ...card, by: ben, at: ago(30) };

async function fill(page: Page): Promise<void> {
    await page.getByLabel("What the customer wants").fill(card.wanted);
    await page.getByLabel("What has been done").fill(card.done);
    await page.getByLabel("What is open").fill(` ${card.open} `);
}

test.each([
    ["Alt+KeyT", "chat.transfer", "light"],
    ["Alt+KeyC", "conference.invite", "dark"],
] as const)("by keys alone the card goes along: %s", async (key, op, colorScheme) => {
    const { server, page } = await openDesk(scripted, { path: dana, colorScheme });
    await page.getByRole("textbox", { name: /Message to Dana/ }).focus();
    await page.keyboard.press(key);
    await dialog(page)
        .getByRole("option", { name: /Ben Arndt/ })
        .waitFor();
    await page.keyboard.type("ben");
    await dialog(page).getByRole("option", { name: /Ben/, selected: true }).waitFor();
    await page.keyboard.press("Enter");
    // The quick way stays: note, Ctrl+Enter. The card is one Tab further.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type(card.wanted);
    await fill(page);
    await expectAccessible(page);
    await page.keyboard.press("Control+Enter");
    await dialog(page).waitFor({ state: "detached" });
    expect(server.calls_of(op)).toEqual([{ chat: "chat_dana", agent: ben.id, card }]);
});

test("a field that is refused opens the card, says why and has the focus", async () => {
    const { server, page } = await openDesk(scripted, { path: dana });
    server.on("chat.transfer", () => {
        throw new Refusal({
            status: 422,
            code: "invalid",
            path: "/card/done",
            detail: "at most 5000 characters",
        });
    });
    await page.getByRole("button", { name: "Transfer chat" }).click();
    await dialog(page)
        .getByRole("option", { name: /Ben Arndt/ })
        .click();
    await disclosure(page).click();
    await fill(page);
    await disclosure(page).click();
    await dialog(page).getByRole("button", { name: "Ask Ben Arndt" }).click();
    const field = page.getByLabel("What has been done");
    await expect.poll(() => field.evaluate((one) => one.matches(":focus"))).toBe(true);
    await dialog(page)
        .getByText(/at most 5000/)
        .waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await expectAccessible(page);
    server.on("chat.transfer", ({ chat }) => ({ chat: server.view(chat) }));
    await field.fill("Less");
    await page.keyboard.press("Control+Enter");
    await dialog(page).waitFor({ state: "detached" });
    expect(server.calls_of("chat.transfer").at(-1)?.card).toEqual({ ...card, done: "Less" });
});

test("a conference is handed over at once, or with a card", async () => {
    for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
    ]) {
        const { server, page } = await openDesk(
            (fake) => {
                scripted(fake);
                const guests = [{ agent: ben, joined_at: ago(60) }];
                fake.chats.set("chat_dana", { ...fake.chats.get("chat_dana")!, guests });
            },
            { path: dana, viewport },
        );
        const give = page.getByRole("button", { name: "Hand over the chat to Ben Arndt" });
        await give.press("Enter");
        // What was handed over gives the focus to the message, once that is answered.
        await focusOn(page.getByRole("textbox", { name: /Message to Dana/ }));
        await disclosure(page).click();
        await fill(page);
        await expectAccessible(page);
        await give.press("Enter");
        const to = { chat: "chat_dana", agent: ben.id };
        await expect
            .poll(() => server.calls_of("conference.hand_over"))
            .toEqual([to, { ...to, card }]);
        await expectFocused(page);
    }
});

const handed = (more: Partial<HandedOn>): HandedOn => ({
    from: ben,
    at: ago(30),
    queue_name: "Billing",
    cause: "transfer",
    ...more,
});

test.each(["light", "dark"] as const)(
    "whoever is asked reads the card, and of a bot why it hands over; %s",
    async (colorScheme) => {
        const { server, page } = await openDesk(scripted, { path: dana, colorScheme });
        server.offer({
            id: "o1",
            name: "Noah Berg",
            kind: "transfer",
            chat: "chat_noah",
            handed_on: handed({ card: written, note: "Be kind" }),
        });
        const first = page.getByRole("article", { name: "New chat · Noah Berg" });
        await first.getByText("Ben Arndt asks you to take this chat").waitFor();
        for (const text of [...Object.values(card), "Be kind"]) {
            await first.getByText(text, { exact: true }).waitFor();
        }
        expect(await first.getByText("Why", { exact: true }).count()).toBe(0);
        await expectAccessible(page);
        server.offer({
            id: "o2",
            name: "Zoe Quist",
            handed_on: handed({
                from: { kind: "bot", id: "bot_1", name: "Robbi" },
                cause: "bot",
                why: "asked",
            }),
        });
        const second = page.getByRole("article", { name: "New chat · Zoe Quist" });
        await second.getByText("The customer asked for a person").waitFor();
        await expectAccessible(page);
    },
);

test("beside the chat it says who handed it on, why, and what is open", async () => {
    for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
    ]) {
        const { page } = await openDesk(
            (server) => {
                scripted(server);
                const handed_on = handed({
                    card: {
                        by: { ...ben, id: "usr_cleo", name: "Cleo" },
                        at: ago(90),
                        open: card.open,
                    },
                    cause: "lost",
                });
                server.chats.set("chat_dana", { ...server.chats.get("chat_dana")!, handed_on });
                server.on("chat.owners", () => ({ items: [] }));
            },
            { path: dana, viewport },
        );
        if (viewport.width < 1_000) {
            await page.getByRole("button", { name: "Customer details" }).click();
        }
        const side = page.getByRole("complementary", { name: "Customer details" });
        const facts = side.getByRole("region", { name: "Handed on" });
        await facts.getByText("Ben Arndt lost the connection").waitFor();
        // The card is older than that, and of somebody else.
        await facts.getByText("Cleo", { exact: true }).waitFor();
        await facts.getByText(card.open).waitFor();
        expect(await facts.getByText("What has been done").count()).toBe(0);
        await expectAccessible(page);
    }
});

test("who watches a chat reads the card in the drawer", async () => {
    const { page } = await openDesk(
        (server) => {
            manager(server);
            server.user.rights.push("chat_monitor");
            server.on("chat.monitor", ({ chat }) => ({ chat: server.view(chat) }));
            server.on("chat.unmonitor", () => ({}));
            const handed_on = handed({ card: written });
            server.chats.set("chat_luis", { ...server.chats.get("chat_luis")!, handed_on });
        },
        { path: "/desk/people" },
    );
    await page.getByRole("button", { name: "Watch the chat with Luis Ferreira" }).click();
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    await drawer.getByText("Handed on by Ben Arndt").press("Enter");
    await drawer.getByText(card.wanted).waitFor();
    await expectAccessible(page);
});
