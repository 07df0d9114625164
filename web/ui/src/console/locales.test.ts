// Both languages say everything, and nothing is said that no source asks for.
import { readdirSync, readFileSync } from "node:fs";
import { test } from "vitest";
import { expectAllUsed, expectSameTexts } from "../../test_catalogues.ts";
import de from "./locales/de.json";
import en from "./locales/en.json";

test("en and de have the same texts with the same values", () => expectSameTexts({ en, de }));

test("every text is used", () => {
    const folder = new URL("../../../", import.meta.url);
    const sources = ["ui/src/console", "desk/src", "admin/src", "manage/src"].flatMap((part) =>
        readdirSync(new URL(part, folder), { recursive: true, encoding: "utf8" })
            .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
            .map((name) => readFileSync(new URL(`${part}/${name}`, folder), "utf8")),
    );
    expectAllUsed(en, sources, [
        /^role\.|^system\./,
        /^theme$|^density$|^language$/,
        /^presence\.(offered|engaged|busy|at_capacity|stop_new|wrap_up)$/,
        /^canned\.(scope_|language_|\w+_hint$)/,
        /^insert_article\.in_/,
        /^explained\.(is_|by_|longest_idle$|round_robin$|least_load$)/,
    ]);
});
