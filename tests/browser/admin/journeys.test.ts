// What administrators do, in a real browser on the real program, while agents have their desks open.
import { expect, test } from "vitest";
import { focusIn, focusOn } from "../focus.ts";
import { Keyboard } from "../keyboard.ts";
import { admin, go, open, program, save, saved, signIn, useProgram } from "./administrator.ts";

useProgram();

/** A page that is new takes the focus to its title. */
const arrived = (title: string) =>
    focusOn(admin.getByRole("heading", { level: 1, name: title, exact: true }));

test("V4: a user is added with the keyboard alone, and can sign in", async () => {
    const keys = new Keyboard(admin);
    await admin.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await keys.open(admin.getByRole("link", { name: "Users", exact: true }));
    await arrived("Users");
    await keys.open(admin.getByRole("link", { name: "Add a user" }));
    await arrived("Add a user");
    await keys.tabTo(admin.getByRole("textbox", { name: "Name", exact: true }));
    await keys.type("Nora Lind");
    await keys.tabTo(admin.getByRole("textbox", { name: "Name for signing in" }));
    await keys.type("nora");
    await keys.press("Tab");
    await keys.type("a long enough password");
    await keys.tabTo(admin.getByRole("checkbox", { name: "Support" }));
    await keys.press("Space");
    await keys.open(admin.getByRole("button", { name: "Save" }));
    await arrived("Nora Lind");

    const nora = await open(`${program.origin}/desk`);
    await signIn(nora, "nora", "a long enough password");
    await nora.getByRole("button", { name: /^(Offline|Away)/ }).waitFor();
});

test("what is changed is reviewed before it is saved, and leaving asks", async () => {
    await go(admin, "Users");
    await admin.getByRole("link", { name: /Maya Ortiz/ }).click();
    await admin.getByRole("spinbutton", { name: "Chats at once" }).fill("2");
    await admin.getByRole("checkbox", { name: "Billing" }).click();
    await admin.getByText("2 unsaved changes").waitFor();

    await admin.getByRole("navigation").getByRole("link", { name: "Queues" }).click();
    await admin.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
    await admin.getByRole("button", { name: "Stay" }).click();
    await admin.goBack();
    const leaving = admin.getByRole("dialog", { name: "Leave without saving?" });
    await focusIn(leaving);
    await admin.keyboard.press("Escape");
    await leaving.waitFor({ state: "detached" });

    await admin.getByRole("button", { name: "Review" }).click();
    const review = admin.getByRole("dialog", { name: "What will be different" });
    await review.getByText("Sales, Support, Billing").waitFor();
    await review.getByRole("button", { name: "Save" }).click();
    await saved(admin);
    await go(admin, "Users");
    await admin.getByRole("row", { name: /Maya Ortiz.*Sales, Support.*2/ }).waitFor();
});

test("V4, V6: an open desk becomes that of an agent, and of none again, without reload", async () => {
    const tom = await open(`${program.origin}/desk`);
    await signIn(tom, "manager");
    await tom.getByRole("heading", { level: 2, name: "Queues" }).waitFor();
    await go(admin, "Users");
    await admin.getByRole("link", { name: /Tom Weber/ }).click();
    await admin.getByRole("checkbox", { name: /^Agent/ }).click();
    await admin
        .getByRole("region", { name: "Chats" })
        .getByRole("checkbox", { name: "Support" })
        .click();
    await save(admin);
    await tom.getByRole("button", { name: /^(Offline|Away)/ }).click();
    await tom.getByRole("menuitemradio", { name: /^Available/ }).click();
    await tom.getByRole("button", { name: /^Available/ }).waitFor();
    await admin.getByRole("checkbox", { name: /^Agent/ }).click();
    await save(admin);
    await tom.getByRole("button", { name: /^Available/ }).waitFor({ state: "detached" });
});

test("an agent who is made inactive is signed out of the open desk", async () => {
    const maya = await open(`${program.origin}/desk`);
    await signIn(maya, "agent1");
    await go(admin, "Users");
    await admin.getByRole("link", { name: /Maya Ortiz/ }).click();
    await admin.getByRole("switch", { name: "May sign in" }).click();
    await save(admin);
    await maya.getByRole("heading", { name: "Sign in to your desk" }).waitFor();
});

