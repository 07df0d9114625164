// What agents may be doing under all ways of working: labels and statuses that presets bring, what is
// barred during a chat, Stop new (E35, E38, V11, S31).
import { expect, test } from "vitest";
import type { AgentStatus, QueueInfo } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { chooseByKeys, expectFocused } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk, type FakeServer } from "./fake_server.ts";

useBrowser();

const one: Omit<AgentStatus, "key" | "kind" | "during_chat"> = {
    by_agent: true,
    by_manager: true,
    reason_required: false,
    hides_dashboard: false,
    auto_return_s: 0,
    reasons: [],
};
const orders: QueueInfo = {
    id: "que_orders",
    name: "Orders",
    partition: "part_1",
    enabled: true,
    open: true,
    member: true,
    waiting: 0,
    agents_available: 1,
    offer_s: 20,
    routing: "push",
    reply_target_s: 120,
};
/** As under push_desk. */
const push = (server: FakeServer) => {
    busyDesk(server);
    server.presence = { ...server.presence, label: "busy" };
    server.switches.stop_new = "true";
    server.statuses = [
        { ...one, key: "available", kind: "ready", during_chat: "now" },
        { ...one, key: "work_offline", kind: "not_ready", during_chat: "no" },
        {
            ...one,
            key: "on_break",
            kind: "not_ready",
            during_chat: "no",
            reasons: [{ key: "lunch" }],
        },
        { ...one, key: "busy", kind: "away", during_chat: "now" },
        { ...one, key: "offline", kind: "offline", during_chat: "now", by_agent: false },
    ];
};

test("E35: what cannot be chosen during a chat is shown with why, and chosen by nobody", async () => {
    const { server, page } = await openDesk(push);
    await page.getByRole("button", { name: /^Busy/ }).click();
    const barred = page.getByRole("menuitemradio", { name: /Working offline.*Not while you have/ });
    await barred.waitFor();
    expect(await barred.getAttribute("aria-disabled")).toBe("true");
    await expectAccessible(page);
    // The keyboard reaches it, so that one hears why.
    await chooseByKeys(barred, "w");
    await page.keyboard.press("Escape");
    await barred.waitFor({ state: "detached" });
    expect(server.calls_of("presence.set")).toEqual([]);
    await page.keyboard.press("Alt+Shift+KeyP");
    await page.getByRole("menuitemradio", { name: /^Busy/ }).click();
    await expect.poll(() => server.calls_of("presence.set")).toEqual([{ status: "busy" }]);
    await page.getByRole("button", { name: /^Busy/ }).waitFor();
    await expectFocused(page);
});

test("E38: Stop new is a switch in the menu, and switches back", async () => {
    const { server, page } = await openDesk(push);
    await page.getByRole("button", { name: /^Busy/ }).click();
    const stop = page.getByRole("menuitemcheckbox", { name: /Stop new chats/ });
    expect(await stop.getAttribute("aria-checked")).toBe("false");
    await chooseByKeys(stop, "s");
    await page.getByRole("button", { name: /^No new chats/ }).click();
    await expect.poll(() => stop.getAttribute("aria-checked")).toBe("true");
    await expectAccessible(page);
    await stop.click();
    await page.getByRole("button", { name: /^In chat/ }).waitFor();
    expect(server.calls_of("presence.stop_new")).toEqual([{ stop: true }, { stop: false }]);
});

test("E38: without the switch there is no such choice, without chats it says when", async () => {
    const { server, page } = await openDesk(push);
    server.switches = { ...server.switches, stop_new: "false" };
    server.emit("settings.changed", {});
    await page.getByRole("button", { name: /^Busy/ }).click();
    await page.getByRole("menuitemradio", { name: /^Available/ }).waitFor();
    await expect.poll(() => page.getByRole("menuitemcheckbox").count()).toBe(0);
    server.setPresence({ ...server.presence, load: 0, used: 0 });
    server.switches = { ...server.switches, stop_new: "true" };
    server.emit("settings.changed", {});
    const stop = page.getByRole("menuitemcheckbox", { name: /Once you have chats/ });
    await stop.press("Enter");
    await page.keyboard.press("Escape");
    await stop.waitFor({ state: "detached" });
    expect(server.calls_of("presence.stop_new")).toEqual([]);
});

