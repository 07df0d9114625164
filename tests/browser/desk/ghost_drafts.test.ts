// Ghost drafts that are settled while somebody writes on, on the agent's side and the manager's (N7).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Draft, Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { focusIn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, busyDesk, type FakeServer } from "./fake_server.ts";
import { watcher } from "./manager.ts";

useBrowser();

const dana = "/desk/chats/chat_dana";
const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };
const ravi: Person = { kind: "agent", id: "usr_ravi", name: "Ravi Patel" };
const noteField = (page: Page) => page.getByLabel("Internal note: the customer does not see this");
const messageField = (page: Page) =>
    page.getByRole("textbox", { name: "Message to Dana Whitfield" });

const ghost = (text: string, place = 1): Draft => ({
    chat: "chat_dana",
    place,
    from: mo,
    at: ago(0),
    text,
});

function settles(server: FakeServer, text: string): void {
    server.on("chat.settle_draft", ({ outcome }) => {
        server.emit("draft.settled", { chat: "chat_dana", place: 1, from: mo, outcome });
        return { text };
    });
}

test("a draft that was taken is not undone over new words", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    settles(server, "By express.");
    await messageField(page).waitFor();
    server.emit("draft.changed", { draft: ghost("By express.") }, true);
    await page.getByRole("button", { name: /^Use draft/ }).click();
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await messageField(page).fill("By express. Today!");
    // By itself it would leave after 8 s.
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.waitFor({ state: "detached", timeout: 4_000 });
    expect(await messageField(page).inputValue()).toBe("By express. Today!");
});

test("a draft that is taken while one writes a note goes to the reply, which is shown", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    settles(server, "By express.");
    await messageField(page).waitFor();
    await page.keyboard.press("Alt+KeyP");
    await noteField(page).fill("Ask Mo");
    server.emit("draft.changed", { draft: ghost("By express.") }, true);
    await page.getByRole("region", { name: "Draft from Mo Boss" }).waitFor();
    await page.keyboard.press("Alt+KeyG");
    await expect.poll(() => messageField(page).inputValue()).toBe("By express.");
    await focusIn(messageField(page));
    await page.keyboard.press("Alt+KeyP");
    expect(await noteField(page).inputValue()).toBe("Ask Mo");
});

test("after a draft is taken nothing is said to have been said meanwhile that one has read", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    const { chats, messages } = server;
    settles(server, "By express.");
    await messageField(page).fill("Old words");
    await messageField(page).fill("");
    const chat = chats.get("chat_dana")!;
    chat.guests = [{ agent: ravi, joined_at: ago(60) }];
    const said = { id: "m9", chat: chat.id, seq: 9, at: ago(0), from: ravi, text: "I look." };
    messages.get(chat.id)!.push(said);
    chat.seq = 9;
    server.emit("message.posted", { message: said });
    await page.locator(".bubble", { hasText: "I look." }).waitFor();
    server.emit("draft.changed", { draft: ghost("By express.") }, true);
    await page.getByRole("button", { name: /^Use draft/ }).click();
    await expect.poll(() => messageField(page).inputValue()).toBe("By express.");
    await messageField(page).press("Enter");
    await page.locator(".bubble", { hasText: "By express." }).waitFor();
    expect(await page.getByText("has answered meanwhile").count()).toBe(0);
});

/** The manager's field, and the server as it keeps what is told. */
async function openGhost() {
    const opened = await openDesk(watcher, { path: "/desk/all/chat_luis" });
    const { server, page } = opened;
    server.on("chat.draft", ({ chat, text }) => (text ? { draft: { ...ghost(text), chat } } : {}));
    const told = () => server.calls_of("chat.draft").at(-1)?.text;
    const settled = (outcome: "taken" | "dropped" | "gone") =>
        server.emit("draft.settled", { chat: "chat_luis", place: 1, from: mo, outcome });
    await page.getByRole("button", { name: "Draft", exact: true }).click();
    const field = page.getByLabel(/^Draft for Maya Ortiz/);
    await field.fill("We send it by express.");
    await expect.poll(told).toBe("We send it by express.");
    return { ...opened, field, told, settled };
}

test("what a manager has written since the draft was taken stays, and is told", async () => {
    const { server, page, field, told, settled } = await openGhost();
    // It is taken by then: what is told from now on is another one.
    server.on("chat.draft", ({ text }) => ({
        draft: { ...ghost(text, 2), chat: "chat_luis" },
    }));
    await field.fill("We send it by express. And a vou");
    settled("taken");
    await page.getByText("Maya Ortiz has taken your draft.").waitFor();
    expect(await field.inputValue()).toBe("And a vou");
    await expect.poll(told).toBe("And a vou");
});

test("a manager keeps their draft as the chat moves on, and shows it to whoever has it then", async () => {
    const { server, page, field, told, settled } = await openGhost();
    server.chats.get("chat_luis")!.agent = ravi;
    settled("gone");
    await page.getByText(/^The chat has moved on: .* does not see your draft\.$/).waitFor();
    const next = page.getByLabel(/^Draft for Ravi Patel/);
    await next.waitFor();
    expect(await next.inputValue()).toBe("We send it by express.");
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await page.getByRole("button", { name: "Draft", exact: true }).click();
    await page.getByText("Ravi Patel does not see this yet.").waitFor();
    await expectAccessible(page);
    const before = server.calls_of("chat.draft").length;
    await page.getByRole("button", { name: "Show it to Ravi Patel" }).click();
    await expect.poll(() => server.calls_of("chat.draft").length).toBe(before + 1);
    expect(told()).toBe("We send it by express.");
    expect(await field.count()).toBe(0);
});
