// Prepared answers at the desk: the list behind /, with a search field, in the palette; what is filled
// in and what is not; keeping one's own (C17; W17, W18).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { expectFocused, focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { withCanned } from "./canned.ts";
import { busyDesk, type FakeServer } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";
const selector = "[data-region=composer] textarea";

const script = (server: FakeServer) => {
    busyDesk(server);
    withCanned(server);
};
const open = async (more: Parameters<typeof openDesk>[1] = {}) => {
    const opened = await openDesk(script, { path: dana, ...more });
    const { page, server } = opened;
    await page.locator(selector).waitFor();
    await expect.poll(() => server.calls_of("canned.list").length).toBeGreaterThan(0);
    return opened;
};
const list = (page: Page) => page.getByRole("listbox", { name: "Canned responses" });
const titles = (page: Page) => list(page).getByRole("option").allInnerTexts();
/** The list behind / is there, and the keys of the field are its own. */
async function listed(page: Page): Promise<void> {
    const chosen = list(page).getByRole("option", { selected: true });
    const option = await chosen.getAttribute("id");
    const active = () => page.getAttribute(selector, "aria-activedescendant");
    await expect.poll(active).toBe(option);
}
const typed = (page: Page) => page.inputValue(selector);
const selected = (page: Page) =>
    page.evaluate((field) => {
        const box = document.querySelector<HTMLTextAreaElement>(field)!;
        return box.value.slice(box.selectionStart, box.selectionEnd);
    }, selector);

test("check 16: /re lists, ArrowDown and Enter insert with the first name filled in", async () => {
    const { server, page } = await open();
    await page.focus(selector);
    await page.keyboard.type("/re");
    await listed(page);
    expect((await titles(page)).map((one) => one.split("\n").at(-1))).toEqual([
        "/return",
        "/refund",
    ]);
    // Above what one writes with: neither that nor the choice between reply and note is covered.
    const box = await list(page).boundingBox();
    const modes = await page.locator("[data-writing=chat]").boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(modes?.y ?? 0);
    await page.locator("[data-preview]").getByText("Hello Dana, Maya here: 30 days.").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await typed(page)).toBe("Hello Dana, Maya here: 30 days.");
    await focusOn(page.locator(selector));
    expect(server.calls_of("canned.used")).toEqual([{ canned: "canned_return_any" }]);
    expect(server.calls_of("message.post")).toEqual([]);
    // W18: it is a text like any other.
    await page.keyboard.type(" Bye!");
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("message.post").length).toBe(1);
    expect(server.calls_of("message.post")[0]?.text).toBe("Hello Dana, Maya here: 30 days. Bye!");
});

test("what cannot be filled in is marked, reached by Tab, and holds the message back", async () => {
    const { server, page } = await open();
    await page.focus(selector);
    await page.keyboard.type("Dear customer. /refund");
    await listed(page);
    await page.keyboard.press("Tab");
    expect(await typed(page)).toBe(
        "Dear customer. Hello Dana, order {{order.number}} is refunded by {{date}}.",
    );
    await expect.poll(() => selected(page)).toBe("{{order.number}}");
    expect(await page.locator("[data-stops] mark").allTextContents()).toEqual([
        "{{order.number}}",
        "{{date}}",
    ]);
    const reason = page.getByText("Fill in before sending: order.number and date");
    await reason.waitFor();
    await expectAccessibleInBothThemes(page, "stops");
    await page.keyboard.press("Tab");
    expect(await selected(page)).toBe("{{date}}");
    await page.keyboard.press("Enter");
    await expect.poll(() => selected(page)).toBe("{{order.number}}");
    await page.getByRole("button", { name: "Send", exact: true }).click({ force: true });
    expect(server.calls_of("message.post")).toEqual([]);

    // It is kept with the draft.
    await page.waitForTimeout(600);
    await page.reload();
    await reason.waitFor();
    await page.focus(selector);
    await page.evaluate((field) => {
        document.querySelector<HTMLTextAreaElement>(field)!.setSelectionRange(0, 0);
    }, selector);
    await page.keyboard.press("Tab");
    await page.keyboard.type("4471");
    await page.getByText("Fill in before sending: date").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("Friday");
    await expect.poll(() => reason.count()).toBe(0);
    // Behind the last one Tab leaves the field, as it always does.
    await page.keyboard.press("Tab");
    await expectFocused(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("TEXTAREA");
    await page.focus(selector);
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("message.post").length).toBe(1);
    expect(server.calls_of("message.post")[0]?.text).toBe(
        "Dear customer. Hello Dana, order 4471 is refunded by Friday.",
    );
});

