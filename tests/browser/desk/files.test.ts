// Files at the desk (guide 108, 125, check 10): picked, pasted and dropped, on their way and sent; no
// refused one goes. How messages show them: reading_files.test.ts.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openDesk, openPage, useBrowser } from "./browser.ts";
import { type FakeServer, Refusal } from "./fake_server.ts";
import { type FileServer, type Given, handOver, photo, text, withFiles } from "./files.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";
const message = (page: Page) => page.getByRole("textbox", { name: "Message to Dana" });
const attach = (page: Page) => page.getByRole("button", { name: "Attach files", exact: true });
const chips = (page: Page) => page.getByRole("list", { name: "Attached files" });
const chip = (page: Page, name: string) =>
    chips(page).getByRole("listitem").filter({ hasText: name });
const spoken = (page: Page, said: string) =>
    page.getByRole("log").getByText(said).waitFor({ state: "attached" });
const posts = (server: FakeServer) => server.calls_of("message.post");
const ids = (server: FakeServer) => [...server.files.keys()];

async function open(more: Parameters<typeof openDesk>[1] = {}, script?: (one: FakeServer) => void) {
    let files: FileServer | undefined;
    const opened = await openDesk(
        (server) => {
            files = withFiles(server);
            script?.(server);
        },
        { path: dana, ...more },
    );
    opened.page.setDefaultTimeout(10_000);
    return { ...opened, files: files! };
}

async function pick(page: Page, given: Given[]): Promise<void> {
    await page.locator("input[type=file]").setInputFiles(given);
}

test("picked by the button: said, uploaded, sent with the text in the order of choosing", async () => {
    const { page, server, files } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    const choosing = page.waitForEvent("filechooser");
    await attach(page).click();
    const chooser = await choosing;
    expect(chooser.isMultiple()).toBe(true);
    expect(await chooser.element().getAttribute("accept")).toBe(".jpg,.png,.pdf,.txt,.docm");
    await chooser.setFiles([photo("hall.png"), text("list.txt", 300_000)]);
    await spoken(page, "hall.png attached");
    await chip(page, "list.txt").getByText("Being checked").waitFor();
    await spoken(page, "list.txt is uploaded");
    expect(server.calls_of("file.upload").map(({ name, at }) => [name, at])).toEqual([
        ["hall.png", 0],
        ["list.txt", 0],
        ["list.txt", 262_144],
    ]);
    const [first, second] = ids(server);
    files.change(first!, { state: "ready", width: 64, height: 48 });
    await chip(page, "hall.png").getByText("Ready to send").waitFor();
    await focusOn(message(page));
    await page.keyboard.type("Here they are");
    await page.keyboard.press("Enter");
    const bubble = page.locator(".bubble", { hasText: "Here they are" });
    await bubble.getByText("list.txt").waitFor();
    await expect
        .poll(() => posts(server))
        .toMatchObject([{ text: "Here they are", files: [first, second] }]);
    expect(await chips(page).count()).toBe(0);
    expect(server.calls_of("file.delete")).toEqual([]);
    // What is found only now is told to who has sent it, and stands where it was.
    files.change(second!, { state: "refused", reason: "personal_data" });
    const why = "Holds a card number or similar, not passed on";
    await bubble.getByText(why).waitFor();
    await page.getByText(`list.txt: ${why}`).first().waitFor();
});

test("wanted before it has come, the dialog opens with it", async () => {
    const { page } = await open({ path: "/desk/chats" });
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
        go = resolve;
    });
    await page.route(/attaching-[^/]*\.js$/, async (route) => {
        await held;
        await route.fallback();
    });
    await page.getByRole("link", { name: /Dana/ }).first().click();
    await attach(page).click();
    expect(await page.locator("input[type=file]").count()).toBe(0);
    const choosing = page.waitForEvent("filechooser");
    go();
    expect((await choosing).isMultiple()).toBe(true);
});

test("without the right, or where the chat takes none, there is nothing to attach with", async () => {
    const { page, server } = await open({}, (one) => {
        delete one.chats.get("chat_luis")!.files;
    });
    await attach(page).waitFor();
    await page.locator('[data-chat-row="chat_luis"]').click();
    await page.getByRole("textbox", { name: "Message to Luis" }).waitFor();
    expect(await attach(page).count()).toBe(0);
    server.user = {
        ...server.user,
        rights: server.user.rights.filter((one) => one !== "chat_attach"),
    };
    await page.goto(`${new URL(page.url()).origin}${dana}`);
    await message(page).waitFor();
    expect(await attach(page).count()).toBe(0);
    expect(await page.locator("input[type=file]").count()).toBe(0);
});

