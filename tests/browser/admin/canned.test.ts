// Prepared answers that are shared, defined in a real browser on the real program (C17, W17).
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { admin, go, open, program, save, signIn, useProgram } from "./administrator.ts";

useProgram();

const button = (name: string | RegExp) => admin.getByRole("button", { name });
const box = (name: string) => admin.getByRole("textbox", { name, exact: true });
const choice = (name: string) => admin.getByRole("combobox", { name, exact: true });
const heading = (name: string) => admin.getByRole("heading", { level: 1, name, exact: true });
const rows = () => admin.getByRole("row");

test("W17: one is made, found by folder and words, changed, and deleted", async () => {
    await go(admin, "Canned responses");
    await rows().filter({ hasText: "Refund is on its way" }).waitFor();
    await admin.getByRole("link", { name: "Add a canned response" }).first().click();
    await heading("Add a canned response").waitFor();
    await box("Title").fill("A voucher");
    await box("Text").fill("Here you are, {{customer.first_name|dear customer}}");
    await box("Short code").fill("refund");
    await choice("Language").selectOption({ label: "English" });
    await button("Save").click();
    await admin.getByText("There is one with this code in this language").waitFor();
    await focusOn(box("Short code"));
    await box("Short code").fill("two words");
    await button("Save").click();
    await admin.getByText("Letters a to z, digits, - and _, at most 40").waitFor();
    await box("Short code").fill("voucher");
    await box("Folder").fill("Orders / Goodwill");
    await save(admin);
    await heading("A voucher").waitFor();
    await expectAccessibleInBothThemes(admin, "a canned response");

    await go(admin, "Canned responses");
    await choice("Folder").selectOption({ label: "Orders / Goodwill" });
    await expect.poll(() => rows().count()).toBe(2);
    await choice("Folder").selectOption({ label: "Orders" });
    await expect.poll(() => rows().count()).toBe(4);
    await admin.getByRole("searchbox", { name: "Search" }).fill("voucher");
    await expect.poll(() => rows().count()).toBe(2);
    await expectAccessibleInBothThemes(admin, "canned responses");
    await admin.getByRole("link", { name: "A voucher" }).click();

    // What is not saved is asked about, and somebody else's change is not written over.
    await box("Text").fill("Something else");
    await admin.getByRole("navigation").getByRole("link", { name: "Users", exact: true }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
    await button("Review").click();
    await admin.getByRole("dialog").getByText("Something else").waitFor();
    await admin.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await admin.getByText("Saved", { exact: true }).first().waitFor();

    await button("Delete the canned response").click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox").fill("A voucher");
    await dialog.getByRole("button", { name: "Delete the canned response" }).click();
    await heading("Canned responses").waitFor();
    await expect.poll(() => rows().filter({ hasText: "A voucher" }).count()).toBe(0);
});

test("W17: one for a team; a manager defines them, too, and finds but articles beside them", async () => {
    await program.administer("team.save", { name: "Night" });
    await go(admin, "Canned responses");
    await admin.getByRole("link", { name: "Add a canned response" }).first().click();
    await box("Title").fill("At night");
    await box("Text").fill("We are few at night.");
    await box("Short code").fill("night");
    await choice("For whom").selectOption({ label: "Night" });
    await save(admin);
    await go(admin, "Teams");
    await admin.getByRole("link", { name: "Night" }).click();
    await button("Remove the team").click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Night");
    await dialog.getByRole("button", { name: "Remove the team" }).click();
    await dialog.getByText("Canned responses are for this team.").waitFor();

    const tom = await open(`${program.origin}/admin`);
    await signIn(tom, "manager");
    await tom.getByRole("heading", { level: 1, name: "Canned responses" }).waitFor();
    expect(await tom.getByRole("navigation").getByRole("link").allInnerTexts()).toEqual([
        "Canned responses",
        "Articles",
    ]);
    await tom.getByRole("link", { name: "At night" }).click();
    await tom.getByRole("textbox", { name: "Title", exact: true }).fill("Late");
    await save(tom);
    await tom.goto(`${program.origin}/admin/users`);
    await tom.getByRole("heading", { level: 1 }).waitFor();
    expect(await tom.getByRole("heading", { level: 1 }).innerText()).not.toBe("Users");
});
