// Files in the widget (C12, W41, check 10), against a scripted server: on their way into a message,
// and in the messages of both sides.
import type { FrameLocator } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { Keyboard } from "../keyboard.ts";
import { png } from "./fake_files.ts";
import { Stage } from "./stage.ts";

const piece = 262_144;
const mega = 1_048_576;
const extensions = ["png", "jpg", "pdf", "txt"];

let stage: Stage;
let panel: FrameLocator;
beforeEach(async () => {
    stage = await Stage.open({ reducedMotion: "reduce" });
    await intoChat();
});
afterEach(() => stage.close());

async function intoChat(): Promise<void> {
    stage.server.allows_files = { most: 3, bytes: 2 * mega, extensions };
    panel = await stage.inChat();
    await panel.locator("input[type=file]").waitFor({ state: "attached" });
}

const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 8_000 });
const files = () => stage.server.files;
const chips = () => panel.getByRole("list", { name: "Attached files" }).getByRole("listitem");
const chip = (name: string) => chips().filter({ hasText: name });
const field = () => panel.getByRole("textbox", { name: "Write a message" });
const button = (name: string) => panel.getByRole("button", { name, exact: true });
const alert = () => panel.locator(".attached").getByRole("alert");
/** What has been posted: the text and the names of the files. */
const posts = () =>
    stage.server.posts.map(({ text, files: ids = [] }) => [
        text,
        ...ids.map((id: string) => files().all.find(({ view }) => view.id === id)!.view.name),
    ]);
/** Cut lines are what these tests are about. */
const expectCuts = () => {
    stage.complaints = stage.complaints.filter((one) => !/ERR_|40\d/.test(one));
};