test("Ctrl+Alt+A opens the dialog of the system from anywhere in the chat; the sheet says so", async () => {
    const { page } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await page.getByRole("region", { name: "Conversation with Dana" }).focus();
    const choosing = page.waitForEvent("filechooser");
    await page.keyboard.press("Control+Alt+KeyA");
    await (await choosing).setFiles([text("list.txt")]);
    await chip(page, "list.txt").waitFor();
    await page.keyboard.press("Control+/");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await sheet.getByText("Attach files").waitFor();
});

test.each(["plain", "formatted"])(
    "pasted into the %s field: files are attached, text stays text",
    async (how) => {
        const { page, server } = await open({}, (one) => {
            if (how === "plain") return;
            one.user.rights.push("chat_rich_text");
            one.chats.get("chat_dana")!.rich_text = true;
        });
        if (how === "formatted") await page.getByRole("toolbar", { name: "Formatting" }).waitFor();
        await attach(page).waitFor();
        await message(page).click();
        const field = "form [data-region-focus], form [data-region-focus] *";
        const paste = (given: Given[], texts: Record<string, string> = {}) =>
            handOver(page, ":focus", ["paste"], given, texts);
        await page.waitForFunction((field) => document.activeElement?.matches(field), field);
        await page.locator("input[type=file]").waitFor({ state: "attached" });
        await paste([photo("image.png")]);
        await chip(page, "image.png").waitFor();
        await paste([photo("page.png")], { "text/html": "<img src='https://x.test/page.png'>" });
        await chip(page, "page.png").waitFor();
        // A table from Excel comes with a picture of itself.
        await paste([photo("cells.png")], { "text/html": "<b>1</b>", "text/plain": "1" });
        await paste([], { "text/plain": "two" });
        expect(await chips(page).getByRole("listitem").count()).toBe(2);
        expect(server.calls_of("file.upload").map(({ name }) => name)).toEqual([
            "image.png",
            "page.png",
        ]);
        if (how === "formatted") await message(page).getByText("1two").waitFor();
    },
);

test("dragged over the conversation, the place to drop is shown; dropped beside it nothing happens", async () => {
    const { page } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    const thread = '[data-region="thread"]';
    await handOver(page, thread, ["dragenter", "dragover"], [photo("hall.png")]);
    const place = page.getByText("Drop files here to attach them");
    await place.waitFor();
    await expectAccessibleInBothThemes(page);
    const box = (await place.locator("xpath=..").boundingBox())!;
    const main = (await page.locator("main").boundingBox())!;
    expect(box).toEqual(main);
    await handOver(page, '[data-region="list"]', ["dragover"], [photo("hall.png")]);
    await place.waitFor({ state: "detached" });
    const beside = await handOver(
        page,
        '[data-region="list"]',
        ["dragover", "drop"],
        [photo("hall.png")],
    );
    expect(beside, "the browser does not leave the page for it").toEqual([true, true]);
    expect(await chips(page).count()).toBe(0);
    await handOver(
        page,
        thread,
        ["dragenter", "dragover", "drop"],
        [photo("hall.png"), text("a.txt")],
    );
    await chip(page, "hall.png").waitFor();
    await chip(page, "a.txt").waitFor();
    expect(await place.count()).toBe(0);
    // Text that is dragged is no matter of this; and a note has no files, but is not lost for one.
    const word = { "text/plain": "word" };
    expect(await handOver(page, thread, ["dragover", "drop"], [], word)).toEqual([false, false]);
    await page.getByRole("button", { name: "Note", exact: true }).click();
    await attach(page).waitFor({ state: "detached" });
    const dropped = await handOver(page, thread, ["dragover", "drop"], [photo("hall.png")]);
    expect(dropped).toEqual([true, true]);
    expect(await place.count()).toBe(0);
});

