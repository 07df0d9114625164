// Articles of the support centre, written, ordered and looked after, on a scripted server.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes } from "../browser.ts";
import { useBrowser } from "../desk/browser.ts";
import { focusOn } from "../focus.ts";
import { save } from "./administrator.ts";
import { openArticles, says } from "./articles_server.ts";

useBrowser();

const at = (page: Page) => new URL(page.url()).pathname;
const box = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, name: string) =>
    page.getByRole("heading", { level: 1, name, exact: true });
const tab = (page: Page, name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
const status = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

test("one is written in two languages, with sections and a list, and published", async () => {
    const { page, server } = await openArticles();
    await page.getByRole("link", { name: "New article" }).click();
    await heading(page, "New article").waitFor();
    await page.getByRole("combobox", { name: "Category" }).selectOption({ label: "Account" });
    await box(page, "Title").fill("Change your password");
    await box(page, "Summary").fill("In your account, under Security.");
    await box(page, "Text of section 1").click();
    await page.keyboard.type("Do this:");
    await page.keyboard.press("Enter");
    await button(page, "Bulleted list").click();
    await page.keyboard.type("Sign in");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+B");
    await page.keyboard.type("Choose Security");
    await button(page, "Add a section").click();
    const second = page.getByRole("listitem").filter({ hasText: "Section 2" });
    await focusOn(second.getByRole("textbox", { name: "Heading" }));
    await page.keyboard.type("Nothing works?");
    await box(page, "Text of section 2").click();
    await page.keyboard.type("Write to us.");
    await page.getByRole("switch", { name: "Published" }).click();

    await tab(page, "English").focus();
    await page.keyboard.press("ArrowRight");
    await focusOn(tab(page, "German"));
    await box(page, "Title").fill("Passwort ändern");
    expect(await box(page, "Title").getAttribute("lang")).toBe("de");
    await box(page, "Text of section 1").click();
    await page.keyboard.type("Im Konto.");
    await save(page);

    await heading(page, "Change your password").waitFor();
    expect(at(page)).toBe("/admin/articles/art_4");
    const item = (text: string, looks = {}) => [{ kind: "paragraph", spans: [{ text, ...looks }] }];
    expect(server.calls_of("article.create")).toEqual([
        {
            category: "cat_account",
            text: {
                language: "en",
                version: 0,
                published: true,
                title: "Change your password",
                summary: "In your account, under Security.",
                sections: [
                    {
                        heading: "",
                        body: {
                            blocks: [
                                ...says("Do this:").blocks,
                                {
                                    kind: "bullets",
                                    items: [
                                        item("Sign in"),
                                        item("Choose Security", { bold: true }),
                                    ],
                                },
                            ],
                        },
                    },
                    { heading: "Nothing works?", body: says("Write to us.") },
                ],
            },
        },
    ]);
    expect(server.calls_of("article.update")).toMatchObject([
        { article: "art_4", text: { language: "de", version: 0, published: false } },
    ]);
    await tab(page, "English").click();
    const link = page.getByRole("link", { name: "Open in the support centre" });
    expect(await link.getAttribute("href")).toBe("https://desk.test/en/articles/art_4");
    await tab(page, "German").click();
    await link.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Articles" }).first().click();
    const row = page.getByRole("row", { name: /Change your password/ });
    expect(await row.innerText()).toMatch(/English\s*Published\s*German\s*Draft/);
});

test("the list is filtered by text, category and state, and says what readers think", async () => {
    const { page } = await openArticles();
    const rows = page.locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(3);
    expect(await rows.filter({ hasText: "How to return" }).innerText()).toMatch(/12\s*\(80%\)/);
    await page.getByRole("searchbox", { name: "Search", exact: true }).fill("drop the parcel");
    await expect.poll(() => rows.allInnerTexts()).toHaveLength(1);
    await page.getByRole("searchbox", { name: "Search", exact: true }).fill("");
    await page.getByLabel("Category").selectOption({ label: "No category" });
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/^A draft/)]);
    await page.getByLabel("Category").selectOption({ label: "All categories" });
    await page.getByLabel("State").selectOption({ label: "German: Missing" });
    await expect.poll(() => rows.count()).toBe(2);
});

