// The field in which one writes to the customer: what is around it knows places of a text, and whether
// that is all there is (PlainField) or has looks, too (../rich/field.tsx).
import type { RichText } from "@parley/sdk";
import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { Stops } from "../canned/field.tsx";
import type { Place } from "../canned/placeholders.ts";
import styles from "./composer.module.css";

/** What is put into a text from elsewhere; the field takes of it what it can show. */
export interface Piece {
    text: string;
    body: RichText;
    /** Whether it stands within a line, or in lines of its own. */
    inline: boolean;
}

export interface WritingField {
    readonly text: string;
    focus(): void;
    hasFocus(): boolean;
    selection(): Place;
    select(place: Place): void;
    /** In the stead of what is selected; false, and nothing is done, where it would be more than `max`. */
    insert(piece: Piece, max: number): boolean;
    /** What it looks like, where that is more than the text says. */
    body(): RichText | undefined;
}

/** As much of a key as is asked about; both React's event and the browser's. */
export type Key = Pick<
    KeyboardEvent,
    "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey" | "stopPropagation"
>;

export interface FieldProps {
    ref: Ref<WritingField>;
    /** Under which its draft is kept. */
    id: string;
    text: string;
    /** What is to be filled in before it is sent. */
    places: readonly Place[];
    label: string;
    placeholder: string;
    described_by: string;
    wrong: boolean;
    /** The list of prepared answers that belongs to it. */
    list?: { controls?: string | undefined; active?: string | undefined } | undefined;
    /** What had the focus before this field came in its stead. */
    resume?: Place | undefined;
    /** `marks`: code points of the text that nobody has written. */
    onChange: (text: string, marks: number) => void;
    /** Whether it was taken. */
    onKey: (key: Key) => boolean;
    onMove: () => void;
    onFocus: () => void;
    onBlur: () => void;
}

const height_max_px = 220;

export function PlainField(props: FieldProps) {
    const { ref, text, places, list, onMove, onChange } = props;
    const box = useRef<HTMLTextAreaElement>(null);
    useLayoutEffect(() => {
        if (!box.current) return;
        box.current.style.height = "auto";
        box.current.style.height = `${Math.min(height_max_px, box.current.scrollHeight)}px`;
    }, [text]);
    useImperativeHandle(
        ref,
        () => ({
            get text() {
                return box.current?.value ?? "";
            },
            focus: () => box.current?.focus(),
            hasFocus: () => document.activeElement === box.current,
            selection() {
                const { selectionStart = 0, selectionEnd = 0 } = box.current ?? {};
                return { from: selectionStart, to: selectionEnd };
            },
            select({ from, to }) {
                box.current?.focus();
                box.current?.setSelectionRange(from, to);
            },
            insert({ text, inline }, max) {
                const field = box.current;
                if (!field) return false;
                const { value, selectionStart, selectionEnd } = field;
                const before = value.slice(0, selectionStart);
                const after = value.slice(selectionEnd);
                const [gap, stands_alone] = inline ? [" ", /\s/] : ["\n", /\n/];
                const put = (before && !stands_alone.test(before.at(-1)!) ? gap : "") + text;
                const rest = after && !stands_alone.test(after[0]!) ? gap + after : after;
                const next = before + put + rest;
                if ([...next].length > max) return false;
                field.value = next;
                field.setSelectionRange(before.length + put.length, before.length + put.length);
                onChange(next, 0);
                return true;
            },
            body: () => undefined,
        }),
        [onChange],
    );
    return (
        <div className={styles.around}>
            {places.length > 0 && <Stops text={text} places={places} />}
            <textarea
                ref={box}
                className={styles.field}
                rows={2}
                value={text}
                data-region-focus
                aria-autocomplete={list && "list"}
                aria-controls={list?.controls}
                aria-activedescendant={list?.active}
                aria-label={props.label}
                aria-describedby={props.described_by}
                aria-invalid={props.wrong || undefined}
                placeholder={props.placeholder}
                onChange={(event) => props.onChange(event.target.value, 0)}
                onSelect={onMove}
                onInput={onMove}
                onFocus={props.onFocus}
                onBlur={props.onBlur}
                onKeyDown={(event) => {
                    // keyCode 229: a composition that Safari ends with this very key.
                    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
                    if (props.onKey(event)) event.preventDefault();
                }}
            />
        </div>
    );
}
