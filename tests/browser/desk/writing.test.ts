// Writing: optimistic sending, failures, drafts, limits, and the end of a chat.
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { expectFocused, focusOn } from "../focus.ts";
import { openDesk, stopClock, useBrowser } from "./browser.ts";
import { busyDesk, Refusal, silence } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";
const field = "[data-region=composer] textarea";

test("a message is in the page three frames after Enter, unanswered, and gets its tick", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
        answer = resolve;
    });
    server.on("message.post", async ({ chat, client_id, text = "" }) => {
        await asked;
        const message = {
            id: "m",
            chat,
            seq: 9,
            at: new Date().toISOString(),
            from: { kind: "agent" as const, id: "usr_anna", name: "Maya Ortiz" },
            text,
            client_id,
        };
        return { message, duplicate: false };
    });
    await page.fill(field, "On its way");
    // 50 ms of a machine that does nothing else are three frames of any.
    const frames = await page.evaluate(async (selector) => {
        const box = document.querySelector<HTMLTextAreaElement>(selector)!;
        const sent = () =>
            [...document.querySelectorAll(".bubble")].some((one) =>
                one.textContent?.includes("On its way"),
            );
        let frames = 0;
        const shown = new Promise<void>((resolve) => {
            new MutationObserver((_, observer) => {
                if (!sent()) return;
                observer.disconnect();
                resolve();
            }).observe(document.body, { childList: true, subtree: true });
        });
        const count = () => {
            frames += 1;
            requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
        box.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }),
        );
        await shown;
        return frames;
    }, field);
    expect(frames).toBeLessThanOrEqual(3);
    const bubble = page.locator(".group", { hasText: "On its way" });
    await bubble.getByText("Sending").waitFor({ state: "attached" });
    const place = await page.locator(".bubble", { hasText: "On its way" }).boundingBox();
    answer();
    await bubble.getByText("Sent", { exact: true }).waitFor({ state: "attached" });
    expect(await page.locator(".bubble", { hasText: "On its way" }).boundingBox()).toEqual(place);
    server.emit("message.read", { chat: "chat_dana", by: "customer", seq: 9 });
    await bubble.getByText("Seen", { exact: true }).waitFor();
});

test("Enter of a composition does not send; Shift+Enter breaks the line", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.fill(field, "にほん");
    await page.evaluate((selector) => {
        document
            .querySelector(selector)!
            .dispatchEvent(
                new KeyboardEvent("keydown", { key: "Enter", bubbles: true, isComposing: true }),
            );
    }, field);
    await page.focus(field);
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("x");
    expect(await page.inputValue(field)).toBe("にほん\nx");
    expect(server.calls_of("message.post")).toEqual([]);
});

test("without an answer for 10 s: Not sent; Try again delivers it once, with the same id", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.locator(field).waitFor();
    await stopClock(page);
    const post = server.calls_of.bind(server, "message.post");
    const real = new Promise<void>((resolve) => {
        server.on("message.post", () => {
            resolve();
            return silence;
        });
    });
    await page.fill(field, "Hello?");
    await page.press(field, "Enter");
    await real;
    await page.clock.runFor(9_000);
    expect(await page.getByText("Not sent").count()).toBe(0);
    await page.clock.runFor(1_100);
    await page.getByText("Not sent").waitFor();
    await page.clock.resume();
    await expectAccessible(page);
    server.on("message.post", ({ chat, client_id, text = "" }) => {
        const message = {
            id: "m",
            chat,
            seq: 9,
            at: new Date().toISOString(),
            from: { kind: "agent" as const, id: "usr_anna", name: "Maya Ortiz" },
            text,
            client_id,
        };
        return { message, duplicate: false };
    });
    await page.getByRole("button", { name: "Try again" }).click();
    await page
        .locator(".group", { hasText: "Hello?" })
        .getByText("Sent", { exact: true })
        .waitFor({ state: "attached" });
    const ids = new Set((post() as { client_id: string }[]).map((one) => one.client_id));
    expect(ids.size).toBe(1);
    expect(await page.locator(".bubble", { hasText: "Hello?" }).count()).toBe(1);
    await expectFocused(page);
});

test("a refused message says why and can be deleted", async () => {
    const { page } = await openDesk(
        (script) => {
            busyDesk(script);
            script.on("message.post", () => {
                throw new Refusal({ status: 507, code: "storage_full" });
            });
        },
        { path: dana },
    );
    await page.fill(field, "Too much");
    await page.press(field, "Enter");
    await page.getByText("The server has no room left.").waitFor();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.locator(".bubble", { hasText: "Too much" }).waitFor({ state: "detached" });
    await expectFocused(page);
});

test("a draft survives another chat, a reload and a new page, and its row says so", async () => {
    const { context, page } = await openDesk(busyDesk, { path: dana });
    await page.fill(field, "Half a thou");
    await page.getByRole("link", { name: /Luis Ferreira/ }).click();
    await page.getByRole("textbox", { name: "Message to Luis Ferreira" }).waitFor();
    expect(await page.inputValue(field)).toBe("");
    const row = page.getByRole("link", { name: /Dana Whitfield/ });
    expect(await row.locator("bdi").textContent()).toBe("Half a thou");
    expect(await row.textContent()).toContain("Draft: Half a thou");
    await page.reload();
    await row.waitFor();
    expect(await row.textContent()).toContain("Draft: Half a thou");
    await page.close();
    const next = await context.newPage();
    await next.goto(`https://desk.test${dana}`);
    await next.locator(field).waitFor();
    expect(await next.inputValue(field)).toBe("Half a thou");
    await next.press(field, "Enter");
    await expect.poll(() => next.inputValue(field)).toBe("");
    await expect
        .poll(() => next.getByRole("link", { name: /Dana Whitfield/ }).textContent())
        .not.toContain("Draft");
});

