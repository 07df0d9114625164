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
    const built =
        /^(role_hint|right|kind|kind_hint|during|status_note|switch|switch_hint|value|status_value|group_of|group_hint|preset|preset_text|status_change|from|purpose|purpose_hint|subject|about|test|condition|simulator|audit_event|audit_word|redaction_check|redaction_kind|redaction_tried|article_reason|article_state)\./;
    expectAllUsed(en, sources, [built]);
});
