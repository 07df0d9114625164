// The chats in their tabs (W51), and what a manager does with one: watch, whisper, assign, put back,
// end.
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { useBrowser } from "../desk/browser.ts";
import { Refusal } from "../desk/fake_server.ts";
import { focusIn, focusOn } from "../focus.ts";
import { openRoom, room } from "./room_server.ts";

useBrowser();

const chats = { path: "/manage/chats" };

test("W51: three tabs, filtered by queue and agent, each an address", async () => {
    const { server, page } = await openRoom(room, chats);
    await page.getByText("Dana Whitfield").waitFor();
    expect(await page.getByText("Noah Berg").count()).toBe(0);
    await page.getByRole("button", { name: "Queued" }).click();
    await page.getByText("Noah Berg").waitFor();
    expect(new URL(page.url()).search).toBe("?tab=queued");
    await page.getByRole("button", { name: "Completed" }).click();
    await page.getByText("Ida Lund").waitFor();
    await page.getByText("Gone Early").waitFor();
    await page.getByLabel("Only those that gave up").check();
    await page.getByText("Ida Lund").waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("?tab=completed&abandoned=1");
    await page.getByRole("button", { name: "Active" }).click();
    await page.getByRole("button", { name: /^Queues:/ }).click();
    await page.getByRole("menuitemcheckbox", { name: "Billing" }).click();
    await page.getByText("No chat fits the filters.").waitFor();
    await page.getByRole("menuitemcheckbox", { name: "Returns" }).click();
    await page.getByText("Luis Ferreira").waitFor();
    expect(new URL(page.url()).search).toBe("?queue=q_billing&queue=q_returns");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await focusOn(page.getByRole("button", { name: /^Queues:/ }));
    await page.getByLabel("Agent").selectOption("Maya Ortiz");
    await page.getByText("Dana Whitfield").waitFor();
    expect(server.calls_of("chat.list").at(-1)).toMatchObject({
        states: ["active"],
        agent: "usr_1",
    });
});

test("what bounds a list is shown and can be cleared; of all chats their beginning is meant", async () => {
    const [since, until] = ["2026-01-05T00:00:00.000Z", "2026-01-06T00:00:00.000Z"];
    const { server, page } = await openRoom(room, {
        path: `/manage/chats?tab=all&since=${since}&until=${until}`,
    });
    await page.getByText("No chat fits the filters.").waitFor();
    const asked = () => server.calls_of("chat.list").at(-1);
    expect(asked()).toMatchObject({ since: since, until: until });
    const field = page.getByLabel("Begun before");
    expect(new Date(await field.inputValue()).toISOString()).toBe(until);
    await field.fill("");
    for (const name of ["Dana Whitfield", "Noah Berg", "Ida Lund"]) {
        await page.getByText(name).waitFor();
    }
    const [head, noah] = await Promise.all([
        page.getByRole("columnheader").allInnerTexts(),
        page.getByRole("row", { name: /Noah Berg/ }).innerText(),
    ]);
    expect(head.slice(3, 5)).toEqual(["Begun", "State"]);
    expect(noah).toContain("Queued");
    await page.getByRole("button", { name: "Completed" }).click();
    await expect.poll(() => asked()?.ended_since).toBe(since);
    expect(asked()?.since).toBeUndefined();
    await page.getByRole("button", { name: "Active" }).click();
    await expect.poll(() => new URL(page.url()).search).toBe("");
});

test.each([1440, 1280, 1024, 390])("at %i px no filter covers another", async (width) => {
    const { page } = await openRoom(room, {
        path: "/manage/chats?tab=completed&since=2020-01-01T00:00:00Z",
        viewport: { width, height: 900 },
    });
    const filters = [
        page.getByRole("button", { name: /^Queues:/ }),
        page.getByLabel("Agent"),
        page.getByLabel("Ended from"),
        page.getByLabel("Ended before"),
        page.getByLabel("Only those that gave up"),
    ];
    // All of them in one moment: that of the agents is not there before they are known.
    const elements = await Promise.all(filters.map((one) => one.elementHandle()));
    const boxes = await page.evaluate(
        (all) => all.map((one) => one!.getBoundingClientRect().toJSON() as DOMRect),
        elements,
    );
    for (const [place, one] of boxes.entries()) {
        expect(one.x + one.width).toBeLessThanOrEqual(width);
        for (const other of boxes.slice(place + 1)) {
            const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
            const below = one.y + one.height <= other.y || other.y + other.height <= one.y;
            expect(beside || below).toBe(true);
        }
    }
});