test("what is refused is said at its field and in its language, and nothing is lost", async () => {
    const { page, server } = await openArticles("/art_1");
    await tab(page, "German").click();
    await box(page, "Title").fill("");
    await tab(page, "English").click();
    await button(page, "Add a section").click();
    await page.keyboard.type("Empty");
    await button(page, "Save").click();
    const empty = page.getByRole("textbox", { name: "Text of section 3", exact: true });
    await focusOn(empty);
    await page.keyboard.type("Not any more");
    await button(page, "Save").click();
    // The one language is saved, the other one is shown.
    await focusOn(box(page, "Title"));
    expect(await tab(page, "German").getAttribute("aria-selected")).toBe("true");
    await page.getByText("Needed.").waitFor();
    await page.getByText("1 unsaved change").waitFor();
    await box(page, "Title").fill("Zurückgeben");
    await save(page);
    const sent = server.calls_of("article.update").map(({ text }) => text?.language);
    expect(sent).toEqual(["en", "en", "de", "de"]);
});

test("somebody else's text is not written over, and one goes on with either", async () => {
    const { page, server, centre } = await openArticles("/art_1");
    await box(page, "Summary").fill("Mine");
    const theirs = { ...centre.view("art_1").texts[0]!, summary: "Theirs" };
    // What the socket has not told yet.
    server.on("article.get", () => ({ article: centre.view("art_1") }));
    const { emit } = server;
    server.emit = () => undefined;
    centre.change("art_1", theirs, "Ravi Patel");
    server.emit = emit;
    await button(page, "Save").click();
    await page.getByText("Somebody has changed this text since you began.").waitFor();
    const told = page.getByRole("alert").filter({ hasText: "Ravi Patel has saved this text" });
    await told.getByRole("button", { name: "Show theirs" }).click();
    await page.getByRole("dialog").getByText("Theirs").waitFor();
    await page.keyboard.press("Escape");
    expect(await box(page, "Summary").inputValue()).toBe("Mine");
    await told.getByRole("button", { name: "Go on with mine" }).click();
    await told.waitFor({ state: "detached" });
    await save(page);
    expect(server.calls_of("article.update").map(({ text }) => text?.version)).toEqual([2, 3]);

    await box(page, "Summary").fill("Mine again");
    centre.change("art_1", { ...theirs, version: 4, summary: "Theirs again" }, "Ravi Patel");
    await told.waitFor();
    // To know of it is not yet to choose.
    await button(page, "Save").click();
    await page.getByText("Somebody has changed this text since you began.").waitFor();
    expect(server.calls_of("article.update").at(-1)?.text?.version).toBe(4);
    await told.getByRole("button", { name: "Take theirs" }).click();
    await expect.poll(() => box(page, "Summary").inputValue()).toBe("Theirs again");
    await page.getByRole("region", { name: "Save" }).waitFor({ state: "detached" });
});

test("an older version is read, and taken over as a change that is not saved", async () => {
    const { page, server } = await openArticles("/art_1");
    const list = page.getByRole("list", { name: "Versions" });
    await list.getByRole("button", { name: "Show: Version 1" }).click();
    const dialog = page.getByRole("dialog", { name: "Version 1: How to send something back" });
    await dialog.getByText("Write to us.").waitFor();
    await expectAccessible(page, { where: "a version" });
    await page.keyboard.press("Escape");
    await list.getByRole("button", { name: "Take over: Version 1" }).click();
    await focusOn(box(page, "Title"));
    await expect.poll(() => box(page, "Title").inputValue()).toBe("How to send something back");
    await expect.poll(() => box(page, "Text of section 1").innerText()).toBe("Write to us.");
    await button(page, "Discard").click();
    await expect.poll(() => box(page, "Text of section 1").innerText()).toMatch(/unused/);

    // What is in the form and not saved is asked about.
    await box(page, "Title").fill("Something new");
    await list.getByRole("button", { name: "Take over: Version 1" }).click();
    const asked = page.getByRole("dialog", { name: "Take version 1 over?" });
    await asked.getByRole("button", { name: "Cancel" }).click();
    expect(await box(page, "Title").inputValue()).toBe("Something new");
    await list.getByRole("button", { name: "Take over: Version 1" }).click();
    await asked.getByRole("button", { name: "Take over" }).click();
    await expect.poll(() => box(page, "Title").inputValue()).toBe("How to send something back");
    expect(server.calls_of("article.update")).toEqual([]);
    await button(page, "Review").click();
    const review = page.getByRole("dialog", { name: "What will be different" });
    await review.getByText("English: Section 2").waitFor();
    await page.keyboard.press("Escape");
    await save(page);
    expect(server.calls_of("article.update")).toMatchObject([
        { text: { version: 2, published: true, sections: [{ body: says("Write to us.") }] } },
    ]);
    await list.getByText("Version 3").waitFor();
    expect(await list.getByRole("listitem").count()).toBe(3);
});

