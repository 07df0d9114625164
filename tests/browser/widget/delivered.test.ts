// How far the customer's messages have come, and what the panel tells of the agent's that come while
// it is closed or nobody looks at it.
import type { Locator } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 8_000 });
const ticks = (of: Locator) => of.locator(".icon path").getAttribute("d");
const told = () => stage.server.called("chat.mark_delivered").map(({ seq }) => seq);
/** What is told of messages is there, not only the messages. */
const following = () =>
    stage.panel().locator('[aria-label="Turn sound off"]').waitFor({ state: "attached" });

/** In a chat whose messages both have read. */
async function inChat(): Promise<void> {
    stage = await Stage.open();
    await stage.inChat();
    await following();
}

async function closePanel(): Promise<void> {
    await stage.launcher().click();
    await stage.page.locator("iframe").waitFor({ state: "hidden" });
}

test("one tick, two, and two with the word Seen on the last one that is", async () => {
    await inChat();
    await stage.send("Hello Maya");
    const meta = stage.panel().locator(".group.own .meta").last();
    await meta.getByText("Sent", { exact: true }).waitFor({ state: "attached" });
    const one = await ticks(meta);
    stage.server.arrive();
    const word = meta.getByText("Delivered", { exact: true });
    await word.waitFor({ state: "attached" });
    const two = await ticks(meta);
    expect(two).not.toBe(one);
    expect((await word.boundingBox())?.width).toBeLessThanOrEqual(1);
    await expectAccessibleInBothThemes(stage.page, "delivered", stage.frame());
    stage.server.see();
    const seen = meta.getByText("Seen", { exact: true });
    await seen.waitFor();
    expect(await ticks(meta)).toBe(two);
    expect((await seen.boundingBox())?.width).toBeGreaterThan(10);
    // It stays so over a reload.
    await stage.page.reload();
    await stage.panel().locator(".meta", { hasText: "Seen" }).last().waitFor();
});

test("what comes to the closed panel is told, also by a guest; what the customer says is not", async () => {
    await inChat();
    await closePanel();
    const { seq } = stage.server.say("Are you still there?");
    await eventually(told).toEqual([seq]);
    const next = stage.server.say("I am here, too", { kind: "agent", id: "a2", name: "Ravi" });
    await eventually(told).toEqual([seq, next.seq]);
    await stage.launcher().click();
    await eventually(() => stage.server.called("chat.mark_read").at(-1)?.seq).toBe(next.seq);
    await stage.send("Yes");
    await stage.panel().locator(".bubble.sent", { hasText: "Yes" }).waitFor();
    expect(told()).toEqual([seq, next.seq]);
});

test("what came while the page was away is told once it is back", async () => {
    await inChat();
    await closePanel();
    await stage.page.goto("about:blank");
    stage.server.say("Your parcel has come");
    const { seq } = stage.server.say("Good bye");
    await stage.page.goto(stage.site.origin);
    await eventually(told).toEqual([seq]);
});

test("what a lost connection has swallowed is said again with the next one", async () => {
    await inChat();
    await closePanel();
    stage.server.silent.add("chat.mark_delivered");
    const { seq } = stage.server.say("Where are you?");
    await eventually(told).toEqual([seq]);
    stage.server.silent.clear();
    stage.server.cut();
    await eventually(told).toEqual([seq, seq]);
});

test("the next chat tells of its own messages", async () => {
    await inChat();
    stage.server.end();
    await stage.panel().getByRole("button", { name: "Start a new chat" }).click();
    await stage.panel().getByLabel("Your question").fill("And now?");
    await stage.panel().getByRole("button", { name: "Start chat" }).click();
    // That of the chat before may still be there to be heard.
    await stage.panel().locator(".waiting", { hasText: "Position 3 in line" }).waitFor();
    stage.server.accept();
    await stage.panel().getByRole("heading", { name: "Maya Ortiz" }).waitFor();
    await closePanel();
    const { seq, chat } = stage.server.say("Hello again");
    await eventually(() => stage.server.called("chat.mark_delivered").at(-1)).toEqual({
        chat,
        seq,
    });
});
