// The reports: filters and their address, pictures with the numbers behind them, definitions, the
// way to the chats, files, and what is kept.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { useBrowser } from "../desk/browser.ts";
import type { FakeServer } from "../desk/fake_server.ts";
import { focusOn } from "../focus.ts";
import { openReports, reports, row } from "./reports_server.ts";

useBrowser();

const table = (page: Page, name = "Queues") => page.getByRole("region", { name, exact: true });
const query = (page: Page) => new URL(page.url()).searchParams;

test("a period, a queue and the days before are in the address and asked for", async () => {
    const { page, server } = await openReports();
    await table(page).getByRole("rowheader", { name: "Orders" }).waitFor();
    await page.getByLabel("Period").selectOption("last_30");
    await page.getByLabel("Compare with the days before").check();
    await expect.poll(() => query(page).get("compare")).toBe("1");
    expect(query(page).get("period")).toBe("last_30");
    await page.getByText("was 960").first().waitFor();
    const asked = server.calls_of("report.get").filter(({ kind }) => kind === "queues");
    const last = asked.at(-1)!;
    expect(last.compare).toBe(true);
    expect((Date.parse(last.to) - Date.parse(last.from)) / 86_400_000).toBe(29);
    await page.getByLabel("From").fill("2026-11-02");
    await expect.poll(() => query(page).get("from")).toBe("2026-11-02");
    expect(query(page).get("period")).toBe("own");
    await page.reload();
    await table(page).getByText("Orders").waitFor();
    expect(await page.getByLabel("From").inputValue()).toBe("2026-11-02");
});

test("what a figure means is said on focus, its name sorts, its number leads to the chats", async () => {
    const { page } = await openReports();
    const head = table(page).getByRole("button", { name: "Abandoned" });
    await head.focus();
    await page.getByRole("tooltip").getByText("before any agent had them").waitFor();
    await page.keyboard.press("Enter");
    const names = () => table(page).locator("tbody th").allTextContents();
    await expect.poll(names).toEqual(["Warranty and repairs", "Billing", "Returns", "Orders"]);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await names())[0]).toBe("Orders");
    await table(page)
        .getByRole("row", { name: /^Orders/ })
        .getByRole("link")
        .last()
        .click();
    await expect.poll(() => new URL(page.url()).pathname).toBe("/manage/chats");
    expect(query(page).get("queue")).toBe("q_orders");
    expect(query(page).get("abandoned")).toBe("1");
    expect(Date.parse(query(page).get("since") ?? "")).toBeGreaterThan(0);
});

test("behind each picture are its numbers, by keys", async () => {
    const { page } = await openReports("?period=last_7");
    const picture = page.getByRole("group", { name: "How long it took" });
    await picture.getByText("Half took at most 0:38, nine of ten at most 1:54").waitFor();
    await picture.getByText("Show numbers").focus();
    await page.keyboard.press("Enter");
    await picture.getByRole("row", { name: "0:15 – 0:20" }).waitFor();
    await picture.getByLabel("Which time").selectOption("handle");
    await picture.getByText("Half took at most 6:50").waitFor();
    const days = page.getByRole("group", { name: "Day by day" });
    await days.getByText("Show numbers").click();
    await expect.poll(() => days.getByRole("row").count()).toBe(8);
});

test("weekdays by hours are a table that is tinted", async () => {
    const { page } = await openReports("?kind=hours");
    const map = page.getByRole("table");
    await map.getByRole("rowheader", { name: "Mon" }).waitFor();
    await expect.poll(() => map.getByRole("row").count()).toBe(8);
    expect(await map.getByTitle("Monday 11:00").textContent()).toBe("31");
    await page.getByLabel("Figure").selectOption("service");
    await expect.poll(() => map.getByTitle("Monday 11:00").textContent()).toBe("75 %");
});

test("the file is the one that the server makes", async () => {
    const { page, server } = await openReports("?kind=codes");
    await table(page, "Codes").getByText("Delivery").waitFor();
    const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("codes.csv");
    expect(await readFile(await file.path(), "utf8")).toBe("\ufeffqueue,name\r\n");
    expect(server.calls_of("report.export").at(-1)).toMatchObject({ kind: "codes" });
});

