// What was kept of an ended chat: a draft that is on the server, notes and codes to read and to
// correct (C23).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openContext, openDesk, openPage, stopClock, useBrowser } from "./browser.ts";
import { busyDesk, type FakeServer, Refusal, silence, withCodes } from "./fake_server.ts";
import { withLogs } from "./logs.ts";
import { manager } from "./manager.ts";

useBrowser();
const script = (server: FakeServer) => {
    busyDesk(server);
    withLogs(server);
};
const old = { path: "/desk/chats/chat_old" };
const card = (page: Page) => page.getByRole("region", { name: "Notes and codes" });
const edit = (page: Page) => card(page).getByRole("button", { name: "Edit" });
const note = (page: Page) => page.getByRole("textbox", { name: "Note (optional)" });
const saved = (server: FakeServer) => server.calls_of("chat.save_log");

test("C23: the note of a wrap-up is there on another machine, and what comes from there here", async () => {
    const { server, page } = await openDesk(
        (server) => {
            busyDesk(server);
            withCodes(server);
        },
        { path: "/desk/chats/chat_dana" },
    );
    server.end("chat_dana", { kind: "customer", id: "vis_chat_dana", name: "Dana Whitfield" });
    await note(page).fill("Wants a call back");
    await expect
        .poll(() => saved(server))
        .toEqual([{ chat: "chat_dana", note: "Wants a call back", draft: true }]);
    const there = await openPage(await openContext(server), "/desk/chats/chat_dana");
    await expect.poll(() => note(there).inputValue()).toBe("Wants a call back");
    await note(there).fill("");
    await expect.poll(() => note(page).inputValue()).toBe("");
    // What is still being typed is not replaced, nor what the server has not confirmed yet.
    server.on("chat.save_log", () => silence);
    await note(page).pressSequentially("My own");
    server.keepLog("chat_dana", "draft", "Another");
    server.say("chat_dana", "Later than that");
    await page.locator(".bubble", { hasText: "Later than that" }).waitFor();
    expect(await note(page).inputValue()).toBe("My own");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Still needed: Reason").first().waitFor();
    expect(server.calls_of("wrap_up.submit")).toEqual([]);
});

test("C23: what was not sent before the wrap-up is saved goes with it, and never after it", async () => {
    const { server, page } = await openDesk(
        (server) => {
            busyDesk(server);
            withCodes(server);
            server.code_lists = [];
        },
        { path: "/desk/chats/chat_dana" },
    );
    // The draft is not sent before the wrap-up, however slow the machine is.
    await stopClock(page);
    server.end("chat_dana", { kind: "customer", id: "vis_chat_dana", name: "Dana Whitfield" });
    await note(page).fill("Sold");
    await page.keyboard.press("Control+Enter");
    await expect
        .poll(() => server.calls_of("wrap_up.submit"))
        .toEqual([{ chat: "chat_dana", codes: [], note: "Sold" }]);
    await note(page).waitFor({ state: "detached" });
    // Longer than the desk waits with a draft.
    await page.clock.runFor(1_200);
    expect(saved(server)).toEqual([]);
    expect(server.logs.get("chat_dana")).toMatchObject([{ note: "Sold", state: "saved" }]);
});

test("C23: notes and codes of an ended chat are read and corrected, by keys alone", async () => {
    const { server, page } = await openDesk(script, old);
    await card(page).getByText("It comes on Monday.").waitFor();
    await card(page).getByText("No longer in use").waitFor();
    await card(page).getByText("Draft", { exact: true }).waitFor();
    await card(page).getByText("Ask Ben").waitFor();
    await expectAccessible(page);
    await edit(page).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Notes and codes: Li Wei" });
    const search = dialog.getByRole("searchbox", { name: "Search codes" });
    await focusOn(search);
    expect(await note(page).inputValue()).toBe("Ask Ben");
    await expectAccessible(page);
    // What is missing is said, and nothing is sent.
    await page.keyboard.press("Enter");
    await dialog.getByText("Still needed: Reason").waitFor();
    expect(saved(server)).toEqual([]);
    await page.keyboard.press("2");
    await note(page).fill("Ben knows");
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await focusOn(edit(page));
    expect(saved(server)).toEqual([
        { chat: "chat_old", codes: ["topics_0", "reason_1"], note: "Ben knows" },
    ]);
    await card(page).getByText("Ben knows").waitFor();
    await card(page).getByText("Refund").waitFor();
    expect(await card(page).getByText("Draft", { exact: true }).count()).toBe(0);
});

test("C23: it may stay a draft; Escape changes nothing; a refusal is said where one is", async () => {
    const { server, page } = await openDesk(script, old);
    await edit(page).click();
    await note(page).fill("Thrown away");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).click();
    await focusOn(edit(page));
    expect(saved(server)).toEqual([]);
    await edit(page).click();
    expect(await note(page).inputValue()).toBe("Ask Ben");
    await note(page).fill("Later");
    await page.getByRole("button", { name: "Keep as draft" }).click();
    await focusOn(edit(page));
    expect(saved(server)).toEqual([
        { chat: "chat_old", codes: ["topics_0"], note: "Later", draft: true },
    ]);
    await card(page).getByText("Later").waitFor();
    await card(page).getByText("Draft", { exact: true }).waitFor();
    server.on("chat.save_log", () => {
        throw new Refusal({ status: 422, code: "invalid", path: "/codes" });
    });
    await edit(page).click();
    await page.getByRole("button", { name: "Keep as draft" }).click();
    await page.getByRole("dialog").getByRole("alert").getByText(/\S/).waitFor();
});

test("C23: where nothing was written after a chat of mine, it still can be", async () => {
    const { server, page } = await openDesk(
        (server) => {
            script(server);
            server.logs.clear();
            server.code_lists = [];
        },
        { path: "/desk/chats/chat_old" },
    );
    await card(page).getByRole("button", { name: "Write" }).click();
    await focusOn(note(page));
    await note(page).fill("Fine");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await card(page).getByText("Fine").waitFor();
    await focusOn(edit(page));
    expect(saved(server)).toEqual([{ chat: "chat_old", codes: [], note: "Fine" }]);
});

test("C23: a manager reads all of them and changes none", async () => {
    const { page } = await openDesk(
        (server) => {
            manager(server);
            withLogs(server);
        },
        { path: "/desk/all/chat_old" },
    );
    await card(page).getByText("Looked it up.").waitFor();
    await card(page).getByText("Maya Ortiz").waitFor();
    await card(page).getByText("Lamps").first().waitFor();
    expect(await card(page).getByRole("button").count()).toBe(0);
    await expectAccessible(page);
});
