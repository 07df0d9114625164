// What was said, by mail (C11), against a scripted server: where it is offered, what the form says,
// and what becomes of the mail.
import { afterEach, expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

async function ended(offered = true) {
    stage = await Stage.open();
    const panel = await stage.inChat();
    if (offered) stage.server.chat!.transcript_mail = true;
    stage.server.chat!.customer.email = "dana@example.org";
    stage.server.end();
    await panel.getByRole("button", { name: "Save transcript" }).waitFor();
    return panel;
}

const sent = () => stage.server.called("chat.mail_transcript");

test("C11: asked for with the address that is known, and its end is a line", async () => {
    const panel = await ended();
    await panel.getByRole("button", { name: "Get it by e-mail" }).click();
    const field = panel.getByLabel("E-mail");
    await field.waitFor();
    await focusOn(field);
    expect(await field.inputValue()).toBe("dana@example.org");
    await expectAccessible(stage.frame());
    await field.press("Enter");
    await panel.getByText("On its way to d…@example.org").first().waitFor();
    const [asked] = sent();
    expect(asked).toMatchObject({ email: "dana@example.org", language: "en" });
    expect(asked.chat).toBe(stage.server.chat!.id);
    expect(asked.zone).not.toBe("");
    stage.server.mailed("transcript_sent", "d…@example.org");
    await panel.getByText("Sent to d…@example.org", { exact: true }).waitFor();
    stage.server.mailed("transcript_failed", "k…@example.org");
    await panel.getByText("Not sent to k…@example.org", { exact: true }).waitFor();
});

test("C11: what is wrong is said beside the field, and can be tried again", async () => {
    const panel = await ended();
    await panel.getByRole("button", { name: "Get it by e-mail" }).click();
    const field = panel.getByLabel("E-mail");
    const send = panel.getByRole("button", { name: "Send by e-mail" });
    for (const [code, text] of [
        ["invalid", "Please enter an address such as name@example.org."],
        ["too_many", "That was too often. Please wait a moment."],
        ["forbidden", "This is not possible here."],
    ] as const) {
        stage.server.refuse.set("chat.mail_transcript", { status: 422, code });
        await send.click();
        await panel.getByRole("alert").getByText(text).waitFor();
        await focusOn(field);
    }
    stage.server.refuse.clear();
    await field.fill(" kim@example.org ");
    await send.click();
    await panel.getByText("On its way to k…@example.org").first().waitFor();
    expect(sent().at(-1).email).toBe("kim@example.org");
});

test("C11: where it is not offered, nothing asks for it", async () => {
    const panel = await ended(false);
    expect(await panel.getByRole("button", { name: "Get it by e-mail" }).count()).toBe(0);
});
