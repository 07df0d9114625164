// Files of a draft that the server has, beside its text: they stay with it over other chats and a
// reload. Those on their way up are known to attachments.ts, which is loaded later.
import type { AttachedFile } from "@parley/sdk";
import type { Drafts } from "../chat/drafts.ts";

/** Under which they are kept. */
export const filesKey = (draft: string) => `files ${draft}`;

export function filesOf(kept: string): readonly AttachedFile[] {
    try {
        return JSON.parse(kept || "[]");
    } catch {
        return [];
    }
}

export function keptFiles(drafts: Drafts, draft: string): readonly AttachedFile[] {
    return filesOf(drafts.get(filesKey(draft)));
}

export function keepFiles(drafts: Drafts, draft: string, files: readonly AttachedFile[]): void {
    const names = files.map(({ name }) => name).join("\n");
    drafts.set(filesKey(draft), files.length ? JSON.stringify(files) : "", names);
}

/** What may be sent of them. */
export function sendableOf(files: readonly AttachedFile[]): readonly AttachedFile[] {
    return files.filter(({ state }) => state === "checking" || state === "ready");
}
