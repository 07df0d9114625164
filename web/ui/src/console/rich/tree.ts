// Between what is written and the tree that is sent. Pure.
import type { Block, Cell, RichText, Span } from "@parley/sdk";
import { Fragment, type Node } from "prosemirror-model";
import { TableMap } from "prosemirror-tables";
import { mark, node, schema } from "./schema.ts";

/** The server takes no more of blocks in blocks. */
const depth_max = 8;
const looks = ["bold", "italic", "underline", "strike", "code"] as const;

function spansOf(parent: Node): Span[] {
    const spans: Span[] = [];
    parent.forEach((one) => {
        const span: Span = { text: one.isText ? one.text! : "\n" };
        for (const look of looks) if (mark[look].isInSet(one.marks)) span[look] = true;
        const link = mark.link.isInSet(one.marks);
        if (link) span.link = link.attrs.href;
        const last = spans.at(-1);
        const same = (key: keyof Span) => key === "text" || last?.[key] === span[key];
        if (last && (["link", ...looks] as const).every(same)) last.text += span.text;
        else spans.push(span);
    });
    return spans;
}

/** Merged cells are parted: what was in them is in the first one. */
function rowsOf(table: Node, depth: number): Cell[][] {
    const { map, width, height } = TableMap.get(table);
    const seen = new Set<number>();
    return Array.from({ length: height }, (_, row) =>
        map.slice(row * width, (row + 1) * width).map((at) => {
            const cell = table.nodeAt(at)!;
            const header = cell.type === node.table_header && { header: true };
            const blocks = seen.has(at) ? [] : blocksOf(cell, depth + 1);
            seen.add(at);
            return { ...header, blocks };
        }),
    );
}

function isEmpty({ kind, spans }: Block): boolean {
    return kind === "paragraph" && !spans?.length;
}

function blocksOf(parent: Node, depth = 1): Block[] {
    const blocks: Block[] = [];
    parent.forEach((one) => {
        const next = () => blocksOf(one, depth + 1);
        switch (one.type) {
            case node.code_block:
                blocks.push({ kind: "code", text: one.textContent });
                break;
            case node.paragraph:
                blocks.push({ kind: "paragraph", spans: spansOf(one) });
                break;
            case node.table:
                blocks.push({ kind: "table", rows: rowsOf(one, depth) });
                break;
            default:
                // Deeper than may be, it stands beside what it was in.
                if (depth >= depth_max) {
                    for (const child of one.children) blocks.push(...blocksOf(child, depth));
                } else if (one.type === node.quote) blocks.push({ kind: "quote", blocks: next() });
                else {
                    const items: Block[][] = [];
                    one.forEach((item) => {
                        items.push(blocksOf(item, depth + 1));
                    });
                    const { start } = one.attrs;
                    if (one.type === node.bullets) blocks.push({ kind: "bullets", items });
                    else blocks.push({ kind: "numbers", ...(start !== 1 && { start }), items });
                }
        }
    });
    // The one that a cell or an item has to have.
    return depth > 1 && blocks.length === 1 && isEmpty(blocks[0]!) ? [] : blocks;
}

export function treeOf(doc: Node): RichText {
    return { blocks: blocksOf(doc) };
}

/** As it is sent: without empty lines before and behind. */
export function trimmed({ blocks }: RichText): RichText {
    const first = blocks.findIndex((one) => !isEmpty(one));
    const last = blocks.findLastIndex((one) => !isEmpty(one));
    return { blocks: blocks.slice(Math.max(first, 0), last + 1) };
}

/** Whether it says no more than its lines do. */
export function isPlain({ blocks }: RichText): boolean {
    return blocks.every(
        ({ kind, spans }) =>
            kind === "paragraph" && spans?.every((span) => Object.keys(span).length === 1),
    );
}

/** Code points that count as written: without marks of items and the like. */
export function pointsOf(blocks: readonly Block[]): number {
    const all = (some: readonly (readonly Block[])[]) =>
        some.reduce((sum, one) => sum + pointsOf(one), 0);
    return blocks.reduce((sum, one) => {
        const texts = [one.text ?? "", ...(one.spans ?? []).map((span) => span.text)];
        const own = texts.reduce((count, text) => count + [...text].length, 0);
        const cells = one.rows?.flat().map((cell) => cell.blocks) ?? [];
        return sum + own + all([one.blocks ?? [], ...(one.items ?? []), ...cells]);
    }, 0);
}

// ---- and back

function inline({ text, link, ...span }: Span): Node[] {
    const marks = looks.filter((look) => span[look]).map((look) => mark[look].create());
    if (link) marks.push(mark.link.create({ href: link }));
    return text
        .split("\n")
        .flatMap((line, i) => [
            ...(i ? [node.line_break.create(null, null, marks)] : []),
            ...(line ? [schema.text(line, marks)] : []),
        ]);
}

function paragraph(spans: readonly Span[] = []): Node {
    return node.paragraph.create(null, spans.flatMap(inline));
}

function filled(blocks: readonly Block[]): Node[] {
    return blocks.length ? blocks.map(nodeOf) : [paragraph()];
}

function itemOf(blocks: readonly Block[]): Node {
    const inside = filled(blocks);
    const first = inside[0]!.type === node.paragraph ? [] : [paragraph()];
    return node.item.create(null, [...first, ...inside]);
}

function nodeOf(block: Block): Node {
    switch (block.kind) {
        case "paragraph":
            return paragraph(block.spans);
        case "code":
            return node.code_block.create(null, block.text ? schema.text(block.text) : null);
        case "quote":
            return node.quote.create(null, filled(block.blocks ?? []));
        case "bullets":
            return node.bullets.create(null, (block.items ?? []).map(itemOf));
        case "numbers":
            return node.numbers.create(
                { start: block.start ?? 1 },
                (block.items ?? []).map(itemOf),
            );
        case "table":
            return node.table.create(
                null,
                (block.rows ?? []).map((row) =>
                    node.table_row.create(
                        null,
                        row.map(({ header, blocks }) =>
                            (header ? node.table_header : node.table_cell).create(
                                null,
                                filled(blocks),
                            ),
                        ),
                    ),
                ),
            );
    }
}

export function docOf({ blocks }: RichText): Node {
    const doc = node.doc.create(null, Fragment.from(filled(blocks)));
    doc.check();
    return doc;
}