test("sections are moved, taken away and brought back by keys", async () => {
    const { page, server } = await openArticles("/art_1");
    const headings = () =>
        page
            .getByRole("textbox", { name: /^Heading/ })
            .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    await box(page, "Text of section 2").waitFor();
    const up = button(page, "Move up: What it costs");
    await up.focus();
    await page.keyboard.press("Enter");
    await expect.poll(headings).toEqual(["What it costs", ""]);
    await focusOn(up);
    await status(page, "What it costs is number 1 of 2 now").waitFor();
    const down = button(page, "Move down: What it costs");
    await down.focus();
    await page.keyboard.press("Enter");
    await expect.poll(headings).toEqual(["", "What it costs"]);
    await focusOn(down);
    await up.focus();
    await page.keyboard.press("Enter");
    await expect.poll(headings).toEqual(["What it costs", ""]);
    expect(await box(page, "Text of section 1").innerText()).toMatch(/^It depends/);
    await button(page, "Remove: What it costs").focus();
    await page.keyboard.press("Enter");
    await expect.poll(headings).toEqual([""]);
    await focusOn(button(page, "Bring it back"));
    await page.keyboard.press("Enter");
    await expect.poll(headings).toEqual(["What it costs", ""]);
    await focusOn(page.getByRole("textbox", { name: /^Heading/ }).first());
    await save(page);
    expect(server.calls_of("article.update").at(-1)?.text?.sections).toMatchObject([
        {
            heading: "What it costs",
            body: { blocks: [{ kind: "paragraph" }, { kind: "bullets" }] },
        },
        { heading: "" },
    ]);
});

