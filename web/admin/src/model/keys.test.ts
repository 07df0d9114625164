// Keys have letters, digits and _, at most 40, and are never used twice.
import { expect, test } from "vitest";
import { freeKey } from "./keys.ts";

test.each([
    ["Lunch", "lunch"],
    ["Große Pause!", "grosse_pause"],
    ["  At   the desk ", "at_the_desk"],
    ["休憩", "custom"],
    ["New", "custom"],
    ["x".repeat(100), "x".repeat(30)],
])("%s is called %s", (name, key) => expect(freeKey(name, [])).toBe(key));

test("what is taken gets a number", () => {
    expect(freeKey("Lunch", ["lunch"])).toBe("lunch_2");
    expect(freeKey("Lunch", ["lunch", "lunch_2"])).toBe("lunch_3");
});
