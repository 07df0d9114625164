// The wallboard: figures that can be read from afar, what is beyond its limit said three times over,
// and honesty about what is old; and the page on which wallboards are made.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openContext, openPage, useBrowser } from "../desk/browser.ts";
import { ago, FakeServer, Refusal } from "../desk/fake_server.ts";
import { figures, openRoom, queue, room, standStill, tell } from "./room_server.ts";

useBrowser();

async function openBoard(
    script: (server: FakeServer) => void = room,
): Promise<{ server: FakeServer; page: Page }> {
    const server = new FakeServer();
    script(server);
    const context = await openContext(server, {
        viewport: { width: 1600, height: 900 },
        reducedMotion: "reduce",
    });
    const page = await openPage(context, "/manage/wallboard#wbt_the_token");
    await page.getByText("Longest wait").first().waitFor();
    return { server, page };
}

const tile = (page: Page, name: string) =>
    page.getByRole("region", { name: "Figures" }).locator("[data-state]", { hasText: name });

test("opens with its token and asks for nothing but the figures", async () => {
    const { server } = await openBoard();
    expect(server.calls_of("session.open")).toMatchObject([{ token: "wbt_the_token" }]);
    expect(new Set(server.calls.map(({ op }) => op))).toEqual(
        new Set(["session.open", "dashboard.watch"]),
    );
});

