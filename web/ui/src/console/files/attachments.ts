// The files of the drafts of one signed-in person, by chat: what is on its way up goes on while they
// look at another chat, and what has arrived is kept with the draft (kept.ts).
//
// INVARIANT: a file that the server has for this draft is in keptFiles(), and goes from here once it
// is there no more: sent, given up, or removed in another tab.
import {
    type AttachedFile,
    asProblem,
    type Chat,
    createUploads,
    type FilesAllowed,
    handlers,
    type Problem,
    post,
    type Refusal,
    type Upload,
} from "@parley/sdk";
import type { Face } from "../chat/face.tsx";
import { text } from "../i18n.ts";
import type { Attached, Attachments } from "./attached.ts";
import { filesKey, filesOf, keepFiles, keptFiles } from "./kept.ts";
import { reasonOf } from "./words.ts";

/** One above the field. */
export interface Chip extends Pick<AttachedFile, "name" | "size" | "received" | "reason"> {
    key: string;
    state: Upload["state"];
    problem?: Problem;
    again?: boolean;
}

export interface ChatAttachments extends Attachments {
    readonly chips: readonly Chip[];
    /** What is not taken, and why. */
    add(files: readonly File[], allowed: FilesAllowed | undefined): readonly Refusal[];
    retry(key: string): void;
    remove(key: string): void;
}

type Around = Pick<Face, "client" | "drafts" | "attached" | "toasts">;

/** The same one each time, until drop(). */
export function attachmentsOf(face: Around, chat: Chat): ChatAttachments {
    const all = face.attached;
    const known = all.getSnapshot().get(chat.id);
    // Nothing else puts any there.
    if (known) return known as ChatAttachments;
    const made = createAttachments(face, chat.id, () => {
        all.set((before) => new Map([...before].filter(([id]) => id !== chat.id)));
    });
    all.set((before) => new Map(before).set(chat.id, made));
    return made;
}

const there = ({ state }: Pick<Upload, "state">) => state === "checking" || state === "ready";

