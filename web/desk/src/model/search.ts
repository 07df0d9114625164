// What is sought in all transcripts, and the pieces of what was found. Pure but for what is kept.
import type { MessageHit } from "@parley/sdk";
import { createValue, type Value } from "@parley/ui/console/value.ts";
import type { Desk } from "./desk.ts";

/** Days are local ones: 2026-11-23, the last one included. Empty: not narrowed by it. */
export interface Sought {
    query: string;
    queue: string;
    agent: string;
    from: string;
    to: string;
}

export const nothing_sought: Sought = { query: "", queue: "", agent: "", from: "", to: "" };

/** For the life of a desk: who comes back from a chat finds what they had found. */
const kept = new WeakMap<Desk, Value<Sought>>();

export function soughtOf(desk: Desk): Value<Sought> {
    const value = kept.get(desk) ?? createValue(nothing_sought);
    kept.set(desk, value);
    return value;
}

function midnight(day: string, days_on = 0): string {
    const date = new Date(`${day}T00:00`);
    date.setDate(date.getDate() + days_on);
    return date.toISOString();
}

/** The parameters of message.search. */
export function askedOf({ query, queue, agent, from, to }: Sought) {
    return {
        query,
        ...(queue && { queue }),
        ...(agent && { agent }),
        ...(from && { from: midnight(from) }),
        ...(to && { to: midnight(to, 1) }),
    };
}

export interface Piece {
    text: string;
    hit: boolean;
}

/** The places count code points; a string of ours counts otherwise. */
export function piecesOf({ text, hits }: MessageHit["snippet"]): Piece[] {
    const points = [...text];
    const pieces: Piece[] = [];
    const add = (from: number, to: number, hit: boolean) => {
        if (to > from) pieces.push({ text: points.slice(from, to).join(""), hit });
    };
    let at = 0;
    for (const { from, to } of hits) {
        add(at, from, false);
        add(from, to, true);
        at = to;
    }
    add(at, points.length, false);
    return pieces;
}
