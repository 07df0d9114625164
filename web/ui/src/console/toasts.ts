// Short notices in the corner: what happened, and a way to undo it. At most three; errors stay
// until dismissed.
import { createValue, type Value } from "./value.ts";

export interface Toast {
    id: number;
    kind: "info" | "error";
    text: string;
    action?: { label: string; run: () => void };
    /** Undefined: until dismissed. */
    lasts_ms?: number;
    /** When it leaves by itself, not by its action. */
    onLeave?: () => void;
}

export interface Toasts extends Pick<Value<readonly Toast[]>, "subscribe" | "getSnapshot"> {
    /** Gives what closes it before its time. */
    show(toast: Omit<Toast, "id" | "lasts_ms">): () => void;
    act(id: number): void;
    dismiss(id: number): void;
    clear(): void;
}

const shown_max = 3;
const plain_ms = 5_000;
const with_action_ms = 8_000;

export function createToasts(): Toasts {
    const value = createValue<readonly Toast[]>([]);
    let next_id = 1;

    function take(id: number): Toast | undefined {
        const found = value.getSnapshot().find((one) => one.id === id);
        if (found) value.set((all) => all.filter((one) => one !== found));
        return found;
    }

    function dismiss(id: number): void {
        take(id)?.onLeave?.();
    }

    return {
        subscribe: value.subscribe,
        getSnapshot: value.getSnapshot,
        show(toast) {
            const lasts = toast.action ? with_action_ms : plain_ms;
            const id = next_id++;
            value.set((all) => [
                ...all,
                { ...toast, id, ...(toast.kind === "info" && { lasts_ms: lasts }) },
            ]);
            const all = value.getSnapshot();
            if (all.length > shown_max) dismiss(all[0]!.id);
            return () => dismiss(id);
        },
        act: (id) => take(id)?.action?.run(),
        dismiss,
        clear() {
            for (const one of value.getSnapshot()) dismiss(one.id);
        },
    };
}
