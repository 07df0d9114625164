import type { RightNeed } from "@parley/sdk";
import { expect, test } from "vitest";
import { closed, mayBeLimited } from "./role_words.ts";

const rights: RightNeed[] = [
    { right: "chat_handle", needs: "queue_view" },
    { right: "chat_pull", needs: "chat_handle" },
    { right: "queue_view" },
    { right: "settings_view", needs: "queue_view" },
    { right: "settings_manage", needs: "settings_view" },
];

test("what a right needs comes with it, and what needs it goes with it", () => {
    expect(closed([], ["settings_manage"], rights)).toEqual([
        "queue_view",
        "settings_view",
        "settings_manage",
    ]);
    const all = ["chat_handle", "chat_pull", "queue_view"] as const;
    expect(closed(all, ["chat_pull", "queue_view"], rights)).toEqual(["queue_view"]);
    expect(closed(all, ["chat_handle", "chat_pull"], rights)).toEqual([]);
});

test("who can change the settings is not limited, nor who only takes chats", () => {
    expect(mayBeLimited(new Set(["chat_view_all"]))).toBe(true);
    expect(mayBeLimited(new Set(["chat_view_all", "settings_manage"]))).toBe(false);
    expect(mayBeLimited(new Set(["chat_handle", "queue_view"]))).toBe(false);
});
