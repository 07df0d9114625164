// Both languages say everything, and nothing is said that no source asks for.
import { readdirSync, readFileSync } from "node:fs";
import { test } from "vitest";
import { expectAllUsed, expectSameTexts } from "../../ui/test_catalogues.ts";
import de from "./locales/de.json";
import en from "./locales/en.json";

test("en and de have the same texts with the same values", () => expectSameTexts({ en, de }));

test("every text is used", () => {
    const folder = new URL(".", import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
        .map((name) => readFileSync(new URL(name, folder), "utf8"));
    // Ids that are put together from a value.
    const built = /^(attention|chats\.none|chats|agents|service)[._]\w+$/;
    const of_reports = /^reports\.(by|every|figure|kind|means|period|schedule|times)_\w+$/;
    expectAllUsed(en, sources, [built, of_reports]);
});
