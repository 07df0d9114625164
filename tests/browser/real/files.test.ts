// The real program and real browsers: files go both ways, and what may not go says why (check 10).
import type { Frame, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Agent, type Customer, talk } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
beforeEach(async () => {
    program = await Program.start();
    await program.setSwitches({
        wrap_up: "off",
        attachments: "documents",
        attachments_max_mb: "1",
        customer_attachments: "true",
    });
});
afterEach(() => program?.stop());

const words = (name: string) => `What ${name} says.\n`.repeat(40);
const large = 1_048_577;

/** One side of the chat: where it writes, and the document that it does so in. */
interface Side {
    who: Agent | Customer;
    face: Page | Frame;
    /** Names of the files of which a piece was sent. */
    sent: Set<string>;
}

async function sideOf(who: Agent | Customer, face: Page | Frame): Promise<Side> {
    const sent = new Set<string>();
    who.page.on("request", (request) => {
        if (request.url().endsWith("/file.upload")) sent.add(request.postDataJSON().name);
    });
    await face.locator("input[type=file]").waitFor({ state: "attached" });
    // Bars of small files are seen for moments only.
    await face.evaluate(() => {
        const bars = new Set<string>();
        Object.assign(window, { bars });
        const look = () => {
            for (const bar of document.querySelectorAll("progress, [role=progressbar]")) {
                bars.add(bar.getAttribute("aria-label") ?? "");
            }
        };
        new MutationObserver(look).observe(document, { childList: true, subtree: true });
    });
    return { who, face, sent };
}

const bars = ({ face }: Side) =>
    face.evaluate(() => [...(window as unknown as { bars: Set<string> }).bars]);

async function pick(
    { face }: Side,
    name: string,
    buffer: Buffer = Buffer.from(words(name)),
    mimeType = "text/plain",
) {
    await face.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
}

/** As the browser tells of what comes by the clipboard, or by the mouse. */
function bring({ who }: Side, way: "paste" | "drop", name: string): Promise<void> {
    const place = way === "paste" ? who.field : who.timeline;
    return place.evaluate(
        (on, { way, name, text }) => {
            const data = new DataTransfer();
            data.items.add(new File([text], name, { type: "text/plain" }));
            const options = { bubbles: true, cancelable: true };
            if (way === "paste") {
                on.dispatchEvent(new ClipboardEvent(way, { ...options, clipboardData: data }));
                return;
            }
            const { left, top, width, height } = on.getBoundingClientRect();
            const [x, y] = [left + width / 2, top + height / 2];
            for (const type of ["dragenter", "dragover", "drop"]) {
                const over = document.elementFromPoint(x, y) ?? on;
                over.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: data }));
            }
        },
        { way, name, text: words(name) },
    );
}

/** It is on the other side, and there it can be had as it was. */
async function expectArrived(other: Side, name: string): Promise<void> {
    const download = other.who.page.waitForEvent("download");
    await other.who.timeline
        .getByRole("button", { name: new RegExp(`^Download:? ${name}`) })
        .click();
    const stream = await (await download).createReadStream();
    const pieces = await stream.toArray();
    expect(Buffer.concat(pieces).toString()).toBe(words(name));
}

test("check 10: picked, pasted and dropped, both ways", { timeout: 90_000 }, async () => {
    const { maya, dana } = await talk(program.origin);
    const panel = dana.page.frames().find((one) => one.url().includes("/widget/"))!;
    const sides = [await sideOf(dana, panel), await sideOf(maya, maya.page)] as const;
    for (const [i, side] of sides.entries()) {
        const other = sides[1 - i]!;
        const names = ["picked", "pasted", "dropped"].map((one) => `${one}-${i}.txt`);
        const [picked, pasted, dropped] = names as [string, string, string];
        await pick(side, picked);
        await bring(side, "paste", pasted);
        await bring(side, "drop", dropped);
        const chips = side.face.getByRole("list", { name: "Attached files" });
        for (const name of names) await chips.getByText(name).first().waitFor();
        await side.who.field.press("Enter");
        for (const name of names) await expectArrived(other, name);
        for (const name of names) await expectArrived(side, name);
        expect((await bars(side)).sort()).toEqual(names.map((name) => `Upload of ${name}`).sort());

        await pick(side, "report.exe");
        await side.face.getByRole("alert").filter({ hasText: "report.exe" }).waitFor();
        await pick(side, "large.txt", Buffer.alloc(large, "a"));
        const alert = side.face.getByRole("alert").filter({ hasText: "large.txt" });
        await alert.filter({ hasText: /larger than 1(\.0)?.MB/ }).waitFor();
        expect([...side.sent].sort()).toEqual(names.sort());
    }
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});

/** Somebody's screen, with this to be read on it. */
async function picture({ face }: Side, text: string): Promise<Buffer> {
    const url = await face.evaluate((text) => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [900, 500];
        const pen = canvas.getContext("2d")!;
        pen.fillStyle = "#eee";
        pen.fillRect(0, 0, 900, 500);
        pen.fillStyle = "#222";
        pen.font = "36px sans-serif";
        pen.fillText(text, 150, 200);
        pen.fillText("Erika Mustermann", 150, 300);
        return canvas.toDataURL("image/png");
    }, text);
    return Buffer.from(url.split(",")[1]!, "base64");
}

test("H13: what is to be read in a picture is searched", { timeout: 90_000 }, async () => {
    await program.setSwitches({ redaction_pictures: "read" });
    const { maya, dana } = await talk(program.origin);
    const panel = dana.page.frames().find((one) => one.url().includes("/widget/"))!;
    for (const [side, other] of [
        [await sideOf(dana, panel), maya],
        [await sideOf(maya, maya.page), dana],
    ] as const) {
        const whose = side.who === dana ? "danas" : "mayas";
        const card = await picture(side, "4539 1488 0343 6467");
        await pick(side, `${whose} card.png`, card, "image/png");
        await side.face
            .getByText(/holds a card number or similar/i)
            .first()
            .waitFor();
        await side.face.getByRole("button", { name: `Remove ${whose} card.png` }).click();
        const parcel = await picture(side, "Parcel 4471, on its way");
        await pick(side, `${whose} parcel.png`, parcel, "image/png");
        await side.who.field.press("Enter");
        await other.timeline.getByRole("img", { name: `${whose} parcel.png` }).waitFor();
        expect(await other.timeline.getByText(`${whose} card.png`).count()).toBe(0);
    }
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});
