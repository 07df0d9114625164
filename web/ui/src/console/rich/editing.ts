// What fields with looks have in common: how text goes into them, whatever is around them.
import { Slice } from "prosemirror-model";
import { Selection } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { blocksOfText } from "./kept.ts";
import { sliceOf, withoutTables } from "./paste.ts";
import { node } from "./schema.ts";
import { docOf } from "./tree.ts";

export function plainDoc(text: string) {
    return docOf({ blocks: blocksOfText(text) });
}

export function isEmptyDoc(doc: ReturnType<typeof plainDoc>): boolean {
    const first = doc.firstChild!;
    return doc.childCount === 1 && first.type === node.paragraph && !first.content.size;
}

function sliceIn(data: DataTransfer | null, as_text = false): Slice {
    const html = as_text ? "" : data?.getData("text/html");
    const text = data?.getData("text/plain").replace(/\r\n?/g, "\n") ?? "";
    return html ? sliceOf(html) : new Slice(plainDoc(text).content, 1, 1);
}

/** What is pasted and dropped; each key is to be told, since with Shift text is pasted alone. */
export function takingIn() {
    let plain_paste = false;
    return {
        key(event: KeyboardEvent): void {
            plain_paste = event.shiftKey && event.key.toLowerCase() === "v";
        },
        // Before ProseMirror reads it in its own way.
        handlers: {
            paste(view: EditorView, event: ClipboardEvent): boolean {
                event.preventDefault();
                const found = sliceIn(event.clipboardData, plain_paste);
                const slice = isInTable(view.state) ? withoutTables(found) : found;
                plain_paste = false;
                if (slice.size)
                    view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView());
                return true;
            },
            drop(view: EditorView, event: DragEvent): boolean {
                const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
                // What is moved within the field stays whole.
                if (view.dragging || !at) return false;
                event.preventDefault();
                const slice = sliceIn(event.dataTransfer);
                const to = Selection.near(view.state.doc.resolve(at.pos));
                const { tr } = view.state;
                view.dispatch(tr.setSelection(to).replaceSelection(slice));
                view.focus();
                return true;
            },
        },
    };
}
