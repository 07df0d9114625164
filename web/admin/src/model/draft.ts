// What somebody has changed on a page and not saved yet.
import { useState } from "react";

export interface Draft<T> {
    value: T;
    /** Fields that are not as they are saved, in the order of the fields. */
    changed: (keyof T & string)[];
    set(part: Partial<T>): void;
    discard(): void;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Edits on top of what is saved, which may change beneath them; `proposed` are the first ones. */
export function useDraft<T extends object>(saved: T, proposed: Partial<T> = {}): Draft<T> {
    const [edits, setEdits] = useState<Partial<T>>(proposed);
    const value = { ...saved, ...edits };
    const changed = (Object.keys(saved) as (keyof T & string)[]).filter(
        (key) => !same(value[key], saved[key]),
    );
    return {
        value,
        changed,
        set: (part) => setEdits((before) => ({ ...before, ...part })),
        discard: () => setEdits({}),
    };
}
