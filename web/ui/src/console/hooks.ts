// Hooks that every face for staff needs.
import type { Store } from "@parley/sdk";
import { useState, useSyncExternalStore } from "react";

export function useStore<T>(store: Store<T>): T {
    return useSyncExternalStore(store.subscribe, store.getSnapshot);
}

export function useMedia(query: string): boolean {
    const [list] = useState(() => matchMedia(query));
    return useSyncExternalStore(
        (listener) => {
            list.addEventListener("change", listener);
            return () => list.removeEventListener("change", listener);
        },
        () => list.matches,
    );
}
