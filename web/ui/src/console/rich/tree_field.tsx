// The field for a formatted text that is saved as its tree, such as a part of an article. Enter begins
// a paragraph, Shift+Enter a line. Loaded only where such texts are written.
import "../../rich.css";
import type { RichText } from "@parley/sdk";
import { baseKeymap, chainCommands, newlineInCode } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keydownHandler } from "prosemirror-keymap";
import { type Command, EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { backTab, newLine, tab, toggle, typed } from "./commands.ts";
import { isEmptyDoc, takingIn } from "./editing.ts";
import styles from "./field.module.css";
import { LinkDialog } from "./link_dialog.tsx";
import { node } from "./schema.ts";
import { Toolbar } from "./toolbar.tsx";
import { docOf, treeOf, trimmed } from "./tree.ts";

export interface TreeFieldProps {
    label: string;
    placeholder?: string;
    /** What is written in it. */
    lang?: string;
    described_by?: string | undefined;
    wrong?: boolean;
    value: RichText;
    onChange: (value: RichText) => void;
}

const lineBreak: Command = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(node.line_break.create()).scrollIntoView());
    return true;
};

const keys: Record<string, Command> = {
    ...baseKeymap,
    "Mod-b": toggle("bold"),
    "Mod-i": toggle("italic"),
    "Mod-u": toggle("underline"),
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    Enter: newLine,
    "Shift-Enter": chainCommands(newlineInCode, lineBreak),
    Tab: tab,
    "Shift-Tab": backTab,
};
const onKeys = keydownHandler(keys);

/** Marks what came from outside of the field. */
const outside = "outside";

export function TreeField(props: TreeFieldProps) {
    const { label, placeholder, lang, described_by, wrong, value } = props;
    const mount = useRef<HTMLDivElement>(null);
    const view = useRef<EditorView>(undefined);
    const [state, setState] = useState<EditorState>();
    const [linking, link] = useState(false);
    const now = useRef(props);
    now.current = props;
    /** What the field shows, as it was given or told. */
    const shown = useRef(value);

    useLayoutEffect(() => {
        const taking = takingIn();
        const doc = docOf(shown.current);
        const made = new EditorView(
            { mount: mount.current! },
            {
                state: EditorState.create({ doc, plugins: [typed, history(), tableEditing()] }),
                attributes: ({ doc }) => attributesOf(now.current, isEmptyDoc(doc)),
                dispatchTransaction(tr) {
                    const next = made.state.apply(tr);
                    made.updateState(next);
                    setState(next);
                    if (!tr.docChanged || tr.getMeta(outside)) return;
                    shown.current = trimmed(treeOf(next.doc));
                    now.current.onChange(shown.current);
                },
                handleKeyDown(_, event) {
                    taking.key(event);
                    if (event.isComposing || event.keyCode === 229) return false;
                    const command = event.ctrlKey || event.metaKey;
                    if (command && !event.shiftKey && !event.altKey && event.key === "k") {
                        event.stopPropagation();
                        link(true);
                        return true;
                    }
                    return onKeys(made, event);
                },
                handleDOMEvents: taking.handlers,
            },
        );
        view.current = made;
        setState(made.state);
        return () => made.destroy();
    }, []);

    // Discarded, taken from elsewhere, or saved by somebody else.
    useLayoutEffect(() => {
        const editor = view.current;
        if (!editor || JSON.stringify(value) === JSON.stringify(shown.current)) return;
        shown.current = value;
        const { doc, tr } = editor.state;
        tr.replaceWith(0, doc.content.size, docOf(value).content);
        editor.dispatch(tr.setMeta(outside, true).setMeta("addToHistory", false));
    }, [value]);

    // What attributes are made of.
    useEffect(() => {
        view.current?.updateState(view.current.state);
    }, [label, placeholder, lang, described_by, wrong]);

    return (
        <>
            {view.current && state && (
                <Toolbar view={view.current} state={state} onLink={() => link(true)} />
            )}
            <div ref={mount} />
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

function attributesOf(props: TreeFieldProps, empty: boolean): Record<string, string> {
    const { label, placeholder, lang, described_by, wrong } = props;
    return {
        class: `rich ${styles.field}`,
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        ...(lang && { lang }),
        ...(described_by && { "aria-describedby": described_by }),
        ...(placeholder && { "aria-placeholder": placeholder }),
        ...(empty && placeholder && { "data-placeholder": placeholder }),
        ...(wrong && { "aria-invalid": "true" }),
    };
}
