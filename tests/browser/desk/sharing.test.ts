// The agent sees the customer's screen (E24), against a scripted server and with a customer's browser
// that shows red: asked for, answered, seen in every size, and every way in which it ends.
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { type OpenedDesk, openDesk, openPage, useBrowser } from "./browser.ts";
import { ago, type FakeServer, Refusal } from "./fake_server.ts";
import { manager } from "./manager.ts";
import { choose } from "./palette.ts";
import { maya, ravi, SharingServer, withSharing } from "./sharing_server.ts";

useBrowser();

const dana = "chat_dana";

interface Opened extends OpenedDesk {
    sharing: SharingServer;
}

async function opened(
    before: (sharing: SharingServer) => void = () => undefined,
    options: BrowserContextOptions & { path?: string } = {},
): Promise<Opened> {
    let sharing!: SharingServer;
    const script = (server: FakeServer) => {
        sharing = withSharing(server);
        before(sharing);
    };
    const path = `/desk/chats/${dana}`;
    const desk = await openDesk(script, { path, reducedMotion: "reduce", ...options });
    await desk.page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    return { ...desk, sharing };
}

const region = (page: Page) => page.getByRole("region", { name: "Screen of Dana Whitfield" });
const button = (page: Page, name: string) =>
    region(page).getByRole("button", { name, exact: true });
const ask = (page: Page) => page.getByRole("button", { name: "Ask to see the screen" });
const heard = (page: Page, text: string) =>
    page.locator("[aria-live]", { hasText: text }).first().waitFor({ state: "attached" });
const composer = (page: Page) => page.getByRole("textbox", { name: "Message to Dana Whitfield" });
const ends = (server: FakeServer) => server.calls_of("sharing.end");

/** The page that asks has the claim once that is said: the answer to it is seen there. */
async function asks(page: Page): Promise<void> {
    await ask(page).click();
    await button(page, "Withdraw").waitFor();
    await heard(page, "Dana Whitfield is asked to show the screen.");
}

/** The colour in the middle of what has arrived, and how wide that is. */
function seen(page: Page) {
    return region(page)
        .locator("video")
        .evaluate((video: HTMLVideoElement) => {
            const canvas = document.createElement("canvas");
            const brush = canvas.getContext("2d")!;
            if (!video.videoWidth) return undefined;
            brush.drawImage(video, 0, 0, canvas.width, canvas.height);
            const [red = 0, green = 0, blue = 0] = brush.getImageData(50, 50, 1, 1).data;
            return { red: red > 200 && green < 60 && blue < 60, wide: video.clientWidth > 0 };
        });
}

async function seesRed(page: Page): Promise<void> {
    await expect.poll(() => seen(page), { timeout: 15_000 }).toEqual({ red: true, wide: true });
}

