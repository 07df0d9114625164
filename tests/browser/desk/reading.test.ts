// Reading: what counts as seen, where the reader stands, the order of the list.
import { expect, test } from "vitest";
import { look } from "../attention.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk } from "./fake_server.ts";
import { longChat } from "./long_chat.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

test("a message is read only where one looks at it", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await expect
        .poll(() => server.calls_of("chat.mark_read"))
        .toEqual([{ chat: "chat_dana", seq: 8 }]);
    await look(page, { focused: false });
    server.say("chat_dana", "Not seen yet");
    await page.locator(".bubble", { hasText: "Not seen yet" }).waitFor();
    await page.waitForFunction(() => document.title === "(2) Parley");
    // Longer than a look takes: the message must still be unread.
    await page.waitForTimeout(900);
    expect(server.calls_of("chat.mark_read")).toHaveLength(1);
    await look(page, { focused: true });
    await expect
        .poll(() => server.calls_of("chat.mark_read").at(-1))
        .toEqual({ chat: "chat_dana", seq: 9 });
    await page.waitForFunction(() => document.title === "(1) Parley");
});

test("a message above what is in view is not read", async () => {
    const { server, page } = await openDesk((script) => longChat(script, 120), {
        path: "/desk/chats/chat_long",
    });
    await page.locator(".bubble", { hasText: "Message 120 " }).waitFor();
    await page.locator("[data-region=thread]").evaluate((box) => {
        box.scrollTop = box.scrollHeight - 1_500;
    });
    await page.getByRole("button", { name: "To the newest message" }).waitFor();
    server.say("chat_long", "Below");
    await page.getByRole("button", { name: "1 new" }).waitFor();
    await page.waitForTimeout(900);
    expect(server.calls_of("chat.mark_read")).toEqual([]);
    await page.getByRole("button", { name: "1 new" }).click();
    await expect
        .poll(() => server.calls_of("chat.mark_read"))
        .toEqual([{ chat: "chat_long", seq: 121 }]);
});

test("the New divider stands where one left off", async () => {
    const { page } = await openDesk(busyDesk, { path: dana });
    await page.getByText("New", { exact: true }).waitFor();
    const lines = await page.locator("ol.timeline > li").allTextContents();
    const at = lines.indexOf("New");
    expect(lines[at - 1]).toContain("I understand.");
    expect(lines[at + 1]).toContain("Any news?");
});

test("pinned to the end, the list follows; one's own message brings the end back", async () => {
    const { server, page } = await openDesk((script) => longChat(script, 60), {
        path: "/desk/chats/chat_long",
    });
    const thread = page.locator("[data-region=thread]");
    const rest = () =>
        thread.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
    await page.locator(".bubble", { hasText: "Message 60 " }).waitFor();
    server.say("chat_long", `Long ${"word ".repeat(200)}`);
    await page.locator(".bubble", { hasText: "Long word" }).waitFor();
    await expect.poll(rest).toBeLessThanOrEqual(2);
    await thread.evaluate((box) => {
        box.scrollTop -= 700;
    });
    await page.getByRole("button", { name: "To the newest message" }).waitFor();
    await page.fill("textarea", "Mine");
    await page.press("textarea", "Enter");
    await page.locator(".bubble", { hasText: "Mine" }).waitFor();
    await expect.poll(rest).toBeLessThanOrEqual(2);
});

test("each message of the other side is announced once, history and own ones never", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.evaluate(() => {
        const heard: string[] = [];
        Object.assign(window, { heard });
        new MutationObserver((changes) => {
            for (const change of changes) {
                for (const node of change.addedNodes) heard.push(node.textContent ?? "");
            }
        }).observe(document.querySelector("[role=log]")!, { childList: true });
    });
    await page.locator(".bubble").first().waitFor();
    await page.fill("textarea", "From me");
    await page.press("textarea", "Enter");
    await page.locator(".bubble", { hasText: "From me" }).waitFor();
    server.say("chat_dana", "From you");
    server.say("chat_luis", "From Luis");
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await expect
        .poll(heard)
        .toEqual(["Dana Whitfield: From you", "New message from Luis Ferreira, 1 unread"]);
});

