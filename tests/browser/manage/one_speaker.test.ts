// One speaker at a time (N6) in the manager's room: who has the word in a chat that is watched, and
// whoever joins it from there.
import { expect, test } from "vitest";
import type { Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { useBrowser } from "../desk/browser.ts";
import { ago, type FakeServer, Refusal } from "../desk/fake_server.ts";
import { openRoom, room } from "./room_server.ts";

useBrowser();

const ben: Person = { kind: "agent", id: "usr_ben", name: "Ben Arndt" };
const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };
const id = "chat_dana";

function passes(server: FakeServer, speaker: Person): void {
    const before = server.chats.get(id)!;
    server.chats.set(id, { ...before, speaker, word: (before.word ?? 0) + 1 });
    server.emit("word.changed", { chat: server.view(id) });
}

function shared(server: FakeServer): void {
    room(server);
    const guests = [{ agent: ben, joined_at: ago(60) }];
    server.chats.set(id, { ...server.chats.get(id)!, guests, speaker: ben, word: 2 });
    server.on("chat.join", ({ chat }) => {
        const before = server.chats.get(id)!;
        before.guests = [...before.guests!, { agent: mo, joined_at: ago(0) }];
        server.emit("conference.joined", { chat: server.view(chat), agent: mo });
        return { chat: server.view(chat) };
    });
    server.on("chat.take_word", ({ chat }) => {
        passes(server, mo);
        return { chat: server.view(chat) };
    });
}

test("who watches sees who has the word; who joins takes it, and loses no text over it", async () => {
    const { server, page } = await openRoom(shared, { path: `/manage/chats?chat=${id}` });
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    const line = drawer.getByRole("region", { name: "Who writes to the customer" });
    await line.getByText("Ben Arndt has the word").waitFor();
    expect(await line.getByRole("button").count()).toBe(0);
    await expectAccessible(page);
    await drawer.getByRole("button", { name: "Join", exact: true }).click();
    await drawer.getByRole("button", { name: "Join the chat" }).click();
    const field = drawer.getByRole("textbox", { name: /Message to Dana/ });
    await field.fill("Let me help");
    await field.press("Enter");
    expect(server.calls_of("message.post")).toEqual([]);
    await line.getByRole("button", { name: "Take the word" }).press("Enter");
    await line.getByText("You have the word").waitFor();
    server.on("message.post", () => {
        passes(server, ben);
        throw new Refusal({ status: 409, code: "word_elsewhere" });
    });
    await field.press("Enter");
    await drawer.getByText("Not sent: Ben Arndt has the word now.").first().waitFor();
    expect(await field.inputValue()).toBe("Let me help");
    expect(server.calls_of("message.post")).toMatchObject([{ text: "Let me help", word: 3 }]);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
});

test("a text that does not go while nobody looks is told, and is in its field again", async () => {
    let refuse: (() => void) | undefined;
    const { server, page } = await openRoom(
        (fake) => {
            shared(fake);
            fake.chats.get(id)!.guests!.push({ agent: mo, joined_at: ago(9) });
            fake.chats.get(id)!.speaker = mo;
            fake.on("message.post", async () => {
                await new Promise<void>((done) => {
                    refuse = done;
                });
                throw new Refusal({ status: 409, code: "said_meanwhile", path: "/seen" });
            });
        },
        { path: `/manage/chats?chat=${id}` },
    );
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    await drawer.getByRole("button", { name: "Join", exact: true }).click();
    const field = drawer.getByRole("textbox", { name: /Message to Dana/ });
    await field.fill("Let me help");
    await field.press("Enter");
    await expect.poll(() => refuse !== undefined).toBe(true);
    await drawer.getByRole("button", { name: "Note", exact: true }).click();
    refuse!();
    await page.getByText("Your message was not sent.").first().waitFor();
    await drawer.getByRole("button", { name: "Join", exact: true }).click();
    await expect.poll(() => field.inputValue()).toBe("Let me help");
    expect(server.calls_of("message.post")).toHaveLength(1);
});
