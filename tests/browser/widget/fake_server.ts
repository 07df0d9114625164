// A Parley server that the test scripts: it serves the built pages with the headers of the real
// one, answers visitor
// operations, and speaks the socket through the browser's route, so that it can stay silent,
// refuse, leave gaps
// and close at will. One chat, one agent (Maya).
import { readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, WebSocketRoute } from "playwright-core";
import type {
    AttachedFile,
    Chat,
    FilesAllowed,
    Message,
    Operations,
    Person,
} from "../../../web/sdk/src/index.ts";
import { FakeFiles } from "./fake_files.ts";

const dist = fileURLToPath(new URL("../../../web/dist", import.meta.url));
const types: Record<string, string> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
};
const widget_csp =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " +
    "connect-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'; " +
    "require-trusted-types-for 'script'";

export const robo: Person = { kind: "bot", id: "bot_1", name: "Robo" };
export const maya: Person = { kind: "agent", id: "usr_1", name: "Maya Ortiz" };

// biome-ignore lint/suspicious/noExplicitAny: parameters as the browser sent them
type Params = any;

export class FakeServer {
    origin = "";
    chat: Chat | undefined;
    messages: Message[] = [];
    posts: Params[] = [];
    calls: { method: string; params: Params }[] = [];
    status: Operations["visitor.status"]["result"] = {
        open: true,
        agents_available: 3,
        waiting: 0,
        message_max: 500,
        queues: [
            { id: "queue_1", name: "Orders", open: true, agents_available: 2 },
            { id: "queue_2", name: "Returns", open: true, agents_available: 1 },
        ],
    };
    /** Operations that get no answer. */
    silent = new Set<string>();
    /** Operations that are refused with that problem. */
    refuse = new Map<string, object>();
    /** How operations are answered that only some tests need. */
    answers = new Map<string, (params: Params) => object>();
    /** What may be picked from a bot; without it agents answer at once. */
    bot: string[] | undefined;
    /** After the chat customers are asked how it was. */
    asks_rating = false;
    /** What may be attached in a chat that begins. */
    allows_files: FilesAllowed | undefined;
    files = new FakeFiles(
        (type, data) => this.event(type, data),
        () => this.chat!.id,
    );
    /** New sockets are closed at once. */
    down = false;
    sockets_opened = 0;

    private sockets = new Set<WebSocketRoute>();
    private cursor = 0;
    private server: Server | undefined;
    private customer = { id: "vis_1", name: "Dana Whitfield" };
    private client_ids = new Map<string, Message>();

    async start(): Promise<void> {
        this.server = createServer((request, response) => this.serve(request, response));
        this.origin = await listen(this.server);
    }

    async stop(): Promise<void> {
        await close(this.server!);
    }

    /** Every page of the context meets this server. */
    async join(context: BrowserContext): Promise<void> {
        await context.routeWebSocket(/\/api\/v1\/socket$/, (socket) => this.connect(socket));
    }

    // ---- HTTP
    // -----------------------------------------------------------------------------------------------

