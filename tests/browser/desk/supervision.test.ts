// Watching a chat, whispering in it, joining it and taking it over; and what its agent sees of that
// (supervision; guide 1c, check 26).
import { expect, test } from "vitest";
import type { Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { focusIn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, busyDesk, type FakeServer, Refusal } from "./fake_server.ts";
import { manager } from "./manager.ts";

useBrowser();

const maya: Person = { kind: "agent", id: "usr_anna", name: "Maya Ortiz" };
const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };

/** A manager who may watch, and is an agent, too, if `agent`. */
const watcher = (agent: boolean) => (server: FakeServer) => {
    manager(server);
    server.user.rights.push("chat_monitor", ...(agent ? (["chat_handle"] as const) : []));
    server.on("chat.monitor", ({ chat }) => ({ chat: server.view(chat) }));
    server.on("chat.unmonitor", () => ({}));
    server.on("chat.whisper", ({ chat, client_id, text }) => ({
        whisper: server.whisper(chat, mo, text, client_id),
        duplicate: false,
    }));
};

test("by keyboard alone a manager watches a chat and whispers to its agent", async () => {
    const { server, page } = await openDesk(watcher(false), { path: "/desk/people" });
    const watch = page.getByRole("button", { name: "Watch the chat with Luis Ferreira" });
    await watch.focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    await drawer.locator(".bubble", { hasText: "arrived broken" }).waitFor();
    await focusIn(drawer);
    await expect.poll(() => server.calls_of("chat.monitor")).toEqual([{ chat: "chat_luis" }]);
    await drawer.getByText("Neither the customer nor Maya Ortiz sees it.").waitFor();
    server.say("chat_luis", "Are you there?");
    await drawer.locator(".bubble", { hasText: "Are you there?" }).waitFor();
    await expectAccessible(page);

    await drawer.getByRole("button", { name: "Whisper" }).press("Enter");
    const field = drawer.getByLabel("Whisper to Maya Ortiz: the customer does not see this");
    await field.press("O");
    await field.pressSequentially("ffer a refund");
    await expectAccessible(page);
    await field.press("Enter");
    await drawer.getByText("Your whisper").waitFor();
    expect(await field.inputValue()).toBe("");
    await expect
        .poll(() => server.calls_of("chat.whisper"))
        .toMatchObject([{ chat: "chat_luis", text: "Offer a refund" }]);
    expect(server.calls_of("message.post")).toEqual([]);
    expect(server.calls_of("chat.mark_read")).toEqual([]);

    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    await expect.poll(() => server.calls_of("chat.unmonitor")).toEqual([{ chat: "chat_luis" }]);
});

test("a whisper that is refused stays in the timeline and is said once with the next try", async () => {
    const { server, page } = await openDesk(watcher(false), { path: "/desk/all/chat_luis" });
    const again: string[] = [];
    server.on("chat.whisper", ({ chat, client_id, text }) => {
        again.push(client_id);
        if (again.length === 1) throw new Refusal({ status: 507, code: "storage_full" });
        return { whisper: server.whisper(chat, mo, text, client_id), duplicate: false };
    });
    await page.getByText("You are reading along").waitFor();
    expect(server.calls_of("chat.monitor")).toEqual([]);
    await page.getByRole("button", { name: "Whisper" }).click();
    const field = page.getByLabel(/^Whisper to Maya Ortiz/);
    await field.fill("Offer a refund");
    await field.press("Enter");
    const row = page.getByRole("listitem").filter({ hasText: "Offer a refund" });
    await row.getByText("Not sent").waitFor();
    await expectAccessible(page);
    await row.getByRole("button", { name: "Try again" }).click();
    await row.getByText("Not sent").waitFor({ state: "detached" });
    await expect.poll(() => again).toHaveLength(2);
    await row.getByText("Sending").waitFor({ state: "detached" });
    expect(await row.count()).toBe(1);
    expect(again[1]).toBe(again[0]);
    await field.fill("never mind");
    server.on("chat.whisper", () => {
        throw new Refusal({ status: 403, code: "forbidden" });
    });
    await field.press("Enter");
    await page.getByRole("button", { name: "Delete" }).click();
    expect(await page.getByText("never mind").count()).toBe(0);
});

test("who is no agent is told why they neither join nor take over", async () => {
    const { server, page } = await openDesk(watcher(false), { path: "/desk/all/chat_luis" });
    for (const mode of ["Join", "Take over"]) {
        await page.getByRole("button", { name: mode, exact: true }).click();
        await page.getByText("Only who takes chats may talk to customers").waitFor();
    }
    expect(server.calls_of("chat.join")).toEqual([]);
});

test("joining asks once more, and what is written then is for the customer", async () => {
    const { server, page } = await openDesk(watcher(true), { path: "/desk/all/chat_luis" });
    server.on("chat.join", ({ chat: id }) => {
        const chat = server.chats.get(id)!;
        chat.guests = [{ agent: mo, joined_at: ago(0) }];
        server.emit("watch.ended", { chat: id, reason: "ended" });
        server.emit("conference.joined", { chat: server.view(id), agent: mo });
        return { chat: server.view(id) };
    });
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByText("Maya Ortiz keeps the chat.").waitFor();
    expect(server.calls_of("chat.join")).toEqual([]);
    await page.getByRole("button", { name: "Join the chat" }).click();
    await page.getByRole("textbox", { name: "Message to Luis Ferreira" }).waitFor();
    expect(
        await page.getByRole("button", { name: "Join", exact: true }).getAttribute("aria-pressed"),
    ).toBe("true");
    await expectAccessible(page);
});

