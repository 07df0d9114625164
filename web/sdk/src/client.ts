// A resumable socket: one `connect` for the life of a page. It opens, signs in, resumes after the
// last cursor it
// saw, finds half-open connections by a heartbeat, and reconnects until it is closed or refused for
// good.
//
// INVARIANT 1: handlers hear an event with a cursor once, whatever the server repeats after a
// resume.
// INVARIANT 2: a call ends: with its answer, a refusal, "timeout" or "disconnected".
// INVARIANT 3: at most one socket is alive.
import { backoffMs, healthy_ms, retryMsOf, terminal_code_min } from "./backoff.ts";
import type { EventFrame, Events, Operations, Problem } from "./generated.ts";
import { localProblem, ProblemError } from "./problem.ts";
import { handlers } from "./store.ts";

export type Status =
    | { state: "connecting" }
    | { state: "open" }
    /** `retry_at` is Date.now() time. */
    | { state: "waiting"; retry_at: number; code: number; reason: string }
    | { state: "stopped"; code: number; reason: string };

export interface ConnectOptions {
    /** ws(s)://…/api/v1/socket; see socketUrl(). */
    url: string;
    /** Customers sign in with the token of visitor.start; staff by their cookie. */
    token?: () => string | undefined;
    /** Where to resume at the very first connection; later ones resume by what was seen. */
    after?: () => string | undefined;
    /** Told of each new cursor, for callers that keep it over a reload. */
    onCursor?: (cursor: string) => void;
}

/** A chat the heartbeat asks about. */
export interface Tracked {
    /** The highest seq held without a gap; undefined while nothing is loaded. */
    seq: () => number | undefined;
    /** The chat reaches up to `seq`; more may be missing than the heartbeat brought. */
    behind: (seq: number) => void;
}

export interface Client {
    readonly status: Status;
    /** The answer of the last session.open. */
    readonly session: Operations["session.open"]["result"] | undefined;
    /**
     * Sent at once when open, otherwise as soon as the socket opens, within `timeout` ms (10,000).
     */
    call<Op extends keyof Operations>(
        op: Op,
        params: Operations[Op]["params"],
        options?: { timeout?: number },
    ): Promise<Operations[Op]["result"]>;
    on<T extends keyof Events>(
        type: T,
        handler: (data: Events[T], frame: EventFrame & { type: T }) => void,
    ): () => void;
    onState(handler: (status: Status) => void): () => void;
    /** The history no longer reaches back: fetch a snapshot; of one chat when one is named. */
    onReset(handler: (chat?: string) => void): () => void;
    track(chat: string, tracked: Tracked): () => void;
    retryNow(): void;
    /** Server time in ms since 1970, from the answers of the server. */
    serverNow(): number;
    close(): void;
}

const call_timeout_ms = 10_000;
/** No answer to a heartbeat, or no open socket, for this long: the connection is dead. */
const silence_ms = 10_000;
/** Enough to cover what a server can repeat around a resume. */
const cursors_kept = 512;

/** Not a code of the server: the page closed its own client. */
const closed_here = 4999;
/** Refusals of session.open that no repetition changes. */
const refusals = new Set([
    "unauthenticated",
    "bad_credentials",
    "forbidden",
    "invalid",
    "not_found",
]);

interface Waiting {
    frame: string;
    sent: boolean;
    resolve: (result: unknown) => void;
    reject: (problem: ProblemError) => void;
    timer: ReturnType<typeof setTimeout>;
}

export function socketUrl(place: { protocol: string; host: string } = location): string {
    return `${place.protocol === "https:" ? "wss" : "ws"}://${place.host}/api/v1/socket`;
}

