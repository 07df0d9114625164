// Search in what was said: by keyboard alone, with the hits marked, narrowed, page by page, and the
// chat beside it at the message (C31).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { MessageHit, Operations } from "../../../web/sdk/src/generated.ts";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { expectFocused, focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk, type FakeServer, Refusal } from "./fake_server.ts";
import { manager } from "./manager.ts";

useBrowser();

type Params = Operations["message.search"]["params"];

/** What a server finds: the word wherever it stands in the texts of the chats, newest first. */
function searching(server: FakeServer): void {
    server.on("message.search", ({ query, limit = 20, after }) => {
        const word = query.toLowerCase();
        const all: MessageHit[] = [...server.messages.values()]
            .flat()
            .filter((one) => !one.event && one.text.toLowerCase().includes(word))
            .map((one) => {
                const from = one.text.toLowerCase().indexOf(word);
                return {
                    chat: server.view(one.chat),
                    message: one.id,
                    seq: one.seq,
                    at: one.at,
                    from: one.from,
                    snippet: { text: one.text, hits: [{ from, to: from + word.length }] },
                };
            })
            .sort((a, b) => b.at.localeCompare(a.at));
        const begin = after ? all.findIndex((one) => one.message === after) + 1 : 0;
        const items = all.slice(begin, begin + limit);
        const more = begin + limit < all.length;
        return { items, ...(more && { next: items.at(-1)!.message }) };
    });
}

function manyMessages(server: FakeServer): void {
    busyDesk(server);
    searching(server);
    server.addChat({
        id: "chat_long",
        name: "Ingrid Long",
        state: "closed",
        started_s: 90_000,
        waits_s: 80_000,
        agent: { kind: "agent", id: "usr_2", name: "Ravi Patel" },
        texts: Array.from({ length: 180 }, (_, i) =>
            i === 20 ? "<The needle is in here" : i % 2 ? `>Hay ${i}` : `<Straw ${i}`,
        ),
    });
}

const field = (page: Page) => page.getByRole("searchbox", { name: "Words in messages" });
const results = (page: Page) => page.getByRole("list", { name: "Messages found" });
const rows = (page: Page) => results(page).getByRole("link");

async function seek(page: Page, words: string): Promise<void> {
    await field(page).fill(words);
    await field(page).press("Enter");
}

test("C31: from the palette to the message, by keyboard alone", async () => {
    const { server, page } = await openDesk(manyMessages);
    await page.getByRole("listitem").first().waitFor();
    await page.keyboard.press("Control+k");
    await focusOn(page.getByRole("combobox", { name: "Search or run a command" }));
    await page.keyboard.type("search mess");
    await page.getByRole("option", { name: "Search messages" }).waitFor();
    await page.keyboard.press("Enter");
    await focusOn(field(page));
    await page.getByText("Search what was said in all chats").waitFor();
    await expectAccessibleInBothThemes(page, "nothing sought");
    await page.keyboard.type("needle");
    await page.keyboard.press("Enter");
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
    expect(await results(page).locator("mark").allInnerTexts()).toEqual(["needle"]);
    await expect
        .poll(() => page.locator("[aria-live]").allInnerTexts())
        .toContain("1 message found");
    await rows(page).first().focus();
    await page.keyboard.press("Enter");
    const bubble = page.locator(".bubble", { hasText: "The needle is in here" });
    await bubble.waitFor();
    await expect.poll(() => inSight(page, "The needle is in here")).toBe(true);
    expect(await page.locator("[data-found]").count()).toBe(1);
    expect(await bubble.getAttribute("data-found")).toBe("");
    expect(page.url()).toMatch(/\/desk\/search\/chat_long\/22$/);
    await expectFocused(page);
    await expectAccessibleInBothThemes(page, "at the message");
    // It is read there, and nothing else is done.
    expect(await page.locator("textarea").count()).toBe(0);
    expect(server.calls_of("chat.mark_read")).toEqual([]);
});

/** Within the scroller, not below or above what can be seen of it. */
async function inSight(page: Page, text: string): Promise<boolean> {
    return page.evaluate((wanted) => {
        const bubble = [...document.querySelectorAll(".bubble")].find((one) =>
            one.textContent?.includes(wanted),
        );
        const box = bubble?.closest("section")?.getBoundingClientRect();
        const at = bubble?.getBoundingClientRect();
        return Boolean(box && at && at.top >= box.top && at.bottom <= box.bottom);
    }, text);
}

