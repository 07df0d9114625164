// The field with looks (O15): ProseMirror, loaded only where a queue has it. To what is around it this
// is a text as in the plain field; what it looks like is kept beside that, and holds for that text.
import "../../rich.css";
import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keydownHandler } from "prosemirror-keymap";
import { Fragment, Slice } from "prosemirror-model";
import { type Command, EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useFace } from "../chat/face.tsx";
import type { FieldProps, Piece } from "../chat/field.tsx";
import { backTab, newLine, tab, toggle, typed } from "./commands.ts";
import { isEmptyDoc, plainDoc, takingIn } from "./editing.ts";
import styles from "./field.module.css";
import { inserting, lengthOf } from "./inserting.ts";
import { keepBody, keptBody } from "./kept.ts";
import { changeTo, type Layout, layoutOf, pieceOf, placeOf, posOf } from "./layout.ts";
import { LinkDialog } from "./link_dialog.tsx";
import { node, schema } from "./schema.ts";
import { Toolbar } from "./toolbar.tsx";
import { docOf, isPlain, pointsOf, treeOf, trimmed } from "./tree.ts";

const keys: Record<string, Command> = {
    ...baseKeymap,
    "Mod-b": toggle("bold"),
    "Mod-i": toggle("italic"),
    "Mod-u": toggle("underline"),
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Shift-Enter": newLine,
    Tab: tab,
    "Shift-Tab": backTab,
};
const onKeys = keydownHandler(keys);

/** Marks what came from outside of the field. */
const outside = "outside";

/** As little as possible of what is there changes, and its looks stay. */
function changed(state: EditorState, layout: Layout, next: string): Transaction {
    const { text } = layout;
    const { from, to, put } = changeTo(text, next);
    const tr = state.tr;
    const lines = (some: string) => plainDoc(some).content;
    if (from === to && from === 0 && put.endsWith("\n"))
        return tr.insert(0, lines(put.slice(0, -1)));
    if (from === text.length && put.startsWith("\n") && text) {
        return tr.insert(state.doc.content.size, lines(put.slice(1)));
    }
    const piece = pieceOf(layout, from, to);
    if (!piece || !text) return tr.replaceWith(0, state.doc.content.size, lines(next));
    const [start, end] = [piece.pos + from - piece.at, piece.pos + to - piece.at];
    if (state.doc.resolve(start).parent.type === node.code_block || !put.includes("\n")) {
        return put ? tr.insertText(put, start, end) : tr.delete(start, end);
    }
    const inline = put
        .split("\n")
        .flatMap((line, i) => [
            ...(i ? [node.line_break.create()] : []),
            ...(line ? [schema.text(line)] : []),
        ]);
    return tr.replace(start, end, new Slice(Fragment.from(inline), 0, 0));
}

