import type { Chat, Person } from "@parley/sdk";
import { expect, test } from "vitest";
import { mayTryToTake, otherSpeaker, receivers, sharesWord } from "./word.ts";

const anna: Person = { kind: "agent", id: "usr_a", name: "Anna" };
const ben: Person = { kind: "agent", id: "usr_b", name: "Ben" };
const cleo: Person = { kind: "agent", id: "usr_c", name: "Cleo" };
const guest = (agent: Person) => ({ agent, joined_at: "2026-11-21T08:30:00.000Z" });

/** Anna's chat. */
function talk(speaker: Person | undefined, ...guests: Person[]): Chat {
    const shared = { agent: anna, ...(guests.length && { guests: guests.map(guest) }) };
    return { ...shared, ...(speaker && { speaker }) } as unknown as Chat;
}

const names = (all: readonly Person[]) => all.map((one) => one.name);

test("who has the word gives it to anybody who takes part; the owner gives it on", () => {
    expect(names(receivers(talk(anna, ben, cleo), anna.id))).toEqual(["Ben", "Cleo"]);
    expect(names(receivers(talk(ben, ben, cleo), ben.id))).toEqual(["Anna", "Cleo"]);
    expect(names(receivers(talk(ben, ben, cleo), anna.id))).toEqual(["Cleo"]);
    expect(receivers(talk(ben, ben, cleo), cleo.id)).toEqual([]);
    expect(receivers(talk(anna), anna.id)).toEqual([]);
    expect(receivers(talk(undefined, ben), anna.id)).toEqual([]);
});

test("who takes part and has it not may try to take it, who looks on may not", () => {
    expect(mayTryToTake(talk(ben, ben), anna.id)).toBe(true);
    expect(mayTryToTake(talk(ben, ben, cleo), cleo.id)).toBe(true);
    expect(mayTryToTake(talk(ben, ben), ben.id)).toBe(false);
    expect(mayTryToTake(talk(ben, ben), "usr_watches")).toBe(false);
    expect(mayTryToTake(talk(undefined, ben), anna.id)).toBe(false);
});

test("without guests, or where all may write, nothing is said of it", () => {
    expect(sharesWord(talk(anna, ben))).toBe(true);
    expect(sharesWord(talk(anna))).toBe(false);
    expect(sharesWord(talk(undefined, ben))).toBe(false);
    expect(otherSpeaker(talk(ben, ben), anna.id)).toEqual(ben);
    expect(otherSpeaker(talk(anna, ben), anna.id)).toBeUndefined();
    expect(otherSpeaker(talk(undefined, ben), anna.id)).toBeUndefined();
});
