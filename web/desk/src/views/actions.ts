// What buttons, keys and the palette have in common: each action with its failure said where one
// looks.
import { asProblem, type Chat, type Offer, type Person } from "@parley/sdk";
import { frozenOrder } from "@parley/ui/console/frozen_order.ts";
import { type Choice, isReady, wordOf, wordsFor } from "@parley/ui/console/presence_words.ts";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { saveTranscript as downloadTranscript } from "@parley/ui/transcript.ts";
import type { App } from "../context.tsx";
import { text } from "../i18n.ts";
import { isGone } from "../model/deciding.ts";
import type { Desk } from "../model/desk.ts";
import { pulledQueues } from "../model/desk_state.ts";
import { type CardDraft, type CardField, cardOf, refusedField } from "../model/hand_over_card.ts";
import { ordered, targetsOf, urgency } from "../model/order.ts";
import { focusComposer, focusHeading, focusSearch } from "./focus.ts";

export function openChat(app: App, chat: string): void {
    app.dialog.set({ name: "none" });
    app.router.go({ page: "chats", chat });
    focusComposer();
}

export function failed(app: App, caught: unknown): void {
    app.toasts.show({ kind: "error", text: refusalText(asProblem(caught).problem, text) });
}

export async function accept(app: App, offer: Offer): Promise<void> {
    if (app.desk.deciding.getSnapshot().has(offer.id)) return;
    try {
        const chat = await app.desk.accept(offer);
        openChat(app, chat.id);
    } catch (caught) {
        const problem = asProblem(caught);
        if (!isGone(problem)) return failed(app, caught);
        const notice = text("offer.gone", { name: offer.customer.name });
        app.toasts.show({ kind: "info", text: notice });
        app.announcer.say(notice);
    }
}

export async function acceptAll(app: App): Promise<void> {
    try {
        const chats = await app.desk.acceptAll();
        if (chats[0]) openChat(app, chats[0].id);
        app.announcer.say(text("offer.accepted_all", { count: chats.length }));
    } catch (caught) {
        failed(app, caught);
    }
}

/** By key or palette: a reason that must be given is asked for first. */
export function declineTop(app: App): boolean {
    const [offer] = app.desk.state.getSnapshot().offers;
    if (!offer) return false;
    if (!offer.may_decline) {
        const notice = text("offer.no_decline");
        app.toasts.show({ kind: "info", text: notice });
        app.announcer.say(notice);
    } else if (offer.reason_required) {
        // Managers' pages have no offers beside them in narrow windows.
        if (app.router.getSnapshot().page !== "chats") app.router.go({ page: "chats" });
        app.declining.set(offer.id);
    } else void decline(app, offer);
    return true;
}

export async function decline(app: App, offer: Offer, reason?: string): Promise<void> {
    if (app.desk.deciding.getSnapshot().has(offer.id)) return;
    app.declining.set(undefined);
    try {
        await app.desk.decline(offer, reason);
        app.announcer.say(text("offer.declined", { name: offer.customer.name }));
    } catch (caught) {
        if (!isGone(asProblem(caught))) failed(app, caught);
    }
}

/** Of several who try one gets it; the others are told so, and by nothing worse. */
export async function takeChat(app: App, chat: Chat): Promise<void> {
    const name = chat.customer.name || text("customer.unnamed");
    try {
        await app.desk.take(chat.id);
        app.list_tab.set("mine");
        openChat(app, chat.id);
    } catch (caught) {
        const { code } = asProblem(caught);
        const known = {
            chat_taken: "queue.taken",
            chat_ended: "offer.customer_left",
            not_found: "queue.taken",
            at_capacity: "queue.not_free",
        } as const;
        const id = known[code as keyof typeof known];
        if (!id) return failed(app, caught);
        const notice = text(id, { name });
        app.toasts.show({ kind: "info", text: notice });
        app.announcer.say(notice);
    }
}

/** The queue window: a tab of the list, wherever the list is (A2). */
export function openQueue(app: App): void {
    app.list_tab.set("queue");
    const { page, chat } = app.router.getSnapshot();
    const one_column = matchMedia("(width < 640px)").matches;
    if (page !== "chats" || (one_column && chat)) app.router.go({ page: "chats" });
    if (!one_column && !matchMedia("(width >= 900px)").matches) app.drawer.set("list");
}

