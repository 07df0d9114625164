// Hours, rules and their trial, in a real browser on the real program, with a customer who comes in.
import { expect, test } from "vitest";
import type { ChatResult, OpenStatus, VisitorStarted } from "../../../web/sdk/src/generated.ts";
import { focusOn } from "../focus.ts";
import { Keyboard } from "../keyboard.ts";
import {
    admin,
    beAvailable,
    go,
    open,
    program,
    save,
    saved,
    signIn,
    useProgram,
} from "./administrator.ts";

useProgram();

const button = (name: string | RegExp) => admin.getByRole("button", { name });
const day = (name: string) => admin.getByRole("group", { name, exact: true });
const heading = (name: string) => admin.getByRole("heading", { level: 1, name, exact: true });

/** Asks for a chat as a customer's web page would; gives the queue it waits in. */
async function ask(email: string, page: string): Promise<string> {
    const { token } = await program.call<VisitorStarted>("visitor.start", { email });
    const fields = { page };
    const { chat } = await program.call<ChatResult>(
        "chat.start",
        { queue: "Support", text: "Where is it?", fields },
        token,
    );
    return chat.queue_name;
}

async function addRule(name: string, words: string, queue: string): Promise<void> {
    await go(admin, "Rules");
    await admin.getByRole("link", { name: "Add a rule" }).first().click();
    await admin.getByRole("textbox", { name: "Name" }).fill(name);
    await button("Add a condition").click();
    await day("Condition 1").getByRole("textbox", { name: "Words" }).fill(words);
    await admin.getByRole("combobox", { name: "Queue" }).selectOption({ label: queue });
    await button("Save").click();
    await heading(name).waitFor();
}

test("E52, C14: hours with a holiday close a queue, and say until when", async () => {
    await go(admin, "Opening hours");
    await admin.getByRole("link", { name: "Add hours" }).first().click();
    await admin.getByRole("textbox", { name: "Name" }).fill("Office");
    const zone = admin.getByRole("combobox", { name: "Time zone" });
    await zone.fill("berl");
    await admin.getByRole("option", { name: /Europe\/Berlin/ }).waitFor();
    await zone.press("Enter");
    await expect.poll(() => zone.inputValue()).toBe("Europe/Berlin");
    await zone.fill("utc");
    await admin.getByRole("option", { name: /^UTC/ }).click();

    const monday = day("Monday");
    await monday.getByLabel("To, 1").fill("12:00");
    await button("Add hours: Monday").click();
    await monday.getByLabel("To, 2").fill("08:00");
    await button("Add a day").click();
    await button("Save").click();
    await monday.getByText("A time after its beginning.").waitFor();
    const wrong = monday.getByLabel("To, 2");
    await focusOn(wrong);
    await wrong.fill("00:00");
    await button("Save").click();
    await day("Day 1").getByText("A day that is not there yet.").waitFor();
    await day("Day 1").getByLabel("Date").fill(new Date().toISOString().slice(0, 10));
    await day("Day 1").getByRole("textbox", { name: "Name" }).fill("Holiday");

    await button("Copy the hours of Monday").click();
    const copy = admin.getByRole("dialog");
    await copy.getByRole("checkbox", { name: "Sunday" }).click();
    await copy.getByRole("button", { name: "Copy", exact: true }).click();
    await expect.poll(() => day("Sunday").getByLabel("From, 2").inputValue()).toBe("13:00");
    await admin.getByRole("checkbox", { name: "Billing" }).click();
    await button("Save").click();
    await heading("Office").waitFor();

    await go(admin, "Opening hours");
    const week = "Mon–Fri 09:00–12:00, 13:00–24:00; Sun 09:00–12:00, 13:00–24:00";
    await admin
        .getByRole("row", { name: new RegExp(`Office Closed until .* ${week} UTC Billing`) })
        .waitFor();
    await go(admin, "Queues");
    await admin.getByRole("row", { name: /Billing Closed until/ }).waitFor();
    await admin.getByRole("row", { name: /Support Open/ }).waitFor();
    const { queues } = await program.call<OpenStatus>("visitor.status", {});
    expect(queues.find((one) => one.name === "Billing")).toMatchObject({ open: false });
    await go(admin, "Overview");
    await admin.getByRole("listitem").filter({ hasText: "Say when you are open (done)" }).waitFor();

    // The queue's own page lets go of them.
    await go(admin, "Queues");
    await admin.getByRole("link", { name: "Billing" }).click();
    await admin
        .getByRole("combobox", { name: "Opening hours" })
        .selectOption({ label: "Always open" });
    await save(admin);
    await go(admin, "Queues");
    await admin.getByRole("row", { name: /Billing Open/ }).waitFor();
});

