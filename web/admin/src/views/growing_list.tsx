// A list that one adds to and takes away from. The focus goes where the hands are: into what was
// added, and from what was taken away into what stands in its place.
import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { flushSync } from "react-dom";
import styles from "./growing_list.module.css";

export interface Row<Item> {
    index: number;
    set: (part: Partial<Item>) => void;
    /** The button that takes it away: `label` names it, `word` is seen, too. */
    takeAway: (label: string, word?: string) => ReactNode;
}

export function GrowingList<Item extends object>(props: {
    items: readonly Item[];
    /** One more of them; where there can be none, nothing is added. */
    fresh?: () => Item;
    add: string;
    /** Names the button where its word alone would not. */
    add_label?: string;
    label?: string;
    error?: string;
    /** In place of the list. */
    none?: ReactNode;
    /** The name of one that may move; others go by their number. */
    name?: (item: Item, index: number) => string;
    onChange: (items: Item[]) => void;
    children: (item: Item, row: Row<Item>) => ReactNode;
}) {
    const { items, fresh, name, onChange } = props;
    const list = useRef<HTMLUListElement>(null);
    const add = useRef<HTMLButtonElement>(null);

    function change(next: Item[], index: number): void {
        flushSync(() => onChange(next));
        const row = list.current?.children[Math.min(index, next.length - 1)];
        (row?.querySelector<HTMLElement>("input, select") ?? add.current)?.focus();
    }
    const rows = items.map((item, index) => (
        <li key={name?.(item, index) ?? index}>
            {props.children(item, {
                index,
                set: (part) =>
                    onChange(items.map((one, at) => (at === index ? { ...one, ...part } : one))),
                takeAway: (label, word) => (
                    <button
                        type="button"
                        className={`button quiet ${word ? "" : "square"}`}
                        aria-label={label}
                        onClick={() =>
                            change(
                                items.filter((_, at) => at !== index),
                                index,
                            )
                        }
                    >
                        <Trash2 size={16} aria-hidden="true" />
                        {word}
                    </button>
                ),
            })}
        </li>
    ));
    return (
        <div className={styles.box}>
            {rows.length ? (
                <ul className={styles.list} ref={list} aria-label={props.label}>
                    {rows}
                </ul>
            ) : (
                props.none && <p className={styles.none}>{props.none}</p>
            )}
            {props.error && (
                <p className="error" role="alert">
                    {props.error}
                </p>
            )}
            {fresh && (
                <button
                    ref={add}
                    type="button"
                    className="button"
                    aria-label={props.add_label}
                    onClick={() => change([...items, fresh()], items.length)}
                >
                    <Plus size={16} aria-hidden="true" />
                    {props.add}
                </button>
            )}
        </div>
    );
}
