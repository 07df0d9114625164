// Addresses are read as they are written.
import { expect, test } from "vitest";
import { pathOf, placeOf } from "./router.ts";

test.each(["", "users", "users/usr_1", "statuses/at lunch"])("%s survives the address", (place) => {
    expect(placeOf("/admin", pathOf("/admin", place))).toBe(place);
});

test("an end with a slash is the same place", () => {
    expect(placeOf("/admin", "/admin/")).toBe("");
    expect(placeOf("/admin", "/admin/users/")).toBe("users");
});

test("a query stays what it is", () => {
    expect(pathOf("/manage", "chats?queue=que_1&state=active")).toBe(
        "/manage/chats?queue=que_1&state=active",
    );
    expect(pathOf("/manage", "?team=tea_1")).toBe("/manage?team=tea_1");
    expect(pathOf("/manage", "chats?")).toBe("/manage/chats");
});
