// Offers as the switches of a queue shape them: the timer, what is withheld, what declining asks for
// (W2, O3, E4, X3, X19), all at once (W38), chats that are given without asking (X2).
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { chooseByKeys, expectFocused, focusIn, focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ago, busyDesk, type FakeServer, Refusal } from "./fake_server.ts";

useBrowser();
const dana = "/desk/chats/chat_dana";

const reasons = (server: FakeServer) => {
    server.code_lists = [
        {
            id: "cdl_1",
            name: "Why not",
            purpose: "decline",
            required: false,
            several: false,
            codes: ["Not my topic", "Too many chats"].map((label, index) => ({
                id: `cod_${index}`,
                label,
                is_default: false,
            })),
        },
    ];
};

function card(page: Page, name: string) {
    return page.getByRole("article", { name: `New chat · ${name}` });
}

test("W2: a timer that goes up counts from the offer", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    server.offer({ id: "o1", name: "Noah Berg", timer: "up", offered_at: ago(7), lasts_s: 20 });
    const ring = card(page, "Noah Berg").getByRole("img");
    // What the ring does not say, nobody says.
    const alert = page.locator("[role=alert].sr");
    await alert.getByText("New chat from Noah Berg, Returns. Alt Enter to accept").waitFor();
    await expect.poll(() => ring.getAttribute("aria-label")).toMatch(/open for ([89]|1\d) seconds/);
    await expectAccessible(page);
});

test("X19: an offer without a timer and without an end shows none, and stays", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    server.offer({ id: "o1", name: "Noah Berg", timer: "none", lasts_s: null });
    await card(page, "Noah Berg").waitFor();
    expect(await card(page, "Noah Berg").getByRole("img").count()).toBe(0);
    server.offer({ id: "o2", name: "Ida Lund", timer: "down", lasts_s: null });
    await card(page, "Ida Lund").waitFor();
    expect(await card(page, "Ida Lund").getByRole("img").count()).toBe(0);
    await expectAccessible(page);
});

test("X19: what is withheld leaves no hole; name and email are shown (O1)", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    const offer = server.addOffer({ id: "o1", name: "Noah Berg" });
    delete offer.queue_name;
    offer.customer.email = "noah@example.org";
    server.emit("chat.offered", { offer });
    await card(page, "Noah Berg").getByText("noah@example.org").waitFor();
    const text = await card(page, "Noah Berg").innerText();
    expect(text).not.toContain("undefined");
    expect(text).not.toContain("“");
    const alert = page.locator("[role=alert].sr");
    await alert.getByText(/^New chat from Noah Berg, \d+ seconds\. Alt Enter/).waitFor();
});

test("X3: declining is not there, or is shown disabled with why, and the key says why", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    server.offer({ id: "o1", name: "Noah Berg", may_decline: false, offered_at: ago(2) });
    server.offer({ id: "o2", name: "Ida", may_decline: false, decline_shown: "disabled" });
    await card(page, "Ida").waitFor();
    expect(await card(page, "Noah Berg").getByRole("button").allInnerTexts()).toHaveLength(1);
    const decline = card(page, "Ida").getByRole("button", { name: "Decline" });
    expect(await decline.getAttribute("aria-disabled")).toBe("true");
    await decline.focus();
    await page.getByText("has not allowed you to decline").first().waitFor();
    await focusOn(decline);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Alt+Shift+KeyD");
    await page.getByRole("status").getByText("has not allowed you to decline").waitFor();
    expect(server.calls_of("chat.decline")).toEqual([]);
    await expectAccessible(page);
});

test("E40: a reason of the administrator's list, by key and menu, and the focus comes back", async () => {
    const { server, page } = await openDesk(
        (script) => {
            busyDesk(script);
            reasons(script);
        },
        { path: dana },
    );
    const field = page.getByRole("textbox", { name: "Message to Dana Whitfield" });
    await field.fill("half");
    server.offer({ id: "o1", name: "Noah Berg", reason_required: true, offered_at: ago(2) });
    server.offer({ id: "o2", name: "Ida Lund" });
    await card(page, "Ida Lund").waitFor();
    await page.keyboard.press("Alt+Shift+KeyD");
    await page.getByRole("menuitem", { name: "Not my topic" }).waitFor();
    await expectAccessible(page);
    await chooseByKeys(page.getByRole("menuitem", { name: "Too many chats" }), "ArrowDown");
    await expect
        .poll(() => server.calls_of("chat.decline"))
        .toEqual([{ offer: "o1", reason: "Too many chats" }]);
    await focusOn(field);
    // Where a reason is not required, the word alone declines.
    await card(page, "Ida Lund").getByRole("button", { name: "Decline with a reason" }).click();
    await page.getByRole("menuitem", { name: "Not my topic" }).click();
    await expect
        .poll(() => server.calls_of("chat.decline").at(-1))
        .toEqual({ offer: "o2", reason: "Not my topic" });
    await expectFocused(page);
});

