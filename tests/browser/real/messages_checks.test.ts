// Checks 5 and 6 on the real program with three browsers: the own message at once, when it counts as
// seen, and who is shown as typing. A manager reads along and is seen in none of it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { look } from "../attention.ts";
import { Agent, Customer } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
let maya: Agent;
let dana: Customer;
let tom: Agent;
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "off" });
    maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    dana = await Customer.open(program.origin);
    await dana.openPanel();
    await dana.ask("Dana Whitfield", "dana@example.org", "Where is my parcel?");
    await maya.accept("Dana Whitfield");
    tom = await Agent.open(program.origin);
    await tom.signIn("manager");
    await tom.page.getByRole("link", { name: "People" }).click();
    await tom.page.getByRole("button", { name: "Watch the chat with Dana Whitfield" }).click();
});
afterAll(async () => {
    // Before it ends: pages that are open try to come back to it.
    const complaints = [...maya.complaints, ...dana.complaints, ...tom.complaints];
    await program?.stop();
    expect(complaints).toEqual([]);
});

/** From the key to the message in the writer's own thread, in ms by the page's clock. */
async function enter(text: string): Promise<number> {
    await dana.field.fill(text);
    const shown = dana.timeline.evaluate(
        (timeline, text) =>
            new Promise<number>((done) => {
                let pressed_at = 0;
                const note = (event: KeyboardEvent) => {
                    if (event.key === "Enter") pressed_at = event.timeStamp;
                };
                addEventListener("keydown", note, { capture: true, once: true });
                new MutationObserver((_, observer) => {
                    const bubbles = [...timeline.querySelectorAll(".bubble")];
                    if (!bubbles.some((one) => one.textContent?.endsWith(text))) return;
                    observer.disconnect();
                    done(performance.now() - pressed_at);
                }).observe(timeline, { subtree: true, childList: true, characterData: true });
                timeline.setAttribute("data-watched", text);
            }),
        text,
    );
    await dana.panel.locator(`.timeline[data-watched="${text}"]`).waitFor();
    await dana.field.press("Enter");
    return shown;
}

const meta = () => dana.timeline.locator(".group.own .meta").last();

test("check 5: the own message within 50 ms, delivered, and seen only once the agent looks", async () => {
    await dana.seesLastSeen();
    await look(maya.page, { focused: false });
    const took: number[] = [];
    for (const text of ["It was sent on Monday", "Number 4471", "Are you there?"])
        took.push(await enter(text));
    expect(took.toSorted((a, b) => a - b)[1]).toBeLessThan(50);
    await meta().filter({ hasText: "Delivered" }).waitFor();
    const at_manager = tom.page.getByRole("dialog", { name: "Supervision" });
    for (const one of [maya.timeline, at_manager])
        await one.locator(".bubble", { hasText: "Are you there?" }).waitFor();
    // Longer than a look takes: not the agent, who does not look, nor the manager, who does.
    await maya.page.waitForTimeout(900);
    expect(await meta().innerText()).not.toContain("Seen");
    await look(maya.page, { hidden: true });
    await maya.page.waitForTimeout(900);
    expect(await meta().innerText()).not.toContain("Seen");
    await look(maya.page, { focused: true });
    await dana.seesLastSeen();
});

test("check 6: who types is shown within 1 s, and not 7 s after the last key", async () => {
    const typing = maya.page.getByText("Dana Whitfield is typing…").first();
    await dana.field.pressSequentially("I wonder");
    const typed_at = Date.now();
    await typing.waitFor({ timeout: 1_000 });
    await typing.waitFor({ state: "detached", timeout: 7_000 });
    expect(Date.now() - typed_at).toBeGreaterThan(1_000);

    await dana.field.pressSequentially(" whether");
    await typing.waitFor({ timeout: 1_000 });
    await dana.field.press("Enter");
    await maya.timeline.locator(".bubble", { hasText: "I wonder whether" }).waitFor();
    expect(await typing.count()).toBe(0);
});
