import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
    chat,
    eventFrame,
    message,
    ScriptedSocket,
    settle,
    stage,
} from "../test/scripted_socket.ts";
import { type Client, connect, type Status } from "./client.ts";

let page: ReturnType<typeof stage>["page"];
beforeEach(() => {
    ({ page } = stage());
});
afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
});

const start = (more = {}) => connect({ url: "ws://x/api/v1/socket", ...more });
const sockets = () => ScriptedSocket.all.length;

function heard(client: Client): string[] {
    const texts: string[] = [];
    client.on("message.posted", ({ message }) => texts.push(message.text));
    return texts;
}

describe("opening", () => {
    test("signs in with the token, before any call that was made earlier", async () => {
        const client = start({ token: () => "secret" });
        const answer = client.call("chat.get", { chat: "chat1" });
        expect(client.status.state).toBe("connecting");
        const open = await ScriptedSocket.last.open();
        expect(open.params).toEqual({ token: "secret" });
        expect(client.status.state).toBe("open");
        await ScriptedSocket.last.answer("chat.get", { chat: chat() });
        expect((await answer).chat.id).toBe("chat1");
    });

    test("a refused sign-in stops for good", async () => {
        const client = start();
        ScriptedSocket.last.accept();
        await ScriptedSocket.last.refuse("session.open", {
            status: 401,
            code: "unauthenticated",
            detail: "Sign in again.",
        });
        expect(client.status).toEqual({ state: "stopped", code: 4500, reason: "Sign in again." });
        await vi.advanceTimersByTimeAsync(120_000);
        expect(sockets()).toBe(1);
    });

    test("a socket that never opens is given up after 10 s", async () => {
        const client = start();
        await vi.advanceTimersByTimeAsync(10_000);
        expect(client.status.state).toBe("waiting");
    });
});

describe("resuming", () => {
    test("sends the last cursor seen, and an event repeated after it is heard once", async () => {
        const kept: string[] = [];
        const client = start({ onCursor: (cursor: string) => kept.push(cursor) });
        const texts = heard(client);
        await ScriptedSocket.last.open();
        await ScriptedSocket.last.event("message.posted", { message: message(1) }, "c1");
        await ScriptedSocket.last.event("message.posted", { message: message(2) }, "c2");
        ScriptedSocket.last.drop();
        await vi.advanceTimersByTimeAsync(250);
        const open = await ScriptedSocket.last.open();
        expect(open.params.after).toBe("c2");
        await ScriptedSocket.last.event("message.posted", { message: message(2) }, "c2");
        await ScriptedSocket.last.event("message.posted", { message: message(3) }, "c3");
        expect(texts).toEqual(["text 1", "text 2", "text 3"]);
        expect(kept).toEqual(["c0", "c1", "c2", "c3"]);
    });

    test("takes up the cursor of an earlier page", async () => {
        start({ after: () => "c41" });
        expect((await ScriptedSocket.last.open()).params.after).toBe("c41");
    });

    test("an answer and events in one batch: open comes first, then reset, then the events", async () => {
        const client = start({ after: () => "old" });
        const order: string[] = [];
        client.onState(({ state }) => order.push(state));
        client.onReset((which) => order.push(`reset ${which}`));
        client.on("message.posted", ({ message }) => order.push(message.text));
        const socket = ScriptedSocket.last;
        socket.accept();
        const { id } = socket.call("session.open");
        const result = {
            session: "s",
            cursor: "c7",
            server_time: new Date().toISOString(),
            heartbeat_s: 25,
            reset: true,
        };
        socket.say([
            { jsonrpc: "2.0", id, result },
            eventFrame("message.posted", { message: message(8) }, "c8"),
        ]);
        expect(order).toEqual(["open", "reset undefined", "text 8"]);
        socket.drop();
        await vi.advanceTimersByTimeAsync(250);
        expect((await ScriptedSocket.last.open()).params.after).toBe("c8");
    });
});

describe("reconnecting", () => {
    test("backs off 0.5 s * 2^n with full jitter, at most 30 s", async () => {
        const client = start();
        const waits: number[] = [];
        client.onState((status) => {
            if (status.state === "waiting") waits.push(status.retry_at - Date.now());
        });
        for (let i = 0; i < 8; i++) {
            ScriptedSocket.last.drop();
            await vi.advanceTimersByTimeAsync(30_000);
        }
        expect(waits.slice(0, 8)).toEqual([250, 500, 1000, 2000, 4000, 8000, 15000, 15000]);
    });

    test("starts again from the beginning after 60 s of health", async () => {
        const client = start();
        const wait = () => (client.status as Status & { retry_at: number }).retry_at - Date.now();
        for (let i = 0; i < 3; i++) {
            ScriptedSocket.last.drop();
            await vi.advanceTimersByTimeAsync(2_000);
        }
        await ScriptedSocket.last.open({ heartbeat_s: 1000 });
        await vi.advanceTimersByTimeAsync(59_000);
        ScriptedSocket.last.drop();
        expect(wait()).toBe(2_000);
        await vi.advanceTimersByTimeAsync(2_000);
        await ScriptedSocket.last.open({ heartbeat_s: 1000 });
        await vi.advanceTimersByTimeAsync(60_000);
        ScriptedSocket.last.drop();
        expect(wait()).toBe(250);
    });

    test("waits as long as a draining server asks, even when the page is looked at", async () => {
        const client = start();
        await ScriptedSocket.last.open();
        ScriptedSocket.last.drop(4001, "draining;retry_ms=7000");
        page.dispatchEvent(new Event("visibilitychange"));
        await vi.advanceTimersByTimeAsync(7_000);
        expect(sockets()).toBe(1);
        await vi.advanceTimersByTimeAsync(250);
        expect(sockets()).toBe(2);
        ScriptedSocket.last.drop(4001, "draining;retry_ms=7000");
        client.retryNow();
        expect(sockets()).toBe(3);
    });

    test.each(["online", "visible"])("tries at once when %s", async (how) => {
        const client = start();
        for (let i = 0; i < 7; i++) {
            ScriptedSocket.last.drop();
            if (i < 6) await vi.advanceTimersByTimeAsync(30_000);
        }
        expect(client.status.state).toBe("waiting");
        const before = sockets();
        if (how === "online") dispatchEvent(new Event("online"));
        else page.dispatchEvent(new Event("visibilitychange"));
        expect(sockets()).toBe(before + 1);
    });

    test.each([4500, 4501, 4503, 4505])("code %i stops and fails every call", async (code) => {
        const client = start();
        await ScriptedSocket.last.open();
        const call = client.call("chat.get", { chat: "chat1" });
        ScriptedSocket.last.drop(code, "signed out");
        await expect(call).rejects.toMatchObject({ code: "disconnected" });
        expect(client.status).toEqual({ state: "stopped", code, reason: "signed out" });
        dispatchEvent(new Event("online"));
        await vi.advanceTimersByTimeAsync(60_000);
        expect(sockets()).toBe(1);
        await expect(client.call("auth.me", {})).rejects.toMatchObject({ code: "disconnected" });
    });
});

