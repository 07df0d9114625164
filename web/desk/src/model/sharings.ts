// The screens of customers that are seen here: each keeps its connection for as long as it runs,
// whichever chat is open.
//
// INVARIANT 1: of the tabs of one person, one has the connection of a sharing; it holds the claim.
// Another device of theirs may have it instead: only who was connected, or has asked, says it failed.
// INVARIANT 2: a sharing that was ended here has no picture any more, whatever the server still says.
import {
    type Chat,
    claimSharing,
    createScreenLink,
    type ScreenLink,
    type Sharing,
    type SharingSignal,
    type Store,
} from "@parley/sdk";
import { createValue, type Value } from "@parley/ui/console/value.ts";
import type { Desk } from "./desk.ts";

/** Of a sharing in which one is the one who watches. */
export interface Seen {
    place: "here" | "elsewhere" | "over";
    /** Left out until it has arrived. */
    picture?: MediaStream;
}

/** By the id of the sharing. */
export interface Sharings extends Store<ReadonlyMap<string, Seen>> {
    /** How large pictures are shown. */
    size: Value<"fit" | "actual">;
    ask(chat: string): Promise<void>;
    /** Withdraws, or stops looking. */
    end(chat: Chat): Promise<void>;
    close(): void;
}

interface Claim {
    chat: string;
    release: () => void;
    link?: ScreenLink;
}

/** Who ends it wants it ended, however long the connection takes. */
const end_timeout_ms = 60_000;
/** Tabs that are looked at come first by this, where the customer begins. */
const hidden_later_ms = 300;
/** Signals may come before what they belong to; more than these belong to nothing. */
const early_max = 100;

export function createSharings({ client, state, user }: Desk): Sharings {
    const seen = createValue<ReadonlyMap<string, Seen>>(new Map());
    const claims = new Map<string, Claim>();
    /** What events have told first of each; what is known otherwise was found. */
    const told = new Map<string, Sharing["state"]>();
    const looked_at = new Map<string, Sharing["state"]>();
    let early: SharingSignal[] = [];

    function put(id: string, what: Seen): void {
        seen.set((before) => new Map(before).set(id, what));
    }

    /** Mine, and not over. */
    function live(): Map<string, { chat: string; sharing: Sharing }> {
        const chats = [...state.getSnapshot().chats.values()].map((one) => one.chat);
        return new Map(
            chats.flatMap(({ id, sharing }) =>
                sharing?.agent.id === user.id ? [[sharing.id, { chat: id, sharing }]] : [],
            ),
        );
    }

    async function claim(id: string, chat: string): Promise<Claim | undefined> {
        const release = await claimSharing(id, "agent");
        if (!release) return undefined;
        const made = { chat, release };
        claims.set(id, made);
        return made;
    }

    function drop(id: string): void {
        const { link, release } = claims.get(id) ?? {};
        link?.close();
        release?.();
        claims.delete(id);
    }

    // ---- what the server says

    function look(): void {
        const all = live();
        for (const [id, { chat, sharing }] of all) {
            const before = looked_at.get(id);
            looked_at.set(id, sharing.state);
            if (before === sharing.state || seen.getSnapshot().get(id)?.place === "over") continue;
            if (sharing.state === "running") void meet(id, chat);
        }
        for (const id of looked_at.keys()) {
            if (all.has(id)) continue;
            drop(id);
            looked_at.delete(id);
            told.delete(id);
        }
        if ([...seen.getSnapshot().keys()].some((id) => !all.has(id))) {
            seen.set((before) => new Map([...before].filter(([id]) => all.has(id))));
        }
    }

    /**
     * It runs: here, if it was asked for here. What no page heard being asked, the customer has begun,
     * or the page that asked was loaded again: then it is the first that claims it.
     */
    async function meet(id: string, chat: string): Promise<void> {
        const first = told.get(id);
        let mine = claims.get(id);
        if (!mine && first !== "asked") {
            if (document.hidden) await new Promise((done) => setTimeout(done, hidden_later_ms));
            mine = await claim(id, chat);
        }
        if (!live().has(id)) return drop(id);
        if (!mine) return put(id, { place: "elsewhere" });
        // It ran before this page was there, and nobody has its connection.
        if (!first) return void end(chat, id, true);
        put(id, { place: "here" });
        mine.link = createScreenLink({
            client,
            chat,
            sharing: id,
            early: early.filter(({ sharing }) => sharing === id),
            onTrack: (track) => put(id, { place: "here", picture: new MediaStream([track]) }),
            onFailed(was) {
                if (was || first === "asked") return void end(chat, id, true);
                drop(id);
                put(id, { place: "elsewhere" });
            },
        });
        early = early.filter(({ sharing }) => sharing !== id);
    }

    // ---- what a person does

    /** The picture goes now, and not with the answer. */
    async function end(chat: string, sharing: string, failed?: boolean): Promise<void> {
        put(sharing, { place: "over" });
        drop(sharing);
        const params = { chat, sharing, ...(failed && { failed }) };
        await client.call("sharing.end", params, { timeout: end_timeout_ms }).catch((caught) => {
            if (!failed) throw caught;
        });
    }

    /** The page goes, and with it what it shows. */
    function leave(): void {
        for (const [id, { chat, link }] of claims) {
            if (link?.connected) end(chat, id).catch(() => undefined);
        }
    }

    const undo = [
        // Once everybody has heard of an event: what it has told is no find.
        state.subscribe(() => queueMicrotask(look)),
        client.on("sharing.changed", ({ sharing: { id, agent, state: now } }) => {
            if (now === "over" || agent.id !== user.id || told.has(id)) return;
            told.set(id, now);
        }),
        client.on("sharing.signal", (signal) => {
            if (!claims.get(signal.sharing)?.link) early = [...early, signal].slice(-early_max);
        }),
    ];
    addEventListener("pagehide", leave);
    look();

    return {
        subscribe: seen.subscribe,
        getSnapshot: seen.getSnapshot,
        size: createValue<"fit" | "actual">("fit"),
        async ask(chat) {
            const { sharing } = await client.call("sharing.ask", { chat });
            if (!claims.has(sharing.id)) await claim(sharing.id, chat);
        },
        async end({ id, sharing }) {
            if (sharing) await end(id, sharing.id);
        },
        close() {
            removeEventListener("pagehide", leave);
            for (const one of undo) one();
            for (const id of [...claims.keys()]) drop(id);
        },
    };
}
