// The room: live figures in their place, orders that stay, what is stale, filters in the address, and
// what a manager does from it.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { openContext, openPage, useBrowser } from "../desk/browser.ts";
import { ago, FakeServer, Refusal } from "../desk/fake_server.ts";
import { focusIn, focusOn } from "../focus.ts";
import { Keyboard } from "../keyboard.ts";
import { agent, figures, openRoom, room, standStill, tell } from "./room_server.ts";

useBrowser();

const table = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const row = (page: Page, name: string): Locator =>
    page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
const names = (page: Page, of: string) =>
    table(page, of)
        .getByRole("rowheader")
        .allInnerTexts()
        .then((all) => all.map((text) => text.split("\n")[0]!.trim()));

describe("live figures", () => {
    test("change in their place, and only what has changed is drawn again", async () => {
        const { server, context, page } = await openRoom();
        const waiting = row(page, "Returns").getByRole("cell").first();
        await expect.poll(() => waiting.innerText()).toBe("4");
        const kept = await row(page, "Orders").elementHandle();
        await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
        // What begins now stands still: it would be over before a slow machine has looked.
        const tools = await context.newCDPSession(page);
        await tools.send("Animation.enable");
        await tools.send("Animation.setPlaybackRate", { playbackRate: 0 });
        const [, returns] = figures().queues;
        tell(server, { queues: [{ ...returns!, waiting: 5 }] });
        await expect.poll(() => waiting.innerText()).toBe("5");
        expect(await kept!.evaluate((element) => element.isConnected)).toBe(true);
        // What has changed shows it for a moment, nothing else does.
        const moving = await page.evaluate(() =>
            document.getAnimations().map((one) => {
                const { effect } = one;
                const target = (effect as KeyframeEffect).target!;
                return [target.textContent, effect!.getComputedTiming().duration];
            }),
        );
        expect(moving).toEqual([["5", 600]]);
    });

    test("with reduced motion nothing fades", async () => {
        const { server, page } = await openRoom(room, { reducedMotion: "reduce" });
        await row(page, "Returns").waitFor();
        const [, returns] = figures().queues;
        tell(server, { queues: [{ ...returns!, waiting: 5 }] });
        await row(page, "Returns").getByText("5", { exact: true }).waitFor();
        expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    });

    test("say how old they are, and go grey when they are old", async () => {
        const { server, page } = await openRoom();
        await page.getByText("Live", { exact: true }).waitFor();
        await standStill(page);
        const [, returns] = figures().queues;
        tell(server, { queues: [{ ...returns!, waiting: 5 }] });
        await row(page, "Returns").getByText("5", { exact: true }).waitFor();
        await page.clock.fastForward(6_000);
        await page.getByText("6 seconds ago", { exact: true }).waitFor();
        const room_of = page.locator("[data-fresh]").last();
        expect(await room_of.getAttribute("data-fresh")).toBe("late");
        await page.clock.resume();
        await expectAccessible(page);
        await page.clock.fastForward(30_000);
        await expect.poll(() => room_of.getAttribute("data-fresh")).toBe("old");
        const colours = () =>
            page.evaluate(() => {
                const probe = document.body.appendChild(document.createElement("i"));
                probe.style.color = "var(--c-text-3)";
                const cell = document.querySelector("td a")!;
                const same = getComputedStyle(cell).color === getComputedStyle(probe).color;
                probe.remove();
                return same;
            });
        expect(await colours()).toBe(true);
        await expectAccessible(page);
        tell(server);
        await page.getByText("Live", { exact: true }).waitFor();
        expect(await colours()).toBe(false);
    });

    test("come again after the connection was away", async () => {
        const { server, page } = await openRoom();
        await row(page, "Returns").waitFor();
        const told = figures();
        told.queues[0]!.waiting = 11;
        room(server, told);
        server.cut();
        await row(page, "Orders").getByText("11", { exact: true }).waitFor();
        expect(server.calls_of("dashboard.watch").length).toBe(2);
    });

    test("of the last 15, 30 or 60 minutes are asked for, and kept in the address", async () => {
        const { server, page } = await openRoom(room, { path: "/manage?window=30" });
        await page.getByRole("button", { name: "15 min" }).click();
        const asked = () => server.calls_of("dashboard.watch").map((one) => one.window_min);
        await expect.poll(asked).toEqual([30, 15]);
        expect(new URL(page.url()).search).toBe("?window=15");
    });
});

