// Every text that the widget shows exists in both languages.
import { readdirSync, readFileSync } from "node:fs";
import shared from "@parley/ui/locales/en.json";
import { expect, test } from "vitest";
import { expectAllUsed, expectSameTexts } from "../../ui/test_catalogues.ts";
import { texts as launcher } from "./loader/texts.ts";
import { texts as de } from "./locales/de.ts";
import own from "./locales/en.json";
import { texts as en } from "./locales/en.ts";
import { texts as bot, lines } from "./panel/bot_texts.ts";
import { texts as files, reasons, rules } from "./panel/file_texts.ts";
import { texts as leave } from "./panel/leave_texts.ts";

test("German and English say the same", () => {
    expectSameTexts({ en, de });
    expectSameTexts(launcher);
    expectSameTexts(leave);
    expectSameTexts(bot);
    expectSameTexts(lines);
    expectSameTexts(files);
    expectSameTexts(rules);
    expectSameTexts(reasons);
});

test("the panel does not take a shared text's name", () => {
    expect(Object.keys(own).filter((id) => id in shared)).toEqual([]);
});

test("no text is dead", () => {
    const folder = new URL("./panel/", import.meta.url);
    const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    // The names of the connection and of some ends are their texts; codes of problems are parts of names.
    expectAllUsed(own, sources, [/^reason\./]);
});