describe("attaching", () => {
    test("check 10: picked, with a bar that fills, and sent alone", async () => {
        files().hold();
        const chooser = stage.page.waitForEvent("filechooser");
        await button("Attach files").click();
        const dialog = await chooser;
        expect(dialog.isMultiple()).toBe(true);
        await dialog.setFiles({
            name: "invoice.pdf",
            mimeType: "application/pdf",
            buffer: Buffer.alloc(3 * piece, 65),
        });
        const bar = panel.getByRole("progressbar", { name: "Upload of invoice.pdf" });
        await eventually(() =>
            bar.evaluate((one: HTMLProgressElement) => one.position),
        ).toBeCloseTo(1 / 3);
        await chip("invoice.pdf").getByText("768 kB · 33 %").waitFor();
        files().letGo();
        await chip("invoice.pdf").getByText("768 kB · ready").waitFor();
        expect(await bar.count()).toBe(0);
        expect(Buffer.from(files().find("invoice.pdf").bytes)).toEqual(Buffer.alloc(3 * piece, 65));
        await panel.getByText("invoice.pdf is attached.").waitFor({ state: "attached" });
        await button("Send").click();
        await eventually(posts).toEqual([["", "invoice.pdf"]]);
        await panel.locator(".bubble.sent", { hasText: "invoice.pdf" }).waitFor();
        expect(await chips().count()).toBe(0);
    });

    test("the dialog offers what is taken, and phones their camera", async () => {
        expect(await panel.locator("input[type=file]").getAttribute("accept")).toBe(
            ".png,image/png,.jpg,image/jpeg,.pdf,.txt",
        );
    });

    test("check 10: pasted, sent with a text", async () => {
        await stage.paste([{ name: "image.png", bytes: png(40, 30) }], '<img src="x">');
        await chip("image.png").getByText("ready").waitFor();
        expect(await chip("image.png").locator("img").getAttribute("src")).toMatch(/^blob:/);
        await stage.send("Look at this");
        await eventually(posts).toEqual([["Look at this", "image.png"]]);
    });

    test("cells of a table are pasted as text, without the picture they bring along", async () => {
        await stage.paste([{ name: "image.png", bytes: 9 }], "<table></table>", "1\t2");
        await stage.attach({ name: "a.txt", bytes: 9 });
        await chip("a.txt").waitFor();
        expect(await chips().count()).toBe(1);
    });

    test("check 10: dropped anywhere on the panel, with a place that shows it", async () => {
        await stage.drag([{ name: "a.txt", bytes: 9 }], "dragenter");
        await panel.getByText("Drop files here").waitFor();
        const files = ["a.txt", "b.txt"].map((name) => ({ name, bytes: 9 }));
        expect(await stage.drag(files)).toBe(false);
        await chip("a.txt").getByText("ready").waitFor();
        await chip("b.txt").getByText("ready").waitFor();
        expect(await panel.getByText("Drop files here").count()).toBe(0);
    });

    test("what leaves the panel again leaves nothing", async () => {
        await stage.drag([{ name: "a.txt", bytes: 9 }], "dragenter");
        const place = panel.getByText("Drop files here");
        await place.dispatchEvent("dragleave");
        await place.waitFor({ state: "detached" });
        expect(await chips().count()).toBe(0);
    });

    test("check 10: too large, forbidden, empty: the rule in words, nothing is sent", async () => {
        await stage.attach(
            { name: "report.exe", bytes: 9 },
            { name: "film.pdf", bytes: 2 * mega + 1 },
            { name: "empty.txt", bytes: 0 },
        );
        await alert().getByText("report.exe: This kind of file is not taken.").waitFor();
        await alert().getByText("film.pdf: The file is larger than 2 MB.").waitFor();
        await alert().getByText("empty.txt: The file is empty.").waitFor();
        expect(await chips().count()).toBe(0);
        await button("Close notice").click();
        await eventually(() => alert().textContent()).toBe("");
        // What comes after is the first that the server hears of.
        await stage.attach({ name: "a.txt", bytes: 9 });
        await chip("a.txt").getByText("ready").waitFor();
        expect(files().pieces.map(({ name }) => name)).toEqual(["a.txt"]);
    });

    test("too many, and too much together", async () => {
        await stage.attach(
            ...["a.txt", "b.txt", "c.txt", "d.txt"].map((name) => ({ name, bytes: 9 })),
        );
        await alert().getByText("d.txt: At most 3 files go into one message.").waitFor();
        await button("Remove c.txt").click();
        await eventually(() => chips().count()).toBe(2);
        await stage.attach({ name: "e.txt", bytes: 2 * mega });
        await alert().getByText("e.txt: All files together may have at most 2 MB.").waitFor();
    });

    test("a refusal of the server is said, and not tried again", async () => {
        stage.server.refuse.set("file.upload", {
            status: 400,
            code: "invalid",
            path: "/name",
            title: "Invalid",
            detail: "no",
        });
        await stage.attach({ name: "a.txt", bytes: 9 });
        await chip("a.txt").getByText("This kind of file is not taken.").waitFor();
        expect(await button("Try a.txt again").count()).toBe(0);
        expect(await button("Send").getAttribute("aria-disabled")).toBe("true");
        expectCuts();
    });

    test("removed while it is uploaded: no piece more, and the server drops it", async () => {
        files().hold();
        await stage.attach({ name: "a.txt", bytes: 3 * piece });
        await eventually(() => files().pieces.length).toBe(1);
        await button("Remove a.txt").click();
        await eventually(() => chips().count()).toBe(0);
        files().letGo();
        await eventually(() => stage.server.called("file.delete")).toEqual([{ file: "file_1" }]);
        expect(files().pieces.length).toBeLessThan(3);
        expect(await button("Attach files").evaluate((one) => one.matches(":focus"))).toBe(true);
    });
});

describe("a bad line", () => {
    test("a piece whose answer gets lost is not sent twice", async () => {
        files().cuts = 1;
        await stage.attach({ name: "a.txt", bytes: 3 * piece });
        await chip("a.txt").getByText("ready").waitFor();
        expect(files().find("a.txt").bytes.length).toBe(3 * piece);
        // The lost one was asked again from its place; the server said where it really is.
        expect(files().pieces.map(({ at }) => at / piece)).toEqual([0, 0, 1, 2]);
        expectCuts();
    });

    test("after many cuts it is said, and goes on with a click", async () => {
        files().down = true;
        await stage.page.clock.install();
        await stage.attach({ name: "a.txt", bytes: 9 });
        await chip("a.txt").getByText("waiting").waitFor();
        await expect
            .poll(async () => {
                await stage.page.clock.runFor(10_000);
                return chip("a.txt").textContent();
            })
            .toContain("Not uploaded. Please try again.");
        await stage.send("Here it is");
        await alert().getByText("Not sent yet: first try a.txt again, or remove it.").waitFor();
        expect(stage.server.posts).toEqual([]);
        files().down = false;
        await button("Try a.txt again").click();
        await chip("a.txt").getByText("ready").waitFor();
        expectCuts();
    });
});

