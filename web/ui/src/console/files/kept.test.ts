import type { AttachedFile } from "@parley/sdk";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { memory } from "../../../../sdk/test/scripted_socket.ts";
import { createDrafts, type Drafts } from "../chat/drafts.ts";
import { keepFiles, keptFiles, sendableOf } from "./kept.ts";

let storage: Storage;
let drafts: Drafts;
beforeEach(() => {
    vi.stubGlobal("addEventListener", () => undefined);
    vi.stubGlobal("removeEventListener", () => undefined);
    storage = memory();
    drafts = createDrafts("draft.", storage);
});
afterEach(() => vi.unstubAllGlobals());

const file = (more: Partial<AttachedFile> = {}): AttachedFile => ({
    ...{ id: "file_1", name: "a.txt", size: 9, received: 9, state: "ready", kind: "text" },
    ...more,
});
/** What a page that is loaded anew finds. */
const found = () => {
    drafts.close();
    return keptFiles(createDrafts("draft.", storage), "chat1");
};

test("files stay with the draft, whatever is written or sent of its text", () => {
    keepFiles(drafts, "chat1", [file()]);
    drafts.set("chat1", "one");
    drafts.set("chat1", "");
    expect(keptFiles(drafts, "chat1")).toEqual([file()]);
    expect(keptFiles(drafts, "chat2")).toEqual([]);
    expect(found()).toEqual([file()]);
});

test("an id of many digits is no card number; a name may be one, and stays out of the storage", () => {
    const id = "file_41111111-1111-4111-8111-111111111111";
    keepFiles(drafts, "chat1", [file({ id })]);
    expect(found()).toHaveLength(1);
    keepFiles(drafts, "chat1", [file({ id, name: "4111 1111 1111 1111.txt" })]);
    expect(keptFiles(drafts, "chat1")).toHaveLength(1);
    expect(found()).toEqual([]);
});

test("what another program has left there is nothing", () => {
    storage.setItem("draft.files chat1", "{");
    expect(keptFiles(drafts, "chat1")).toEqual([]);
});

test("only what is there and not refused is sent", () => {
    const refused = file({ id: "file_2", state: "refused" });
    const checking = file({ id: "file_3", state: "checking" });
    expect(sendableOf([file(), refused, checking]).map(({ id }) => id)).toEqual([
        "file_1",
        "file_3",
    ]);
});
