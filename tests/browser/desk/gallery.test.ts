// Every state in both themes and three widths: nothing for axe to find, nothing to scroll sideways,
// no small target.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes } from "../browser.ts";
import { withArticles } from "./articles.ts";
import { type OpenedDesk, openDesk, useBrowser } from "./browser.ts";
import { ben } from "./colleagues.ts";
import {
    ago,
    busyDesk,
    explains,
    type FakeServer,
    pulled,
    Refusal,
    withCodes,
} from "./fake_server.ts";
import { openDetails, withLogs } from "./logs.ts";
import { manager } from "./manager.ts";

useBrowser();

interface State {
    name: string;
    path: string;
    script: (server: FakeServer) => void;
    /** In the browser's storage from before. */
    stored?: Record<string, string>;
    act?: (page: Page, server: FakeServer) => Promise<void>;
    ready: (page: Page) => Promise<void>;
    /** What is acted on moves to another pane at another width, so that each is a desk of its own. */
    anew?: true;
}

const states: State[] = [
    {
        name: "conversation with an offer",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            server.addOffer({ id: "o1", name: "Noah Berg", text: "Where do I send it?" });
        },
        // At another width it moves to another pane.
        ready: (page) => page.getByRole("article").first().waitFor(),
    },
    {
        name: "offers in all their forms",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            const email = "noah.berg.of.the.long.address@example.org";
            const first = server.addOffer({ id: "o1", name: "Noah Berg", timer: "up" });
            first.customer.email = email;
            const no = { may_decline: false, decline_shown: "disabled" } as const;
            server.addOffer({ id: "o2", name: "Ida Lund", timer: "none", lasts_s: null, ...no });
            const third = server.addOffer({ id: "o3", name: "Li Wei", reason_required: true });
            delete third.queue_name;
            server.addOffer({ id: "o4", name: "Zoe Quist" });
        },
        ready: (page) => page.getByRole("button", { name: "Accept all 4" }).first().waitFor(),
    },
    {
        name: "busy, with what is barred and Stop new",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            server.presence = { ...server.presence, label: "stop_new", stop_new: true };
            server.switches.stop_new = "true";
            server.statuses = server.statuses.map((one) =>
                one.key === "paper" ? { ...one, during_chat: "no" } : one,
            );
        },
        act: (page) => page.getByRole("button", { name: /^No new chats/ }).click(),
        ready: (page) => page.getByRole("menuitemcheckbox").waitFor(),
    },
    {
        name: "an article to insert",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            withArticles(server);
        },
        act: (page) => page.getByRole("button", { name: "Insert an article" }).click(),
        ready: (page) => page.getByRole("option", { name: /Norway/ }).waitFor(),
    },
    {
        name: "wrap-up",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            withCodes(server);
            server.codes.set("chat_dana", ["topics_1"]);
            server.end("chat_dana", { kind: "customer", id: "vis_chat_dana", name: "Dana" });
        },
        ready: (page) => page.getByRole("region", { name: "Wrap-up" }).waitFor(),
    },
    {
        name: "wrap-up that is held, with something not sent",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            withCodes(server);
            const customer = { kind: "customer", id: "vis_chat_dana", name: "Dana" } as const;
            server.end("chat_dana", customer);
            const due_at = ago(12);
            server.changeWrapUp("chat_dana", { due_at, held: true, missing: "one of Reason" });
        },
        stored: { "parley.desk.draft.usr_anna.chat_dana": "Half a word" },
        act: (page) => page.getByText("Still needed: Reason").waitFor(),
        ready: (page) => page.getByText("Not sent").waitFor(),
    },
    {
        name: "notes and codes of an ended chat, a draft and a colleague's",
        path: "/desk/chats/chat_old",
        script: (server) => {
            busyDesk(server);
            withLogs(server);
        },
        act: (page) => openDetails(page),
        ready: (page) => page.getByText("Draft", { exact: true }).waitFor(),
        anew: true,
    },
    {
        name: "notes and codes, edited",
        path: "/desk/chats/chat_old",
        script: (server) => {
            busyDesk(server);
            withLogs(server);
        },
        act: async (page) => {
            await openDetails(page);
            await page.getByRole("button", { name: "Edit" }).click();
            await page.getByRole("button", { name: "Save", exact: true }).click();
        },
        ready: (page) => page.getByText("Still needed: Reason").waitFor(),
        anew: true,
    },
    {
        name: "codes during the chat",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            withCodes(server);
        },
        act: (page) => page.getByRole("button", { name: "Choose codes" }).click(),
        ready: (page) => page.getByRole("checkbox", { name: "Sofas" }).waitFor(),
    },
    {
        name: "a conference of three, and a fourth who is asked",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            withCodes(server);
            const cleo = { ...ben, id: "usr_cleo", name: "Cleo Vandenberghe-Lindqvist" };
            server.chats.set("chat_dana", {
                ...server.chats.get("chat_dana")!,
                guests: [ben, cleo].map((agent) => ({ agent, joined_at: ago(60) })),
                asked: { offer: "off_9", kind: "conference", agent: ben, at: ago(5) },
            });
        },
        ready: (page) => page.getByRole("button", { name: "End conference" }).waitFor(),
    },
    {
        name: "a customer who is not connected",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            server.absent("chat_dana", ago(150));
        },
        ready: (page) => page.getByText("Dana Whitfield is not connected").waitFor(),
    },
    {
        name: "a conference of two, and codes to choose",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            withCodes(server);
            server.switches.conference_guests = "2";
            server.chats.set("chat_dana", {
                ...server.chats.get("chat_dana")!,
                guests: [{ agent: ben, joined_at: ago(60) }],
                word: 2,
                speaker: { kind: "agent", id: server.user.id, name: server.user.display_name },
            });
        },
        ready: (page) => page.getByRole("button", { name: /^Hand over/ }).waitFor(),
    },
    {
        name: "a guest in a colleague's chat",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            const { id, display_name: name } = server.user;
            server.chats.set("chat_dana", {
                ...server.chats.get("chat_dana")!,
                agent: ben,
                guests: [{ agent: { kind: "agent", id, name }, joined_at: ago(60) }],
                word: 2,
                speaker: ben,
            });
        },
        ready: (page) => page.getByRole("button", { name: "Leave the conference" }).waitFor(),
    },
    {
        name: "the queue window",
        anew: true,
        path: "/desk/chats/chat_done",
        script: pulled,
        act: async (page) => {
            await page.locator(".bubble").first().waitFor();
            const list = page.getByRole("button", { name: "My chats" });
            const back = page.getByRole("button", { name: "Back to the list" });
            if (await back.isVisible()) await back.click();
            else if (await list.isVisible()) await list.click();
            await page.getByRole("tab", { name: /^Queue/ }).click();
        },
        ready: (page) => page.getByRole("button", { name: "Take the chat with Ida" }).waitFor(),
    },
    {
        name: "why a chat came to me",
        anew: true,
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            explains(server);
            server.addOffer({ id: "o1", name: "Noah Berg" });
        },
        act: async (page) => {
            const card = page.getByRole("article");
            await card.getByRole("button", { name: "All agents" }).click();
        },
        ready: (page) => page.getByRole("dialog").getByText("Skill not high enough").waitFor(),
    },
    {
        name: "list",
        path: "/desk",
        script: busyDesk,
        ready: (page) => page.getByText("Maya Ortiz").first().waitFor({ state: "attached" }),
    },
    {
        name: "nothing, offline",
        path: "/desk",
        script: (server) => {
            server.presence = { ...server.presence, status: "offline", label: "offline" };
        },
        ready: (page) => page.getByRole("banner").waitFor(),
    },
    {
        name: "a message that was not sent, and a draft",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            server.on("message.post", () => {
                throw new Refusal({ status: 413, code: "too_large" });
            });
        },
        act: async (page) => {
            await page.fill("textarea", "Too long");
            await page.press("textarea", "Enter");
            await page.fill("textarea", "Again");
        },
        ready: (page) => page.getByText("Not sent").waitFor(),
    },
    {
        name: "a missed chat",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            server.presence = { ...server.presence, status: "rona", label: "rona" };
        },
        ready: (page) => page.getByRole("region", { name: "Missed chat" }).waitFor(),
    },
    {
        name: "away after the chats, with the menu open",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            const pending = { status: "away", reason: "lunch" };
            server.presence = { ...server.presence, pending };
        },
        act: (page) => page.getByRole("button", { name: /Lunch after current chats/ }).click(),
        ready: (page) => page.getByRole("menuitemradio", { name: "Paperwork" }).waitFor(),
    },
    {
        name: "an ended chat",
        path: "/desk/chats/chat_end",
        script: (server) => {
            server.addChat({ id: "chat_end", name: "Ed End", texts: ["<Bye"], state: "closed" });
        },
        ready: (page) => page.getByText("This chat was ended by the agent.").waitFor(),
    },
    {
        name: "a chat that is not mine",
        path: "/desk/chats/chat_gone",
        script: () => undefined,
        ready: (page) => page.getByText("not yours any more").waitFor(),
    },
    {
        name: "sounds and notifications",
        path: "/desk/chats/chat_dana",
        script: busyDesk,
        act: async (page) => {
            await page.getByRole("button", { name: /account and settings/ }).click();
            await page.getByRole("menuitem", { name: "Sounds and notifications" }).click();
        },
        ready: (page) => page.getByRole("slider").waitFor(),
    },
    {
        name: "queues",
        path: "/desk",
        script: manager,
        ready: (page) => page.getByRole("table").waitFor(),
    },
    {
        name: "people",
        path: "/desk/people",
        script: manager,
        ready: (page) => page.getByRole("table").waitFor(),
    },
    {
        name: "messages with colleagues",
        path: "/desk/colleagues",
        script: (server) => {
            busyDesk(server);
            server.on("colleague.list", () => ({ items: [] }));
        },
        ready: (page) => page.getByRole("searchbox").waitFor(),
    },
    {
        name: "all chats",
        path: "/desk/all",
        script: manager,
        ready: (page) => page.getByRole("link", { name: /Aiko Tanaka/ }).waitFor(),
    },
    {
        name: "reading along",
        path: "/desk/all/chat_luis",
        script: manager,
        ready: (page) => page.getByText("You are reading along").waitFor(),
    },
];

