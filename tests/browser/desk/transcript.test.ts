// What was said in a chat, saved from the desk: beside the chat and by the palette (E44).
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk, Refusal } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

test("E44: the transcript is saved with a button and with the palette; a refusal is said", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    const saved = { file_name: "chat-2026-11-22.txt", text: "Chat with Support\n" };
    server.on("chat.transcript", () => saved);
    const side = page.getByRole("complementary", { name: "Customer details" });
    const [file] = await Promise.all([
        page.waitForEvent("download"),
        side.getByRole("button", { name: "Save transcript" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(saved.file_name);
    expect(await readFile(await file.path(), "utf8")).toBe(`\ufeff${saved.text}`);
    expect(server.calls_of("chat.transcript")).toMatchObject([
        { chat: "chat_dana", language: "en", after_seq: 0 },
    ]);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("save tran");
    await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    server.on("chat.transcript", () => {
        throw new Refusal({ status: 404, code: "not_found" });
    });
    await side.getByRole("button", { name: "Save transcript" }).click();
    await page.getByRole("alert").first().waitFor();
});