test("a chat is whispered in from its row, and the drawer ends with Escape", async () => {
    const { server, page } = await openRoom(room, chats);
    server.on("chat.whisper", ({ chat, client_id, text }) => ({
        whisper: server.whisper(
            chat,
            { kind: "agent", id: "usr_mo", name: "Mo Boss" },
            text,
            client_id,
        ),
        duplicate: false,
    }));
    const menu = page.getByRole("button", { name: "Actions for the chat with Dana Whitfield" });
    await menu.focus();
    await page.keyboard.press("Enter");
    await focusIn(page.getByRole("menu"));
    await page.getByRole("menuitem", { name: "Whisper" }).press("Enter");
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    const field = drawer.getByLabel("Whisper to Maya Ortiz: the customer does not see this");
    await field.fill("Offer a refund");
    await field.press("Enter");
    await drawer.getByText("Your whisper").waitFor();
    expect(new URL(page.url()).search).toBe("?chat=chat_dana");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    await expect.poll(() => server.calls_of("chat.unmonitor")).toEqual([{ chat: "chat_dana" }]);
    expect(server.calls_of("message.post")).toEqual([]);
});

test("a chat is assigned; a refusal says why, and nothing is lost", async () => {
    const { server, page } = await openRoom(room, chats);
    let full = true;
    server.on("chat.assign", () => {
        if (full) throw new Refusal({ status: 409, code: "at_capacity" });
        return { chat: server.view("chat_dana") };
    });
    const menu = page.getByRole("button", { name: "Actions for the chat with Dana Whitfield" });
    await menu.click();
    await page.getByRole("menuitem", { name: "Give to an agent …" }).click();
    const dialog = page.getByRole("dialog", {
        name: "Give the chat with Dana Whitfield to an agent",
    });
    const give = dialog.getByRole("button", { name: "Give the chat" });
    const zoe = dialog.getByRole("radio", { name: "Zoë Quist" });
    const search = dialog.getByLabel("Search agents");
    await focusOn(search);
    await zoe.waitFor();
    // Nobody is chosen yet.
    await give.click({ force: true });
    expect(server.calls_of("chat.assign")).toEqual([]);
    // Who is not there, or has the chat, is not among them.
    expect(await dialog.getByRole("radio", { name: /Noor|Maya/ }).count()).toBe(0);
    await search.fill("nobody");
    await dialog.getByText("No agent fits the search.").waitFor();
    await search.fill("quist");
    await zoe.check();
    await dialog.getByLabel("Note to who gets it (optional)").fill("She knows lamps");
    await give.click();
    await dialog.getByText("Zoë Quist has no room now. Choose somebody else.").waitFor();
    await expectAccessible(page);
    full = false;
    await give.click();
    await page.getByText("The chat with Dana Whitfield is with Zoë Quist").waitFor();
    await dialog.waitFor({ state: "detached" });
    await focusOn(menu);
    const asked = { chat: "chat_dana", agent: "usr_4", note: "She knows lamps" };
    expect(server.calls_of("chat.assign")).toEqual([asked, asked]);
});

test("a chat is put back, and another is ended", async () => {
    const { server, page } = await openRoom(room, chats);
    server.on("chat.requeue", () => ({ chat: server.view("chat_dana") }));
    await page.getByRole("button", { name: "Actions for the chat with Dana Whitfield" }).click();
    await page.getByRole("menuitem", { name: "Back into the queue …" }).click();
    await page.getByText("Maya Ortiz loses the chat.").waitFor();
    await page.getByRole("dialog").getByLabel("Queue").selectOption("Billing");
    await page.getByRole("button", { name: "Put it back" }).click();
    await page.getByText("The chat with Dana Whitfield waits again").waitFor();
    expect(server.calls_of("chat.requeue")).toEqual([{ chat: "chat_dana", queue: "q_billing" }]);

    await page.getByRole("button", { name: "Actions for the chat with Luis Ferreira" }).click();
    await page.getByRole("menuitem", { name: "End the chat …" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End the chat" }).click();
    await page.getByText("The chat with Luis Ferreira has ended").waitFor();
    await page.getByText("Luis Ferreira", { exact: true }).waitFor({ state: "detached" });
    expect(server.calls_of("chat.end")).toEqual([{ chat: "chat_luis" }]);
    await focusIn(page.locator("body"));
});

test("without the right to steer there is only watching", async () => {
    const { page } = await openRoom((server) => {
        room(server);
        const rights = ["queue_view", "agent_view", "chat_view_all", "chat_monitor"] as const;
        server.user = { ...server.user, rights: [...rights] };
    }, chats);
    await page.getByRole("button", { name: "Actions for the chat with Dana Whitfield" }).click();
    const items = () => page.getByRole("menuitem").allInnerTexts();
    await expect.poll(items).toEqual(["Whisper", "Join", "Take over"]);
});
