// After the chat: how it was (C10), against a scripted server.
import { afterEach, describe, expect, test } from "vitest";
import { Keyboard } from "../keyboard.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 8_000 });

async function ended(options?: Parameters<typeof Stage.open>[0]) {
    stage = await Stage.open(options);
    const panel = await stage.inChat();
    stage.server.asks_rating = true;
    stage.server.end();
    return panel;
}

describe("how it was", () => {
    test("C10: is said by keys alone, with a comment, and thanked for", async () => {
        const panel = await ended();
        // The form comes before the button that has the focus; from below one comes to the last.
        const keys = new Keyboard(stage.page);
        await keys.tabTo(panel.getByRole("radio", { name: "5, Very good" }), "Shift+Tab");
        await stage.page.keyboard.press("Space");
        await stage.page.keyboard.press("ArrowLeft");
        await expect
            .poll(() => panel.getByRole("radio", { name: "4, Good" }).isChecked())
            .toBe(true);
        await keys.tabTo(panel.getByLabel("What should we know? (optional)"));
        await stage.page.keyboard.type("quick and kind");
        await keys.tabTo(panel.getByRole("button", { name: "Send rating" }));
        await stage.page.keyboard.press("Enter");
        await panel.getByText("Thank you for your rating. Good: 4/5").waitFor();
        expect(stage.server.called("chat.rate")).toEqual([
            { chat: stage.server.chat!.id, score: 4, comment: "quick and kind" },
        ]);
        expect(await panel.getByRole("radio").count()).toBe(0);
    });

    test("C10: what failed keeps what was written, and can be sent again", async () => {
        const panel = await ended();
        await panel.getByRole("radio", { name: "2, Bad" }).check();
        await panel.getByLabel("What should we know? (optional)").fill("it took long");
        stage.server.refuse.set("chat.rate", { status: 503, code: "unavailable" });
        await panel.getByRole("button", { name: "Send rating" }).click();
        await panel.getByText("Not sent. Please try again.").waitFor();
        stage.server.refuse.clear();
        await panel.getByRole("button", { name: "Send rating" }).click();
        await panel.getByText("Thank you for your rating. Bad: 2/5").waitFor();
        await eventually(() => stage.server.called("chat.rate").at(-1)?.comment).toBe(
            "it took long",
        );
    });

    test("C10: is asked only where the server says so", async () => {
        stage = await Stage.open();
        const panel = await stage.inChat();
        stage.server.end();
        await panel.getByRole("button", { name: "Start a new chat" }).waitFor();
        expect(await panel.getByText("How was this chat?").count()).toBe(0);
    });
});
