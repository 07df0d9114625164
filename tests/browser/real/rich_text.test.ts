// Check 19 on the real program with two browsers: what an agent pastes from Word and Excel reaches
// the customer with its lists and cells and nothing else, and stands there after a reload (O15).
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Agent, Customer } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "off", rich_text: "true" });
});
afterAll(() => program?.stop());

const pasted = (name: string) =>
    readFileSync(new URL(`../desk/pasted/${name}.html`, import.meta.url), "utf8");

test("check 19: from Word and Excel to the customer, by keys and the clipboard", async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    const dana = await Customer.open(program.origin);
    await dana.openPanel();
    await dana.ask("Dana Whitfield", "dana@example.org", "How do I return it?");
    await maya.accept("Dana Whitfield");
    const field = maya.page.getByRole("textbox", { name: "Message to Dana Whitfield" });
    await maya.page.getByRole("toolbar", { name: "Formatting" }).waitFor();
    await field.click();
    for (const name of ["word", "excel"]) {
        await field.evaluate((box, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            const event = { clipboardData, bubbles: true, cancelable: true };
            box.dispatchEvent(new ClipboardEvent("paste", event));
        }, pasted(name));
        await maya.page.keyboard.press("Enter");
    }
    const look = async () => {
        const list = dana.timeline.locator(".bubble", { hasText: "How to return it" });
        await list.locator("ol > li > ol > li > ul > li", { hasText: "with the paper" }).waitFor();
        expect(await list.locator("a").evaluateAll((all) => all.map(String))).toEqual([
            "https://example.com/label",
        ]);
        const table = dana.timeline.locator(".bubble", { hasText: "on order" });
        await table.locator("td").first().waitFor();
        expect(await table.locator("tr").count()).toBe(3);
        expect(await table.locator("td").count()).toBe(9);
        const foreign = dana.timeline.locator("[style], script, img, .bubble svg");
        expect(await foreign.count()).toBe(0);
    };
    await look();
    await dana.page.reload();
    await look();
    await maya.page.reload();
    const own = maya.page.locator(".bubble", { hasText: "How to return it" });
    await own.locator("ol > li > ol > li > ul > li").waitFor();
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});
