// What formatted text may hold while it is written: the kinds of the tree that the server takes, and
// from which elements of foreign HTML each is read. Looks that it has no mark for are dropped.
import { type MarkSpec, type NodeSpec, Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";
import { safeAddress } from "../../address.ts";

const flow = "(paragraph | bullets | numbers | quote | code_block)";

const nodes: Record<string, NodeSpec> = {
    doc: { content: `(${flow} | table)+` },
    paragraph: {
        content: "inline*",
        parseDOM: [{ tag: "p" }, { tag: "div" }, { tag: "h1, h2, h3, h4, h5, h6" }],
        toDOM: () => ["p", 0],
    },
    bullets: {
        content: "item+",
        parseDOM: [{ tag: "ul" }],
        toDOM: () => ["ul", 0],
    },
    numbers: {
        content: "item+",
        attrs: { start: { default: 1, validate: "number" } },
        parseDOM: [
            {
                tag: "ol",
                getAttrs: (ol) => ({
                    start: Math.min(Math.max((ol as HTMLOListElement).start, 0), 1_000_000),
                }),
            },
        ],
        toDOM: ({ attrs }) => ["ol", { start: attrs.start }, 0],
    },
    item: {
        content: `paragraph ${flow}*`,
        defining: true,
        parseDOM: [{ tag: "li" }],
        toDOM: () => ["li", 0],
    },
    quote: {
        content: `${flow}+`,
        defining: true,
        parseDOM: [{ tag: "blockquote" }],
        toDOM: () => ["blockquote", 0],
    },
    code_block: {
        content: "text*",
        marks: "",
        code: true,
        defining: true,
        parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
        toDOM: () => ["pre", 0],
    },
    ...tableNodes({ tableGroup: "", cellContent: `${flow}+`, cellAttributes: {} }),
    text: { group: "inline" },
    line_break: {
        group: "inline",
        inline: true,
        selectable: false,
        linebreakReplacement: true,
        parseDOM: [{ tag: "br" }],
        toDOM: () => ["br"],
    },
};

const bold_weight = /^(bold(er)?|[5-9]\d{2,})$/;

const marks: Record<string, MarkSpec> = {
    link: {
        attrs: { href: { validate: "string" } },
        inclusive: false,
        parseDOM: [
            {
                tag: "a[href]",
                getAttrs(a) {
                    const href = safeAddress(a.getAttribute("href") ?? "");
                    return href ? { href } : false;
                },
            },
        ],
        toDOM: ({ attrs }) => ["a", { href: attrs.href, rel: "noopener noreferrer nofollow" }, 0],
    },
    bold: {
        parseDOM: [
            { tag: "strong" },
            // Google's documents are within a <b> that is none.
            { tag: "b", getAttrs: (b) => b.style.fontWeight !== "normal" && null },
            { style: "font-weight", getAttrs: (is) => bold_weight.test(is) && null },
            { style: "font-weight=400", clearMark: ({ type }) => type.name === "bold" },
        ],
        toDOM: () => ["strong", 0],
    },
    italic: {
        parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }],
        toDOM: () => ["em", 0],
    },
    underline: {
        parseDOM: [{ tag: "u" }, { style: "text-decoration=underline" }],
        toDOM: () => ["u", 0],
    },
    strike: {
        parseDOM: [
            { tag: "s" },
            { tag: "del" },
            { tag: "strike" },
            { style: "text-decoration=line-through" },
        ],
        toDOM: () => ["s", 0],
    },
    code: { parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
};

export const schema = new Schema({ nodes, marks });

export const node = schema.nodes as Record<
    | "doc"
    | "paragraph"
    | "bullets"
    | "numbers"
    | "item"
    | "quote"
    | "code_block"
    | "table"
    | "table_row"
    | "table_cell"
    | "table_header"
    | "line_break",
    import("prosemirror-model").NodeType
>;
export const mark = schema.marks as Record<
    "link" | "bold" | "italic" | "underline" | "strike" | "code",
    import("prosemirror-model").MarkType
>;
