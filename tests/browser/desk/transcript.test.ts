// What was said in a chat, saved from the desk: beside the chat and by the palette (E44).
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk, Refusal } from "./fake_server.ts";
import { choose } from "./palette.ts";

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
    await Promise.all([
        page.waitForEvent("download"),
        choose(page, "save tran", "Save transcript"),
    ]);
    server.on("chat.transcript", () => {
        throw new Refusal({ status: 404, code: "not_found" });
    });
    await side.getByRole("button", { name: "Save transcript" }).click();
    await page.getByRole("alert").getByText(/\S/).first().waitFor();
});

test("C11: it goes by mail, to the address that is known or to another one", async () => {
    const { server, page } = await openDesk(
        (server) => {
            busyDesk(server);
            server.chats.get("chat_dana")!.transcript_mail = true;
        },
        { path: dana },
    );
    const side = page.getByRole("complementary", { name: "Customer details" });
    const wrong = new Refusal({ status: 422, code: "invalid", path: "/email" });
    server.on("chat.mail_transcript", ({ email }) => {
        if (!email.includes("@")) throw wrong;
        return { to: `${email[0]}…@example.org` };
    });
    await side.getByRole("button", { name: "Send transcript by e-mail" }).click();
    const dialog = page.getByRole("dialog");
    const field = dialog.getByLabel("E-mail address");
    await focusOn(field);
    expect(await field.inputValue()).toBe("dana.whitfield@example.com");
    await expectAccessible(page);
    await field.fill("nobody");
    await field.press("Enter");
    await dialog.getByRole("alert").getByText("Please enter an address").waitFor();
    await field.fill("kim@example.org");
    await field.press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect(server.calls_of("chat.mail_transcript")).toMatchObject([
        { chat: "chat_dana", email: "nobody", language: "en" },
        { chat: "chat_dana", email: "kim@example.org", language: "en" },
    ]);
    await choose(page, "by e-mail", "Send transcript by e-mail");
    await focusOn(dialog.getByLabel("E-mail address"));
});
