// The line in which messages of staff wait, each with what it looks like and what its writer knew: the
// number of the word, and up to where they had read. What the server refuses for one of these, or for a
// file, is a draft again.
//
// INVARIANT 1: a text or file is in the line or in the draft until it has arrived or was deleted.
// INVARIANT 2: a resend says what the first sending has said.
import {
    type AttachedFile,
    asProblem,
    type Client,
    createOutbox,
    type MessagePost,
    type Outbox,
    type OutboxStorage,
    type Problem,
    type Store,
} from "@parley/sdk";
import { keepFiles, keptFiles } from "../files/kept.ts";
import { joined, keepBody, keptBody } from "../rich/kept.ts";
import { createValue } from "../value.ts";
import type { Drafts } from "./drafts.ts";

/** What the writer knew as they sent, and what it looks like where that is more than a text. */
export type Known = Pick<MessagePost, "word" | "seen" | "body">;

export interface GivenBack {
    /** "files": one of them cannot be sent. */
    code: "word_elsewhere" | "said_meanwhile" | "files";
    /** Up to where the writer had read. */
    seen?: number;
}

export interface StaffOutbox extends Outbox {
    /** The text may be empty where there are files. */
    sendKnowing(chat: string, text: string, known: Known, files?: readonly AttachedFile[]): void;
    /** Of what has not arrived. */
    bodyOf(client_id: string): MessagePost["body"];
    /** Why what was sent in a chat is a draft again, until forget(). */
    readonly given_back: Store<ReadonlyMap<string, GivenBack>>;
    forget(chat: string): void;
    /** A field is open in which one sees what comes back; until the answer is called. */
    look(chat: string): () => void;
    /** Something came back of which no field says so. */
    onUnseen(handler: (chat: string, back: GivenBack) => void): void;
}

function whyBack({ code, path }: Problem): GivenBack["code"] | undefined {
    if (code === "word_elsewhere" || code === "said_meanwhile") return code;
    return path?.startsWith("/files") ? "files" : undefined;
}

export function createStaffOutbox(options: {
    client: Client;
    drafts: Drafts;
    /** Whose line, on which face. */
    face: "desk" | "manage";
    user: string;
    storage?: OutboxStorage;
}): StaffOutbox {
    const { client, drafts, face, user, storage = localStorage } = options;
    const known_prefix = `parley.${face}.known.${user}.`;
    const known = new Map<string, Known>();
    const given_back = createValue<ReadonlyMap<string, GivenBack>>(new Map());
    const looks: string[] = [];
    let onUnseen: (chat: string, back: GivenBack) => void = () => undefined;

    function keep(client_id: string, what: Known): void {
        known.set(client_id, what);
        try {
            storage.setItem(known_prefix + client_id, JSON.stringify(what));
        } catch {
            // A full or forbidden storage costs the question after a reload, not the message.
        }
    }

    function knownOf(client_id: string): Known {
        const kept = known.get(client_id);
        if (kept) return kept;
        try {
            return JSON.parse(storage.getItem(known_prefix + client_id) ?? "{}");
        } catch {
            return {};
        }
    }

    function drop(client_id: string): void {
        known.delete(client_id);
        storage.removeItem(known_prefix + client_id);
    }

    /** With all that waits behind it: nothing goes ahead of what was written before it. */
    function giveBack({ chat, client_id }: MessagePost, code: GivenBack["code"]): void {
        const waiting = line.list(chat).filter((one) => one.state === "pending");
        const from = waiting.findIndex((one) => one.client_id === client_id);
        if (from < 0) return;
        const { seen } = knownOf(client_id);
        const back: GivenBack = { code, ...(seen !== undefined && { seen }) };
        const entries = waiting.slice(from);
        // The reason first: whoever sees the text knows from when it is.
        given_back.set((before) => new Map(before).set(chat, back));
        const said = entries.filter((one) => one.text);
        const text = said.map((one) => one.text).join("\n");
        const parts = said.map((one) => ({ ...one, body: knownOf(one.client_id).body }));
        const written = drafts.get(chat);
        const before = written ? [{ text: written, body: keptBody(drafts, chat, written) }] : [];
        const body = joined([...parts, ...before]);
        // The looks first: they hold for the text that follows.
        if (body) keepBody(drafts, chat, written ? `${text}\n${written}` : text, body);
        if (text) drafts.giveBack(chat, text);
        const files = entries.flatMap((one) => one.files ?? []);
        const ids = new Set(files.map(({ id }) => id));
        const others = keptFiles(drafts, chat).filter(({ id }) => !ids.has(id));
        if (files.length) keepFiles(drafts, chat, [...files, ...others]);
        for (const one of entries) remove(one.client_id);
        if (!looks.includes(chat)) onUnseen(chat, back);
    }

    async function post(
        _: "message.post",
        params: MessagePost,
        timing?: { timeout?: number },
    ): Promise<unknown> {
        // The line sends before it tells the id under which the rest is kept.
        await Promise.resolve();
        try {
            const what = { ...params, ...knownOf(params.client_id) };
            if (what.body) delete what.text;
            return await client.call("message.post", what, timing);
        } catch (caught) {
            const why = whyBack(asProblem(caught).problem);
            if (why) giveBack(params, why);
            throw caught;
        }
    }

    const line = createOutbox({
        client: Object.create(client, { call: { value: post } }),
        storage,
        prefix: `parley.${face}.outbox.${user}.`,
    });
    line.onConfirmed(({ client_id }) => client_id && drop(client_id));

    function remove(client_id: string): void {
        line.remove(client_id);
        drop(client_id);
    }

    return {
        ...line,
        remove,
        sendKnowing(chat, text, what, files) {
            keep(line.send(chat, text, files?.length ? files : undefined).client_id, what);
        },
        bodyOf: (client_id) => knownOf(client_id).body,
        given_back,
        forget(chat) {
            given_back.set((before) => {
                if (!before.has(chat)) return before;
                const after = new Map(before);
                after.delete(chat);
                return after;
            });
        },
        look(chat) {
            looks.push(chat);
            return () => void looks.splice(looks.indexOf(chat), 1);
        },
        onUnseen(handler) {
            onUnseen = handler;
        },
    };
}
