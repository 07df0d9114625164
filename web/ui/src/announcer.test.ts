// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Announcer, createAnnouncer } from "./announcer.ts";

let announcer: Announcer;
beforeEach(() => {
    vi.useFakeTimers();
    document.body.replaceChildren();
    announcer = createAnnouncer({
        says: (name, text) => `${name}: ${text}`,
        count: (name, count) => `${count} more from ${name}`,
    });
});
afterEach(() => vi.useRealTimers());

const heard = (role = "log") =>
    [...document.querySelectorAll(`[role=${role}] p`)].map((one) => one.textContent);

test("says each thing once, as plain text, and forgets it after 10 s", () => {
    announcer.message("u1", "Maya", "<b>Hello</b>");
    expect(heard()).toEqual(["Maya: <b>Hello</b>"]);
    expect(document.querySelector("b")).toBe(null);
    vi.advanceTimersByTime(10_000);
    expect(heard()).toEqual([]);
    expect(document.querySelectorAll("[role=log]")).toHaveLength(1);
});

test("cuts long messages at 250 characters", () => {
    announcer.message("u1", "Maya", "😀".repeat(300));
    expect([...heard()[0]!]).toHaveLength("Maya: ".length + 250 + 1);
});

test("a burst of one person becomes a count, another person's message does not", () => {
    for (let i = 1; i <= 6; i++) announcer.message("u1", "Maya", `${i}`);
    announcer.message("u2", "Ravi", "hi");
    expect(heard()).toEqual(["Maya: 1", "Maya: 2", "Maya: 3", "Ravi: hi"]);
    vi.advanceTimersByTime(2_000);
    expect(heard()).toContain("3 more from Maya");
    announcer.message("u1", "Maya", "7");
    expect(heard().at(-1)).toBe("Maya: 7");
});

test("failures interrupt", () => {
    announcer.alarm("Not sent");
    expect(heard("alert")).toEqual(["Not sent"]);
    expect(heard()).toEqual([]);
});
