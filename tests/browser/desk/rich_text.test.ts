// Formatted text at the desk (O15, X29): written by keys and toolbar, pasted from elsewhere, kept as
// a draft, filled in from prepared answers; shown as nodes and nothing else (faults C01 to C04).
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { RichText } from "../../../web/sdk/src/generated.ts";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { withCanned } from "./canned.ts";
import { anna, busyDesk, type FakeServer, Refusal } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

const script = (server: FakeServer) => {
    busyDesk(server);
    withCanned(server);
    server.user = { ...server.user, rights: [...server.user.rights, "chat_rich_text"] };
    for (const chat of server.chats.values()) chat.rich_text = true;
};
const editor = (page: Page) => page.getByRole("textbox", { name: "Message to Dana" });
const open = async (more: Parameters<typeof openDesk>[1] = {}) => {
    const opened = await openDesk(script, { path: dana, ...more });
    opened.page.setDefaultTimeout(10_000);
    await opened.page.getByRole("toolbar", { name: "Formatting" }).waitFor();
    return opened;
};
const bodies = (server: FakeServer) => server.calls_of("message.post").map((one) => one.body);
/** Of what has come to the server, once there are so many. */
async function sent(server: FakeServer, count = 1): Promise<ReturnType<typeof bodies>> {
    await expect.poll(() => bodies(server).length).toBe(count);
    return bodies(server);
}
const p = (text: string) => ({ kind: "paragraph" as const, spans: [{ text }] });

/** As the browser hands over what another program has put there, unchanged. */
async function paste(page: Page, html: string, plain = ""): Promise<void> {
    await editor(page).evaluate(
        (field, [html, plain]) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html!);
            clipboardData.setData("text/plain", plain!);
            const event = { clipboardData, bubbles: true, cancelable: true };
            field.dispatchEvent(new ClipboardEvent("paste", event));
        },
        [html, plain],
    );
}
const pasted = (name: string) =>
    readFileSync(new URL(`pasted/${name}.html`, import.meta.url), "utf8");

test("without the switch, or without the right, there is the plain field", async () => {
    const { page } = await openDesk(
        (server) => {
            script(server);
            server.user = anna;
        },
        { path: dana },
    );
    await page.locator("[data-region=composer] textarea").waitFor();
    expect(await page.getByRole("toolbar").count()).toBe(0);
});

test("written by keys: bold, a list in a list, a line of its own; Enter sends", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.keyboard.type("Please ");
    await page.keyboard.press("Control+b");
    await page.keyboard.type("first");
    await page.keyboard.press("Control+b");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("- one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("deep");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("two");
    await page.keyboard.press("Enter");
    expect(await sent(server)).toEqual([
        {
            blocks: [
                { kind: "paragraph", spans: [{ text: "Please " }, { text: "first", bold: true }] },
                {
                    kind: "bullets",
                    items: [[p("one"), { kind: "bullets", items: [[p("deep")]] }], [p("two")]],
                },
            ],
        },
    ]);
    expect(server.calls_of("message.post")[0]).not.toHaveProperty("text");
    expect(await editor(page).innerText()).toBe("\n");
    await focusOn(editor(page));
    const bubble = page.locator(".bubble", { hasText: "Please first" });
    await bubble.locator("strong", { hasText: "first" }).waitFor();
    expect(await bubble.locator("ul > li > ul > li").allInnerTexts()).toEqual(["deep"]);
});

test("what has no looks is sent as a text", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.keyboard.type("one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("*two*");
    await page.keyboard.press("Enter");
    expect(await sent(server)).toEqual([undefined]);
    expect(server.calls_of("message.post")).toMatchObject([{ text: "one\n*two*" }]);
});

const without = (body?: RichText) => JSON.stringify(body).replaceAll("\u00a0", " ");

