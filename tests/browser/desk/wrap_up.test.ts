// Wrap-up: what an ended chat leaves to do, in place of its composer (E17 to E19, E32 to E34, E37,
// W31, W33, W44), and chats that ended while nobody could see it (E45).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { expectFocused, focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, busyDesk, type FakeServer, Refusal, withCodes } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

const script = (server: FakeServer) => {
    busyDesk(server);
    withCodes(server);
};
const panel = (page: Page) => page.getByRole("region", { name: "Wrap-up" });
const search = (page: Page) => page.getByRole("searchbox", { name: "Search codes" });
const row = (page: Page, chat: string) => page.locator(`[data-chat-row="${chat}"]`);

async function endIt(page: Page): Promise<void> {
    await page.getByRole("button", { name: "End & wrap up" }).waitFor();
    await page.keyboard.press("Alt+KeyE");
    await page.getByRole("dialog").getByRole("button", { name: "End & wrap up" }).click();
    await focusOn(panel(page).locator("[data-region-focus]"));
}

test("W31, W33: ended, codes by keys, saved, on to the next chat; no mouse, no lost focus", async () => {
    const { server, page } = await openDesk(script, { path: dana });
    await page.getByRole("button", { name: "End & wrap up" }).waitFor();
    await endIt(page);
    await focusOn(search(page));
    expect(await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).count()).toBe(0);
    await row(page, "chat_dana").getByText("Wrap-up").waitFor({ state: "attached" });
    await expectAccessible(page);
    // Enter in the empty field saves: what is missing is said first.
    await page.keyboard.press("Enter");
    await page.getByText("Still needed: Reason").first().waitFor();
    expect(server.calls_of("wrap_up.submit")).toEqual([]);
    await expectFocused(page);
    await page.keyboard.press("2");
    await page.keyboard.type("sofa");
    await page.keyboard.press("Enter");
    await page.keyboard.press("5");
    await expect
        .poll(() => server.calls_of("chat.set_codes").at(-1))
        .toEqual({ chat: "chat_dana", codes: ["reason_1", "topics_4", "topics_0"] });
    // Of a list that allows one, the last choice holds.
    await page.keyboard.press("1");
    await expect
        .poll(() => server.codes.get("chat_dana"))
        .toEqual(["topics_4", "topics_0", "reason_0"]);
    await page.keyboard.press("Enter");
    await expect
        .poll(() => server.calls_of("wrap_up.submit"))
        .toEqual([{ chat: "chat_dana", codes: ["topics_4", "topics_0", "reason_0"] }]);
    await row(page, "chat_dana").waitFor({ state: "detached" });
    await page.getByRole("textbox", { name: "Message to Aiko Tanaka" }).waitFor();
    await expectFocused(page);
});

test("E37: composers of other chats stay as they are, and the wrap-up waits in the list", async () => {
    const { server, page } = await openDesk(script, { path: dana });
    const from = { kind: "customer" as const, id: "vis_chat_dana", name: "Dana Whitfield" };
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).fill("I was wri");
    server.end("chat_dana", from);
    await panel(page).waitFor();
    // Whoever is typing chooses nothing by it.
    await page.keyboard.press("1");
    expect(server.calls_of("chat.set_codes")).toEqual([]);
    await panel(page).getByText("Not sent").waitFor();
    await page.getByRole("link", { name: /Luis Ferreira/ }).click();
    const field = page.getByRole("textbox", { name: "Message to Luis Ferreira" });
    await field.fill("Sorry to hear that");
    await field.press("Enter");
    await page.locator(".bubble", { hasText: "Sorry to hear that" }).waitFor();
    await row(page, "chat_dana").getByText("Wrap-up").waitFor({ state: "attached" });
    await row(page, "chat_dana").getByRole("link").click();
    await panel(page).waitFor();
});

test("it is there after a reload, with codes, note and time", async () => {
    const { server, page } = await openDesk(script, { path: dana });
    await endIt(page);
    await page.keyboard.press("3");
    await page.getByRole("textbox", { name: "Note (optional)" }).fill("Wants a call back");
    await expect.poll(() => server.codes.get("chat_dana")).toEqual(["reason_2"]);
    await expect
        .poll(() => server.calls_of("chat.save_log"))
        .toEqual([{ chat: "chat_dana", note: "Wants a call back", draft: true }]);
    await page.reload();
    await panel(page).waitFor();
    expect(await page.getByRole("checkbox", { name: "Broken article" }).isChecked()).toBe(true);
    const note = page.getByRole("textbox", { name: "Note (optional)" });
    await expect.poll(() => note.inputValue()).toBe("Wants a call back");
    await panel(page)
        .getByText(/^0:\d\d left$/)
        .waitFor();
    await note.press("Control+Enter");
    await expect
        .poll(() => server.calls_of("wrap_up.submit"))
        .toEqual([{ chat: "chat_dana", codes: ["reason_2"], note: "Wants a call back" }]);
});