    private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const { pathname } = new URL(request.url!, "http://x");
        if (pathname.startsWith("/api/v1/files/")) return this.files.serve(pathname, response);
        if (pathname.startsWith("/api/v1/")) {
            let body = "";
            for await (const piece of request) body += piece;
            const method = pathname.slice("/api/v1/".length);
            const params = JSON.parse(body);
            this.calls.push({ method, params });
            const problem = this.refuse.get(method);
            if (method.startsWith("file.") && !problem) {
                return this.files.http(method, params as never, request, response);
            }
            const result =
                method === "visitor.start"
                    ? this.visitorStart(params)
                    : method === "visitor.status"
                      ? this.status
                      : undefined;
            const answer = problem ?? result ?? { status: 404, code: "not_found" };
            response.writeHead(problem ? 400 : result ? 200 : 404, {
                "content-type": "application/json",
            });
            response.end(JSON.stringify(answer));
            return;
        }
        const path = dist + (pathname.endsWith("/") ? `${pathname}index.html` : pathname);
        try {
            if (!statSync(path).isFile()) throw new Error("not a file");
            response.writeHead(200, {
                "content-type": types[extname(path)] ?? "application/octet-stream",
                ...(pathname.startsWith("/widget/") && { "content-security-policy": widget_csp }),
            });
            response.end(readFileSync(path));
        } catch {
            response.writeHead(404).end();
        }
    }

    private visitorStart({ name }: Params): object {
        this.customer = { id: "vis_1", name };
        return { visitor: "vis_1", token: "token_1" };
    }

    // ---- the socket
    // -----------------------------------------------------------------------------------------

    private connect(socket: WebSocketRoute): void {
        this.sockets_opened++;
        if (this.down) {
            void socket.close({ code: 1013, reason: "down" });
            return;
        }
        this.sockets.add(socket);
        socket.onClose(() => this.sockets.delete(socket));
        socket.onMessage((frame) => {
            const { id, method, params } = JSON.parse(String(frame));
            this.calls.push({ method, params });
            if (this.silent.has(method)) return;
            const problem = this.refuse.get(method);
            const answer = problem
                ? { error: { code: -32000, message: "refused", data: problem } }
                : { result: this.answer(method, params) };
            socket.send(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
        });
    }

    private answer(method: string, params: Params): object {
        const own = this.answers.get(method);
        if (own) return own(params);
        switch (method) {
            case "session.open":
                return {
                    session: "ses_1",
                    cursor: `${this.cursor}`,
                    server_time: new Date().toISOString(),
                    heartbeat_s: 25,
                    reset: false,
                };
            case "session.sync":
                return { server_time: new Date().toISOString(), chats: [] };
            case "chat.start":
                return { chat: this.startChat(params) };
            case "chat.leave":
                return { chat: this.leave(params) };
            case "chat.get":
                return { chat: this.chat! };
            case "message.list":
                return { items: this.page(params) };
            case "chat.transcript":
                return params.after_seq
                    ? { file_name: "chat-2026-11-22.txt", text: "[10:01] Maya: bye\n" }
                    : {
                          file_name: "chat-2026-11-22.txt",
                          text: "Chat with Sales\n[10:00] Dana: hello\n",
                          next: 2,
                      };
            case "chat.rate": {
                const { score, comment } = params;
                delete this.chat!.rating_asked;
                this.chat!.rating = { score, comment, at: new Date().toISOString() };
                return { chat: this.chat! };
            }
            case "message.post":
                return this.post(params);
            case "file.get":
                return this.files.get(params);
            case "chat.mail_transcript":
                return { to: `${params.email[0]}…@example.org` };
            case "chat.ask_agent":
                this.handOver();
                return { chat: this.chat! };
            case "chat.solved":
                this.end("bot_solved", this.me);
                return { chat: this.chat! };
            case "chat.mark_read":
                this.chat!.read.customer = Math.max(this.chat!.read.customer, params.seq);
                this.delivered("customer", params.seq);
                return { read: this.chat!.read };
            case "chat.mark_delivered":
                this.delivered("customer", params.seq);
                return { delivered: this.chat!.delivered };
            case "chat.end":
                this.end(
                    this.chat!.state === "active" ? "customer_ended" : "customer_cancelled",
                    this.me,
                );
                return { chat: this.chat! };
            default:
                return {};
        }
    }

    private get me(): Person {
        return { kind: "customer", ...this.customer };
    }

    private startChat({ text }: Params): Chat {
        this.chat = {
            id: `chat_${this.sockets_opened}`,
            state: "queued",
            queue: "queue_1",
            queue_name: "Orders",
            seq: 0,
            position: 3,
            agents_available: 2,
            wait_s: 150,
            wait_least_s: 110,
            wait_most_s: 240,
            started_at: new Date().toISOString(),
            customer: this.customer,
            read: { customer: 0, agent: 0 },
            delivered: { customer: 0, agent: 0 },
            unread: 0,
            message_max: this.status.message_max,
            ...(this.allows_files && { files: this.allows_files }),
        };
        this.messages = [];
        if (this.bot) {
            const { id, name } = robo;
            this.chat.state = "bot";
            this.chat.bot = { id, name, suggestions: this.bot };
            delete this.chat.position;
            this.store({ from: robo, text: "Hello! I am a bot and answer at once." });
        }
        if (text) this.store({ from: this.me, text });
        if (text && this.bot) this.store({ from: robo, text: "It is on its way." });
        return this.chat;
    }

    /** The chat that waits ends with it, or one is made for it. */
    private leave({ text }: Params): Chat {
        const waits = this.chat && !this.chat.ended_at;
        if (!waits) this.startChat({});
        const message = this.store({ from: this.me, text });
        delete this.chat!.bot;
        const chat = Object.assign(this.chat!, {
            state: "unanswered",
            end_reason: "left_message",
            ended_at: new Date().toISOString(),
        });
        if (waits) {
            this.event("message.posted", { message });
            this.event("chat.ended", { chat, by: this.me, reason: "left_message" });
        }
        return chat;
    }

    private page({
        after_seq,
        before_seq = Number.POSITIVE_INFINITY,
        limit = 50,
    }: Params): Message[] {
        if (after_seq !== undefined) {
            return this.messages.filter((one) => one.seq > after_seq).slice(0, limit);
        }
        return this.messages.filter((one) => one.seq < before_seq).slice(-limit);
    }

    private post({ client_id, text = "", files }: Params): object {
        this.posts.push({ client_id, text, ...(files && { files }) });
        const known = this.client_ids.get(client_id);
        if (known) return { message: known, duplicate: true };
        const message = this.store({
            from: this.me,
            text,
            ...(files && { files: this.files.posted(files, this.messages.length + 1) }),
        });
        this.client_ids.set(client_id, message);
        this.event("message.posted", { message, client_id });
        if (this.chat!.bot) {
            const answer = this.store({ from: robo, text: `About “${text}”: within 30 days.` });
            this.event("message.posted", { message: answer });
        }
        return { message, duplicate: false };
    }

    private store(more: Pick<Message, "from" | "text"> & Partial<Message>): Message {
        const seq = this.messages.length + 1;
        const chat = this.chat!;
        const message = {
            id: `msg_${seq}`,
            chat: chat.id,
            seq,
            at: new Date().toISOString(),
            ...more,
        };
        this.messages.push(message);
        chat.seq = seq;
        return message;
    }

    /** Connections that are there. */
    get connected(): number {
        return this.sockets.size;
    }

    // ---- what the test makes happen
    // -------------------------------------------------------------------------

    event(type: string, data: object, durable = true): void {
        const cursor = durable ? { cursor: `${++this.cursor}` } : {};
        const params = { type, at: new Date().toISOString(), data, ...cursor };
        const frame = JSON.stringify({ jsonrpc: "2.0", method: "event", params });
        for (const socket of this.sockets) socket.send(frame);
    }

    /** A chat that has been going on, as another page load would find it. */
    begun(count: number): void {
        this.startChat({});
        this.chat!.state = "active";
        this.chat!.agent = maya;
        for (let i = 1; i <= count; i++) {
            const at = new Date(Date.now() - (count - i) * 100_000).toISOString();
            this.store({ from: i % 2 ? this.me : maya, text: `Message ${i}`, at });
        }
        this.chat!.read = { customer: count, agent: count };
        this.chat!.delivered = { customer: count, agent: count };
    }

    /** The chat has gone on and both have read it all; no event tells of it. */
    goneOn(count: number): void {
        for (let i = 1; i <= count; i++) {
            const at = new Date(Date.now() - (count - i) * 70_000).toISOString();
            const text = `Message ${i} ${"word ".repeat((i * 7) % 40)}`;
            this.store({ from: i % 3 ? this.me : maya, text, at });
        }
        const { seq } = this.chat!;
        this.chat!.read = { customer: seq, agent: seq };
        this.chat!.delivered = { customer: seq, agent: seq };
    }

    position(position: number, more: object = {}): void {
        Object.assign(this.chat!, { position, ...more });
        const { id: chat, agents_available } = this.chat!;
        this.event("position", { chat, position, agents_available, ...more }, false);
    }

    accept(): void {
        const chat = this.chat!;
        delete chat.position;
        Object.assign(chat, {
            state: "active",
            agent: maya,
            accepted_at: new Date().toISOString(),
        });
        this.event("chat.accepted", { chat, agent: maya });
        this.system({ type: "agent_joined", person: maya }, "Maya Ortiz joined");
    }

    /** The agent is gone: back in line. */
    requeue(): void {
        const chat = this.chat!;
        delete chat.agent;
        Object.assign(chat, { state: "queued", position: 1 });
        this.event("chat.returned", { chat });
    }

    system(event: Message["event"], text: string): void {
        const from = { kind: "system", id: "system", name: "" } as const;
        this.event("message.posted", { message: this.store({ from, text, event }) });
    }

    /** What became of a mail. */
    mailed(type: "transcript_sent" | "transcript_failed", to: string): void {
        this.system({ type, person: { kind: "system", id: "", name: to } }, "Mail");
    }

    /** The bot does, whoever has asked for it. */
    handOver(): void {
        const chat = this.chat!;
        delete chat.bot;
        Object.assign(chat, { state: "queued", position: 3 });
        this.system({ type: "bot_handed_over", person: robo }, "Robo hands over");
        this.event("chat.queued", { chat });
    }

    nobodyThere(): void {
        this.system({ type: "nobody_there" }, "Nobody is there");
    }

    /** A colleague of the agent's becomes a guest, or is one no more. */
    joins(agent: Person): void {
        this.system({ type: "agent_joined", person: agent }, `${agent.name} joined`);
        this.chat!.guests = [{ agent, joined_at: new Date().toISOString() }];
        this.event("conference.joined", { chat: this.chat, agent });
    }

    leaves(agent: Person): void {
        this.system({ type: "agent_left", person: agent }, `${agent.name} left`);
        delete this.chat!.guests;
        this.event("conference.left", { chat: this.chat, agent, reason: "left" });
    }

    say(text: string, from: Person = maya, body?: Message["body"]): Message {
        const message = this.store({ from, text, ...(body && { body }) });
        this.event("message.posted", { message });
        return message;
    }

    /** A message of the agent's with files. */
    sayFiles(text: string, files: AttachedFile[]): Message {
        const seq = this.messages.length + 1;
        const ids = files.map(({ id }) => id);
        const message = this.store({ from: maya, text, files: this.files.posted(ids, seq) });
        this.event("message.posted", { message });
        return message;
    }

    /** Stored, but no event tells of it. */
    saySilently(text: string): void {
        this.store({ from: maya, text });
    }

    type(typing: boolean): void {
        this.event("typing", { chat: this.chat!.id, from: maya, typing }, false);
    }

    /** What has come to a page of this side; what it has read has, too. */
    private delivered(side: "customer" | "agent", seq: number): void {
        const { delivered } = this.chat!;
        delivered[side] = Math.max(delivered[side], seq);
    }

    /** All that was said has come to the agent's desk. */
    arrive(): void {
        const { id: chat, seq } = this.chat!;
        this.delivered("agent", seq);
        this.event("message.delivered", { chat, by: "agent", seq });
    }

    see(): void {
        const { id: chat, seq } = this.chat!;
        this.chat!.read.agent = seq;
        this.delivered("agent", seq);
        this.event("message.read", { chat, by: "agent", seq });
    }

    end(reason: NonNullable<Chat["end_reason"]> = "agent_ended", by: Person = maya): void {
        const chat = this.chat!;
        delete chat.bot;
        Object.assign(chat, { state: "closed", end_reason: reason, ended_by: by });
        if (this.asks_rating) chat.rating_asked = true;
        const type = by.kind === "agent" ? "agent_left" : "customer_left";
        this.system({ type, person: by }, "Left");
        this.event("chat.ended", { chat, by, reason });
    }

    /** Cuts every socket. */
    cut(code = 1012, reason = ""): void {
        for (const socket of this.sockets) void socket.close({ code, reason });
        this.sockets.clear();
    }

    called(method: string): Params[] {
        return this.calls.filter((one) => one.method === method).map((one) => one.params);
    }
}

