// What the person has sent and the server has not yet confirmed. Entries survive a reload in the
// caller's storage
// and are sent again, with the same client_id, whenever the socket opens: the server drops
// duplicates.
//
// INVARIANT 1: in one chat the next entry is sent only when the one before is settled, so the order
// is the person's.
// INVARIANT 2: an entry leaves by the server's confirmation or by remove(), never by itself.
import type { Client } from "./client.ts";
import type { AttachedFile, Message, Problem } from "./generated.ts";
import { mayKeep } from "./may_keep.ts";
import { asProblem } from "./problem.ts";
import { handlers, type Listener } from "./store.ts";

export interface Outgoing {
    readonly client_id: string;
    readonly chat: string;
    readonly text: string;
    /** As they were then; sent by their ids. */
    readonly files?: readonly AttachedFile[];
    /** When it was written, server time, RFC 3339. */
    readonly at: string;
    readonly state: "pending" | "failed";
    /** Why it failed. */
    readonly problem?: Problem;
}

export type OutboxStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export interface Outbox {
    /** The text may be empty where there are files. */
    send(chat: string, text: string, files?: readonly AttachedFile[]): Outgoing;
    /** Puts a failed entry at the end of its chat's line again. */
    retry(client_id: string): void;
    remove(client_id: string): void;
    /** Not yet confirmed, oldest first; the same array until something changes. */
    list(chat: string): readonly Outgoing[];
    subscribe(listener: Listener): () => void;
    /**
     * Called once with the stored message of each confirmed entry, and with what was written, before
     * the entry leaves list().
     */
    onConfirmed(handler: (message: Message, said: string) => void): () => void;
    close(): void;
}

/** Wait of a "too_many" that names no time. */
const pause_ms = 2_000;
const answer_ms = 10_000;
const none: readonly Outgoing[] = [];

export function createOutbox(options: {
    client: Client;
    storage?: OutboxStorage;
    /** Start of the storage keys; another person at the same browser needs another one. */
    prefix?: string;
}): Outbox {
    const { client, storage, prefix = "parley.outbox." } = options;
    const lines = new Map<string, readonly Outgoing[]>();
    const sending = new Set<string>(); // chats with an entry on its way or pausing
    const changes = handlers<[]>();
    const confirmations = handlers<[Message, string]>();

    function restore(): void {
        const found: Outgoing[] = [];
        for (let i = 0; storage && i < storage.length; i++) {
            const key = storage.key(i);
            if (!key?.startsWith(prefix)) continue;
            try {
                found.push(JSON.parse(storage.getItem(key)!));
            } catch {
                storage.removeItem(key);
            }
        }
        found.sort((a, b) => (a.at < b.at ? -1 : 1));
        for (const entry of found) lines.set(entry.chat, [...list(entry.chat), entry]);
    }

    function list(chat: string): readonly Outgoing[] {
        return lines.get(chat) ?? none;
    }

    function change(chat: string, line: readonly Outgoing[]): void {
        if (line.length) lines.set(chat, line);
        else lines.delete(chat);
        changes.emit();
    }

    function keep(entry: Outgoing): void {
        const { text, files = [] } = entry;
        if (!mayKeep([text, ...files.map(({ name }) => name)].join("\n"))) return;
        try {
            storage?.setItem(prefix + entry.client_id, JSON.stringify(entry));
        } catch {
            // A full or forbidden storage costs the survival of a reload, not the message.
        }
    }

    function find(client_id: string): Outgoing | undefined {
        for (const line of lines.values()) {
            const entry = line.find((one) => one.client_id === client_id);
            if (entry) return entry;
        }
    }

    function append(entry: Outgoing): void {
        keep(entry);
        change(entry.chat, [
            ...list(entry.chat).filter((one) => one.client_id !== entry.client_id),
            entry,
        ]);
        pump(entry.chat);
    }

    function remove(client_id: string): void {
        const entry = find(client_id);
        if (!entry) return;
        storage?.removeItem(prefix + client_id);
        change(
            entry.chat,
            list(entry.chat).filter((one) => one !== entry),
        );
    }

    function confirm(message: Message, client_id: string | undefined): void {
        const entry = client_id && find(client_id);
        if (!entry) return;
        confirmations.emit({ ...message, client_id }, entry.text);
        remove(client_id);
    }

    function fail(entry: Outgoing, problem: Problem): void {
        const failed: Outgoing = { ...entry, state: "failed", problem };
        keep(failed);
        change(
            entry.chat,
            list(entry.chat).map((one) => (one.client_id === entry.client_id ? failed : one)),
        );
    }

    function pump(chat: string): void {
        const entry = list(chat).find((one) => one.state === "pending");
        if (!entry || sending.has(chat) || client.status.state !== "open") return;
        sending.add(chat);
        const { client_id, text, files } = entry;
        const said = { text: text || undefined, files: files?.map((one) => one.id) };
        const next = () => {
            sending.delete(chat);
            pump(chat);
        };
        client.call("message.post", { chat, client_id, ...said }, { timeout: answer_ms }).then(
            ({ message }) => {
                confirm(message, client_id);
                next();
            },
            (caught) => {
                const { problem } = asProblem(caught);
                // goes again when the socket opens
                if (problem.code === "disconnected") return next();
                if (problem.code === "too_many" || problem.retry_ms) {
                    setTimeout(next, problem.retry_ms ?? pause_ms);
                    return;
                }
                // Confirmed by an event, or deleted, in the meantime: nothing is left to fail.
                if (find(client_id)) fail(entry, problem);
                next();
            },
        );
    }

    const undo = [
        client.onState(({ state }) => {
            if (state === "open") for (const chat of lines.keys()) pump(chat);
        }),
        client.on("message.posted", ({ message, client_id }) =>
            confirm(message, client_id ?? message.client_id),
        ),
    ];
    restore();
    for (const chat of lines.keys()) pump(chat);

    return {
        send(chat, text, files) {
            const entry: Outgoing = {
                client_id: crypto.randomUUID(),
                chat,
                text,
                files,
                at: new Date(client.serverNow()).toISOString(),
                state: "pending",
            };
            append(entry);
            return entry;
        },
        retry(client_id) {
            const entry = find(client_id);
            if (entry?.state !== "failed") return;
            const { problem: _, ...rest } = entry;
            append({ ...rest, state: "pending" });
        },
        remove,
        list,
        subscribe: (listener) => changes.add(listener),
        onConfirmed: (handler) => confirmations.add(handler),
        close() {
            for (const one of undo) one();
        },
    };
}
