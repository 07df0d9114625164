// Handing a chat on: the dialog with its live list, what the sender sees until somebody answers, and
// what the receiver is told (C13, C14, S18, W19 to W24, O26, X25, X26).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { expectFocused, focusIn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ben, dana, lapse, targets, withColleagues } from "./colleagues.ts";
import { ago, anna, busyDesk, type FakeServer, Refusal } from "./fake_server.ts";

useBrowser();
const me = { kind: "agent", id: anna.id, name: anna.display_name } as const;

function withTargets(server: FakeServer): void {
    busyDesk(server);
    withColleagues(server);
    server.on("chat.transfer", ({ chat, agent, note }) => {
        const view = server.chats.get(chat)!;
        if (agent) {
            const asked = { offer: "off_9", kind: "transfer", agent: ben, at: ago(0) } as const;
            server.chats.set(chat, { ...view, asked });
            server.emit("transfer.requested", { chat: server.view(chat), agent: ben });
        } else {
            const { agent: _, ...rest } = view;
            const handed_on = {
                from: me,
                at: ago(0),
                queue_name: view.queue_name,
                cause: "transfer",
            } as const;
            const moved = { ...rest, state: "queued", queue_name: "Billing" } as const;
            server.chats.set(chat, {
                ...moved,
                handed_on: { ...handed_on, ...(note && { note }) },
            });
            server.emit("chat.transferred", { chat: server.view(chat) });
        }
        return { chat: server.view(chat) };
    });
    server.on("chat.cancel_transfer", ({ chat }) => {
        lapse(server, "transfer", "cancelled");
        return { chat: server.view(chat) };
    });
}

const dialog = (page: Page) => page.getByRole("dialog", { name: /Transfer the chat with Dana/ });
const strip = (page: Page) => page.getByRole("region", { name: "Transfer", exact: true });

test("W19 W21 W22 C13: by keys alone to a queue, with a note", async () => {
    const { server, page } = await openDesk(withTargets, { path: dana });
    await page.getByRole("textbox", { name: /Message to Dana/ }).focus();
    await page.keyboard.press("Alt+KeyT");
    await focusIn(dialog(page));
    await dialog(page)
        .getByRole("option", { name: /Billing.*1 agent free.*3 waiting.*2 to 5/ })
        .waitFor();
    await expectAccessible(page);
    await page.keyboard.type("bil");
    await expect.poll(() => dialog(page).getByRole("option").count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.keyboard.type("wants a refund");
    await expectAccessible(page);
    await page.keyboard.press("Control+Enter");
    await dialog(page).waitFor({ state: "detached" });
    expect(server.calls_of("chat.transfer")).toEqual([
        { chat: "chat_dana", queue: "que_billing", note: "wants a refund" },
    ]);
    await page.getByText("The chat with Dana Whitfield went to Billing").first().waitFor();
    // It is off the list, and the focus is not lost.
    await expect.poll(() => page.locator('[data-chat-row="chat_dana"]').count()).toBe(0);
    await expectFocused(page);
});

test("C14: a colleague is asked; until the answer the chat is mine, and I may cancel", async () => {
    const { server, page } = await openDesk(withTargets, { path: dana });
    await page.getByRole("button", { name: "Transfer chat" }).click();
    await dialog(page)
        .getByRole("option", { name: /Ben Arndt/ })
        .click();
    await dialog(page).getByRole("button", { name: "Ask Ben Arndt" }).click();
    await strip(page)
        .getByText(/Ben Arndt is asked to take this chat/)
        .waitFor();
    await expectAccessible(page);
    await page.getByRole("textbox", { name: /Message to Dana/ }).waitFor();
    await strip(page).getByRole("button", { name: "Cancel the transfer" }).press("Enter");
    await strip(page).waitFor({ state: "detached" });
    expect(server.calls_of("chat.cancel_transfer")).toEqual([{ chat: "chat_dana" }]);
    await expectFocused(page);
});

test("W19: without a connection nothing is sent, then or later", async () => {
    const { server, page } = await openDesk(withTargets, { path: dana });
    await page.getByRole("textbox", { name: /Message to Dana/ }).focus();
    await page.keyboard.press("Alt+KeyT");
    await dialog(page)
        .getByRole("option", { name: /Billing/ })
        .waitFor();
    await page.keyboard.type("bil");
    await expect.poll(() => dialog(page).getByRole("option").count()).toBe(1);
    await page.keyboard.press("Enter");
    server.down = true;
    server.cut();
    await page.getByText("Reconnecting…").first().waitFor({ state: "attached" });
    await page.keyboard.press("Control+Enter");
    await dialog(page).getByText("You are not connected right now").waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    server.down = false;
    await page.getByRole("textbox", { name: /Message to Dana/ }).fill("I am still here");
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("message.post").length, { timeout: 15_000 }).toBe(1);
    expect(server.calls_of("chat.transfer")).toEqual([]);
});

