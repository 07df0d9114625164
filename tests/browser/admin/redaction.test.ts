// Card numbers, as an administrator sees them: numbers of one's own, a text that is tried, and the
// switch that nobody throws by chance (W8, X31; fH19).
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { admin, go, save, saved, useProgram } from "./administrator.ts";

useProgram();

const button = (name: string | RegExp) => admin.getByRole("button", { name });
const box = (name: string) => admin.getByRole("textbox", { name, exact: true });
const order = "4111111111111111";

async function tried(text: string): Promise<string> {
    await box("Text").fill(text);
    await button("Look at it").click();
    const said = admin.locator("blockquote");
    await said.waitFor();
    return said.innerText();
}

test("W8: a number of one's own is named, by keys alone, and is no card number from then on", async () => {
    await go(admin, "Card numbers");
    expect(await tried(`order ${order}`)).toBe("order ••••••••••••1111");
    await admin.getByText("Card number · visa").waitFor();

    await button("Add a number").press("Enter");
    await focusOn(box("Name"));
    await admin.keyboard.type("Orders");
    await admin.keyboard.press("Tab");
    await admin.keyboard.type("(41");
    await button("Save").click();
    await admin.getByText("missing )").waitFor();
    await box("Pattern").fill("41[0-9]{14}");
    await save(admin);
    expect(await tried(`order ${order}`)).toBe(`order ${order}`);
    await admin.getByText("Nothing was found.").waitFor();
    await expectAccessibleInBothThemes(admin, "card numbers");

    await button("Remove Orders").click();
    await save(admin);
    expect(await tried(`order ${order}`)).toBe("order ••••••••••••1111");
});

test("X31: off is typed before it is saved", async () => {
    await go(admin, "Way of working");
    const choice = admin.getByRole("combobox", { name: "Texts with a card number" });
    await choice.selectOption({ label: "Off: they are kept in full" });
    await button("Save").click();
    const dialog = admin.getByRole("dialog", { name: "Keep card numbers in full?" });
    await dialog.waitFor();
    await expectAccessibleInBothThemes(admin, "off");
    await admin.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await button("Save").click();
    await dialog.getByRole("textbox").fill("off");
    await dialog.getByRole("button", { name: "Switch off" }).click();
    await saved(admin);
    await go(admin, "Card numbers");
    expect(await tried("4111 1111 1111 1111")).toBe("4111 1111 1111 1111");
    await admin.getByText("Nothing is looked for here.").waitFor();
});
