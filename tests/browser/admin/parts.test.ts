// Partitions with their queues and customers, and teams with their agents, in a real browser on the
// real program.
import { expect, test } from "vitest";
import type { ChatResult, OpenStatus, VisitorStarted } from "../../../web/sdk/src/generated.ts";
import { focusIn, focusOn } from "../focus.ts";
import { Keyboard } from "../keyboard.ts";
import { admin, go, program, save, useProgram } from "./administrator.ts";

useProgram();

const button = (name: string | RegExp) => admin.getByRole("button", { name, exact: true });
const link = (name: string | RegExp) => admin.getByRole("link", { name, exact: true });
const choice = (name: string) => admin.getByRole("combobox", { name, exact: true });
const heading = (name: string) => admin.getByRole("heading", { level: 1, name, exact: true });
const name = () => admin.getByRole("textbox", { name: "Name", exact: true });
const cap = () => admin.getByRole("spinbutton", { name: "Chats at once" });

/** The last section of a page about one thing. */
async function remove(action: string, typed: string): Promise<void> {
    await button(action).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("textbox").fill(typed);
    await dialog.getByRole("button", { name: action }).click();
}

test("W46: a team is made with the keyboard alone, and its agents work as it says", async () => {
    const keys = new Keyboard(admin);
    await keys.open(link("Teams"));
    await focusOn(heading("Teams"));
    await keys.open(link("Add a team").first());
    await focusOn(heading("Add a team"));
    await keys.tabTo(name());
    await keys.type("Night");
    await keys.tabTo(admin.getByRole("checkbox", { name: "Maya Ortiz" }));
    await keys.press("Space");
    await keys.open(button("Save"));
    await focusOn(heading("Night"));

    await go(admin, "Way of working");
    await choice("Settings for").selectOption({ label: "Team Night" });
    await expect.poll(() => admin.url()).toContain("/working/team/team_");
    await cap().fill("7");
    expect(await admin.getByRole("switch", { name: "Somebody has to be there" }).count()).toBe(0);
    await save(admin);
    await go(admin, "Users");
    await admin.getByRole("row", { name: /Maya Ortiz.*Night 7 Active/ }).waitFor();
    await admin.getByRole("row", { name: /Ravi Shah.* 5 Active/ }).waitFor();

    // From the side of a person, who leaves the other team.
    await go(admin, "Teams");
    await link("Add a team").click();
    await name().fill("Night");
    await button("Save").click();
    await admin.getByText("This name is taken.").waitFor();
    await name().fill("Day");
    await admin.getByText("Now in Night").waitFor();
    await button("Save").click();
    await heading("Day").waitFor();
    await go(admin, "Users");
    await link(/Maya Ortiz/).click();
    await choice("Team").selectOption("Day");
    await save(admin);
    await go(admin, "Users");
    await choice("Team").selectOption("Day");
    await admin.getByRole("row", { name: /Maya Ortiz.*Day 5 Active/ }).waitFor();
    await admin.getByRole("row", { name: /Ravi Shah/ }).waitFor({ state: "detached" });
    await go(admin, "Teams");
    await admin.getByRole("row", { name: "Day 1 Maya Ortiz" }).waitFor();
    await admin.getByRole("row", { name: "Night 0" }).waitFor();

    await go(admin, "History");
    await admin
        .getByText(/Team|Night/)
        .first()
        .waitFor();
    await go(admin, "Teams");
    await link("Day").click();
    await remove("Remove the team", "Day");
    await heading("Teams").waitFor();
    await admin.getByRole("row", { name: /^Day/ }).waitFor({ state: "detached" });
});

test("a partition has its own queues, customers and way of working", async () => {
    await go(admin, "Partitions");
    await admin.getByRole("row", { name: /^main Sales, Support, Billing Also those/ }).waitFor();
    await link("Add a partition").click();
    await name().fill("Shop");
    await button("Save").click();
    await heading("Shop").waitFor();
    await admin.getByText("No queue is in it, so").waitFor();
    await admin.getByText('data-partition="Shop"').waitFor();

    await go(admin, "Queues");
    await link("Billing").click();
    await choice("Partition").selectOption("Shop");
    await save(admin);
    await go(admin, "Queues");
    await choice("Partition").selectOption("Shop");
    await admin.getByRole("row", { name: /Sales/ }).waitFor({ state: "detached" });
    await link("Add a queue").click();
    await name().fill("Returns");
    await choice("Partition").selectOption("Shop");
    await button("Save").click();
    await heading("Returns").waitFor();
    await go(admin, "Partitions");
    await admin.getByRole("row", { name: /^Shop Billing, Returns Those/ }).waitFor();

    // What customers see of it.
    const shown = async (partition?: string) => {
        const { queues } = await program.call<OpenStatus>("visitor.status", { partition });
        return queues.map((one) => one.name);
    };
    expect(await shown()).toEqual(["Sales", "Support"]);
    expect(await shown("Shop")).toEqual(["Billing", "Returns"]);
    const { token } = await program.call<VisitorStarted>("visitor.start", { partition: "Shop" });
    const { chat } = await program.call<ChatResult>("chat.start", { text: "Hello" }, token);
    expect(chat.queue_name).toBe("Billing");

    await go(admin, "Way of working");
    const target = admin.getByRole("spinbutton", { name: "Reply target" });
    await choice("Settings for").selectOption({ label: "Partition Shop" });
    await expect.poll(() => admin.url()).toContain("/working/partition/part_");
    await target.fill("77");
    await save(admin);
    await choice("Settings for").selectOption({ label: "Queue Returns" });
    await expect.poll(() => target.inputValue()).toBe("77");
    await admin.getByText("From the partition").waitFor();
    await choice("Settings for").selectOption({ label: "Queue Sales" });
    await expect.poll(() => target.inputValue()).toBe("120");
});

test("a partition is removed once no queue is in it, with the keyboard alone", async () => {
    await go(admin, "Partitions");
    await link("main").click();
    await remove("Remove the partition", "main");
    await admin.getByText("There has to be at least one partition.").waitFor();
    await admin.keyboard.press("Escape");
    await go(admin, "Partitions");
    await link("Add a partition").click();
    await name().fill("Shop");
    await button("Save").click();
    await heading("Shop").waitFor();
    await name().fill("Store");
    await save(admin);
    await go(admin, "Partitions");
    await link("main").click();
    await remove("Remove the partition", "main");
    await admin.getByText(/A queue is still in it/).waitFor();
    await admin.keyboard.press("Escape");

    await go(admin, "Partitions");
    const keys = new Keyboard(admin);
    await keys.open(link("Store"));
    await focusOn(heading("Store"));
    await keys.open(button("Remove the partition"));
    await focusIn(admin.getByRole("dialog"));
    await keys.tabTo(admin.getByRole("dialog").getByRole("textbox"));
    await keys.type("Store");
    await keys.open(
        admin.getByRole("dialog").getByRole("button", { name: "Remove the partition" }),
    );
    await heading("Partitions").waitFor();
    await link("Store").waitFor({ state: "detached" });
});
