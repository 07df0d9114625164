// A WebSocket whose server side is the test: it sees each call and says each frame.
import { vi } from "vitest";
import type { AttachedFile, Chat, Message, Person } from "../src/index.ts";

export interface Call {
    id: number;
    method: string;
    // biome-ignore lint/suspicious/noExplicitAny: the test knows the operation it waits for
    params: any;
}

export class ScriptedSocket {
    static all: ScriptedSocket[] = [];
    static get last(): ScriptedSocket {
        return ScriptedSocket.all.at(-1)!;
    }

    readyState = 0;
    calls: Call[] = [];
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: string }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;

    constructor(
        readonly url: string,
        readonly protocol: string,
    ) {
        ScriptedSocket.all.push(this);
    }

    // ---- what the client does
    send(frame: string): void {
        this.calls.push(JSON.parse(frame));
    }
    close(): void {
        this.readyState = 3;
    }

    // ---- what the server does
    accept(): void {
        this.readyState = 1;
        this.onopen?.();
    }
    say(frame: unknown): void {
        this.onmessage?.({ data: JSON.stringify(frame) });
    }
    drop(code = 1006, reason = ""): void {
        this.readyState = 3;
        this.onclose?.({ code, reason });
    }
    /** The newest unanswered call of that name. */
    call(method: string): Call {
        const found = this.calls.find((one) => one.method === method);
        if (!found) throw new Error(`no call ${method}; there are ${this.names()}`);
        return found;
    }
    names(): string {
        return this.calls.map((one) => one.method).join(" ");
    }
    /** Answers the oldest open call of that name and lets the client react. */
    async answer(method: string, result: unknown): Promise<Call> {
        const call = this.call(method);
        this.calls = this.calls.filter((one) => one !== call);
        this.say({ jsonrpc: "2.0", id: call.id, result });
        await settle();
        return call;
    }
    async refuse(method: string, data: object): Promise<Call> {
        const call = this.call(method);
        this.calls = this.calls.filter((one) => one !== call);
        this.say({
            jsonrpc: "2.0",
            id: call.id,
            error: { code: -32000, message: "refused", data },
        });
        await settle();
        return call;
    }
    async open(more: object = {}): Promise<Call> {
        this.accept();
        return this.answer("session.open", {
            session: "s",
            cursor: "c0",
            server_time: new Date().toISOString(),
            heartbeat_s: 25,
            reset: false,
            ...more,
        });
    }
    async event(type: string, data: object, cursor?: string): Promise<void> {
        this.say(eventFrame(type, data, cursor));
        await settle();
    }
}

export function eventFrame(type: string, data: object, cursor?: string) {
    const at = new Date().toISOString();
    return {
        jsonrpc: "2.0",
        method: "event",
        params: { type, at, data, ...(cursor && { cursor }) },
    };
}

export const settle = () => vi.advanceTimersByTimeAsync(0);

export const customer: Person & { kind: "customer" } = { kind: "customer", id: "v1", name: "Dana" };
export const agent: Person & { kind: "agent" } = { kind: "agent", id: "u1", name: "Maya" };

export function message(seq: number, more: Partial<Message> = {}): Message {
    return {
        id: `m${seq}`,
        chat: "chat1",
        seq,
        at: "2026-01-01T10:00:00.000Z",
        from: agent,
        text: `text ${seq}`,
        ...more,
    };
}

export function file(more: Partial<AttachedFile> = {}): AttachedFile {
    return {
        id: "file_1",
        name: "a.txt",
        size: 1_000,
        received: 1_000,
        state: "checking",
        kind: "text",
        ...more,
    };
}

export function chat(more: Partial<Chat> = {}): Chat {
    return {
        id: "chat1",
        state: "active",
        queue: "q1",
        queue_name: "Orders",
        seq: 0,
        started_at: "2026-01-01T10:00:00.000Z",
        customer: { id: "v1", name: "Dana" },
        read: { customer: 0, agent: 0 },
        delivered: { customer: 0, agent: 0 },
        unread: 0,
        message_max: 500,
        ...more,
    };
}

/** Storage in memory. */
export function memory(): Storage {
    const all = new Map<string, string>();
    return {
        get length() {
            return all.size;
        },
        key: (i) => [...all.keys()][i] ?? null,
        getItem: (key) => all.get(key) ?? null,
        setItem: (key, value) => void all.set(key, value),
        removeItem: (key) => void all.delete(key),
        clear: () => all.clear(),
    };
}

/** Fake time, a fake page around the client, and no sockets yet. Call before each test. */
export function stage(): { page: EventTarget & { visibilityState: string } } {
    vi.useFakeTimers({ now: new Date("2026-01-01T10:00:00Z") });
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    ScriptedSocket.all = [];
    const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
    const world = new EventTarget();
    vi.stubGlobal("WebSocket", ScriptedSocket);
    vi.stubGlobal("document", page);
    for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"] as const) {
        vi.stubGlobal(name, world[name].bind(world));
    }
    return { page };
}
