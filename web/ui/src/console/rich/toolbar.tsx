// What the keys do, to be clicked: one stop for Tab, arrow keys within.
import {
    Bold,
    Italic,
    Link,
    List,
    ListOrdered,
    type LucideIcon,
    RemoveFormatting,
    Table,
} from "lucide-react";
import type { Command, EditorState } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { type KeyboardEvent, useState } from "react";
import { type TextId, useText } from "../chat/i18n.ts";
import {
    clearLooks,
    insertTable,
    isMarked,
    listAt,
    toggle,
    toggleList,
    toggleTable,
} from "./commands.ts";
import styles from "./field.module.css";
import { node } from "./schema.ts";

interface Tool {
    text: TextId;
    icon: LucideIcon;
    run: Command;
    /** Of what is on or off. */
    on?: boolean;
    off?: boolean;
    keys?: string;
}

export function Toolbar(props: { view: EditorView; state: EditorState; onLink: () => void }) {
    const { view, state, onLink } = props;
    const { t } = useText();
    const [at, setAt] = useState(0);
    const list = listAt(state);
    const in_table = isInTable(state);
    const tools: readonly Tool[] = [
        {
            text: "rich.bold",
            icon: Bold,
            run: toggle("bold"),
            on: isMarked(state, "bold"),
            keys: "B",
        },
        {
            text: "rich.italic",
            icon: Italic,
            run: toggle("italic"),
            on: isMarked(state, "italic"),
            keys: "I",
        },
        {
            text: "rich.bullets",
            icon: List,
            run: toggleList(node.bullets),
            on: list === node.bullets,
        },
        {
            text: "rich.numbers",
            icon: ListOrdered,
            run: toggleList(node.numbers),
            on: list === node.numbers,
        },
        {
            text: in_table ? "rich.table_remove" : "rich.table",
            icon: Table,
            run: toggleTable,
            off: !in_table && !insertTable(state),
        },
        {
            text: "rich.link",
            icon: Link,
            run: () => {
                onLink();
                return true;
            },
            on: isMarked(state, "link"),
            keys: "K",
        },
        { text: "rich.clear", icon: RemoveFormatting, run: clearLooks },
    ];

    function use({ run, off }: Tool): void {
        if (off) return;
        view.focus();
        run(view.state, view.dispatch, view);
    }

    function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
        const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tools.length - 1 }[
            event.key
        ];
        if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const next = (to + tools.length) % tools.length;
        setAt(next);
        event.currentTarget.querySelectorAll("button")[next]!.focus();
    }

    return (
        <div
            className={styles.toolbar}
            role="toolbar"
            tabIndex={-1}
            aria-label={t("rich.toolbar")}
            onKeyDown={onKeyDown}
        >
            {tools.map((tool, i) => {
                const { text, icon: Icon, on, off, keys } = tool;
                return (
                    <button
                        key={tool.text}
                        type="button"
                        className={`button quiet ${styles.tool}`}
                        tabIndex={i === at ? 0 : -1}
                        aria-label={t(text)}
                        title={keys ? `${t(text)} (Ctrl+${keys})` : t(text)}
                        aria-keyshortcuts={keys && `Control+${keys} Meta+${keys}`}
                        aria-pressed={on}
                        aria-disabled={off || undefined}
                        // The focus stays where one writes.
                        onMouseDown={(event) => event.preventDefault()}
                        onFocus={() => setAt(i)}
                        onClick={() => use(tool)}
                    >
                        <Icon size={17} aria-hidden="true" />
                    </button>
                );
            })}
        </div>
    );
}
