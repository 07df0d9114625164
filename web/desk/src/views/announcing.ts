// News that a screen reader hears and everybody sees as a notice (guide 3.2): offers with one
// reminder, messages of
// other chats at most every 5 s, missed offers, ended chats. Messages of the open chat are said by
// the timeline.
import type { Chat, Notice, Offer } from "@parley/sdk";
import { findChoice, isReady, wordOf, wordsFor } from "@parley/ui/console/presence_words.ts";
import type { App } from "../context.tsx";
import { text } from "../i18n.ts";
import { openMentioned, wordsOfCall } from "./actions.ts";
import { announceSharing } from "./sharing_acts.ts";

const gone = {
    expired: "offer.missed",
    chat_ended: "offer.customer_left",
    agent_left: "offer.given_back",
    cancelled: "offer.kept",
    sender_left: "offer.kept",
    reassigned: "offer.reassigned",
} as const;
/** Of a colleague who was asked; what the sender has done needs no word. */
const lapsed = {
    transfer: {
        declined: "transfer.declined",
        expired: "transfer.expired",
        agent_left: "transfer.left",
    },
    conference: {
        declined: "conference.declined",
        expired: "conference.expired",
        agent_left: "conference.not_there",
    },
} as const;

const reminder_ms = 10_000;
const other_chats_gap_ms = 5_000;