test("check 19: a list from Word keeps its levels, and nothing else comes along", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await paste(page, pasted("word"));
    await page.keyboard.press("Enter");
    const [body] = await sent(server);
    expect(JSON.parse(without(body))).toEqual({
        blocks: [
            { kind: "paragraph", spans: [{ text: "How to return it", bold: true }] },
            {
                kind: "numbers",
                items: [
                    [
                        p("Pack the shoes"),
                        {
                            kind: "numbers",
                            items: [
                                [
                                    {
                                        kind: "paragraph",
                                        spans: [
                                            { text: "in their " },
                                            { text: "own", italic: true },
                                            { text: " box" },
                                        ],
                                    },
                                    { kind: "bullets", items: [[p("with the paper")]] },
                                ],
                            ],
                        },
                    ],
                    [
                        {
                            kind: "paragraph",
                            spans: [
                                { text: "Print the " },
                                { text: "label", link: "https://example.com/label" },
                            ],
                        },
                    ],
                ],
            },
            p("Thank you."),
        ],
    });
    const bubble = page.locator(".bubble", { hasText: "How to return it" });
    await bubble.waitFor();
    expect(await bubble.locator("ol > li > ol > li > ul > li").allInnerTexts()).toEqual([
        "with the paper",
    ]);
    expect(await bubble.locator("a").count()).toBe(1);
    expect(await bubble.locator("[style], script, img, svg").count()).toBe(0);
    expect(await page.evaluate(() => (window as { ran?: string }).ran)).toBeUndefined();
});

test("check 19: a range from Excel keeps its cells, a merged one is parted", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.keyboard.type("In stock:");
    await page.keyboard.press("Shift+Enter");
    await paste(page, pasted("excel"), "Size\tPrice");
    await page.keyboard.press("Enter");
    const [body] = await sent(server);
    const cell = (text: string) => ({ blocks: text ? [p(text)] : [] });
    const table = JSON.parse(without(body)).blocks.find(
        (one: { kind: string }) => one.kind === "table",
    );
    expect(table.rows).toEqual([
        [cell("Size"), cell("Price"), cell("Left")],
        [cell("41"), cell("79,90 €"), cell("3")],
        [cell("on order"), cell(""), cell("")],
    ]);
    const bubble = page.locator(".bubble", { hasText: "In stock:" });
    await bubble.waitFor();
    expect(await bubble.locator("tr").count()).toBe(3);
    expect(await bubble.locator("td").count()).toBe(9);
});

test("check 19: the same of LibreOffice", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await paste(page, pasted("libreoffice_writer"));
    await page.keyboard.press("Enter");
    await paste(page, pasted("libreoffice_calc"));
    await page.keyboard.press("Enter");
    // The second goes once the first is answered.
    const [text, cells] = await sent(server, 2);
    expect(text).toEqual({
        blocks: [
            { kind: "paragraph", spans: [{ text: "Anleitung", bold: true }] },
            {
                kind: "numbers",
                start: 4,
                items: [
                    [p("vier"), { kind: "bullets", items: [[p("Punkt")], [p("noch einer")]] }],
                    [{ kind: "paragraph", spans: [{ text: "fünf", underline: true }] }],
                ],
            },
        ],
    });
    const table = cells?.blocks.find((one) => one.kind === "table");
    expect(table?.rows?.map((row) => row.length)).toEqual([2, 2]);
});

test("Ctrl+V of the real clipboard keeps looks, Ctrl+Shift+V takes the text", async () => {
    const { page, server, context } = await open();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await editor(page).click();
    await page.evaluate(() =>
        navigator.clipboard.write([
            new ClipboardItem({
                "text/html": new Blob(["<p>a <b>bold</b> word</p>"], { type: "text/html" }),
                "text/plain": new Blob(["a bold word"], { type: "text/plain" }),
            }),
        ]),
    );
    await page.keyboard.press("Control+v");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Shift+v");
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("message.post").length).toBe(2);
    expect(bodies(server)[0]?.blocks[0]?.spans).toEqual([
        { text: "a " },
        { text: "bold", bold: true },
        { text: " word" },
    ]);
    expect(server.calls_of("message.post")[1]).toMatchObject({ text: "a bold word" });
});

test("a draft comes back with its looks, and is a text for whoever knows only that", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.keyboard.type("1. keep");
    await page.keyboard.press("Control+b");
    await page.keyboard.type(" this");
    await page.waitForTimeout(700);
    await page.reload();
    await editor(page).locator("li strong", { hasText: "this" }).waitFor();
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("!");
    await page.keyboard.press("Enter");
    expect(without((await sent(server))[0])).toContain('{"text":" this!","bold":true}');
    await page.waitForTimeout(700);
    const left = await page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.includes("draft")),
    );
    expect(left).toEqual([]);
});

