// A person who uses the API: over HTTP with `call`, over a socket with `socket`. Refusals are
// thrown, so that a test that expects one must say so (`refused`).

import type {
    Chat,
    EventFrame,
    Events,
    Offer,
    Operations,
    Problem,
} from "../../../web/sdk/src/generated.ts";
import { type Account, password, type Server } from "./server.ts";

export type Operation = keyof Operations;
type Params<O extends Operation> = Operations[O]["params"];
type Result<O extends Operation> = Operations[O]["result"];

/** The longest that any test waits for something that must come. */
export const patience_ms = 15_000;

export class Refusal extends Error {
    constructor(
        readonly problem: Problem,
        readonly status: number,
        readonly headers?: Headers,
        readonly rpc_code?: number,
    ) {
        super(`${problem.code} ${problem.path ?? ""}: ${problem.detail}`);
    }
}

/** The refusal with which a call must end. */
export async function refused(call: Promise<unknown>): Promise<Refusal> {
    const result = await call.then(
        (value) => value,
        (error) => error,
    );
    if (result instanceof Refusal) return result;
    if (result instanceof Error) throw result;
    throw new Error(`was not refused: ${JSON.stringify(result)}`);
}

/** `promise`, or an error that says what did not come. */
export function soon<T>(promise: Promise<T>, what: string, ms = patience_ms): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`did not come: ${what}`)), ms);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export class Client {
    constructor(
        readonly server: Server,
        readonly token?: string,
    ) {
        if (token !== undefined) server.secrets.add(token);
    }

    /** POSTs any body to an operation, as it is. */
    post(operation: string, body: string | Uint8Array, headers: Record<string, string> = {}) {
        return fetch(`${this.server.url}/api/v1/${operation}`, {
            method: "POST",
            headers: {
                "content-type": "application/json",
                ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
                ...headers,
            },
            body: body as BodyInit,
        });
    }

    /** Calls an operation with any parameters, right or wrong. */
    async try<R = unknown>(
        operation: string,
        params: unknown,
        headers: Record<string, string> = {},
    ): Promise<R> {
        const response = await this.post(operation, JSON.stringify(params), headers);
        return read_answer<R>(response);
    }

    call<O extends Operation>(operation: O, params: Params<O>): Promise<Result<O>> {
        return this.try<Result<O>>(operation, params);
    }

    /** A socket that has been opened with this person's token. */
    async socket(after?: string): Promise<Socket> {
        const socket = await Socket.connect(this.server);
        socket.opened = await socket.call("session.open", {
            ...(this.token === undefined ? {} : { token: this.token }),
            ...(after === undefined ? {} : { after }),
        });
        return socket;
    }
}

/** The result, or the Refusal that the answer carries. */
export async function read_answer<R>(response: Response): Promise<R> {
    const text = await response.text();
    if (response.status === 200) return JSON.parse(text) as R;
    const type = response.headers.get("content-type") ?? "";
    if (!type.startsWith("application/problem+json")) {
        throw new Error(
            `status ${response.status} without a problem: ${type} ${text.slice(0, 300)}`,
        );
    }
    throw new Refusal(JSON.parse(text), response.status, response.headers);
}

type Answer = { result?: unknown; error?: { code: number; message: string; data?: Problem } };

export class Socket {
    opened!: Result<"session.open">;
    /** Everything that has come as an event, in order. */
    readonly events: EventFrame[] = [];
    readonly closed: Promise<{ code: number; reason: string }>;
    /** Answers that belong to no call: those with id null. */
    readonly strays: Answer[] = [];
    #socket: WebSocket;
    #next_id = 1;
    #calls = new Map<number, (answer: Answer) => void>();
    #watchers = new Set<() => void>();
    #is_closed = false;

    private constructor(socket: WebSocket) {
        this.#socket = socket;
        this.closed = new Promise((resolve) => {
            socket.addEventListener("close", (event) => {
                this.#is_closed = true;
                resolve({ code: event.code, reason: event.reason });
                this.#wake();
            });
        });
        socket.addEventListener("message", (event) => {
            const frame = JSON.parse(String(event.data));
            for (const one of Array.isArray(frame) ? frame : [frame]) this.#take(one);
            this.#wake();
        });
    }

    /** An upgraded socket that has not said session.open yet. */
    static async connect(server: Server, headers: Record<string, string> = {}): Promise<Socket> {
        const url = `${server.url.replace("http", "ws")}/api/v1/socket`;
        const options = { protocols: ["parley.v1"], headers };
        const raw = new WebSocket(url, options as unknown as string[]);
        const socket = new Socket(raw);
        await new Promise<void>((resolve, reject) => {
            raw.addEventListener("open", () => resolve());
            raw.addEventListener("error", () => reject(new Error("the socket was refused")));
        });
        return socket;
    }

