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

async function pick({ face }: Side, name: string, buffer = Buffer.from(words(name))) {
    const mimeType = "text/plain";
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
