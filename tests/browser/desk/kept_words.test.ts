// What somebody has typed beside the messages to the customer is there until it has arrived: notes
// with whom they mention, whispers.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Note, Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, busyDesk, type FakeServer } from "./fake_server.ts";
import { watcher } from "./manager.ts";

useBrowser();

const dana = "/desk/chats/chat_dana";
const ravi: Person = { kind: "agent", id: "usr_ravi", name: "Ravi Patel" };
const maya: Person = { kind: "agent", id: "usr_anna", name: "Maya Ortiz" };
const noteField = (page: Page) => page.getByLabel("Internal note: the customer does not see this");
const messageField = (page: Page) =>
    page.getByRole("textbox", { name: "Message to Dana Whitfield" });

function withNotes(server: FakeServer): void {
    busyDesk(server);
    let place = 0;
    server.on("colleague.find", ({ like }) => ({
        // As a server: whom nobody types any more is not found.
        items: ravi.name.toLowerCase().startsWith(like.toLowerCase())
            ? [{ person: ravi, signed_in: true, may_write: true }]
            : [],
    }));
    server.on("message.note", ({ chat, client_id, text }) => {
        const note: Note = {
            chat,
            place: ++place,
            after_seq: 8,
            at: ago(0),
            from: maya,
            text,
            client_id,
            mentions: [],
        };
        return { note, duplicate: false };
    });
}

test("who was picked for a note is told, also after another chat and a reload", async () => {
    const { server, page } = await openDesk(withNotes, { path: dana });
    await messageField(page).waitFor();
    await page.keyboard.press("Alt+KeyP");
    await noteField(page).pressSequentially("@rav");
    await page.getByRole("option", { name: "Ravi Patel" }).waitFor();
    await page.keyboard.press("Enter");
    await noteField(page).pressSequentially("look");
    await page.getByText("Will be told: Ravi Patel").waitFor();
    await expectAccessible(page);
    await page.locator('[data-chat-row="chat_luis"]').click();
    await page.getByRole("textbox", { name: /Message to Luis/ }).waitFor();
    await page.reload();
    await page.locator('[data-chat-row="chat_dana"]').click();
    await messageField(page).waitFor();
    await page.keyboard.press("Alt+KeyP");
    expect(await noteField(page).inputValue()).toBe("@Ravi Patel look");
    await page.getByText("Will be told: Ravi Patel").waitFor();
    await noteField(page).press("Enter");
    await expect.poll(() => server.calls_of("message.note")[0]?.mentions).toEqual([ravi.id]);
    await expect.poll(() => noteField(page).inputValue()).toBe("");
    await page.getByText("Will be told").waitFor({ state: "detached" });
});

test("what is typed while a note is on its way stays", async () => {
    const { server, page } = await openDesk(withNotes, { path: dana });
    await messageField(page).waitFor();
    let arrive: (() => void) | undefined;
    server.on("message.note", async ({ chat, client_id, text }) => {
        await new Promise<void>((done) => {
            arrive = done;
        });
        const said = { chat, place: 1, after_seq: 8, at: ago(0), from: maya, text, client_id };
        return { note: { ...said, mentions: [] }, duplicate: false };
    });
    await page.keyboard.press("Alt+KeyP");
    await noteField(page).fill("One");
    await noteField(page).press("Enter");
    await expect.poll(() => arrive !== undefined).toBe(true);
    await noteField(page).fill("Two");
    arrive!();
    const announced = page.locator("[aria-live]").filter({ hasText: "Note added" });
    await announced.waitFor({ state: "attached" });
    expect(await noteField(page).inputValue()).toBe("Two");
});

test("a whisper that is not sent yet stands there after another choice and another chat", async () => {
    const { page } = await openDesk(watcher, { path: "/desk/all/chat_luis" });
    await page.getByRole("button", { name: "Whisper" }).click();
    const field = page.getByLabel(/^Whisper to Maya Ortiz/);
    await field.fill("Offer a refund");
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await field.waitFor({ state: "detached" });
    await page.getByRole("link", { name: /Aiko Tanaka/ }).click();
    await page.getByRole("button", { name: "Whisper" }).click();
    expect(await field.inputValue()).toBe("");
    await page.getByRole("link", { name: /Luis Ferreira/ }).click();
    await page.getByRole("button", { name: "Whisper" }).click();
    expect(await field.inputValue()).toBe("Offer a refund");
});
