// One speaker at a time (N6): who has the word, how it is given and taken, and that nothing written is
// lost over it, nor over a colleague's answer that the page did not know yet (check 24).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ben, dana } from "./colleagues.ts";
import { ago, anna, busyDesk, type FakeServer, Refusal } from "./fake_server.ts";
import { manager } from "./manager.ts";
import { choose } from "./palette.ts";

useBrowser();
const me = { kind: "agent", id: anna.id, name: anna.display_name } as const;
const cleo = { kind: "agent", id: "usr_cleo", name: "Cleo Roth" } as const;

const message = (page: Page) => page.getByRole("textbox", { name: /Message to Dana/ });
const line = (page: Page) => page.getByRole("region", { name: "Who writes to the customer" });
const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true });
const spoken = (page: Page, said: string) =>
    page.locator("[role=log]").getByText(said).first().waitFor({ state: "attached" });

/** The word of Dana's chat goes to `speaker`, as the program does it. */
function passes(server: FakeServer, speaker: Person, by?: Person, chat = "chat_dana"): void {
    const before = server.chats.get(chat)!;
    server.chats.set(chat, { ...before, speaker, word: (before.word ?? 0) + 1 });
    server.emit("word.changed", { chat: server.view(chat), ...(by && { by }) });
}

/** Dana's chat, with `guests` in it and the word at `speaker`. */
const shared =
    (speaker: Person, guests: Person[] = [ben], owner: Person = me) =>
    (server: FakeServer): void => {
        busyDesk(server);
        server.chats.set("chat_dana", {
            ...server.chats.get("chat_dana")!,
            agent: owner,
            guests: guests.map((agent) => ({ agent, joined_at: ago(60) })),
            word: 3,
            speaker,
        });
        server.on("chat.give_word", ({ chat, agent }) => {
            const to = [owner, ...guests].find((one) => one.id === agent)!;
            passes(server, to, me);
            return { chat: server.view(chat) };
        });
        server.on("chat.take_word", ({ chat }) => {
            passes(server, me, me);
            return { chat: server.view(chat) };
        });
    };

function answers(server: FakeServer, text: string): void {
    const chat = server.chats.get("chat_dana")!;
    const seq = chat.seq + 1;
    const message = { id: `msg_x${seq}`, chat: chat.id, seq, at: ago(0), from: ben, text };
    server.messages.get(chat.id)!.push(message);
    chat.seq = seq;
    server.emit("message.posted", { message });
}

test.each(["light", "dark"] as const)(
    "by keys alone the owner gives the word, writes a draft meanwhile, and takes it back; %s",
    async (colorScheme) => {
        const { server, page } = await openDesk(shared(me), { path: dana, colorScheme });
        await line(page).getByText("You have the word").waitFor();
        await expectAccessible(page);
        await message(page).fill("Hello");
        await message(page).press("Enter");
        await expect
            .poll(() => server.calls_of("message.post"))
            .toMatchObject([{ text: "Hello", word: 3, seen: 8 }]);
        await page.keyboard.press("Alt+KeyW");
        await line(page).getByText("Ben Arndt has the word").waitFor();
        expect(server.calls_of("chat.give_word")).toEqual([{ chat: "chat_dana", agent: ben.id }]);
        await spoken(page, "Ben Arndt has the word now");
        const typed = server.calls_of("chat.typing").filter((one) => one.typing).length;
        await message(page).pressSequentially("I will look");
        await message(page).press("Enter");
        expect(await message(page).inputValue()).toBe("I will look");
        expect(await send(page).getAttribute("aria-disabled")).toBe("true");
        const described = (await message(page).getAttribute("aria-describedby"))!.split(" ")[0];
        const reason = "Ben Arndt has the word. What you write stays a draft.";
        expect(await page.locator(`[id="${described}"]`).innerText()).toBe(reason);
        await spoken(page, reason);
        await expectAccessible(page);
        expect(server.calls_of("message.post")).toHaveLength(1);
        expect(server.calls_of("chat.typing").filter((one) => one.typing)).toHaveLength(typed);
        await page.keyboard.press("Alt+KeyW");
        await line(page).getByText("You have the word").waitFor();
        expect(server.calls_of("chat.take_word")).toEqual([{ chat: "chat_dana" }]);
        await message(page).press("Enter");
        await expect
            .poll(() => server.calls_of("message.post"))
            .toMatchObject([{}, { text: "I will look", word: 5 }]);
    },
);

test("when the word comes it is said, the focus stays, and the draft can be sent", async () => {
    const { server, page } = await openDesk(shared(ben, [me], ben), { path: dana });
    await line(page).getByText("Ben Arndt has the word").waitFor();
    await message(page).fill("My turn?");
    await page.getByRole("button", { name: "Leave the conference" }).focus();
    passes(server, me, ben);
    await spoken(page, "You have the word now");
    expect(await page.locator(":focus").innerText()).toBe("Leave the conference");
    expect(await send(page).getAttribute("aria-disabled")).toBe("false");
    await message(page).press("Enter");
    await expect
        .poll(() => server.calls_of("message.post"))
        .toMatchObject([{ text: "My turn?", word: 4 }]);
});

