// Colleagues in a chat: who is invited, what owner and guest see and may do, how it ends (C15, C16,
// S33, W23 to W28, X27).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { expectFocused, focusIn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ben, dana, lapse, targets, withColleagues } from "./colleagues.ts";
import { ago, anna, busyDesk, type FakeServer, Refusal } from "./fake_server.ts";

useBrowser();
const me = { kind: "agent", id: anna.id, name: anna.display_name } as const;

/** As the program does: only agents can be invited. */
function withConference(server: FakeServer): void {
    busyDesk(server);
    withColleagues(server);
    server.on("chat.targets", ({ purpose }) => {
        expect(purpose).toBe("conference");
        return { ...targets, to_queues: false, queues: [] };
    });
    server.on("conference.invite", ({ chat }) => {
        const asked = { offer: "off_9", kind: "conference", agent: ben, at: ago(0) } as const;
        server.chats.set(chat, { ...server.chats.get(chat)!, asked });
        server.emit("conference.requested", { chat: server.view(chat), agent: ben });
        return { chat: server.view(chat) };
    });
    server.on("conference.cancel", ({ chat }) => {
        lapse(server, "conference", "cancelled");
        return { chat: server.view(chat) };
    });
    server.on("conference.end", ({ chat }) => {
        leaves(server, chat, "removed");
        return { chat: server.view(chat) };
    });
    server.on("conference.leave", ({ chat }) => {
        leaves(server, chat, "left", me);
        return { presence: server.presence };
    });
    server.on("conference.hand_over", ({ chat }) => {
        const { guests: _, ...rest } = server.chats.get(chat)!;
        server.chats.set(chat, { ...rest, agent: ben });
        server.emit("chat.transferred", { chat: server.view(chat), agent: ben });
        return { chat: server.view(chat) };
    });
}

function joins(server: FakeServer, chat: string, agent: typeof ben | typeof me = ben): void {
    const { asked: _, ...rest } = server.chats.get(chat)!;
    server.chats.set(chat, { ...rest, guests: [{ agent, joined_at: ago(0) }] });
    server.emit("conference.joined", { chat: server.view(chat), agent });
}

function leaves(
    server: FakeServer,
    chat: string,
    reason: "left" | "removed",
    agent: typeof ben | typeof me = ben,
): void {
    const { guests: _, ...rest } = server.chats.get(chat)!;
    server.chats.set(chat, rest);
    server.emit("conference.left", { chat: server.view(chat), agent, reason });
}

/** Dana's chat is Ben's, and I am a guest in it. */
function asGuest(server: FakeServer): void {
    withConference(server);
    const guests = [{ agent: me, joined_at: ago(60) }];
    server.chats.set("chat_dana", { ...server.chats.get("chat_dana")!, agent: ben, guests });
}

const dialog = (page: Page) => page.getByRole("dialog", { name: /Invite to the chat with Dana/ });
const strip = (page: Page, name = "Conference") => page.getByRole("region", { name, exact: true });
const message = (page: Page) => page.getByRole("textbox", { name: /Message to Dana/ });

