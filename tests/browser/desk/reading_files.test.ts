// Files in messages, as the desk shows them (guide 108): pictures small and large, all others as a row
// with how it stands; and where a message is one line, the names of its files.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { AttachedFile } from "../../../web/sdk/src/generated.ts";
import { expectAccessible, expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, anna, type FakeServer, Refusal } from "./fake_server.ts";
import { type FileServer, keepFile, keepPicture, withFiles } from "./files.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";
const row = (page: Page, name: string) => page.locator("[data-file]").filter({ hasText: name });
const show = (page: Page, name: string) => page.getByRole("button", { name: `Show ${name}` });
const viewer = (page: Page) => page.getByRole("dialog", { name: "Picture" });
const spoken = (page: Page, said: string) =>
    page.getByRole("log").getByText(said).waitFor({ state: "attached" });

/** What the customer, or with ">" Maya, has sent before the desk is opened. */
function sent(server: FakeServer, text: string, files: AttachedFile[]): void {
    const chat = server.chats.get("chat_dana")!;
    const all = server.messages.get("chat_dana")!;
    const own = text.startsWith(">");
    all.push({
        id: `msg_files_${all.length}`,
        chat: chat.id,
        seq: all.length + 1,
        at: ago(20),
        from: own
            ? { kind: "agent", id: anna.id, name: anna.display_name }
            : { kind: "customer", id: chat.customer.id, name: chat.customer.name! },
        text: text.slice(1),
        files,
    });
    chat.seq = all.length;
    chat.last_message = all.at(-1)!;
    chat.read.agent = all.length;
    chat.unread = 0;
}

/** Two pictures in one message, another one by the agent, and one of each other kind. */
function gallery(server: FakeServer): void {
    const blue = keepPicture(server, { name: "parcel.png", width: 800, height: 600 });
    const tall = keepPicture(
        server,
        { name: "label.png", width: 300, height: 900 },
        [200, 120, 60],
    );
    sent(server, "<This is how it arrived.", [blue, tall]);
    const green = keepPicture(server, { name: "hub.png", width: 640, height: 480 }, [60, 160, 90]);
    sent(server, ">", [green]);
    sent(server, "<", [
        keepFile(server, { name: "invoice of the 3rd of November, with all of its lines.pdf" }),
        keepFile(server, { name: "sums.docm", size: 2_400_000, warning: true }),
        keepFile(server, { name: "voice.mp3", kind: "sound", state: "checking" }),
        keepFile(server, {
            name: "cards.txt",
            kind: "text",
            state: "refused",
            reason: "personal_data",
        }),
    ]);
}

async function open(script = gallery, more: Parameters<typeof openDesk>[1] = {}) {
    let files: FileServer | undefined;
    const opened = await openDesk(
        (server) => {
            files = withFiles(server);
            script(server);
        },
        { path: dana, ...more },
    );
    opened.page.setDefaultTimeout(10_000);
    return { ...opened, files: files! };
}

test("pictures stand in their own shape before they are loaded; others say what they are", async () => {
    const { page, server } = await open((one) => {
        gallery(one);
        one.served.clear();
    });
    const box = await page.getByRole("button", { name: /label.png/ }).boundingBox();
    expect(box).toMatchObject({ width: 73, height: 220 });
    // An address that leads nowhere is asked for once more.
    await page.getByRole("button", { name: "label.png could not be loaded: try again" }).waitFor();
    const asked = server.calls_of("file.get").filter(({ file }) => file === "file_2");
    expect(asked).toHaveLength(2);
    await row(page, "invoice of the 3rd").getByText("47 kB").waitFor();
    await row(page, "sums.docm").getByText("2.3 MB · May contain programs (macros)").waitFor();
    await row(page, "voice.mp3").getByText("47 kB · Being checked").waitFor();
    await row(page, "cards.txt")
        .getByText("Holds a card number or similar, not passed on")
        .waitFor();
    expect(await row(page, "voice.mp3").getByRole("button").count()).toBe(0);
    expect(await row(page, "cards.txt").getByRole("button").count()).toBe(0);
});

