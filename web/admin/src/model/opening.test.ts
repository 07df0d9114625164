// A moment is said as short as it is clear, on the clocks of the hours' own zone.
import { expect, test } from "vitest";
import { momentIn } from "./opening.ts";

const now = Date.parse("2026-07-03T14:00:00Z"); // a Friday, 16:00 in Berlin
test.each([
    ["2026-07-03T15:30:00Z", "17:30"],
    ["2026-07-03T22:30:00Z", "Sat 00:30"],
    ["2026-07-06T07:00:00Z", "Mon 09:00"],
    ["2026-07-13T07:00:00Z", "13 Jul 09:00"],
])("%s is %s", (at, words) => expect(momentIn("Europe/Berlin", at, now, "en-GB")).toBe(words));
