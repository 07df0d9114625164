// Check 22: what people do in a day, without a mouse. Nothing here clicks, and nothing but keys moves
// the focus.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeAll, open, saved } from "../admin/administrator.ts";
import { expectFocused, focusOn } from "../focus.ts";
import { Keyboard } from "../keyboard.ts";
import { demo_password, Program } from "./program.ts";

let program: Program;
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "open", stop_new: "true", offer_timer: "down" });
    await program.administer("code_list.save", {
        name: "Reason",
        purpose: "wrap_up",
        required: true,
        several: false,
        codes: ["Delivery", "Refund"].map((label) => ({ label, is_default: false })),
    });
});
afterEach(closeAll);
afterAll(() => program?.stop());

async function signIn(face: "desk" | "admin", name: string) {
    const page = await open(`${program.origin}/${face}`);
    const keys = new Keyboard(page);
    await keys.signIn(name, demo_password);
    return { page, keys };
}

test("an agent: away with a reason, accept, answer with a prepared text, end, wrap up, stop new", async () => {
    const { page, keys } = await signIn("desk", "agent1");
    const presence = (word: string) =>
        page.getByRole("banner").getByRole("button", { name: new RegExp(`^${word}`) });
    const set = async (role: "menuitemradio" | "menuitemcheckbox", word: string, key: string) => {
        await keys.press("Alt+Shift+KeyP");
        await keys.choose(page.getByRole(role, { name: new RegExp(`^${word}`) }), key);
    };
    const accept = async (name: string) => {
        await page.getByRole("article").filter({ hasText: name }).waitFor();
        await keys.press("Alt+Enter");
        await focusOn(page.getByRole("textbox", { name: `Message to ${name}` }));
    };
    await presence("(Offline|Away)").waitFor();
    await set("menuitemradio", "Lunch", "l");
    await presence("Lunch").waitFor();
    await set("menuitemradio", "Available", "Home");
    await presence("Available").waitFor();

    await program.ask("Kim Larsen", "Support", "Where is my parcel?");
    await accept("Kim Larsen");
    await keys.type("It is on its way.");
    await keys.press("Enter");
    await page.locator(".bubble", { hasText: "It is on its way." }).waitFor();
    await keys.type("/re");
    const list = page.getByRole("listbox", { name: "Canned responses" });
    await list.getByRole("option", { name: /refund/i }).waitFor();
    const chosen = list.getByRole("option", { selected: true });
    while (!(await chosen.innerText()).includes("/refund")) await keys.press("ArrowDown");
    await keys.press("Enter");
    await page.getByText("Fill in before sending: order.number").waitFor();
    await keys.type("4711");
    await keys.press("Enter");
    await page.locator(".bubble", { hasText: "I have refunded order 4711." }).waitFor();

    await keys.press("Alt+KeyE");
    await focusOn(page.getByRole("dialog").getByRole("button", { name: "End & wrap up" }));
    await keys.press("Enter");
    await focusOn(page.getByRole("searchbox", { name: "Search codes" }));
    await keys.type("deliv");
    await keys.press("Enter");
    await expect
        .poll(() => page.getByRole("checkbox", { name: "Delivery" }).isChecked())
        .toBe(true);
    await keys.press("Enter");
    await page.locator("[data-chat-row]").waitFor({ state: "detached" });
    await expectFocused(page);

    await program.ask("Noah Berg", "Billing", "Was I charged twice?");
    await accept("Noah Berg");
    await set("menuitemcheckbox", "Stop new chats", "End");
    await presence("No new chats").waitFor();
});

test("a manager: close and open a queue, set an agent's status", async () => {
    const ravi = await signIn("desk", "agent2");
    const { page, keys } = await signIn("desk", "manager");
    await page.getByRole("heading", { level: 2, name: "Queues" }).waitFor();
    await keys.tabTo(page.getByRole("switch", { name: "Billing is open for new chats" }));
    await keys.press("Space");
    await page.getByText("Billing is closed to new chats.").first().waitFor();
    await keys.press("Space");
    await page.getByText("Billing is open.").first().waitFor();

    await keys.open(page.getByRole("link", { name: "People" }), "Shift+Tab");
    const row = page.getByRole("row", { name: /^Ravi Shah/ });
    await keys.open(row.getByRole("button", { name: "Set status of Ravi Shah" }));
    await keys.choose(page.getByRole("menuitem", { name: "Training" }), "t");
    await row.getByText("Training").waitFor();
    await ravi.page.getByText("Tom Weber has set your status: Training").first().waitFor();
    await expectFocused(ravi.page);
});

test("an administrator: a queue, a switch, a way of working, the history", async () => {
    const { page, keys } = await signIn("admin", "admin");
    const to = async (name: string) => {
        const link = page.getByRole("navigation").getByRole("link", { name, exact: true });
        await keys.open(link, "Shift+Tab");
        await focusOn(page.getByRole("heading", { level: 1, name, exact: true }));
    };
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await to("Queues");
    await keys.open(page.getByRole("link", { name: "Add a queue" }));
    await focusOn(page.getByRole("heading", { level: 1, name: "Add a queue" }));
    await keys.tabTo(page.getByRole("textbox", { name: "Name" }));
    await keys.type("Returns");
    await keys.tabTo(page.getByRole("checkbox", { name: "Lena Brandt" }));
    await keys.press("Space");
    await keys.open(page.getByRole("button", { name: "Save" }));
    await focusOn(page.getByRole("heading", { level: 1, name: "Returns" }));

    await to("Way of working");
    await keys.tabTo(page.getByRole("spinbutton", { name: "Reply target" }));
    await keys.type("300");
    await keys.open(page.getByRole("button", { name: "Review" }));
    const review = page.getByRole("dialog", { name: "What will be different" });
    await review.getByRole("listitem").filter({ hasText: "300 seconds" }).waitFor();
    await focusOn(review.getByRole("button", { name: "Save" }));
    await keys.press("Enter");
    await saved(page);
    await expectFocused(page);

    await keys.open(
        page.getByRole("button", { name: "See what changes: Media desk" }),
        "Shift+Tab",
    );
    const preview = page.getByRole("dialog", { name: "Media desk" });
    await preview.getByRole("heading", { name: /settings/ }).waitFor();
    await keys.open(preview.getByRole("button", { name: "Work this way" }));
    await preview.waitFor({ state: "detached" });
    const card = page.getByRole("listitem").filter({ hasText: "Media desk" });
    await card.getByText("In use").waitFor();
    await expectFocused(page);

    await to("History");
    const newest = page.getByRole("listitem").filter({ hasText: "Ines Costa" }).first();
    await newest.getByText("Media desk").waitFor();
    await keys.open(newest.locator("summary"));
    await newest.getByText("300 seconds").first().waitFor();
});
