// What agents have formatted, as the customer sees it (check 19), and addresses in plain texts: shown as
// elements, with where a link leads (faults C01, C04).
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RichText } from "../../../web/sdk/src/generated.ts";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
    stage = await Stage.open({ reducedMotion: "reduce" });
});
afterEach(() => stage.close());

const p = (text: string) => ({ kind: "paragraph" as const, spans: [{ text }] });
const maya = { kind: "agent", id: "user_1", name: "Maya Ortiz" } as const;
const body: RichText = {
    blocks: [
        { kind: "paragraph", spans: [{ text: "Please " }, { text: "first", bold: true }] },
        {
            kind: "numbers",
            start: 3,
            items: [[p("pack"), { kind: "bullets", items: [[p("well")]] }]],
        },
        {
            kind: "table",
            rows: [
                [
                    { header: true, blocks: [p("Size")] },
                    { header: true, blocks: [p("Price")] },
                ],
                [{ blocks: [p("41")] }, { blocks: [p("79 €")] }],
            ],
        },
        { kind: "quote", blocks: [p("said")] },
        {
            kind: "paragraph",
            spans: [
                { text: "here", link: "https://example.com/returns" },
                { text: "no", link: "javascript:alert(1)" },
            ],
        },
    ],
};

test("check 19: the customer sees the structure that the agent has made", async () => {
    const panel = await stage.inChat();
    stage.server.say("Please first …", maya, body);
    const bubble = panel.locator(".bubble", { hasText: "Please first" });
    await bubble.locator("ol[start='3'] > li > ul > li", { hasText: "well" }).waitFor();
    expect(await bubble.locator("strong").allInnerTexts()).toEqual(["first"]);
    expect(await bubble.locator("tr").count()).toBe(2);
    expect(await bubble.locator("th").allInnerTexts()).toEqual(["Size", "Price"]);
    const links = await bubble
        .locator("a")
        .evaluateAll((all) =>
            all.map((one) => [one.getAttribute("href"), one.getAttribute("rel")]),
        );
    expect(links).toEqual([["https://example.com/returns", "noopener noreferrer nofollow ugc"]]);
    expect(await bubble.innerText()).toContain("here (example.com)no");
    // It leaves after 10 s.
    await panel.locator("[aria-live]", { hasText: "Maya Ortiz: Please first …" }).first().waitFor({
        state: "attached",
    });
    await expectAccessibleInBothThemes(stage.page, "", stage.frame());
});

test("C04: of an address with letters of another script the true host is shown", async () => {
    const panel = await stage.inChat();
    stage.server.say("https://аpple.com/login or https://example.com/a");
    const bubble = panel.locator(".bubble", { hasText: "login" });
    await bubble.locator("a").nth(1).waitFor();
    expect(await bubble.innerText()).toContain("login (xn--pple-43d.com) or");
    expect(await bubble.innerText()).not.toContain("(example.com)");
});
