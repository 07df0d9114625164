import { expect, test } from "vitest";
import { cardOf, empty_card, refusedField } from "./hand_over_card.ts";

test("only what was written is sent", () => {
    expect(cardOf(empty_card)).toEqual({});
    expect(cardOf({ ...empty_card, done: "  " })).toEqual({});
    expect(cardOf({ wanted: " a refund ", done: "", open: "the parcel" })).toEqual({
        card: { wanted: "a refund", open: "the parcel" },
    });
});

test("a refusal is found at its field, alone or among others", () => {
    const refused = { status: 422, code: "invalid", title: "", detail: "" };
    expect(refusedField({ ...refused, path: "/card/open" })).toBe("open");
    expect(
        refusedField({ ...refused, problems: [{ path: "/card/done", detail: "too long" }] }),
    ).toBe("done");
    expect(refusedField({ ...refused, path: "/note" })).toBeUndefined();
    expect(refusedField(refused)).toBeUndefined();
});
