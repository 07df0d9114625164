import { i18n } from "@lingui/core";
import { expect, test } from "vitest";
import { texts } from "./i18n.ts";

i18n.loadAndActivate({
    locale: "en",
    messages: { left: [["name"], " has left ", ["count"], " chats"] },
});
const left = (name: string) => texts()("left", { name, count: 2 });

test("a name does not turn the sentence around it", () => {
    expect(left("Kim")).toBe("Kim has left 2 chats");
    expect(left("\u202EKim")).toBe("Kim has left 2 chats");
    expect(left("\u2067Kim\u2069\u200F")).toBe("Kim has left 2 chats");
    expect(left("דנה")).toBe("\u2068דנה\u2069 has left 2 chats");
    expect(left("ليلى \u202E")).toBe("\u2068ليلى \u2069 has left 2 chats");
});
