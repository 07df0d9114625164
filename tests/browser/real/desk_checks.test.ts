// Checks 13, 14 and 25 on the real program: an offer comes, is taken by a key, and who goes away after
// the open chats is away once the last wrap-up is saved.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { Agent, Customer } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
const people: (Agent | Customer)[] = [];
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ offer_timer: "down", wrap_up: "off" });
});
afterEach(async () => {
    for (const one of people.splice(0)) {
        expect(one.complaints).toEqual([]);
        await one.context.close();
    }
});
afterAll(() => program?.stop());

async function openAgent(name: string): Promise<Agent> {
    const agent = await Agent.open(program.origin);
    people.push(agent);
    await agent.signIn(name);
    return agent;
}

test("check 13: an offer within a second, over no composer, and typing goes on", async () => {
    const agent = await openAgent("agent1");
    await agent.goAvailable();
    const luis = await program.ask("Luis Ferreira", "Support", "The lamp arrived broken");
    await agent.accept("Luis Ferreira");
    for (const width of [1440, 1180, 1024]) {
        await agent.page.setViewportSize({ width, height: 900 });
        await agent.field.fill("I am typ");
        const noah = await program.ask(`Noah ${width}`, "Support", "Where do I send it?");
        const card = agent.offer.filter({ hasText: `Noah ${width}` });
        await card.waitFor({ timeout: 1_000 });
        await agent.page.keyboard.type("ing");
        expect(await agent.field.inputValue()).toBe("I am typing");
        await card.getByText(/^Support · waited/).waitFor();
        await card.getByText("Where do I send it?").waitFor();
        await card.getByText("Nobody else could take this chat.").waitFor();
        const ring = card.getByRole("img");
        const seconds = async () =>
            Number.parseInt((await ring.getAttribute("aria-label")) ?? "", 10);
        const first = await seconds();
        await expect.poll(seconds).toBeLessThan(first);
        const composer = agent.page.locator("[data-region=composer]");
        const [box, over] = [await composer.boundingBox(), await card.boundingBox()];
        const apart =
            over!.x >= box!.x + box!.width ||
            over!.x + over!.width <= box!.x ||
            over!.y + over!.height <= box!.y;
        expect(apart, JSON.stringify({ box, over })).toBe(true);
        await noah.end();
        await card.waitFor({ state: "detached" });
    }
    await luis.end();
});

test("check 14: Alt+Enter opens it with the composer in focus; the customer sees the name", async () => {
    const agent = await openAgent("agent2");
    await agent.goAvailable();
    const customer = await Customer.open(program.origin);
    people.push(customer);
    await customer.openPanel();
    await customer.ask("Dana Whitfield", "dana@example.org", "Where is my parcel?");
    await agent.offer.filter({ hasText: "Dana Whitfield" }).waitFor();
    await agent.page.keyboard.press("Alt+Enter");
    await customer.panel.getByRole("heading", { name: "Ravi Shah" }).waitFor({ timeout: 1_000 });
    await agent.page.getByRole("heading", { level: 2, name: "Dana Whitfield" }).waitFor();
    await focusOn(agent.field);
    await agent.send("Hello Dana");
    await customer.panel.getByText("Hello Dana", { exact: true }).waitFor();
});

test("check 25: away after the chats, shown as such, once the last wrap-up is saved", async () => {
    await program.setSwitches({ wrap_up: "open", codes_min: "0" });
    const agent = await openAgent("agent3");
    await agent.goAvailable();
    await program.ask("Aiko Tanaka", "Support", "I was charged twice");
    await agent.accept("Aiko Tanaka");
    await agent.page.getByRole("button", { name: /^In chat/ }).click();
    await agent.page
        .getByRole("menuitemradio", { name: /^Lunch.*After your current chats/ })
        .click();
    const pending = agent.page.getByRole("button", { name: /Lunch after current chats/ });
    await pending.waitFor();
    const border = await pending
        .locator("span")
        .first()
        .evaluate((one) => getComputedStyle(one).borderTopStyle);
    expect(border).toBe("dashed");
    await agent.send("I am looking at it");
    await agent.timeline.getByText("I am looking at it").waitFor();
    await agent.page.keyboard.press("Alt+KeyE");
    await agent.page.getByRole("dialog").getByRole("button", { name: "End & wrap up" }).click();
    await agent.page.getByRole("region", { name: "Wrap-up" }).waitFor();
    await pending.waitFor();
    await agent.page.getByRole("button", { name: "Save", exact: true }).click();
    await agent.page
        .getByRole("button", { name: /^Lunch\b(?! after)/ })
        .waitFor({ timeout: 1_000 });
});