test("of several one chooses to whom, by keys, and the palette has both", async () => {
    const { server, page } = await openDesk(shared(me, [ben, cleo]), { path: dana });
    await message(page).focus();
    await page.keyboard.press("Alt+KeyW");
    await page.getByRole("menuitem", { name: "Ben Arndt" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("menuitem", { name: "Cleo Roth" }).press("Enter");
    await line(page).getByText("Cleo Roth has the word").waitFor();
    await choose(page, "give the word to ben", "Give the word to Ben Arndt");
    await line(page).getByText("Ben Arndt has the word").waitFor();
    await choose(page, "take the word", "Take the word");
    await line(page).getByText("You have the word").waitFor();
    await expect.poll(() => message(page).evaluate((one) => one.matches(":focus"))).toBe(true);
    expect(server.calls_of("chat.give_word").map((one) => one.agent)).toEqual([cleo.id, ben.id]);
});

test("a guest who may not take the word is told who keeps it", async () => {
    const { server, page } = await openDesk(shared(ben, [me], ben), { path: dana });
    server.on("chat.take_word", () => {
        throw new Refusal({ status: 403, code: "forbidden" });
    });
    await line(page).getByRole("button", { name: "Take the word" }).click();
    await page.getByText("Ben Arndt is here and keeps the word.").first().waitFor();
    await line(page).getByText("Ben Arndt has the word").waitFor();
});

test("notes and whispers go on without the word", async () => {
    const { server, page } = await openDesk(shared(ben), { path: dana });
    server.on("message.note", ({ chat, client_id, text }) => ({
        note: { chat, place: 1, after_seq: 8, at: ago(0), from: me, text, client_id, mentions: [] },
        duplicate: false,
    }));
    await line(page).waitFor();
    await page.keyboard.press("Alt+KeyP");
    await focusOn(page.getByRole("textbox", { name: /^Internal note/ }));
    await line(page).waitFor();
    await page.keyboard.type("Look at the order");
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("message.note").length).toBe(1);
});

test("what the server refuses for the word is back in the field, with who has it", async () => {
    const { server, page } = await openDesk(shared(me), { path: dana });
    server.on("message.post", () => {
        passes(server, ben);
        throw new Refusal({ status: 409, code: "word_elsewhere", path: "/word" });
    });
    await message(page).fill("It is on its way");
    await message(page).press("Enter");
    const why = "Not sent: Ben Arndt has the word now. Your text is still here.";
    await page.locator("form").getByText(why).waitFor();
    expect(await message(page).inputValue()).toBe("It is on its way");
    await spoken(page, "Not sent: Ben Arndt has the word now");
    await expectAccessible(page);
    expect(await page.locator(".bubble", { hasText: "It is on its way" }).count()).toBe(0);
    // Ctrl+Shift+Enter ends nothing over it.
    await message(page).press("Control+Shift+Enter");
    expect(server.calls_of("chat.end")).toEqual([]);
    await page.reload();
    await expect.poll(() => message(page).inputValue()).toBe("It is on its way");
});

test("check 24: what a colleague said before the page knew stops it, and then it goes", async () => {
    const { server, page } = await openDesk(shared(me), { path: dana });
    let tries = 0;
    server.on("message.post", ({ chat, client_id, text = "", seen }) => {
        if (++tries === 1) {
            answers(server, "It arrives tomorrow.");
            throw new Refusal({ status: 409, code: "said_meanwhile", path: "/seen" });
        }
        const { seq } = server.chats.get(chat)!;
        expect(seen).toBe(seq);
        const message = { id: "m9", chat, seq: seq + 1, at: ago(0), from: me, text, client_id };
        server.chats.get(chat)!.seq = seq + 1;
        server.messages.get(chat)!.push(message);
        server.emit("message.posted", { message });
        return { message, duplicate: false };
    });
    await message(page).fill("It is on its way");
    await message(page).press("Enter");
    const stop = page.getByRole("alert").filter({ hasText: "Ben Arndt has answered meanwhile:" });
    await stop.getByText("It arrives tomorrow.").waitFor();
    expect(await message(page).inputValue()).toBe("It is on its way");
    await expectAccessible(page);
    // Not again before one has looked.
    await message(page).press("Enter");
    expect(tries).toBe(1);
    await stop.getByRole("button", { name: "Send anyway" }).press("Enter");
    await page.locator(".bubble", { hasText: "It is on its way" }).waitFor();
    expect(await message(page).inputValue()).toBe("");
    expect(await stop.count()).toBe(0);
});

test("what waited without a connection comes back in its order, with what is written now", async () => {
    const { server, page } = await openDesk(shared(me), { path: dana });
    await line(page).waitFor();
    server.down = true;
    server.cut();
    await page.getByText("Reconnecting…").first().waitFor({ state: "attached" });
    for (const text of ["One", "Two"]) {
        await message(page).fill(text);
        await message(page).press("Enter");
    }
    await message(page).fill("Three");
    server.on("message.post", () => {
        throw new Refusal({ status: 409, code: "said_meanwhile", path: "/seen" });
    });
    server.down = false;
    const back = page.getByRole("alert").filter({ hasText: "A colleague has answered meanwhile." });
    await back.waitFor({ timeout: 15_000 });
    expect(await message(page).inputValue()).toBe("One\nTwo\nThree");
    expect(server.calls_of("message.post")).toMatchObject([{ text: "One", word: 3, seen: 8 }]);
    await back.getByRole("button", { name: "Keep writing" }).click();
    await expect.poll(() => back.count()).toBe(0);
});

test("a resend says what the first one said, also after a reload", async () => {
    const { server, page } = await openDesk(shared(me), { path: dana });
    await line(page).waitFor();
    server.down = true;
    server.cut();
    await page.getByText("Reconnecting…").first().waitFor({ state: "attached" });
    await message(page).fill("One");
    await message(page).press("Enter");
    server.chats.get("chat_dana")!.word = 7;
    server.down = false;
    await page.reload();
    await expect.poll(() => server.calls_of("message.post").length).toBeGreaterThan(0);
    expect(server.calls_of("message.post")[0]).toMatchObject({ text: "One", word: 3, seen: 8 });
    const kept = () =>
        page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(".known.")));
    await expect.poll(kept).toEqual([]);
});