    send(text: string): void {
        this.#socket.send(text);
    }

    async try<R = unknown>(method: string, params: unknown): Promise<R> {
        const id = this.#next_id++;
        const answer = new Promise<Answer>((resolve, reject) => {
            this.#calls.set(id, resolve);
            this.closed.then((end) => reject(new Error(`${method}: closed with ${end.code}`)));
        });
        this.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
        const { result, error } = await soon(answer, `the answer to ${method}`);
        if (error === undefined) return result as R;
        if (error.data === undefined) throw new Error(`an error without data: ${error.message}`);
        throw new Refusal(error.data, error.data.status, undefined, error.code);
    }

    call<O extends Operation>(operation: O, params: Params<O>): Promise<Result<O>> {
        return this.try<Result<O>>(operation, params);
    }

    /** The first event of the type, come or to come, for which `where` holds. */
    async event<T extends keyof Events>(
        type: T,
        where: (data: Events[T]) => boolean = () => true,
    ): Promise<Events[T]> {
        const find = () =>
            this.events.find((e) => e.type === type && where(e.data as Events[T]))?.data as
                | Events[T]
                | undefined;
        return this.until(find, `the event ${type}`);
    }

    /** Waits until `find` gives something, looking again whenever anything has come. */
    until<T>(find: () => T | undefined, what: string): Promise<T> {
        return soon(
            new Promise<T>((resolve, reject) => {
                const look = () => {
                    const found = find();
                    if (found === undefined && !this.#is_closed) return;
                    this.#watchers.delete(look);
                    if (found === undefined) reject(new Error(`closed before ${what}`));
                    else resolve(found);
                };
                this.#watchers.add(look);
                look();
            }),
            what,
        );
    }

    close(): Promise<unknown> {
        this.#socket.close();
        return this.closed;
    }

    #take(frame: Answer & { id?: number | null; method?: string; params?: EventFrame }): void {
        if (frame.method === "event" && frame.params !== undefined) {
            this.events.push(frame.params);
            return;
        }
        const waiting = typeof frame.id === "number" ? this.#calls.get(frame.id) : undefined;
        if (waiting === undefined) {
            this.strays.push(frame);
            return;
        }
        this.#calls.delete(frame.id as number);
        waiting(frame);
    }

    #wake(): void {
        for (const look of [...this.#watchers]) look();
    }
}

export async function sign_in(server: Server, account: Account | string): Promise<Client> {
    const { name, password: secret } =
        typeof account === "string" ? { name: account, password } : account;
    const anyone = new Client(server);
    const { token } = await anyone.call("auth.login", { name, password: secret, token: true });
    return new Client(server, token);
}

/** A new customer with a token. */
export async function new_visitor(
    server: Server,
    name = "Kim",
    organization?: string,
): Promise<Client> {
    const { token } = await new Client(server).call("visitor.start", {
        name,
        ...(organization && { organization }),
    });
    return new Client(server, token);
}

/** An agent with an open socket who takes chats. */
export class Desk {
    private constructor(
        readonly client: Client,
        readonly socket: Socket,
        readonly queue: string,
    ) {}

    static async open(server: Server, name: string, queue = name): Promise<Desk> {
        const client = await sign_in(server, name);
        const socket = await client.socket();
        await socket.call("presence.set", { status: "available" });
        return new Desk(client, socket, queue);
    }

    offer_of(chat: string): Promise<Offer> {
        return this.socket.event("chat.offered", (e) => e.offer.chat === chat).then((e) => e.offer);
    }

    /** A new chat of a customer in this desk's queue, accepted. */
    async chat_with(customer: Client, text?: string): Promise<Chat> {
        const { chat } = await customer.call("chat.start", {
            queue: this.queue,
            ...(text === undefined ? {} : { text }),
        });
        const offer = await this.offer_of(chat.id);
        const accepted = await this.client.call("chat.accept", { offer: offer.id });
        return accepted.chat;
    }
}

/** What is found at last, for what is stored after the answer. */
export async function found_soon<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (const end = performance.now() + patience_ms; performance.now() < end; ) {
        const found = await look();
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("it was not found");
}

/**
 * Waits until the agent is here for the acts of others: that they are connected is stored after
 * their socket's first answers. With the eyes of somebody who may see all agents.
 */
export function until_here(manager: Client, agent: string) {
    return found_soon(async () => {
        const { items } = await manager.call("agent.list", {});
        return items.find((one) => [one.id, one.name].includes(agent) && one.connected);
    });
}

export const uuid = () => crypto.randomUUID();
