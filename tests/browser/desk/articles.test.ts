// An article, or its address, in a chat at the desk: found while one types, inserted where the caret
// is, and sent by nobody but the agent (C17).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { says, withArticles } from "./articles.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, anna, busyDesk, type FakeServer, origin, Refusal, silence } from "./fake_server.ts";
import { watcher } from "./manager.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

const script = (server: FakeServer) => {
    busyDesk(server);
    withArticles(server);
};
const field = (page: Page) => page.getByRole("textbox", { name: "Message to Dana" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Insert an article" });
const search = (page: Page) => dialog(page).getByRole("combobox", { name: "Search articles" });
const options = (page: Page) => dialog(page).getByRole("option");
const chosen = (page: Page) => dialog(page).getByRole("option", { selected: true });
const typed = (page: Page) => field(page).inputValue();
const button = (page: Page, name: string) => dialog(page).getByRole("button", { name });

async function open(part: (server: FakeServer) => void = script, more = {}) {
    const opened = await openDesk(part, { path: dana, ...more });
    opened.page.setDefaultTimeout(10_000);
    await field(opened.page).waitFor();
    return opened;
}
/** By its key, from the field. */
async function find(page: Page, words = ""): Promise<void> {
    await field(page).focus();
    await page.keyboard.press("Alt+KeyA");
    await focusOn(search(page));
    if (words) await page.keyboard.type(words);
}
/** One for all that was typed: one for a part of it, as there may be before, is not inserted. */
async function foundOne(page: Page): Promise<void> {
    await chosen(page).waitFor();
    expect(await options(page).count()).toBe(1);
}

const return_text = [
    "Within a month, and for free.",
    "",
    "What you need",
    "• the slip from the parcel",
    "• the box",
    "Print the label (https://shop.example.com/label).",
    "",
    "When you get your money",
    "After a week.",
].join("\n");

test("what is typed finds articles; the arrows choose, Enter inserts the text at the caret", async () => {
    const { server, page } = await open();
    await field(page).fill("Hello Dana,Bye");
    await field(page).evaluate((box) => (box as HTMLTextAreaElement).setSelectionRange(11, 11));
    await find(page);
    // Before anything is typed: what is read most.
    await expect.poll(() => options(page).count()).toBe(3);
    await page.keyboard.type("your");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("to");
    await expect.poll(() => options(page).count()).toBe(3);
    await chosen(page).filter({ hasText: "How to return something" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await chosen(page).filter({ hasText: "It takes a week to arrive." }).waitFor();
    expect(await search(page).getAttribute("aria-activedescendant")).toBe(
        await chosen(page).getAttribute("id"),
    );
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await chosen(page).filter({ hasText: "How to return something" }).waitFor();
    await dialog(page).getByRole("status").filter({ hasText: "3 articles" }).waitFor();
    await expectAccessibleInBothThemes(page, "found");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    expect(await typed(page)).toBe(`Hello Dana,\n${return_text}\nBye`);
    await focusOn(field(page));
    expect(server.calls_of("message.post")).toEqual([]);
    expect(server.calls_of("article.search").at(0)).toMatchObject({ query: "", language: "en" });
    // It goes on behind the text, as with any other.
    await page.keyboard.type(" Or later.");
    expect(await typed(page)).toBe(`Hello Dana,\n${return_text} Or later.\nBye`);
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("message.post").length).toBe(1);
});

test("Shift+Enter inserts the title with the address, and so does the button", async () => {
    const { server, page } = await open();
    const link = (id: string) => `${origin}/en/of/parley/articles/${id}`;
    await field(page).fill("Please read");
    await find(page, "norway");
    await foundOne(page);
    await page.keyboard.press("Shift+Enter");
    await dialog(page).waitFor({ state: "detached" });
    const norway = `Please read Do you ship to Norway? (${link("art_norway")})`;
    expect(await typed(page)).toBe(norway);
    await focusOn(field(page));
    await page.getByRole("button", { name: "Insert an article" }).click();
    await focusOn(search(page));
    await options(page).filter({ hasText: "refund" }).click();
    await chosen(page).filter({ hasText: "refund" }).waitFor();
    await button(page, "Insert link").click();
    await dialog(page).waitFor({ state: "detached" });
    expect(await typed(page)).toBe(`${norway} Where is my refund? (${link("art_refund")})`);
    // An address needs nothing but what was found.
    expect(server.calls_of("article.get")).toEqual([]);
});

test("in the other language, from the palette, with the button for the text", async () => {
    const { page } = await open();
    await page.keyboard.press("Alt+KeyP");
    await page.keyboard.press("Control+KeyK");
    await focusOn(page.getByRole("combobox"));
    await page.keyboard.type("insert an art");
    await page.getByRole("option", { name: /^Insert an article/, selected: true }).waitFor();
    await page.keyboard.press("Enter");
    await focusOn(search(page));
    await button(page, "Deutsch").click();
    await chosen(page).filter({ hasText: "Etwas zurückschicken" }).waitFor();
    expect(await options(page).first().getAttribute("lang")).toBe("de");
    await focusOn(search(page));
    await button(page, "Insert text").click();
    await dialog(page).waitFor({ state: "detached" });
    // Without sections the summary is all there is.
    expect(await typed(page)).toBe("Innerhalb eines Monats, kostenlos.");
});

test("a German desk asks for German ones first", async () => {
    const { server, page } = await openDesk(script, { path: dana, locale: "de-DE" });
    await page.getByRole("button", { name: "Artikel einfügen" }).click();
    const here = page.getByRole("dialog", { name: "Artikel einfügen" });
    await here.getByRole("option", { name: /Etwas zurückschicken/ }).waitFor();
    await here.getByText("1 Artikel", { exact: true }).waitFor();
    expect(server.calls_of("article.search")).toEqual([{ query: "", language: "de", limit: 20 }]);
});

const rich = (server: FakeServer) => {
    script(server);
    server.user = { ...anna, rights: [...anna.rights, "chat_rich_text"] };
    for (const chat of server.chats.values()) chat.rich_text = true;
};
const bodies = (server: FakeServer) => server.calls_of("message.post").map((one) => one.body);

test("where the chat has formatted text an article keeps its looks, and the link is one", async () => {
    const { server, page } = await open(rich);
    await page.getByRole("toolbar", { name: "Formatting" }).waitFor();
    await find(page, "return");
    await foundOne(page);
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await focusOn(field(page));
    await page.keyboard.press("Enter");
    await expect.poll(() => bodies(server).length).toBe(1);
    const bold = (text: string) => ({ kind: "paragraph", spans: [{ text, bold: true }] });
    const empty = { kind: "paragraph", spans: [] };
    expect(bodies(server)[0]?.blocks).toEqual([
        says("Within a month, and for free."),
        empty,
        bold("What you need"),
        { kind: "bullets", items: [[says("the slip from the parcel")], [says("the box")]] },
        {
            kind: "paragraph",
            spans: [
                { text: "Print the " },
                { text: "label", link: "https://shop.example.com/label" },
                { text: "." },
            ],
        },
        empty,
        bold("When you get your money"),
        says("After a week."),
    ]);

    await field(page).focus();
    await page.keyboard.type("Look:");
    await find(page, "norway");
    await foundOne(page);
    await page.keyboard.press("Shift+Enter");
    await dialog(page).waitFor({ state: "detached" });
    await focusOn(field(page));
    await page.keyboard.type(" Bye");
    await page.keyboard.press("Enter");
    await expect.poll(() => bodies(server).length).toBe(2);
    const link = `${origin}/en/of/parley/articles/art_norway`;
    expect(bodies(server)[1]?.blocks).toEqual([
        {
            kind: "paragraph",
            spans: [{ text: "Look: " }, { text: "Do you ship to Norway?", link }, { text: " Bye" }],
        },
    ]);
});

const short = (server: FakeServer) => {
    for (const chat of server.chats.values()) chat.message_max = 100;
};

test.each([
    { looks: "plain", part: script },
    { looks: "formatted", part: rich },
])("$looks: a text that does not fit is not inserted, its link is offered", async ({ part }) => {
    const { page } = await open((server) => {
        part(server);
        short(server);
    });
    if (part === rich) await page.getByRole("toolbar", { name: "Formatting" }).waitFor();
    await field(page).focus();
    await page.keyboard.type("Look:");
    await find(page, "return");
    await foundOne(page);
    await page.keyboard.press("Enter");
    const why = dialog(page).getByRole("alert");
    await why.filter({ hasText: "a message has at most 100 characters" }).waitFor();
    await expectAccessibleInBothThemes(page, "too long");
    const text = () => field(page).evaluate((box) => (box as HTMLTextAreaElement).value);
    if (part === script) expect(await text()).toBe("Look:");
    else expect(await field(page).textContent()).toBe("Look:");
    await focusOn(search(page));
    await page.keyboard.press("Shift+Enter");
    await dialog(page).waitFor({ state: "detached" });
    if (part === script) {
        const url = `${origin}/en/of/parley/articles/art_return`;
        expect(await text()).toBe(`Look: How to return something (${url})`);
        // By now there is no room for another one.
        await find(page, "norway");
        await foundOne(page);
        await page.keyboard.press("Shift+Enter");
        await why.filter({ hasText: "The link does not fit any more, either" }).waitFor();
    } else expect(await field(page).textContent()).toBe("Look: How to return something");
});

test("nothing found is said, and what was typed stays; what comes near is named so", async () => {
    const { page } = await open();
    await find(page, "zebra");
    await dialog(page).getByText("No article in English says anything of “zebra”.").waitFor();
    expect(await search(page).inputValue()).toBe("zebra");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Enter");
    expect(await typed(page)).toBe("");
    await expectAccessibleInBothThemes(page, "nothing");
    await page.keyboard.type(" norway");
    await dialog(page)
        .getByText("No article has all of these words. This one comes nearest.")
        .waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await focusOn(field(page));
});

test("Enter inserts nothing while the answer to what is typed is on its way", async () => {
    let answer = (): void => undefined;
    const { server, page } = await open();
    await find(page);
    await expect.poll(() => options(page).count()).toBe(3);
    const answers = server.answer_of("article.search");
    server.on("article.search", async (asked) => {
        await new Promise<void>((go) => {
            answer = go;
        });
        return answers(asked);
    });
    await page.keyboard.type("norway");
    await expect.poll(() => server.calls_of("article.search").at(-1)?.query).toBe("norway");
    await page.keyboard.press("Enter");
    expect(await chosen(page).count()).toBe(0);
    expect(server.calls_of("article.get")).toEqual([]);
    answer();
    await chosen(page).filter({ hasText: "Norway" }).waitFor();
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    expect(await typed(page)).toBe("Yes, to all of it.");
});

test("what could not be loaded is said, and can be tried again", async () => {
    const { server, page } = await open((server) => {
        script(server);
        server.on("article.search", () => {
            throw new Refusal({ status: 503, code: "overloaded" });
        });
    });
    await find(page, "norway");
    const again = button(page, "Try again");
    await again.waitFor();
    await expectAccessibleInBothThemes(page, "failed");
    withArticles(server);
    await again.click();
    await chosen(page).filter({ hasText: "Norway" }).waitFor();
    expect(await search(page).inputValue()).toBe("norway");
});

test("an article that goes meanwhile, or does not come, is not inserted", async () => {
    const { server, page } = await open();
    await find(page, "norway");
    await chosen(page).filter({ hasText: "Norway" }).waitFor();
    server.on("article.get", () => {
        throw new Refusal({ status: 404, code: "not_found" });
    });
    await page.keyboard.press("Enter");
    const why = dialog(page).getByRole("alert");
    await why.filter({ hasText: "This article is no longer published." }).waitFor();
    // A draft of it is no article either, for who may see that.
    server.on("article.get", ({ article }) => ({
        article: {
            id: article,
            texts: withArticles(server)
                .filter((one) => one.article === article)
                .map((one) => ({ ...one, published: false })),
        },
    }));
    await search(page).press("ArrowDown");
    await expect.poll(() => why.count()).toBe(0);
    await page.keyboard.press("Enter");
    await why.filter({ hasText: "This article is no longer published." }).waitFor();
    server.on("article.get", () => silence);
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("status").filter({ hasText: "Loading" }).waitFor();
    expect(await button(page, "Insert text").getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    expect(await typed(page)).toBe("");
});

const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };

test("whoever joins a chat of others has it, too; the sheet of keys names it", async () => {
    const { server, page } = await openDesk(
        (server) => {
            watcher(server);
            server.user.rights.push("chat_handle");
            withArticles(server);
            server.on("chat.join", ({ chat }) => {
                server.chats.get(chat)!.guests = [{ agent: mo, joined_at: ago(0) }];
                server.emit("conference.joined", { chat: server.view(chat), agent: mo });
                return { chat: server.view(chat) };
            });
        },
        { path: "/desk/all/chat_luis" },
    );
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByRole("button", { name: "Join the chat" }).click();
    const composer = page.getByRole("textbox", { name: "Message to Luis" });
    await composer.focus();
    await page.keyboard.press("Alt+KeyA");
    await focusOn(search(page));
    await page.keyboard.type("norway");
    await chosen(page).filter({ hasText: "Norway" }).waitFor();
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    expect(await composer.inputValue()).toBe("Yes, to all of it.");
    expect(server.calls_of("message.post")).toEqual([]);
    await page.keyboard.press("Control+Slash");
    await page.getByRole("dialog").getByText("Insert an article, or its link").waitFor();
});
