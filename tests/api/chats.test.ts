// The life of a chat through the API: the usual way through every operation, and the ways that are
// closed (faults A22 to A25, F11; idempotency, promises P2, P3, P5).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, Desk, new_visitor, refused, sign_in, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const accounts = [
    agent("anna"),
    agent("ben"),
    agent("busy", 1),
    agent("away"),
    { name: "mona", password, role: "manager" as const },
];
const server = useServer({ accounts });

describe("api: chats", () => {
    let anna: Desk;
    beforeAll(async () => {
        anna = await Desk.open(server(), "anna");
    });
    afterAll(() => anna.socket.close());

    test("a second start says its text in the open chat, once", async () => {
        const kim = await new_visitor(server(), "Kim");
        const { chat } = await kim.call("chat.start", { queue: "away", text: "From one tab" });
        const other = { queue: "busy", text: "From another tab" };
        expect((await kim.call("chat.start", other)).chat).toMatchObject({ id: chat.id, seq: 2 });
        expect((await kim.call("chat.start", other)).chat.seq).toBe(2);
        const again = { queue: "away", text: "From one tab" };
        expect((await kim.call("chat.start", again)).chat.seq).toBe(2);
        const { items } = await kim.call("message.list", { chat: chat.id });
        expect(items.map((one) => one.text)).toEqual(["From one tab", "From another tab"]);
        const bad = await refused(kim.try("chat.start", { queue: "away", text: " " }));
        expect(bad.problem.path).toBe("/text");
        await kim.call("chat.end", { chat: chat.id });
    });

    test("a conversation from request to end, seen by both sides", async () => {
        const kim = await new_visitor(server(), "Kim");
        const screen = await kim.socket();
        const { chat: asked } = await screen.call("chat.start", { queue: "anna", text: "Hello?" });
        expect(asked).toMatchObject({ queue_name: "anna", seq: 1, unread: 0 });
        expect(["queued", "offered"]).toContain(asked.state);
        expect((await screen.event("chat.queued")).chat.id).toBe(asked.id);

        const offer = await anna.offer_of(asked.id);
        expect(offer).toMatchObject({
            queue_name: "anna",
            customer: { name: "Kim" },
            text: "Hello?",
        });
        expect(Date.parse(offer.expires_at ?? "")).toBeGreaterThan(Date.parse(offer.offered_at));
        expect((await anna.client.call("offer.list", {})).items.map((one) => one.id)).toContain(
            offer.id,
        );

        const { chat } = await anna.socket.call("chat.accept", { offer: offer.id });
        expect(chat).toMatchObject({ state: "active", agent: { kind: "agent" }, unread: 1 });
        expect((await screen.event("chat.accepted")).agent.name).toBe(chat.agent?.name);
        const joined = await screen.event("message.posted", (e) => e.message.event !== undefined);
        expect(joined.message).toMatchObject({
            from: { kind: "system" },
            event: { type: "agent_joined" },
        });

        const client_id = uuid();
        const reply = { chat: chat.id, client_id, text: "Good morning" };
        const { message, duplicate } = await anna.socket.call("message.post", reply);
        expect([message.seq, duplicate]).toEqual([3, false]);
        const seen = await screen.event("message.posted", (e) => e.message.id === message.id);
        expect(seen.message).toMatchObject({
            seq: 3,
            from: { kind: "agent" },
            text: "Good morning",
        });
        const echo = await anna.socket.event("message.posted", (e) => e.message.id === message.id);
        expect(echo.client_id).toBe(client_id);

        await anna.socket.call("chat.typing", { chat: chat.id, typing: true });
        expect(await screen.event("typing")).toMatchObject({
            typing: true,
            from: { kind: "agent" },
        });
        const typing = screen.events.find((e) => e.type === "typing");
        expect(typing?.cursor).toBeUndefined();

        const { read } = await screen.call("chat.mark_read", { chat: chat.id, seq: 3 });
        expect(read.customer).toBe(3);
        await anna.socket.event("message.read", (e) => e.by === "customer" && e.seq === 3);

        const { chat: ended } = await screen.call("chat.end", { chat: chat.id });
        expect(ended).toMatchObject({ state: "closed", end_reason: "customer_ended" });
        const told = await anna.socket.event("chat.ended", (e) => e.chat.id === chat.id);
        expect(told).toMatchObject({ reason: "customer_ended", by: { kind: "customer" } });

        const { items } = await kim.call("message.list", { chat: chat.id });
        expect(items.map((one) => one.seq)).toEqual(items.map((_, i) => i + 1));
        const theirs = await anna.client.call("message.list", { chat: chat.id });
        expect(theirs.items.map((one) => one.id)).toEqual(items.map((one) => one.id));
        await screen.close();
    });

    test("the same conversation over HTTP alone", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim, "over HTTP");
        const other = { chat: chat.id, client_id: uuid(), text: "yes" };
        await anna.client.call("message.post", other);
        await anna.client.call("chat.mark_read", { chat: chat.id, seq: 3 });
        await anna.client.call("chat.typing", { chat: chat.id, typing: false });
        const { chat: now } = await kim.call("chat.get", { chat: chat.id });
        expect(now).toMatchObject({ seq: 3, read: { agent: 3 }, last_message: { text: "yes" } });
        const { chat: ended } = await anna.client.call("chat.end", { chat: chat.id });
        expect(ended.end_reason).toBe("agent_ended");
    });

    test("a customer who leaves the queue takes the offer along", async () => {
        const kim = await new_visitor(server());
        const { chat } = await kim.call("chat.start", { queue: "anna" });
        const offer = await anna.offer_of(chat.id);
        const { chat: ended } = await kim.call("chat.end", { chat: chat.id });
        expect([ended.state, ended.end_reason]).toEqual(["unanswered", "customer_cancelled"]);
        const gone = await anna.socket.event("offer.withdrawn", (e) => e.offer === offer.id);
        expect(gone.reason).toBe("chat_ended");
    });

    test("a declined chat stays in the queue", async () => {
        const ben = await Desk.open(server(), "ben");
        const kim = await new_visitor(server());
        const { chat } = await kim.call("chat.start", { queue: "ben" });
        const offer = await ben.offer_of(chat.id);
        const declined = await ben.client.call("chat.decline", {
            offer: offer.id,
            reason: "lunch",
        });
        expect(declined.chat.id).toBe(chat.id);
        expect(["queued", "offered"]).toContain(
            (await kim.call("chat.get", { chat: chat.id })).chat.state,
        );
        await kim.call("chat.end", { chat: chat.id });
        await ben.socket.close();
    });

    test("presence follows what the agent sets and carries", async () => {
        const busy = await Desk.open(server(), "busy");
        const { presence } = await busy.client.call("presence.get", {});
        expect(presence).toMatchObject({
            status: "available",
            label: "available",
            load: 0,
            capacity: 1,
        });
        const kim = await new_visitor(server());
        const chat = await busy.chat_with(kim);
        const full = await busy.socket.event("presence.changed", (e) => e.presence.load === 1);
        expect(full.presence.capacity).toBe(1);
        const label = (await busy.client.call("presence.get", {})).presence.label;
        expect(label).toBe("at_capacity");
        await kim.call("chat.end", { chat: chat.id });
        await busy.socket.event("presence.changed", (e) => e.presence.load === 0);
        const off = await busy.socket.call("presence.set", { status: "offline" });
        expect(off.presence).toMatchObject({ status: "offline", label: "offline" });
        await busy.socket.close();
    });

    test("no offer goes beyond an agent's capacity", async () => {
        const busy = await Desk.open(server(), "busy");
        const first = await busy.chat_with(await new_visitor(server()));
        const waiting = await new_visitor(server());
        const { chat } = await waiting.call("chat.start", { queue: "busy" });
        expect(chat.state).toBe("queued");
        expect(chat.position).toBe(1);
        await busy.client.call("chat.end", { chat: first.id });
        await busy.offer_of(chat.id);
        await waiting.call("chat.end", { chat: chat.id });
        await busy.socket.close();
    });

    test("queue.list and visitor.status tell the same figures", async () => {
        const kim = await new_visitor(server());
        const { chat } = await kim.call("chat.start", { queue: "away" });
        const { items } = await anna.client.call("queue.list", {});
        expect(items.find((one) => one.name === "away")).toMatchObject({
            waiting: 1,
            agents_available: 0,
        });
        const status = await new Client(server()).call("visitor.status", { queue: "away" });
        expect(status).toMatchObject({ open: true, waiting: 1, agents_available: 0 });
        await kim.call("chat.end", { chat: chat.id });
    });

    test("F11: a hundred starts at once make one chat", async () => {
        const kim = await new_visitor(server());
        const starts = await Promise.all(
            Array.from({ length: 100 }, () => kim.call("chat.start", { queue: "away" })),
        );
        expect(new Set(starts.map((one) => one.chat.id)).size).toBe(1);
        expect((await kim.call("chat.list", {})).items).toHaveLength(1);
    });

    test("A24: what has ended stays ended", async () => {
        const kim = await new_visitor(server());
        const chat = await anna.chat_with(kim);
        await anna.client.call("chat.end", { chat: chat.id });
        const post = { chat: chat.id, client_id: uuid(), text: "too late" };
        const calls = [
            () => kim.call("message.post", post),
            () => anna.client.call("message.post", post),
            () => kim.call("chat.end", { chat: chat.id }),
            () => anna.client.call("chat.end", { chat: chat.id }),
            () => kim.call("chat.typing", { chat: chat.id, typing: true }),
        ];
        for (const call of calls) {
            const { problem, status } = await refused(call());
            expect([status, problem.code]).toEqual([409, "chat_ended"]);
        }
    });

    test("A24: an offer is accepted or declined once", async () => {
        const kim = await new_visitor(server());
        const { chat } = await kim.call("chat.start", { queue: "anna" });
        const offer = await anna.offer_of(chat.id);
        await anna.client.call("chat.accept", { offer: offer.id });
        for (const operation of ["chat.accept", "chat.decline"] as const) {
            const { problem, status } = await refused(
                anna.client.call(operation, { offer: offer.id }),
            );
            expect([status, problem.code]).toEqual([409, "offer_gone"]);
        }
    });

    test("P6: of fifty who accept at the same instant one succeeds", async () => {
        const kim = await new_visitor(server());
        const { chat } = await kim.call("chat.start", { queue: "anna" });
        const offer = await anna.offer_of(chat.id);
        const tries = await Promise.allSettled(
            Array.from({ length: 50 }, () => anna.client.call("chat.accept", { offer: offer.id })),
        );
        expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    });

    test("chat.list gives a customer all chats of the wanted state, page by page", async () => {
        const kim = await new_visitor(server());
        const ids: string[] = [];
        for (let i = 0; i < 3; i++) {
            const { chat } = await kim.call("chat.start", { queue: "away" });
            await kim.call("chat.end", { chat: chat.id });
            ids.unshift(chat.id);
        }
        const closed = await anna.chat_with(kim);
        await kim.call("chat.end", { chat: closed.id });
        const found: string[] = [];
        let after: string | undefined;
        do {
            const page: { items: { id: string }[]; next?: string } = await kim.call("chat.list", {
                state: "unanswered",
                limit: 1,
                ...(after === undefined ? {} : { after }),
            });
            found.push(...page.items.map((one) => one.id));
            after = page.next;
        } while (after !== undefined);
        expect(found).toEqual(ids);
    });

    test("an unknown queue is named as the bad parameter", async () => {
        const kim = await new_visitor(server());
        const { problem } = await refused(kim.call("chat.start", { queue: "nowhere" }));
        expect([problem.code, problem.path]).toEqual(["invalid", "/queue"]);
    });

    test("a manager sees all chats, an agent only those of the own desk", async () => {
        const kim = await new_visitor(server());
        const { chat } = await kim.call("chat.start", { queue: "away" });
        const ids_for = async (name: string) => {
            const client = await sign_in(server(), name);
            const { items } = await client.call("chat.list", { state: "queued" });
            return items.map((one) => one.id);
        };
        expect(await ids_for("mona")).toContain(chat.id);
        expect(await ids_for("ben")).not.toContain(chat.id);
        await kim.call("chat.end", { chat: chat.id });
    });
});
