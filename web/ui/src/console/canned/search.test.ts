import type { Canned } from "@parley/sdk";
import { expect, test } from "vitest";
import {
    codeFrom,
    folderFrom,
    folderText,
    inLanguage,
    languageOf,
    matching,
    slashAt,
} from "./search.ts";

function answer(code: string, more: Partial<Canned> = {}): Canned {
    return {
        id: `canned_${code}`,
        scope: "all",
        folder: [],
        code,
        title: code,
        text: "",
        language: "any",
        version: 1,
        updated_at: "2026-11-21T08:30:00.000Z",
        uses: 0,
        ...more,
    };
}
const codes = (all: readonly Canned[]) => all.map((one) => one.code);

test("/ at the beginning of a line or after a space, and what is typed behind it", () => {
    expect(slashAt("/", 1)).toEqual({ from: 0, like: "" });
    expect(slashAt("/re", 3)).toEqual({ from: 0, like: "re" });
    expect(slashAt("Hello /re", 9)).toEqual({ from: 6, like: "re" });
    expect(slashAt("Hello\n/re more", 9)).toEqual({ from: 6, like: "re" });
    for (const text of ["and/or", "https://x", "/re ", "1/2", "no", ""]) {
        expect(slashAt(text, text.length)).toBeUndefined();
    }
});

test("code before title before text before scattered letters", () => {
    const all = [
        answer("bye", { text: "we return your money" }),
        answer("delivery-note", { title: "Where is it" }),
        answer("pre-order", { title: "Before it is there" }),
        answer("refund"),
        answer("ship", { title: "Free returns" }),
    ];
    expect(codes(matching(all, "re"))).toEqual([
        "ship",
        "refund",
        "pre-order",
        "delivery-note",
        "bye",
    ]);
    expect(codes(matching(all, "refund"))).toEqual(["refund"]);
    expect(codes(matching(all, "dnt"))).toEqual(["delivery-note"]);
});

test("among alike ones what the person uses most comes first; without a word, of all", () => {
    const all = [answer("return", { uses: 1 }), answer("refund", { uses: 7 }), answer("hello")];
    expect(codes(matching(all, "re"))).toEqual(["refund", "return"]);
    expect(codes(matching(all, ""))).toEqual(["refund", "return", "hello"]);
});

test("accents and capitals make no difference, and every word has to fit", () => {
    const all = [
        answer("gruss", { title: "Begrüßung am Morgen" }),
        answer("x", { title: "Morgen" }),
    ];
    expect(codes(matching(all, "BEGRUSS"))).toEqual(["gruss"]);
    expect(codes(matching(all, "begru morgen"))).toEqual(["gruss"]);
});

test("fF13: what looks like a pattern is text, and a long one takes no time", () => {
    const all = [answer("a", { text: "a".repeat(5_000), title: "(a+)+$" })];
    expect(codes(matching(all, "(a+)+$"))).toEqual(["a"]);
    const began = performance.now();
    matching(
        Array.from({ length: 1_000 }, (_, i) => answer(`c${i}`, { text: "a".repeat(5_000) })),
        `${"a".repeat(39)}!`,
    );
    expect(performance.now() - began).toBeLessThan(500);
});

test("of several languages that of the conversation, or the one for all, or any", () => {
    const all = [
        answer("hello", { id: "1", language: "de", uses: 2 }),
        answer("hello", { id: "2", language: "en", uses: 3 }),
        answer("bye", { id: "3", language: "any" }),
        answer("bye", { id: "4", language: "de" }),
        answer("only", { id: "5", language: "en" }),
        answer("hello", { id: "6", scope: "personal", language: "en" }),
    ];
    const ids = (language: "de" | "en") => inLanguage(all, language).map((one) => one.id);
    expect(ids("de")).toEqual(["1", "4", "5", "6"]);
    expect(ids("en")).toEqual(["2", "3", "5", "6"]);
    expect(inLanguage(all, "de")[0]?.uses).toBe(5);
});

test("the language in which a customer writes; otherwise the one that is given", () => {
    expect(languageOf(["Hallo, wo ist mein Paket?"], "en")).toBe("de");
    expect(languageOf(["Where is my parcel?", "Hello?"], "de")).toBe("en");
    expect(languageOf(["4711"], "de")).toBe("de");
    expect(languageOf([], "en")).toBe("en");
});

test("folders and codes as people type them", () => {
    expect(folderFrom(" Orders / / Refunds ")).toEqual(["Orders", "Refunds"]);
    expect(folderText(["Orders", "Refunds"])).toBe("Orders / Refunds");
    expect(codeFrom("Größe: wählen Sie bitte hier!")).toBe("groesse-waehlen-sie");
});
