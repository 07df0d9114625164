// Every state in both themes and three widths: nothing for axe to find, nothing to scroll sideways,
// no small target.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chooseByKeys, expectFocused, focusIn } from "../focus.ts";
import { expectAccessible, openDesk, useBrowser } from "./browser.ts";
import {
    ago,
    busyDesk,
    explains,
    type FakeServer,
    pulled,
    Refusal,
    withCodes,
} from "./fake_server.ts";

useBrowser();

interface State {
    name: string;
    path: string;
    script: (server: FakeServer) => void;
    act?: (page: Page, server: FakeServer) => Promise<void>;
    ready: (page: Page) => Promise<void>;
}

const manager = (server: FakeServer) => {
    busyDesk(server);
    server.user = { id: "usr_mo", name: "mo", display_name: "Mo Boss", roles: ["manager"] };
    const anna = { name: "", connected: true, queues: ["q1"], chats: [] };
    const free = {
        status: "available",
        label: "available",
        load: 0,
        capacity: 4,
        stop_new: false,
    } as const;
    server.agents = [
        {
            ...anna,
            id: "usr_1",
            display_name: "Maya Ortiz",
            presence: { ...free, label: "engaged", load: 2, since: ago(761) },
            chats: [
                { chat: "chat_dana", customer: "Dana Whitfield", since: ago(300) },
                { chat: "chat_luis", customer: "Luis Ferreira", since: ago(95) },
            ],
        },
        {
            ...anna,
            id: "usr_2",
            display_name: "Ravi Patel",
            presence: { ...free, status: "rona", label: "rona", since: ago(40) },
        },
        {
            ...anna,
            id: "usr_3",
            display_name: "Tess Nguyen",
            connected: false,
            queues: ["q2"],
            presence: {
                ...free,
                load: 1,
                label: "engaged",
                since: ago(12),
                pending: { status: "away", reason: "lunch" },
            },
        },
    ];
    server.queues = [
        {
            id: "q1",
            name: "Orders",
            enabled: true,
            open: true,
            member: false,
            waiting: 3,
            longest_wait_since: ago(74),
            agents_available: 2,
            offer_s: 20,
            routing: "push",
            reply_target_s: 120,
        },
        {
            id: "q2",
            name: "Billing",
            enabled: false,
            open: false,
            member: false,
            waiting: 0,
            agents_available: 0,
            offer_s: 30,
            routing: "push",
            reply_target_s: 120,
        },
    ];
};

const states: State[] = [
    {
        name: "conversation with an offer",
        path: "/desk/chats/chat_dana",
        script: (server) => {
            busyDesk(server);
            server.addOffer({ id: "o1", name: "Noah Berg", text: "Where do I send it?" });
        },
        ready: (page) => page.getByRole("article").waitFor(),
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
        act: (page) =>
            page.evaluate(() =>
                localStorage.setItem("parley.desk.draft.usr_anna.chat_dana", "Half a word"),
            ),
        ready: (page) => page.getByText("Still needed: Reason").waitFor(),
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
        name: "the queue window",
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

for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1440, 1024, 390]) {
        test(`${colorScheme}, ${width} px`, async () => {
            for (const state of states) {
                const { server, context, page } = await openDesk(state.script, {
                    path: state.path,
                    colorScheme,
                    viewport: { width, height: 844 },
                });
                await state.act?.(page, server);
                await state.ready(page);
                await expectAccessible(page).catch((error) => {
                    throw new Error(`${state.name}: ${error.message}`);
                });
                await context.close();
            }
        }, 120_000);
    }
}

test("320 px: nothing scrolls sideways", async () => {
    for (const state of states) {
        const { server, context, page } = await openDesk(state.script, {
            path: state.path,
            viewport: { width: 320, height: 640 },
        });
        await state.act?.(page, server);
        await state.ready(page);
        const wide = await page.evaluate(() =>
            [...document.querySelectorAll("*")]
                .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                .filter((one) => !one.closest("table") && one.checkVisibility())
                // An ellipsis cuts it off; the line that does so is measured itself.
                .filter((one) => getComputedStyle(one.parentElement!).textOverflow !== "ellipsis")
                .map((one) => `${one.tagName}.${one.className}`),
        );
        expect(wide, state.name).toEqual([]);
        await context.close();
    }
}, 120_000);

test("every target is at least 24 px each way", async () => {
    for (const state of states) {
        const { server, context, page } = await openDesk(state.script, { path: state.path });
        await state.act?.(page, server);
        await state.ready(page);
        // What slides or grows into place is measured where it has arrived.
        await page.evaluate(() =>
            Promise.allSettled(
                document
                    .getAnimations()
                    .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
                    .map((one) => one.finished),
            ).then(() => undefined),
        );
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
        expect(small, state.name).toEqual([]);
        await context.close();
    }
}, 120_000);

