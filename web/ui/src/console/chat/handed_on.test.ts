import type { HandedOn } from "@parley/sdk";
import { expect, test } from "vitest";
import { translator } from "../../index.ts";
import en from "../locales/en.json";
import { whyHandedOn } from "./handed_on.tsx";

const t = translator("en", en);
const from = { kind: "agent", id: "usr_b", name: "Ben" } as const;
const handed = (more: object) =>
    ({ from, at: "2026-11-21T08:30:00.000Z", queue_name: "Orders", ...more }) as HandedOn;

test("why a chat was handed on is said in words, of a bot by its reason", () => {
    expect(whyHandedOn(handed({ cause: "lost" }), t)).toBe("Ben lost the connection");
    const bot = (why?: string) => whyHandedOn(handed({ cause: "bot", ...(why && { why }) }), t);
    expect(bot("asked")).toBe("The customer asked for a person");
    expect(new Set(["asked", "unknown", "answer", "removed"].map(bot)).size).toBe(4);
    // What this page does not know it does not guess.
    expect(bot()).toBeUndefined();
    expect(whyHandedOn(handed({ cause: "of_tomorrow" }), t)).toBeUndefined();
    expect(whyHandedOn(handed({ cause: "toString" }), t)).toBeUndefined();
    expect(whyHandedOn(handed({}), t)).toBeUndefined();
});
