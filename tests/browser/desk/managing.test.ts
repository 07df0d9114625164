// What managers see of queues, people and chats, and what they do there (A17, A18, E49, X34).
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { chooseByKeys, expectFocused, focusIn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { manager } from "./manager.ts";

useBrowser();

test("A15, A16, A22: a manager sees who does what and puts somebody in another status, by keyboard alone", async () => {
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
    // The menu stands in the row and has the same word.
    await page.getByRole("menu").waitFor({ state: "detached" });
    await row.getByText("Training").waitFor();
    expect(server.calls_of("agent.set_presence")).toEqual([
        { agent: "usr_2", status: "away", reason: "training" },
    ]);
    await expectFocused(page);
    await page.getByRole("combobox", { name: "Queue" }).selectOption("Billing");
    await row.waitFor({ state: "detached" });
    await page.getByRole("row", { name: /Tess Nguyen/ }).waitFor();
    await page.getByRole("combobox", { name: "Team" }).selectOption("Night");
    await page.getByText("Nobody is like that.").waitFor();
    await page.getByRole("button", { name: "Show everybody" }).click();
    await page.getByRole("row", { name: /Tess Nguyen/ }).waitFor();
    await page.getByRole("combobox", { name: "Team" }).selectOption("Night");
    await page.getByRole("row", { name: /Tess Nguyen/ }).waitFor({ state: "detached" });
    await page.getByRole("row", { name: /Ravi Patel Night/ }).waitFor();
    await page.getByRole("combobox", { name: "Team" }).selectOption("All teams");
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