test("with reduced motion nothing runs longer than 100 ms", async () => {
    const { server, page } = await openDesk(busyDesk, {
        path: "/desk/chats/chat_dana",
        reducedMotion: "reduce",
    });
    server.offer({ id: "o1", name: "Noah Berg" });
    const from = { kind: "customer" as const, id: "vis_chat_dana", name: "Dana Whitfield" };
    server.emit("typing", { chat: "chat_dana", from, typing: true }, true);
    await page.getByRole("article").waitFor();
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

test("a manager sees who does what and puts somebody in another status, by keyboard alone", async () => {
    const { server, page } = await openDesk(manager, { path: "/desk/people" });
    const row = page.getByRole("row", { name: /Ravi Patel/ });
    await row.getByText("Missed chat").waitFor();
    await page
        .getByRole("row", { name: /Tess Nguyen/ })
        .getByText("Connection lost")
        .waitFor();
    await row.getByRole("button", { name: "Set status of Ravi Patel" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Available" }).waitFor();
    expect(await page.getByRole("menuitem", { name: "Missed chat" }).count()).toBe(0);
    await expectAccessible(page);
    await chooseByKeys(page.getByRole("menuitem", { name: "Training" }), "t");
    await row.getByText("Training").waitFor();
    expect(server.calls_of("agent.set_presence")).toEqual([
        { agent: "usr_2", status: "away", reason: "training" },
    ]);
    await expectFocused(page);
    await page.getByRole("combobox", { name: "Queue" }).selectOption("Billing");
    await row.waitFor({ state: "detached" });
    await page.getByRole("row", { name: /Tess Nguyen/ }).waitFor();
    await page.getByRole("combobox", { name: "Queue" }).selectOption("All queues");
    await page.getByRole("link", { name: "Luis Ferreira" }).click();
    await page.getByText("You are reading along").waitFor();
});

test("A17, A18: a manager sees how long somebody was in which state today", async () => {
    const { server, page } = await openDesk(manager, { path: "/desk/people" });
    server.on("agent.times", ({ agent }) => {
        expect(agent).toBe("usr_2");
        return {
            items: [
                { label: "busy", status: "available", seconds: 4_000 },
                { label: "wrap_up", status: "available", seconds: 300 },
                { label: "away", status: "away", reason: "lunch", seconds: 65 },
            ],
        };
    });
    await page.getByRole("button", { name: "Times of Ravi Patel today" }).click();
    const dialog = page.getByRole("dialog");
    await expect
        .poll(() => dialog.getByRole("listitem").allInnerTexts())
        .toEqual(["Busy\n1:06:40", "Wrap-up\n5:00", "Lunch\n1:05"]);
    await expectAccessible(page);
    await focusIn(dialog);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expectFocused(page);
});

test("X34: where managers may not set statuses there is no button for it", async () => {
    const { page } = await openDesk(
        (server) => {
            manager(server);
            server.switches.manager_override = "false";
        },
        { path: "/desk/people" },
    );
    await page.getByRole("row", { name: /Ravi Patel/ }).waitFor();
    await expect.poll(() => page.getByRole("button", { name: /^Set status/ }).count()).toBe(0);
});

test("a manager closes a queue, and opens it again", async () => {
    const { server, page } = await openDesk(manager, { path: "/desk/queues" });
    const open = page.getByRole("switch", { name: "Orders is open for new chats" });
    await open.focus();
    await page.keyboard.press("Space");
    await page.getByText("Orders is closed to new chats.").first().waitFor();
    await page
        .getByRole("row", { name: /^Orders/ })
        .getByText("Closed")
        .waitFor();
    expect(await open.isChecked()).toBe(false);
    await page.keyboard.press("Space");
    await page.getByText("Orders is open.").first().waitFor();
    expect(server.calls_of("queue.set_enabled")).toEqual([
        { queue: "q1", enabled: false },
        { queue: "q1", enabled: true },
    ]);
    await expectAccessible(page);
});

test("a manager reads along live, and no message is marked as read", async () => {
    const { server, page } = await openDesk(manager, { path: "/desk/all/chat_luis" });
    await page.locator(".bubble", { hasText: "arrived broken" }).waitFor();
    expect(await page.locator("textarea").count()).toBe(0);
    server.say("chat_luis", "Still here");
    await page.locator(".bubble", { hasText: "Still here" }).waitFor();
    server.queues[0]!.waiting = 7;
    await page.getByRole("link", { name: "Queues" }).click();
    await page.getByRole("cell", { name: "7" }).waitFor();
    expect(server.calls_of("chat.mark_read")).toEqual([]);
    expect(server.calls_of("presence.get")).toEqual([]);
});
