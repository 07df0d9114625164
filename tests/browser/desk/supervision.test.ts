// What an agent sees of a manager who watches a chat and whispers (C19; guide 1c, check 26).
import { expect, test } from "vitest";
import type { Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk } from "./fake_server.ts";

useBrowser();

const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };

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
