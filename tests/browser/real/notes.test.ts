// The real program and real browsers: notes with mentions (check 17), two who write in one chat
// (check 24), and what colleagues write to each other (E50).
import { afterAll, beforeAll, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { Agent, Customer } from "./people.ts";
import { Program } from "./program.ts";

const canary = "she threatens to leave, canary 0815";

let program: Program;
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "off" });
});
afterAll(() => program?.stop());

test("checks 17 and 24: a note stays among staff, and nobody answers over a colleague", async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    const dana = await Customer.open(program.origin);
    const frames: string[] = [];
    dana.page.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => frames.push(String(payload))),
    );
    await dana.openPanel();
    await dana.ask("Dana Whitfield", "dana@example.org", "Where is my parcel?");
    await maya.accept("Dana Whitfield");
    const ravi = await Agent.open(program.origin);
    await ravi.signIn("agent2");

    // Check 17, by keyboard alone.
    await focusOn(maya.field);
    await maya.page.keyboard.press("Alt+p");
    const note = maya.page.getByRole("textbox", { name: /^Internal note/ });
    await focusOn(note);
    await maya.page.keyboard.type("@rav");
    const people = maya.page.getByRole("listbox", { name: "Colleagues to mention" });
    await people.getByRole("option", { name: "Ravi Shah" }).waitFor();
    await maya.page.keyboard.press("Enter");
    await expect.poll(() => note.inputValue()).toBe("@Ravi Shah ");
    await maya.page.keyboard.type(canary);
    await maya.look("note");
    const noted_at = Date.now();
    await maya.page.keyboard.press("Enter");
    const bell = ravi.page.getByRole("button", { name: "1 mention" });
    await bell.waitFor();
    expect(Date.now() - noted_at).toBeLessThan(2_000);
    await maya.page.getByRole("listitem").filter({ hasText: "Your internal note" }).waitFor();
    await bell.click();
    await ravi.page.getByRole("menuitem", { name: /canary/ }).click();
    const shown = ravi.page.getByRole("listitem").filter({ hasText: "Internal note from Maya" });
    await shown.getByText(canary).waitFor();
    await expect.poll(() => bell.count()).toBe(0);
    await maya.page.getByText("Ravi Shah has this chat open, too").waitFor();
    await ravi.look("note-read");

    // Check 24: Ravi joins and answers while Maya writes.
    await maya.page.keyboard.press("Alt+l");
    await ravi.goAvailable();
    await maya.page.keyboard.press("Alt+c");
    await maya.page.getByRole("dialog").getByText("Ravi Shah").click();
    await maya.page.getByRole("dialog").getByRole("button", { name: "Invite" }).click();
    await ravi.offer.filter({ hasText: "Dana Whitfield" }).waitFor();
    await ravi.page.keyboard.press("Alt+Enter");
    await ravi.field.waitFor();
    await maya.field.fill("It is on its way");
    await ravi.send("It arrives tomorrow.");
    await maya.timeline.locator(".bubble", { hasText: "It arrives tomorrow." }).waitFor();
    await maya.field.press("Enter");
    const stop = maya.page.getByRole("alert").filter({ hasText: "has answered meanwhile" });
    await stop.getByText("It arrives tomorrow.").waitFor();
    expect(await maya.field.inputValue()).toBe("It is on its way");
    await maya.look("meanwhile");
    await maya.page.keyboard.press("Tab");
    await maya.page.keyboard.press("Enter");
    await dana.timeline.locator(".bubble", { hasText: "It is on its way" }).waitFor();
    expect(await maya.field.inputValue()).toBe("");

    expect(frames.join()).toContain("It arrives tomorrow.");
    expect(frames.join()).not.toContain("canary");
    expect(frames.join()).not.toContain("note");
    expect([...maya.complaints, ...ravi.complaints, ...dana.complaints]).toEqual([]);
});

test("E50: what a colleague writes arrives at once, and is counted until it is read", async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    const ravi = await Agent.open(program.origin);
    await ravi.signIn("agent2");
    await maya.page.getByRole("link", { name: "Colleagues" }).click();
    await maya.page.getByRole("searchbox", { name: "Find a colleague" }).fill("rav");
    await maya.page.getByRole("link", { name: /Ravi Shah/ }).click();
    const field = maya.page.getByRole("textbox", { name: "Write to Ravi Shah" });
    await field.fill("Coffee at eleven?");
    const sent_at = Date.now();
    await field.press("Enter");
    const counted = ravi.page.getByRole("link", { name: /Colleagues.*1 unread/ });
    await counted.waitFor();
    expect(Date.now() - sent_at).toBeLessThan(1_000);
    await counted.click();
    await ravi.page.getByRole("link", { name: /Maya Ortiz/ }).click();
    const talk = ravi.page.getByRole("region", { name: "Messages with Maya Ortiz" });
    await talk.getByText("Coffee at eleven?").waitFor();
    await expect.poll(() => counted.count()).toBe(0);
    await ravi.page.getByRole("textbox", { name: "Write to Maya Ortiz" }).fill("Gladly");
    await ravi.page.keyboard.press("Enter");
    await maya.page.getByText("Gladly").first().waitFor();
    await maya.look("colleagues");
    expect([...maya.complaints, ...ravi.complaints]).toEqual([]);
});