test("V12, N2: a rule is made, tried and followed by a customer's chat", async () => {
    await go(admin, "Rules");
    await admin.getByRole("link", { name: "Add a rule" }).first().click();
    await admin.getByRole("textbox", { name: "Name" }).fill("Big orders");
    await button("Add a condition").click();
    await button("Save").click();
    await day("Condition 1").getByText("At least one.").waitFor();
    await day("Condition 1").getByRole("textbox", { name: "Words" }).fill("/orders\n/basket");
    await button("Add a condition").click();
    const second = day("Condition 2");
    await second.getByRole("combobox", { name: "What" }).selectOption("email");
    await second.getByRole("combobox", { name: "Comparison" }).selectOption("ends_with");
    await second.getByRole("textbox", { name: "Words" }).fill("@big.example");
    await button("Save").click();
    await admin.getByText("A rule decides a queue, a priority").waitFor();
    await admin.getByRole("combobox", { name: "Queue" }).selectOption({ label: "Billing" });
    await admin.getByRole("switch", { name: "Gives a priority" }).click();
    await admin.getByRole("spinbutton", { name: "Priority" }).fill("20");
    await button("Save").click();
    await heading("Big orders").waitFor();
    await admin
        .getByText(
            "If the page contains /orders or /basket and the e-mail ends with @big.example: " +
                "queue Billing, priority 20",
        )
        .waitFor();

    await go(admin, "Who would get this chat?");
    await admin.getByRole("combobox", { name: "Queue" }).selectOption({ label: "Support" });
    await admin.getByRole("textbox", { name: "Page" }).fill("https://shop.example/orders/7");
    await admin.getByRole("textbox", { name: "E-mail" }).fill("kim@small.example");
    await button("Who would get it?").click();
    await admin.getByText("The customer comes in. Nobody can take this chat now.").waitFor();
    await admin.getByText("Not so: the e-mail ends with @big.example").waitFor();
    await admin.getByRole("textbox", { name: "E-mail" }).fill("kim@big.example");
    await button("Who would get it?").click();
    await admin.getByText("Billing, by the rule Big orders").waitFor();
    await admin.getByText("Holds", { exact: true }).waitFor();
    await admin
        .getByRole("row", { name: /Maya Ortiz|Ravi Shah|Lena/ })
        .first()
        .waitFor();

    expect(await ask("kim@small.example", "https://shop.example/orders/7")).toBe("Support");
    expect(await ask("kim@big.example", "https://shop.example/orders/7")).toBe("Billing");
});

test("V12: a rule is made, moved and switched off with the keyboard alone", async () => {
    await addRule("First", "/first", "Sales");
    await go(admin, "Rules");
    const keys = new Keyboard(admin);
    await keys.open(admin.getByRole("link", { name: "Add a rule" }));
    await focusOn(heading("Add a rule"));
    await keys.tabTo(admin.getByRole("textbox", { name: "Name" }));
    await keys.type("Second");
    await keys.open(button("Add a condition"));
    await focusOn(day("Condition 1").getByRole("combobox", { name: "What" }));
    await keys.press("f", "f", "Tab"); // First message, Field of the form
    await keys.type("topic");
    await keys.press("Tab", "i");
    await keys.tabTo(day("Condition 1").getByRole("textbox", { name: "Words" }));
    await keys.type("returns");
    await keys.tabTo(admin.getByRole("combobox", { name: "Queue" }));
    await keys.press("b");
    await keys.open(button("Save"));
    await focusOn(heading("Second"));
    await admin.getByText("If the field topic is returns: queue Billing").waitFor();

    await go(admin, "Rules");
    const names = () => admin.getByRole("list", { name: "Rules" }).getByRole("heading");
    expect(await names().allInnerTexts()).toEqual(["First", "Second"]);
    await keys.open(button("Move up: Second"));
    await expect.poll(() => names().allInnerTexts()).toEqual(["Second", "First"]);
    await focusOn(button("Move up: Second"));
    await admin.getByText("Second is number 1 of 2 now").waitFor({ state: "attached" });
    const force = admin.getByRole("switch", { name: "In force: Second" });
    await keys.tabTo(force);
    await keys.press("Space");
    await expect.poll(() => force.isChecked()).toBe(false);

    // With a mouse it is dragged.
    const grips = admin.getByTitle("Drag to move");
    await grips.nth(1).dragTo(grips.nth(0));
    await expect.poll(() => names().allInnerTexts()).toEqual(["First", "Second"]);
    expect(await ask("kim@example.org", "https://shop.example/first")).toBe("Sales");
});

