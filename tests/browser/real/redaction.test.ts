// The real program and real browsers: a card number never reaches the other side, whole, in pieces
// or while it is typed; who wrote it is told and may object (W7, W42; C8, C25, N4, N5; fH08, fH10,
// fH11).
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Agent, type Customer, expectTexts, talk } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
beforeEach(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "off", typing_preview: "true" });
});
afterEach(() => program?.stop());

const card = "4111 1111 1111 1111";
/** What strict takes for a card number and balanced does not. */
const doubtful = "5012345678901236";

/** Texts that were written; what is said below them is asked for by itself. */
const written = async (person: Agent | Customer) =>
    (await person.texts()).map((one) => one.replace(/(Card|Personal) number removed.*$/, ""));

test("W7, N5: it is masked on both sides, its writer is told, and may object where it is doubtful", async () => {
    const { maya, dana } = await talk(program.origin);
    await dana.send(`it is ${card}`);
    await dana.panel.getByText("A card number was removed from your message").first().waitFor();
    for (const person of [maya, dana]) {
        await expect.poll(() => written(person)).toEqual(["Hello", "it is •••• •••• •••• 1111"]);
    }
    await maya.timeline.getByText("Card number removed").waitFor();
    await dana.look("redacted-widget");
    await maya.look("redacted-desk");

    // Beyond doubt: it stays hidden.
    const objection = dana.panel.getByRole("button", { name: "This is not a card number" });
    await objection.press("Enter");
    await dana.panel.getByText("It still looks like one, so it stays hidden.").first().waitFor();

    await dana.send(doubtful);
    await expect.poll(async () => (await written(maya)).at(-1)).toBe("••••••••••••1236");
    await objection.press("Enter");
    for (const person of [maya, dana]) {
        await expect.poll(async () => (await written(person)).at(-1)).toBe(doubtful);
    }
    // What an agent writes likewise.
    await maya.send(`your card ${card}?`);
    await expect
        .poll(async () => (await written(dana)).at(-1))
        .toBe("your card •••• •••• •••• 1111?");
    await maya.timeline.getByRole("button", { name: "This is not a card number" }).waitFor();
    // The refused objection is an error to the browser's console.
    dana.complaints.splice(0, 1);
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});

test("N4: pieces of one are masked on all open pages, and after a reload", async () => {
    const { maya, dana } = await talk(program.origin);
    for (const piece of ["4111", "1111", "1111"]) await dana.send(piece);
    await expectTexts(maya, ["Hello", "4111", "1111", "1111"]);
    await dana.send("1111");
    const masked = ["Hello", "••••", "••••", "••••", "1111"];
    for (const person of [maya, dana]) await expect.poll(() => written(person)).toEqual(masked);
    await maya.page.reload();
    await expect.poll(() => written(maya)).toEqual(masked);
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});

test("C8, P20, fH11: agents read along, no number grows before their eyes, and none is kept", async () => {
    const { maya, dana } = await talk(program.origin);
    await dana.panel.getByText("We can read along while you type.").waitFor();
    await dana.field.pressSequentially("my number is ");
    const preview = maya.page.getByText("Dana Whitfield is typing, not sent yet:").locator("..");
    await preview.getByText("my number is").waitFor();
    await dana.field.pressSequentially(card);
    await preview.getByText(/••••/).waitFor();
    expect(await preview.innerText()).not.toMatch(/\d{2}/);
    await maya.look("preview-desk");
    const kept = () =>
        dana.page
            .frames()
            .at(-1)!
            .evaluate(() => JSON.stringify({ ...localStorage }));
    expect(await kept()).not.toContain("1111");
    await dana.field.press("Enter");
    await preview.waitFor({ state: "detached" });
    await expect.poll(async () => (await written(maya)).at(-1)).toMatch(/•••• 1111$/);
    expect(await kept()).not.toContain("1111");
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});

test("X31: where texts are dropped it is not sent, and the writer is told why", async () => {
    await program.setSwitches({ redaction: "drop" });
    const { maya, dana } = await talk(program.origin);
    await dana.send(card);
    await dana.panel.getByText("Your message was not sent").first().waitFor();
    await maya.send(card);
    await maya.timeline.getByText("There is a number in it that must not be sent.").waitFor();
    await dana.send("no number");
    await expect.poll(async () => (await written(maya)).includes("no number")).toBe(true);
    expect(await written(dana)).not.toContain("your card");
});