test("all of it in both themes", async () => {
    const { page } = await open();
    await show(page, "hub.png").locator("img").waitFor();
    await expectAccessibleInBothThemes(page);
    await page.locator('[data-region="thread"]').press("PageUp");
    await show(page, "label.png").locator("img").waitFor();
    await expectAccessibleInBothThemes(page, "above");
});

test("pictures far above are asked for as one comes near them", async () => {
    const { page, server } = await open((one) => {
        const far = keepPicture(one, { id: "file_far", name: "far.png", width: 64, height: 48 });
        sent(one, "<", [far]);
        for (let line = 1; line <= 40; line++) sent(one, `<Line ${line}`, []);
    });
    await page.getByText("Line 40").first().waitFor();
    await show(page, "far.png").waitFor({ state: "attached" });
    expect(server.calls_of("file.get")).toEqual([]);
    await show(page, "far.png").scrollIntoViewIfNeeded();
    await show(page, "far.png").locator("img").waitFor();
    expect(server.calls_of("file.get")).toEqual([{ file: "file_far" }]);
});

test("a picture is large by Enter, closer by +, moved by arrows, left by Escape", async () => {
    const { page } = await open();
    await show(page, "parcel.png").focus();
    await page.keyboard.press("Enter");
    const image = viewer(page).getByRole("img", { name: "parcel.png" });
    await image.waitFor();
    await viewer(page).getByText("Picture 1 of 3").waitFor();
    await focusOn(viewer(page).getByRole("button", { name: "Close" }));
    await expectAccessibleInBothThemes(page);
    const whole = (await image.boundingBox())!;
    expect(Math.abs(whole.width / whole.height - 800 / 600)).toBeLessThan(0.02);
    for (let press = 0; press < 3; press++) await page.keyboard.press("+");
    await viewer(page).getByText("338%").waitFor();
    const large = (await image.boundingBox())!;
    expect(Math.abs(large.width / whole.width - 3.375)).toBeLessThan(0.02);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(async () => (await image.boundingBox())!.x).toBe(large.x + 80);
    await page.keyboard.press("ArrowUp");
    await expect.poll(async () => (await image.boundingBox())!.y).toBe(large.y + 80);
    await page.keyboard.press("-");
    await viewer(page).getByText("225%").waitFor();
    await page.keyboard.press("0");
    await expect.poll(() => image.boundingBox()).toEqual(whole);
    await page.keyboard.press("Escape");
    await viewer(page).waitFor({ state: "detached" });
    await focusOn(show(page, "parcel.png"));
});