test("the list: overdue, unread by wait, the rest; frozen while the pointer is inside", async () => {
    const { server, page } = await openDesk(busyDesk);
    const names = () => page.locator("[data-chat-row] a > :nth-child(2)").allTextContents();
    await expect
        .poll(names)
        .toEqual(["Aiko Tanaka", "Dana Whitfield", "Luis Ferreira", "Visitor 8841"]);
    await page.getByRole("link", { name: /Visitor 8841/ }).hover();
    server.say("chat_8841", "And to Sweden?");
    server.say("chat_luis", "Hello?");
    await page.getByRole("link", { name: /Visitor 8841.*1 unread/ }).waitFor();
    await page.getByRole("link", { name: /Luis Ferreira.*1 unread/ }).waitFor();
    expect(await names()).toEqual([
        "Aiko Tanaka",
        "Dana Whitfield",
        "Luis Ferreira",
        "Visitor 8841",
    ]);
    await page.mouse.move(900, 400);
    await expect
        .poll(names)
        .toEqual(["Aiko Tanaka", "Luis Ferreira", "Dana Whitfield", "Visitor 8841"]);
});

test("after a reset the state is that of a new snapshot", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.locator(".bubble", { hasText: "birthday" }).waitFor();
    server.down = true;
    server.cut();
    server.chats.delete("chat_luis");
    server.say("chat_dana", "Missed one");
    server.addChat({ id: "chat_new", name: "New Face", texts: ["<Hi"] });
    server.presence = { ...server.presence, label: "at_capacity", load: 4, used: 400 };
    server.reset_next = true;
    server.down = false;
    await page.locator(".bubble", { hasText: "Missed one" }).waitFor({ timeout: 15_000 });
    await page.getByRole("link", { name: /New Face/ }).waitFor();
    await page.getByRole("button", { name: /At capacity/ }).waitFor();
    expect(
        await page.getByRole("list", { name: "My chats" }).getByText("Luis Ferreira").count(),
    ).toBe(0);
});

test("O4: a hidden page: one sound and one notification over three tabs, a click opens the chat", async () => {
    const { server, context, page } = await openDesk((script) => busyDesk(script), {
        path: "/desk",
    });
    await context.grantPermissions(["notifications"]);
    await context.addInitScript(() => {
        const shown: { title: string; tag?: string; body?: string; stays?: boolean }[] = [];
        let sounds = 0;
        class Recorded extends EventTarget {
            static permission = "granted";
            onclick: (() => void) | null = null;
            onclose: (() => void) | null = null;
            constructor(title: string, options: NotificationOptions = {}) {
                super();
                const { tag, body, requireInteraction: stays } = options;
                shown.push({
                    title,
                    ...(tag && { tag }),
                    ...(body && { body }),
                    ...(stays && { stays }),
                });
                Object.assign(window, { last_notification: this });
            }
            close() {}
        }
        const create = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () {
            sounds++;
            return create.call(this);
        };
        Object.assign(window, { Notification: Recorded, shown, sounds: () => sounds });
        document.hasFocus = () => false;
        localStorage.setItem(
            "parley.desk.settings",
            JSON.stringify({ notify: { on: true, hide_text: false } }),
        );
    });
    await page.reload();
    const pages = [page, await context.newPage(), await context.newPage()];
    for (const one of pages.slice(1)) await one.goto("https://desk.test/desk");
    for (const one of pages) await one.getByRole("link", { name: /Luis Ferreira/ }).waitFor();
    // At once: what comes 3 s later sounds again.
    server.say("chat_luis", "Are you there?");
    server.say("chat_luis", "Hello?");
    for (const one of pages)
        await one.getByRole("link", { name: /Luis Ferreira.*2 unread/ }).waitFor();
    const shown = await Promise.all(
        pages.map((one) => one.evaluate(() => (window as unknown as { shown: object[] }).shown)),
    );
    expect(shown.flat()).toEqual([
        { title: "New message from Luis Ferreira", tag: "chat_luis", body: "Are you there?" },
        { title: "New message from Luis Ferreira", tag: "chat_luis", body: "Hello?" },
    ]);
    // Two notes make one sound.
    const sounds = await Promise.all(
        pages.map((one) =>
            one.evaluate(() => (window as unknown as { sounds: () => number }).sounds()),
        ),
    );
    expect(sounds.reduce((sum, one) => sum + one)).toBe(2);
    const leader = pages[shown.findIndex((one) => one.length > 0)]!;
    await leader.evaluate(() => {
        (
            window as unknown as { last_notification: { onclick: () => void } }
        ).last_notification.onclick();
    });
    await leader.getByRole("textbox", { name: "Message to Luis Ferreira" }).waitFor();
});