describe("an order", () => {
    const busiest = (server: FakeServer) => {
        const [, ravi] = figures().agents;
        tell(server, { agents: [{ ...ravi!, today: { handled: 99, missed: 3 } }] });
    };

    test("stays while the pointer is in the table, and a chip says that it would change", async () => {
        const { server, page } = await openRoom(room, { path: "/manage?agents=-handled" });
        const agents = table(page, "Agents");
        await agents.getByText("Maya Ortiz").hover();
        const before = await names(page, "Agents");
        busiest(server);
        const chip = page.getByRole("button", { name: "Sort changed · Apply" });
        await chip.waitFor();
        await row(page, "Ravi Patel").getByText("99").waitFor();
        expect(await names(page, "Agents")).toEqual(before);
        // The way to the chip does not change it either.
        await chip.hover();
        expect(await names(page, "Agents")).toEqual(before);
        await chip.click();
        await expect.poll(async () => (await names(page, "Agents"))[0]).toBe("Ravi Patel");
        await chip.waitFor({ state: "detached" });
        await focusOn(agents);
    });

    test("stays while the focus is in it, and follows once that has left", async () => {
        const { server, page } = await openRoom(room, { path: "/manage?agents=-handled" });
        const agents = table(page, "Agents");
        await agents.getByText("Maya Ortiz").waitFor();
        const before = await names(page, "Agents");
        await agents.focus();
        busiest(server);
        await page.getByRole("button", { name: "Sort changed · Apply" }).waitFor();
        expect(await names(page, "Agents")).toEqual(before);
        await page.getByRole("link", { name: "Chats", exact: true }).first().focus();
        await expect.poll(async () => (await names(page, "Agents"))[0]).toBe("Ravi Patel");
    });

    test("is another at once for who chooses it, and is in the address", async () => {
        const { page } = await openRoom();
        await page.getByRole("button", { name: "Longest wait" }).click();
        await expect.poll(() => names(page, "Queues")).toEqual(["Returns", "Billing", "Orders"]);
        await page.getByRole("button", { name: "Longest wait" }).click();
        await expect.poll(() => names(page, "Queues")).toEqual(["Orders", "Billing", "Returns"]);
        expect(new URL(page.url()).search).toBe("?queues=longest");
    });
});

describe("what is shown", () => {
    test("A18: a chosen queue filters the agents, and says so", async () => {
        const { page } = await openRoom();
        await page.getByRole("button", { name: "Returns", exact: true }).click();
        await expect.poll(() => names(page, "Agents")).toEqual(["Ravi Patel", "Tess Nguyen"]);
        expect(await names(page, "Queues")).toHaveLength(3);
        expect(new URL(page.url()).search).toBe("?at=q_returns");
        await page.getByRole("button", { name: "Clear filter: In Returns" }).click();
        await expect.poll(async () => (await names(page, "Agents")).length).toBe(8);
        await focusOn(page.getByRole("searchbox"));
    });

    test("queues and teams narrow everything, also for who gets the address", async () => {
        const { server, context, page } = await openRoom();
        await page.getByRole("button", { name: /^Queues:/ }).click();
        await page.getByRole("menuitemcheckbox", { name: "Returns" }).click();
        await page.keyboard.press("Escape");
        await expect.poll(() => names(page, "Queues")).toEqual(["Returns"]);
        await expect.poll(() => names(page, "Agents")).toEqual(["Ravi Patel", "Tess Nguyen"]);
        const longest = page.getByText("limit 2:00 · Returns");
        await longest.waitFor();
        await page.getByRole("button", { name: /^Teams:/ }).click();
        await page.getByRole("menuitemcheckbox", { name: "Night" }).click();
        await page.keyboard.press("Escape");
        await page.getByText("No agent fits").waitFor();
        const other = await openPage(context, "/manage?team=team_night");
        await expect.poll(() => names(other, "Agents")).toEqual(["Jonas Berg", "Zoë Quist"]);
        await page.getByRole("button", { name: "Clear filters" }).click();
        await expect.poll(async () => (await names(page, "Agents")).length).toBe(8);
        await focusIn(page.getByRole("main"));
        expect(server.calls_of("dashboard.watch")).toHaveLength(2);
    });

    test("the search is kept for who comes back", async () => {
        const { page } = await openRoom();
        await page.getByRole("searchbox").fill("ravi");
        await expect.poll(() => names(page, "Agents")).toEqual(["Ravi Patel"]);
        await page.getByRole("link", { name: "Chats", exact: true }).first().click();
        await page.getByRole("heading", { level: 1, name: "Chats" }).waitFor();
        await page.getByRole("link", { name: "Room", exact: true }).click();
        await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("ravi");
        await expect.poll(() => names(page, "Agents")).toEqual(["Ravi Patel"]);
    });

    test("every number leads to the chats behind it", async () => {
        const { page } = await openRoom();
        await row(page, "Orders").getByRole("link", { name: "14" }).click();
        await page.getByRole("heading", { level: 1, name: "Chats" }).waitFor();
        expect(page.url()).toMatch(/\/manage\/chats\?queue=q_orders$/);
        await page.goBack();
        await row(page, "Maya Ortiz").getByRole("link", { name: "2 / 4" }).click();
        await page.getByText("Dana Whitfield").waitFor();
        expect(page.url()).toMatch(/\/manage\/chats\?agent=usr_1$/);
        await page.goBack();
        await page.getByRole("link", { name: "7", exact: true }).click();
        await page.getByText("Noah Berg").waitFor();
        expect(page.url()).toMatch(/\/manage\/chats\?tab=queued$/);
    });

    test("is what the file for spreadsheets has, and nothing in it runs", async () => {
        const told = figures();
        told.agents[3]!.display_name = "=HYPERLINK(1)";
        const { page } = await openRoom((server) => room(server, told), {
            path: "/manage?team=team_night&agents=-name",
        });
        await row(page, "Jonas Berg").waitFor();
        const seen = await names(page, "Agents");
        expect(seen).toEqual(["Jonas Berg", "=HYPERLINK(1)"]);
        const [download] = await Promise.all([
            page.waitForEvent("download"),
            page.getByRole("button", { name: "Export CSV: Agents" }).click(),
        ]);
        expect(download.suggestedFilename()).toBe("agents.csv");
        const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
        expect(lines[0]).toContain("Agent,State,Chats,With,Unanswered,Today");
        expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual([
            "Jonas Berg",
            "'=HYPERLINK(1)",
        ]);
        expect(lines[1]).toContain("At capacity");
    });

    test("of 500 agents only those in sight are drawn, and all can be reached", async () => {
        const told = figures();
        told.agents = Array.from({ length: 500 }, (_, place) =>
            agent(`usr_${place}`, `Agent ${String(place).padStart(3, "0")}`),
        );
        const { page } = await openRoom((server) => room(server, told));
        await row(page, "Agent 000").waitFor();
        const drawn = () => table(page, "Agents").getByRole("rowheader").count();
        expect(await drawn()).toBeLessThan(60);
        const grid = table(page, "Agents").getByRole("table");
        expect(await grid.getAttribute("aria-rowcount")).toBe("501");
        await expectAccessible(page);
        await table(page, "Agents").focus();
        await page.keyboard.press("End");
        await row(page, "Agent 499").waitFor();
        expect(await drawn()).toBeLessThan(60);
        await page.getByRole("searchbox").fill("agent 321");
        await expect.poll(() => names(page, "Agents")).toEqual(["Agent 321"]);
    });
});

