// What colleagues write to each other is not lost on its way, and who is there is no old news.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { ColleagueMessage, Person } from "../../../web/sdk/src/generated.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ben } from "./colleagues.ts";
import { ago, busyDesk, type FakeServer, Refusal } from "./fake_server.ts";

useBrowser();

const maya: Person = { kind: "agent", id: "usr_anna", name: "Maya Ortiz" };
const talk = `/desk/colleagues/${ben.id}`;
const field = (page: Page) => page.getByRole("textbox", { name: "Write to Ben Arndt" });

/** What has arrived; Ben is there while `there`. */
function withTalk(there: () => boolean) {
    const said: ColleagueMessage[] = [];
    return (server: FakeServer) => {
        busyDesk(server);
        const colleague = () => ({ person: ben, signed_in: there(), may_write: true });
        server.on("colleague.list", () => ({ items: [] }));
        server.on("colleague.mark_read", () => ({}));
        server.on("colleague.messages", ({ limit = 50 }) => ({
            colleague: colleague(),
            items: said.slice(-limit),
        }));
        server.on("colleague.post", ({ client_id, text }) => {
            if (!there()) throw new Refusal({ status: 409, code: "agent_gone" });
            const known = said.find((one) => one.client_id === client_id);
            if (known) return { message: known, duplicate: true };
            const place = said.length + 1;
            const message = { place, at: ago(0), from: maya, to: ben, text, client_id };
            said.push(message);
            server.emit("colleague.posted", { message });
            return { message, duplicate: false };
        });
    };
}

async function lookAway(page: Page): Promise<void> {
    await page.getByRole("link", { name: /My chats/ }).click();
    await field(page).waitFor({ state: "detached" });
    await page.goBack();
    await field(page).waitFor();
}

test("half a text to a colleague is there after a look at a chat, and after a reload", async () => {
    const { page } = await openDesk(
        withTalk(() => true),
        { path: talk },
    );
    await field(page).fill("Half a thou");
    await lookAway(page);
    expect(await field(page).inputValue()).toBe("Half a thou");
    await page.waitForTimeout(600);
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe("Half a thou");
});

test("what was refused stays until it is sent again, and goes once", async () => {
    let there = false;
    const { server, page } = await openDesk(
        withTalk(() => there),
        { path: talk },
    );
    await field(page).fill("Can you help?");
    await field(page).press("Enter");
    const line = page.getByRole("listitem").filter({ hasText: "Can you help?" });
    await line.getByRole("button", { name: "Try again" }).waitFor();
    expect(await field(page).inputValue()).toBe("");
    await lookAway(page);
    await line.getByRole("button", { name: "Try again" }).waitFor();
    await page.reload();
    await line.getByRole("button", { name: "Try again" }).waitFor();
    there = true;
    await line.getByRole("button", { name: "Try again" }).click();
    await line.getByRole("button", { name: "Try again" }).waitFor({ state: "detached" });
    await line.getByRole("time").waitFor();
    expect(await line.count()).toBe(1);
    const ids = server.calls_of("colleague.post").map((one) => one.client_id);
    expect(ids.length).toBe(2);
    expect(ids[1]).toBe(ids[0]);
});

test("whether a colleague is signed in is asked again, at once where they have gone", async () => {
    let there = true;
    const { page } = await openDesk(
        withTalk(() => there),
        { path: talk },
    );
    const head = page.getByRole("region", { name: "Messages with Ben Arndt" });
    await head.getByText("Signed in").waitFor();
    await page.clock.install();
    there = false;
    await field(page).fill("Can you help?");
    await field(page).press("Enter");
    await head.getByText("Signed out").waitFor({ timeout: 5_000 });
    there = true;
    await page.clock.fastForward(15_000);
    // The refusal says so, too, in a sentence.
    await head.getByText("Signed in", { exact: true }).waitFor();
});
