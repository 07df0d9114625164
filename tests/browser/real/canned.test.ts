// The real program and real browsers: prepared answers with / (check 16), the administrator who defines
// one while the desk is open (W17), and a text that is changed before it is sent (W18).
import { afterEach, beforeEach, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { Agent, Customer } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
beforeEach(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "off" });
});
afterEach(() => program?.stop());

test("check 16: by keys alone, filled in, held back, in the customer's language, and sent as changed", async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    const dana = await Customer.open(program.origin);
    await dana.openPanel();
    await dana.ask("Dana Whitfield", "dana@example.org", "Hello, where is my money?");
    await maya.accept("Dana Whitfield");
    const { page } = maya;
    const list = page.getByRole("listbox", { name: "Canned responses" });

    await focusOn(maya.field);
    await page.keyboard.type("/re");
    await list.getByRole("option").first().waitFor();
    expect((await list.getByRole("option").allInnerTexts()).join()).toMatch(/\/refund/);
    const box = await list.boundingBox();
    const modes = await page.locator("[data-writing=chat]").boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(modes?.y ?? 0);
    await maya.look("canned-list");
    await focusOn(maya.field);
    while (!(await list.getByRole("option", { selected: true }).innerText()).includes("/return")) {
        await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await expect
        .poll(() => maya.field.inputValue())
        .toMatch(/^Hello Dana, you can return anything within 30 days\./);
    await page.keyboard.type(" Bye!");
    await page.keyboard.press("Enter");
    await dana.timeline.locator(".bubble", { hasText: "off at any parcel shop. Bye!" }).waitFor();

    // What is not known is filled in first.
    await page.keyboard.type("/refund");
    await list.getByText("Refund is on its way").waitFor();
    await page.keyboard.press("Tab");
    await page.getByText("Fill in before sending: order.number").waitFor();
    await page.keyboard.press("Enter");
    await maya.look("canned-stop");
    expect(await dana.timeline.locator(".bubble", { hasText: "refunded order" }).count()).toBe(0);
    await focusOn(maya.field);
    await page.keyboard.type("4711");
    await page.keyboard.press("Enter");
    await dana.timeline.locator(".bubble", { hasText: "I have refunded order 4711." }).waitFor();

    // What the administrator defines meanwhile is there at once.
    await program.administer("canned.create", {
        scope: "all",
        code: "voucher",
        title: "A voucher",
        text: "<b>{{customer.name}}</b>: here is your voucher.",
    });
    await page.keyboard.type("/vou");
    await list.getByText("A voucher").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await dana.timeline
        .locator(".bubble", { hasText: "<b>Dana Whitfield</b>: here is your voucher." })
        .waitFor();
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});

test("C17: what an agent keeps is theirs alone, and what they use most comes first", async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    await program.ask("Kim Larsen", "Support", "Hello, when will you open?");
    await maya.accept("Kim Larsen");
    const { page } = maya;
    await maya.field.fill("We open at eight, Kim.");
    await page.getByRole("button", { name: "Canned responses" }).click();
    await page.getByRole("button", { name: "Save what I have written…" }).click();
    const dialog = page.getByRole("dialog", { name: "Save as canned response" });
    await expect
        .poll(() => dialog.getByRole("textbox", { name: "Text" }).inputValue())
        .toBe("We open at eight, {{customer.first_name}}.");
    await dialog.getByRole("textbox", { name: "Short code" }).fill("open");
    await dialog.getByRole("textbox", { name: "Title" }).fill("Opening hours");
    await maya.look("canned-save");
    await dialog.getByRole("button", { name: "Save" }).click();
    const list = page.getByRole("listbox", { name: "Canned responses" });
    await list.getByText("Opening hours").waitFor();
    // The list has the keys again once the dialog is gone.
    await focusOn(page.getByRole("combobox", { name: "Search canned responses" }));
    await page.keyboard.press("Escape");
    for (let i = 0; i < 2; ++i) {
        await maya.field.fill("");
        await page.keyboard.type("/open");
        await list.getByText("Opening hours").waitFor();
        await page.keyboard.press("Enter");
        await expect.poll(() => maya.field.inputValue()).toBe("We open at eight, Kim.");
    }
    await page.reload();
    await page.getByRole("button", { name: "Canned responses" }).click();
    await expect
        .poll(() => list.getByRole("option").first().innerText())
        .toContain("Opening hours");
    const ravi = await Agent.open(program.origin);
    await ravi.signIn("agent2");
    const others = await ravi.page.evaluate(async () => {
        const answer = await fetch("/api/v1/canned.list", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: "{}",
        });
        return (await answer.json()).items.map((one: { code: string }) => one.code);
    });
    expect(others).toContain("refund");
    expect(others).not.toContain("open");
    expect([...maya.complaints, ...ravi.complaints]).toEqual([]);
});