test("W44, S23: 30 s more, and the countdown stopped where that is allowed", async () => {
    const { page } = await openDesk(script, { path: dana });
    await endIt(page);
    await panel(page)
        .getByText(/^(1:00|0:5\d) left$/)
        .waitFor();
    await page.getByRole("button", { name: "+30 s" }).click();
    await panel(page)
        .getByText(/^1:(30|2\d) left$/)
        .waitFor();
    await page.getByRole("button", { name: "Stop the countdown" }).click();
    await panel(page)
        .getByText(/^for 0:0\d$/)
        .waitFor();
    expect(await page.getByRole("button", { name: "+30 s" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Stop the countdown" }).count()).toBe(0);
    await expectFocused(page);
    await expectAccessible(page);
});

test("E32, S22: held for a required code, the time counts up and what is missing is said", async () => {
    const { server, page } = await openDesk(script, { path: dana });
    server.chats.get("chat_dana")!.state = "closed";
    server.switches.wrap_up = "off";
    server.end("chat_dana", { kind: "agent", id: "usr_anna", name: "Maya Ortiz" });
    server.startWrapUp("chat_dana", {
        began_at: ago(75),
        lasts_s: -15,
        held: true,
        missing: "one of Reason is required",
    });
    await panel(page)
        .getByText(/^over by 0:[12]\d$/)
        .waitFor();
    await panel(page).getByText("Still needed: Reason").waitFor();
    await expectAccessible(page);
    // A choice does not end it at once: there may be more to choose, and a note.
    await page.getByRole("checkbox", { name: "Refund" }).check();
    expect(server.calls_of("chat.set_codes")).toEqual([]);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect
        .poll(() => server.calls_of("wrap_up.submit"))
        .toEqual([{ chat: "chat_dana", codes: ["reason_1"] }]);
});

test("saved, and then away or available", async () => {
    const { server, page } = await openDesk(script, { path: dana });
    await endIt(page);
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "Save & Away" }).click();
    await expect
        .poll(() => server.calls_of("wrap_up.submit").at(-1))
        .toEqual({ chat: "chat_dana", codes: ["reason_0"], status: "away" });
    await page.getByRole("link", { name: /Luis Ferreira/ }).click();
    await page.getByRole("textbox", { name: "Message to Luis Ferreira" }).waitFor();
    await endIt(page);
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "Save & Available" }).click();
    await expect
        .poll(() => server.calls_of("wrap_up.submit").at(-1))
        .toEqual({ chat: "chat_luis", codes: ["reason_0"], status: "available" });
});

test("a refusal is said, and nothing is lost", async () => {
    const { server, page } = await openDesk(script, { path: dana });
    server.on("wrap_up.submit", () => {
        throw new Refusal({ status: 400, code: "invalid", detail: "at most 1" });
    });
    await endIt(page);
    await page.keyboard.press("1");
    await page.getByRole("textbox", { name: "Note (optional)" }).fill("Mine");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("That is not accepted: at most 1").first().waitFor();
    await panel(page).waitFor();
    expect(await page.getByRole("textbox", { name: "Note (optional)" }).inputValue()).toBe("Mine");
});

test("E19, S21: one that ends by its time is said; open it stays to be read, else it leaves", async () => {
    const { server, page } = await openDesk(script, { path: dana });
    await endIt(page);
    server.endWrapUp("chat_dana", "timed_out");
    await page.getByText("The time for the wrap-up of Dana Whitfield is over").first().waitFor();
    await page.getByText("This chat was ended by the agent.").waitFor();
    const luis = { kind: "customer" as const, id: "vis_chat_luis", name: "Luis Ferreira" };
    server.end("chat_luis", luis);
    await row(page, "chat_luis").getByText("Wrap-up").waitFor({ state: "attached" });
    server.endWrapUp("chat_luis", "timed_out");
    await row(page, "chat_luis").waitFor({ state: "detached" });
});

test("E17: codes are chosen during the chat, too, and are there when it ends", async () => {
    const { server, page } = await openDesk(script, { path: dana });
    await page.getByRole("button", { name: "Choose codes" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: "Delivery" }).waitFor();
    await expectAccessible(page);
    await focusOn(search(page));
    await page.keyboard.press("1");
    await dialog.getByRole("checkbox", { name: "Chairs" }).check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect.poll(() => server.codes.get("chat_dana")).toEqual(["reason_0", "topics_1"]);
    await expectFocused(page);
    await endIt(page);
    expect(await page.getByRole("checkbox", { name: "Chairs" }).isChecked()).toBe(true);
});

test("without lists there is a note and the button; without wrap-up there is none", async () => {
    const { server, page } = await openDesk(
        (made) => {
            busyDesk(made);
            made.switches.wrap_up = "open";
        },
        { path: dana },
    );
    expect(await page.getByRole("button", { name: "Choose codes" }).count()).toBe(0);
    await endIt(page);
    await page.keyboard.type("Done");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect
        .poll(() => server.calls_of("wrap_up.submit"))
        .toEqual([{ chat: "chat_dana", codes: [], note: "Done" }]);
});

test("E45: what ended while the connection was lost stays until it has been looked at", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).waitFor();
    server.down = true;
    server.cut();
    const luis = { kind: "customer" as const, id: "vis_chat_luis", name: "Luis Ferreira" };
    server.end("chat_luis", luis);
    server.reset_next = true;
    server.down = false;
    await page.getByText("Luis Ferreira ended the chat").first().waitFor({ timeout: 10_000 });
    await row(page, "chat_luis").waitFor();
    await page.getByRole("link", { name: /Luis Ferreira/ }).click();
    await page.getByText("This chat was ended by the customer.").waitFor();
    await page.getByRole("link", { name: /Dana Whitfield/ }).click();
    await row(page, "chat_luis").waitFor({ state: "detached" });
});
