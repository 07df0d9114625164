// The manager's room and a wallboard on the real program: checks 15 and 27, and that what the room
// shows is what happens (A17, V3).
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeAll, open, signIn } from "../admin/administrator.ts";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { Agent } from "./people.ts";
import { Network, Program } from "./program.ts";

let program: Program;
const agents: Agent[] = [];
beforeAll(async () => {
    program = await Program.start();
    const set = { wrap_up: "off", offer_s: "5", answer_target_s: "2", timeout_next: "rona" };
    await program.setSwitches(set);
});
afterEach(async () => {
    for (const one of agents.splice(0)) {
        expect(one.complaints).toEqual([]);
        await one.context.close();
    }
    await closeAll();
});
afterAll(() => program?.stop());

async function openAgent(name: string): Promise<Agent> {
    const agent = await Agent.open(program.origin);
    agents.push(agent);
    await agent.signIn(name);
    return agent;
}

async function openRoom(name = "manager"): Promise<Page> {
    const page = await open(`${program.origin}/manage`);
    await signIn(page, name);
    await page.getByText("Live", { exact: true }).waitFor();
    return page;
}

/** The administrator makes one, for all queues; a screen opens its link. */
async function openBoard(name: string, options: Parameters<typeof open>[1] = {}): Promise<Page> {
    const room = await openRoom("admin");
    await room.getByRole("link", { name: "Wallboards" }).click();
    await room.getByRole("button", { name: "Add wallboard" }).click();
    const make = room.getByRole("dialog", { name: "Add wallboard" });
    await make.getByLabel("Name").fill(name);
    await make.getByRole("button", { name: "Add wallboard" }).click();
    const link = await room.getByLabel("Link", { exact: true }).inputValue();
    const board = await open(link, options);
    await board.getByRole("heading", { level: 1, name }).waitFor();
    return board;
}

const row = (page: Page, name: string) =>
    page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
const tile = (page: Page, name: string) =>
    page.getByRole("region", { name: "Figures" }).locator("[data-state]", { hasText: name });
/** In the wallboard's list of how many are doing what. */
const count = (page: Page, what: string) =>
    page.getByRole("listitem").filter({ hasText: what }).locator("strong");

test("check 15: who lets an offer run out has missed it, for the agent, the room and the wallboard", async () => {
    const maya = await openAgent("agent1");
    const room = await openRoom();
    const board = await openBoard("Hall");
    await maya.goAvailable();
    await row(room, "Maya Ortiz").getByText("Available").waitFor();
    await expect.poll(() => count(board, "Available").innerText()).toBe("1");
    const noah = await program.ask("Noah Berg", "Support", "Where do I send it?");
    await maya.offer.filter({ hasText: "Noah Berg" }).waitFor();
    await maya.page.getByRole("button", { name: /^Missed chat/ }).waitFor({ timeout: 15_000 });
    const missed_at = Date.now();
    await Promise.all([
        row(room, "Maya Ortiz").getByText("Missed chat").waitFor({ timeout: 2_000 }),
        room.getByText(/^Maya Ortiz: missed a chat/).waitFor({ timeout: 2_000 }),
        expect.poll(() => count(board, "Missed a chat").innerText(), { timeout: 2_000 }).toBe("1"),
    ]);
    expect(Date.now() - missed_at).toBeLessThan(2_500);
    const state = row(room, "Maya Ortiz").getByRole("cell").first();
    expect(await state.locator("svg.lucide-bell-off").count()).toBe(1);
    // Nothing more is offered until the room, or Maya, says that she is back.
    expect(await maya.offer.count()).toBe(0);
    await room.getByRole("button", { name: "Set available: Maya Ortiz" }).click();
    // Not that one again, which she has let run out.
    await noah.end();
    const luis = await program.ask("Luis Ferreira", "Support", "The lamp arrived broken.");
    await maya.accept("Luis Ferreira");
    await row(room, "Maya Ortiz")
        .getByRole("link", { name: /^1 \/ / })
        .waitFor({ timeout: 2_000 });
    await row(room, "Support").getByRole("link", { name: "1", exact: true }).first().waitFor();
    await expectAccessibleInBothThemes(room, "room");
    // What is behind the number is that chat, and it can be watched.
    await row(room, "Maya Ortiz")
        .getByRole("link", { name: /^1 \/ / })
        .click();
    await room.getByRole("button", { name: "Watch the chat with Luis Ferreira" }).click();
    const drawer = room.getByRole("dialog", { name: "Supervision" });
    await drawer.locator(".bubble", { hasText: "The lamp arrived broken." }).waitFor();
    await drawer.getByText("Neither the customer nor Maya Ortiz sees it.").waitFor();
    await maya.send("To the hub, please.");
    await drawer.locator(".bubble", { hasText: "To the hub, please." }).waitFor();
    await luis.end();
    await drawer.getByText("This chat has ended").first().waitFor();
});

test("check 27: the wallboard follows within 2 s, shows a breach, and says when it is stale", async () => {
    const network = await Network.start();
    const viewport = { width: 1600, height: 900 };
    const board = await openBoard("Canteen", { proxy: network.proxy, viewport });
    const waiting = tile(board, "Waiting");
    await waiting.getByText("0", { exact: true }).waitFor();
    const ida = await program.ask("Ida Lund", "Billing", "Is that invoice right?");
    await waiting.getByText("1", { exact: true }).waitFor({ timeout: 2_000 });
    const longest = tile(board, "Longest wait");
    await longest.getByText("limit 0:02 · Billing").waitFor();
    await expect.poll(() => longest.getAttribute("data-state"), { timeout: 4_000 }).toBe("breach");
    expect(await longest.locator("svg.lucide-octagon-alert").count()).toBe(1);
    const border = await longest.evaluate((element) => getComputedStyle(element).borderTopWidth);
    expect(Number.parseFloat(border)).toBeGreaterThanOrEqual(4);
    await expectAccessibleInBothThemes(board, "wallboard");
    await ida.end();
    await waiting.getByText("0", { exact: true }).waitFor({ timeout: 2_000 });

    network.cut();
    const cut_at = Date.now();
    await board.getByText("No news since").waitFor({ timeout: 17_000 });
    expect(Date.now() - cut_at).toBeGreaterThan(12_000);
    network.restore();
    await board.getByText("No news since").waitFor({ state: "detached", timeout: 30_000 });
    await network.stop();
    await closeAll(/^WebSocket connection to .* failed/);
}, 90_000);

test("a wallboard's link is good for the figures alone, and ends when it is renewed", async () => {
    const board = await openBoard("Gate");
    const token = new URL(board.url()).hash.slice(1);
    await expect(program.call("queue.list", {}, token)).rejects.toThrow(/40[13]/);
    const room = await openRoom("admin");
    await room.getByRole("link", { name: "Wallboards" }).click();
    await room.getByRole("button", { name: "New link for Gate" }).click();
    await room.getByRole("dialog").getByRole("button", { name: "New link" }).click();
    await room.getByLabel("Link", { exact: true }).waitFor();
    await board.getByText("link does not hold any more").waitFor();
});