test.each(["light", "dark"] as const)(
    "W23 W24 W25 C15: by keys alone: requested, cancelled, requested, joined; %s",
    async (colorScheme) => {
        const { server, page } = await openDesk(withConference, { path: dana, colorScheme });
        await message(page).focus();
        await page.keyboard.press("Alt+KeyC");
        await focusIn(dialog(page));
        await dialog(page)
            .getByRole("option", { name: /Ben Arndt.*Available/ })
            .waitFor();
        expect(await dialog(page).getByRole("option").count()).toBe(2);
        await expectAccessible(page);
        await page.keyboard.type("ben");
        await page.keyboard.press("Enter");
        await page.keyboard.type("knows printers");
        await page.keyboard.press("Control+Enter");
        await dialog(page).waitFor({ state: "detached" });
        expect(server.calls_of("conference.invite")).toEqual([
            { chat: "chat_dana", agent: ben.id, note: "knows printers" },
        ]);
        const requested = strip(page, "Conference requested");
        await requested.getByText(/Ben Arndt is asked to join this chat/).waitFor();
        await expectAccessible(page);
        // One at a time (W28).
        expect(await page.getByRole("button", { name: "Conference", exact: true }).count()).toBe(0);
        await requested.getByRole("button", { name: "Cancel the request" }).press("Enter");
        await requested.waitFor({ state: "detached" });
        await expectFocused(page);
        expect(server.calls_of("conference.cancel")).toEqual([{ chat: "chat_dana" }]);
        await page.getByRole("button", { name: "Conference", exact: true }).click();
        await dialog(page)
            .getByRole("option", { name: /Ben Arndt/ })
            .click();
        await dialog(page).getByRole("button", { name: "Invite Ben Arndt" }).click();
        await requested.waitFor();
        joins(server, "chat_dana");
        await requested.waitFor({ state: "detached" });
        await strip(page).getByText("Ben Arndt").waitFor();
        await page
            .locator(".sr")
            .getByText("Ben Arndt joined the chat with Dana Whitfield")
            .first()
            .waitFor({ state: "attached" });
        await page.locator('[data-chat-row="chat_dana"]').getByText("Conference").waitFor();
        await expectAccessible(page);
    },
);

test("C15: who declines is named, with why, and the chat is as it was", async () => {
    const { server, page } = await openDesk(withConference, { path: dana });
    await page.getByRole("button", { name: "Conference", exact: true }).click();
    await dialog(page)
        .getByRole("option", { name: /Ben Arndt/ })
        .click();
    await dialog(page).getByRole("button", { name: "Invite Ben Arndt" }).click();
    await strip(page, "Conference requested").waitFor();
    lapse(server, "conference", "declined", "not my topic");
    await page
        .getByText("Ben Arndt declined to join the chat with Dana Whitfield. “not my topic”")
        .first()
        .waitFor();
    await page.getByRole("button", { name: "Conference", exact: true }).waitFor();
});

test("W27 C16: the owner takes the guest out, and goes on with the customer", async () => {
    const { server, page } = await openDesk(withConference, { path: dana });
    await page.getByRole("button", { name: "End chat" }).waitFor();
    joins(server, "chat_dana");
    await strip(page)
        .getByRole("button", { name: "Remove Ben Arndt from the chat" })
        .press("Enter");
    await strip(page).waitFor({ state: "detached" });
    expect(server.calls_of("conference.end")).toEqual([{ chat: "chat_dana", agent: ben.id }]);
    await message(page).waitFor();
    await expectFocused(page);
});

test("W28 X28: handed over to the guest, the chat is mine no more", async () => {
    const { server, page } = await openDesk(withConference, { path: dana });
    await page.getByRole("button", { name: "End chat" }).waitFor();
    joins(server, "chat_dana");
    await strip(page).getByRole("button", { name: "Hand over the chat to Ben Arndt" }).click();
    await page.getByText("The chat with Dana Whitfield went to Ben Arndt").first().waitFor();
    await expect.poll(() => page.locator('[data-chat-row="chat_dana"]').count()).toBe(0);
    expect(server.calls_of("conference.hand_over")).toEqual([{ chat: "chat_dana", agent: ben.id }]);
    await expectFocused(page);
});

test.each(["light", "dark"] as const)(
    "W25 W28 S33: a guest writes and leaves, and neither ends, hands on nor invites; %s",
    async (colorScheme) => {
        const { server, page } = await openDesk(asGuest, { path: dana, colorScheme });
        await strip(page).getByText("You are a guest in the chat of Ben Arndt.").waitFor();
        await page.locator('[data-chat-row="chat_dana"]').getByText("Guest").waitFor();
        await expectAccessible(page);
        for (const name of ["End chat", "Transfer chat", "Conference"]) {
            expect(await page.getByRole("button", { name, exact: true }).count()).toBe(0);
        }
        for (const key of ["Alt+KeyE", "Alt+KeyT", "Alt+KeyC"]) {
            await page.keyboard.press(key);
            expect(await page.getByRole("dialog").count()).toBe(0);
        }
        await message(page).fill("I know these");
        await message(page).press("Control+Shift+Enter");
        await expect.poll(() => server.calls_of("message.post").length).toBe(1);
        expect(server.calls_of("chat.end")).toEqual([]);
        await strip(page).getByRole("button", { name: "Leave the conference" }).press("Enter");
        await expect.poll(() => page.locator('[data-chat-row="chat_dana"]').count()).toBe(0);
        expect(server.calls_of("conference.leave")).toEqual([{ chat: "chat_dana" }]);
        await expectFocused(page);
    },
);