test("labels are at least 2.2 % of the screen's height, figures 8 %", async () => {
    const { page } = await openBoard();
    const sizes = await page.evaluate(() => {
        const of = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
        const said = [...document.querySelectorAll("main *")].filter((element) =>
            [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
        );
        const tiles = [...document.querySelectorAll("section[aria-label=Figures] p")];
        return { least: Math.min(...said.map(of)), figure: Math.max(...tiles.map(of)) };
    });
    expect(sizes.least).toBeGreaterThanOrEqual(0.022 * 900);
    expect(sizes.figure).toBeGreaterThanOrEqual(0.08 * 900);
    // All of it is on the screen.
    const over = () =>
        page.evaluate(() => [
            document.documentElement.scrollWidth - innerWidth,
            document.documentElement.scrollHeight - innerHeight,
        ]);
    await expect.poll(over).toEqual([0, 0]);
});

test("27: a change is there at once, a breach has icon, thick border and words", async () => {
    const told = figures();
    for (const one of told.queues) delete one.oldest_waiting_at;
    const { server, page } = await openBoard((made) => room(made, told));
    const longest = tile(page, "Longest wait");
    expect(await longest.getAttribute("data-state")).toBe("ok");
    const before = Date.now();
    const [, returns] = figures().queues;
    tell(server, {
        queues: [{ ...returns!, oldest_waiting_at: ago(150) }],
        totals: { ...told.totals, waiting: 8 },
    });
    await longest.getByText("limit 2:00 · Returns").waitFor();
    await tile(page, "Waiting").getByText("8", { exact: true }).waitFor();
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(await longest.getAttribute("data-state")).toBe("breach");
    expect(await longest.locator("svg").count()).toBe(1);
    const border = await longest.evaluate((element) => getComputedStyle(element).borderTopWidth);
    expect(Number.parseFloat(border)).toBeGreaterThanOrEqual(4);
    const row = page.getByRole("row").filter({ hasText: "Returns" });
    await row.getByText("limit 2:00").waitFor();
    expect(await row.locator("svg").count()).toBe(1);
});

test("27: marks itself stale after 15 s without news, and comes back by itself", async () => {
    const { server, page } = await openBoard();
    await standStill(page);
    tell(server, { totals: { ...figures().totals, waiting: 8 } });
    await tile(page, "Waiting").getByText("8", { exact: true }).waitFor();
    server.down = true;
    server.cut();
    const longest = () => tile(page, "Longest wait").innerText();
    const before = await longest();
    await page.clock.fastForward(14_000);
    await expect.poll(longest).not.toBe(before);
    expect(await page.getByText("No news since").count()).toBe(0);
    await page.clock.fastForward(1_500);
    await page.getByText("No news since").waitFor();
    server.down = false;
    await page.clock.resume();
    await page.clock.fastForward(40_000);
    await page.getByText("No news since").waitFor({ state: "detached" });
});

test("what burns in moves by two pixels every ten minutes", async () => {
    const { page } = await openBoard();
    const at = () => page.getByRole("main").getAttribute("data-shift");
    // In the middle of ten minutes: neither has another begun by chance, nor does it end.
    const [ten_ms, whole] = [600_000, Math.ceil(Date.now() / 600_000)];
    await page.clock.install({ time: (whole + 0.5) * ten_ms });
    await expect.poll(at).toBe(String(whole % 4));
    await page.clock.fastForward("10:00");
    await expect.poll(at).toBe(String((whole + 1) % 4));
});

test("says when its link does not hold any more", async () => {
    const server = new FakeServer();
    room(server);
    server.on("session.open", () => {
        throw new Refusal({ status: 401, code: "unauthenticated" });
    });
    const page = await openPage(await openContext(server), "/manage/wallboard#old");
    await page.getByText("This wallboard’s link does not hold any more").waitFor();
});

test("of many queues the worst are shown, and the rest is counted", async () => {
    const told = figures();
    told.queues = Array.from({ length: 14 }, (_, place) =>
        queue({
            id: `q_${place}`,
            name: `Queue ${String(place).padStart(2, "0")}`,
            ...(place === 13 && { waiting: 1, oldest_waiting_at: ago(500) }),
        }),
    );
    const { page } = await openBoard((server) => room(server, told));
    const rows = page.getByRole("rowheader");
    expect(await rows.first().innerText()).toBe("Queue 13");
    expect(await rows.count()).toBe(8);
    await page.getByText("and 6 more queues").waitFor();
});

test("a wallboard is made, its link is shown once, renewed and removed", async () => {
    const { server, page, context } = await openRoom(room, { path: "/manage/wallboards" });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Add wallboard" }).click();
    const make = page.getByRole("dialog", { name: "Add wallboard" });
    await make.getByLabel("Name").fill("Canteen");
    await make.getByLabel("Only these").check();
    const add = make.getByRole("button", { name: "Add wallboard" });
    expect(await add.getAttribute("aria-disabled")).toBe("true");
    await make.getByLabel("Orders").check();
    await add.click();
    const link = page.getByRole("dialog", { name: "Link of Canteen" });
    const address = await link.getByLabel("Link", { exact: true }).inputValue();
    expect(address).toBe("https://desk.test/manage/wallboard#wbt_new_token");
    await link.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Link copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    await page.keyboard.press("Escape");
    expect(server.calls_of("wallboard.save")).toEqual([
        { name: "Canteen", all: false, queues: ["q_orders"] },
    ]);
    await page.getByText("Canteen", { exact: true }).waitFor();

    await page.getByRole("button", { name: "New link for Canteen" }).click();
    await page.getByText("The old link ends at once").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "New link" }).click();
    await page.getByRole("dialog", { name: "Link of Canteen" }).waitFor();
    expect(server.calls_of("wallboard.renew")).toEqual([{ wallboard: "wbd_3" }]);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Remove Canteen" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("Canteen", { exact: true }).waitFor({ state: "detached" });
});

test("one whose queues are gone does not become one of all by being saved", async () => {
    const { server, page } = await openRoom(
        (made) => {
            room(made);
            const of = { name: "Stand", created_at: ago(0), token_since: ago(0) };
            made.on("wallboard.list", () => ({
                items: [{ id: "wbd_9", ...of, all: false, queues: [] }],
            }));
        },
        { path: "/manage/wallboards" },
    );
    await page.getByRole("cell", { name: "None left" }).waitFor();
    await page.getByRole("button", { name: "Change Stand" }).click();
    const dialog = page.getByRole("dialog", { name: "Change Stand" });
    await dialog.getByText("The queues that it showed are gone.").waitFor();
    expect(await dialog.getByLabel("Only these").isChecked()).toBe(true);
    const save = dialog.getByRole("button", { name: "Save" });
    await save.click({ force: true });
    expect(server.calls_of("wallboard.save")).toEqual([]);
    await dialog.getByLabel("Billing").check();
    await save.click();
    await dialog.waitFor({ state: "detached" });
    expect(server.calls_of("wallboard.save")).toEqual([
        { wallboard: "wbd_9", name: "Stand", all: false, queues: ["q_billing"] },
    ]);
});
