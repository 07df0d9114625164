// Every way in which the server says no has a sentence in both languages.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Catalogue, translator } from "../index.ts";
import de from "./locales/de.json";
import en from "./locales/en.json";
import { refusals, refusalText } from "./refusals.ts";

const generated = readFileSync(new URL("../../../sdk/src/generated.ts", import.meta.url), "utf8");
const type = generated.match(/export type ProblemCode =([^;]*);/)![1]!;
const codes = [...type.matchAll(/"(\w+)"/g)].map((one) => one[1]!);
const problem = { status: 409, title: "A title", detail: "A detail" };

test("each code of the server has a text of its own", () => {
    expect(codes).toContain("at_capacity");
    const own = new Set(codes.map((code) => refusals[code as keyof typeof refusals]));
    expect(own).not.toContain(undefined);
    expect(own.size).toBe(codes.length);
});

test.each([
    ["en", en],
    ["de", de],
] as [string, Catalogue][])("what is said is %s", (_, texts) => {
    const t = translator("en", texts);
    for (const code of codes) {
        const said = refusalText({ ...problem, code }, t);
        expect(said).toBe(t(refusals[code as keyof typeof refusals], problem));
        if (code !== "invalid") expect(said).not.toContain("A detail");
    }
    for (const code of ["of_tomorrow", "toString"]) {
        const said = refusalText({ ...problem, code }, t);
        expect(said).toBe(t("refusal.other", { code }));
        expect(said).toContain(code);
    }
});
