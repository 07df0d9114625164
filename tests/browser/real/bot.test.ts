// The real program and two real browsers: a bot answers a customer first, who then asks for a person;
// the agent sees what the bot has said (W3, W10, C4), and another customer needs no person (C5).
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BotResult, QueueItems } from "../../../web/sdk/src/generated.ts";
import { Agent, Customer } from "./people.ts";
import { demo_password, Program } from "./program.ts";

let program: Program;
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "off" });
    const params = { name: "admin", password: demo_password, token: true };
    const { token } = await program.call<{ token: string }>("auth.login", params);
    const { items } = await program.call<QueueItems>("queue.list", {}, token);
    await program.call<BotResult>(
        "bot.save",
        {
            name: "Sprout, the bot",
            greeting: "Hello! I am a bot and answer at once.",
            answers: [
                {
                    title: "Where is my order?",
                    phrases: ["parcel", "delivery"],
                    text: "You find it under Orders.",
                    hands_over: false,
                },
            ],
            hand_over_phrases: ["human"],
            unknown: "I did not understand that.",
            queues: items.map((one) => one.id),
        },
        token,
    );
});
afterAll(() => program?.stop());

async function askBot(name: string, text: string): Promise<Customer> {
    const customer = await Customer.open(program.origin);
    await customer.openPanel();
    await customer.fillIn(name, "dana@example.org", text);
    await customer.panel.getByRole("region", { name: "Answers by the bot" }).waitFor();
    return customer;
}

test("W3, W10, C4: a bot answers, hands over, and the agent has what was said", async () => {
    const agent = await Agent.open(program.origin);
    await agent.signIn("agent1");
    await agent.goAvailable();
    const customer = await askBot("Dana Whitfield", "Hello there");
    const { panel } = customer;
    const picks = panel.getByRole("region", { name: "Answers by the bot" });
    await picks.waitFor();
    await panel.locator(".bubble", { hasText: "I did not understand that." }).waitFor();
    await picks.getByRole("button", { name: "Where is my order?" }).click();
    await panel.locator(".bubble", { hasText: "You find it under Orders." }).waitFor();
    await customer.look("bot");
    await picks.getByRole("button", { name: "Talk to a person" }).click();
    await agent.accept("Dana Whitfield");
    const { page } = agent;
    for (const text of ["Hello there", "Where is my order?", "You find it under Orders."]) {
        await page.locator(".bubble", { hasText: text }).first().waitFor();
    }
    await page.locator(".system", { hasText: "Sprout, the bot handed over" }).waitFor();
    const mark = page.locator(".group.bot .meta").first();
    const shape = await mark.evaluate((one: Element) => getComputedStyle(one, "::before").clipPath);
    expect(shape).toMatch(/^path/);
    await agent.look("bot at the desk");
    await agent.send("I am Maya and read all of it.");
    await panel.locator(".bubble", { hasText: "I am Maya" }).waitFor();
    expect(customer.complaints).toEqual([]);
    expect(agent.complaints).toEqual([]);

    const other = await askBot("Kim Berg", "Where is my parcel?");
    await other.panel.getByRole("button", { name: "That solved it" }).click();
    await other.panel.getByText("Glad that helped").waitFor();
    expect(other.complaints).toEqual([]);
});
