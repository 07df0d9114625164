import type { Chat, EventFrame, Events, Message, Offer, User } from "@parley/sdk";
import { describe, expect, test } from "vitest";
import {
    apply,
    type DeskState,
    dismiss,
    emptyState,
    fromSnapshot,
    type Snapshot,
    seenUpTo,
} from "./desk_state.ts";

const me: User = {
    id: "usr_me",
    name: "me",
    display_name: "Me",
    roles: ["agent"],
    labels: {},
    rights: ["chat_handle", "chat_pull", "chat_conference", "own_status", "queue_view"],
};
const mine = { kind: "agent", id: me.id, name: me.display_name } as const;
const other = { kind: "agent", id: "usr_other", name: "Other" } as const;

/**
 * The server's side of what an agent sees, kept the plain way: everything in tables, counted when
 * asked.
 */
class Model {
    clock = 0;
    next = 1;
    chats = new Map<string, { chat: Chat; messages: Message[] }>();
    offers: Offer[] = [];
    load = 0;

    at(): string {
        return new Date(Date.UTC(2025, 0, 1) + this.clock++ * 1000).toISOString();
    }

    event<T extends keyof Events>(type: T, data: Events[T]): EventFrame {
        return structuredClone({
            type,
            at: this.at(),
            cursor: `c${this.clock}`,
            data,
        }) as EventFrame;
    }

    view(id: string): Chat {
        const { chat, messages } = this.chats.get(id)!;
        const answered = messages.findLast((one) => one.from.kind === "agent")?.seq ?? 0;
        const open = messages.find((one) => one.from.kind === "customer" && one.seq > answered);
        const last = messages.at(-1);
        return structuredClone({
            ...chat,
            seq: messages.length,
            unread: messages.filter(
                (one) => one.from.kind === "customer" && one.seq > chat.read.agent,
            ).length,
            ...(last && { last_message: last }),
            ...(open && { unanswered_since: open.at }),
        });
    }

    snapshot(): Snapshot {
        const own = [...this.chats.keys()]
            .map((id) => this.view(id))
            .filter((chat) => chat.state === "active" && chat.agent?.id === me.id);
        return structuredClone({
            chats: own,
            offers: this.offers,
            statuses: [],
            switches: {},
            code_lists: [],
            queues: [],
            ended: [],
            wrap_ups: [],
            presence: {
                status: "available",
                label: "engaged",
                since: "2025-01-01T00:00:00.000Z",
                load: this.load,
                used: 100 * this.load,
                capacity: 9,
                stop_new: false,
            },
        });
    }

    post(id: string, from: Message["from"], event?: Message["event"]): EventFrame {
        const { messages } = this.chats.get(id)!;
        const message: Message = {
            id: `msg_${this.next++}`,
            chat: id,
            seq: messages.length + 1,
            at: this.at(),
            from,
            text: "text",
            ...(event && { event }),
        };
        messages.push(message);
        return this.event("message.posted", { message });
    }

    presence(): EventFrame {
        return this.event("presence.changed", { presence: this.snapshot().presence!, user: me.id });
    }

    offer(): EventFrame[] {
        const id = `chat_${this.next++}`;
        const customer = { id: `vis_${id}`, name: id };
        this.chats.set(id, {
            messages: [],
            chat: {
                id,
                state: "offered",
                queue: "q",
                queue_name: "Q",
                seq: 0,
                started_at: this.at(),
                customer,
                read: { customer: 0, agent: 0 },
                delivered: { customer: 0, agent: 0 },
                unread: 0,
                message_max: 5_000,
            },
        });
        this.post(id, { kind: "customer", ...customer });
        const offer: Offer = {
            kind: "queue",
            id: `off_${id}`,
            chat: id,
            queue: "q",
            queue_name: "Q",
            agent: me.id,
            offered_at: this.at(),
            expires_at: this.at(),
            waiting_since: this.at(),
            customer: { name: id },
            timer: "down",
            may_decline: true,
            decline_shown: "hidden",
            reason_required: false,
        };
        this.offers.push(offer);
        return [this.event("chat.offered", { offer })];
    }

