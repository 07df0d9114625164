// How far the own messages have come: one tick, two ticks, two ticks and "Seen" (guide 1.0); and what
// the desk tells of customers' messages that came while nobody looked at them.
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { look } from "../attention.ts";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk, type FakeServer, Refusal } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

const meta = (page: Page, text: string) =>
    page.locator(".group", { hasText: text }).locator(".meta");
const ticks = (of: Locator) => of.locator(".icon path").getAttribute("d");
/** Of each chat, the last message of which it was told that it has come. */
const told = (server: FakeServer) =>
    Object.fromEntries(server.calls_of("chat.mark_delivered").map(({ chat, seq }) => [chat, seq]));

test("an own message has one tick, then two, then two and the word Seen", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    const field = page.getByRole("textbox", { name: "Message to Dana" });
    await field.fill("On its way");
    await field.press("Enter");
    const own = meta(page, "On its way");
    await own.getByText("Sent", { exact: true }).waitFor({ state: "attached" });
    const one = await ticks(own);
    const { seq } = server.view("chat_dana");
    server.emit("message.delivered", { chat: "chat_dana", by: "customer", seq });
    await own.getByText("Delivered", { exact: true }).waitFor({ state: "attached" });
    const two = await ticks(own);
    expect(two).not.toBe(one);
    // Which it is shows in the shape; the word is for who hears it.
    expect(await own.innerText()).not.toContain("Seen");
    expect((await own.getByText("Delivered").boundingBox())?.width).toBeLessThanOrEqual(1);
    await expectAccessibleInBothThemes(page, "delivered");
    server.emit("message.read", { chat: "chat_dana", by: "customer", seq });
    const seen = own.getByText("Seen", { exact: true });
    await seen.waitFor();
    expect(await ticks(own)).toBe(two);
    expect((await seen.boundingBox())?.width).toBeGreaterThan(10);
    // On the last one only; those before it say it to who hears them.
    const before = meta(page, "I am asking the carrier").getByText("Seen");
    expect((await before.boundingBox())?.width).toBeLessThanOrEqual(1);
    // A colleague's page that hears it late takes nothing back.
    server.emit("message.delivered", { chat: "chat_dana", by: "customer", seq: seq - 1 });
    server.say("chat_dana", "Thank you");
    await page.locator(".bubble", { hasText: "Thank you" }).waitFor();
    await seen.waitFor();
});

test("what the list shows as unread has come, and so has what comes then", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_8841" });
    // Luis and the visitor have nothing new.
    await expect.poll(() => told(server)).toEqual({ chat_aiko: 2, chat_dana: 8 });
    server.say("chat_luis", "Are you there?");
    const { seq } = server.say("chat_luis", "Hello?");
    await expect.poll(() => told(server).chat_luis).toBe(seq);
    await page.getByRole("link", { name: /Luis Ferreira/ }).waitFor();
    expect(server.view("chat_luis")).toMatchObject({ unread: 2, delivered: { agent: seq } });
});

test("one call of a chat at a time; what came meanwhile goes with the next", async () => {
    const { server } = await openDesk(busyDesk, { path: "/desk/chats/chat_8841" });
    await expect.poll(() => Object.keys(told(server)).length).toBe(2);
    const answers = server.answer_of("chat.mark_delivered");
    let answer = (): void => undefined;
    server.on("chat.mark_delivered", async (asked) => {
        if (asked.chat === "chat_luis") {
            await new Promise<void>((go) => {
                answer = go;
            });
        }
        return answers(asked);
    });
    const first = server.say("chat_luis", "Are you there?").seq;
    const calls = () =>
        server
            .calls_of("chat.mark_delivered")
            .filter(({ chat }) => chat === "chat_luis")
            .map(({ seq }) => seq);
    await expect.poll(calls).toEqual([first]);
    for (const text of ["Hello?", "Anybody?", "Please"]) server.say("chat_luis", text);
    // The other chats go their own way.
    server.say("chat_aiko", "And me?");
    await expect.poll(() => told(server).chat_aiko).toBe(3);
    expect(calls()).toEqual([first]);
    server.on("chat.mark_delivered", answers);
    const last = server.view("chat_luis").seq;
    answer();
    await expect.poll(calls).toContain(last);
});

test("the open chat, too, while the person is elsewhere; what they read goes as read", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_luis" });
    await page.locator(".bubble", { hasText: "arrived broken" }).waitFor();
    await look(page, { focused: false, hidden: true });
    const { seq } = server.say("chat_luis", "Hello?");
    await expect.poll(() => told(server).chat_luis).toBe(seq);
    expect(server.calls_of("chat.mark_read").filter(({ seq: at }) => at === seq)).toEqual([]);
    await look(page, {});
    await expect.poll(() => server.calls_of("chat.mark_read").at(-1)?.seq).toBe(seq);
});

test("what came while the connection was away is told once it is here", async () => {
    const { server } = await openDesk(busyDesk, { path: "/desk/chats/chat_8841" });
    await expect.poll(() => Object.keys(told(server)).length).toBe(2);
    server.reset_next = true;
    server.down = true;
    server.cut();
    const { seq } = server.say("chat_luis", "Where are you?");
    server.down = false;
    await expect.poll(() => told(server).chat_luis).toBe(seq);
});

test("a refusal troubles nobody, and is not asked for over and over", async () => {
    const { server, page } = await openDesk(
        (server) => {
            busyDesk(server);
            server.on("chat.mark_delivered", () => {
                throw new Refusal({ status: 409, code: "chat_ended" });
            });
        },
        { path: "/desk/chats/chat_8841" },
    );
    await expect.poll(() => Object.keys(told(server)).length).toBe(2);
    const { seq } = server.say("chat_luis", "Hello?");
    await expect.poll(() => told(server).chat_luis).toBe(seq);
    expect(server.calls_of("chat.mark_delivered").length).toBe(3);
    expect(await page.locator("[data-region=toasts]").count()).toBe(0);
});