export function startAnnouncing(app: App): () => void {
    const { desk, announcer, toasts, router } = app;
    const reminders = new Map<string, ReturnType<typeof setTimeout>>();
    let other_at = 0;
    let other_timer: ReturnType<typeof setTimeout> | undefined;

    function announceOffer(offer: Offer): void {
        const { name } = offer.customer;
        const left_ms = offer.expires_at
            ? Date.parse(offer.expires_at) - desk.client.serverNow()
            : undefined;
        // What a queue keeps from sight is not said either.
        const seconds =
            left_ms !== undefined && offer.timer === "down"
                ? text("seconds", { count: Math.max(0, Math.round(left_ms / 1000)) })
                : undefined;
        const from = offer.handed_on?.from.name;
        const by = from && text("offer.from", { name: from });
        const about = [name || text("customer.unnamed"), by, offer.queue_name, seconds];
        announcer.alarm(text("announce.offer", { about: about.filter(Boolean).join(", ") }));
        const wait = (left_ms ?? 0) - reminder_ms;
        if (wait <= 0 || offer.timer === "none") return;
        reminders.set(
            offer.id,
            setTimeout(() => {
                reminders.delete(offer.id);
                const { offers } = desk.state.getSnapshot();
                if (offers.some((one) => one.id === offer.id)) {
                    announcer.alarm(text("announce.offer_again", { name }));
                }
            }, wait),
        );
    }

    function announceOther(chat: string): void {
        const entry = desk.state.getSnapshot().chats.get(chat);
        if (!entry || app.tabs.looksAt(chat)) return;
        const say = () => {
            other_timer = undefined;
            other_at = Date.now();
            const now = desk.state.getSnapshot().chats.get(chat)?.chat;
            if (!now?.unread) return;
            announcer.say(text("announce.other", { name: now.customer.name, count: now.unread }));
        };
        if (other_timer) return;
        other_timer = setTimeout(say, Math.max(0, other_at + other_chats_gap_ms - Date.now()));
    }

    /** A chat that is gone leaves its page, unless there is something to do about it. */
    function toListUnlessWork(chat: string): void {
        const { wrap_ups } = desk.state.getSnapshot();
        if (router.getSnapshot().chat !== chat || wrap_ups.has(chat)) return;
        router.go({ page: "chats" });
        requestAnimationFrame(() =>
            document
                .querySelector<HTMLElement>('[data-region="list"]')
                ?.focus({ preventScroll: true }),
        );
    }

    function words({ kind, by, presence, queue_name = "", ...about }: Notice): string {
        if (!presence) {
            const customer = about.customer || text("customer.unnamed");
            const to = about.to?.name ?? "";
            const said = text(`notice.${kind}`, {
                name: by.name,
                queue: queue_name,
                customer,
                to,
            });
            return about.note ? `${said} ${text("quoted", { text: about.note })}` : said;
        }
        const { statuses } = desk.state.getSnapshot();
        const set = findChoice(statuses, presence);
        const status = set ? wordOf(set, text) : wordsFor(presence, statuses, text).word;
        return text("notice.presence_set", { name: by.name, status });
    }

    const undo = desk.onNews((news) => {
        switch (news.type) {
            case "offer":
                announceOffer(news.offer);
                break;
            case "offer_gone": {
                clearTimeout(reminders.get(news.offer.id));
                // Whoever goes away, or has missed another one, gives all of them back.
                const { presence, statuses } = desk.state.getSnapshot();
                const at_work = !presence || isReady(presence, statuses);
                if (news.reason === "agent_left" && !at_work) break;
                const { kind, customer } = news.offer;
                // A colleague's chat has not been missed, and goes to no queue.
                const id =
                    kind === "queue" || news.reason === "chat_ended" || news.reason === "reassigned"
                        ? gone[news.reason]
                        : kind === "conference"
                          ? "conference.kept"
                          : "offer.kept";
                const notice = text(id, { name: customer.name });
                toasts.show({ kind: "info", text: notice });
                break;
            }
            case "waiting": {
                const { queue } = news;
                announcer.say(
                    text("announce.waiting", { queue: queue.name, count: queue.waiting }),
                );
                break;
            }
            case "given": {
                const { customer, queue_name } = news.chat;
                announcer.alarm(text("notice.given", { name: customer.name, queue: queue_name }));
                toasts.show({
                    kind: "info",
                    text: text("notice.given", { name: customer.name, queue: queue_name }),
                    action: {
                        label: text("notice.open"),
                        run: () => router.go({ page: "chats", chat: news.chat.id }),
                    },
                });
                break;
            }
            case "message":
                if (router.getSnapshot().chat !== news.chat.id) announceOther(news.chat.id);
                break;
            case "whisper": {
                // In the open chat the timeline says it.
                const { whisper, chat } = news;
                if (router.getSnapshot().chat === chat.id) break;
                const notice = text("whisper.in", {
                    name: whisper.from.name,
                    customer: chat.customer.name || text("customer.unnamed"),
                });
                announcer.say(notice);
                toasts.show({
                    kind: "info",
                    text: notice,
                    action: {
                        label: text("notice.open"),
                        run: () => router.go({ page: "chats", chat: chat.id }),
                    },
                });
                break;
            }
            case "ended": {
                const { chat } = news;
                const lost = chat.end_reason === "customer_lost";
                const { name } = chat.customer;
                const notice = text(lost ? "notice.ended_lost" : "notice.ended", { name });
                if (router.getSnapshot().chat === chat.id) announcer.say(notice);
                else {
                    toasts.show({
                        kind: "info",
                        text: notice,
                        action: {
                            label: text("notice.open"),
                            run: () => router.go({ page: "chats", chat: chat.id }),
                        },
                    });
                    // What ended while nobody could see it, or without anybody ending it, stays until
                    // it has been looked at.
                    if (!news.missed && !lost) desk.dismiss(chat.id);
                }
                break;
            }
            case "wrap_up_ended": {
                const { chat, outcome } = news;
                if (outcome === "timed_out") {
                    const name = chat.customer.name || text("customer.unnamed");
                    const notice = text("wrap_up.timed_out", { name });
                    toasts.show({ kind: "info", text: notice });
                    announcer.say(notice);
                }
                if (router.getSnapshot().chat !== chat.id) desk.dismiss(chat.id);
                break;
            }
            case "mention": {
                // In the open chat the timeline says it.
                const { note, customer } = news.mention;
                if (router.getSnapshot().chat === note.chat) break;
                const notice = text("mention.in", {
                    name: note.from.name,
                    customer: customer || text("customer.unnamed"),
                });
                announcer.say(notice);
                toasts.show({
                    kind: "info",
                    text: notice,
                    action: {
                        label: text("notice.open"),
                        run: () => openMentioned(app, note.chat),
                    },
                });
                break;
            }
            case "colleague": {
                const { from } = news.message;
                if (router.getSnapshot().with === from.id) break;
                const notice = text("colleague.in", { name: from.name });
                announcer.say(notice);
                toasts.show({
                    kind: "info",
                    text: notice,
                    action: {
                        label: text("notice.open"),
                        run: () => router.go({ page: "colleagues", with: from.id }),
                    },
                });
                break;
            }
            case "notice": {
                const notice = words(news.notice);
                toasts.show({ kind: "info", text: notice });
                if (news.notice.chat) announcer.say(notice);
                break;
            }
            case "transferred": {
                const { chat, agent } = news;
                const name = chat.customer.name || text("customer.unnamed");
                const to = agent?.name ?? chat.queue_name;
                const notice = text("transfer.done", { name, to });
                toasts.show({ kind: "info", text: notice });
                announcer.say(notice);
                toListUnlessWork(chat.id);
                break;
            }
            case "joined":
            case "guest_gone": {
                const id = news.type === "joined" ? "conference.joined" : "conference.gone";
                const customer = news.chat.customer.name || text("customer.unnamed");
                announcer.say(text(id, { name: news.agent.name, customer }));
                break;
            }
            case "left": {
                const { chat, reason } = news;
                if (reason !== "left") {
                    const name = chat.customer.name || text("customer.unnamed");
                    const notice = text("conference.out", { name });
                    toasts.show({ kind: "info", text: notice });
                    announcer.say(notice);
                }
                toListUnlessWork(chat.id);
                break;
            }
            case "inherited": {
                const { chat } = news;
                const name = chat.customer.name || text("customer.unnamed");
                const notice = text("conference.yours", { name });
                toasts.show({ kind: "info", text: notice });
                announcer.alarm(notice);
                break;
            }
            case "lapsed": {
                const { kind, reason, agent, chat, said } = news.lapsed;
                const ids = lapsed[kind === "conference" ? kind : "transfer"];
                if (!(reason in ids)) break;
                const notice = text(ids[reason as keyof typeof ids], {
                    name: agent.name,
                    customer: chat.customer.name || text("customer.unnamed"),
                });
                const all = said ? `${notice} ${text("quoted", { text: said })}` : notice;
                toasts.show({ kind: "info", text: all });
                announcer.alarm(all);
                break;
            }
            case "help": {
                const { chat, by } = news;
                const coming = chat.help?.helper?.id === by.id;
                if (chat.help && !coming) break;
                const notice = text(coming ? "help_call.comes_to" : "help_call.ended_by", {
                    name: by.name,
                    customer: chat.customer.name || text("customer.unnamed"),
                });
                announcer.say(notice);
                toasts.show({ kind: "info", text: notice });
                break;
            }
            case "sharing":
                announceSharing(app, news.chat, news.sharing);
                break;
            case "word":
            case "given_back": {
                // In the open chat the line above the field says who has the word.
                const { chat } = news;
                if (news.type === "word" && router.getSnapshot().chat === chat.id) break;
                const notice = text(news.type === "word" ? "word.yours_in" : "given_back.in", {
                    name: chat.customer.name || text("customer.unnamed"),
                });
                announcer.say(notice);
                toasts.show({
                    kind: "info",
                    text: notice,
                    action: {
                        label: text("notice.open"),
                        run: () => router.go({ page: "chats", chat: chat.id }),
                    },
                });
                break;
            }
            case "returned": {
                const name = news.chat.customer.name;
                toasts.show({ kind: "info", text: text("notice.returned", { name }) });
                break;
            }
        }
    });
    return () => {
        undo();
        clearTimeout(other_timer);
        for (const timer of reminders.values()) clearTimeout(timer);
    };
}

/** A call that has just come. */
export function announceCall(app: App, chat: Chat): void {
    const { sound } = app.settings.getSnapshot();
    if (app.tabs.leads() && sound.offer) app.sounds.play("alert", sound.volume);
    const about = chat.help?.text;
    const notice = about
        ? `${wordsOfCall(chat)} ${text("quoted", { text: about })}`
        : wordsOfCall(chat);
    app.announcer.alarm(notice);
    const pages = ["people", "queues"] as const;
    // There the list itself says it.
    if (pages.some((page) => page === app.router.getSnapshot().page)) return;
    app.toasts.show({
        kind: "info",
        text: notice,
        action: {
            label: text("notice.open"),
            run: () => app.router.go({ page: app.desk.may("agent_view") ? pages[0] : pages[1] }),
        },
    });
}
