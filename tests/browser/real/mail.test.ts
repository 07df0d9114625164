// The real program with a real mail server: a customer gets what was said by mail, and both sides
// read that it has gone (C11).
import { afterAll, beforeAll, expect, test } from "vitest";
import { MailServer } from "../../api/harness/mail.ts";
import { Agent, Customer } from "./people.ts";
import { Program } from "./program.ts";

const post = new MailServer();
let program: Program;
beforeAll(async () => {
    post.service.start();
    program = await Program.start(...post.options, "--limit", "mail_look_ms=50");
    await program.setSwitches({ wrap_up: "off" });
});
afterAll(async () => {
    await program?.stop();
    post.service.finish();
});

test("C11: what was said comes by mail", { timeout: 60_000 }, async () => {
    const agent = await Agent.open(program.origin);
    await agent.signIn("agent1");
    await agent.goAvailable();
    const customer = await Customer.open(program.origin);
    await customer.openPanel();
    const question = "Where is my lamp?";
    await customer.fillIn("Dana Whitfield", "dana@example.org", question);
    await agent.offer.filter({ hasText: question }).waitFor();
    await agent.accept("Dana Whitfield");
    await agent.send("On its way – until Friday.");
    await customer.panel.getByText("until Friday").first().waitFor();
    await agent.page.keyboard.press("Alt+e");
    await agent.page.getByRole("dialog").getByRole("button", { name: "End chat" }).click();
    await customer.panel.getByRole("button", { name: "Get it by e-mail" }).click();
    expect(await customer.panel.getByLabel("E-mail").inputValue()).toBe("dana@example.org");
    await customer.look("shop-mail");
    await customer.panel.getByRole("button", { name: "Send by e-mail" }).click();
    const [mail] = await post.mail_to("dana@example.org");
    expect(mail?.text).toContain(`] Dana Whitfield: ${question}\n`);
    expect(mail?.text).toContain("] Maya Ortiz: On its way – until Friday.\n");
    await customer.panel.getByText("Sent to d…@example.org", { exact: true }).waitFor();
    await agent.page
        .getByText("The conversation was sent by e-mail to d…@example.org")
        .first()
        .waitFor();
    expect([...customer.complaints, ...agent.complaints]).toEqual([]);
    await customer.context.close();
    await agent.context.close();
});
