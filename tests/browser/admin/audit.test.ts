// The audit log in a real browser: found by filter, opened by keys, verified, saved.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Keyboard } from "../keyboard.ts";
import { admin, go, useProgram } from "./administrator.ts";

useProgram();

test("P22: an act is found, its row says what was different, and the chain is verified", async () => {
    await go(admin, "Skills");
    await admin.getByRole("link", { name: "Add a skill" }).first().click();
    await admin.getByRole("textbox", { name: "Name" }).fill("French");
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.getByRole("heading", { level: 1, name: "French" }).waitFor();

    await go(admin, "Audit log");
    const rows = admin.getByRole("table").locator("tbody tr");
    await rows.filter({ hasText: "Signed in" }).first().waitFor();
    await admin.getByRole("combobox", { name: "What" }).selectOption({ label: "Skill saved" });
    await expect.poll(() => rows.count()).toBe(1);
    await rows.filter({ hasText: "French" }).waitFor();

    const keys = new Keyboard(admin);
    await keys.open(rows.getByRole("button"));
    const dialog = admin.getByRole("dialog", { name: "Skill saved" });
    await dialog.getByText("127.0.0.1").waitFor();
    await dialog.getByText("label", { exact: true }).waitFor();
    await keys.press("Escape");
    await dialog.waitFor({ state: "detached" });

    await keys.open(admin.getByRole("button", { name: "Verify the chain" }));
    await admin.getByText(/^The chain is intact: \d+ rows\.$/).waitFor();

    const [file] = await Promise.all([
        admin.waitForEvent("download"),
        admin.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    expect(readFileSync(await file.path(), "utf8")).toMatch(/Time,Who,What.*\r\n.*Skill saved/);
});

test("a day on which nothing was done shows nothing, until the filter is cleared", async () => {
    await go(admin, "Audit log");
    await admin.getByLabel("To", { exact: true }).fill("2001-01-01");
    await admin.getByText("Nothing fits the search.").waitFor();
    await admin.getByRole("button", { name: "Clear search and filters" }).click();
    await admin.getByRole("table").waitFor();
});
