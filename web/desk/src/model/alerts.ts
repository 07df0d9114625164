// Makes news heard and seen beyond the page: sounds, desktop notifications, the title. One tab does
// it for all.

import type { Message } from "@parley/sdk";
import type { Settings } from "@parley/ui/console/settings.ts";
import type { Value } from "@parley/ui/console/value.ts";
import type { Desk, DeskNews } from "./desk.ts";
import type { Sounds } from "./sound.ts";
import type { Tabs } from "./tabs.ts";
import type { Title } from "./title.ts";

export interface AlertTexts {
    /** Who, and from which queue where it is shown. */
    offer: (about: string) => string;
    /** How many wait in a queue from which chats are taken. */
    waiting: (queue: string, count: number) => string;
    message: (name: string) => string;
    mention: (name: string) => string;
    /** What a message says, or that it is files. */
    said: (message: Message) => string;
    new_message: string;
    new_chat: string;
}

export interface AlertsOptions {
    desk: Desk;
    settings: Value<Settings>;
    sounds: Sounds;
    tabs: Tabs;
    title: Title;
    texts: () => AlertTexts;
    open: (chat?: string) => void;
}

export function canNotify(): boolean {
    return typeof Notification !== "undefined";
}

/** Gives the function that ends it. */
export function startAlerts(options: AlertsOptions): () => void {
    const { desk, settings, sounds, tabs, title, texts, open } = options;
    const shown = new Map<string, Notification>();

    function notify(chat: string, head: string, body: string | undefined, stays: boolean): void {
        if (!settings.getSnapshot().notify.on || tabs.attended()) return;
        if (!canNotify() || Notification.permission !== "granted") return;
        try {
            const one = new Notification(head, {
                tag: chat,
                requireInteraction: stays,
                ...(body && { body }),
            });
            shown.set(chat, one);
            one.onclose = () => {
                if (shown.get(chat) === one) shown.delete(chat);
            };
            one.onclick = () => {
                window.focus();
                one.close();
                open(stays ? undefined : chat);
            };
        } catch {
            // Some browsers allow notifications from service workers alone; sound and title remain.
        }
    }

    function heard(news: DeskNews): void {
        const { sound, notify: how } = settings.getSnapshot();
        const words = texts();
        if (news.type === "offer") {
            const { offer } = news;
            const about = [offer.customer.name, offer.queue_name].filter(Boolean);
            const text = words.offer(about.join(", "));
            title.alert(text);
            if (!tabs.leads()) return;
            if (sound.offer) sounds.play("offer", sound.volume);
            if (how.hide_text) notify(offer.chat, words.new_chat, undefined, true);
            else notify(offer.chat, text, offer.text, true);
        } else if (news.type === "given") {
            const { chat } = news;
            const text = words.offer(`${chat.customer.name}, ${chat.queue_name}`);
            title.alert(text);
            if (!tabs.leads()) return;
            if (sound.offer) sounds.play("offer", sound.volume);
            notify(chat.id, how.hide_text ? words.new_chat : text, undefined, false);
        } else if (news.type === "message") {
            const { message, chat } = news;
            const head = words.message(message.from.name);
            title.alert(head);
            if (!tabs.leads()) return;
            const looked_at = tabs.looksAt(chat.id);
            if (sound.message && (!looked_at || sound.when_focused)) {
                sounds.play("message", sound.volume);
            }
            if (how.hide_text) notify(chat.id, words.new_message, undefined, false);
            else notify(chat.id, head, words.said(message), false);
        } else if (news.type === "mention") {
            const { note } = news.mention;
            const head = words.mention(note.from.name);
            title.alert(head);
            if (!tabs.leads()) return;
            if (sound.message) sounds.play("message", sound.volume);
            notify(note.chat, head, how.hide_text ? undefined : note.text, false);
        } else if (news.type === "colleague") {
            const { from, text } = news.message;
            const head = words.message(from.name);
            title.alert(head);
            if (!tabs.leads()) return;
            if (sound.message) sounds.play("message", sound.volume);
            notify(from.id, head, how.hide_text ? undefined : text, false);
        } else if (news.type === "waiting") {
            const { queue } = news;
            const text = words.waiting(queue.name, queue.waiting);
            title.alert(text);
            if (!tabs.leads()) return;
            if (sound.offer) sounds.play("offer", sound.volume);
            notify(queue.id, text, undefined, true);
        } else if (news.type !== "notice" && news.type !== "lapsed") {
            const chat = news.type === "offer_gone" ? news.offer.chat : news.chat.id;
            shown.get(chat)?.close();
        }
    }

    function count(): void {
        const { chats, offers } = desk.state.getSnapshot();
        const quiet = desk.quiet.getSnapshot();
        const unread = [...chats.values()].filter(
            ({ chat }) => chat.state === "active" && chat.unread > 0 && !quiet.has(chat.id),
        ).length;
        title.count(unread + offers.length);
    }

    const undo = [desk.onNews(heard), desk.state.subscribe(count), desk.quiet.subscribe(count)];
    count();
    return () => {
        for (const one of undo) one();
        for (const one of shown.values()) one.close();
    };
}