    accept(offer: Offer): EventFrame[] {
        this.offers = this.offers.filter((one) => one !== offer);
        const { chat } = this.chats.get(offer.chat)!;
        Object.assign(chat, { state: "active", agent: mine, accepted_at: this.at() });
        this.load++;
        const joined = this.post(
            offer.chat,
            { kind: "system", id: "", name: "" },
            { type: "agent_joined", person: mine },
        );
        const accepted = this.event("chat.accepted", { chat: this.view(chat.id), agent: mine });
        return [joined, accepted, this.presence()];
    }

    withdraw(offer: Offer): EventFrame[] {
        this.offers = this.offers.filter((one) => one !== offer);
        return [
            this.event("offer.withdrawn", { offer: offer.id, chat: offer.chat, reason: "expired" }),
        ];
    }

    leave(id: string, how: "end" | "return"): EventFrame[] {
        const { chat } = this.chats.get(id)!;
        this.load--;
        const system = { kind: "system", id: "", name: "" } as const;
        if (how === "return") {
            Object.assign(chat, { state: "queued" });
            delete chat.agent;
            const said = this.post(id, system, { type: "returned_to_queue" });
            return [said, this.event("chat.returned", { chat: this.view(id) }), this.presence()];
        }
        Object.assign(chat, { state: "closed", ended_at: this.at(), end_reason: "agent_ended" });
        const said = this.post(id, system, { type: "customer_left", person: mine });
        const ended = { chat: this.view(id), by: mine, reason: "agent_ended" as const };
        return [said, this.event("chat.ended", ended), this.presence()];
    }

    deliver(id: string, by: "customer" | "agent"): EventFrame[] {
        const { chat, messages } = this.chats.get(id)!;
        chat.delivered = { ...chat.delivered, [by]: messages.length };
        return [this.event("message.delivered", { chat: id, by, seq: messages.length })];
    }

    read(id: string, by: "customer" | "agent"): EventFrame[] {
        const { chat, messages } = this.chats.get(id)!;
        chat.read = { ...chat.read, [by]: messages.length };
        chat.delivered = { ...chat.delivered, [by]: messages.length };
        return [this.event("message.read", { chat: id, by, seq: messages.length })];
    }

    /** One thing that can happen now, chosen by `random`. */
    step(random: () => number): EventFrame[] {
        const pick = <T>(all: T[]): T | undefined => all[Math.floor(random() * all.length)];
        const own = pick(this.snapshot().chats.map((chat) => chat.id));
        const offer = pick(this.offers);
        const choice = Math.floor(random() * 10);
        if (choice === 0) return this.offer();
        if (choice === 1 && offer) return this.accept(offer);
        if (choice === 2 && offer && random() < 0.3) return this.withdraw(offer);
        if (!own) return this.offer();
        const { customer } = this.chats.get(own)!.chat;
        if (choice === 3 && random() < 0.3)
            return this.leave(own, random() < 0.5 ? "end" : "return");
        if (choice === 4) return this.read(own, "agent");
        if (choice === 5) return this.read(own, "customer");
        if (choice === 6) return [this.post(own, mine)];
        if (choice === 7) return this.deliver(own, random() < 0.5 ? "agent" : "customer");
        return [this.post(own, { kind: "customer", ...customer })];
    }
}

function randomOf(seed: number): () => number {
    let state = seed;
    return () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
}

/** What one can see of a state: chats that are over leave with dismiss(). */
function seen(state: DeskState) {
    const over = [...state.chats.values()].filter(({ chat }) => chat.state !== "active");
    const now = over.reduce((before, { chat }) => dismiss(before, chat.id), state);
    const chats = [...now.chats.values()].map(({ chat }) => chat);
    const by_id = (a: Chat, b: Chat) => (a.id < b.id ? -1 : 1);
    return { offers: now.offers, presence: now.presence, chats: chats.sort(by_id) };
}

describe("a snapshot and the events after it", () => {
    for (let seed = 1; seed <= 40; seed++) {
        test(`equal a later snapshot (seed ${seed})`, () => {
            const random = randomOf(seed);
            const model = new Model();
            for (let i = 0; i < 20; i++) model.step(random);
            let state = fromSnapshot(emptyState(me), model.snapshot());
            for (let i = 0; i < 300; i++) {
                for (const frame of model.step(random)) state = apply(state, frame);
                const fresh = fromSnapshot(emptyState(me), model.snapshot());
                expect(seen(state), `step ${i}`).toEqual(seen(fresh));
            }
        });

        test(`that repeats events already in it change nothing (seed ${seed})`, () => {
            const random = randomOf(seed);
            const model = new Model();
            const missed: EventFrame[] = [];
            for (let i = 0; i < 60; i++) missed.push(...model.step(random));
            const state = fromSnapshot(emptyState(me), model.snapshot());
            expect(seen(missed.reduce(apply, state))).toEqual(seen(state));
        });
    }
});