describe("what a manager does", () => {
    test("A22: sets an agent's status, with its reason", async () => {
        const { server, page } = await openRoom();
        await page.getByRole("button", { name: "Actions for Zoë Quist" }).click();
        await page.getByRole("menuitem", { name: "Lunch" }).click();
        await page.getByText("Zoë Quist: Lunch").waitFor();
        expect(server.calls_of("agent.set_presence")).toEqual([
            { agent: "usr_4", status: "away", reason: "lunch" },
        ]);
    });

    test("what wants attention is said in sentences, each with its act", async () => {
        const { server, page } = await openRoom();
        const list = page.getByRole("list", { name: /^Wants attention/ });
        await list.waitFor();
        const said = await list.getByRole("listitem").allInnerTexts();
        expect(said.map((text) => text.replace(/\d:\d\d/, "#").split("\n")[0])).toEqual([
            "Returns: longest wait #, limit 2:00, no agent available",
            "Maya Ortiz: has asked for help with Dana Whitfield for #",
            "Ravi Patel: missed a chat # ago and gets no more",
            "Luis Ferreira: has waited # for an answer from Maya Ortiz, limit 2:00",
        ]);
        await list.getByRole("button", { name: "Set available: Ravi Patel" }).click();
        await page.getByText("Ravi Patel is available again").waitFor();
        expect(server.calls_of("agent.set_presence")).toEqual([
            { agent: "usr_2", status: "available" },
        ]);
        await list.getByRole("link", { name: "Show agents" }).click();
        await expect.poll(() => names(page, "Agents")).toEqual(["Ravi Patel", "Tess Nguyen"]);
        // Once somebody is there, those who wait are what matters.
        const [late, , ...others] = figures().attention;
        tell(server, { attention: [late!, ...others] });
        await list.getByRole("link", { name: "Open queue" }).click();
        await expect.poll(() => page.url()).toMatch(/\/manage\/chats\?tab=queued&queue=q_returns$/);
    });

    test("A19: closes a queue", async () => {
        const { server, page } = await openRoom();
        await page.getByRole("switch", { name: "Orders is open" }).click();
        await page.getByText("Orders takes no new chats").waitFor();
        expect(server.calls_of("queue.set_enabled")).toEqual([
            { queue: "q_orders", enabled: false },
        ]);
    });

    test("E49: signs an agent out, after being asked once more", async () => {
        const { server, page } = await openRoom();
        server.on("agent.sign_out", () => ({ presence: server.presence }));
        await page.getByRole("button", { name: "Actions for Maya Ortiz" }).click();
        await page.getByRole("menuitem", { name: "Sign out…" }).click();
        const dialog = page.getByRole("dialog", { name: "Sign out Maya Ortiz?" });
        await dialog.getByText("Their 2 open chats go back to their queues.").waitFor();
        await dialog.getByLabel("Reason (optional)").fill("End of shift");
        await dialog.getByRole("button", { name: "Sign out" }).click();
        await page.getByText("Maya Ortiz is signed out").waitFor();
        expect(server.calls_of("agent.sign_out")).toEqual([
            { agent: "usr_1", reason: "End of shift" },
        ]);
    });

    test("by keyboard alone: past the head, to a chat that is watched, and back", async () => {
        const { server, page } = await openRoom();
        await row(page, "Maya Ortiz").waitFor();
        const keys = new Keyboard(page);
        await keys.open(page.getByRole("link", { name: "To the page" }));
        await focusIn(page.locator("#page"));
        const watched = table(page, "Agents").getByRole("button", {
            name: "Watch the chat with Luis Ferreira",
        });
        await keys.open(watched);
        const drawer = page.getByRole("dialog", { name: "Supervision" });
        await drawer.locator(".bubble", { hasText: "arrived broken" }).waitFor();
        expect(new URL(page.url()).search).toBe("?chat=chat_luis");
        await keys.press("Escape");
        await drawer.waitFor({ state: "hidden" });
        await focusOn(watched);
        await expect.poll(() => server.calls_of("chat.unmonitor")).toEqual([{ chat: "chat_luis" }]);
        expect(new URL(page.url()).search).toBe("");
    });

    test("without the rights there is nothing to do it with", async () => {
        const { page } = await openRoom((server) => {
            room(server);
            server.user = { ...server.user, rights: ["queue_view", "agent_view"] };
        });
        await row(page, "Maya Ortiz").waitFor();
        expect(await page.getByRole("button", { name: /^Actions for/ }).count()).toBe(0);
        expect(await page.getByRole("switch").count()).toBe(0);
        expect(await page.getByRole("button", { name: /^Watch/ }).count()).toBe(0);
        const pages = page.getByRole("navigation", { name: "Pages" }).getByRole("link");
        expect(await pages.allInnerTexts()).toEqual(["Room"]);
        // Nor does a number lead to chats that one may not see.
        expect(await row(page, "Orders").getByRole("link").allInnerTexts()).toEqual(["2 / 5"]);
    });

    test("without names the sentences are whole, too", async () => {
        const { page } = await openRoom((server) => {
            const told = figures();
            told.agents = [];
            told.attention = told.attention.map((item) => {
                const { agent: _, agent_name: __, chat: ___, customer: ____, ...rest } = item;
                return rest;
            });
            const gone = { since: ago(90), queue: "q_orders", queue_name: "Orders" };
            told.attention.push({ kind: "customer_gone", ...gone });
            room(server, told);
            server.user = { ...server.user, rights: ["queue_view", "chat_view_all"] };
        });
        const list = page.getByRole("list", { name: /^Wants attention/ });
        await list.waitFor();
        const said = await list.getByRole("listitem").allInnerTexts();
        expect(said.map((text) => text.replace(/\d:\d\d/, "#").split("\n")[0])).toEqual([
            "Returns: longest wait #, limit 2:00, no agent available",
            "Orders: an agent has asked for help for #",
            "An agent missed a chat # ago and gets no more",
            "Orders: a customer has waited # for an answer, limit 2:00",
            "Orders: a customer has been away for #, their agent is waiting",
        ]);
        await list.getByRole("link", { name: "Open queue" }).last().click();
        await expect.poll(() => page.url()).toMatch(/\/manage\/chats\?queue=q_orders$/);
    });

    test("who may not see queues is told so", async () => {
        const server = new FakeServer();
        room(server);
        server.user = { ...server.user, rights: [] };
        const page = await openPage(await openContext(server), "/manage");
        await page
            .getByRole("heading", { name: "The manager’s room is not open to you" })
            .waitFor();
        await expectAccessible(page);
    });
});

test("V16: who is in a status that hides the figures reads why, and sees them when it is over", async () => {
    let hidden = true;
    const { server, page } = await openRoom((made) => {
        room(made);
        made.on("dashboard.watch", ({ window_min = 60 }) => {
            if (hidden) throw new Refusal({ status: 403, code: "hidden_by_status" });
            const [at, today_since] = [ago(0), ago(40_000)];
            return { dashboard: { at, today_since, window_min, ...figures() } };
        });
    });
    await page.getByText("In your status the live figures are not shown").waitFor();
    hidden = false;
    server.cut();
    await row(page, "Maya Ortiz").waitFor();
});
