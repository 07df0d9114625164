// The plain text of what is written, line by line, and where each place of it is in the document: all
// that is not about looks, such as drafts and prepared answers, knows places of the text alone. Pure.
import type { Node } from "prosemirror-model";
import { node } from "./schema.ts";

/** A block of text: `length` places of both, one for one. */
interface Piece {
    at: number;
    pos: number;
    length: number;
}

export interface Layout {
    readonly text: string;
    readonly pieces: readonly Piece[];
}

export function layoutOf(doc: Node): Layout {
    const pieces: Piece[] = [];
    let text = "";

    function blocks(parent: Node, start: number, indent: string, line = `\n${indent}`): void {
        parent.forEach((one, offset, i) => {
            if (i) text += line;
            block(one, start + offset, indent, line);
        });
    }
    function block(one: Node, pos: number, indent: string, line: string): void {
        const inside = pos + 1;
        if (one.isTextblock) {
            const said = one.textBetween(0, one.content.size, undefined, "\n");
            pieces.push({ at: text.length, pos: inside, length: one.content.size });
            text += said;
            return;
        }
        if (one.type === node.quote) {
            text += "> ";
            return blocks(one, inside, `${indent}> `);
        }
        one.forEach((each, offset, i) => {
            const from = inside + offset + 1;
            if (one.type === node.table) {
                if (i) text += line;
                each.forEach((cell, at, c) => {
                    if (c) text += "\t";
                    blocks(cell, from + at + 1, indent, " ");
                });
                return;
            }
            if (i) text += line;
            const marker = one.type === node.bullets ? "• " : `${one.attrs.start + i}. `;
            text += marker;
            const more = indent + " ".repeat(marker.length);
            blocks(each, from, more, line === " " ? line : `\n${more}`);
        });
    }
    blocks(doc, 0, "");
    return { text, pieces };
}

/** The place in the document; of a mark between texts, the text behind it. */
export function posOf({ pieces }: Layout, at: number): number {
    const piece = pieces.find((one) => at <= one.at + one.length) ?? pieces.at(-1)!;
    return piece.pos + Math.min(Math.max(at - piece.at, 0), piece.length);
}

export function placeOf({ pieces }: Layout, pos: number): number {
    const piece = pieces.find((one) => pos <= one.pos + one.length) ?? pieces.at(-1)!;
    return piece.at + Math.min(Math.max(pos - piece.pos, 0), piece.length);
}

/** What has to be put where, so that it reads as `next`. */
export function changeTo(text: string, next: string): { from: number; to: number; put: string } {
    const most = Math.min(text.length, next.length);
    let from = 0;
    while (from < most && text[from] === next[from]) from++;
    let same = 0;
    while (same < most - from && text.at(-1 - same) === next.at(-1 - same)) same++;
    return { from, to: text.length - same, put: next.slice(from, next.length - same) };
}

/** The piece in which all of the stretch lies. */
export function pieceOf({ pieces }: Layout, from: number, to: number): Piece | undefined {
    return pieces.find((one) => one.at <= from && to <= one.at + one.length);
}
