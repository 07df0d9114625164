// One chat as a face shows it: messages in the order of their dense seq, the person's own unconfirmed ones at their
// place, read pointers, who types, and the state of the chat.
//
// INVARIANT 1: the confirmed messages form one gapless run first..last; what arrives beyond waits for the gap.
// INVARIANT 2: an own message keeps its key (its client_id) and its place when it is confirmed.
// INVARIANT 3: getSnapshot answers the same object until something changed.
import type { Client } from "./client.ts";
import { type ConversationState, further, type Item } from "./conversation_state.ts";
import type { AttachedFile, Chat, Message, Person, Problem, Read } from "./generated.ts";
import type { Outbox, Outgoing } from "./outbox.ts";
import { asProblem } from "./problem.ts";
import { handlers, type Store } from "./store.ts";
import { createTypingSender, type TypingSender } from "./typing.ts";

export type { ConversationState, Item } from "./conversation_state.ts";

export interface Conversation extends Store<ConversationState>, TypingSender {
    readonly id: string;
    /** The text may be empty where there are files. */
    send(text: string, files?: readonly AttachedFile[]): void;
    retry(key: string): void;
    remove(key: string): void;
    /** One older page; with `to`, all of them down to the message with this seq. */
    loadOlder(to?: number): Promise<void>;
    /** The person has seen everything up to `seq`. */
    markRead(seq: number): void;
    /** What was asked for elsewhere: a newer state of this chat. */
    learn(chat: Chat): void;
    close(): void;
}

export interface ConversationOptions {
    client: Client;
    outbox: Outbox;
    chat: Chat;
    /** Whose eyes these are: own messages are written in this name. */
    me: Person & { kind: "customer" | "agent" };
    page_size?: number;
}

const typing_ms = 6_000;
const fill_limit = 200;
/** Failed fetches that are worth repeating on an open connection. */
const passing = new Set(["timeout", "unavailable", "overloaded", "too_many"]);
const retry_ms = 5_000;