test("a report is kept, made by the clock, downloaded and removed", async () => {
    const { page, server } = await openReports("?kind=agents");
    await page.getByRole("button", { name: "Keep report" }).click();
    const dialog = page.getByRole("dialog");
    await focusOn(dialog.getByLabel("Name"));
    await page.keyboard.type("Agents every day");
    await dialog.getByLabel("Make it by itself").selectOption("day");
    await dialog.getByLabel("At", { exact: true }).fill("06:30");
    await dialog.getByRole("button", { name: "Keep report" }).click();
    await page.getByRole("link", { name: "Agents every day" }).waitFor();
    expect(server.calls_of("report.save")).toMatchObject([
        { name: "Agents every day", kind: "agents", schedule: { every: "day", at: "06:30" } },
    ]);
    server.emit("report.ready", { report: "report_1", run: "run_2", name: "Every Monday" });
    await page.getByText("The report “Every Monday” is ready.").waitFor();
    const kept = page.getByRole("listitem").filter({ hasText: "Every Monday" }).first();
    await kept.getByRole("button", { name: "Made so far" }).click();
    const [file] = await Promise.all([
        page.waitForEvent("download"),
        kept.getByRole("button", { name: /16 Nov/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("run.csv");
    const remove = page.getByRole("button", { name: "Remove “Agents every day”" });
    const sure = page.getByRole("dialog", { name: "Remove “Agents every day”?" });
    await remove.click();
    await sure.getByText("the files that it has brought go with it").waitFor();
    await page.keyboard.press("Escape");
    expect(server.calls_of("report.remove")).toEqual([]);
    await remove.click();
    await sure.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("link", { name: "Agents every day" }).waitFor({ state: "detached" });
});

test("what is kept is what one saw: period, comparison, queue and time zone", async () => {
    const { page, server } = await openReports(
        "?period=this_month&queue=q_returns&compare=1&zone=Pacific/Auckland",
    );
    await table(page).getByText("Orders").waitFor();
    await page.getByText("Days in Pacific/Auckland").waitFor();
    await page.getByRole("button", { name: "Keep report" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Opens with: This month, days in Pacific/Auckland.").waitFor();
    await dialog.getByLabel("Name").fill("Returns");
    await dialog.getByRole("button", { name: "Keep report" }).click();
    const link = page.getByRole("link", { name: "Returns", exact: true });
    await link.waitFor();
    expect(server.calls_of("report.save")).toMatchObject([
        { zone: "Pacific/Auckland", view: { period: "this_month", compare: true } },
    ]);
    await page.getByRole("button", { name: /^Use / }).click();
    await page.getByLabel("Period").selectOption("today");
    await link.click();
    await expect.poll(() => page.getByLabel("Period").inputValue()).toBe("this_month");
    expect(await page.getByLabel("Compare with the days before").isChecked()).toBe(true);
    await expect
        .poll(() => server.calls_of("report.get").findLast(({ kind }) => kind === "queues"))
        .toMatchObject({ zone: "Pacific/Auckland", compare: true, queues: ["q_returns"] });
    // Its chats are those of its days there, and of its queue.
    await page.locator("dl").getByRole("link").first().click();
    await expect.poll(() => query(page).get("tab")).toBe("all");
    expect(query(page).getAll("queue")).toEqual(["q_returns"]);
    expect(new Date(query(page).get("since")!).getUTCHours()).toBe(11);
});

test("without the right there is nothing to see", async () => {
    const { page, server } = await openReports("", (server) => {
        reports(server);
        server.user = { ...server.user, rights: ["queue_view"] };
    });
    await page.getByText("You may not see reports.").waitFor();
    expect(server.calls_of("report.get")).toEqual([]);
});

const empty = (server: FakeServer) => {
    reports(server);
    server.on("report.get", ({ kind, from, to }) => ({
        report: {
            kind,
            zone: "UTC",
            as_of: "2026-11-23T10:00:00.000Z",
            bounds_s: [],
            period: { from, to, total: row({}), rows: [] },
        },
    }));
};

const states: [string, string, (server: FakeServer) => void][] = [
    ["queues", "?period=last_30&compare=1", reports],
    ["agents", "?kind=agents", reports],
    ["hours", "?kind=hours", reports],
    ["codes", "?kind=codes&compare=1", reports],
    ["states", "?kind=states", reports],
    ["empty", "", empty],
];

for (const [name, path, script] of states) {
    test(`${name}: nothing for axe to find, nothing that scrolls sideways`, async () => {
        const { page } = await openReports(path, script);
        await page.getByText(/As of/).waitFor();
        for (const width of [1440, 1024, 390]) {
            await page.setViewportSize({ width, height: 900 });
            await expectAccessibleInBothThemes(page, `${name} ${width}`);
        }
        await page.setViewportSize({ width: 320, height: 640 });
        const over = () =>
            page.evaluate(() => {
                const main = document.querySelector("main")!;
                return main.scrollWidth - main.clientWidth;
            });
        await expect.poll(over).toBe(0);
    });
}

test("in German", async () => {
    const { page } = await openReports("?compare=1", reports, { locale: "de-DE" });
    await page.getByRole("heading", { level: 1, name: "Berichte" }).waitFor();
    await page.getByText("davor 960").first().waitFor();
    await expectAccessibleInBothThemes(page, "German");
});
