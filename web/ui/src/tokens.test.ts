// Every pair of colours that carries text or a mark, in both themes, from the file that the pages
// load.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { accentColors, contrast, parseHex } from "./accent.ts";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, head, body]) => ({
    head: head!,
    tokens: Object.fromEntries(
        [...body!.matchAll(/--c-([\w-]+): (#[\da-f]{6})/g)].map((one) => [one[1]!, one[2]!]),
    ),
}));
const light = blocks[0]!.tokens;
const system_dark = blocks[1]!.tokens;
const dark = blocks[2]!.tokens;

const states = ["available", "busy", "away", "wrapup", "rona", "offline", "info"];
const text_pairs = [
    ...["canvas", "surface", "surface-2", "surface-3", "overlay", "bubble-in", "bubble-out"].map(
        (ground) => ["text", ground],
    ),
    ["text", "note"],
    ["text", "whisper"],
    ...["canvas", "surface", "surface-2"].map((ground) => ["text-2", ground]),
    ...["canvas", "surface", "surface-2", "bubble-out"].map((ground) => ["text-3", ground]),
    ["on-accent", "accent"],
    ["on-accent", "accent-hover"],
    ["accent-text", "surface"],
    ["accent-text", "accent-soft"],
    ...states.flatMap((state) => [
        [`${state}-text`, `${state}-soft`],
        [`${state}-text`, "surface"],
        [`${state}-text`, "canvas"],
    ]),
];
const mark_pairs = [
    ["line-strong", "surface"],
    ["focus", "surface"],
    ["focus", "canvas"],
    ...states.map((state) => [state, "surface"]),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`chart-${n}`, "surface"]),
];

describe.each([
    ["light", light],
    ["dark", dark],
])("%s", (_, tokens) => {
    const ratio = (one: string, other: string) =>
        contrast(parseHex(tokens[one]!)!, parseHex(tokens[other]!)!);
    test.each(text_pairs)("%s on %s reads (4.5:1)", (one, other) => {
        expect(ratio(one!, other!)).toBeGreaterThanOrEqual(4.5);
    });
    test.each(mark_pairs)("%s on %s shows (3:1)", (one, other) => {
        expect(ratio(one!, other!)).toBeGreaterThanOrEqual(3);
    });
});

test("dark by system and dark by choice are the same", () => {
    expect(Object.keys(dark).length).toBeGreaterThan(50);
    expect(system_dark).toEqual(dark);
});

test.each([
    "#757575",
    "#767676",
    "#777777",
    "#2255d5",
    "#ffd400",
    "#ff7a00",
    "#00a86b",
    "#000000",
    "#ffffff",
    "#e91e63",
])("accent %s is made readable", (given) => {
    const [accent, on, hover] = accentColors(given)!;
    const ground = parseHex(accent)!;
    const text = parseHex(on === "#fff" ? "#ffffff" : "#000000")!;
    expect(contrast(ground, text)).toBeGreaterThanOrEqual(4.5);
    // The mix goes away from the text, so it only gains.
    expect(hover).toBe(`color-mix(in srgb,${given} 85%,${on === "#fff" ? "#000" : "#fff"})`);
});

test("what is no colour is no accent", () => {
    expect(accentColors("red;}")).toBeUndefined();
});