test("prepared answers go where the caret is, and what is to be filled in holds it back", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.keyboard.press("Control+b");
    await page.keyboard.type("Note");
    await page.keyboard.press("Control+b");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("/refu");
    await page.getByRole("listbox", { name: "Canned responses" }).waitFor();
    await page.keyboard.press("Enter");
    const said = "Hello Dana, order {{order.number}} is refunded by {{date}}.";
    await editor(page).getByText(said.slice(0, 19)).waitFor();
    // The first place is selected: typing fills it in; Tab goes to the next.
    await page.keyboard.type("4711");
    await page.keyboard.press("Enter");
    expect(server.calls_of("message.post")).toEqual([]);
    await page.keyboard.type("Friday");
    await page.keyboard.press("Enter");
    expect(await sent(server)).toEqual([
        {
            blocks: [
                { kind: "paragraph", spans: [{ text: "Note", bold: true }] },
                p("Hello Dana, order 4711 is refunded by Friday."),
            ],
        },
    ]);
});

test("what is given back comes with its looks, before what is written by now", async () => {
    const { page, server } = await open();
    server.on("message.post", () => {
        throw new Refusal({ status: 409, code: "said_meanwhile", path: "/seen" });
    });
    await editor(page).click();
    await page.keyboard.press("Control+b");
    await page.keyboard.type("bold");
    await page.keyboard.press("Enter");
    await page.getByText("A colleague").first().waitFor();
    await editor(page).locator("strong", { hasText: "bold" }).waitFor();
    expect((await sent(server))[0]?.blocks).toHaveLength(1);
});

test("a manager's draft goes behind what is written, which keeps its looks", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.keyboard.type("- mine");
    server.on("chat.settle_draft", () => ({ text: "theirs" }));
    const from = { kind: "agent", id: "usr_mo", name: "Mo Boss" } as const;
    const draft = { chat: "chat_dana", place: 1, from, at: new Date().toISOString() };
    server.emit("draft.changed", { draft: { ...draft, text: "theirs" } }, true);
    await page.getByRole("button", { name: /^Use draft/ }).click();
    await editor(page).getByText("theirs").waitFor();
    await page.keyboard.press("Enter");
    expect((await sent(server))[0]?.blocks).toEqual([
        { kind: "bullets", items: [[p("mine")]] },
        p("theirs"),
    ]);
});

test("toolbar: one stop, arrow keys, and the focus is where one writes", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.keyboard.press("Shift+Tab");
    await focusOn(page.getByRole("button", { name: "Bold" }));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await focusOn(page.getByRole("button", { name: "Bulleted list" }));
    await page.keyboard.press("Enter");
    await focusOn(editor(page));
    await page.keyboard.type("item");
    expect(
        await page.getByRole("button", { name: "Bulleted list" }).getAttribute("aria-pressed"),
    ).toBe("true");
    await page.getByRole("button", { name: "Clear formatting" }).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("s ");
    await page.keyboard.press("Control+k");
    const dialog = page.getByRole("dialog", { name: "Link" });
    await dialog.getByLabel("Address").fill("javascript:alert(1)");
    await page.keyboard.press("Enter");
    await dialog.getByText("Please enter an address").waitFor();
    await dialog.getByLabel("Address").fill("example.com/help");
    await dialog.getByLabel("Text").fill("help");
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Enter");
    await focusOn(editor(page));
    await page.keyboard.type(".");
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Enter");
    expect(await sent(server)).toEqual([
        {
            blocks: [
                {
                    kind: "paragraph",
                    spans: [
                        { text: "items " },
                        { text: "help", link: "https://example.com/help" },
                        { text: "." },
                    ],
                },
            ],
        },
    ]);
});

test("a table: Tab goes from cell to cell, and on into a new row", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.getByRole("button", { name: "Insert table" }).click();
    for (const text of ["Size", "Price", "41", "79", "42"]) {
        await page.keyboard.type(text);
        await page.keyboard.press("Tab");
    }
    await paste(page, "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>");
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press("Enter");
    const cell = (text: string) => ({ blocks: text ? [p(text)] : [] });
    const head = (text: string) => ({ header: true, ...cell(text) });
    expect((await sent(server))[0]?.blocks[0]).toEqual({
        kind: "table",
        rows: [
            [head("Size"), head("Price")],
            [cell("41"), cell("79")],
            [cell("42"), { blocks: [p("a b"), p("c")] }],
        ],
    });
    await expectAccessibleInBothThemes(page);
});

