// What the panel keeps in this browser, per organization and partition: the customer's token, the
// chat, drafts, the form. A browser that forbids storage costs continuity, not the chat.

import { mayKeep } from "@parley/sdk";

export type Keep = ReturnType<typeof createKeep>;

export function createKeep(place: string) {
    const prefix = `parley.${place}.`;
    const guarded = <T>(work: () => T, otherwise: T): T => {
        try {
            return work();
        } catch {
            return otherwise;
        }
    };
    return {
        prefix,
        get: (key: string) => guarded(() => localStorage.getItem(prefix + key), null),
        /** Nothing, an empty text, or one that must not be kept takes the entry away. */
        set(key: string, value?: string): void {
            guarded(() => {
                if (value && mayKeep(value)) localStorage.setItem(prefix + key, value);
                else localStorage.removeItem(prefix + key);
            }, undefined);
        },
        storage: guarded(() => localStorage, undefined),
        /** Another tab of this browser changed that key. */
        onOther(key: string, handler: () => void): void {
            addEventListener("storage", (event) => {
                if (event.key === prefix + key) handler();
            });
        },
    };
}