test("W19: what happened although the answer was lost closes the dialog", async () => {
    const { server, page } = await openDesk(withTargets, { path: dana });
    server.on("chat.transfer", ({ chat }) => {
        const asked = { offer: "off_9", kind: "transfer", agent: ben, at: ago(0) } as const;
        server.chats.set(chat, { ...server.chats.get(chat)!, asked });
        server.reset_next = true;
        server.cut();
        return { chat: server.view(chat) };
    });
    await page.getByRole("textbox", { name: /Message to Dana/ }).focus();
    await page.keyboard.press("Alt+KeyT");
    await dialog(page)
        .getByRole("option", { name: /Ben Arndt/ })
        .waitFor();
    await page.keyboard.type("ben");
    await expect.poll(() => dialog(page).getByRole("option").count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Enter");
    await strip(page).waitFor({ timeout: 15_000 });
    await dialog(page).waitFor({ state: "detached" });
    expect(server.calls_of("chat.transfer")).toHaveLength(1);
});

test("C14: who declines is named, with why, and the chat stays", async () => {
    const { server, page } = await openDesk(withTargets, { path: dana });
    await page.getByRole("button", { name: "Transfer chat" }).click();
    await dialog(page)
        .getByRole("option", { name: /Ben Arndt/ })
        .click();
    await dialog(page).getByRole("button", { name: "Ask Ben Arndt" }).click();
    await strip(page).waitFor();
    lapse(server, "transfer", "declined", "not my topic");
    await page
        .getByText(
            "Ben Arndt declined. The chat with Dana Whitfield stays with you. “not my topic”",
        )
        .first()
        .waitFor();
    await strip(page).waitFor({ state: "detached" });
    await page.getByRole("textbox", { name: /Message to Dana/ }).waitFor();
});

test("C14: once a colleague has it, it is mine no more", async () => {
    const { server, page } = await openDesk(withTargets, { path: dana });
    await page.locator('[data-chat-row="chat_dana"]').waitFor();
    const chat = { ...server.view("chat_dana"), agent: ben };
    server.chats.set(chat.id, chat);
    server.emit("chat.transferred", { chat, agent: ben });
    await page.getByText("The chat with Dana Whitfield went to Ben Arndt").first().waitFor();
    await expect.poll(() => page.locator('[data-chat-row="chat_dana"]').count()).toBe(0);
    await expectFocused(page);
});

test("S18: where one wraps up, that takes the composer's place", async () => {
    const { server, page } = await openDesk(withTargets, { path: dana });
    await page.locator('[data-chat-row="chat_dana"]').waitFor();
    const chat = { ...server.view("chat_dana"), agent: ben };
    const wrap_up = {
        id: "wup_1",
        chat: chat.id,
        began_at: ago(0),
        held: false,
        may_hold: false,
        lists: [],
        codes: [],
        codes_max: 3,
    };
    server.chats.set(chat.id, chat);
    server.emit("wrap_up.started", { wrap_up, chat });
    server.emit("chat.transferred", { chat, agent: ben });
    await page.getByRole("button", { name: "Save", exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => page.locator('[data-chat-row="chat_dana"]').count()).toBe(0);
});

test.each(["light", "dark"] as const)(
    "X26 O26: where nobody works is said before, who is full cannot be chosen; %s",
    async (colorScheme) => {
        const { server, page } = await openDesk(withTargets, { path: dana, colorScheme });
        await page.getByRole("button", { name: "Transfer chat" }).click();
        await dialog(page).getByRole("option", { name: /Night/ }).click();
        await dialog(page).getByText("Nobody works in Night now.").waitFor();
        await expectAccessible(page);
        const full = dialog(page).getByRole("option", { name: /Fay Ull.*4 of 4/ });
        expect(await full.getAttribute("aria-disabled")).toBe("true");
        await full.click({ force: true });
        expect(await full.getAttribute("aria-selected")).toBe("false");
        // Somebody may be full by the time one has chosen.
        server.on("chat.transfer", () => {
            throw new Refusal({ status: 409, code: "at_capacity" });
        });
        await dialog(page)
            .getByRole("option", { name: /Ben Arndt/ })
            .click();
        await dialog(page).getByRole("button", { name: "Ask Ben Arndt" }).click();
        await dialog(page).getByRole("alert").getByText("Ben Arndt has no room now").waitFor();
        await expectAccessible(page);
    },
);

test("W21: the list follows what happens while it is open", async () => {
    const { server, page } = await openDesk(withTargets, { path: dana });
    await page.getByRole("button", { name: "Transfer chat" }).click();
    await dialog(page)
        .getByRole("option", { name: /Ben Arndt/ })
        .waitFor();
    server.on("chat.targets", () => ({ ...targets, queues: [], agents: [] }));
    await dialog(page).getByText("Nobody else is there").waitFor({ timeout: 8_000 });
    await expectAccessible(page);
});

test("X25: without the right there is neither button nor key", async () => {
    const { page } = await openDesk(
        (server) => {
            withTargets(server);
            server.switches = {
                ...server.switches,
                transfer_queue: "false",
                transfer_agent: "false",
            };
        },
        { path: dana },
    );
    await page.getByRole("button", { name: "End chat" }).waitFor();
    expect(await page.getByRole("button", { name: "Transfer chat" }).count()).toBe(0);
    await page.keyboard.press("Alt+KeyT");
    expect(await page.getByRole("dialog").count()).toBe(0);
});

test.each(["light", "dark"] as const)(
    "O26 E46: who is asked sees by whom, and the note; %s",
    async (colorScheme) => {
        const { server, page } = await openDesk(withTargets, { path: dana, colorScheme });
        server.offer({
            id: "o1",
            name: "Noah Berg",
            kind: "transfer",
            chat: "chat_noah_2",
            handed_on: {
                from: ben,
                at: ago(1),
                queue_name: "Billing",
                cause: "transfer",
                note: "Knows you already",
            },
        });
        const card = page.getByRole("article", { name: "New chat · Noah Berg" });
        await card.getByText("Ben Arndt asks you to take this chat").waitFor();
        await card.getByText("Knows you already").waitFor();
        const alert = page.locator("[role=alert].sr");
        await alert.getByText(/New chat from Noah Berg, from Ben Arndt, Returns/).waitFor();
        await expectAccessible(page);
        server.emit("offer.withdrawn", { offer: "o1", chat: "chat_noah_2", reason: "cancelled" });
        await page.getByText("You are no longer asked to take the chat with Noah Berg").waitFor();
    },
);

test("E46: in the chat it says from whom it came", async () => {
    const { page } = await openDesk(
        (server) => {
            withTargets(server);
            const chat = server.chats.get("chat_dana")!;
            const handed_on = {
                from: ben,
                at: ago(60),
                queue_name: "Billing",
                cause: "transfer",
                note: "Be kind",
            } as const;
            server.chats.set("chat_dana", { ...chat, handed_on });
            const had = { queue_name: "Billing", since: ago(600), until: ago(60) };
            const cause = "transfer" as const;
            server.on("chat.owners", () => ({
                items: [
                    { ...had, agent: { ...ben, name: "Cleo" }, cause, to: ben },
                    { ...had, agent: ben, cause, to: me },
                    { queue_name: "Returns", since: ago(60), agent: me },
                ],
            }));
        },
        { path: dana },
    );
    const side = page.getByRole("complementary", { name: "Customer details" });
    await side.getByText("Be kind").waitFor();
    await side.getByText("Cleo → Ben Arndt").waitFor();
    await expectAccessible(page);
});
