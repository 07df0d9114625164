// One observable value.
import { handlers, type Store } from "@parley/sdk";

export interface Value<T> extends Store<T> {
    set(next: T | ((before: T) => T)): void;
}

export function createValue<T>(first: T): Value<T> {
    const changes = handlers<[]>();
    let value = first;
    return {
        subscribe: (listener) => changes.add(listener),
        getSnapshot: () => value,
        set(next) {
            const made = typeof next === "function" ? (next as (before: T) => T)(value) : next;
            if (Object.is(made, value)) return;
            value = made;
            changes.emit();
        },
    };
}