test("C12, N2: a queue needs less of a skill later, and the trial knows who would get it", async () => {
    const maya = await open(`${program.origin}/desk`);
    await signIn(maya, "agent1");
    await beAvailable(maya);
    await maya.getByRole("button", { name: /^Available/ }).waitFor();
    await go(admin, "Skills");
    await admin.getByRole("link", { name: "Add a skill" }).first().click();
    await admin.getByRole("textbox", { name: "Name" }).fill("French");
    await admin.getByRole("combobox", { name: "Support", exact: true }).selectOption("8");
    await button("Be content with less later: Support").click();
    const after = admin.getByRole("spinbutton", { name: "Support, step 1: after seconds" });
    await expect.poll(() => after.inputValue()).toBe("60");
    await button("Be content with less later: Support").click();
    await admin.getByRole("spinbutton", { name: "Support, step 2: after seconds" }).fill("30");
    await button("Save").click();
    await admin.getByText("Later than the step before.").waitFor();
    await admin.getByRole("spinbutton", { name: "Support, step 2: after seconds" }).fill("120");
    await admin
        .getByRole("combobox", { name: "Support, step 2: what is enough" })
        .selectOption({ label: "it is not needed" });
    await save(admin);

    await go(admin, "Who would get this chat?");
    await admin.getByRole("combobox", { name: "Queue" }).selectOption({ label: "Support" });
    await button("Who would get it?").click();
    await admin.getByText("French from level 8").waitFor();
    await admin.getByText("Nobody can take this chat now.").waitFor();
    await admin.getByRole("row", { name: /^Maya Ortiz Lacks a skill French/ }).waitFor();
    await admin.getByRole("spinbutton", { name: "Has waited for seconds" }).fill("90");
    await button("Who would get it?").click();
    await admin.getByText("French from level 4").waitFor();
    await admin.getByRole("spinbutton", { name: "Has waited for seconds" }).fill("150");
    await button("Who would get it?").click();
    await admin.getByText("French no longer after this wait").waitFor();
    await admin.getByText("Maya Ortiz would get it. Nobody else can take this chat.").waitFor();
    await admin.getByRole("row", { name: /^Maya Ortiz Chosen/ }).waitFor();
});

test("C12: which queue helps is chosen by its name", async () => {
    await go(admin, "Way of working");
    await admin
        .getByRole("combobox", { name: "Settings for" })
        .selectOption({ label: "Queue Support" });
    const helper = admin.getByRole("combobox", { name: "Which queue helps" });
    await helper.selectOption({ label: "Sales" });
    await admin.getByRole("spinbutton", { name: "Another queue helps after" }).fill("90");
    await button("Review").click();
    const review = admin.getByRole("dialog", { name: "What will be different" });
    await review.getByText("Sales").waitFor();
    await review.getByRole("button", { name: "Save" }).click();
    await saved(admin);
    await go(admin, "Who would get this chat?");
    await admin.getByRole("combobox", { name: "Queue" }).selectOption({ label: "Support" });
    await button("Who would get it?").click();
    await admin.getByText("To Sales after 90 seconds").waitFor();
});