export function RichField(props: FieldProps) {
    const { ref, id, text, places } = props;
    const { drafts } = useFace();
    const mount = useRef<HTMLDivElement>(null);
    const view = useRef<EditorView>(undefined);
    const layout = useRef<Layout>({ text: "", pieces: [] });
    const [state, setState] = useState<EditorState>();
    const [linking, link] = useState(false);
    const now = useRef(props);
    now.current = props;

    /** What is written, to who keeps it: first the looks, which hold for the text that follows. */
    function tell(doc: EditorState["doc"]): void {
        layout.current = layoutOf(doc);
        const tree = treeOf(doc);
        const plain = isPlain(tree);
        keepBody(drafts, id, layout.current.text, plain ? undefined : tree);
        const all = plain ? 0 : [...layout.current.text].length - pointsOf(tree.blocks);
        now.current.onChange(layout.current.text, all);
    }

    useLayoutEffect(() => {
        const kept = keptBody(drafts, id, now.current.text);
        const doc = kept ? docOf(kept) : plainDoc(now.current.text);
        layout.current = layoutOf(doc);
        const taking = takingIn();
        const made = new EditorView(
            { mount: mount.current! },
            {
                state: EditorState.create({ doc, plugins: [typed, history(), tableEditing()] }),
                attributes: (shown) => attributesOf(now.current, shown.doc),
                decorations: ({ doc }) =>
                    DecorationSet.create(
                        doc,
                        now.current.places.map(({ from, to }) =>
                            Decoration.inline(
                                posOf(layout.current, from),
                                posOf(layout.current, to),
                                { class: styles.stop! },
                            ),
                        ),
                    ),
                dispatchTransaction(tr) {
                    const next = made.state.apply(tr);
                    if (tr.docChanged) layout.current = layoutOf(next.doc);
                    made.updateState(next);
                    setState(next);
                    if (tr.docChanged && !tr.getMeta(outside)) tell(next.doc);
                    now.current.onMove();
                },
                handleKeyDown(_, event) {
                    taking.key(event);
                    if (event.isComposing || event.keyCode === 229) return false;
                    const command = event.ctrlKey || event.metaKey;
                    if (command && !event.shiftKey && !event.altKey && event.key === "k") {
                        // Elsewhere it opens the palette.
                        event.stopPropagation();
                        link(true);
                        return true;
                    }
                    return now.current.onKey(event) || onKeys(made, event);
                },
                handleDOMEvents: {
                    ...taking.handlers,
                    focus: () => now.current.onFocus(),
                    blur: () => now.current.onBlur(),
                },
            },
        );
        view.current = made;
        setState(made.state);
        if (now.current.resume) handle.select(now.current.resume);
        return () => made.destroy();
    }, []);

    const handle = {
        get text() {
            return layout.current.text;
        },
        focus: () => view.current?.focus(),
        hasFocus: () => view.current?.hasFocus() ?? false,
        selection() {
            const { from = 0, to = 0 } = view.current?.state.selection ?? {};
            return { from: placeOf(layout.current, from), to: placeOf(layout.current, to) };
        },
        select({ from, to }: { from: number; to: number }) {
            const editor = view.current;
            if (!editor) return;
            const { doc, tr } = editor.state;
            const [start, end] = [posOf(layout.current, from), posOf(layout.current, to)];
            editor.focus();
            editor.dispatch(tr.setSelection(TextSelection.create(doc, start, end)));
        },
        insert(piece: Piece, max: number) {
            const editor = view.current;
            const tr = editor && inserting(editor.state, piece);
            if (!tr || lengthOf(tr.doc) > max) return false;
            editor.dispatch(tr.scrollIntoView());
            return true;
        },
        body() {
            const tree = view.current && treeOf(view.current.state.doc);
            return tree && !isPlain(tree) ? trimmed(tree) : undefined;
        },
    };
    useImperativeHandle(ref, () => handle, []);

    // Inserted, taken from a draft of somebody else, given back, sent, or written in another tab.
    useLayoutEffect(() => {
        const editor = view.current;
        if (!editor || text === layout.current.text) return;
        const kept = keptBody(drafts, id, text);
        const tr = kept
            ? editor.state.tr.replaceWith(0, editor.state.doc.content.size, docOf(kept).content)
            : changed(editor.state, layout.current, text);
        if (!text) tr.setSelection(TextSelection.atStart(tr.doc)).setStoredMarks(null);
        editor.dispatch(tr.setMeta(outside, true));
        tell(editor.state.doc);
    }, [text, drafts, id]);

    const { label, placeholder, described_by, wrong, list } = props;
    const stops = places.map(({ from, to }) => `${from} ${to}`).join();
    // What attributes and decorations are made of.
    useEffect(() => {
        view.current?.updateState(view.current.state);
    }, [label, placeholder, described_by, wrong, list?.controls, list?.active, stops]);

    return (
        <>
            {view.current && state && (
                <Toolbar view={view.current} state={state} onLink={() => link(true)} />
            )}
            <div ref={mount} data-region-focus />
            {linking &&
                view.current &&
                createPortal(
                    // A form of its own, which is not to submit the one around the field.
                    <div onSubmit={(event) => event.stopPropagation()}>
                        <LinkDialog view={view.current} onClose={() => link(false)} />
                    </div>,
                    document.body,
                )}
        </>
    );
}

function attributesOf(props: FieldProps, doc: EditorState["doc"]): Record<string, string> {
    const { label, placeholder, described_by, wrong, list } = props;
    return {
        class: `rich ${styles.field}`,
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "aria-describedby": described_by,
        "aria-placeholder": placeholder,
        ...(isEmptyDoc(doc) && { "data-placeholder": placeholder }),
        ...(wrong && { "aria-invalid": "true" }),
        ...(list && { "aria-autocomplete": "list" }),
        ...(list?.controls && { "aria-controls": list.controls }),
        ...(list?.active && { "aria-activedescendant": list.active }),
    };
}
