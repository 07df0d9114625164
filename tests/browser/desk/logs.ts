// A chat of Maya's that has ended, with a draft of hers and what a colleague has saved before her.
import type { Page } from "playwright-core";
import { ben } from "./colleagues.ts";
import { ago, type FakeServer, withCodes } from "./fake_server.ts";

export function withLogs(server: FakeServer): void {
    withCodes(server);
    server.addChat({
        id: "chat_old",
        name: "Li Wei",
        texts: ["<Is the lamp back in stock?", ">It is."],
        state: "closed",
        waits_s: 900,
    });
    server.logs.set("chat_old", [
        {
            agent: ben,
            codes: ["topics_0", "topics_gone"],
            note: "Looked it up.\nIt comes on Monday.",
            state: "saved",
            saved_at: ago(880),
            edited_at: ago(60),
        },
    ]);
    server.codes.set("chat_old", ["topics_0"]);
    server.keepLog("chat_old", "draft", "Ask Ben");
}

/** Beside the conversation or, where that has no room, in a drawer. */
export async function openDetails(page: Page): Promise<void> {
    await page.locator(".bubble").first().waitFor();
    const button = page.getByRole("button", { name: "Customer details" });
    if (await button.count()) await button.click();
}
