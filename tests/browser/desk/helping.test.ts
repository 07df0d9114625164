// Calls for help and ghost drafts, from the agent's side and from the manager's (N7).
import { expect, test } from "vitest";
import type { Draft, Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, busyDesk, type FakeServer } from "./fake_server.ts";
import { manager } from "./manager.ts";

useBrowser();

const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };
const maya: Person = { kind: "agent", id: "usr_anna", name: "Maya Ortiz" };

function draft(place: number, text: string): Draft {
    return { chat: "chat_dana", place, from: mo, at: ago(0), text };
}

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

test("an agent takes a draft behind the own words, and may undo it", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    server.on("chat.settle_draft", ({ outcome }) => {
        server.emit("draft.settled", { chat: "chat_dana", place: 1, from: mo, outcome });
        return { text: outcome === "taken" ? "We send it by express." : "" };
    });
    const field = page.getByRole("textbox", { name: "Message to Dana Whitfield" });
    await field.fill("One moment.");
    server.emit("draft.changed", { draft: draft(1, "We send") }, true);
    const ghost = page.getByRole("region", { name: "Draft from Mo Boss" });
    await ghost.getByText("We send").waitFor();
    server.emit("draft.changed", { draft: draft(1, "We send it by express.") }, true);
    await ghost.getByText("We send it by express.").waitFor();
    // What is read stays in sight, however much stands above the field.
    await expect
        .poll(() =>
            page.locator(".bubble", { hasText: "birthday present" }).evaluate((one) => {
                const box = one.closest('[data-region="thread"]')!.getBoundingClientRect();
                return one.getBoundingClientRect().bottom <= box.bottom;
            }),
        )
        .toBe(true);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
    expect(await field.inputValue()).toBe("One moment.");
    await page.keyboard.press("Alt+G");
    await ghost.waitFor({ state: "detached" });
    await expect.poll(() => field.inputValue()).toBe("One moment.\nWe send it by express.");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => field.inputValue()).toBe("One moment.");
    expect(server.calls_of("message.post")).toEqual([]);
    // What comes late in passing is settled all the same.
    server.emit("draft.changed", { draft: draft(1, "We send it by express.") }, true);
    server.emit("draft.changed", { draft: draft(2, "Another one") }, true);
    await ghost.getByText("Another one").waitFor();
    expect(await page.getByText("We send it by express.").count()).toBe(0);
    await page.keyboard.press("Alt+Shift+G");
    await expect.poll(() => server.calls_of("chat.settle_draft").length).toBe(2);
    expect(server.calls_of("chat.settle_draft").map((one) => one.outcome)).toEqual([
        "taken",
        "dropped",
    ]);
});

test("who takes a draft and writes other words says so to who wrote it", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    server.on("chat.settle_draft", ({ outcome }) => {
        server.emit("draft.settled", { chat: "chat_dana", place: 1, from: mo, outcome });
        return { text: "By express." };
    });
    const field = page.getByRole("textbox", { name: "Message to Dana Whitfield" });
    await field.waitFor();
    server.emit("draft.changed", { draft: draft(1, "By express.") }, true);
    await page.getByRole("button", { name: /^Use draft/ }).click();
    await expect.poll(() => field.inputValue()).toBe("By express.");
    await field.press("End");
    await field.pressSequentially(" Today!");
    await field.press("Enter");
    await expect
        .poll(() => server.calls_of("chat.settle_draft").map((one) => one.outcome))
        .toEqual(["taken", "edited"]);
});

test("what a manager writes goes at most every 2.5 s, is withdrawn on leaving, and they read what became of it", async () => {
    const { server, page } = await openDesk(watcher, { path: "/desk/all/chat_luis" });
    server.on("chat.draft", ({ chat, text }) =>
        text ? { draft: { ...draft(1, text), chat } } : {},
    );
    await page.getByRole("button", { name: "Draft", exact: true }).click();
    const field = page.getByLabel("Draft for Maya Ortiz: the customer does not see this");
    await field.focus();
    // Within the page: where this process waits that is no pause in the typing.
    await page.evaluate(async (text) => {
        for (const letter of text) {
            document.execCommand("insertText", false, letter);
            await new Promise((go) => setTimeout(go, 20));
        }
    }, "We send it by express today.");
    await expect
        .poll(() => server.calls_of("chat.draft").at(-1))
        .toMatchObject({ chat: "chat_luis", text: "We send it by express today." });
    expect(server.calls_of("chat.draft").length).toBeLessThanOrEqual(2);
    await expectAccessible(page);
    const settled = { chat: "chat_luis", place: 1, outcome: "taken" } as const;
    const me = { kind: "agent", id: server.user.id, name: server.user.display_name } as const;
    server.emit("draft.settled", { ...settled, from: me });
    await page.getByText("Maya Ortiz has taken your draft.").waitFor();
    expect(await field.inputValue()).toBe("");
    await field.fill("And a voucher.");
    await expect.poll(() => server.calls_of("chat.draft").at(-1)?.text).toBe("And a voucher.");
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await expect.poll(() => server.calls_of("chat.draft").at(-1)?.text).toBe("");
});

test("in German: the words of help and drafts, and nothing for axe to find", async () => {
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
    server.emit("draft.changed", { draft: draft(1, "Per Express.") }, true);
    await page.getByText("Entwurf von Mo Boss").first().waitFor();
    await expectAccessible(page);
});
