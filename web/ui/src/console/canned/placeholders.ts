// What stands in double braces in a prepared answer: filled in as it is inserted. What cannot be is a
// stop, which the agent fills in before it is sent. Pure.
import type { Chat, User } from "@parley/sdk";

export type Known = Readonly<Record<string, string | undefined>>;

/** {{name}} or {{name|what to say where it is not known}}. */
const placeholder = /\{\{([^{}|]{1,80})(?:\|([^{}]{0,200}))?\}\}/g;

export interface Filled {
    text: string;
    /** What stands in the text as it was written, and is to be filled in by hand. */
    stops: readonly string[];
}

/** In one go: braces in a customer's name are a name. */
export function fill(text: string, known: Known): Filled {
    const stops = new Set<string>();
    const filled = text.replace(placeholder, (whole, raw: string, fallback?: string) => {
        const name = raw.trim().toLowerCase();
        const value = Object.hasOwn(known, name) ? known[name]?.trim() : undefined;
        if (value) return value;
        if (fallback !== undefined) return fallback;
        stops.add(whole);
        return whole;
    });
    return { text: filled, stops: [...stops] };
}

function firstWord(name: string): string {
    return name.trim().split(/\s+/)[0] ?? "";
}

/** What a chat and its agent have to fill in. */
export function knownOf(chat: Chat, user: Pick<User, "display_name">): Known {
    const { customer, queue_name, fields } = chat;
    const own = Object.entries(fields ?? {}).map(([key, value]) => [
        `field.${key.toLowerCase()}`,
        value,
    ]);
    return {
        "customer.name": customer.name,
        "customer.first_name": firstWord(customer.name),
        "customer.email": customer.email,
        "agent.name": user.display_name,
        "agent.first_name": firstWord(user.display_name),
        "chat.queue": queue_name,
        ...Object.fromEntries(own),
    };
}

/** Names that are known everywhere, for who writes an answer. */
export const names = [
    "customer.first_name",
    "customer.name",
    "customer.email",
    "agent.first_name",
    "agent.name",
    "chat.queue",
] as const;

export interface Place {
    from: number;
    to: number;
}

/** Where they still stand, in their order. */
export function placesOf(text: string, stops: readonly string[]): readonly Place[] {
    const places: Place[] = [];
    for (const stop of stops) {
        if (!stop) continue;
        for (let at = text.indexOf(stop); at >= 0; at = text.indexOf(stop, at + stop.length)) {
            places.push({ from: at, to: at + stop.length });
        }
    }
    return places.sort((a, b) => a.from - b.from);
}

/** The one to which Tab goes from a selection; none: Tab goes where it always does. */
export function stopFrom(places: readonly Place[], from: Place, back: boolean): Place | undefined {
    return back
        ? places.findLast((one) => one.to <= from.from)
        : places.find((one) => one.from >= from.to);
}

/** What a stop is called: without its braces. */
export function nameOfStop(stop: string): string {
    return stop.slice(2, -2).trim();
}

const short_max = 3;

/** A text that was written to one customer, with a placeholder where their name stood. */
export function unfill(text: string, chat: Pick<Chat, "customer">): string {
    let kept = text;
    const { name, email } = chat.customer;
    const first = firstWord(name);
    const sought = [
        [name.trim(), "{{customer.name}}"],
        [first, "{{customer.first_name}}"],
        [email ?? "", "{{customer.email}}"],
    ] as const;
    for (const [value, word] of sought) {
        if (value.length < short_max) continue;
        const parts = kept.split(value);
        kept = parts.reduce((before, after) => {
            const inside = /[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after);
            return before + (inside ? value : word) + after;
        });
    }
    return kept;
}