test("taking over asks once more, and opens the chat as one's own", async () => {
    const { server, page } = await openDesk(watcher(true), { path: "/desk/all/chat_luis" });
    server.on("chat.take_over", ({ chat: id }) => {
        const chat = server.chats.get(id)!;
        chat.agent = mo;
        server.emit("watch.ended", { chat: id, reason: "ended" });
        server.emit("chat.accepted", { chat: server.view(id), agent: mo });
        return { chat: server.view(id) };
    });
    await page.getByRole("button", { name: "Take over", exact: true }).click();
    await page.getByText("Maya Ortiz leaves it.").waitFor();
    await page.getByRole("button", { name: "Take over the chat" }).click();
    await page.waitForURL("**/desk/chats/chat_luis");
    await page.getByRole("textbox", { name: "Message to Luis Ferreira" }).waitFor();
});

test("the loss of the right ends watching, and says so", async () => {
    const { server, page } = await openDesk(watcher(false), { path: "/desk/all/chat_luis" });
    const watch = page.getByRole("button", { name: "Watch", exact: true });
    await watch.click();
    await page.getByText("You watch live.").waitFor();
    server.emit("watch.ended", { chat: "chat_luis", reason: "ended" });
    await page.getByText("You do not watch this chat any more.").first().waitFor();
    expect(await watch.getAttribute("aria-pressed")).toBe("false");
});

test("without the right there is nothing to choose", async () => {
    const { page } = await openDesk(manager, { path: "/desk/all/chat_luis" });
    await page.getByText("You are reading along").waitFor();
    expect(await page.getByRole("button", { name: "Whisper" }).count()).toBe(0);
});

test("an agent reads a whisper where it was said, with ear and words, and hears it", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    server.whisper("chat_dana", mo, "Offer her express delivery");
    const row = page.getByRole("listitem").filter({ hasText: "Whisper from Mo Boss" });
    await row.getByText("Offer her express delivery").waitFor();
    await page
        .locator("[aria-live]")
        .filter({ hasText: "Whisper from Mo Boss: Offer her express delivery" })
        .waitFor({ state: "attached" });
    server.say("chat_dana", "Hello?");
    await page.locator(".bubble", { hasText: "Hello?" }).waitFor();
    const order = await page.locator("ol.timeline > li").allInnerTexts();
    const at = (text: string) => order.findIndex((one) => one.includes(text));
    expect(at("birthday present")).toBeLessThan(at("express delivery"));
    expect(at("express delivery")).toBeLessThan(at("Hello?"));
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
});

test("a whisper in a chat that is not open is a notice that leads there", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_luis" });
    await page.locator(".bubble", { hasText: "arrived broken" }).waitFor();
    server.whisper("chat_dana", mo, "Offer her express delivery");
    await page.getByText("Mo Boss whispers in the chat with Dana Whitfield").first().waitFor();
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByText("Offer her express delivery").waitFor();
});

test("where the team has it an eye says who is watching", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    expect(await page.getByText("is watching").count()).toBe(0);
    server.chats.get("chat_dana")!.watched_by = [mo];
    server.emit("chat.watched", { chat: server.view("chat_dana") });
    await page.getByText("Mo Boss is watching").waitFor();
    await expectAccessible(page);
    delete server.chats.get("chat_dana")!.watched_by;
    server.emit("chat.watched", { chat: server.view("chat_dana") });
    await page.getByText("Mo Boss is watching").waitFor({ state: "detached" });
});

test("in German and in the dark: the same choice, and nothing for axe to find", async () => {
    const { page } = await openDesk(watcher(false), {
        path: "/desk/all/chat_luis",
        locale: "de-DE",
        colorScheme: "dark",
    });
    for (const mode of ["Mitlesen", "Entwurf", "Beitreten", "Übernehmen", "Flüstern"]) {
        await page.getByRole("button", { name: mode, exact: true }).click();
        await expectAccessible(page);
    }
    await page.getByLabel("An Maya Ortiz flüstern: Der Kunde sieht das nicht").waitFor();
});

test("an agent who was whispered to answers, in a field that cannot write to the customer", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    server.on("chat.answer_whisper", ({ chat, client_id, text }) => ({
        whisper: server.whisper(chat, maya, text, client_id),
        duplicate: false,
    }));
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    expect(await page.getByRole("button", { name: "Whisper" }).count()).toBe(0);
    server.whisper("chat_dana", mo, "Offer her express delivery");
    const choice = page.getByRole("group", { name: "To whom" });
    await choice.getByRole("button", { name: "Whisper" }).click();
    const field = page.getByLabel(/^Whisper to who watches and takes part/);
    await field.fill("I will");
    await expectAccessible(page);
    await field.press("Enter");
    const row = page.getByRole("listitem").filter({ hasText: "Your whisper" });
    await row.getByText("I will").waitFor();
    expect(server.calls_of("message.post")).toEqual([]);
    await choice.getByRole("button", { name: "Reply" }).click();
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).waitFor();
});