test("a reason that must be given and is not in a list is asked for in words", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    server.offer({ id: "o1", name: "Noah Berg", reason_required: true });
    await card(page, "Noah Berg").waitFor();
    await page.keyboard.press("Alt+Shift+KeyD");
    const field = card(page, "Noah Berg").getByRole("textbox", { name: "Reason" });
    await focusOn(field);
    await page.keyboard.press("Enter");
    expect(server.calls_of("chat.decline")).toEqual([]);
    await page.keyboard.type("wrong language");
    await page.keyboard.press("Enter");
    await expect
        .poll(() => server.calls_of("chat.decline"))
        .toEqual([{ offer: "o1", reason: "wrong language" }]);
    await expectFocused(page);
});

test("in one column the row in the list declines, too", async () => {
    const { server, page } = await openDesk(
        (script) => {
            busyDesk(script);
            reasons(script);
        },
        { viewport: { width: 390, height: 844 } },
    );
    server.offer({ id: "o1", name: "Noah Berg", reason_required: true });
    await page.getByRole("button", { name: "Decline…" }).click();
    await page.getByRole("menuitem", { name: "Not my topic" }).click();
    await expect
        .poll(() => server.calls_of("chat.decline"))
        .toEqual([{ offer: "o1", reason: "Not my topic" }]);
});

for (const width of [1440, 390]) {
    test(`W38, O14: all at once at ${width} px; the first opens`, async () => {
        const { server, page } = await openDesk(busyDesk, { viewport: { width, height: 844 } });
        for (const [index, name] of ["A", "B", "C", "D", "E"].entries()) {
            server.offer({ id: `o${name}`, name, offered_at: ago(9 - index) });
        }
        if (width > 1000) await page.getByText("and 2 more").waitFor();
        await expectAccessible(page);
        await page.getByRole("button", { name: "Accept all 5" }).click();
        await page.getByRole("textbox", { name: "Message to A" }).waitFor();
        expect(server.calls_of("chat.accept_all")).toEqual([{}]);
        await expect.poll(() => page.getByRole("article").count()).toBe(0);
        await expectFocused(page);
    });
}

test("W38: all at once by a key, from the composer; the button and the sheet name it", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    for (const [index, name] of ["A", "B"].entries()) {
        server.offer({ id: `o${name}`, name, offered_at: ago(9 - index) });
    }
    const all = page.getByRole("button", { name: "Accept all 2" });
    await all.waitFor();
    expect(await all.getAttribute("title")).toBe("Alt+Shift+↵");
    await page.keyboard.press("Control+Slash");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await focusIn(sheet);
    await sheet.getByText("Accept all offers").waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    const field = page.getByRole("textbox", { name: "Message to Dana Whitfield" });
    await field.fill("half");
    await page.keyboard.press("Alt+Shift+Enter");
    await focusOn(page.getByRole("textbox", { name: "Message to A" }));
    expect(server.calls_of("chat.accept_all")).toEqual([{}]);
    await page.getByRole("article").first().waitFor({ state: "detached" });
    expect(server.calls_of("message.post")).toEqual([]);
});

test("W38: where it is not allowed there is no button and no key for it", async () => {
    const { server, page } = await openDesk((script) => {
        busyDesk(script);
        script.switches.accept_all = "false";
    });
    for (const name of ["A", "B", "C", "D"]) server.offer({ id: `o${name}`, name });
    await page.getByText("and 1 more").waitFor();
    expect(await page.getByRole("button", { name: /Accept all/ }).count()).toBe(0);
    await page.keyboard.press("Alt+Shift+Enter");
    await page.keyboard.press("Control+Slash");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await sheet.getByText("Accept the top offer").waitFor();
    expect(await sheet.getByText("Accept all offers").count()).toBe(0);
    expect(server.calls_of("chat.accept_all")).toEqual([]);
});

test("X2: a chat that is given without asking is said, shown and one click away", async () => {
    const { server, page } = await openDesk(busyDesk, { path: dana });
    await page.getByRole("textbox", { name: "Message to Dana Whitfield" }).waitFor();
    const chat = server.addChat({ id: "chat_new", name: "Noah Berg", texts: ["<Hello"] });
    server.emit("chat.accepted", { chat, agent: chat.agent! });
    await page.getByRole("status").getByText("Noah Berg, Orders: this chat is yours").waitFor();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("textbox", { name: "Message to Noah Berg" }).waitFor();
});

test("W37: signing out is refused with what to do first", async () => {
    const { server, page } = await openDesk((script) => {
        busyDesk(script);
        script.on("auth.logout", () => {
            throw new Refusal({ status: 409, code: "chats_open" });
        });
    });
    const signOut = async () => {
        await page.getByRole("button", { name: /account and settings/ }).click();
        await page.getByRole("menuitem", { name: "Sign out" }).click();
    };
    await signOut();
    await page.getByText("end your chats and save their wrap-ups first").first().waitFor();
    server.offer({ id: "o1", name: "Noah Berg" });
    await signOut();
    await page.getByText("a chat is offered to you. Answer it first").first().waitFor();
    await expectAccessible(page);
    expect(page.url()).toContain("/desk");
});