test("braces that somebody writes are sent as they are", async () => {
    const { server, page } = await open();
    await page.focus(selector);
    await page.keyboard.type("Write {{name}} and and/or 1/2 https://x");
    await expect.poll(() => list(page).count()).toBe(0);
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("message.post").length).toBe(1);
});

test("Escape leaves what is typed alone, and the next / opens the list again", async () => {
    const { server, page } = await open();
    await page.focus(selector);
    await page.keyboard.type("/re");
    await listed(page);
    await page.keyboard.press("Escape");
    await expect.poll(() => list(page).count()).toBe(0);
    await focusOn(page.locator(selector));
    await page.keyboard.type("f");
    expect(await typed(page)).toBe("/ref");
    expect(await list(page).count()).toBe(0);
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("message.post").at(-1)?.text).toBe("/ref");
    await page.keyboard.type("/re");
    await list(page).waitFor();
});

test("an answer there is in several languages comes in that of the customer", async () => {
    const { page } = await openDesk(
        (server) => {
            withCanned(server);
            const texts = ["<Hallo, wo ist mein Paket?"];
            server.addChat({ id: "chat_uwe", name: "Uwe Kern", texts });
        },
        { path: "/desk/chats/chat_uwe" },
    );
    await page.locator(selector).waitFor();
    await page.focus(selector);
    await page.keyboard.type("/refund");
    await list(page).getByText("Erstattung ist unterwegs").waitFor();
    expect(await titles(page)).toHaveLength(1);
    await listed(page);
    await page.keyboard.press("Enter");
    await expect.poll(() => typed(page)).toMatch(/^Guten Tag Uwe Kern, Bestellung/);
});

test("W17: the button opens the list with a search field; ranked by what the person uses", async () => {
    const { page } = await open();
    const button = page.getByRole("button", { name: "Canned responses" });
    await page.fill(selector, "Before  after");
    await page.evaluate((field) => {
        document.querySelector<HTMLTextAreaElement>(field)!.setSelectionRange(7, 7);
    }, selector);
    await button.click();
    const search = page.getByRole("combobox", { name: "Search canned responses" });
    await focusOn(search);
    await expectAccessibleInBothThemes(page, "search");
    await expect.poll(() => titles(page)).toHaveLength(3);
    await page.keyboard.type("help how");
    await list(page).getByText("Hello", { exact: true }).waitFor();
    expect(await titles(page)).toHaveLength(1);
    await page.keyboard.press("Enter");
    expect(await typed(page)).toBe("Before How can I help? after");
    await focusOn(page.locator(selector));
    await button.click();
    await focusOn(search);
    expect((await titles(page))[0]).toContain("/hello");
    await page.keyboard.type("nothing such");
    await page.getByText("No canned response fits.").waitFor();
    await page.keyboard.press("Escape");
    await focusOn(page.locator(selector));
});

test("the palette lists them, also where a note was being written", async () => {
    const { page } = await open();
    await page.keyboard.press("Alt+p");
    await page.getByRole("textbox", { name: /^Internal note/ }).waitFor();
    await page.keyboard.press("Control+k");
    await focusOn(page.getByRole("combobox"));
    await page.keyboard.type("how to return");
    const entry = { name: /Insert: How to return something/, selected: true };
    await page.getByRole("option", entry).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => typed(page)).toBe("Hello Dana, Maya here: 30 days.");
    await focusOn(page.locator(selector));
});