const widths = [1440, 1024, 390];
const height = 844;

async function open(state: State, width: number): Promise<OpenedDesk> {
    const desk = await openDesk(state.script, {
        path: state.path,
        viewport: { width, height },
        reducedMotion: "reduce",
        ...(state.stored && { stored: state.stored }),
    });
    await state.act?.(desk.page, desk.server);
    return desk;
}

async function expectTargets(page: Page): Promise<void> {
    const small = await page.evaluate(() =>
        [...document.querySelectorAll("button, a[href], input, [role=menuitem], [role=tab]")]
            .filter((one) => one.checkVisibility() && !one.closest("p, .meta"))
            .filter((one) => {
                // Whoever presses the words around a box presses the box.
                const target = one.closest("label") ?? one;
                const { width, height } = target.getBoundingClientRect();
                return width < 24 || height < 24;
            })
            .map((one) => one.outerHTML.slice(0, 120)),
    );
    expect(small, "each target is at least 24 px each way").toEqual([]);
}

/** Only a table, in a box of its own, may be wider than the window. */
async function expectNothingScrolls(page: Page, width: number): Promise<void> {
    const scrolls = () =>
        page.evaluate(() =>
            [...document.querySelectorAll("*")]
                .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
                .filter((one) =>
                    one === document.documentElement
                        ? getComputedStyle(one).overflowX !== "hidden"
                        : ["auto", "scroll"].includes(getComputedStyle(one).overflowX),
                )
                .filter((one) => !one.querySelector(":scope > table"))
                .map((one) => `${one.tagName}.${one.className} ${one.scrollWidth}`),
        );
    await expect.poll(scrolls, { message: `${width} px: no page scrolls sideways` }).toEqual([]);
}