test("each label has its own word and its own icon; one that nobody knows breaks nothing", async () => {
    const { server, page } = await openDesk(busyDesk);
    const seen = new Set<string>();
    const words = {
        offline: "Offline",
        available: "Available",
        offered: "Chat offered",
        engaged: "In chat",
        busy: "Busy",
        at_capacity: "At capacity",
        stop_new: "No new chats",
        wrap_up: "Wrap-up",
        away: "Away",
        rona: "Missed chat",
    } as const;
    for (const [label, word] of Object.entries(words)) {
        const kinds: Record<string, string> = { away: "away", rona: "rona", offline: "offline" };
        const status = kinds[label] ?? "available";
        server.setPresence({ ...server.presence, status, label: label as keyof typeof words });
        const chip = page.locator(`button[aria-keyshortcuts="Alt+Shift+P"]`);
        await chip.filter({ hasText: word }).waitFor();
        seen.add(await chip.locator("svg").first().innerHTML());
    }
    expect(seen.size).toBe(Object.keys(words).length);
    server.setPresence({ ...server.presence, status: "available", label: "dreaming" as never });
    await page.getByRole("button", { name: /^Available/ }).waitFor();
    await expectAccessible(page);
});

test("S31: the server hears that somebody is there, at most once a minute, where it asks", async () => {
    const { server, page } = await openDesk(busyDesk);
    await page.getByText("Dana Whitfield").first().waitFor();
    await page.keyboard.press("Tab");
    expect(server.calls_of("presence.touch")).toEqual([]);
    server.switches = { ...server.switches, inactivity_min: "15" };
    server.emit("settings.changed", {});
    await expect.poll(() => server.calls_of("settings.mine").length).toBe(2);
    await expect
        .poll(async () => {
            await page.keyboard.press("Tab");
            return server.calls_of("presence.touch").length;
        })
        .toBe(1);
    await page.keyboard.press("Tab");
    await page.mouse.move(300, 300);
    expect(server.calls_of("presence.touch")).toHaveLength(1);
});

test("check 28: it does in the list of all chats that managers read, too", async () => {
    const { server, page } = await openDesk(
        (script) => {
            busyDesk(script);
            script.user = {
                id: "usr_mo",
                name: "mo",
                display_name: "Mo",
                roles: ["manager"],
                labels: {},
                rights: [
                    "chat_view_all",
                    "chat_route",
                    "queue_view",
                    "queue_enable",
                    "agent_view",
                    "agent_set_status",
                ],
            };
            script.queues = [{ ...orders, reply_target_s: 600 }];
        },
        { path: "/desk/all" },
    );
    await page.getByRole("link", { name: /Aiko Tanaka Waits/ }).waitFor();
    server.queues = [{ ...orders, reply_target_s: 60 }];
    await page.getByRole("link", { name: /Aiko Tanaka Overdue/ }).waitFor();
});

test("check 28: the reply target of the queue decides when a customer is overdue", async () => {
    const { server, page } = await openDesk((script) => {
        busyDesk(script);
        script.queues = [{ ...orders, reply_target_s: 600 }];
    });
    const overdue = page.getByRole("link", { name: /Aiko Tanaka Overdue/ });
    await page.getByRole("link", { name: /Aiko Tanaka Waits/ }).waitFor();
    expect(await overdue.count()).toBe(0);
    server.queues = [{ ...server.queues[0]!, reply_target_s: 60 }];
    server.emit("setup.changed", { part: "queues" });
    await overdue.waitFor({ timeout: 5_000 });
});
