// The notes beside a chat, which only staff see.
import type { Client, Note, Person } from "@parley/sdk";
import { followPlaced } from "./placed.ts";

const ask_ms = 2_000;

/**
 * Tells all of them, in their order, whenever that is news; until the answer is called. Who takes no
 * part in the chat is told of no new ones, and `asks` for them.
 */
export function followNotes(
    client: Client,
    chat: string,
    tell: (all: readonly Note[]) => void,
    asks = false,
): () => void {
    return followPlaced(
        client,
        {
            load: (after) => client.call("chat.notes", { chat, ...(after && { after }) }),
            listen: (take) =>
                client.on("note.posted", ({ note }) => {
                    if (note.chat === chat) take(note);
                }),
        },
        tell,
        asks ? ask_ms : undefined,
    );
}

/** A text in parts, those that mention somebody marked. Pure. */
export function withMentions(
    text: string,
    names: readonly string[],
): readonly { text: string; mention: boolean }[] {
    // Longer names first: "@Ann Lee" is not "@Ann" and a word.
    const sought = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length);
    const parts: { text: string; mention: boolean }[] = [];
    let plain = "";
    for (let at = 0; at < text.length; ) {
        const found = sought.find((one) => text.startsWith(one, at));
        if (found) {
            if (plain) parts.push({ text: plain, mention: false });
            plain = "";
            parts.push({ text: found, mention: true });
            at += found.length;
        } else {
            plain += text[at++];
        }
    }
    if (plain) parts.push({ text: plain, mention: false });
    return parts;
}

/** Those of the people picked for a note who still stand in its text: they will be told. Pure. */
export function mentioned(text: string, picked: readonly Person[]): readonly Person[] {
    const names = picked.map((one) => one.name);
    const standing = withMentions(text, names).flatMap((one) => (one.mention ? [one.text] : []));
    return picked.filter((one) => standing.includes(`@${one.name}`));
}

/** The word behind an @ in front of the caret: what somebody types to mention a colleague. */
export function mentionAt(text: string, caret: number): { from: number; like: string } | undefined {
    const before = text.slice(0, caret);
    const from = before.lastIndexOf("@");
    if (from < 0 || /[\p{L}\p{N}]/u.test(before[from - 1] ?? "")) return undefined;
    const like = before.slice(from + 1);
    // Names have few words; what goes on over a line is no name.
    if (/[\n@]/.test(like) || like.split(" ").length > 3) return undefined;
    return { from, like };
}