test("leaving asks, a category is taken away, and an article is deleted by its name", async () => {
    const { page, server } = await openArticles("/art_1");
    await page.getByRole("combobox", { name: "Category" }).selectOption({ label: "No category" });
    await page.getByRole("link", { name: "Articles" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
    await save(page);
    expect(server.calls_of("article.update")).toEqual([{ article: "art_1", no_category: true }]);
    // What is not saved goes with it.
    await box(page, "Summary").fill("Never to be saved");
    await button(page, "Delete the article").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("How to return an order");
    await dialog.getByRole("button", { name: "Delete the article" }).click();
    await heading(page, "Articles").waitFor();
    expect(server.calls_of("article.delete")).toEqual([{ article: "art_1" }]);
    expect(server.calls_of("article.update")).toHaveLength(1);
});

test("what readers think is counted by language, with their reasons, the newest first", async () => {
    const { page } = await openArticles("/art_1");
    const part = page.getByRole("region", { name: "Feedback" });
    await part.getByText("12 readers were helped").waitFor();
    await part.getByText("80% helpful").waitFor();
    const reasons = part.getByRole("list", { name: "Why it did not help" });
    await expect.poll(() => reasons.getByRole("listitem").count()).toBe(2);
    expect(await reasons.getByRole("listitem").first().innerText()).toMatch(/^Hard to understand/);
    await part.getByRole("button", { name: "Older reasons" }).click();
    await expect.poll(() => reasons.getByRole("listitem").count()).toBe(3);
});

test("categories are put in order by keys, named in both languages, and kept while in use", async () => {
    const { page, server } = await openArticles("/categories");
    const list = page.getByRole("list", { name: "Categories" });
    await list.getByText("Rückgabe – Etwas zurückschicken").waitFor();
    const down = button(page, "Move down: Orders");
    await down.focus();
    await page.keyboard.press("Enter");
    await status(page, "Orders is number 2 of 3 now").waitFor();
    await focusOn(down);
    expect(server.calls_of("category.order")).toEqual([
        { categories: ["cat_returns", "cat_orders", "cat_account"] },
    ]);
    await expect
        .poll(() => list.getByRole("heading").allInnerTexts())
        .toEqual(["Returns", "Orders", "Account"]);

    await page.getByRole("link", { name: "Add a category" }).click();
    await heading(page, "Add a category").waitFor();
    const german = page.getByRole("region", { name: "German", exact: true });
    await german.getByRole("textbox", { name: "What it is about" }).fill("Alles andere");
    await button(page, "Save").click();
    await german.getByText("Needed.").waitFor();
    await german.getByRole("textbox", { name: "Name" }).fill("Sonstiges");
    await save(page);
    await heading(page, "Sonstiges").waitFor();
    expect(server.calls_of("category.save").at(-1)).toEqual({
        texts: [{ language: "de", name: "Sonstiges", about: "Alles andere" }],
    });

    await page.getByRole("link", { name: "Categories" }).click();
    await page.getByRole("link", { name: "Returns" }).click();
    await button(page, "Delete the category").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Returns");
    await dialog.getByRole("button", { name: "Delete the category" }).click();
    await dialog.getByText("Articles are still in this category.").waitFor();
    await page.keyboard.press("Escape");
    await heading(page, "Returns").waitFor();
});

test("a search without a result becomes an article, or is taken off the list", async () => {
    const { page, server } = await openArticles("/searches");
    const rows = page.locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(3);
    expect(await rows.first().innerText()).toMatch(/gift wrapping\s+English\s+14/);
    await button(page, "Take off the list: gift wrapping").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => rows.count()).toBe(2);
    await focusOn(button(page, "Take off the list: ratenzahlung"));
    expect(server.calls_of("article.settle_miss")).toEqual([
        { language: "en", query: "gift wrapping" },
    ]);
    await page.getByRole("link", { name: "Write an article: ratenzahlung" }).click();
    await heading(page, "New article").waitFor();
    expect(await tab(page, "German").getAttribute("aria-selected")).toBe("true");
    expect(await box(page, "Title").inputValue()).toBe("Ratenzahlung");
    await save(page);
    await heading(page, "Ratenzahlung").waitFor();
    expect(server.calls_of("article.create")).toMatchObject([
        { text: { language: "de", published: false, title: "Ratenzahlung", sections: [] } },
    ]);
});

test("who writes articles finds nothing else here; an auditor reads and changes nothing", async () => {
    const writer = await openArticles("", { rights: ["article_manage"] });
    await writer.page.goto("https://desk.test/admin");
    await heading(writer.page, "Articles").waitFor();
    expect(
        await writer.page.getByRole("navigation").first().getByRole("link").allInnerTexts(),
    ).toEqual(["Articles"]);
    await writer.page.goto("https://desk.test/admin/canned");
    await heading(writer.page, "There is nothing here").waitFor();

    const { page } = await openArticles("", { rights: ["settings_view"] });
    await page.getByRole("link", { name: "How to return an order" }).click();
    await page.getByText("You may look at this, but not change it.").waitFor();
    await page.getByText("Within the country: nothing").waitFor();
    await tab(page, "German").click();
    await page.getByText("Sie haben 30 Tage.").waitFor();
    await button(page, "Show: Version 1").waitFor();
    expect(await page.getByRole("button", { name: /Take over|Save|Delete/ }).count()).toBe(0);
    await expectAccessible(page, { where: "read alone" });
    for (const [place, shown] of [
        ["categories", "Rückgabe – Etwas zurückschicken"],
        ["searches", "gift wrapping"],
        ["new", "There is nothing here"],
    ] as const) {
        await page.goto(`https://desk.test/admin/articles/${place}`);
        await page.getByText(shown).waitFor();
        expect(await page.locator("[data-way]").count()).toBe(0);
        expect(await page.getByText(/^(Take off|Add a category|Write an)/).count()).toBe(0);
    }
});

const places = [
    ["", "Articles", "Artikel"],
    ["/art_1", "How to return an order", "Eine Bestellung zurückgeben"],
    ["/new", "New article", "Neuer Artikel"],
    ["/categories", "Categories", "Kategorien"],
    ["/categories/cat_returns", "Returns", "Rückgabe"],
    ["/searches", "Searches without a result", "Suchen ohne Ergebnis"],
] as const;

test.each(["en-GB", "de"])(
    "all of it is accessible, in both themes and narrow: %s",
    async (locale) => {
        const { page } = await openArticles("", { locale });
        for (const [place, en, de] of places) {
            await page.goto(`https://desk.test/admin/articles${place}`);
            await heading(page, locale === "de" ? de : en).waitFor();
            if (/art_1|new/.test(place)) await page.getByRole("toolbar").first().waitFor();
            await expectAccessibleInBothThemes(page, `articles${place} ${locale}`);
            await page.setViewportSize({ width: 320, height: 800 });
            const wide = () =>
                page.evaluate(() => {
                    const main = document.querySelector("main")!;
                    return main.scrollWidth - main.clientWidth;
                });
            await expect.poll(wide, { message: place }).toBeLessThanOrEqual(0);
            await expectAccessibleInBothThemes(page, `articles${place} ${locale} narrow`);
            await page.setViewportSize({ width: 1440, height: 900 });
        }
    },
);
