import { expect, test } from "vitest";
import { defaults, readSettings } from "./settings.ts";

const base = defaults(["de-AT", "en"]);

test("the language of the browser is the default", () => {
    expect(base.language).toBe("de");
    expect(defaults(["fr"]).language).toBe("en");
});

test.each([
    ["nothing", null],
    ["what is no JSON", "{"],
    ["another kind of value", '"dark"'],
    ["null", "null"],
    ["wrong members", '{"theme":7,"sound":"loud","notify":{"on":"yes"},"language":"xx"}'],
    ["unknown members", '{"colour":"red"}'],
])("%s gives the defaults", (_, stored) => {
    expect(readSettings(stored, base)).toEqual(base);
});

test("what is stored is taken, the rest is as by default", () => {
    const read = readSettings('{"theme":"dark","sound":{"offer":false,"volume":7}}', base);
    expect(read).toEqual({
        ...base,
        theme: "dark",
        sound: { ...base.sound, offer: false, volume: 1 },
    });
});
