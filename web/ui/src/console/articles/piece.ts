// What of an article goes into what somebody writes: all that it says, or the way to it. Pure.
import type { ArticleHit, ArticleText, Block } from "@parley/sdk";
import type { Piece } from "../chat/field.tsx";
import { plainText } from "../rich/plain.ts";

function pieceOf(blocks: Block[], inline: boolean): Piece {
    return { text: plainText(blocks), body: { blocks }, inline };
}

const paragraph = (text: string, looks = {}): Block => ({
    kind: "paragraph",
    spans: [{ text, ...looks }],
});
const empty_line: Block = { kind: "paragraph", spans: [] };

/** Messages have no headings: they are bold lines, with an empty one before each. */
export function articlePiece({ summary, sections }: ArticleText): Piece {
    const parts: Block[][] = [
        ...(summary ? [[paragraph(summary)]] : []),
        ...sections.map(({ heading, body }) => [
            ...(heading ? [paragraph(heading, { bold: true })] : []),
            ...body.blocks,
        ]),
    ];
    return pieceOf(
        parts.flatMap((part, i) => (i ? [empty_line, ...part] : part)),
        false,
    );
}

/** The address of a hit is a path of the server from which this page came, too. */
export function linkPiece({ title, url }: ArticleHit, origin: string): Piece {
    return pieceOf([paragraph(title, { link: new URL(url, origin).href })], true);
}