test("how far it is stands in a bar and in words; removed meanwhile, nothing of it is left", async () => {
    const { page, server, files } = await open();
    files.hold();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("long.txt", 600_000), text("next.txt")]);
    const bar = page.getByRole("progressbar", { name: "Upload of long.txt" });
    await bar.waitFor();
    expect(await bar.getAttribute("aria-valuenow")).toBe("0");
    await chip(page, "next.txt").getByText("Waiting to be uploaded").waitFor();
    files.letIn();
    await chip(page, "long.txt").getByText("43% uploaded").waitFor();
    expect(await bar.getAttribute("aria-valuenow")).toBe("43");
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Remove long.txt" }).press("Enter");
    await focusOn(page.getByRole("button", { name: "Remove next.txt" }));
    await spoken(page, "long.txt removed");
    expect(await chip(page, "long.txt").count()).toBe(0);
    files.letAll();
    await chip(page, "next.txt").getByText("Being checked").waitFor();
    await expect
        .poll(() => [...server.files.values()].map(({ name }) => name))
        .toEqual(["next.txt"]);
    await page.getByRole("button", { name: "Remove next.txt" }).press("Enter");
    await focusOn(message(page));
    await expect.poll(() => server.files.size).toBe(0);
});

test("check 10: what is not taken is named with its rule, and nothing of it is sent", async () => {
    const { page, server } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    const alert = page.locator("form").getByRole("alert");
    await pick(page, [text("report.exe"), text("empty.txt", 0), text("big.pdf", 1_048_577)]);
    await alert.getByText("report.exe: this kind of file cannot be sent. Possible are").waitFor();
    await alert.getByText("empty.txt is empty.").waitFor();
    await alert.getByText("big.pdf is larger than 1 MB.").waitFor();
    await expectAccessibleInBothThemes(page);
    await pick(page, [text("a.txt", 700_000), text("b.txt", 700_000)]);
    await alert.getByText("b.txt: the files of one message may have 1 MB together.").waitFor();
    expect(await alert.getByText("report.exe").count()).toBe(0);
    await pick(page, [text("c.txt"), text("d.txt"), text("e.txt")]);
    await alert.getByText("e.txt: a message may have 3 files.").waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await alert.waitFor({ state: "detached" });
    await chip(page, "d.txt").getByText("Being checked").waitFor();
    const sent = new Set(server.calls_of("file.upload").map(({ name }) => name));
    expect([...sent]).toEqual(["a.txt", "c.txt", "d.txt"]);
});

test("files alone are a message; Enter while they are on their way sends once they are there", async () => {
    const { page, server, files } = await open();
    files.hold();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt")]);
    await page.getByRole("progressbar").waitFor();
    await message(page).press("Enter");
    await page.getByText("Sends as soon as the files are there.").waitFor();
    await page.getByRole("button", { name: "Take back" }).click();
    await focusOn(message(page));
    expect(await page.getByText("Sends as soon as").count()).toBe(0);
    files.letIn();
    await chip(page, "list.txt").getByText("Being checked").waitFor();
    expect(posts(server)).toEqual([]);
    await pick(page, [text("more.txt")]);
    await page.getByRole("progressbar").waitFor();
    await message(page).press("Enter");
    await page.getByText("Sends as soon as the files are there.").waitFor();
    await expectAccessibleInBothThemes(page);
    files.letAll();
    await page.locator(".bubble").getByText("more.txt").waitFor();
    await expect.poll(() => posts(server)).toMatchObject([{ files: ids(server) }]);
    expect(posts(server)[0]).not.toHaveProperty("text");
    expect(await chips(page).count()).toBe(0);
});

test("what is written goes with them, unless it is changed meanwhile", async () => {
    const { page, server, files } = await open();
    files.hold();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt")]);
    await page.getByRole("progressbar").waitFor();
    await message(page).fill("Here it is");
    await message(page).press("Enter");
    await page.getByText("Sends as soon as the files are there.").waitFor();
    expect(await message(page).inputValue()).toBe("Here it is");
    await message(page).press("End");
    await message(page).press("!");
    expect(await page.getByText("Sends as soon as").count()).toBe(0);
    files.letAll();
    await chip(page, "list.txt").getByText("Being checked").waitFor();
    expect(posts(server)).toEqual([]);
    await message(page).press("Enter");
    await expect.poll(() => posts(server)).toMatchObject([{ text: "Here it is!" }]);
    expect(posts(server)[0]!.files).toEqual(ids(server));
    expect(await message(page).inputValue()).toBe("");
});

