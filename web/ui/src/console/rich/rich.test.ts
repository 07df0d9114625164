// Places of the text and of the document, and the tree there and back.
import type { Block, RichText } from "@parley/sdk";
import { expect, test } from "vitest";
import { realPlace, safeAddress } from "../../address.ts";
import { blocksOfText, joined } from "./kept.ts";
import { changeTo, layoutOf, pieceOf, placeOf, posOf } from "./layout.ts";
import { docOf, isPlain, pointsOf, treeOf } from "./tree.ts";

const p = (text: string): Block => ({ kind: "paragraph", spans: text ? [{ text }] : [] });
const tree: RichText = {
    blocks: [
        { kind: "paragraph", spans: [{ text: "a\nb" }, { text: "c", bold: true, link: "tel:1" }] },
        {
            kind: "numbers",
            start: 9,
            items: [[p("nine"), { kind: "bullets", items: [[p("x")], []] }], [p("ten")]],
        },
        {
            kind: "table",
            rows: [
                [{ header: true, blocks: [p("h")] }, { blocks: [] }],
                [{ blocks: [p("1"), p("2")] }, { blocks: [p("3")] }],
            ],
        },
        { kind: "quote", blocks: [p("q"), p("r")] },
        { kind: "code", text: "if\n  b" },
    ],
};
const text = "a\nbc\n9. nine\n   • x\n   • \n10. ten\nh\t\n1 2\t3\n> q\n> r\nif\n  b";

test("a tree becomes a document and the same tree again", () => {
    expect(treeOf(docOf(tree))).toEqual(tree);
    expect(isPlain(tree)).toBe(false);
    expect(isPlain({ blocks: blocksOfText("a\n\nb") })).toBe(true);
    expect(pointsOf(tree.blocks)).toBe([..."a\nbcninextenh123qrif\n  b"].length);
});

test("each place of the text is a place of the document, and back", () => {
    const layout = layoutOf(docOf(tree));
    expect(layout.text).toBe(text);
    for (const piece of layout.pieces) {
        for (let i = 0; i <= piece.length; i++) {
            expect(posOf(layout, piece.at + i)).toBe(piece.pos + i);
            expect(placeOf(layout, piece.pos + i)).toBe(piece.at + i);
        }
    }
    // A mark that nobody has written is the text behind it.
    expect(posOf(layout, text.indexOf("9."))).toBe(posOf(layout, text.indexOf("nine")));
});

test("as little as possible is changed", () => {
    expect(changeTo("abc", "abc")).toEqual({ from: 3, to: 3, put: "" });
    expect(changeTo("aa", "aaa")).toEqual({ from: 2, to: 2, put: "a" });
    expect(changeTo("one two", "one 2 two")).toEqual({ from: 4, to: 4, put: "2 " });
    expect(changeTo("", "x")).toEqual({ from: 0, to: 0, put: "x" });
    const layout = layoutOf(docOf(tree));
    expect(pieceOf(layout, text.indexOf("ten"), text.indexOf("ten") + 3)?.length).toBe(3);
    expect(pieceOf(layout, 0, text.length)).toBeUndefined();
});

test("what is given back is one body only where one of them has looks", () => {
    expect(joined([{ text: "a" }, { text: "b" }])).toBeUndefined();
    expect(joined([{ text: "a\nb" }, { text: "x", body: { blocks: [p("x")] } }])).toEqual({
        blocks: [p("a"), p("b"), p("x")],
    });
});

test.each([
    ["javascript:alert(1)"],
    ["JaVa\tScript:alert(1)"],
    ["data:text/html,x"],
    ["vbscript:x"],
    ["//example.com"],
    ["https://kim@example.com"],
    ["blob:https://example.com/x"],
    [""],
])("%j is no address to follow", (address) => expect(safeAddress(address)).toBeUndefined());

test.each([
    ["https://example.com/a", "https://example.com/a", ""],
    ["Example.com", "https://example.com/", ""],
    ["help", "https://example.com/", "example.com"],
    ["https://bank.com", "https://evil.com/", "evil.com"],
    ["https://аpple.com", "https://xn--pple-43d.com/", "xn--pple-43d.com"],
    ["write to us", "mailto:a@b.c", "a@b.c"],
    ["a@b.c", "mailto:a@b.c", ""],
])("%j to %j shows %j", (said, href, place) => expect(realPlace(said, href)).toBe(place));