test("in another chat it is told what comes: the word, and a text that did not go", async () => {
    const { server, page } = await openDesk(shared(ben), { path: "/desk/chats/chat_luis" });
    await page.getByRole("textbox", { name: /Message to Luis/ }).waitFor();
    expect(await line(page).count()).toBe(0);
    passes(server, me, ben);
    await page.getByText("You have the word in the chat with Dana Whitfield").first().waitFor();
    let refuse: (() => void) | undefined;
    server.on("message.post", async () => {
        await new Promise<void>((done) => {
            refuse = done;
        });
        throw new Refusal({ status: 409, code: "said_meanwhile", path: "/seen" });
    });
    await page.getByRole("button", { name: "Open" }).first().click();
    await line(page).getByText("You have the word").waitFor();
    await message(page).fill("It is on its way");
    await message(page).press("Enter");
    await page.locator('[data-chat-row="chat_luis"]').click();
    await page.getByRole("textbox", { name: /Message to Luis/ }).waitFor();
    await expect.poll(() => refuse !== undefined).toBe(true);
    refuse!();
    const notice = "Your message to Dana Whitfield was not sent. It is a draft again.";
    await page.getByText(notice).first().waitFor();
    await page.locator('[data-chat-row="chat_dana"]').click();
    await expect.poll(() => message(page).inputValue()).toBe("It is on its way");
    await page.getByRole("alert").filter({ hasText: "answered meanwhile" }).waitFor();
});

test("who watches sees who has the word, and a manager who has joined takes it", async () => {
    const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };
    const { server, page } = await openDesk(
        (fake) => {
            manager(fake);
            fake.user.rights.push("chat_monitor", "chat_handle");
            fake.on("chat.monitor", ({ chat }) => ({ chat: fake.view(chat) }));
            fake.on("chat.unmonitor", () => ({}));
            const guests = [{ agent: ben, joined_at: ago(9) }];
            fake.chats.set("chat_luis", {
                ...fake.chats.get("chat_luis")!,
                guests,
                speaker: ben,
                word: 2,
            });
            fake.on("chat.take_word", ({ chat }) => {
                passes(fake, mo, mo, chat);
                return { chat: fake.view(chat) };
            });
        },
        { path: "/desk/all/chat_luis" },
    );
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await line(page).getByText("Ben Arndt has the word").waitFor();
    expect(await line(page).getByRole("button").count()).toBe(0);
    passes(server, me, ben, "chat_luis");
    await line(page).getByText("Maya Ortiz has the word").waitFor();
    server.chats.get("chat_luis")!.guests!.push({ agent: mo, joined_at: ago(0) });
    server.emit("conference.joined", { chat: server.view("chat_luis"), agent: mo });
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByText("Maya Ortiz has the word. What you write stays a draft.").waitFor();
    await line(page).getByRole("button", { name: "Take the word" }).press("Enter");
    await line(page).getByText("You have the word").waitFor();
    await expectAccessible(page);
});

test("on a phone it all has its place", async () => {
    const viewport = { width: 390, height: 844 };
    const { server, page } = await openDesk(shared(me, [ben, cleo]), { path: dana, viewport });
    await line(page).getByText("You have the word").waitFor();
    await expectAccessible(page);
    passes(server, ben, me);
    await page.getByText("Ben Arndt has the word. What you write stays a draft.").waitFor();
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
});
