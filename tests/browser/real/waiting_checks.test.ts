// Checks 3 and 4 on the real program: what the form says, that the queue has the chat at once, and
// that the place of who waits moves up as soon as somebody before them is served. That it is said
// once is looked at in tests/browser/widget, where the clock can be moved.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { Agent, Customer } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
const people: (Agent | Customer)[] = [];
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ routing: "pull", wrap_up: "off" });
});
afterEach(async () => {
    for (const one of people.splice(0)) {
        expect(one.complaints).toEqual([]);
        await one.context.close();
    }
});
afterAll(() => program?.stop());

test("checks 3 and 4: the form, the queue at once, the place as it moves up", async () => {
    const agent = await Agent.open(program.origin);
    people.push(agent);
    await agent.signIn("agent1");
    await agent.page.getByRole("button", { name: /^(Offline|Away)/ }).click();
    await agent.page.getByRole("menuitemradio", { name: /You take chats from the queue/ }).click();
    await agent.page.getByRole("button", { name: /^Available/ }).waitFor();
    const take = (name: string) =>
        agent.page.getByRole("button", { name: `Take the chat with ${name}` });
    await program.ask("Noah Berg", "Support", "Where do I send it?");
    await take("Noah Berg").waitFor({ timeout: 1_000 });

    const customer = await Customer.open(program.origin);
    people.push(customer);
    await customer.openPanel();
    await customer.panel.getByRole("button", { name: "Start chat" }).click();
    for (const text of ["Please enter your name.", "Please write what it is about."]) {
        await customer.panel.getByText(text).waitFor();
    }
    await focusOn(customer.panel.getByLabel("Name"));
    await customer.fillIn("Dana Whitfield", "dana@example.org", "Where is my parcel?");
    await take("Dana Whitfield").waitFor({ timeout: 1_000 });
    await customer.panel.getByText("Position 2 in line").first().waitFor();

    await take("Noah Berg").click();
    await agent.page.getByRole("heading", { level: 2, name: "Noah Berg" }).waitFor();
    await customer.panel
        .locator(".waiting", { hasText: "You are next" })
        .waitFor({ timeout: 1_000 });
});