export async function setPresence(app: App, choice: Choice): Promise<void> {
    const before = app.desk.state.getSnapshot();
    const was_ready = before.presence && isReady(before.presence, before.statuses);
    try {
        const presence = await app.desk.setPresence(choice.status.key, choice.reason?.key);
        const { statuses } = app.desk.state.getSnapshot();
        const { word } = wordsFor(presence, statuses, text);
        app.announcer.say(presence.pending ? word : wordOf(choice, text));
        if (was_ready || choice.status.kind !== "ready") return;
        if (pulledQueues(app.desk.state.getSnapshot()).length) openQueue(app);
    } catch (caught) {
        failed(app, caught);
    }
}

export async function stopNew(app: App, stop: boolean): Promise<void> {
    try {
        await app.desk.stopNew(stop);
        app.announcer.say(text(stop ? "presence.stopped" : "presence.resumed"));
    } catch (caught) {
        failed(app, caught);
    }
}

/** Whether the switches let me hand chats on at all; the queue's own may still say no. */
export function mayTransfer(switches: Readonly<Record<string, string>>): boolean {
    return switches.transfer_queue === "true" || switches.transfer_agent === "true";
}

/** Whether I may invite one more colleague; the queue's own switches may still say no. */
export function mayInvite(desk: Desk, id: string): boolean {
    const { switches, chats } = desk.state.getSnapshot();
    const chat = chats.get(id)?.chat;
    const there = chat?.guests?.length ?? 0;
    const most = Number(switches.conference_guests ?? 0);
    return desk.may("chat_conference") && chat !== undefined && !chat.asked && there < most;
}

/** The colleague is asked no more; perhaps the answer was faster. */
export async function cancelAsking(app: App, { id: chat, asked }: Chat): Promise<void> {
    const { client } = app.desk;
    const joins = asked?.kind === "conference";
    try {
        if (joins) await client.call("conference.cancel", { chat });
        else await client.call("chat.cancel_transfer", { chat });
        app.announcer.say(text(joins ? "conference.cancelled" : "transfer.cancelled"));
        focusComposer();
    } catch (caught) {
        if (!isGone(asProblem(caught))) failed(app, caught);
    }
}

/** What comes of these is told by events. */
export function leaveConference(app: App, { id: chat }: Chat): Promise<void> {
    return change(app, () => app.desk.client.call("conference.leave", { chat }));
}

/** One guest, or all of them. */
export function endConference(app: App, { id: chat }: Chat, guest?: Person): Promise<void> {
    return change(app, () =>
        app.desk.client.call("conference.end", { chat, ...(guest && { agent: guest.id }) }),
    );
}

/** Which field of the card was refused, if one was. */
export async function handOver(
    app: App,
    { id: chat }: Chat,
    guest: Person,
    card: CardDraft,
): Promise<{ field: CardField; said: string } | undefined> {
    try {
        const said = { chat, agent: guest.id, ...cardOf(card) };
        await app.desk.client.call("conference.hand_over", said);
        focusComposer();
    } catch (caught) {
        const { problem } = asProblem(caught);
        const field = refusedField(problem);
        if (field) return { field, said: refusalText(problem, text) };
        failed(app, caught);
    }
    return undefined;
}

async function change(app: App, work: () => Promise<unknown>): Promise<void> {
    try {
        await work();
        focusComposer();
    } catch (caught) {
        failed(app, caught);
    }
}

export async function endChat(app: App, chat: string): Promise<void> {
    try {
        await app.desk.endChat(chat);
    } catch (caught) {
        const { code } = asProblem(caught);
        if (code !== "chat_ended" && code !== "chat_not_active") failed(app, caught);
    }
}

/** Ctrl+Shift+Enter: what is written goes first; nothing ends while something is not sent. */
export async function endWhenSent(app: App, chat: string): Promise<void> {
    try {
        if (await app.desk.endWhenSent(chat)) return;
        app.toasts.show({ kind: "error", text: text("problem.not_ended") });
    } catch (caught) {
        failed(app, caught);
    }
}

