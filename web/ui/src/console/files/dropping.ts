// Files that are dragged over a conversation: where they may be dropped is shown.
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react";

/** The conversation around a composer, in a page or in a drawer. */
const around = "main, dialog";

export function filesIn(data: DataTransfer | null): File[] {
    return [...(data?.files ?? [])];
}

/** Where the place to drop them is; undefined while nothing is dragged over it. */
export function useDropping(
    form: RefObject<HTMLFormElement | null>,
    add: (files: File[]) => void,
): CSSProperties | undefined {
    const [place, setPlace] = useState<CSSProperties>();
    const now = useRef(add);
    now.current = add;
    useEffect(() => {
        const root = form.current?.closest<HTMLElement>(around);
        if (!root) return;
        const isHere = ({ target, dataTransfer }: DragEvent) =>
            dataTransfer?.types.includes("Files") && root.contains(target as Node);
        function over(event: DragEvent): void {
            if (!isHere(event)) return setPlace(undefined);
            event.preventDefault();
            event.dataTransfer!.dropEffect = "copy";
            setPlace((shown) => shown ?? placeOf(root!));
        }
        function drop(event: DragEvent): void {
            setPlace(undefined);
            if (!isHere(event)) return;
            event.preventDefault();
            event.stopPropagation();
            now.current(filesIn(event.dataTransfer));
        }
        /** Out of the window: nothing is entered instead. */
        function leave({ relatedTarget }: DragEvent): void {
            if (!relatedTarget) setPlace(undefined);
        }
        // Before the field itself, which has its own ways.
        const listen = [
            ["dragenter", over],
            ["dragover", over],
            ["dragleave", leave],
            ["drop", drop],
        ] as const;
        for (const [type, heard] of listen) addEventListener(type, heard, true);
        return () => {
            for (const [type, heard] of listen) removeEventListener(type, heard, true);
        };
    }, [form]);
    return place;
}

function placeOf(root: HTMLElement): CSSProperties {
    const { left, top, width, height } = root.getBoundingClientRect();
    return { left, top, width, height };
}
