// Addresses are read as they are written.
import { expect, test } from "vitest";
import { pathOf, placeOf } from "./router.ts";

test.each(["", "users", "users/usr_1", "statuses/at lunch"])("%s survives the address", (place) => {
    expect(placeOf(pathOf(place))).toBe(place);
});

test("an end with a slash is the same place", () => {
    expect(placeOf("/admin/")).toBe("");
    expect(placeOf("/admin/users/")).toBe("users");
});