describe("Enter during an upload", () => {
    beforeEach(async () => {
        files().hold();
        await stage.attach({ name: "a.txt", bytes: 3 * piece });
        await eventually(() => files().pieces.length).toBe(1);
        await stage.send("Here it is");
        await panel.locator(".holding", { hasText: "Sends as soon as everything" }).waitFor();
    });

    test("sends once the last byte is there", async () => {
        expect(stage.server.posts).toEqual([]);
        files().letGo();
        await eventually(posts).toEqual([["Here it is", "a.txt"]]);
        await eventually(() => field().inputValue()).toBe("");
        expect(await panel.locator(".holding").count()).toBe(0);
    });

    test("can be taken back", async () => {
        await button("Don’t send yet").click();
        files().letGo();
        await chip("a.txt").getByText("ready").waitFor();
        expect(await field().inputValue()).toBe("Here it is");
        expect(stage.server.posts).toEqual([]);
    });

    test("sends nothing where a file does not make it", async () => {
        // The second piece is on its way, and the third is refused.
        stage.server.refuse.set("file.upload", { status: 429, code: "too_many", title: "" });
        files().letGo();
        await chip("a.txt").getByText("Too many files. Please try again later.").waitFor();
        await panel.locator(".holding").waitFor({ state: "detached" });
        expect(stage.server.posts).toEqual([]);
        expect(await field().inputValue()).toBe("Here it is");
        expectCuts();
    });
});

describe("in messages", () => {
    test("a picture has its place before it is there, and opens large", async () => {
        const picture = files().put("spade.png", {}, png(900, 600));
        stage.server.sayFiles("Is it this one?", [picture]);
        const small = panel.getByRole("img", { name: "spade.png" });
        await small.waitFor();
        const size = await small.evaluate((one: HTMLImageElement) => [one.width, one.height]);
        expect(size).toEqual([240, 160]);
        expect(await panel.locator(".picture").evaluate((one) => one.clientHeight)).toBe(160);
        await panel
            .getByRole("log")
            .getByText("Maya Ortiz: Is it this one?, attachment: spade.png")
            .waitFor({ state: "attached" });
        await button("Open spade.png").press("Enter");
        const viewer = panel.getByRole("dialog", { name: "spade.png" });
        await viewer.getByRole("img").waitFor();
        await eventually(() =>
            viewer.getByRole("img").evaluate((one: HTMLImageElement) => one.naturalWidth),
        ).toBe(900);
        await expectAccessibleInBothThemes(stage.page, "viewer", stage.frame());
        await stage.page.keyboard.press("Escape");
        await viewer.waitFor({ state: "detached" });
        // The panel itself is still open, and the focus where it was.
        const opener = button("Open spade.png");
        await eventually(() => opener.evaluate((one) => one.matches(":focus"))).toBe(true);
    });

    test("another file is downloaded, from an address that is asked for then", async () => {
        stage.server.sayFiles("", [files().put("manual.pdf", { size: 3_400_000 })]);
        const line = button("Download: manual.pdf 3.2 MB");
        await line.waitFor();
        expect(stage.server.called("file.get")).toEqual([]);
        const download = stage.page.waitForEvent("download");
        await line.click();
        expect((await download).suggestedFilename()).toBe("manual.pdf");
        expect(stage.server.called("file.get")).toEqual([{ file: "file_1" }]);
    });

    test("a download that fails is said", async () => {
        stage.server.sayFiles("", [files().put("manual.pdf")]);
        stage.server.refuse.set("file.get", { status: 404, code: "not_found", title: "" });
        await button("Download: manual.pdf 1 kB").click();
        await panel.locator(".bubble", { hasText: "That did not work" }).waitFor();
    });

    test("a file that is being checked becomes what it turns out to be", async () => {
        files().verdict = undefined;
        await stage.attach(
            { name: "card.txt", bytes: 9 },
            { name: "photo.png", bytes: png(60, 40) },
        );
        await eventually(() => chips().getByText("is being checked").count()).toBe(2);
        await button("Send").click();
        const bubble = panel.locator(".bubble.sent", { hasText: "card.txt" });
        await bubble.getByText("1 kB · is being checked").first().waitFor();
        files().decide("card.txt", { state: "refused", reason: "personal_data" });
        const words = "It holds a card number or similar and was not sent on.";
        await bubble.getByText(words).waitFor();
        await panel
            .locator("body > [role=alert]", { hasText: `card.txt: ${words}` })
            .waitFor({ state: "attached" });
        files().decide("photo.png");
        await bubble.getByRole("img", { name: "photo.png" }).waitFor();
    });

    test("what the other side could not send is not explained", async () => {
        stage.server.sayFiles("", [files().put("a.pdf", { state: "refused", reason: "infected" })]);
        await panel.locator(".bubble", { hasText: "This file is not available." }).waitFor();
        expect(await button("Download: a.pdf 1 kB").count()).toBe(0);
    });

    test("are sent again after a reload by the same ids", async () => {
        await stage.attach({ name: "a.txt", bytes: 9 });
        await chip("a.txt").getByText("ready").waitFor();
        stage.server.silent.add("message.post");
        await stage.send("");
        await panel.locator(".bubble.pending", { hasText: "a.txt" }).waitFor();
        stage.server.silent.clear();
        await stage.page.reload();
        await panel.locator(".bubble.sent", { hasText: "a.txt" }).waitFor();
        expect(stage.server.posts.map(({ files }) => files)).toEqual([["file_1"]]);
    });
});

