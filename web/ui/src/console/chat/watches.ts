// Which chats the person watches, over all their pages: a page that goes away without a word, by a
// reload or a closed tab, leaves its watch open, and the next one ends it.
//
// INVARIANT: a watch ends only where no page of this browser shows it. Each page that does holds a
// shared lock, and who ends it has had the lock alone.
import type { Client } from "@parley/sdk";

export interface Watches {
    /** `ask` begins it at the server. Until the answer is called. */
    watch(chat: string, ask: () => Promise<void>): () => void;
    close(): void;
}

type Locks = Pick<LockManager, "request">;

export function createWatches(options: {
    client: Client;
    user: string;
    /** There are none over plain HTTP; then a page knows its own watches only. */
    locks?: Locks | undefined;
    storage?: Storage;
}): Watches {
    const { client, user } = options;
    const locks: Locks | undefined = "locks" in options ? options.locks : navigator.locks;
    const storage = options.storage ?? (locks ? localStorage : sessionStorage);
    const prefix = `parley.watch.${user}.`;
    /** How many panes of this page show a chat. */
    const here = new Map<string, number>();

    function count(chat: string, by: 1 | -1): void {
        here.set(chat, (here.get(chat) ?? 0) + by);
    }

    function remember(chat: string): void {
        try {
            storage.setItem(prefix + chat, "");
        } catch {
            // A full or forbidden storage costs only that the next page ends what this one left.
        }
    }

    async function unmonitor(chat: string): Promise<void> {
        if (here.get(chat)) return;
        try {
            await client.call("chat.unmonitor", { chat });
        } catch {
            // Without a connection it is kept in mind for the next one.
            if (client.status.state !== "open") return;
        }
        storage.removeItem(prefix + chat);
    }

    async function end(chat: string): Promise<void> {
        if (!locks) return unmonitor(chat);
        await locks.request(prefix + chat, { ifAvailable: true }, async (lock) => {
            if (lock) await unmonitor(chat);
        });
    }

    /** What pages have left that are no more. */
    function endLeft(): void {
        if (client.status.state !== "open") return;
        for (const key of Object.keys(storage)) {
            if (key.startsWith(prefix)) void end(key.slice(prefix.length));
        }
    }

    // Where another tab was closed this one is seen, sooner or later.
    const seen = () => {
        if (!document.hidden) endLeft();
    };
    document.addEventListener("visibilitychange", seen);
    const undo = client.onState(({ state }) => {
        if (state === "open") endLeft();
    });
    endLeft();

    return {
        watch(chat, ask) {
            let leave: () => void = () => undefined;
            let left = false;
            const over = new Promise<void>((resolve) => {
                leave = resolve;
            });
            async function begin(): Promise<void> {
                if (left) return;
                remember(chat);
                await ask();
                await over;
            }
            count(chat, 1);
            const held = locks ? locks.request(prefix + chat, { mode: "shared" }, begin) : begin();
            return () => {
                if (left) return;
                left = true;
                count(chat, -1);
                leave();
                const ended = () => end(chat);
                void held.then(ended, ended);
            };
        },
        close() {
            undo();
            document.removeEventListener("visibilitychange", seen);
        },
    };
}