test("Ctrl+Shift+Enter ends nothing while files are on their way", async () => {
    const { page, server, files } = await open();
    files.hold();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt")]);
    await page.getByRole("progressbar").waitFor();
    await message(page).press("Control+Shift+Enter");
    await page.getByText("Sends as soon as the files are there.").waitFor();
    files.letAll();
    await expect.poll(() => posts(server).length).toBe(1);
    expect(server.calls_of("chat.end")).toEqual([]);
});

test("in another chat they go on, and what waits for them is sent", async () => {
    const { page, server, files } = await open();
    files.hold();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt", 400_000)]);
    await page.getByRole("progressbar").waitFor();
    await message(page).fill("Here it is");
    await message(page).press("Enter");
    await page.getByText("Sends as soon as the files are there.").waitFor();
    await page.locator('[data-chat-row="chat_luis"]').click();
    await page.getByRole("textbox", { name: "Message to Luis" }).waitFor();
    expect(await chips(page).count()).toBe(0);
    files.letIn();
    await expect.poll(() => server.calls_of("file.upload").length).toBe(2);
    await page.locator('[data-chat-row="chat_dana"]').click();
    await chip(page, "list.txt").getByText("65% uploaded").waitFor();
    await page.getByText("Sends as soon as the files are there.").waitFor();
    await page.locator('[data-chat-row="chat_luis"]').click();
    await page.getByRole("textbox", { name: "Message to Luis" }).waitFor();
    files.letAll();
    await expect
        .poll(() => posts(server))
        .toMatchObject([{ chat: "chat_dana", text: "Here it is", files: ids(server) }]);
    await page.locator('[data-chat-row="chat_dana"]').click();
    await page.locator(".bubble", { hasText: "Here it is" }).getByText("list.txt").waitFor();
    expect(await message(page).inputValue()).toBe("");
});

test("files that are there stay with the draft over a reload; the row in the list says so", async () => {
    const { page, server } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt"), text("gone.txt")]);
    await chip(page, "gone.txt").getByText("Being checked").waitFor();
    const [list, gone] = ids(server);
    await page.locator('[data-chat-row="chat_luis"]').click();
    await page.locator('[data-chat-row="chat_dana"]').getByText("list.txt, gone.txt").waitFor();
    server.files.delete(gone!);
    server.files.set(list!, { ...server.files.get(list!)!, state: "ready" });
    await page.goto(`${new URL(page.url()).origin}${dana}`);
    await chip(page, "list.txt").getByText("Ready to send").waitFor();
    await expect.poll(() => chip(page, "gone.txt").count()).toBe(0);
    await message(page).press("Enter");
    await expect.poll(() => posts(server)).toMatchObject([{ files: [list] }]);
});

test("two tabs have the same draft: what one removes or sends is gone from the other", async () => {
    const { page, context, server } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt"), text("more.txt")]);
    await chip(page, "more.txt").getByText("Being checked").waitFor();
    const other = await openPage(context, dana);
    await chip(other, "more.txt").getByText("Being checked").waitFor();
    await other.getByRole("button", { name: "Remove more.txt" }).click();
    await expect.poll(() => chip(page, "more.txt").count()).toBe(0);
    await expect.poll(() => server.files.size).toBe(1);
    await message(other).press("Enter");
    await expect.poll(() => chips(page).count()).toBe(0);
    await expect.poll(() => posts(server)).toMatchObject([{ files: ids(server) }]);
    expect(server.calls_of("file.delete")).toHaveLength(1);
});

test("a tab that hears from the server first that a file was removed in the other lets it go", async () => {
    const { page, context, server } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt"), text("more.txt")]);
    await chip(page, "more.txt").getByText("Being checked").waitFor();
    const other = await openPage(context, dana);
    await chip(other, "more.txt").getByText("Being checked").waitFor();
    server.files.delete(ids(server)[1]!);
    await chip(page, "more.txt").getByText("Not uploaded.").waitFor();
    await other.getByRole("button", { name: "Remove more.txt" }).click();
    await expect.poll(() => chip(page, "more.txt").count()).toBe(0);
    await message(page).press("Enter");
    await expect.poll(() => posts(server)).toMatchObject([{ files: ids(server) }]);
});