function withChat(): { model: Model; state: DeskState; id: string } {
    const model = new Model();
    model.offer();
    model.accept(model.offers[0]!);
    const [id] = [...model.chats.keys()];
    return { model, state: fromSnapshot(emptyState(me), model.snapshot()), id: id! };
}

describe("single events", () => {
    test("a chat that another agent takes is not mine, and its offer goes", () => {
        const model = new Model();
        const state = model.offer().reduce(apply, fromSnapshot(emptyState(me), model.snapshot()));
        const [offer] = model.offers;
        const chat = { ...model.view(offer!.chat), state: "active" as const, agent: other };
        const next = apply(state, model.event("chat.accepted", { chat, agent: other }));
        expect(next.offers).toEqual([]);
        expect(next.chats.size).toBe(0);
    });

    test("another agent's presence is not mine", () => {
        const { model, state } = withChat();
        const presence = { ...model.snapshot().presence!, load: 7, used: 700 };
        const frame = model.event("presence.changed", { presence, user: other.id });
        expect(apply(state, frame)).toBe(state);
    });

    test("unread counts at a read position in the middle", () => {
        const { model, state, id } = withChat();
        const { customer } = model.chats.get(id)!.chat;
        const posts = [1, 2, 3].map(() => model.post(id, { kind: "customer", ...customer }));
        const next = posts.reduce(apply, state);
        expect(next.chats.get(id)?.chat.unread).toBe(4);
        const seqs = posts.map((one) => (one.data as Events["message.posted"]).message.seq);
        expect(seenUpTo(next, id, seqs[0]!).chats.get(id)?.chat.unread).toBe(2);
        expect(seenUpTo(next, id, seqs[2]!).chats.get(id)?.chat.unread).toBe(0);
    });

    test("an ended chat stays in sight until it is dismissed, an active one cannot be", () => {
        const { model, state, id } = withChat();
        expect(dismiss(state, id)).toBe(state);
        const ended = model.leave(id, "end").reduce(apply, state);
        expect(ended.chats.get(id)?.chat.state).toBe("closed");
        expect(dismiss(ended, id).chats.size).toBe(0);
    });

    test("what came right before the end is read after it", () => {
        const { model, state, id } = withChat();
        const { customer } = model.chats.get(id)!.chat;
        const last = model.post(id, { kind: "customer", ...customer });
        const ended = [last, ...model.leave(id, "end")].reduce(apply, state);
        expect(ended.chats.get(id)?.chat.unread).toBe(2);
        const { seq } = (last.data as Events["message.posted"]).message;
        expect(seenUpTo(ended, id, seq).chats.get(id)?.chat.unread).toBe(0);
    });

    test("an answer that comes after newer events does not take the chat back", () => {
        const { model, state, id } = withChat();
        const late = model.event("chat.accepted", { chat: model.view(id), agent: mine });
        const newer = apply(state, model.post(id, mine));
        expect(apply(newer, late).chats.get(id)?.chat.seq).toBe(newer.chats.get(id)?.chat.seq);
    });

    test("a screen that is shown belongs to the chat until it is over", () => {
        const { model, state, id } = withChat();
        const sharing = { id: "shr_1", agent: mine, state: "running", since: "" } as const;
        const told = (one: Events["sharing.changed"]["sharing"]) =>
            model.event("sharing.changed", { chat: id, sharing: one });
        const shown = apply(state, told(sharing));
        expect(shown.chats.get(id)?.chat.sharing).toEqual(sharing);
        const over = apply(shown, told({ ...sharing, state: "over", outcome: "done" }));
        expect(over.chats.get(id)?.chat).not.toHaveProperty("sharing");
        const elsewhere = model.event("sharing.changed", { chat: "another", sharing });
        expect(apply(state, elsewhere)).toBe(state);
    });

    test("passing events change nothing", () => {
        const { state, id } = withChat();
        const data = { chat: id, from: mine, typing: true };
        expect(apply(state, { type: "typing", at: "", data })).toBe(state);
    });
});
