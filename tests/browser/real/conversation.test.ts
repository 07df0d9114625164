// The real program and two real browsers: a customer in the demo's shop and an agent at the desk,
// from the form to the end of the chat. Main states are looked at in both themes and sizes; their
// pictures lie in build/screenshots.
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { Agent, Customer, expectTexts } from "./people.ts";
import { Network, Program } from "./program.ts";

let program: Program;
let network: Network;
beforeAll(async () => {
    program = await Program.start();
    // What a chat leaves to do is the matter of desk_checks.test.ts. An offer is looked at for long.
    await program.setSwitches({ wrap_up: "off", offer_s: "120" });
    network = await Network.start();
});
afterAll(async () => {
    await network?.stop();
    await program?.stop();
});

const question = "My parcel 4471 has not moved for five days.";

async function talk(customer: Customer, agent: Agent, texts: string[]): Promise<void> {
    for (let round = 1; round <= 10; round++) {
        for (const [who, name] of [
            [customer, "customer"],
            [agent, "agent"],
        ] as const) {
            const text = `${name} ${round}`;
            texts.push(text);
            await who.send(text);
            await expectTexts(who === customer ? agent : customer, texts);
        }
    }
    await expectTexts(customer, texts);
    await expectTexts(agent, texts);
}

async function showTyping(customer: Customer, agent: Agent): Promise<void> {
    const at_desk = agent.page.getByText("Dana Whitfield is typing…");
    await customer.field.pressSequentially("One mo");
    await at_desk.waitFor();
    await customer.field.fill("");
    await at_desk.waitFor({ state: "detached" });
    const in_shop = customer.panel.getByText("Maya Ortiz is typing…");
    await agent.field.pressSequentially("Let me");
    await in_shop.waitFor();
    await agent.field.fill("");
    await in_shop.waitFor({ state: "detached" });
}

async function showSeen(customer: Customer, agent: Agent): Promise<void> {
    for (const who of [customer, agent]) {
        await who.seesLastSeen();
    }
}

async function survivesReload(customer: Customer, agent: Agent, texts: string[]): Promise<void> {
    await customer.field.fill("Something half written");
    await agent.field.fill("An answer half written");
    await Promise.all([customer.page.reload(), agent.page.reload()]);
    await expectTexts(customer, texts);
    await expectTexts(agent, texts);
    expect(await customer.field.inputValue()).toBe("Something half written");
    expect(await agent.field.inputValue()).toBe("An answer half written");
}

async function survivesCut(customer: Customer, agent: Agent, texts: string[]): Promise<void> {
    customer.cut = true;
    network.cut();
    await customer.panel.locator(".banner", { hasText: "Reconnecting…" }).waitFor();
    await customer.send("written offline 1");
    await customer.send("written offline 2");
    await agent.send("written meanwhile");
    await expectTexts(customer, [...texts, "written offline 1", "written offline 2"]);
    texts.push("written meanwhile");
    await expectTexts(agent, texts);
    network.restore();
    texts.push("written offline 1", "written offline 2");
    await expect.poll(() => agent.texts(), { timeout: 30_000 }).toEqual(texts);
    await expectTexts(customer, texts);
    customer.cut = false;
}

async function ends(customer: Customer, agent: Agent): Promise<void> {
    await agent.page.keyboard.press("Alt+e");
    await agent.page.getByRole("dialog").getByRole("button", { name: "End chat" }).click();
    await agent.page.getByText("This chat was ended by the agent.").first().waitFor();
    await customer.panel.getByText("This chat has ended").waitFor();
    // What the customer wrote last is read although the chat is over, and the focus stays in it.
    await agent.nothingUnread();
    await expect.poll(() => agent.focusedRegion()).toBe("composer");
    await Promise.all([customer.look("shop-ended"), agent.look("desk-ended")]);
    await customer.panel.getByRole("button", { name: "Start a new chat" }).click();
    await customer.ask("Dana Whitfield", "dana@example.org", "One more thing");
    await agent.offer.filter({ hasText: "One more thing" }).waitFor();
}

// Nobody is available yet.
test("N8, C11: a closed tab keeps its place in line; a message instead gives it up", async () => {
    const before = await program.ask("Noah Berg", "Support", "Where do I send it?");
    const customer = await Customer.open(program.origin);
    await customer.openPanel();
    await customer.ask("Dana Whitfield", "dana@example.org", question);
    await customer.panel.getByText("Position 2 in line").first().waitFor();
    await customer.page.close();
    const behind = await program.ask("Ida Lund", "Support", "Is it my turn?");
    await customer.newTab();
    await customer.openPanel("Cancel waiting");
    await customer.panel.getByText("Position 2 in line").first().waitFor();
    await before.end();
    await customer.panel.getByText("You are next").first().waitFor();
    await customer.panel.getByRole("button", { name: "Leave a message instead" }).click();
    const text = "Please write to me when it has been found.";
    await customer.panel.getByLabel("Your message").fill(text);
    await customer.look("shop-leave");
    await customer.panel.getByRole("button", { name: "Send message" }).click();
    await customer.panel.getByText("Your message has arrived.").waitFor();
    await expectTexts(customer, [question, text]);
    await customer.look("shop-left");
    await behind.end();
    expect(customer.complaints).toEqual([]);
    await customer.context.close();
});

test("a customer and an agent, from the form to the end", { timeout: 120_000 }, async () => {
    const agent = await Agent.open(program.origin);
    const customer = await Customer.open(program.origin, { proxy: network.proxy });
    onTestFailed(async () => {
        await Promise.all([customer.keepPicture("failed-shop"), agent.keepPicture("failed-desk")]);
        console.error([...customer.complaints, ...agent.complaints].join("\n"));
    });
    await customer.openPanel();
    await Promise.all([agent.look("desk-sign-in"), customer.look("shop-form")]);
    await agent.signIn("agent1");
    await agent.page.getByText("New chats are not offered to you now.").first().waitFor();
    await agent.look("desk-empty");

    // Somebody stands in line before.
    const before = await program.ask("Noah Berg", "Support", "Where do I send it?");
    await customer.ask("Dana Whitfield", "dana@example.org", question);
    await customer.panel.getByText("Position 2 in line").first().waitFor();
    await customer.look("shop-waiting");
    await before.end();
    await customer.panel.getByText("You are next").first().waitFor();

    await agent.goAvailable();
    await agent.offer.filter({ hasText: question }).waitFor();
    await agent.look("desk-offer");
    await agent.accept("Dana Whitfield");
    await customer.panel.getByRole("heading", { name: "Maya Ortiz" }).waitFor();

    const texts = [question];
    await talk(customer, agent, texts);
    await showTyping(customer, agent);
    await showSeen(customer, agent);
    await Promise.all([customer.look("shop-chat"), agent.look("desk-chat")]);
    await survivesReload(customer, agent, texts);
    await survivesCut(customer, agent, texts);
    await ends(customer, agent);
    expect([...customer.complaints, ...agent.complaints]).toEqual([]);
});