/** A page of somebody else that embeds the widget, as unfriendly as pages are. */
export class HostSite {
    origin = "";
    private server: Server | undefined;

    constructor(
        private parley: () => string,
        private attributes = 'data-organization="demo"',
    ) {}

    async start(): Promise<void> {
        this.server = createServer((_, response) => {
            const origin = this.parley();
            response.writeHead(200, {
                "content-type": "text/html; charset=utf-8",
                "content-security-policy":
                    `default-src 'none'; script-src ${origin}; frame-src ${origin}; ` +
                    `style-src 'nonce-own'; require-trusted-types-for 'script'`,
            });
            response.end(`<!doctype html><html lang="en"><head><title>Garden shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="own">
* { animation: none !important; box-sizing: content-box !important; }
div, button, iframe, span, svg { background: red !important; font-size: 40px !important; position: static !important;
    display: inline !important; opacity: .2 !important; transform: rotate(30deg) !important; z-index: 1 !important; }
</style></head><body><main><h1>Garden shop</h1><p>Spades, seeds and string.</p></main>
<script async src="${origin}/widget.js" ${this.attributes}></script></body></html>`);
        });
        this.origin = await listen(this.server);
    }

    async stop(): Promise<void> {
        await close(this.server!);
    }
}

async function listen(server: Server): Promise<string> {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
}
