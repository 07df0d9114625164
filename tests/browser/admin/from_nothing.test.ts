// From an empty organization to working chats by the faces alone: an administrator makes an agent, a
// queue and each way of working in turn, and a customer and the agent talk.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { long_password, Program } from "../real/program.ts";
import { beAvailable, closeAll, go, open, signIn } from "./administrator.ts";

let program: Program;

beforeAll(async () => {
    program = await Program.empty("ines");
});
afterAll(() => program?.stop());

async function addAgent(admin: Page): Promise<void> {
    await admin.getByRole("link", { name: "Add a user" }).click();
    await admin.getByRole("textbox", { name: "Name", exact: true }).fill("Maya Ortiz");
    await admin.getByRole("textbox", { name: "Name for signing in" }).fill("maya");
    await admin.getByLabel("Password").fill(long_password);
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.getByRole("heading", { level: 1, name: "Maya Ortiz" }).waitFor();
}

async function addQueue(admin: Page): Promise<void> {
    await go(admin, "Queues");
    await admin.getByRole("link", { name: "Add a queue" }).click();
    await admin.getByRole("textbox", { name: "Name" }).fill("Orders");
    await admin.getByRole("checkbox", { name: "Maya Ortiz" }).click();
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
}

async function workThisWay(admin: Page, name: string): Promise<void> {
    await go(admin, "Way of working");
    const name_of_card = admin.getByText(name, { exact: true });
    const card = admin.getByRole("listitem").filter({ has: name_of_card });
    await card.getByRole("button", { name: /^See what changes/ }).click();
    await admin
        .getByRole("dialog", { name })
        .getByRole("button", { name: "Work this way" })
        .click();
    await card.getByText("In use").waitFor();
}

/** A customer on the page for trying, asking in the queue; gives what they see of the chat. */
async function ask(name: string, text: string) {
    const page = await open(`${program.origin}/try/?organization=main`);
    await page.getByRole("button", { name: "Open chat" }).click();
    const panel = page.frameLocator("iframe[title=Chat]");
    await panel.getByLabel("Name").fill(name);
    await panel.getByLabel("E-mail").fill("kim@example.org");
    // What is open is known with it. There is no choice where only one queue has somebody who is
    // ready.
    await panel.locator(".chip").waitFor();
    const topic = panel.getByLabel("Topic");
    if (await topic.count()) await topic.selectOption("Orders");
    await panel.getByLabel("Your question").fill(text);
    await panel.getByRole("button", { name: "Start chat" }).click();
    return panel;
}

async function say(desk: Page, name: string, text: string): Promise<void> {
    const field = desk.getByRole("textbox", { name: `Message to ${name}` });
    await field.fill(text);
    await field.press("Enter");
}

/** How a chat comes to the agent in each way of working. */
const ways: Record<string, (desk: Page, name: string) => Promise<void>> = {
    "Pull desk": async (desk, name) => {
        await desk.getByRole("tab", { name: /^Queue/ }).click();
        await desk.getByRole("button", { name: `Take the chat with ${name}` }).click();
    },
    "Verified desk": accept,
    "Push desk": accept,
    // Given without asking: it is there to be opened.
    "Assigned desk": (desk, name) => desk.locator("[data-chat-row]", { hasText: name }).click(),
    "Media desk": accept,
};

async function accept(desk: Page, name: string): Promise<void> {
    await desk
        .getByRole("article")
        .filter({ hasText: name })
        .getByRole("button", { name: /^Accept/ })
        .click();
}

test("from nothing to a chat in each way of working, in less than ten minutes", {
    timeout: 240_000,
}, async () => {
    const began = Date.now();
    const admin = await open(`${program.origin}/admin`);
    await signIn(admin, "ines", long_password);
    await admin.getByText("0 of 4 done").waitFor();
    await go(admin, "Users");
    await addAgent(admin);
    await addQueue(admin);
    const desk = await open(`${program.origin}/desk`);
    await signIn(desk, "maya", long_password);
    for (const [index, [preset, take]] of Object.entries(ways).entries()) {
        await workThisWay(admin, preset);
        await beAvailable(desk);
        const name = `Kim ${index}`;
        const panel = await ask(name, `Where is my order ${index}?`);
        await take(desk, name);
        await desk.getByRole("heading", { level: 2, name }).waitFor();
        await panel.getByRole("heading", { name: "Maya Ortiz" }).waitFor();
        await say(desk, name, `I look it up, ${name}.`);
        await panel.getByText(`I look it up, ${name}.`).first().waitFor();
        await desk.keyboard.press("Alt+e");
        await desk.getByRole("dialog").getByRole("button", { name: /^End/ }).click();
        await panel.getByText("This chat has ended").waitFor();
        // As long as it is open the desk's keys are its own.
        await desk.getByRole("dialog").waitFor({ state: "detached" });
        if (preset === "Push desk")
            await desk.getByRole("button", { name: /^Save/ }).first().click();
    }
    await go(admin, "Overview");
    await admin.getByText("4 of 4 done").waitFor();
    await admin.getByRole("heading", { name: "Chat works" }).waitFor();
    expect(Date.now() - began).toBeLessThan(10 * 60_000);
    await closeAll();
});
