// A piece from elsewhere, put where the caret is in a field with looks.
import type { Span } from "@parley/sdk";
import { type Node, Slice } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import type { Piece } from "../chat/field.tsx";
import { layoutOf } from "./layout.ts";
import { withoutTables } from "./paste.ts";
import { node } from "./schema.ts";
import { docOf, isPlain, pointsOf, treeOf } from "./tree.ts";

/** Within a line it does not stick to the words around it. */
function spacedIn({ selection }: EditorState, spans: readonly Span[]): Span[] {
    const { $from, $to } = selection;
    const line = (from: number, to: number, { parent } = $from) =>
        parent.textBetween(from, to, undefined, "\n");
    const space = (next: string) => (/\S/.test(next) ? [{ text: " " }] : []);
    const before = line(0, $from.parentOffset);
    const after = line($to.parentOffset, $to.parent.content.size, $to);
    return [...space(before.slice(-1)), ...spans, ...space(after.slice(0, 1))];
}

export function inserting(state: EditorState, { text, body, inline }: Piece): Transaction {
    const { tr, selection } = state;
    // Code has no looks, and no lines but its own.
    if (selection.$from.parent.type === node.code_block) return tr.insertText(text);
    const blocks = inline
        ? body.blocks.map((one) => ({ ...one, spans: spacedIn(state, one.spans ?? []) }))
        : body.blocks;
    const open = inline ? 1 : 0;
    const slice = new Slice(docOf({ blocks }).content, open, open);
    return tr.replaceSelection(isInTable(state) ? withoutTables(slice) : slice);
}

/** How much of it counts as written: marks of items and the like do not. */
export function lengthOf(doc: Node): number {
    const tree = treeOf(doc);
    return isPlain(tree) ? [...layoutOf(doc).text].length : pointsOf(tree.blocks);
}