function createAttachments(face: Around, chat: string, onDrop: () => void): ChatAttachments {
    const { client, drafts, toasts } = face;
    const changes = handlers<[]>();
    let rules: FilesAllowed | undefined;
    let go: (() => void) | undefined;
    /** Ids of uploads that have arrived and are kept with the draft. */
    let mirrored = new Set<string>();
    /** Ids of files that were in the draft, and most of which are in messages by now. */
    const sent = new Set<string>();
    const uploads = createUploads({ chat, allowed, post });
    let chips: readonly Chip[] = [];
    let snapshot: Attached = { busy: false, armed: false };

    /** Of the draft, and no upload of this page. */
    function held(): readonly AttachedFile[] {
        const own = new Set(uploads.getSnapshot().map(({ file }) => file?.id));
        return keptFiles(drafts, chat).filter(({ id }) => !own.has(id));
    }

    /** What is left beside the files of the draft, which the uploads do not count. */
    function allowed(): FilesAllowed | undefined {
        const others = held();
        return (
            rules && {
                ...rules,
                most: rules.most - others.length,
                bytes: rules.bytes - others.reduce((sum, { size }) => sum + size, 0),
            }
        );
    }

    /** What has arrived since is kept, in the order in which it was chosen. */
    function mirror(): void {
        // One that the server has no more was removed in another tab, as the draft is about to say.
        const lost = ({ state, file }: Upload) =>
            state === "failed" && file !== undefined && mirrored.has(file.id);
        const arrived = uploads.getSnapshot().filter((one) => there(one) || lost(one));
        mirrored = new Set(arrived.map(({ file }) => file!.id));
        keepFiles(drafts, chat, [...held(), ...arrived.map(({ file }) => file!)]);
    }

    /** What the draft has no more was sent, or removed elsewhere. */
    function forget(): void {
        const kept = new Set(keptFiles(drafts, chat).map(({ id }) => id));
        const gone = [...mirrored].filter((id) => !kept.has(id));
        for (const id of gone) mirrored.delete(id);
        if (gone.length) uploads.sent(gone);
    }

    function changed(): void {
        chips = [...held().map(heldChip), ...uploads.getSnapshot().map(uploadChip)];
        const bad = chips.find(({ state }) => state === "failed" || state === "refused");
        // What was to go by itself does not go without it.
        if (bad) go = undefined;
        snapshot = {
            busy: uploads.busy,
            armed: go !== undefined,
            ...(bad && { stopped: bad.name }),
        };
        changes.emit();
        // What is sent is let go of, which is nothing to do while an upload is told of.
        if (go && !uploads.busy) queueMicrotask(fire);
    }

    function fire(): void {
        if (!go || uploads.busy) return;
        const now = go;
        go = undefined;
        now();
        changed();
    }

    function news(file: AttachedFile): void {
        uploads.news(file);
        const kept = keptFiles(drafts, chat);
        if (!kept.some(({ id }) => id === file.id)) return;
        keepFiles(
            drafts,
            chat,
            kept.map((one) => (one.id === file.id ? file : one)),
        );
    }

    const looked = new Set<string>();
    /** What became of files from before this page was loaded, or that were sent and came back. */
    async function look(): Promise<void> {
        for (const { id } of held()) {
            if (looked.has(id)) continue;
            looked.add(id);
            try {
                news((await client.call("file.get", { file: id })).file);
            } catch (caught) {
                if (asProblem(caught).code === "not_found") leave(id);
                else looked.delete(id); // once the connection is back
            }
        }
    }

    function leave(id: string): void {
        keepFiles(
            drafts,
            chat,
            keptFiles(drafts, chat).filter((one) => one.id !== id),
        );
    }

    let kept = drafts.get(filesKey(chat));
    const undo = [
        uploads.subscribe(() => {
            mirror();
            changed();
        }),
        drafts.subscribe(() => {
            const now = drafts.get(filesKey(chat));
            if (now === kept) return;
            for (const { id } of filesOf(kept)) sent.add(id);
            kept = now;
            forget();
            changed();
            void look();
        }),
        client.on("file.changed", ({ chat: which, file, seq }) => {
            if (which !== chat) return;
            news(file);
            // It has been sent, and nobody looks at it: who sent it is told (W42).
            if (seq === undefined || file.state !== "refused" || !sent.has(file.id)) return;
            toasts.show({ kind: "error", text: `${file.name}: ${text(reasonOf(file.reason))}` });
        }),
        client.onState(({ state }) => {
            if (state === "open") void look();
        }),
    ];
    function close(): void {
        go = undefined;
        for (const one of undo) one();
    }
    changed();
    void look();

    return {
        subscribe: (listener) => changes.add(listener),
        getSnapshot: () => snapshot,
        get chips() {
            return chips;
        },
        add(files, now_allowed) {
            rules = now_allowed;
            const sizes = new Map(files.map(({ name, size }) => [name, size]));
            return uploads.add(files).map((one) => {
                // By itself it would not be too large.
                const fits = rules && sizes.get(one.name)! <= rules.bytes;
                return one.why === "size" && fits ? { ...one, why: "total" } : one;
            });
        },
        retry: uploads.retry,
        remove(key) {
            const upload = uploads.getSnapshot().find((one) => one.key === key);
            const id = upload ? upload.file?.id : key;
            if (id) mirrored.delete(id);
            if (upload) uploads.remove(key);
            // The server drops by itself what nobody posts; this is sooner.
            else client.call("file.delete", { file: key }).catch(() => undefined);
            if (id) leave(id);
            changed();
        },
        arm(send) {
            go = send;
            changed();
        },
        disarm() {
            go = undefined;
            changed();
        },
        drop() {
            close();
            for (const { key } of uploads.getSnapshot()) uploads.remove(key);
            uploads.close();
            keepFiles(drafts, chat, []);
            onDrop();
        },
        close() {
            close();
            uploads.close();
        },
    };
}

function heldChip({ id, state, ...file }: AttachedFile): Chip {
    return { ...file, key: id, state: state === "uploading" ? "failed" : state };
}

function uploadChip({ key, name, size, received, state, file, problem, again }: Upload): Chip {
    return {
        ...{ key, name, size, received, state },
        ...(file?.reason && { reason: file.reason }),
        ...(problem && { problem }),
        ...(again && { again }),
    };
}