test("C16: a guest who is taken out is told", async () => {
    const { server, page } = await openDesk(asGuest, { path: dana });
    await strip(page).waitFor();
    leaves(server, "chat_dana", "removed", me);
    await page.getByText("You are no longer in the chat with Dana Whitfield").first().waitFor();
    await expect.poll(() => page.locator('[data-chat-row="chat_dana"]').count()).toBe(0);
});

test("C20: a guest to whom the chat falls is told, and owns it", async () => {
    const { server, page } = await openDesk(asGuest, { path: dana });
    await strip(page).waitFor();
    const { guests: _, ...rest } = server.chats.get("chat_dana")!;
    server.chats.set("chat_dana", { ...rest, agent: me });
    server.emit("chat.accepted", { chat: server.view("chat_dana"), agent: me });
    await page.getByText("The chat with Dana Whitfield is yours now").first().waitFor();
    await strip(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "End chat" }).waitFor();
});

test.each(["light", "dark"] as const)(
    "W25: who is invited sees by whom, joins and may write at once; %s",
    async (colorScheme) => {
        const { server, page } = await openDesk(withConference, { path: dana, colorScheme });
        const chat = server.addChat({
            id: "chat_noah_2",
            name: "Noah Berg",
            texts: ["<Where is it?"],
            agent: ben,
        });
        server.offer({
            id: "o1",
            name: "Noah Berg",
            kind: "conference",
            chat: chat.id,
            handed_on: {
                from: ben,
                at: ago(1),
                queue_name: "Billing",
                cause: "conference",
                note: "You know this",
            },
        });
        server.on("chat.accept", () => {
            joins(server, chat.id, me);
            return { chat: server.view(chat.id) };
        });
        const card = page.getByRole("article", { name: "New chat · Noah Berg" });
        await card.getByText("Ben Arndt asks you to join this chat").waitFor();
        await card.getByText("You know this").waitFor();
        await expectAccessible(page);
        await card.getByRole("button", { name: /Accept/ }).click();
        await page.getByRole("textbox", { name: /Message to Noah/ }).waitFor();
        await strip(page).getByText("You are a guest in the chat of Ben Arndt.").waitFor();
        expect(await card.count()).toBe(0);
    },
);

test("X27: without the right, or where there are none, there is neither button nor key", async () => {
    for (const without of ["right", "switch"]) {
        const { page } = await openDesk(
            (server) => {
                withConference(server);
                if (without === "switch") server.switches.conference_guests = "0";
                else server.user = { ...anna, rights: ["chat_handle", "queue_view"] };
            },
            { path: dana },
        );
        await page.getByRole("button", { name: "End chat" }).waitFor();
        expect(await page.getByRole("button", { name: "Conference", exact: true }).count()).toBe(0);
        await page.keyboard.press("Alt+KeyC");
        expect(await page.getByRole("dialog").count()).toBe(0);
    }
});

test("S33: who is full by the time one has chosen is named", async () => {
    const { server, page } = await openDesk(withConference, { path: dana });
    await page.getByRole("button", { name: "Conference", exact: true }).click();
    server.on("conference.invite", () => {
        throw new Refusal({ status: 409, code: "at_capacity" });
    });
    await dialog(page)
        .getByRole("option", { name: /Ben Arndt/ })
        .click();
    await dialog(page).getByRole("button", { name: "Invite Ben Arndt" }).click();
    await dialog(page).getByRole("alert").getByText("Ben Arndt has no room now").waitFor();
});