test("C31: who comes back finds what they had found, and the list goes on", async () => {
    const { server, page } = await openDesk(manyMessages, { path: "/desk/search" });
    await seek(page, "straw");
    await expect.poll(() => rows(page).count()).toBe(20);
    await page.getByText("The newest 20 messages").last().waitFor();
    await page.getByRole("button", { name: "Search older messages" }).click();
    await expect.poll(() => rows(page).count()).toBe(40);
    const asked = server.calls_of("message.search");
    expect(asked.map((one) => Boolean(one.after))).toEqual([false, true]);
    await page.getByRole("link", { name: "My chats" }).click();
    await page.getByRole("link", { name: "Search messages" }).click();
    await expect.poll(() => rows(page).count()).toBe(40);
    expect(await field(page).inputValue()).toBe("straw");
    expect(server.calls_of("message.search")).toHaveLength(2);
});

test("C31: a manager narrows it by queue, agent and days", async () => {
    const { server, page } = await openDesk(
        (one) => {
            manager(one);
            searching(one);
        },
        { path: "/desk/search" },
    );
    await seek(page, "parcel");
    await rows(page).first().waitFor();
    await page.getByRole("combobox", { name: "Queue" }).selectOption("Orders");
    await page.getByRole("combobox", { name: "Agent" }).selectOption("Ravi Patel");
    await page.getByLabel("From").fill("2026-03-01");
    await page.getByLabel("To", { exact: true }).fill("2026-03-01");
    const last = (): Params | undefined => server.calls_of("message.search").at(-1);
    await expect.poll(() => last()?.to).toBeTruthy();
    const { from, to, ...rest } = last()!;
    expect(rest).toEqual({ query: "parcel", queue: "q1", agent: "usr_2", limit: 20 });
    expect(Date.parse(to!) - Date.parse(from!)).toBe(24 * 3_600_000);
    await expectAccessibleInBothThemes(page, "narrowed");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await focusOn(field(page));
    expect(await page.getByLabel("From").inputValue()).toBe("");
    expect(await page.getByRole("button", { name: "Clear filters" }).count()).toBe(0);
    await seek(page, "birthday");
    await expect.poll(() => last()).toEqual({ query: "birthday", limit: 20 });
});

test("C31: nothing found, words by which nothing can be found, and a search that fails", async () => {
    const { server, page } = await openDesk(manyMessages, { path: "/desk/search" });
    await seek(page, "nobody said this");
    await page.getByText("No message has these words.").waitFor();
    await expectAccessibleInBothThemes(page, "nothing found");
    server.on("message.search", () => {
        throw new Refusal({ status: 422, code: "invalid", path: "/query" });
    });
    await seek(page, "-parcel");
    await page.getByRole("alert").filter({ hasText: "Type at least one word" }).waitFor();
    expect(await field(page).getAttribute("aria-invalid")).toBe("true");
    await expectAccessibleInBothThemes(page, "wrong words");
    server.on("message.search", () => {
        throw new Refusal({ status: 503, code: "unavailable" });
    });
    await seek(page, "parcel");
    await page.getByRole("alert").filter({ hasText: "could not be loaded" }).waitFor();
    searching(server);
    await page.getByRole("button", { name: "Try again" }).click();
    await rows(page).first().waitFor();
});

test("C31: pages without hits are passed over, and what is not prepared yet is said", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/search" });
    let calls = 0;
    server.on("message.search", () => {
        calls += 1;
        const at = server.messages.get("chat_aiko")!.at(-1)!;
        const { id, seq, from, text } = at;
        const hit = {
            chat: server.view("chat_aiko"),
            message: id,
            seq,
            at: at.at,
            from,
            snippet: { text, hits: [{ from: 6, to: 13 }] },
        };
        if (calls < 3) return { items: [], next: `msg_${calls}` };
        return { items: [hit], since: "2026-11-01T10:00:00.000Z" };
    });
    await seek(page, "charged");
    await rows(page).first().waitFor();
    expect(calls).toBe(3);
    expect(await results(page).locator("mark").allInnerTexts()).toEqual(["charged"]);
});

test("C31: on a phone the list gives way to the chat", async () => {
    const { page } = await openDesk(manyMessages, {
        path: "/desk/search",
        viewport: { width: 390, height: 780 },
    });
    await seek(page, "needle");
    await expectAccessibleInBothThemes(page, "phone");
    await rows(page).first().click();
    await page.locator(".bubble", { hasText: "The needle is in here" }).waitFor();
    await expectFocused(page);
    await page.goBack();
    await rows(page).first().waitFor();
    expect(await field(page).inputValue()).toBe("needle");
});