test("asked by keyboard, answered, seen in every size, and stopped", async () => {
    const { server, context, page, sharing } = await opened();
    await composer(page).focus();
    await page.keyboard.press("Alt+s");
    await region(page).getByText("Dana Whitfield is asked to show the screen.").waitFor();
    await heard(page, "Dana Whitfield is asked to show the screen.");
    expect(server.calls_of("sharing.ask")).toEqual([{ chat: dana }]);
    expect(await ask(page).count()).toBe(0);
    await expectAccessibleInBothThemes(page, "asked");

    await sharing.shows(context, dana);
    await page.bringToFront();
    await heard(page, "You see the screen of Dana Whitfield.");
    await seesRed(page);
    await focusOn(composer(page)); // who writes goes on writing
    await expectAccessibleInBothThemes(page, "seen");

    await page.keyboard.press("Alt+s");
    const video = region(page).locator("video");
    const width = () => video.evaluate((one) => one.clientWidth);
    expect(await button(page, "Fit").getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("1");
    await expect.poll(width).toBe(1280);
    expect(await button(page, "Actual size").getAttribute("aria-pressed")).toBe("true");
    await expectAccessibleInBothThemes(page, "actual size");
    await page.keyboard.press("0");
    await expect.poll(width).toBeLessThan(1280);
    const full = () => page.evaluate(() => document.fullscreenElement?.ariaLabel);
    await page.keyboard.press("f");
    await expect.poll(full).toBe("Screen of Dana Whitfield");
    await page.keyboard.press("Escape");
    await expect.poll(full).toBeUndefined();
    await button(page, "Full screen").click();
    await expect.poll(full).toBe("Screen of Dana Whitfield");
    await button(page, "Full screen").click();
    await expect.poll(full).toBeUndefined();
    await page.keyboard.press("Escape");
    await focusOn(composer(page));

    await page.keyboard.press("Alt+Shift+s");
    await region(page).waitFor({ state: "detached" });
    await heard(page, "The screen of Dana Whitfield is shown no more.");
    expect(ends(server)).toEqual([{ chat: dana, sharing: "shr_1" }]);
    await ask(page).waitFor();
});

test("asked from the palette, and withdrawn", async () => {
    const { server, page } = await opened();
    await choose(page, "see the screen", "Ask to see the screen");
    await button(page, "Withdraw").click();
    await region(page).waitFor({ state: "detached" });
    expect(ends(server)).toEqual([{ chat: dana, sharing: "shr_1" }]);
    // Pressed again, it asks anew.
    await ask(page).click();
    await button(page, "Withdraw").waitFor();
    await choose(page, "withdraw", "Withdraw the question about the screen");
    await region(page).waitFor({ state: "detached" });
});

test("the customer says no", async () => {
    const { page, sharing } = await opened();
    await ask(page).click();
    await button(page, "Withdraw").waitFor();
    sharing.over(dana, "declined");
    await page.getByText("Dana Whitfield does not show the screen.").first().waitFor();
    await region(page).waitFor({ state: "detached" });
});

test("a refusal is said", async () => {
    const { server, page } = await opened();
    server.on("sharing.ask", () => {
        throw new Refusal({ status: 409, code: "conflict" });
    });
    await ask(page).click();
    await page.getByRole("button", { name: "Dismiss" }).first().waitFor();
    expect(await region(page).count()).toBe(0);
});

test("begun by the customer, while another chat is open: a mark, and the picture at once", async () => {
    const { context, page, sharing } = await opened();
    const luis = page.locator("[data-chat-row=chat_luis]").getByRole("link");
    await luis.click();
    await page.locator(".bubble", { hasText: "arrived broken" }).waitFor();
    await sharing.shows(context, dana);
    await page.bringToFront();
    const row = page.locator(`[data-chat-row=${dana}]`);
    await row.getByText("Shows the screen").waitFor();
    // The notice stays while the pointer is on it.
    const open = page.getByRole("button", { name: "Open", exact: true });
    await open.hover();
    await expectAccessibleInBothThemes(page, "elsewhere");
    expect(await region(page).count()).toBe(0);
    await open.click();
    await seesRed(page);
    // Left and come back to, it is there without anything new.
    await luis.click();
    await region(page).waitFor({ state: "detached" });
    await row.getByRole("link").click();
    await region(page).waitFor();
    await seesRed(page);
    expect(sharing.server.calls_of("sharing.servers")).toHaveLength(1);
});

test("it ends with the chat, and with the customer", async () => {
    const { server, context, page, sharing } = await opened();
    await page.evaluate(() => {
        const { close } = RTCPeerConnection.prototype;
        Object.assign(window, { closed_peers: 0 });
        RTCPeerConnection.prototype.close = function () {
            (window as unknown as { closed_peers: number }).closed_peers++;
            close.call(this);
        };
    });
    const closed = () =>
        page.evaluate(() => (window as unknown as { closed_peers: number }).closed_peers);
    await sharing.shows(context, dana);
    await page.bringToFront();
    await seesRed(page);
    expect(await closed()).toBe(0);
    sharing.over(dana, "done");
    await page.getByText("The screen of Dana Whitfield is shown no more.").first().waitFor();
    await region(page).waitFor({ state: "detached" });
    expect(await closed()).toBe(1);
    sharing.become(dana, "running");
    await region(page).waitFor();
    sharing.over(dana, "gone");
    const chat = { ...server.view(dana), state: "closed", end_reason: "customer_ended" } as const;
    server.emit("chat.ended", { chat, reason: "customer_ended" });
    await page.getByText("This chat was ended by the customer.").waitFor();
    expect(await region(page).count()).toBe(0);
    expect(ends(server)).toEqual([]);
});

test("without a connection it is ended as failed, and said what to try", async () => {
    const { server, page, sharing } = await opened();
    server.on("sharing.servers", () => {
        throw new Refusal({ status: 503, code: "unavailable" });
    });
    await asks(page);
    sharing.become(dana, "running");
    await page.getByText("There is no connection to the screen of Dana").first().waitFor();
    expect(ends(server)).toEqual([{ chat: dana, sharing: "shr_1", failed: true }]);
    await region(page).waitFor({ state: "detached" });
    await expectAccessibleInBothThemes(page, "failed");
});

test("a connection that never comes about is given up after a while", async () => {
    const { server, page, sharing } = await opened();
    await page.clock.install();
    await asks(page);
    sharing.become(dana, "running");
    await region(page).getByText("The screen of Dana Whitfield is on its way…").waitFor();
    await expectAccessibleInBothThemes(page, "coming");
    await expect.poll(() => server.calls_of("sharing.servers").length).toBe(1);
    await page.clock.fastForward(20_000);
    await page.getByText("There is no connection to the screen of Dana").first().waitFor();
    expect(ends(server)).toMatchObject([{ failed: true }]);
});

test("begun by the customer, it may be seen on another device: then it goes on", async () => {
    const { server, page, sharing } = await opened();
    await page.clock.install();
    sharing.become(dana, "running");
    await expect.poll(() => server.calls_of("sharing.servers").length).toBe(1);
    await page.clock.fastForward(20_000);
    await region(page).getByText("in another tab or on another device").waitFor();
    expect(ends(server)).toEqual([]);
});

test("the other tab says where it is, and stops it", async () => {
    const { server, context, page, sharing } = await opened();
    const other = await openPage(context, `/desk/chats/${dana}`);
    await other.locator(".bubble", { hasText: "birthday present" }).waitFor();
    await asks(page);
    await button(other, "Withdraw").waitFor();
    await sharing.shows(context, dana);
    await page.bringToFront();
    await seesRed(page);
    await other.bringToFront();
    await region(other).getByText("in another tab").waitFor();
    await expectAccessibleInBothThemes(other, "in another tab");
    await button(other, "Stop").click();
    await region(page).waitFor({ state: "detached" });
    expect(ends(server)).toEqual([{ chat: dana, sharing: "shr_1" }]);
});

test("begun by the customer, of two tabs one has it", async () => {
    const { server, context, page, sharing } = await opened();
    const other = await openPage(context, `/desk/chats/${dana}`);
    await other.locator(".bubble", { hasText: "birthday present" }).waitFor();
    await sharing.shows(context, dana);
    const pages = [page, other];
    const count = async (what: (page: Page) => Promise<number>) =>
        (await Promise.all(pages.map(what))).reduce((sum, one) => sum + one, 0);
    await expect.poll(() => count((one) => region(one).locator("video").count())).toBe(1);
    await expect.poll(() => count((one) => one.getByText("in another tab").count())).toBe(1);
    expect(server.calls_of("sharing.servers")).toHaveLength(1);
});

test("after a reload what was asked is still asked, and its answer is seen", async () => {
    const { server, context, page, sharing } = await opened();
    await ask(page).click();
    await button(page, "Withdraw").waitFor();
    await page.reload();
    await button(page, "Withdraw").waitFor();
    expect(ends(server)).toEqual([]);
    await sharing.shows(context, dana);
    await page.bringToFront();
    await seesRed(page);
});

test("a screen that runs when the page comes has lost its connection", async () => {
    const { server, page } = await opened((sharing) => sharing.become(dana, "running"));
    await expect.poll(() => ends(server)).toEqual([{ chat: dana, sharing: "shr_1", failed: true }]);
    await ask(page).waitFor();
    expect(await region(page).count()).toBe(0);
});

test("leaving the page ends what it shows", async () => {
    const { server, context, page, sharing } = await opened();
    await sharing.shows(context, dana);
    await page.bringToFront();
    await seesRed(page);
    await page.reload();
    await ask(page).waitFor();
    expect(ends(server)[0]).toMatchObject({ chat: dana, sharing: "shr_1" });
});

test("a guest who does not watch sees who does", async () => {
    const { server, page, sharing } = await opened(({ server }) => {
        const chat = server.chats.get(dana)!;
        chat.agent = ravi;
        chat.guests = [{ agent: maya, joined_at: ago(60) }];
    });
    await ask(page).waitFor(); // a guest may ask, too
    sharing.become(dana, "asked", ravi);
    await region(page)
        .getByText("Ravi Patel has asked Dana Whitfield to show the screen.")
        .waitFor();
    await heard(page, "Ravi Patel has asked Dana Whitfield to show the screen.");
    expect(await ask(page).count()).toBe(0);
    sharing.become(dana, "running", ravi);
    await region(page).getByText("Ravi Patel sees the screen of Dana Whitfield.").waitFor();
    await expectAccessibleInBothThemes(page, "a guest");
    expect(await region(page).getByRole("button").count()).toBe(0);
    sharing.over(dana, "done");
    await region(page).waitFor({ state: "detached" });
    await heard(page, "The screen of Dana Whitfield is shown no more.");
    expect(server.calls_of("sharing.servers")).toEqual([]);
});

test("who watches the chat, from a list or beside it, sees that it runs", async () => {
    let sharing!: SharingServer;
    const { server, page } = await openDesk(
        (server) => {
            manager(server);
            server.user.rights.push("chat_monitor");
            server.on("chat.monitor", ({ chat }) => ({ chat: server.view(chat) }));
            server.on("chat.unmonitor", () => ({}));
            sharing = new SharingServer(server);
        },
        { path: "/desk/all/chat_luis", reducedMotion: "reduce" },
    );
    const bubble = page.locator(".bubble", { hasText: "arrived broken" });
    const status = page
        .getByRole("status")
        .filter({ hasText: "Ravi Patel sees the screen of Luis" });
    await bubble.waitFor();
    sharing.become("chat_luis", "running", ravi);
    await status.waitFor();
    sharing.over("chat_luis", "done");
    await status.waitFor({ state: "detached" });

    await page.getByRole("link", { name: "People" }).click();
    await page.getByRole("button", { name: "Watch the chat with Luis Ferreira" }).click();
    await page.getByRole("dialog", { name: "Supervision" }).waitFor();
    await bubble.waitFor();
    sharing.become("chat_luis", "running", ravi);
    await status.waitFor();
    await expectAccessibleInBothThemes(page, "watched");
    sharing.over("chat_luis", "done");
    await status.waitFor({ state: "detached" });
    expect(server.calls_of("sharing.servers")).toEqual([]);
});

test("lines of the conversation say when, in both languages", async () => {
    const system = { kind: "system", id: "", name: "" } as const;
    const add = ({ server }: SharingServer) => {
        const all = server.messages.get(dana)!;
        const person = { kind: "customer", id: "vis_chat_dana", name: "Dana Whitfield" } as const;
        for (const event of [
            { type: "sharing_started", person },
            { type: "sharing_ended" },
        ] as const) {
            const seq = all.length + 1;
            const [chat, at, text] = [dana, ago(1), event.type];
            all.push({ id: `msg_${seq}`, chat, seq, at, from: system, text, event });
        }
        server.chats.get(dana)!.seq = all.length;
    };
    const { page } = await opened(add);
    await page.locator(".system", { hasText: "Dana Whitfield shows the screen" }).waitFor();
    await page.locator(".system", { hasText: "The screen is shown no more" }).waitFor();
    const { page: german } = await opened(add, { locale: "de-DE" });
    await german.locator(".system", { hasText: "Dana Whitfield zeigt den Bildschirm" }).waitFor();
    await german.locator(".system", { hasText: "wird nicht mehr gezeigt" }).waitFor();
});

test("on a phone's screen nothing is cut off", async () => {
    const { context, page, sharing } = await opened(undefined, {
        viewport: { width: 390, height: 844 },
    });
    await sharing.shows(context, dana);
    await page.bringToFront();
    await seesRed(page);
    await expectAccessibleInBothThemes(page, "on a phone");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await composer(page).waitFor();
});

test("where the switch is off, nothing asks for a screen", async () => {
    const { page } = await opened(({ server }) => {
        for (const chat of server.chats.values()) delete chat.sharing_open;
    });
    expect(await ask(page).count()).toBe(0);
    await page.keyboard.press("Alt+s");
    expect(await region(page).count()).toBe(0);
});