test("messages written while the connection is gone wait, survive a reload and go in order", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.locator(field).waitFor();
    await page.clock.install();
    server.down = true;
    server.cut();
    await page.clock.runFor(2_100);
    await page.getByText("Reconnecting… messages will be sent when you are back").first().waitFor();
    for (const text of ["one", "two", "three"]) {
        await page.fill(field, text);
        await page.press(field, "Enter");
    }
    expect(server.calls_of("message.post")).toEqual([]);
    await expectAccessible(page);
    // The clock stands then: the next try by itself would take the button away from under the click.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 8_000));
    await page.getByRole("button", { name: "Retry now" }).waitFor();
    server.down = false;
    await page.getByRole("button", { name: "Retry now" }).click();
    await page.getByText("Back online").first().waitFor();
    await expect
        .poll(() =>
            server.messages
                .get("chat_dana")!
                .slice(-3)
                .map((one) => one.text),
        )
        .toEqual(["one", "two", "three"]);
    expect(await page.locator(".bubble", { hasText: /^You: (one|two|three)$/ }).count()).toBe(3);
    await page.clock.runFor(2_100);
    const banner = page.getByRole("region", { name: "Connection" });
    await banner.getByText("Back online").waitFor({ state: "detached" });
});

test("the limit is counted near its end and holds", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.fill(field, "😀".repeat(4_600));
    await page.getByText("400 characters left").waitFor();
    await page.fill(field, "😀".repeat(5_001));
    await page.getByText("1 characters too long").waitFor();
    await expectAccessible(page);
    await page.press(field, "Enter");
    expect(server.calls_of("message.post")).toEqual([]);
});

test("typing is told, and the customer's typing is shown until the message comes", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.locator(field).waitFor();
    // Neither is it told again nor forgotten by its time.
    await stopClock(page);
    await page.locator(field).pressSequentially("Hello");
    await expect
        .poll(() => server.calls_of("chat.typing"))
        .toEqual([{ chat: "chat_dana", typing: true }]);
    const from = { kind: "customer" as const, id: "vis_chat_dana", name: "Dana Whitfield" };
    server.emit("typing", { chat: "chat_dana", from, typing: true }, true);
    await page.getByText("Dana Whitfield is typing…").waitFor();
    server.say("chat_dana", "Hello?");
    await page.locator(".bubble", { hasText: "Hello?" }).waitFor();
    expect(await page.getByText("Dana Whitfield is typing…").count()).toBe(0);
    const luis = { kind: "customer" as const, id: "vis_chat_luis", name: "Luis Ferreira" };
    server.emit("typing", { chat: "chat_luis", from: luis, typing: true }, true);
    await page.getByRole("link", { name: /Luis Ferreira.*typing…/ }).waitFor();
});

test("Alt+E asks, ends, and leaves a bar to read; the focus stays in the chat", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.focus(field);
    await page.keyboard.press("Alt+KeyE");
    const dialog = page.getByRole("dialog", { name: "End the chat with Dana Whitfield?" });
    await focusOn(dialog.getByRole("button", { name: "End chat" }));
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page.getByText("This chat was ended by the agent.").waitFor();
    expect(server.calls_of("chat.end")).toEqual([{ chat: "chat_dana" }]);
    expect(await page.locator(field).count()).toBe(0);
    await expectFocused(page);
    await expectAccessible(page);
    await page.keyboard.press("Alt+ArrowDown");
    await expect
        .poll(() =>
            page.getByRole("list", { name: "My chats" }).getByText("Dana Whitfield").count(),
        )
        .toBe(0);
    await page.getByRole("tab", { name: "Ended" }).click();
    await page.getByRole("link", { name: /Dana Whitfield/ }).click();
    await page.getByText("This chat was ended by the agent.").waitFor();
});

test("what was being written when the customer ended the chat can be read, copied, deleted", async () => {
    const { context, server, page } = await openDesk(busyDesk, { path: dana });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.fill(field, "Half a thou");
    server.end("chat_dana", { kind: "customer", id: "vis_chat_dana", name: "Dana Whitfield" });
    await page.getByText("This chat was ended by the customer.").waitFor();
    const draft = page.getByRole("textbox", { name: "Not sent" });
    expect(await draft.inputValue()).toBe("Half a thou");
    expect(await draft.isEditable()).toBe(false);
    await draft.focus();
    await expectFocused(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Copy" }).click();
    await expect
        .poll(() => page.evaluate(() => navigator.clipboard.readText()))
        .toBe("Half a thou");
    await page.getByRole("button", { name: "Delete" }).click();
    await draft.waitFor({ state: "detached" });
    await expectFocused(page);
});

test("Ctrl+Shift+Enter sends first and ends then", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.fill(field, "Goodbye");
    await page.press(field, "Control+Shift+Enter");
    await page.getByText("This chat was ended by the agent.").waitFor();
    const ops = server.calls
        .map((one) => one.op)
        .filter((op) => op === "message.post" || op === "chat.end");
    expect(ops).toEqual(["message.post", "chat.end"]);
});

test("a chat the customer ends elsewhere is told with a way to open it", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.locator(field).waitFor();
    server.end("chat_luis", { kind: "customer", id: "vis_chat_luis", name: "Luis Ferreira" });
    await page.getByText("Luis Ferreira ended the chat").first().waitFor();
    expect(
        await page.getByRole("list", { name: "My chats" }).getByText("Luis Ferreira").count(),
    ).toBe(0);
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByText("This chat was ended by the customer.").waitFor();
});
