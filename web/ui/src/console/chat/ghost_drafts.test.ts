import { expect, test } from "vitest";
import { untold } from "./ghost_drafts.ts";

test("of a draft that is settled only what was not told is left", () => {
    expect(untold("By express.", "By express.")).toBe("");
    expect(untold("By express. And a vou", "By express.")).toBe("And a vou");
    // Less than was told, or something else in the middle of it.
    expect(untold("By exp", "By express.")).toBe("");
    expect(untold("By air. And a vou", "By express.")).toBe("By air. And a vou");
    expect(untold("By air.", "")).toBe("By air.");
});