test("one that fails, or is not passed on, holds the message until something is done about it", async () => {
    const { page, server, files } = await open();
    const upload = server.answer_of("file.upload");
    server.on("file.upload", () => {
        throw new Refusal({ status: 507, code: "storage_full" });
    });
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt")]);
    await chip(page, "list.txt").getByRole("alert").getByText("Not uploaded.").waitFor();
    await message(page).fill("Here it is");
    await message(page).press("Enter");
    const first = "Not sent yet: first try list.txt again, or remove it.";
    await page.locator("form").getByText(first).waitFor();
    await spoken(page, first);
    await expectAccessibleInBothThemes(page);
    expect(posts(server)).toEqual([]);
    server.on("file.upload", upload);
    await page.getByRole("button", { name: "Try list.txt again" }).click();
    await chip(page, "list.txt").getByText("Being checked").waitFor();
    files.change(ids(server)[0]!, { state: "refused", reason: "infected" });
    await chip(page, "list.txt").getByText("Has a virus, not passed on").waitFor();
    await message(page).press("Enter");
    expect(posts(server)).toEqual([]);
    await page.getByRole("button", { name: "Remove list.txt" }).click();
    await message(page).press("Enter");
    await expect.poll(() => posts(server)).toMatchObject([{ text: "Here it is" }]);
    expect(posts(server)[0]).not.toHaveProperty("files");
});

test("what a colleague said meanwhile stops it, the files stay, and then all of it goes", async () => {
    const { page, server } = await open();
    const post = server.answer_of("message.post");
    let tries = 0;
    server.on("message.post", (params) => {
        if (++tries > 1) return post(params);
        throw new Refusal({ status: 409, code: "said_meanwhile", path: "/seen" });
    });
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt")]);
    await chip(page, "list.txt").getByText("Being checked").waitFor();
    await message(page).fill("Here it is");
    await message(page).press("Enter");
    await page.getByRole("button", { name: "Send anyway" }).waitFor();
    await chip(page, "list.txt").waitFor();
    expect(await message(page).inputValue()).toBe("Here it is");
    await page.getByRole("button", { name: "Send anyway" }).click();
    await page.locator(".bubble", { hasText: "Here it is" }).getByText("list.txt").waitFor();
    await expect
        .poll(() => posts(server).map((one) => one.files))
        .toEqual([ids(server), ids(server)]);
    expect(await chips(page).count()).toBe(0);
});

test("a file that was refused as it was sent gives all of it back, and says which it is", async () => {
    const { page, server } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt")]);
    await chip(page, "list.txt").getByText("Being checked").waitFor();
    const [id] = ids(server);
    server.on("message.post", () => {
        server.files.set(id!, {
            ...server.files.get(id!)!,
            state: "refused",
            reason: "personal_data",
        });
        throw new Refusal({ status: 400, code: "invalid", path: "/files/0" });
    });
    await message(page).fill("Here it is");
    await message(page).press("Enter");
    await page.locator("form").getByText("Not sent: one of the files cannot be sent.").waitFor();
    await chip(page, "list.txt").getByText("Holds a card number or similar").waitFor();
    expect(await message(page).inputValue()).toBe("Here it is");
    await expectAccessible(page);
});

test("what is left when the chat ends is shown with its files, and ends with them", async () => {
    const { page, server } = await open();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("list.txt")]);
    await chip(page, "list.txt").getByText("Being checked").waitFor();
    await page
        .getByRole("button", { name: "End & wrap up" })
        .or(page.getByRole("button", { name: "End" }))
        .first()
        .click();
    await page
        .getByRole("dialog")
        .getByText(/not sent/i)
        .waitFor();
    await page.keyboard.press("Escape");
    server.end("chat_dana", { kind: "customer", id: "vis_chat_dana", name: "Dana" });
    const left = page.getByRole("textbox", { name: "Not sent" });
    await left.waitFor();
    expect(await left.inputValue()).toBe("list.txt");
    await page.getByRole("button", { name: "Delete" }).click();
    await left.waitFor({ state: "detached" });
});

test("in German, and on a phone", async () => {
    const { page, files } = await open({ locale: "de-DE", viewport: { width: 390, height: 844 } });
    files.hold();
    await page.locator("input[type=file]").waitFor({ state: "attached" });
    await pick(page, [text("bericht.exe"), text("liste.txt", 1_500)]);
    await page.getByText("bericht.exe: Diese Art von Datei kann nicht gesendet werden.").waitFor();
    await page.getByRole("progressbar", { name: "liste.txt wird hochgeladen" }).waitFor();
    await page.getByRole("textbox", { name: "Nachricht an Dana" }).press("Enter");
    await page.getByText("Wird gesendet, sobald die Dateien da sind.").waitFor();
    await expectAccessibleInBothThemes(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
});
