// A message from its tree, element by element: what is not named here is not shown. Written against
// React's API; the widget runs it on its own renderer.
import type { Block, Item, RichText, Span } from "@parley/sdk";
import type { ReactNode } from "react";
import { realPlace, safeAddress } from "./address.ts";
import { textPieces } from "./text_pieces.ts";

export function Link({
    text,
    href,
    children,
}: {
    text: string;
    href: string;
    children: ReactNode;
}) {
    const safe = safeAddress(href);
    if (!safe) return children;
    const place = realPlace(text, safe);
    return (
        <>
            <a href={safe} target="_blank" rel="noopener noreferrer nofollow ugc">
                {children}
            </a>
            {place && <span className="leads"> ({place})</span>}
        </>
    );
}

/** Nothing in a text but addresses is more than text. */
function Pieces({ text }: { text: string }): ReactNode {
    return textPieces(text).map((piece, i) =>
        piece.href ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
            <Link key={i} text={piece.text} href={piece.href}>
                {piece.text}
            </Link>
        ) : (
            piece.text
        ),
    );
}

function marked(span: Span): ReactNode {
    let it: ReactNode = span.link ? span.text : <Pieces text={span.text} />;
    if (span.code) it = <code>{it}</code>;
    if (span.strike) it = <s>{it}</s>;
    if (span.underline) it = <u>{it}</u>;
    if (span.italic) it = <em>{it}</em>;
    if (span.bold) it = <strong>{it}</strong>;
    return it;
}

/** Neighbours with the same address are one link. */
function Spans({ spans }: { spans: readonly Span[] }) {
    const parts: ReactNode[] = [];
    for (let from = 0; from < spans.length; ) {
        const { link } = spans[from]!;
        let to = from + 1;
        while (to < spans.length && spans[to]!.link === link) to++;
        const some = spans.slice(from, to);
        // biome-ignore lint/suspicious/noArrayIndexKey: the same of spans
        const shown = some.map((one, i) => <Part key={i}>{marked(one)}</Part>);
        parts.push(
            link ? (
                <Link key={from} text={some.map((one) => one.text).join("")} href={link}>
                    {shown}
                </Link>
            ) : (
                <Part key={from}>{shown}</Part>
            ),
        );
        from = to;
    }
    return parts;
}

const Part = ({ children }: { children: ReactNode }) => <>{children}</>;

function Blocks({ blocks }: { blocks: readonly Block[] }) {
    // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one text never change places
    return blocks.map((one, i) => <OneBlock key={i} block={one} />);
}

function items(lists: readonly (readonly Block[])[]) {
    return lists.map((blocks, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same of items
        <li key={i}>
            <Blocks blocks={blocks} />
        </li>
    ));
}

function OneBlock({ block }: { block: Block }): ReactNode {
    switch (block.kind) {
        case "paragraph":
            return (
                <p>
                    <bdi>
                        <Spans spans={block.spans ?? []} />
                    </bdi>
                </p>
            );
        case "bullets":
            return <ul>{items(block.items ?? [])}</ul>;
        case "numbers":
            return <ol start={block.start ?? 1}>{items(block.items ?? [])}</ol>;
        case "quote":
            return (
                <blockquote>
                    <Blocks blocks={block.blocks ?? []} />
                </blockquote>
            );
        case "code":
            return <pre>{block.text}</pre>;
        case "table":
            return (
                // Wider than its bubble it is moved sideways, by keys, too.
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys
                <div className="rich_wide" tabIndex={0}>
                    <table>
                        <tbody>
                            {block.rows?.map((row, r) => (
                                // biome-ignore lint/suspicious/noArrayIndexKey: the same of rows
                                <tr key={r}>
                                    {row.map((cell, c) => {
                                        const Tag = cell.header ? "th" : "td";
                                        return (
                                            // biome-ignore lint/suspicious/noArrayIndexKey: and of cells
                                            <Tag key={c}>
                                                <Blocks blocks={cell.blocks} />
                                            </Tag>
                                        );
                                    })}
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            );
        default:
            // A kind that a later server may know.
            return null;
    }
}

export function RichBody({ body }: { body: RichText }) {
    return (
        <div className="rich">
            <Blocks blocks={body.blocks} />
        </div>
    );
}

/** What a bubble holds, formatted where it is. */
export function Body({ item }: { item: Pick<Item, "text" | "body"> }) {
    if (item.body) return <RichBody body={item.body} />;
    return (
        <bdi>
            <Pieces text={item.text} />
        </bdi>
    );
}