async function expectNothingWide(page: Page): Promise<void> {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = () =>
        page.evaluate(() =>
            [...document.querySelectorAll("*")]
                .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                .filter((one) => !one.closest("table") && one.checkVisibility())
                // An ellipsis cuts it off; the line that does so is measured itself.
                .filter((one) => getComputedStyle(one.parentElement!).textOverflow !== "ellipsis")
                .map((one) => `${one.tagName}.${one.className}`),
        );
    await expect.poll(wide, { message: "320 px: nothing scrolls sideways" }).toEqual([]);
}

for (const state of states) {
    test(state.name, { timeout: 60_000 }, async () => {
        let desk: OpenedDesk | undefined;
        for (const width of widths) {
            if (state.anew) await desk?.context.close();
            if (!desk || state.anew) desk = await open(state, width);
            const { page } = desk;
            await page.setViewportSize({ width, height });
            // What hangs on the width is drawn for it by the next frame.
            await page.evaluate(() => new Promise(requestAnimationFrame));
            await state.ready(page);
            await expectAccessibleInBothThemes(page, `${width} px`);
            if (width === widths[0]) await expectTargets(page);
            if (width === widths.at(-1)) await expectNothingScrolls(page, width);
        }
        await expectNothingWide(desk!.page);
    });
}

test("with reduced motion nothing runs longer than 100 ms", async () => {
    const { server, page } = await openDesk(busyDesk, {
        path: "/desk/chats/chat_dana",
        reducedMotion: "reduce",
    });
    await page.locator(".bubble", { hasText: "birthday present" }).waitFor();
    server.offer({ id: "o1", name: "Noah Berg" });
    const from = { kind: "customer" as const, id: "vis_chat_dana", name: "Dana Whitfield" };
    server.emit("typing", { chat: "chat_dana", from, typing: true }, true);
    await page.getByRole("article").waitFor();
    await page.locator(".group.typing").waitFor();
    const long = await page.evaluate(() =>
        document
            .getAnimations()
            .map((one) => Number(one.effect?.getComputedTiming().endTime))
            .filter((end) => end > 100),
    );
    expect(long).toEqual([]);
});

test("in forced colours states keep a shape", async () => {
    const { page } = await openDesk(busyDesk, {
        path: "/desk/chats/chat_dana",
        forcedColors: "active",
    });
    const border = await page
        .locator(".bubble")
        .first()
        .evaluate((one) => getComputedStyle(one).borderTopWidth);
    expect(border).toBe("1px");
    await expectAccessible(page);
});
