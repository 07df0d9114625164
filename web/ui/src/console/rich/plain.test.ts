// What is said without looks: line by line as the field counts it, addresses where nobody knows them.
import type { Block } from "@parley/sdk";
import { expect, test } from "vitest";
import { layoutOf } from "./layout.ts";
import { plainText } from "./plain.ts";
import { docOf } from "./tree.ts";

const p = (text: string): Block => ({ kind: "paragraph", spans: [{ text }] });

test("blocks in blocks read as they do in the field", () => {
    const blocks: Block[] = [
        p("First"),
        {
            kind: "numbers",
            start: 9,
            items: [
                [p("nine"), { kind: "bullets", items: [[p("deep")], [p("deeper")]] }],
                [p("ten"), { kind: "quote", blocks: [p("said"), p("so")] }],
            ],
        },
        { kind: "quote", blocks: [p("one"), { kind: "bullets", items: [[p("two")]] }] },
        { kind: "code", text: "a\n  b" },
        {
            kind: "table",
            rows: [[{ header: true, blocks: [p("a"), p("b")] }, { blocks: [p("c")] }]],
        },
        { kind: "paragraph", spans: [] },
        p("Last"),
    ];
    expect(plainText(blocks)).toBe(layoutOf(docOf({ blocks })).text);
    expect(plainText(blocks)).toContain("9. nine\n   • deep\n   • deeper\n10. ten");
});

test("an address stands behind a text that does not say it, once", () => {
    const link = "https://shop.example.com/label/";
    const spans = [
        { text: "Print the " },
        { text: "small ", link },
        { text: "label", link, bold: true },
        { text: " or see " },
        { text: "shop.example.com/label", link },
        { text: ", or " },
        { text: "write", link: "mailto:help@example.com" },
    ];
    expect(plainText([{ kind: "paragraph", spans }])).toBe(
        `Print the small label (${link}) or see shop.example.com/label, or write (mailto:help@example.com)`,
    );
});