test("E40, W34: a status with reasons is in the menu of an open desk at once", async () => {
    const maya = await open(`${program.origin}/desk`);
    await signIn(maya, "agent1");
    await maya.getByRole("button", { name: /^(Offline|Away)/ }).waitFor();
    await go(admin, "Presence and reasons");
    await admin.getByRole("link", { name: "Add a status" }).click();
    await admin.getByRole("textbox", { name: "Name" }).fill("Paperwork");
    await admin.getByRole("combobox", { name: "Meaning" }).selectOption("not_ready");
    await admin.getByRole("button", { name: "Add a reason" }).click();
    await admin.getByRole("textbox", { name: "Reason 1" }).fill("Letters");
    await save(admin);
    await maya.getByRole("button", { name: /^(Offline|Away)/ }).click();
    await maya.getByRole("menuitemradio", { name: /Letters/ }).waitFor();
    // Its place in the menu.
    await go(admin, "Presence and reasons");
    await admin.getByRole("button", { name: "Move up: Paperwork" }).click();
    await expect
        .poll(() => admin.getByRole("rowheader").allInnerTexts())
        .toEqual(["Available", "Away", "Offline", "Paperwork", "Missed chat"]);
});

test("a queue is made, renamed and removed; its name is typed first", async () => {
    await go(admin, "Queues");
    await admin.getByRole("link", { name: "Add a queue" }).click();
    await admin.getByRole("textbox", { name: "Name" }).fill("Returns");
    await admin.getByRole("checkbox", { name: "Ravi Shah" }).click();
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.getByRole("heading", { level: 1, name: "Returns" }).waitFor();
    await admin.getByRole("textbox", { name: "Name" }).fill("Sales");
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.getByText("This name is taken.").waitFor();
    await admin.getByRole("textbox", { name: "Name" }).fill("Parcels");
    await save(admin);
    await admin.getByRole("button", { name: "Remove the queue" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Returns");
    await dialog.getByRole("textbox").press("Enter");
    await dialog.getByRole("textbox").fill("Parcels");
    await dialog.getByRole("textbox").press("Enter");
    await admin.getByRole("heading", { level: 1, name: "Queues" }).waitFor();
    await expect
        .poll(() => admin.getByRole("rowheader").allInnerTexts())
        .toEqual(["Billing", "Sales", "Support"]);
});

test("C12: a skill is given to an agent and needed by a queue", async () => {
    await go(admin, "Skills");
    await admin.getByRole("link", { name: "Add a skill" }).first().click();
    await admin.getByRole("textbox", { name: "Name" }).fill("French");
    await admin.getByRole("combobox", { name: "Maya Ortiz" }).selectOption("7");
    await admin.getByRole("combobox", { name: "Support" }).selectOption("5");
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.getByRole("heading", { level: 1, name: "French" }).waitFor();
    await admin.getByRole("combobox", { name: "Maya Ortiz" }).selectOption("3");
    await save(admin);
    await go(admin, "Skills");
    await admin.getByRole("row", { name: /French french 1 1/ }).waitFor();
});

test("the search finds pages and people by keyboard", async () => {
    await admin.getByRole("combobox", { name: "Search all settings" }).fill("lunch");
    await admin.getByRole("option", { name: /^Presence and reasons/, selected: true }).waitFor();
    await admin.keyboard.press("Enter");
    await admin.getByRole("heading", { level: 1, name: "Presence and reasons" }).waitFor();
    await admin.getByRole("combobox", { name: "Search all settings" }).fill("ra");
    await admin.getByRole("option", { name: /^Ravi Shah/, selected: true }).waitFor();
    await admin.keyboard.press("Enter");
    await admin.getByRole("heading", { level: 1, name: "Ravi Shah" }).waitFor();
});

test("a table is a file for spreadsheets, as it is shown", async () => {
    await go(admin, "Users");
    await admin.getByRole("combobox", { name: "Roles" }).selectOption("manager");
    const [file] = await Promise.all([
        admin.waitForEvent("download"),
        admin.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("users.csv");
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(
        "\ufeffName,Roles,Queues,Team,Chats at once,Access\r\nTom Weber,Manager,,,,Active\r\n",
    );
});

test("V7: who is no administrator is told so, and has the ways on", async () => {
    const maya = await open(`${program.origin}/admin`);
    await signIn(maya, "agent1");
    await maya.getByRole("heading", { name: "This is for administrators" }).waitFor();
    await maya.getByRole("button", { name: "Sign in as somebody else" }).click();
    await signIn(maya, "admin");
    await maya.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
});
