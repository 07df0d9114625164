// Links in plain text. Pure; loaded with what shows them.

/**
 * Pieces of plain text: what looks like a web address becomes a link, up to a control character of
 * the writing direction. Not with a user before the host, which passes for a host itself.
 */
export function textPieces(text: string): { text: string; href?: string }[] {
    return text
        .split(/(https?:\/\/(?![^\s/?#]*@)[^\s<>"\p{Bidi_C}]*[^\s<>".,;:!?')\]}\p{Bidi_C}])/u)
        .map((piece, i) => (i % 2 ? { text: piece, href: piece } : { text: piece }))
        .filter((piece) => piece.text);
}
