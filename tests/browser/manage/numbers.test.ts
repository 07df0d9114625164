// The numbers of the room: each leads to just what it counts; and everything of it is in sight.
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { useBrowser } from "../desk/browser.ts";
import { ago } from "../desk/fake_server.ts";
import { figures, openRoom, queue, room, tell } from "./room_server.ts";

useBrowser();

const table = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const row = (page: Page, name: string): Locator =>
    page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
const names = (page: Page, of: string) =>
    table(page, of)
        .getByRole("rowheader")
        .allInnerTexts()
        .then((all) => all.map((text) => text.split("\n")[0]!.trim()));

test("numbers of some queues lead to the chats of these, numbers of the past to their time", async () => {
    const { server, page } = await openRoom(room, {
        path: "/manage?window=15&queue=q_returns&queue=q_billing",
    });
    const queues = ["q_returns", "q_billing"];
    const tile = (name: string) =>
        page.locator("[data-state]", { has: page.getByText(name, { exact: true }) });
    const asked = () => {
        const { limit: _, ...rest } = server.calls_of("chat.list").at(-1) ?? {};
        return rest;
    };
    const isAgo = (at: string | undefined, minutes: number) =>
        Math.abs(Date.now() - minutes * 60_000 - Date.parse(at ?? "")) < 10_000;
    for (const [name, states] of [
        ["In chat", ["active"]],
        ["Waiting", ["queued", "offered"]],
    ] as const) {
        await tile(name).getByRole("link").click();
        await expect.poll(asked).toEqual({ states, queues });
        await page.goBack();
    }
    await tile("Service level").getByRole("link").click();
    await expect.poll(() => asked().states?.length).toBe(6);
    expect(asked().queues).toEqual(queues);
    expect(isAgo(asked().since, 15)).toBe(true);
    await page.goBack();
    await tile("Abandoned").getByRole("link").click();
    await expect.poll(() => asked().abandoned).toBe(true);
    expect(asked()).toMatchObject({ states: ["closed", "unanswered"], queues });
    expect(isAgo(asked().ended_since, 15)).toBe(true);
    await page.goBack();
    await row(page, "Returns").getByRole("link").last().click();
    await expect.poll(() => asked().queues).toEqual(["q_returns"]);
    expect(asked().abandoned).toBe(true);
});

test("as many agents are led to as are counted: who is not connected is not there", async () => {
    const told = figures();
    told.agents = told.agents.slice(2, 5);
    const { page } = await openRoom((server) => room(server, told), {
        path: "/manage?queue=q_orders&queue=q_returns&queue=q_billing&at=q_returns&q=tess",
    });
    const available = page.locator("[data-state]", {
        has: page.getByText("open to chats", { exact: false }),
    });
    const link = available.getByRole("link");
    await link.waitFor();
    expect(await link.innerText()).toBe("1");
    await link.click();
    await expect.poll(() => names(page, "Agents")).toEqual(["Zoë Quist"]);
});

test("an agent's numbers of today begin when the server says", async () => {
    const today_since = "2026-01-05T05:00:00.000Z";
    const { server, page } = await openRoom();
    await row(page, "Maya Ortiz").waitFor();
    server.emit("dashboard.changed", { at: ago(0), today_since }, true);
    const link = row(page, "Maya Ortiz").getByRole("link", { name: "12", exact: true });
    await expect.poll(() => link.getAttribute("href")).toContain(encodeURIComponent(today_since));
    await link.click();
    const asked = () => server.calls_of("chat.list").at(-1);
    await expect.poll(() => asked()?.ended_since).toBe(today_since);
    expect(asked()?.agent).toBe("usr_1");
});

test("whose answer is late goes by the queue of the chat, not by a time of its own", async () => {
    const told = figures();
    told.attention = [];
    const { server, page } = await openRoom((made) => room(made, told));
    const time = row(page, "Maya Ortiz").getByRole("button", { name: /^4:/ });
    await time.waitFor();
    const weight = () => time.evaluate((element) => getComputedStyle(element).fontWeight);
    expect(await weight()).toBe("400");
    tell(server, { attention: figures().attention });
    await expect.poll(weight).toBe("600");
});

test("who gave up is counted of those whose wait ended, never more than all", async () => {
    const told = figures();
    const [orders, returns] = told.queues;
    orders!.window = { arrived: 2, answered: 1, answered_in_time: 1, abandoned: 3 };
    returns!.window = { arrived: 0, answered: 0, answered_in_time: 0, abandoned: 2 };
    told.totals.window = { ...orders!.window };
    const { page } = await openRoom((server) => room(server, told));
    const last = (name: string) => row(page, name).getByRole("link").last();
    await expect.poll(() => last("Orders").innerText()).toBe("75%");
    expect(await last("Returns").innerText()).toBe("100%");
    await page.getByText("2 came", { exact: true }).waitFor();
});

test("however many want attention, no hole is left beside them", async () => {
    const told = figures();
    const [late] = told.attention.slice(-1);
    told.attention = Array.from({ length: 14 }, (_, place) => ({ ...late!, chat: `${place}` }));
    const { page } = await openRoom((server) => room(server, told));
    await page.getByRole("list", { name: /^Wants attention/ }).waitFor();
    const hole = async () => {
        const queues = (await table(page, "Queues").boundingBox())!;
        const agents = (await page.getByRole("heading", { name: "Agents" }).boundingBox())!;
        return agents.y - (queues.y + queues.height);
    };
    await expect.poll(hole).toBeLessThan(40);
});

test("what is done with a row stays in sight while the rest scrolls", async () => {
    const told = figures();
    told.queues.push(queue({ id: "q_long", name: "Warranty and repairs of large appliances" }));
    const { page } = await openRoom((server) => room(server, told), {
        viewport: { width: 1024, height: 900 },
    });
    const lever = page.getByRole("switch", { name: "Orders is open" });
    await lever.waitFor();
    const [box, inner] = [(await table(page, "Queues").boundingBox())!, await lever.boundingBox()];
    const over = await table(page, "Queues").evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(over).toBeGreaterThan(0);
    expect(inner!.x + inner!.width).toBeLessThan(box.x + box.width);
});