test("the others of the chat are one key away, and the focus stays in", async () => {
    const { page } = await open();
    await show(page, "label.png").click();
    await viewer(page).getByText("Picture 2 of 3").waitFor();
    await page.keyboard.press("PageDown");
    await viewer(page).getByRole("img", { name: "hub.png" }).waitFor();
    const next = viewer(page).getByRole("button", { name: "Next picture" });
    expect(await next.getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("PageDown");
    await viewer(page).getByText("Picture 3 of 3").waitFor();
    await viewer(page).getByRole("button", { name: "Previous picture" }).click();
    await page.keyboard.press("PageUp");
    await viewer(page).getByText("Picture 1 of 3").waitFor();
    for (let press = 0; press < 9; press++) {
        await page.keyboard.press("Tab");
        const inside = await viewer(page).evaluate(
            (box) =>
                document.activeElement === document.body || box.contains(document.activeElement),
        );
        expect(inside).toBe(true);
    }
    const saving = page.waitForEvent("download");
    await viewer(page).getByRole("button", { name: "Download parcel.png" }).click();
    expect((await saving).suggestedFilename()).toBe("parcel.png");
});

test("by mouse: the wheel grows what is under it, a drag moves it, a click beside it closes", async () => {
    const { page } = await open();
    await show(page, "hub.png").click();
    const image = viewer(page).getByRole("img", { name: "hub.png" });
    await image.waitFor();
    await expect.poll(async () => (await image.boundingBox())!.width).toBeGreaterThan(600);
    const before = (await image.boundingBox())!;
    const at = { x: before.x + before.width / 4, y: before.y + before.height / 4 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, -700);
    await expect.poll(async () => (await image.boundingBox())!.width).toBeGreaterThan(2_000);
    const grown = (await image.boundingBox())!;
    // The same place of the picture is under the pointer.
    expect(Math.abs((at.x - grown.x) / grown.width - 0.25)).toBeLessThan(0.01);
    await page.mouse.down();
    await page.mouse.move(at.x - 120, at.y - 60, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => Math.round((await image.boundingBox())!.x - grown.x)).toBe(-120);
    await page.keyboard.press("0");
    await expect.poll(async () => (await image.boundingBox())!.width).toBe(before.width);
    await page.mouse.click(before.x - 40, before.y + 10);
    await viewer(page).waitFor({ state: "detached" });
});

test("other files are fetched from a fresh address; one that may hold programs asks before", async () => {
    const { page, server } = await open((one) => {
        gallery(one);
        for (const { id } of one.files.values()) {
            one.served.set(`/api/v1/files/${id}`, { body: Buffer.from("a"), type: "text/plain" });
        }
    });
    const first = page.waitForEvent("download");
    await row(page, "invoice of the 3rd").getByRole("button").click();
    expect((await first).suggestedFilename()).toMatch(/^invoice of the 3rd.*\.pdf$/);
    await row(page, "sums.docm").getByRole("button", { name: "Download sums.docm" }).click();
    const asking = page.getByRole("dialog", { name: "Download sums.docm?" });
    await asking.getByText("It may contain programs (macros)").waitFor();
    await expectAccessibleInBothThemes(page);
    const docm = [...server.files.values()].find(({ name }) => name === "sums.docm")!.id;
    const asked = () => server.calls_of("file.get").filter(({ file }) => file === docm).length;
    await asking.getByRole("button", { name: "Cancel" }).click();
    expect(asked()).toBe(0);
    await row(page, "sums.docm").getByRole("button").click();
    const second = page.waitForEvent("download");
    await asking.getByRole("button", { name: "Download anyway" }).click();
    expect((await second).suggestedFilename()).toBe("sums.docm");
    expect(asked()).toBe(1);
    server.on("file.get", () => {
        throw new Refusal({ status: 404, code: "not_found" });
    });
    await row(page, "invoice of the 3rd").getByRole("button").click();
    await page.getByText("It is not there any more.").first().waitFor();
});

test("what became of a file is shown where it stands, and the end stays in sight", async () => {
    const { page, server, files } = await open(() => undefined);
    const photo = keepPicture(server, {
        name: "new.png",
        width: 400,
        height: 300,
        state: "checking",
    });
    const { width, height } = photo;
    server.files.set(photo.id, { ...photo });
    const told = { ...photo };
    delete told.width;
    delete told.height;
    server.files.set(photo.id, told);
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    server.say("chat_dana", "", [told]);
    await row(page, "new.png").getByText("Being checked").waitFor();
    await spoken(page, "Dana Whitfield: attachment: new.png");
    await page.locator('[data-chat-row="chat_dana"]').getByText("new.png").waitFor();
    files.change(photo.id, { state: "ready", width: width!, height: height! });
    await show(page, "new.png").locator("img").waitFor();
    await expect
        .poll(() =>
            page
                .locator('[data-region="thread"]')
                .evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight),
        )
        .toBeLessThan(2);
    server.say("chat_dana", "and this", [keepFile(server, { name: "note.pdf" })]);
    await spoken(page, "Dana Whitfield: and this, attachment: note.pdf");
});

test("in German", async () => {
    const { page } = await open(gallery, { locale: "de-DE" });
    await row(page, "voice.mp3").getByText("Wird geprüft").waitFor();
    await row(page, "sums.docm").getByText("2,3 MB · Kann Programme (Makros) enthalten").waitFor();
    await page.getByRole("button", { name: "hub.png anzeigen" }).click();
    await page.getByRole("dialog", { name: "Bild" }).getByText("Bild 3 von 3").waitFor();
    await expectAccessible(page);
});

test("on a phone nothing is wider than the window, and the picture has it all", async () => {
    const { page } = await open(gallery, { viewport: { width: 390, height: 844 } });
    await show(page, "hub.png").locator("img").waitFor();
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await wide()).toBeLessThanOrEqual(390);
    await show(page, "hub.png").click();
    await viewer(page).getByRole("img").waitFor();
    await expectAccessible(page);
    expect(await wide()).toBeLessThanOrEqual(390);
});
