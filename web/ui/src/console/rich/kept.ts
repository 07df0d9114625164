// What a draft looks like, beside its text: it holds for that text and no other, so that whoever writes
// the text anew need not know of it. Apart from the field, which is loaded later.
import type { Block, RichText } from "@parley/sdk";
import type { Drafts } from "../chat/drafts.ts";

const keyOf = (draft: string) => `body ${draft}`;

export function keptBody(drafts: Drafts, draft: string, text: string): RichText | undefined {
    try {
        const kept = JSON.parse(drafts.get(keyOf(draft)) || "{}");
        return text && kept.text === text ? kept.body : undefined;
    } catch {
        return undefined;
    }
}

export function keepBody(drafts: Drafts, draft: string, text: string, body?: RichText): void {
    drafts.set(keyOf(draft), body && text ? JSON.stringify({ text, body }) : "");
}

/** A line a paragraph. */
export function blocksOfText(text: string): Block[] {
    return text
        .split("\n")
        .map((line) => ({ kind: "paragraph", spans: line ? [{ text: line }] : [] }));
}

/** Of texts that become one, a line behind the other. */
export function joined(parts: readonly { text: string; body?: RichText | undefined }[]) {
    if (!parts.some((one) => one.body)) return undefined;
    return { blocks: parts.flatMap(({ text, body }) => body?.blocks ?? blocksOfText(text)) };
}
