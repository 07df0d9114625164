// Customers who have no connection: said where one writes to them and in the list, and what becomes
// of the chat (C19).
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, busyDesk } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

test("C19: a customer without a connection is shown as such until they are back", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).waitFor();
    server.absent("chat_dana", ago(125));
    const strip = page.getByRole("status").filter({ hasText: "Dana Whitfield is not connected" });
    await strip.waitFor();
    await strip.getByText(/2:\d\d/).waitFor();
    const row = page.locator('[data-chat-row="chat_dana"]');
    await row.getByText("Not connected").waitFor();
    await expectAccessible(page);
    // What is there after a reload is the same.
    await page.reload();
    await strip.waitFor();
    server.absent("chat_dana");
    await strip.waitFor({ state: "detached" });
    await row.getByText("Not connected").waitFor({ state: "detached" });
});

test("C19: the chat of who does not come back stays in the list until it was looked at", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).waitFor();
    server.absent("chat_luis", ago(240));
    const luis = { kind: "customer" as const, id: "vis_chat_luis", name: "Luis Ferreira" };
    server.end("chat_luis", luis, "customer_lost");
    await page.getByText("Luis Ferreira did not come back; the chat has ended").first().waitFor();
    const row = page.locator('[data-chat-row="chat_luis"]');
    await row.waitFor();
    expect(await row.getByText("Not connected").count()).toBe(0);
    await page.getByRole("link", { name: /Luis Ferreira/ }).click();
    await page.getByText("The customer's connection was lost").waitFor();
    await page.getByRole("link", { name: /Dana Whitfield/ }).click();
    await row.waitFor({ state: "detached" });
});
