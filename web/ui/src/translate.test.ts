import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectAllUsed, expectSameTexts } from "../test_catalogues.ts";
import de from "./locales/de.json";
import en from "./locales/en.json";
import { chooseLanguage, translator } from "./translate.ts";

test("German and English say the same", () => expectSameTexts({ en, de }));

test("no text is dead", () => {
    const folder = new URL(".", import.meta.url);
    const sources = readdirSync(folder)
        .filter((name) => /(?<!test)\.tsx?$/.test(name))
        .map((name) => readFileSync(new URL(name, folder), "utf8"));
    // announcer texts are given by the face; system lines are named by their event's type
    expectAllUsed(en, sources, [/^system\./, /^says$/, /^new_messages$/]);
});

test("fills in values and counts", () => {
    const t = translator("en", {
        hi: "Hi {name}, {name}!",
        n: "{count, plural, one {# chat} other {# chats}} from {name}",
    });
    expect(t("hi", { name: "Dana" })).toBe("Hi Dana, Dana!");
    expect(t("hi", { name: "\u202eDa\u2066na" })).toBe("Hi Dana, Dana!");
    expect(t("n", { count: 1, name: "Dana" })).toBe("1 chat from Dana");
    expect(t("n", { count: 1200, name: "Dana" })).toBe("1,200 chats from Dana");
    expect(translator("de", de)("new_messages", { count: 1, name: "Maya" })).toBe(
        "1 neue Nachricht von Maya",
    );
});

test("the first language we speak wins", () => {
    expect(chooseLanguage([undefined, "fr-FR", "de-AT", "en"])).toBe("de");
    expect(chooseLanguage(["fr", null])).toBe("en");
});
