// The real program and three real browsers: a manager opens a live chat and whispers to its agent, who
// has it within a second, marked as private; the customer's page and transcript never contain it
// (supervision; guide, check 26).
import { afterAll, beforeAll, expect, test } from "vitest";
import { Agent, Customer } from "./people.ts";
import { Program } from "./program.ts";

const canary = "Offer express delivery, canary 4711";

let program: Program;
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "off" });
});
afterAll(() => program?.stop());

test("check 26: a whisper is in the agent's timeline within 1 s and nowhere at the customer's", {
    timeout: 90_000,
}, async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    const dana = await Customer.open(program.origin);
    await dana.openPanel();
    await dana.ask("Dana Whitfield", "dana@example.org", "Where is my parcel?");
    await maya.accept("Dana Whitfield");
    const frames: string[] = [];
    dana.page.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => frames.push(String(payload))),
    );
    await dana.page.reload();
    await dana.timeline.locator(".bubble", { hasText: "Where is my parcel?" }).waitFor();

    const tom = await Agent.open(program.origin);
    await tom.signIn("manager");
    await tom.page.getByRole("link", { name: "People" }).click();
    await tom.page.getByRole("button", { name: "Watch the chat with Dana Whitfield" }).click();
    const drawer = tom.page.getByRole("dialog", { name: "Supervision" });
    await drawer.locator(".bubble", { hasText: "Where is my parcel?" }).waitFor();
    await drawer.getByRole("button", { name: "Whisper" }).click();
    const field = drawer.getByLabel("Whisper to Maya Ortiz: the customer does not see this");
    await field.fill(canary);
    const said_at = Date.now();
    await field.press("Enter");
    const whisper = maya.page.getByRole("listitem").filter({ hasText: "Whisper from Tom Weber" });
    await whisper.getByText(canary).waitFor();
    expect(Date.now() - said_at).toBeLessThan(1_000);
    await tom.look("supervision");
    await maya.look("whisper");

    const answers = maya.page.getByRole("group", { name: "To whom" });
    await answers.getByRole("button", { name: "Whisper" }).click();
    const back = maya.page.getByLabel(/^Whisper to who watches and takes part/);
    await back.fill("Yes, canary 4712");
    await back.press("Enter");
    await drawer.getByText("Yes, canary 4712").waitFor();
    await answers.getByRole("button", { name: "Reply" }).click();

    await maya.page.keyboard.press("Alt+H");
    await maya.page.getByLabel("What about?").fill("Who pays for it? canary 4713");
    await maya.page.keyboard.press("Enter");
    await maya.page.getByText("You have called a manager.").waitFor();
    await tom.page.keyboard.press("Escape");
    const calls = tom.page.getByRole("region", { name: "Calls for help" });
    await calls.getByText("canary 4713").waitFor();
    await tom.look("calls");
    await calls.getByRole("button", { name: /^I'm on it/ }).click();
    await maya.page.getByText("Tom Weber is on it and reads along.").waitFor();
    await drawer.getByRole("button", { name: "Draft", exact: true }).click();
    await drawer.getByLabel(/^Draft for Maya Ortiz/).fill("Dear Dana, canary 4714");
    const ghost = maya.page.getByRole("region", { name: "Draft from Tom Weber" });
    await ghost.getByText("Dear Dana, canary 4714").waitFor();
    await tom.look("draft_for_agent");
    await maya.look("ghost_draft");
    await maya.page.keyboard.press("Alt+G");
    await drawer.getByText("Maya Ortiz has taken your draft.").waitFor();
    // The manager may hear of it before it stands there.
    await expect.poll(() => maya.field.inputValue()).toContain("canary 4714");
    await maya.field.fill("");

    await maya.send("I can offer you express delivery.");
    await dana.timeline.locator(".bubble", { hasText: "express delivery" }).waitFor();
    await dana.page.reload();
    await dana.timeline.locator(".bubble", { hasText: "express delivery" }).waitFor();
    expect(frames.join()).toContain("I can offer you express delivery.");
    expect(frames.join()).not.toContain("canary");
    expect(frames.join()).not.toContain("whisper");
    expect(frames.join()).not.toContain("help");
    expect(frames.join()).not.toContain("draft");
    const page = await dana.page.frames().at(-1)!.content();
    expect(page).not.toContain("canary");
    expect([...maya.complaints, ...dana.complaints, ...tom.complaints]).toEqual([]);
});