export async function signOut(app: App): Promise<void> {
    try {
        await app.desk.signOut();
    } catch (caught) {
        if (asProblem(caught).code !== "chats_open") return failed(app, caught);
        const offered = app.desk.state.getSnapshot().offers.length > 0;
        app.toasts.show({
            kind: "error",
            text: text(offered ? "problem.offer_open" : "problem.chats_open"),
        });
    }
}

/**
 * Own chats in the order of the list as it stands on the page, so that keys follow what one sees.
 */
export function listOrder(app: App): string[] {
    const shown = [...document.querySelectorAll<HTMLElement>("[data-chat-row]")].map(
        (row) => row.dataset.chatRow!,
    );
    const state = app.desk.state.getSnapshot();
    const chats = [...state.chats.values()].map(({ chat }) => chat);
    const now = app.desk.client.serverNow();
    const all = ordered(chats, now, targetsOf(state));
    return frozenOrder(shown, all).map((chat) => chat.id);
}

export function step(app: App, by: 1 | -1): void {
    const order = listOrder(app);
    if (!order.length) return;
    const { chat } = app.router.getSnapshot();
    const at = chat ? order.indexOf(chat) : by > 0 ? -1 : 0;
    openChat(app, order[(at + by + order.length) % order.length]!);
}

export function nextWaiting(app: App): void {
    const state = app.desk.state.getSnapshot();
    const now = app.desk.client.serverNow();
    const order = listOrder(app);
    const at = order.indexOf(app.router.getSnapshot().chat ?? "");
    const turned = [...order.slice(at + 1), ...order.slice(0, at + 1)];
    const found = turned.find((id) => {
        const chat = state.chats.get(id)?.chat;
        return chat && (chat.unread > 0 || urgency(chat, now, targetsOf(state)) === "overdue");
    });
    if (found) openChat(app, found);
    else app.announcer.say(text("announce.nothing_unread"));
}

/** The server hears of it when the notice leaves: until then it can be undone. */
export function markAllRead(app: App): void {
    const unread = [...app.desk.state.getSnapshot().chats.values()]
        .map(({ chat }) => chat)
        .filter((chat) => chat.unread > 0);
    if (!unread.length) return app.announcer.say(text("announce.nothing_unread"));
    const notice = text("notice.marked_read", { count: unread.length });
    app.announcer.say(notice);
    app.desk.hideUnread(unread.map((chat) => chat.id));
    app.toasts.show({
        kind: "info",
        text: notice,
        action: { label: text("notice.undo"), run: () => app.desk.showUnread() },
        onLeave: () => {
            app.desk.showUnread();
            for (const chat of unread) app.desk.markRead(chat.id, chat.seq);
        },
    });
}

/** A chat in which somebody is mentioned: who takes none reads it among all. */
export function openMentioned(app: App, chat: string): void {
    const reads = !app.desk.takes_chats && app.desk.may("chat_view_all");
    app.router.go({ page: reads ? "all" : "chats", chat });
    focusHeading();
}

/** The field of the search has the focus then. */
export function openSearch(app: App): void {
    app.router.go({ page: "search" });
    focusSearch();
}

export async function endHelp(app: App, chat: string): Promise<void> {
    try {
        await app.desk.client.call("chat.cancel_help", { chat });
    } catch (caught) {
        failed(app, caught);
    }
}

/** Who calls for help, in which chat. */
export function wordsOfCall({ help, customer, queue_name }: Chat): string {
    return text("help_call.who", {
        name: help?.by.name ?? "",
        customer: customer.name || text("customer.unnamed"),
        queue: queue_name,
    });
}

/** Whether this person may have what was said sent by mail. */
export function mayMail({ transcript_mail, agent, guests }: Chat, me: string): boolean {
    const takes_part = agent?.id === me || guests?.some((one) => one.agent.id === me);
    return !!transcript_mail && !!takes_part;
}

/** As a file: what was said, without what only staff may read. */
export async function saveTranscript(app: App, chat: string): Promise<void> {
    const german = app.settings.getSnapshot().language === "de";
    try {
        await downloadTranscript(app.desk.client, chat, german);
        app.announcer.say(text("side.saved"));
    } catch (caught) {
        failed(app, caught);
    }
}
