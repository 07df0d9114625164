// Roles and rights, in a real browser on the real program, with an auditor and a desk open beside.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { Keyboard } from "../keyboard.ts";
import { admin, go, open, program, save, saved, signIn, useProgram } from "./administrator.ts";

useProgram();

const box = (page: Page, name: string | RegExp) => page.getByRole("checkbox", { name });

test("V7: a role is made with the keyboard alone, and a right brings along what it needs", async () => {
    const keys = new Keyboard(admin);
    await go(admin, "Roles and rights");
    await keys.open(admin.getByRole("link", { name: "Add a role" }));
    await admin.getByRole("heading", { level: 1, name: "Add a role" }).waitFor();
    await keys.tabTo(admin.getByRole("textbox", { name: "Name" }));
    await keys.type("Shift lead");
    await keys.tabTo(box(admin, /^Put agents in another status/));
    await keys.press("Space");
    expect(await box(admin, /^See what agents do/).isChecked()).toBe(true);
    expect(await box(admin, /^See queues with their figures/).isChecked()).toBe(true);
    expect(await box(admin, /^Take chats/).isChecked()).toBe(false);
    await keys.open(admin.getByRole("button", { name: "Save" }));
    await admin.getByRole("heading", { level: 1, name: "Shift lead" }).waitFor();

    // What needs a right goes with it.
    await box(admin, /^See what agents do/).uncheck();
    expect(await box(admin, /^Put agents/).isChecked()).toBe(false);
    await admin.getByRole("button", { name: "Review" }).click();
    const review = admin.getByRole("dialog");
    await review.getByText("Put agents in another status").waitFor();
    await review.getByText("See what agents do and with whom").waitFor();
    await review.getByRole("button", { name: "Save" }).click();
    await saved(admin);
    await go(admin, "Roles and rights");
    const table = admin.getByRole("table");
    await table.getByRole("columnheader", { name: /^Shift lead/ }).waitFor();
});

test("V7: a built-in role stays as it is and is copied; one that is used is not removed", async () => {
    await go(admin, "Roles and rights");
    await admin.getByRole("link", { name: "Manager", exact: true }).click();
    await admin.getByText("This role is built in").waitFor();
    expect(await admin.getByRole("textbox", { name: "Name" }).isDisabled()).toBe(true);
    await admin.getByRole("link", { name: "Copy this role" }).click();
    await admin.getByText("A copy of Manager").waitFor();
    await admin.getByRole("textbox", { name: "Name" }).fill("Team lead");
    await save(admin);
    await admin.getByRole("heading", { level: 1, name: "Team lead" }).waitFor();

    await go(admin, "Users");
    await admin.getByRole("link", { name: /Tom Weber/ }).click();
    await box(admin, /^Team lead/).check();
    await box(admin, /^Manager/).uncheck();
    await save(admin);
    await saved(admin);
    await go(admin, "Roles and rights");
    await admin.getByRole("link", { name: "Team lead", exact: true }).click();
    await admin.getByText("1 person has this role").waitFor();
    await admin.getByRole("button", { name: "Remove the role" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Team lead");
    await dialog.getByRole("button", { name: "Remove the role" }).click();
    await dialog.getByRole("alert").waitFor();
});

test("A14: who watches is limited to a queue, and an open desk has it at once", async () => {
    const desk = await open(`${program.origin}/desk`);
    await signIn(desk, "manager");
    await desk.getByRole("row", { name: /Billing/ }).waitFor();
    await go(admin, "Users");
    await admin.getByRole("link", { name: /Tom Weber/ }).click();
    const reach = admin.getByRole("region", { name: "Reach" });
    await reach.getByRole("checkbox", { name: "Sales" }).check();
    await admin.getByRole("button", { name: "Review" }).click();
    await admin.getByRole("dialog").getByText("The whole organization").waitFor();
    await admin.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await saved(admin);
    await desk.getByRole("row", { name: /Billing/ }).waitFor({ state: "detached" });
    await desk.getByRole("row", { name: /Sales/ }).waitFor();
    // Who takes chats only has none, nor has who could change it.
    await box(admin, /^Administrator/).check();
    await reach.waitFor({ state: "detached" });
});

test("V7: an auditor reads the administration and the desk, and changes nothing", async () => {
    await go(admin, "Users");
    await admin.getByRole("link", { name: "Add a user" }).click();
    await admin.getByRole("textbox", { name: "Name", exact: true }).fill("Otto Audit");
    await admin.getByRole("textbox", { name: "Name for signing in" }).fill("otto");
    await admin.getByLabel("Password").fill("a long enough password");
    await box(admin, /^Agent/).uncheck();
    await box(admin, /^Auditor/).check();
    await save(admin);
    await admin.getByRole("heading", { level: 1, name: "Otto Audit" }).waitFor();

    const otto = await open(`${program.origin}/admin`);
    await signIn(otto, "otto", "a long enough password");
    await go(otto, "Queues");
    expect(await otto.getByRole("link", { name: "Add a queue" }).count()).toBe(0);
    await otto.getByRole("link", { name: /Sales/ }).click();
    await otto.getByText("You may look at this, but not change it.").waitFor();
    expect(await otto.getByRole("textbox", { name: "Name" }).isDisabled()).toBe(true);
    expect(await otto.getByRole("button", { name: "Remove the queue" }).count()).toBe(0);
    await expectAccessible(otto);
    for (const name of ["Roles and rights", "Rules", "History", "Opening hours"]) {
        await go(otto, name);
    }

    await otto.goto(`${program.origin}/desk`);
    await otto.getByRole("row", { name: /Sales/ }).waitFor();
    expect(await otto.getByRole("switch").count()).toBe(0);
    await otto.getByRole("link", { name: "All" }).waitFor();
});
