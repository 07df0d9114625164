// A bot is made, tried and given to a queue, in a real browser on the real program; then a customer
// comes in (W3, W50).
import { expect, test } from "vitest";
import type { ChatResult, VisitorStarted } from "../../../web/sdk/src/generated.ts";
import { focusOn } from "../focus.ts";
import { admin, go, program, save, useProgram } from "./administrator.ts";

useProgram();

const button = (name: string | RegExp) => admin.getByRole("button", { name });
const box = (name: string) => admin.getByRole("textbox", { name, exact: true });
const group = (name: string) => admin.getByRole("group", { name, exact: true });
const heading = (name: string) => admin.getByRole("heading", { level: 1, name, exact: true });

async function ask(text: string): Promise<{ chat: ChatResult["chat"]; token: string }> {
    const { token } = await program.call<VisitorStarted>("visitor.start", { name: "Kim" });
    const { chat } = await program.call<ChatResult>(
        "chat.start",
        { queue: "Billing", text },
        token,
    );
    return { chat, token };
}

async function addBot(): Promise<void> {
    await go(admin, "Bots");
    await admin.getByRole("link", { name: "Add a bot" }).first().click();
    await heading("Add a bot").waitFor();
    await box("Name").fill("Robo, the bot");
    await button("Add an answer").click();
    const first = group("Answer 1");
    await focusOn(first.getByRole("textbox", { name: "Title" }));
    await admin.keyboard.type("Invoices");
    const named = group("Invoices");
    await named.getByRole("textbox", { name: "Phrases" }).fill("bill\nmy receipt");
    await named.getByRole("textbox", { name: "Answer" }).fill("You find them in your account.");
}

test("W3, W50: a bot is made and tried, answers in its queue, and is removed", async () => {
    await addBot();
    const status = admin.getByRole("status").filter({ hasText: "find" });
    await box("A customer writes").fill("Where is MY receipt?");
    await admin.keyboard.press("Enter");
    await status.getByText("“my receipt” finds “Invoices”:").waitFor();
    await box("A customer writes").fill("something else");
    await button("Ask").click();
    await admin.getByText("It finds nothing.").waitFor();
    await box("A customer writes").fill("a human, please");
    await button("Ask").click();
    await admin.getByText("“human” hands over to an agent.").waitFor();

    await button("Add an answer").click();
    await group("Answer 2").getByRole("textbox", { name: "Title" }).fill("INVOICES");
    await group("INVOICES").getByRole("textbox", { name: "Answer" }).fill("x");
    await admin.getByRole("checkbox", { name: "Billing" }).click();
    await button("Save").click();
    await group("INVOICES").getByText("Needed, and not there twice.").waitFor();
    await admin.getByRole("button", { name: "Remove the answer: INVOICES", exact: true }).click();
    await button("Save").click();
    await heading("Robo, the bot").waitFor();

    const { chat } = await ask("Please send the bill again");
    expect([chat.state, chat.last_message?.text]).toEqual([
        "bot",
        "You find them in your account.",
    ]);
    expect(chat.bot?.suggestions).toEqual(["Invoices"]);

    // The queue says so, too, and may choose another or none.
    await go(admin, "Queues");
    await admin.getByRole("link", { name: "Billing" }).click();
    const chosen = admin.getByRole("combobox", { name: "Bot" });
    await expect.poll(() => chosen.inputValue()).toBe(chat.bot?.id);
    await chosen.selectOption({ label: "None: agents at once" });
    await save(admin);
    expect((await ask("the bill")).chat.state).toBe("queued");

    await go(admin, "Bots");
    await admin.getByRole("link", { name: "Robo, the bot" }).click();
    await button("Remove the bot").click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Robo, the bot");
    await dialog.getByRole("button", { name: /^Remove/ }).click();
    await admin.getByText("There are no bots.").waitFor();
});
