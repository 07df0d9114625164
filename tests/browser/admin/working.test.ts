// The way of working, in a real browser on the real program: presets, switches at each level, and
// the way back.
import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import type { SettingsResult } from "../../../web/sdk/src/generated.ts";
import { focusOn } from "../focus.ts";
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

const for_whom = () => admin.getByRole("combobox", { name: "Settings for" });
const target = () => admin.getByRole("spinbutton", { name: "Reply target" });

async function review(): Promise<string[]> {
    await admin.getByRole("button", { name: "Review" }).click();
    const dialog = admin.getByRole("dialog", { name: "What will be different" });
    await dialog.getByRole("listitem").first().waitFor();
    const lines = await dialog.getByRole("listitem").allInnerTexts();
    await dialog.getByRole("button", { name: "Save" }).click();
    await saved(admin);
    return lines.map((line) => line.replace(/\s+/g, " "));
}

async function rollBack(entry: Locator): Promise<void> {
    await entry.getByRole("button", { name: /^Roll back/ }).click();
    const dialog = admin.getByRole("dialog", { name: "Roll back" });
    await dialog.getByRole("button", { name: "Roll back" }).click();
    await dialog.waitFor({ state: "detached" });
}

test("W46: a queue differs from the organization, and inherits again", async () => {
    await go(admin, "Way of working");
    await target().fill("300");
    expect(await review()).toEqual([expect.stringMatching(/Reply target.*→?.*300 seconds/)]);
    await for_whom().selectOption({ label: "Queue Billing" });
    await expect.poll(() => target().inputValue()).toBe("300");
    await target().fill("45");
    // The notice of the last save does not lie over the button for the next.
    expect(await admin.getByText("Saved", { exact: true }).count()).toBe(0);
    await save(admin);
    await for_whom().selectOption({ label: "Queue Sales" });
    await expect.poll(() => target().inputValue()).toBe("300");
    await for_whom().selectOption({ label: "Queue Billing" });
    await expect.poll(() => target().inputValue()).toBe("45");
    await admin.getByRole("button", { name: /^Inherit again \(300 seconds\)/ }).click();
    await save(admin);
    await expect.poll(() => target().inputValue()).toBe("300");
});

test("an agent has a maximum of the own, and switches that queues alone have are not there", async () => {
    await go(admin, "Way of working");
    await for_whom().selectOption({ label: "Agent Maya Ortiz" });
    await admin.getByRole("spinbutton", { name: "Chats at once" }).fill("7");
    expect(await target().count()).toBe(0);
    await save(admin);
    await go(admin, "Users");
    await admin.getByRole("row", { name: /Maya Ortiz.*7/ }).waitFor();
});

test("what cannot be is said at the switch", async () => {
    await go(admin, "Way of working");
    await target().fill("1");
    await admin.getByRole("region", { name: "Save" }).getByRole("button", { name: "Save" }).click();
    await admin.getByText(/not accepted/).waitFor();
    expect(await target().getAttribute("aria-invalid")).toBe("true");
    await focusOn(target());
});

test("X34: history says who changed what, and rolls it back", async () => {
    await go(admin, "Way of working");
    const before = await target().inputValue();
    await target().fill("77");
    await save(admin);
    await go(admin, "History");
    const entry = admin.getByRole("listitem").filter({ hasText: "Ines Costa" }).first();
    await entry.getByText("77 seconds").waitFor();
    await rollBack(entry);
    await go(admin, "Way of working");
    await expect.poll(() => target().inputValue()).toBe(before);
});

test("check 28: a changed reply target is seen before it is saved, reaches an open desk, goes back", async () => {
    await program.setSwitches({ reply_target_s: "10" });
    const maya = await open(`${program.origin}/desk`);
    await signIn(maya, "agent1");
    await beAvailable(maya);
    await program.ask("Kim Larsen", "Billing", "Was I charged twice?");
    await maya.getByRole("article").filter({ hasText: "Kim Larsen" }).waitFor();
    await maya.keyboard.press("Alt+Enter");
    const row = (word: string) =>
        maya.getByRole("link", { name: new RegExp(`^Kim Larsen ${word}`) });
    await row("Waits").waitFor();

    await go(admin, "Way of working");
    await for_whom().selectOption({ label: "Queue Billing" });
    await expect.poll(() => target().inputValue()).toBe("10");
    await target().fill("600");
    await row("Overdue").waitFor({ timeout: 15_000 });
    expect(await review()).toEqual([
        expect.stringMatching(/Reply target.*10 seconds.*600 seconds/),
    ]);
    await row("Waits").waitFor({ timeout: 5_000 });

    await go(admin, "History");
    const entry = admin.getByRole("listitem").filter({ hasText: "600 seconds" }).first();
    await entry.getByText(/Ines Costa.*Billing/).waitFor();
    await rollBack(entry);
    await row("Overdue").waitFor({ timeout: 5_000 });
});

test("every preset is explained, shows what it changes, and is in use once applied", async () => {
    await go(admin, "Way of working");
    for (const name of ["Pull desk", "Push desk", "Assigned desk", "Verified desk", "Media desk"]) {
        const card = admin
            .getByRole("listitem")
            .filter({ has: admin.getByText(name, { exact: true }) });
        const differs = card.getByRole("button", { name: /^See what changes/ });
        await differs.or(card.getByText("In use")).waitFor();
        if (await card.getByText("In use").count()) continue;
        await differs.click();
        const dialog = admin.getByRole("dialog", { name });
        await dialog.getByRole("heading", { name: /settings/ }).waitFor();
        await dialog.getByRole("button", { name: "Work this way" }).click();
        await card.getByText("In use").waitFor();
    }
});

test("wrap-up codes: a list with a default, required in one queue", async () => {
    await go(admin, "Wrap-up codes");
    await admin.getByRole("link", { name: "Add a list" }).first().click();
    await admin.getByRole("textbox", { name: "Name" }).fill("Topic");
    await admin.getByRole("combobox", { name: "Queue" }).selectOption({ label: "Billing" });
    for (const [index, label] of ["Invoice", "Refund"].entries()) {
        await admin.getByRole("button", { name: "Add a code" }).click();
        await admin.getByRole("textbox", { name: `Code ${index + 1}` }).fill(label);
    }
    await admin.getByRole("switch", { name: "A code has to be chosen" }).click();
    await admin.getByRole("combobox", { name: "Where nobody chooses" }).selectOption("Refund");
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.getByRole("heading", { level: 1, name: "Topic" }).waitFor();
    await go(admin, "Wrap-up codes");
    await admin.getByRole("row", { name: /Topic.*Billing.*Yes.*2/ }).waitFor();
});

test("every switch has a name, an explanation and words for its values, in both languages", async () => {
    const { token } = await program.call<{ token: string }>("auth.login", {
        name: "admin",
        password: "parley-demo",
        token: true,
    });
    const { switches } = await program.call<SettingsResult>("settings.get", {}, token);
    for (const language of ["en", "de"]) {
        const file = new URL(`../../../web/admin/src/locales/${language}.json`, import.meta.url);
        const texts = JSON.parse(readFileSync(file, "utf8"));
        const needed = switches.flatMap((one) => [
            `switch.${one.name}`,
            `switch_hint.${one.name}`,
            ...(one.kind === "choice"
                ? one.choices.map((choice) => `value.${one.name}.${choice}`)
                : []),
            ...(one.kind === "status" ? one.choices.map((word) => `status_value.${word}`) : []),
        ]);
        expect(needed.filter((id) => texts[id] === undefined)).toEqual([]);
    }
});