test("a message becomes an own answer, without the customer's name, and is edited and deleted", async () => {
    const { server, page } = await open();
    const bubble = page.locator(".bubble", { hasText: "Sorry about that, Dana." });
    const keep = bubble.getByRole("button", { name: "Save as canned response" });
    const dialog = page.getByRole("dialog", { name: "Save as canned response" });
    // What is loaded meanwhile moves it from under the pointer: one points at it once more, unless
    // the dialog is there by then, which covers it.
    await expect
        .poll(async () => {
            const missed = () => undefined;
            await bubble.hover({ timeout: 500 }).catch(missed);
            await keep.click({ timeout: 500 }).catch(missed);
            return dialog.isVisible();
        })
        .toBe(true);
    const text = dialog.getByRole("textbox", { name: "Text" });
    await expect
        .poll(() => text.inputValue())
        .toBe("Sorry about that, {{customer.first_name}}. Let me look at the carrier scan.");
    await dialog.getByRole("textbox", { name: "Title" }).fill("Look at the scan");
    await dialog.getByRole("textbox", { name: "Short code" }).fill("two words");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Letters a to z, digits, - and _, at most 40").waitFor();
    await dialog.getByRole("textbox", { name: "Short code" }).fill("scan");
    await dialog.getByRole("textbox", { name: "Folder" }).fill("Mine / Carrier");
    await expectAccessibleInBothThemes(page, "save");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect(server.calls_of("canned.create")).toEqual([
        {
            scope: "personal",
            folder: ["Mine", "Carrier"],
            code: "scan",
            title: "Look at the scan",
            text: "Sorry about that, {{customer.first_name}}. Let me look at the carrier scan.",
            language: "en",
        },
    ]);

    await page.getByRole("button", { name: "Canned responses" }).click();
    const search = page.getByRole("combobox", { name: "Search canned responses" });
    await search.fill("scan");
    await page.getByText("Mine / Carrier · Only for me").waitFor();
    await page.getByRole("button", { name: "Edit" }).click();
    const edit = page.getByRole("dialog", { name: "Edit canned response" });
    await edit.getByRole("textbox", { name: "Title" }).fill("Carrier scan");
    await edit.getByRole("button", { name: "Save" }).click();
    await list(page).getByText("Carrier scan").waitFor();
    await focusOn(search);
    expect(server.calls_of("canned.update")[0]).toMatchObject({ version: 1, code: "scan" });
    await page.getByRole("button", { name: "Delete" }).click();
    await page
        .getByRole("dialog", { name: "Delete “Carrier scan”?" })
        .getByRole("button", { name: "Delete" })
        .click();
    await page.getByText("No canned response fits.").waitFor();
    await focusOn(search);
});

test("what is written is kept from the list, by keys alone; a code that is taken is said there", async () => {
    const { page } = await open();
    await page.focus(selector);
    await page.keyboard.type("Thank you for waiting, Dana");
    await page.keyboard.press("Tab");
    await focusOn(page.getByRole("button", { name: "Canned responses" }));
    await page.keyboard.press("Enter");
    await focusOn(page.getByRole("combobox", { name: "Search canned responses" }));
    await page.keyboard.press("Tab");
    await focusOn(page.getByRole("button", { name: "Save what I have written…" }));
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Save as canned response" });
    await focusOn(dialog.getByRole("textbox", { name: "Title" }));
    await page.keyboard.press("Tab");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("thanks");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Save what I have written…" }).click();
    await dialog.getByRole("textbox", { name: "Short code" }).fill("thanks");
    await page.keyboard.press("Enter");
    await dialog.getByText("There is one with this code in this language").waitFor();
    // Asked before what was written is lost.
    await page.keyboard.press("Escape");
    await page.getByText("Discard what you have written?").waitFor();
});

test("who may not use them has neither button nor list", async () => {
    const { page } = await openDesk(busyDesk, { path: dana });
    await page.locator(selector).waitFor();
    await page.focus(selector);
    await page.keyboard.type("/re");
    await page.waitForTimeout(500);
    expect(await list(page).count()).toBe(0);
    expect(await page.locator("[data-canned]").count()).toBe(0);
});
