// The real program and real browsers: after the chat the customer says how it was, and the agent
// sees it (C10).
import { afterEach, beforeEach, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { Keyboard } from "../keyboard.ts";
import { talk } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
beforeEach(async () => {
    program = await Program.start();
});
afterEach(() => program?.stop());

test("check 12: rated by keys alone, seen at the desk", async () => {
    const { maya, dana } = await talk(program.origin);
    await maya.send("Good day, and goodbye.");
    await maya.page.keyboard.press("Alt+KeyE");
    await focusOn(maya.page.getByRole("dialog").getByRole("button", { name: "End & wrap up" }));
    await maya.page.keyboard.press("Enter");

    const keys = new Keyboard(dana.page);
    const best = dana.panel.getByRole("radio", { name: "5, Very good" });
    await keys.tabTo(best, "Shift+Tab");
    await dana.page.keyboard.press("Space");
    await keys.tabTo(dana.panel.getByLabel("What should we know? (optional)"));
    await dana.page.keyboard.type("kind to me");
    await dana.look("rating-widget");
    await keys.open(dana.panel.getByRole("button", { name: "Send rating" }));
    await dana.panel.getByText("Thank you for your rating. Very good: 5/5").waitFor();

    const side = maya.page.getByRole("complementary", { name: "Customer details" });
    await side.getByText("5 of 5").waitFor();
    await side.getByText("kind to me").waitFor();
    await maya.look("rating-desk");
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});