describe("calls", () => {
    test("one on its way is lost with the socket, one that waited is sent by the next", async () => {
        const client = start();
        await ScriptedSocket.last.open();
        const sent = client.call("chat.get", { chat: "chat1" });
        ScriptedSocket.last.drop();
        await expect(sent).rejects.toMatchObject({ code: "disconnected" });
        const waiting = client.call("auth.me", {});
        await vi.advanceTimersByTimeAsync(250);
        await ScriptedSocket.last.open();
        await ScriptedSocket.last.answer("auth.me", { user: { id: "u1" } });
        expect((await waiting).user.id).toBe("u1");
    });

    test("ends with the refusal of the server, or after 10 s without an answer", async () => {
        const client = start();
        await ScriptedSocket.last.open();
        const refused = client.call("chat.accept", { offer: "o" });
        refused.catch(() => undefined);
        await ScriptedSocket.last.refuse("chat.accept", { status: 409, code: "offer_gone" });
        await expect(refused).rejects.toMatchObject({ problem: { code: "offer_gone" } });
        const silent = expect(client.call("auth.me", {})).rejects.toMatchObject({
            code: "timeout",
        });
        await vi.advanceTimersByTimeAsync(10_000);
        await silent;
    });

    test("a failing handler does not keep others from the event", async () => {
        const client = start();
        const report = vi.fn();
        vi.stubGlobal("reportError", report);
        client.on("typing", () => {
            throw new Error("handler");
        });
        const other = vi.fn();
        client.on("typing", other);
        await ScriptedSocket.last.open();
        await ScriptedSocket.last.event("typing", { chat: "chat1" });
        expect(other).toHaveBeenCalledOnce();
        expect(report).toHaveBeenCalledOnce();
    });
});

describe("heartbeat", () => {
    test("asks for what is missing and hears it as events", async () => {
        const client = start();
        const texts = heard(client);
        const behind = vi.fn();
        client.track("chat1", { seq: () => 4, behind });
        client.track("chat2", { seq: () => undefined, behind });
        await ScriptedSocket.last.open({ heartbeat_s: 25 });
        await vi.advanceTimersByTimeAsync(25_000);
        const sync = await ScriptedSocket.last.answer("session.sync", {
            server_time: new Date().toISOString(),
            chats: [{ chat: "chat1", seq: 6, messages: [message(5), message(6)], resync: false }],
        });
        expect(sync.params).toEqual({ chats: { chat1: 4 } });
        expect(texts).toEqual(["text 5", "text 6"]);
        expect(behind).toHaveBeenCalledWith(6);
    });

    test("resync resets that chat alone", async () => {
        const client = start();
        const reset = vi.fn();
        client.onReset(reset);
        await ScriptedSocket.last.open();
        await vi.advanceTimersByTimeAsync(25_000);
        await ScriptedSocket.last.answer("session.sync", {
            server_time: new Date().toISOString(),
            chats: [{ chat: "chat1", seq: 1, messages: [], resync: true }],
        });
        expect(reset.mock.calls).toEqual([["chat1"]]);
    });

    test("a half-open socket is dropped 10 s after an unanswered heartbeat", async () => {
        const client = start();
        await ScriptedSocket.last.open({ heartbeat_s: 25 });
        const dead = ScriptedSocket.last;
        await vi.advanceTimersByTimeAsync(34_999);
        expect(client.status.state).toBe("open");
        await vi.advanceTimersByTimeAsync(1);
        expect(client.status.state).toBe("waiting");
        expect(dead.readyState).toBe(3);
        await vi.advanceTimersByTimeAsync(250);
        await ScriptedSocket.last.open();
        const texts = heard(client);
        dead.say(eventFrame("message.posted", { message: message(1) }));
        expect(texts).toEqual([]);
    });

    test("offline counts as lost at once", async () => {
        const client = start();
        await ScriptedSocket.last.open();
        dispatchEvent(new Event("offline"));
        expect(client.status.state).toBe("waiting");
    });

    test("learns the server's time", async () => {
        const client = start();
        await ScriptedSocket.last.open({
            server_time: new Date(Date.now() + 90_000).toISOString(),
        });
        expect(client.serverNow() - Date.now()).toBe(90_000);
    });
});

test("close ends everything", async () => {
    const client = start();
    await ScriptedSocket.last.open();
    client.close();
    expect(client.status.state).toBe("stopped");
    await settle();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets()).toBe(1);
});
