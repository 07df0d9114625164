// What buttons, keys and the palette do about a customer's screen, and what is said of it.
import type { Chat, Sharing } from "@parley/sdk";
import type { App } from "../context.tsx";
import { text } from "../i18n.ts";
import { takesPart } from "../model/desk_state.ts";
import { failed } from "./actions.ts";

/** Whether this person may ask the customer for the screen now. */
export function mayAskScreen({ desk }: App, { id }: Chat): boolean {
    const chat = desk.state.getSnapshot().chats.get(id)?.chat;
    if (chat?.state !== "active" || !chat.sharing_open || chat.sharing) return false;
    return desk.may("chat_handle") && takesPart(chat, desk.user.id);
}

export async function askScreen(app: App, chat: Chat): Promise<void> {
    try {
        await app.sharings.ask(chat.id);
        app.announcer.say(text("sharing.pending", { name: nameOf(chat) }));
    } catch (caught) {
        failed(app, caught);
    }
}

/** Withdraws, or stops looking. */
export async function endScreen(app: App, chat: Chat): Promise<void> {
    try {
        await app.sharings.end(chat);
    } catch (caught) {
        failed(app, caught);
    }
}

export function nameOf({ customer }: Chat): string {
    return customer.name || text("customer.unnamed");
}

/** What is said of how it was over. */
const ends = {
    declined: "sharing.declined",
    withdrawn: "sharing.withdrawn_by",
    failed: "sharing.failed",
    done: "sharing.over",
    gone: "sharing.over",
} as const;

/** News of a screen in a chat in which one takes part. */
export function announceSharing(app: App, chat: Chat, sharing: Sharing): void {
    const { announcer, toasts, router } = app;
    const mine = sharing.agent.id === app.desk.user.id;
    const words = { name: nameOf(chat), by: sharing.agent.name };
    const open = router.getSnapshot().chat === chat.id;
    if (sharing.state === "asked") {
        // One's own question was said when it was asked.
        if (!mine) announcer.say(text("sharing.asked_by", words));
        return;
    }
    if (sharing.state === "running") {
        const notice = text(mine ? "sharing.runs" : "sharing.seen_by", words);
        announcer.say(notice);
        if (!mine || open) return;
        toasts.show({
            kind: "info",
            text: notice,
            action: {
                label: text("notice.open"),
                run: () => router.go({ page: "chats", chat: chat.id }),
            },
        });
        return;
    }
    const { outcome = "done" } = sharing;
    if (outcome === "withdrawn" && mine) return;
    const id = ends[outcome];
    const notice = text(id, words);
    if (outcome === "failed") announcer.alarm(notice);
    else announcer.say(notice);
    if (mine) toasts.show({ kind: outcome === "failed" ? "error" : "info", text: notice });
}
