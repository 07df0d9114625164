import { expect, test } from "vitest";
import { mentionAt, mentioned, withMentions } from "./notes.ts";

test("who is mentioned is marked, the longer name first, and nobody else", () => {
    const parts = withMentions("@Ann Lee and @Ann: ask @Bob", ["Ann", "Ann Lee"]);
    expect(parts.map((one) => (one.mention ? `[${one.text}]` : one.text))).toEqual([
        "[@Ann Lee]",
        " and ",
        "[@Ann]",
        ": ask @Bob",
    ]);
    expect(withMentions("nobody", [])).toEqual([{ text: "nobody", mention: false }]);
    expect(withMentions("", ["Ann"])).toEqual([]);
});

test("a mention begins with @ at the start of a word and ends with its line", () => {
    expect(mentionAt("@rav", 4)).toEqual({ from: 0, like: "rav" });
    expect(mentionAt("ask @ravi pa", 12)).toEqual({ from: 4, like: "ravi pa" });
    expect(mentionAt("ask @", 5)).toEqual({ from: 4, like: "" });
    expect(mentionAt("kim@example", 11)).toBeUndefined();
    expect(mentionAt("@ravi\nthen", 10)).toBeUndefined();
    expect(mentionAt("@one two three four", 19)).toBeUndefined();
    expect(mentionAt("no", 2)).toBeUndefined();
    expect(mentionAt("@ravi", 0)).toBeUndefined();
});

test("who was picked and does not stand in the text any more is not told", () => {
    const ann = { kind: "agent", id: "1", name: "Ann" } as const;
    const lee = { kind: "agent", id: "2", name: "Ann Lee" } as const;
    expect(mentioned("@Ann Lee: look", [ann, lee])).toEqual([lee]);
    expect(mentioned("@Ann and @Ann Lee: look", [ann, lee])).toEqual([ann, lee]);
    expect(mentioned("Ann: look", [ann, lee])).toEqual([]);
});
