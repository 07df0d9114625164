// Calls for help, from the agent's side and from the manager's.
import { expect, test } from "vitest";
import type { Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, busyDesk, type FakeServer } from "./fake_server.ts";
import { manager } from "./manager.ts";

useBrowser();

const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };
const maya: Person = { kind: "agent", id: "usr_anna", name: "Maya Ortiz" };

/** As the server keeps calls. */
function keepsCalls(server: FakeServer): void {
    server.on("chat.ask_help", ({ chat: id, text }) => {
        server.chats.get(id)!.help = { by: maya, at: ago(0), ...(text && { text }) };
        server.emit("help.changed", { chat: server.view(id), by: maya });
        return { chat: server.view(id) };
    });
    server.on("chat.cancel_help", ({ chat: id }) => {
        delete server.chats.get(id)!.help;
        server.emit("help.changed", { chat: server.view(id), by: maya });
        server.emit("help.list_changed", {});
        return { chat: server.view(id) };
    });
    server.on("chat.answer_help", ({ chat: id }) => {
        server.chats.get(id)!.help!.helper = mo;
        server.emit("help.list_changed", {});
        return { chat: server.view(id) };
    });
    server.on("chat.monitor", ({ chat }) => ({ chat: server.view(chat) }));
    server.on("chat.unmonitor", () => ({}));
}
const watcher = (server: FakeServer) => {
    manager(server);
    server.user.rights.push("chat_monitor");
    keepsCalls(server);
};

test("by keyboard an agent calls a manager, sees who comes, and ends it", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    keepsCalls(server);
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    await page.keyboard.press("Alt+H");
    const dialog = page.getByRole("dialog", { name: "Call a manager into the chat with Dana" });
    await dialog.waitFor();
    await expectAccessible(page);
    await page.keyboard.type("May I refund it?");
    await page.keyboard.press("Enter");
    const strip = page.getByRole("region", { name: "Call for help" });
    await strip.getByText("You have called a manager.").waitFor();
    await strip.getByText("May I refund it?").waitFor();
    expect(server.calls_of("chat.ask_help")).toMatchObject([
        { chat: "chat_dana", text: "May I refund it?" },
    ]);
    server.chats.get("chat_dana")!.help!.helper = mo;
    server.emit("help.changed", { chat: server.view("chat_dana"), by: mo });
    await strip.getByText("Mo Boss is on it and reads along.").waitFor();
    await page.getByText("Mo Boss helps in the chat with Dana Whitfield").first().waitFor();
    await expectAccessible(page);
    await strip.getByRole("button", { name: "Done" }).click();
    await strip.waitFor({ state: "detached" });
    expect(server.calls_of("message.post")).toEqual([]);
});

test("a manager is called, says who comes, and reads along", async () => {
    const { server, page } = await openDesk(watcher, { path: "/desk/people" });
    await page.getByRole("heading", { name: "People" }).waitFor();
    expect(await page.getByText("Calls for help").count()).toBe(0);
    const chat = server.chats.get("chat_luis")!;
    chat.help = { by: maya, at: ago(42), text: "May I refund it?" };
    server.emit("help.list_changed", {});
    const list = page.getByRole("region", { name: "Calls for help" });
    await list.getByText("Maya Ortiz needs help with Luis Ferreira").waitFor();
    await list.getByText("May I refund it?").waitFor();
    await expectAccessible(page);
    await list.getByRole("button", { name: /^I'm on it/ }).press("Enter");
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    await drawer.locator(".bubble", { hasText: "arrived broken" }).waitFor();
    await page.keyboard.press("Escape");
    await list.getByText("You are on it").waitFor();
    await list.getByRole("button", { name: /^Done/ }).click();
    await list.waitFor({ state: "detached" });
});

test("elsewhere in the desk a notice says who calls, and leads to the list", async () => {
    const { server, page } = await openDesk(watcher, { path: "/desk/all/chat_luis" });
    await page.getByText("You are reading along").waitFor();
    server.chats.get("chat_luis")!.help = { by: maya, at: ago(0) };
    server.emit("help.list_changed", {});
    await page.getByText("Maya Ortiz needs help with Luis Ferreira").first().waitFor();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("region", { name: "Calls for help" }).waitFor();
    server.emit("help.list_changed", {}); // the same call rings once
    await page.getByRole("link", { name: "All chats" }).click();
    server.emit("help.list_changed", {});
    await page.getByRole("link", { name: "People" }).click();
    expect(await page.getByRole("button", { name: "Open", exact: true }).count()).toBe(0);
});

test("in German: the words of help, and nothing for axe to find", async () => {
    const { server, page } = await openDesk(busyDesk, {
        path: "/desk/chats/chat_dana",
        locale: "de-DE",
        colorScheme: "dark",
    });
    keepsCalls(server);
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    await page.keyboard.press("Alt+H");
    await page.getByLabel("Worum geht es?").fill("Darf ich erstatten?");
    await page.getByRole("button", { name: "Rufen", exact: true }).click();
    await page.getByText("Sie haben die Leitung gerufen.").waitFor();
    await expectAccessible(page);
});