describe("for everybody", () => {
    test("keys alone: attach, remove, send, download", async () => {
        const keys = new Keyboard(stage.page);
        await field().focus();
        const chooser = stage.page.waitForEvent("filechooser");
        await keys.open(button("Attach files"), "Shift+Tab");
        await (await chooser).setFiles(
            ["a.txt", "b.txt"].map((name) => ({
                name,
                mimeType: "text/plain",
                buffer: Buffer.from("abc"),
            })),
        );
        await chip("b.txt").getByText("ready").waitFor();
        await keys.open(button("Remove a.txt"), "Shift+Tab");
        await eventually(() => chips().count()).toBe(1);
        await keys.tabTo(field());
        await keys.press("Enter");
        await eventually(posts).toEqual([["", "b.txt"]]);
        const download = stage.page.waitForEvent("download");
        await keys.open(button("Download: b.txt 1 kB"), "Shift+Tab");
        expect((await download).suggestedFilename()).toBe("b.txt");
    });

    test("axe finds nothing with a file of each state, in both themes", async () => {
        await stage.attach({ name: "a.png", bytes: png(60, 40) });
        await chip("a.png").getByText("ready").waitFor();
        files().hold();
        await stage.attach({ name: "b.txt", bytes: 2 * piece }, { name: "c.exe", bytes: 1 });
        await eventually(() => files().pieces.length).toBe(2);
        await stage.send("soon");
        await panel.locator(".holding").waitFor();
        await expectAccessibleInBothThemes(stage.page, "attaching", stage.frame());
        for (const one of await panel.locator(".attached .button").all()) {
            const { width, height } = (await one.boundingBox())!;
            expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
        }
    });
});

test("without the switch there is nothing to attach, and files are still shown", async () => {
    await stage.close();
    stage = await Stage.open();
    panel = await stage.inChat();
    stage.server.sayFiles("", [files().put("manual.pdf")]);
    await button("Download: manual.pdf 1 kB").waitFor();
    expect(await button("Attach files").count()).toBe(0);
});

test("German", async () => {
    await stage.close();
    stage = await Stage.open({ attributes: 'data-organization="demo" data-lang="de"' });
    stage.server.allows_files = { most: 3, bytes: 2 * mega, extensions };
    await stage.page.locator("button").click();
    panel = stage.panel();
    await panel.locator("#name").fill("Dana Whitfield");
    await panel.locator("#email").fill("dana@example.org");
    await panel.locator("#text").fill("Mein Paket fehlt.");
    await panel.locator("[type=submit]").click();
    await panel.locator(".waiting").waitFor();
    await button("Dateien anhängen").waitFor();
    await stage.attach({ name: "a.txt", bytes: 9 }, { name: "b.exe", bytes: 9 });
    await alert().getByText("b.exe: Dateien dieser Art werden nicht angenommen.").waitFor();
    await panel.getByText("1 kB · bereit").waitFor();
    await button("a.txt entfernen").waitFor();
    stage.server.accept();
    stage.server.sayFiles("", [files().put("Anleitung.pdf", { size: 3_400_000 })]);
    await button("Herunterladen: Anleitung.pdf 3,2 MB").waitFor();
    await panel
        .getByRole("log")
        .getByText("Maya Ortiz: Anhang: Anleitung.pdf")
        .waitFor({ state: "attached" });
});
