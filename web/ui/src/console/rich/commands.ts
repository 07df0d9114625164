// What toolbar and keys do, and what typed marks become.
import { chainCommands, lift, newlineInCode, splitBlock, toggleMark } from "prosemirror-commands";
import { InputRule, inputRules, wrappingInputRule } from "prosemirror-inputrules";
import { Fragment, type NodeType, type ResolvedPos } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, TextSelection } from "prosemirror-state";
import { addRowAfter, deleteTable, goToNextCell, isInTable } from "prosemirror-tables";
import { mark, node } from "./schema.ts";

/** As deep as the tree may be, with some blocks around. */
const list_depth_max = 6;

function depthOf(at: ResolvedPos, types: readonly NodeType[]): number {
    for (let depth = at.depth; depth > 0; depth--) {
        if (types.includes(at.node(depth).type)) return depth;
    }
    return 0;
}

const lists = () => [node.bullets, node.numbers];

/** The list in which the caret stands. */
export function listAt({ selection }: EditorState): NodeType | undefined {
    const depth = depthOf(selection.$from, lists());
    return depth ? selection.$from.node(depth).type : undefined;
}

/** Into a list, out of it, or from one kind of list into the other. */
export function toggleList(type: NodeType): Command {
    return (state, dispatch) => {
        const { $from } = state.selection;
        const depth = depthOf($from, lists());
        if (!depth) return wrapInList(type)(state, dispatch);
        if ($from.node(depth).type === type) return liftListItem(node.item)(state, dispatch);
        dispatch?.(state.tr.setNodeMarkup($from.before(depth), type));
        return true;
    };
}

export function isMarked(state: EditorState, name: keyof typeof mark): boolean {
    const { empty, $from, from, to } = state.selection;
    if (empty) return !!mark[name].isInSet(state.storedMarks ?? $from.marks());
    return state.doc.rangeHasMark(from, to, mark[name]);
}

export const toggle = (name: keyof typeof mark): Command => toggleMark(mark[name]);

/** Two columns, a head and one row; the caret stands in the first cell. */
export const insertTable: Command = (state, dispatch) => {
    const { $from } = state.selection;
    // Of lists and cells a table cannot be a part.
    if ($from.depth !== 1) return false;
    if (dispatch) {
        const row = (type: NodeType) =>
            node.table_row.create(null, [type.createAndFill()!, type.createAndFill()!]);
        const table = node.table.create(null, [row(node.table_header), row(node.table_cell)]);
        const here = $from.parent.content.size === 0;
        const at = here ? $from.before() : $from.after();
        const tr = here
            ? state.tr.replaceWith(at, $from.after(), table)
            : state.tr.insert(at, table);
        // Behind it one goes on writing.
        if (at + table.nodeSize >= tr.doc.content.size) {
            tr.insert(at + table.nodeSize, node.paragraph.create());
        }
        tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
        dispatch(tr.scrollIntoView());
    }
    return true;
};

export const toggleTable: Command = (state, dispatch) =>
    isInTable(state) ? deleteTable(state, dispatch) : insertTable(state, dispatch);

/** Without marks, and out of lists and quotes; tables stay. */
export const clearLooks: Command = (state, dispatch) => {
    const { from, to, empty, $from, $to } = state.selection;
    const start = empty ? $from.start() : from;
    const end = empty ? $from.end() : to;
    const tr = state.tr.removeMark(start, end).setStoredMarks([]);
    const range = $from.blockRange($to);
    if (range) {
        const depth = depthOf($from, [...lists(), node.quote]);
        const outer = depth && $from.node(depth - 1).type !== node.item ? depth : 0;
        if (outer) {
            const lines: import("prosemirror-model").Node[] = [];
            $from.node(outer).descendants((one) => {
                if (!one.isTextblock) return true;
                lines.push(node.paragraph.create(null, one.textContent ? one.content : null));
                return false;
            });
            tr.replaceWith($from.before(outer), $from.after(outer), Fragment.from(lines));
            tr.removeMark($from.before(outer), tr.mapping.map($from.after(outer)));
            tr.setSelection(TextSelection.near(tr.doc.resolve($from.before(outer) + 1)));
        }
    }
    dispatch?.(tr.scrollIntoView());
    return true;
};

/** What Enter does elsewhere: here it sends. */
export const newLine: Command = chainCommands(
    newlineInCode,
    splitListItem(node.item),
    // At the end of a list, or of a quote, an empty line leaves it.
    (state, dispatch) => {
        const { $from, empty } = state.selection;
        if (!empty || $from.parent.content.size) return false;
        return lift(state, dispatch);
    },
    splitBlock,
);

/** In a list deeper, in a table on; elsewhere it leaves the field. */
export const tab: Command = (state, dispatch, view) => {
    if (isInTable(state)) {
        if (goToNextCell(1)(state, dispatch)) return true;
        addRowAfter(state, dispatch);
        return view ? goToNextCell(1)(view.state, dispatch) : true;
    }
    if (!listAt(state)) return false;
    const { $from } = state.selection;
    let depth = 0;
    for (let i = $from.depth; i > 0; i--) if (lists().includes($from.node(i).type)) depth++;
    // The first item cannot go deeper; the focus stays all the same.
    if (depth < list_depth_max) sinkListItem(node.item)(state, dispatch);
    return true;
};

export const backTab: Command = (state, dispatch) => {
    if (isInTable(state)) return goToNextCell(-1)(state, dispatch);
    return listAt(state) ? liftListItem(node.item)(state, dispatch) : false;
};

/** `**bold**` and the like stay as they are typed: a star is often only a star. */
export const typed = inputRules({
    rules: [
        wrappingInputRule(/^\s*[-*•]\s$/, node.bullets),
        wrappingInputRule(
            /^(\d{1,6})[.)]\s$/,
            node.numbers,
            ([, number]) => ({ start: Number(number) }),
            ([, number], before) => before.childCount + before.attrs.start === Number(number),
        ),
        wrappingInputRule(/^\s*>\s$/, node.quote),
        new InputRule(/^```$/, (state, _, from, to) => {
            const at = state.doc.resolve(from);
            const fits = at
                .node(-1)
                .canReplaceWith(at.index(-1), at.indexAfter(-1), node.code_block);
            return fits
                ? state.tr.delete(from, to).setBlockType(from, from, node.code_block)
                : null;
        }),
    ],
});

/** The link at the caret, all of it, or what is selected. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } {
    const { $from, from, to, empty } = state.selection;
    const found = mark.link.isInSet(empty ? $from.marks() : ($from.nodeAfter?.marks ?? []));
    if (!found || !empty) return { from, to, href: found?.attrs.href ?? "" };
    const start = $from.start();
    let [first, last] = [from, to];
    $from.parent.forEach((one, offset) => {
        const [begin, end] = [start + offset, start + offset + one.nodeSize];
        if (!found.isInSet(one.marks)) return;
        // Neighbours with the same address belong to it.
        if (end === first || (begin <= from && end >= from)) first = Math.min(first, begin);
        if (begin <= last && end >= last) last = end;
    });
    return { from: first, to: last, href: found.attrs.href };
}
