// What one does after a chat: its codes, more time, and saving it. Buttons and keys share it.
import type { Chat } from "@parley/sdk";
import type { Choice } from "@parley/ui/console/presence_words.ts";
import type { App } from "../context.tsx";
import { text } from "../i18n.ts";
import { failed, listOrder, openChat } from "./actions.ts";

/** During a chat or its wrap-up; false where it was refused. */
export async function saveCodes(
    app: App,
    chat: string,
    codes: readonly string[],
): Promise<boolean> {
    try {
        await app.desk.client.call("chat.set_codes", { chat, codes: [...codes] });
        return true;
    } catch (caught) {
        failed(app, caught);
        return false;
    }
}

export async function extendWrapUp(app: App, chat: string, hold: boolean): Promise<void> {
    try {
        await app.desk.extendWrapUp(chat, hold);
        app.announcer.say(text(hold ? "wrap_up.held" : "wrap_up.extended"));
    } catch (caught) {
        failed(app, caught);
    }
}

/** Saves it, takes the chat off the list and goes on with the next one. */
export async function submitWrapUp(
    app: App,
    chat: Chat,
    work: { codes: readonly string[]; note?: string },
    then?: Choice,
): Promise<boolean> {
    const { note } = work;
    try {
        await app.desk.submitWrapUp({
            chat: chat.id,
            codes: [...work.codes],
            ...(note !== undefined && { note }),
            ...(then && { status: then.status.key }),
            ...(then?.reason && { reason: then.reason.key }),
        });
    } catch (caught) {
        failed(app, caught);
        return false;
    }
    const name = chat.customer.name || text("customer.unnamed");
    app.announcer.say(text("wrap_up.saved", { name }));
    const next = listOrder(app).find((id) => id !== chat.id);
    if (next) openChat(app, next);
    else {
        app.router.go({ page: "chats" });
        requestAnimationFrame(() =>
            document
                .querySelector<HTMLElement>('[data-region="list"]')
                ?.focus({ preventScroll: true }),
        );
    }
    app.desk.dismiss(chat.id);
    return true;
}