export function createConversation(options: ConversationOptions): Conversation {
    const { client, outbox, me, page_size = 50 } = options;
    const id = options.chat.id;
    const side = me.kind;
    const changes = handlers<[]>();
    const keys = new Map<number, string>(); // seq -> client_id of own messages
    const ahead = new Map<number, Message>(); // beyond a gap
    const anchors = new Map<string, number>(); // failed entry -> seq it stays behind
    const written = new Map<number, string>(); // seq -> what was written, where not all was kept
    const sender = createTypingSender(client, id);

    let chat = options.chat;
    let messages: Message[] = [];
    let { read, delivered } = chat;
    let typing: Person | undefined;
    let typing_timer: ReturnType<typeof setTimeout> | undefined;
    let loaded = false;
    let target = chat.seq; // the chat is known to reach up to here
    let problem: Problem | undefined;
    let updates = 0; // how often the whole chat was told
    let fetching = false;
    let paging = false;
    let generation = 0; // answers to questions from before a reset are dropped
    let closed = false;
    let retry_timer: ReturnType<typeof setTimeout> | undefined;
    let snapshot: ConversationState | undefined;
    let items: readonly Item[] | undefined;

    const last = () => messages.at(-1)?.seq ?? 0;

    function changed(what: { items?: boolean } = {}): void {
        if (closed) return;
        if (what.items) items = undefined;
        snapshot = undefined;
        changes.emit();
    }

    // ---- what is shown --------------------------------------------------------------------------------------

    function itemOf(message: Message): Item {
        return {
            ...message,
            key: keys.get(message.seq) ?? message.client_id ?? message.id,
            written: written.get(message.seq),
            state: "sent",
        };
    }

    function outgoingItem(entry: Outgoing): Item {
        return { ...entry, key: entry.client_id, from: me };
    }

    /** A failure is anchored when it happens, not when somebody looks. */
    function outboxChanged(): void {
        for (const { client_id, state } of outbox.list(id)) {
            if (state === "pending") anchors.delete(client_id);
            else if (loaded && !anchors.has(client_id)) anchors.set(client_id, last());
        }
        changed({ items: true });
    }

    /** Pending ones wait at the end; failed ones stay behind the message they failed after. */
    function makeItems(): readonly Item[] {
        const made = messages.map(itemOf);
        const pending: Item[] = [];
        const confirmed = new Set(keys.values());
        let shift = 0;
        for (const entry of outbox.list(id)) {
            if (confirmed.has(entry.client_id)) continue;
            const anchor = anchors.get(entry.client_id);
            if (anchor === undefined) {
                pending.push(outgoingItem(entry));
                continue;
            }
            const after = messages.findIndex((one) => one.seq > anchor);
            made.splice((after < 0 ? messages.length : after) + shift++, 0, outgoingItem(entry));
        }
        // Own messages beyond a gap are confirmed, so they stay in sight while the gap is fetched.
        const own = [...ahead.values()].filter((one) => keys.has(one.seq)).map(itemOf);
        return made.concat(own, pending);
    }

    function makeSnapshot(): ConversationState {
        items ??= makeItems();
        const unread = messages.filter(
            (one) => one.seq > read[side] && one.from.kind !== side && one.from.kind !== "system",
        ).length;
        return {
            chat,
            items,
            read,
            delivered,
            unread,
            typing,
            loaded,
            older: loaded && (messages[0]?.seq ?? 1) > 1,
            problem,
        };
    }

    // ---- messages -------------------------------------------------------------------------------------------

    function learnKeys(some: readonly Message[]): void {
        for (const { seq, client_id } of some) if (client_id) keys.set(seq, client_id);
    }

    /** Takes confirmed messages in any order, as often as they come. */
    function take(incoming: readonly Message[]): void {
        learnKeys(incoming);
        for (const message of incoming) {
            target = Math.max(target, message.seq);
            if (message.seq > last()) ahead.set(message.seq, message);
            // What is told again has changed.
            else messages = messages.map((one) => (one.seq === message.seq ? message : one));
        }
        if (loaded) {
            for (let next = ahead.get(last() + 1); next; next = ahead.get(last() + 1)) {
                ahead.delete(next.seq);
                messages.push(next);
                if (typing?.id === next.from.id) setTyping(undefined);
            }
        }
        changed({ items: true });
        if (loaded && last() < target) void fill();
    }

    async function exclusively(work: (mine: number) => Promise<void>): Promise<void> {
        if (fetching || closed) return;
        fetching = true;
        const mine = generation;
        try {
            await work(mine);
            if (mine === generation) problem = undefined;
        } catch (caught) {
            // A lost socket is not the chat's problem: the fetch is repeated when it opens.
            const why = asProblem(caught).problem;
            if (mine === generation && why.code !== "disconnected") problem = why;
            if (passing.has(why.code)) retry_timer = setTimeout(refresh, why.retry_ms ?? retry_ms);
        }
        fetching = false;
        changed();
        if (mine !== generation) void load();
    }

    function refresh(): void {
        if (!loaded) void load();
        else if (last() < target) void fill();
    }

    /** The newest page. */
    function load(): Promise<void> {
        return exclusively(async (mine) => {
            const before = updates;
            const newest = await client.call("chat.get", { chat: id });
            if (mine !== generation) return;
            // An event since the question is at least as new as the answer.
            if (updates === before) update(newest.chat);
            const before_seq = newest.chat.seq + 1;
            const page = newest.chat.seq
                ? await client.call("message.list", { chat: id, before_seq, limit: page_size })
                : { items: [] };
            if (mine !== generation) return;
            messages = page.items;
            learnKeys(messages);
            for (const seq of ahead.keys()) if (seq <= last()) ahead.delete(seq);
            loaded = true;
            outboxChanged();
            take([]);
        }).then(() => {
            if (loaded && last() < target && !problem) return fill();
        });
    }

    /** What lies between the last message and `target`. */
    function fill(): Promise<void> {
        return exclusively(async (mine) => {
            while (last() < target) {
                const page = await client.call("message.list", {
                    chat: id,
                    after_seq: last(),
                    limit: fill_limit,
                });
                if (mine !== generation || !page.items.length) return;
                take(page.items);
            }
        });
    }

    async function loadOlder(to?: number): Promise<void> {
        if (paging || !loaded) return;
        paging = true;
        const mine = generation;
        try {
            let first = messages[0]?.seq ?? 1;
            while (first > (to ?? 1)) {
                const page = await client.call("message.list", {
                    chat: id,
                    before_seq: first,
                    limit: to ? fill_limit : page_size,
                });
                if (mine !== generation || !page.items.length) break;
                learnKeys(page.items);
                messages = page.items.filter((one) => one.seq < first).concat(messages);
                first = messages[0]!.seq;
                problem = undefined;
                if (!to) break;
            }
        } catch (caught) {
            problem = asProblem(caught).problem;
        } finally {
            paging = false;
        }
        changed({ items: true });
    }

    function reset(): void {
        generation++;
        ahead.clear();
        target = 0;
        if (!fetching) void load();
    }

    // ---- the other side -------------------------------------------------------------------------------------

    function setTyping(person: Person | undefined): void {
        clearTimeout(typing_timer);
        if (person) typing_timer = setTimeout(() => setTyping(undefined), typing_ms);
        if (typing?.id === person?.id) return;
        typing = person;
        changed();
    }

    /** What was seen has come, too. */
    function advance(seen: Read, come = seen): void {
        read = further(read, seen);
        delivered = further(delivered, further(read, come));
    }

    function markRead(seq: number): void {
        if (seq <= read[side] || seq > last()) return;
        advance({ ...read, [side]: seq });
        changed();
        sendRead(seq);
    }

    let told_read = chat.read[side];
    function sendRead(seq: number): void {
        if (client.status.state !== "open") return; // told when it opens
        told_read = seq;
        client.call("chat.mark_read", { chat: id, seq }).catch(() => {
            if (told_read === seq) told_read = 0;
        });
    }

    function update(next: Chat): void {
        if (next.id !== id) return;
        updates++;
        chat = next;
        target = Math.max(target, next.seq);
        advance(next.read, next.delivered);
        if (next.state !== "active") setTyping(undefined);
        changed();
        if (loaded && last() < target) void fill();
    }

    const updated = (data: { chat: Chat }) => update(data.chat);
    const undo = [
        ...(["posted", "redacted", "changed"] as const).map((what) =>
            client.on(`message.${what}`, ({ message, client_id }) => {
                if (message.chat === id)
                    take([{ ...message, client_id: client_id ?? message.client_id }]);
            }),
        ),
        client.on("file.changed", ({ seq, file, chat: which }) => {
            const one = messages.find((one) => one.seq === seq) ?? ahead.get(seq!);
            const files = one?.files?.map((old) => (old.id === file.id ? file : old));
            if (one && which === id) take([{ ...one, files }]);
        }),
        ...(["read", "delivered"] as const).map((mark) =>
            client.on(`message.${mark}`, ({ chat: which, by, seq }) => {
                if (which !== id) return;
                advance(mark === "read" ? { ...read, [by]: seq } : read, { ...read, [by]: seq });
                changed();
            }),
        ),
        client.on("typing", ({ chat: which, from, typing: on }) => {
            if (which !== id || from.id === me.id) return;
            if (on || typing?.id === from.id) setTyping(on ? from : undefined);
        }),
        client.on("position", ({ chat: which, ...place }) => {
            if (which !== id) return;
            const unknown = { wait_s: undefined, wait_least_s: undefined, wait_most_s: undefined };
            chat = { ...chat, ...unknown, ...place };
            changed();
        }),
        client.on("sharing.changed", ({ chat: which, sharing }) => {
            if (which !== id) return;
            chat = { ...chat, sharing: sharing.state === "over" ? undefined : sharing };
            changed();
        }),
        ...(["queued", "accepted", "returned", "transferred", "ended", "rated"] as const).map(
            (what) => client.on(`chat.${what}`, updated),
        ),
        client.onReset((which) => {
            if (which === undefined || which === id) reset();
        }),
        client.onState(({ state }) => {
            if (state !== "open") return setTyping(undefined);
            refresh();
            if (read[side] > told_read) sendRead(read[side]);
        }),
        client.track(id, {
            seq: () => (loaded ? last() : undefined),
            behind(seq) {
                target = Math.max(target, seq);
                refresh();
            },
        }),
        outbox.onConfirmed((message, said) => {
            if (message.chat !== id) return;
            if (message.redacted) written.set(message.seq, said);
            take([message]);
        }),
        outbox.subscribe(outboxChanged),
    ];
    if (client.status.state === "open") void load();

    return {
        id,
        subscribe: (listener) => changes.add(listener),
        getSnapshot() {
            snapshot ??= makeSnapshot();
            return snapshot;
        },
        send(text, files) {
            sender.stopTyping();
            outbox.send(id, text, files);
        },
        retry: outbox.retry,
        remove: outbox.remove,
        loadOlder,
        markRead,
        learn: update,
        typed: sender.typed,
        stopTyping: sender.stopTyping,
        close() {
            closed = true;
            sender.stopTyping();
            for (const timer of [typing_timer, retry_timer]) clearTimeout(timer);
            for (const one of undo) one();
        },
    };
}