test("the counter counts what is written, in code points", async () => {
    const { page, server } = await open();
    await editor(page).click();
    await page.keyboard.type("- ");
    await page.keyboard.insertText("😀".repeat(4_999));
    await page.getByText("1 characters left").waitFor();
    await page.keyboard.insertText("ab");
    await page.getByText("1 characters too long").waitFor();
    await page.keyboard.press("Enter");
    expect(server.calls_of("message.post")).toEqual([]);
});

const hostile: RichText = {
    blocks: [
        {
            kind: "paragraph",
            spans: [
                { text: "<img src=x onerror=alert(1)>" },
                { text: "run", link: "javascript:alert(1)" },
                { text: "data", link: "data:text/html,<script>alert(1)</script>" },
                { text: "user", link: "https://bank.example@evil.example/" },
                { text: "https://bank.example", link: "https://evil.example/x" },
                { text: "аpple.com", link: "https://xn--pple-43d.com/" },
                { text: "fine.example", link: "https://fine.example/" },
            ],
        },
        { kind: "script" as "code", text: "alert(1)" },
        { kind: "code", text: "<base href=//evil><form id=config>" },
    ],
};

test("C01, C02, C04: a forged tree and hostile texts are shown as text, and links say where they lead", async () => {
    const { page, server } = await open();
    const asked: string[] = [];
    page.on("request", (request) => {
        if (new URL(request.url()).origin !== new URL(page.url()).origin) asked.push(request.url());
    });
    page.on("dialog", () => asked.push("a dialog"));
    server.say("chat_dana", "See https://аpple.com/login and https://fine.example/a");
    const plain = page.locator(".bubble", { hasText: "login" });
    await plain.waitFor();
    expect(await plain.innerText()).toContain("(xn--pple-43d.com)");
    expect(await plain.innerText()).not.toContain("(fine.example)");
    server.emit("message.posted", {
        message: {
            ...server.say("chat_dana", "<svg onload=alert(1)> <style>*{display:none}</style>"),
            id: "forged",
            seq: server.view("chat_dana").seq + 1,
            text: "forged",
            body: hostile,
        },
    });
    const bubble = page.locator(".bubble", { hasText: "<base href" });
    await bubble.waitFor();
    const links = await bubble
        .locator("a")
        .evaluateAll((all) =>
            all.map((one) => [
                one.getAttribute("href"),
                one.getAttribute("rel"),
                one.getAttribute("target"),
            ]),
        );
    const how = ["noopener noreferrer nofollow ugc", "_blank"];
    expect(links).toEqual([
        ["https://evil.example/x", ...how],
        ["https://xn--pple-43d.com/", ...how],
        ["https://fine.example/", ...how],
    ]);
    const text = await bubble.innerText();
    for (const place of ["(evil.example)", "(xn--pple-43d.com)"]) expect(text).toContain(place);
    expect(text).not.toContain("(fine.example)");
    expect(
        await page.locator(".timeline :is(img, svg[onload], script, style, form, base)").count(),
    ).toBe(0);
    expect(asked).toEqual([]);
});

test("C03: 4 KB of brackets, stars and marks are shown within the time of a frame or two", async () => {
    const { page, server } = await open();
    const tools = await page.context().newCDPSession(page);
    // What the page has worked, and not how long a busy machine has kept it waiting.
    await tools.send("Performance.enable", { timeDomain: "threadTicks" });
    const worked = async () => {
        const { metrics } = await tools.send("Performance.getMetrics");
        return metrics.find((one) => one.name === "TaskDuration")!.value;
    };
    for (const bomb of ["[", "*", "> ", "- ", "https://", "(((https://a"]) {
        const text = bomb.repeat(Math.ceil(4_096 / bomb.length));
        const before = await worked();
        server.say("chat_dana", text);
        await page
            .locator(".bubble", { hasText: text.slice(0, 200) })
            .last()
            .waitFor();
        const took = (await worked()) - before;
        expect(took).toBeGreaterThan(0);
        expect(took).toBeLessThan(2);
    }
});
