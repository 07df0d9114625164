// Text that is written and not yet sent, per chat. Kept in localStorage, so that it survives
// switching, reload and a
// restart of the browser.
import { handlers, type Listener, mayKeep } from "@parley/sdk";

/** A crash costs at most this much typing. */
const save_ms = 500;

export interface Drafts {
    get(chat: string): string;
    /** `written`: what of it somebody has written, where the rest is not theirs. */
    set(chat: string, text: string, written?: string): void;
    /** What was sent and has not gone comes before what is written by now, and is kept at once. */
    giveBack(chat: string, text: string): void;
    subscribe(listener: Listener): () => void;
    close(): void;
}

export function createDrafts(prefix: string, storage: Storage = localStorage): Drafts {
    const changes = handlers<[]>();
    const texts = new Map<string, string>();
    const unsaved = new Set<string>();
    /** Those that stay out of the storage. */
    const unkept = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;

    function save(): void {
        clearTimeout(timer);
        timer = undefined;
        for (const chat of unsaved) {
            const text = texts.get(chat);
            try {
                if (text && !unkept.has(chat)) storage.setItem(prefix + chat, text);
                else storage.removeItem(prefix + chat);
            } catch {
                // A full or forbidden storage costs the survival of a reload, not the text.
            }
        }
        unsaved.clear();
    }

    function otherTab(event: StorageEvent): void {
        if (!event.key?.startsWith(prefix)) return;
        const chat = event.key.slice(prefix.length);
        if (unsaved.has(chat)) return; // what is being typed here wins
        texts.set(chat, event.newValue ?? "");
        changes.emit();
    }

    function get(chat: string): string {
        let text = texts.get(chat);
        if (text === undefined) {
            text = storage.getItem(prefix + chat) ?? "";
            texts.set(chat, text);
        }
        return text;
    }

    function set(chat: string, text: string, written = text): void {
        if (texts.get(chat) === text) return;
        texts.set(chat, text);
        if (mayKeep(written)) unkept.delete(chat);
        else unkept.add(chat);
        // What it looked like goes with it (rich/kept.ts).
        if (!text && get(`body ${chat}`)) set(`body ${chat}`, "");
        unsaved.add(chat);
        if (!text) save();
        else timer ??= setTimeout(save, save_ms);
        changes.emit();
    }

    addEventListener("storage", otherTab);
    addEventListener("pagehide", save);
    return {
        get,
        set,
        giveBack(chat, text) {
            const written = get(chat);
            // Another tab has the same line, and may have been first.
            if (written === text || written.startsWith(`${text}\n`)) return;
            set(chat, written ? `${text}\n${written}` : text);
            save();
        },
        subscribe: (listener) => changes.add(listener),
        close() {
            save();
            removeEventListener("storage", otherTab);
            removeEventListener("pagehide", save);
        },
    };
}