export function connect(options: ConnectOptions): Client {
    const listeners = new Map<string, ReturnType<typeof handlers<[unknown, EventFrame]>>>();
    const states = handlers<[Status]>();
    const resets = handlers<[string | undefined]>();
    const tracked = new Map<string, Tracked>();
    const calls = new Map<number, Waiting>();
    const seen = new Set<string>();

    let status: Status = { state: "connecting" };
    let session: Client["session"];
    let socket: WebSocket | undefined;
    let cursor = options.after?.();
    let attempt = 0;
    let opened_at = 0;
    let offset_ms = 0;
    let next_id = 1;
    let held = false; // the server asked for a pause: only the person may cut it short
    let retry_timer: ReturnType<typeof setTimeout> | undefined;
    let watch_timer: ReturnType<typeof setTimeout> | undefined;
    let beat_timer: ReturnType<typeof setInterval> | undefined;

    function become(next: Status): void {
        status = next;
        states.emit(next);
    }

    // ---- calls
    // ----------------------------------------------------------------------------------------------

    /** Callbacks, not a promise: the rest of a batch must not be handled before an answer in it. */
    function request(
        method: string,
        params: object,
        timeout: number,
        resolve: (result: never) => void,
        reject: (problem: ProblemError) => void,
        at_once = false,
    ): void {
        if (status.state === "stopped") return reject(localProblem("disconnected"));
        const id = next_id++;
        const timer = setTimeout(() => {
            calls.delete(id);
            reject(localProblem("timeout"));
        }, timeout);
        const frame = JSON.stringify({ jsonrpc: "2.0", id, method, params });
        const waiting = { frame, sent: false, resolve, reject, timer } as Waiting;
        calls.set(id, waiting);
        if (at_once || status.state === "open") transmit(waiting);
    }

    function transmit(waiting: Waiting): void {
        waiting.sent = true;
        socket?.send(waiting.frame);
    }

    /**
     * Calls that were on their way cannot be known to have happened; those not yet sent keep
     * waiting.
     */
    function failCalls(all: boolean): void {
        for (const [id, waiting] of [...calls]) {
            if (!all && !waiting.sent) continue;
            calls.delete(id);
            clearTimeout(waiting.timer);
            waiting.reject(localProblem("disconnected"));
        }
    }

    function answered(id: number, result: unknown, error?: { data?: Problem }): void {
        const waiting = calls.get(id);
        if (!waiting) return;
        calls.delete(id);
        clearTimeout(waiting.timer);
        if (!error) return waiting.resolve(result);
        // Without a problem it is JSON-RPC's own complaint about the call.
        waiting.reject(error.data ? new ProblemError(error.data) : localProblem("invalid"));
    }

    // ---- frames
    // ---------------------------------------------------------------------------------------------

    function dispatch(frame: EventFrame): void {
        if (frame.cursor !== undefined) {
            if (seen.has(frame.cursor)) return;
            seen.add(frame.cursor);
            if (seen.size > cursors_kept) {
                for (const oldest of seen) {
                    seen.delete(oldest);
                    break;
                }
            }
            keepCursor(frame.cursor);
        }
        listeners.get(frame.type)?.emit(frame.data, frame);
    }

    function keepCursor(next: string): void {
        cursor = next;
        options.onCursor?.(next);
    }

    // biome-ignore lint/suspicious/noExplicitAny: parsed JSON, told apart right here
    function receive(frame: any): void {
        if (Array.isArray(frame)) for (const one of frame) receive(one);
        else if (frame.method === "event") dispatch(frame.params);
        else answered(frame.id, frame.result, frame.error);
    }

    // ---- the socket's life
    // ----------------------------------------------------------------------------------

    function attemptNow(): void {
        clearTimeout(retry_timer);
        if (socket || status.state === "stopped") return;
        held = false;
        become({ state: "connecting" });
        const mine = new WebSocket(options.url, "parley.v1");
        socket = mine;
        watch_timer = setTimeout(() => lost(1006, "no connection"), silence_ms);
        mine.onopen = signIn;
        mine.onmessage = (event) => {
            if (mine === socket) receive(JSON.parse(event.data));
        };
        mine.onclose = (event) => {
            if (mine === socket) lost(event.code, event.reason);
        };
    }

    function signIn(): void {
        const params = { token: options.token?.(), after: cursor };
        const sent_at = Date.now();
        request(
            "session.open",
            params,
            silence_ms,
            (answer: Operations["session.open"]["result"]) => {
                clearTimeout(watch_timer);
                session = answer;
                opened_at = Date.now();
                learnTime(answer.server_time, sent_at);
                if (answer.reset || !cursor) keepCursor(answer.cursor);
                beat_timer = setInterval(beat, answer.heartbeat_s * 1000);
                become({ state: "open" });
                if (answer.reset) resets.emit(undefined);
                for (const waiting of [...calls.values()]) if (!waiting.sent) transmit(waiting);
            },
            ({ code, problem }) => {
                if (refusals.has(code)) lost(terminal_code_min, problem.detail);
                else if (code !== "disconnected")
                    lost(1013, `${code};retry_ms=${problem.retry_ms ?? 0}`);
            },
            true,
        );
    }

    /** Ends the present socket, whether the other side said so or has just gone silent. */
    function lost(code: number, reason: string): void {
        const old = socket;
        socket = undefined;
        clearTimeout(watch_timer);
        clearInterval(beat_timer);
        if (old) {
            old.onopen = old.onmessage = old.onclose = null;
            if (old.readyState < 2) old.close();
        }
        if (opened_at && Date.now() - opened_at >= healthy_ms) attempt = 0;
        opened_at = 0;
        if (code >= terminal_code_min) return stop(code, reason);
        failCalls(false);
        const asked = retryMsOf(reason);
        const delay = asked ? asked + backoffMs(0) : backoffMs(attempt);
        attempt++;
        held = !!asked;
        retry_timer = setTimeout(attemptNow, delay);
        become({ state: "waiting", retry_at: Date.now() + delay, code, reason });
    }

    function stop(code: number, reason: string): void {
        clearTimeout(retry_timer);
        removeEventListener("online", wake);
        removeEventListener("offline", offline);
        document.removeEventListener("visibilitychange", wake);
        failCalls(true);
        become({ state: "stopped", code, reason });
    }

    // ---- heartbeat
    // ------------------------------------------------------------------------------------------

    function beat(): void {
        const mine = socket;
        const chats: Record<string, number> = {};
        for (const [chat, one] of tracked) {
            const seq = one.seq();
            if (seq !== undefined) chats[chat] = seq;
        }
        const sent_at = Date.now();
        request(
            "session.sync",
            { chats },
            silence_ms,
            (answer: Operations["session.sync"]["result"]) => {
                learnTime(answer.server_time, sent_at);
                for (const { chat, seq, messages, resync } of answer.chats) {
                    if (resync) {
                        resets.emit(chat);
                        continue;
                    }
                    for (const message of messages) {
                        dispatch({ type: "message.posted", at: message.at, data: { message } });
                    }
                    tracked.get(chat)?.behind(seq);
                }
            },
            (problem) => {
                if (mine === socket && problem.code === "timeout") lost(1006, "no answer");
            },
        );
    }

    function learnTime(server_time: string, sent_at: number): void {
        offset_ms = Date.parse(server_time) - (sent_at + Date.now()) / 2;
    }

    /** Back online or looked at again: try at once, and make sure that "open" is still true. */
    function wake(): void {
        if (document.visibilityState === "hidden") return;
        if (status.state === "waiting" && !held) attemptNow();
        else if (status.state === "open") beat();
    }

    function offline(): void {
        if (socket) lost(1006, "offline");
    }

    addEventListener("online", wake);
    addEventListener("offline", offline);
    document.addEventListener("visibilitychange", wake);
    attemptNow();

    return {
        get status() {
            return status;
        },
        get session() {
            return session;
        },
        call: (op, params, { timeout = call_timeout_ms } = {}) =>
            new Promise((resolve, reject) => request(op, params, timeout, resolve, reject)),
        on(type, handler) {
            let list = listeners.get(type);
            if (!list) {
                list = handlers();
                listeners.set(type, list);
            }
            return list.add(handler as (data: unknown, frame: EventFrame) => void);
        },
        onState: (handler) => states.add(handler),
        onReset: (handler) => resets.add(handler),
        track(chat, one) {
            tracked.set(chat, one);
            return () => {
                if (tracked.get(chat) === one) tracked.delete(chat);
            };
        },
        retryNow: attemptNow,
        serverNow: () => Date.now() + offset_ms,
        close: () => lost(closed_here, "closed"),
    };
}
