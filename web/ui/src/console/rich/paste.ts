// What is pasted from elsewhere: Word, Excel, LibreOffice, pages. Read in a document that runs and
// loads nothing; what is hidden, scripted or styled goes, lists and tables stay.
import { Fragment, type Node, DOMParser as Reader, Slice } from "prosemirror-model";
import { node, schema } from "./schema.ts";

const dropped =
    "head, script, style, template, noscript, iframe, object, embed, svg, math, img, video, audio, " +
    "canvas, input, select, textarea, button, link, meta, base, title, col, colgroup, " +
    "[hidden], [data-style*='mso-element:comment' i], [data-style*='display:none' i], [data-style*='mso-hide' i]";

/** A line of Word's lists: which list, and how deep. */
const word_list = /mso-list:\s*(l\d+)\s+level(\d+)/i;
const word_mark = /^\s*(\(?(\d+|[a-z]{1,4})[.)])\s*$/i;

interface WordItem {
    list: string;
    level: number;
    ordered: boolean;
    start: number;
    element: HTMLElement;
}

/** Word writes a list as paragraphs that look like one; the mark stands before the text. */
function wordItem(element: Element): WordItem | undefined {
    const found = word_list.exec(element.getAttribute("data-style") ?? "");
    if (!found || element.localName === "li") return;
    let said = "";
    // Between <![if !supportLists]> and <![endif]>, which are comments here, or in a span that says so.
    for (const mark of element.querySelectorAll("[data-style*='mso-list' i]")) {
        if (!/mso-list:\s*ignore/i.test(mark.getAttribute("data-style")!)) continue;
        said = mark.textContent;
        mark.remove();
        break;
    }
    const number = word_mark.exec(said);
    return {
        list: found[1]!,
        level: Number(found[2]),
        ordered: number !== null,
        start: Number(number?.[2]) || 1,
        element: element as HTMLElement,
    };
}

function foldWordLists(root: Element): void {
    const open: { item: WordItem; list: HTMLElement }[] = [];
    for (const element of [...root.querySelectorAll("p, div, h1, h2, h3, h4, h5, h6")]) {
        const item = wordItem(element);
        const last = open.at(-1);
        const follows = last && element.previousElementSibling === open[0]!.list;
        if (!item || !follows) open.length = 0;
        if (!item) continue;
        const other = () =>
            open.at(-1)!.item.level === item.level &&
            (open.at(-1)!.item.ordered !== item.ordered || open.at(-1)!.item.list !== item.list);
        while (open.length && open.at(-1)!.item.level > item.level) open.pop();
        if (open.length > 1 && other()) open.pop();
        else if (open.length && other()) open.length = 0;
        if (!open.length || open.at(-1)!.item.level < item.level) {
            const list = root.ownerDocument.createElement(item.ordered ? "ol" : "ul");
            if (item.ordered && item.start > 1) list.setAttribute("start", String(item.start));
            const within = open.at(-1)?.list.lastElementChild;
            if (within) within.append(list);
            else element.before(list);
            open.push({ item, list });
        }
        const li = root.ownerDocument.createElement("li");
        open.at(-1)!.list.append(li);
        li.append(...element.childNodes);
        element.remove();
    }
}

/** Comments are Word's; line feeds in its HTML are spaces. */
function clean(root: Element): void {
    for (const each of root.querySelectorAll(dropped)) each.remove();
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
    const comments: ChildNode[] = [];
    while (walker.nextNode()) comments.push(walker.currentNode as Comment);
    for (const comment of comments) comment.remove();
}

/** A table in a table, or in a list, has no place: its cells stand as lines. */
function flatten(root: Element): void {
    for (const inner of root.querySelectorAll("table table, li table, blockquote table")) {
        const lines = [...inner.querySelectorAll("td, th")].map((cell) => {
            const line = root.ownerDocument.createElement("p");
            line.append(...cell.childNodes);
            return line;
        });
        inner.replaceWith(...lines);
    }
}

/** One cell is its text. */
function bare(content: Fragment): Fragment {
    const only = content.childCount === 1 ? content.firstChild! : undefined;
    if (only?.type !== node.table || only.childCount !== 1) return content;
    const row = only.firstChild!;
    return row.childCount === 1 ? row.firstChild!.content : content;
}

function trimmed(content: Fragment): Fragment {
    const blocks = [...content.content];
    const empty = (one?: Node) => one?.type === node.paragraph && !one.textContent.trim();
    while (empty(blocks[0])) blocks.shift();
    while (empty(blocks.at(-1))) blocks.pop();
    return Fragment.from(blocks);
}

/** The only place where a text becomes elements; they are those of a document that is never shown. */
const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
    "pasted",
    {
        createHTML: (html) => html,
    },
);

interface TrustedTypes {
    createPolicy(name: string, rules: { createHTML: (html: string) => string }): typeof rules;
}

/**
 * Styles and handlers are kept aside: the page's policy complains of both, and Word says in styles
 * what is a list.
 * Nothing is safe by this: what is kept of it all is what the schema knows.
 */
function read(html: string): HTMLElement {
    const apart = html
        .replace(/<style\b[\s\S]*?(<\/style\s*>|$)/gi, "")
        .replace(/<[a-z][^<>]*>/gi, (tag) =>
            tag.replace(/([\s/"'])(style|on\w+)\s*=/gi, "$1data-$2="),
        );
    const { body } = new DOMParser().parseFromString(
        trusted?.createHTML(apart) ?? apart,
        "text/html",
    );
    return body;
}

/** What letters look like, for the schema to read. */
function restyle(root: Element): void {
    for (const each of root.querySelectorAll<HTMLElement>("[data-style]")) {
        const { style } = root.ownerDocument.createElement("span");
        style.cssText = each.dataset.style!;
        each.style.fontWeight = style.fontWeight;
        each.style.fontStyle = style.fontStyle;
        each.style.textDecoration = style.textDecorationLine;
    }
}

export function contentOf(html: string): Fragment {
    const body = read(html);
    clean(body);
    restyle(body);
    foldWordLists(body);
    flatten(body);
    const doc = Reader.fromSchema(schema).parse(body);
    return bare(trimmed(doc.content));
}

/** In a cell there is no table: each row is a line. */
export function withoutTables(slice: Slice): Slice {
    const blocks = slice.content.content.flatMap((one) =>
        one.type !== node.table
            ? [one]
            : one.children.map((row) => {
                  const line = row.children
                      .map((cell) => cell.textContent)
                      .join(" ")
                      .trim();
                  return node.paragraph.create(null, line ? schema.text(line) : null);
              }),
    );
    const open = (one?: Node) => (one?.type === node.paragraph ? 1 : 0);
    return new Slice(Fragment.from(blocks), open(blocks[0]), open(blocks.at(-1)));
}

/** Ready to be put where the caret is: text goes on in the line in which it stands. */
export function sliceOf(html: string): Slice {
    const content = contentOf(html);
    const open = (one?: Node | null) => (one?.type === node.paragraph ? 1 : 0);
    return new Slice(content, open(content.firstChild), open(content.lastChild));
}
