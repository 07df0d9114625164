// A scripted server for the desk: answers HTTP and the socket out of plain values, so that tests
// can make the states
// that a real server rarely is in. The page comes from web/dist with the policy the real server
// sends.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { BrowserContext, WebSocketRoute } from "playwright-core";
import type {
    Agent,
    AgentStatus,
    AttachedFile,
    Chat,
    CodeList,
    EndReason,
    Events,
    Log,
    Message,
    Offer,
    Operations,
    Person,
    Presence,
    Problem,
    QueueInfo,
    Team,
    User,
    Whisper,
    WrapUp,
} from "../../../web/sdk/src/generated.ts";

export const origin = "https://desk.test";
const dist = fileURLToPath(new URL("../../../web/dist", import.meta.url));

/** What the server sends with the desk (src/net/http_answer.cpp). */
const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
].join("; ");

const types: Record<string, string> = {
    html: "text/html; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    css: "text/css; charset=utf-8",
    svg: "image/svg+xml",
    woff2: "font/woff2",
};

/** The page that the server gives for an address within a face. */
function pageAt(path: string): string {
    if (/^\/manage\/wallboard\/?$/.test(path)) return "/manage/wallboard/index.html";
    const face = ["admin", "manage"].find((one) => path.startsWith(`/${one}`)) ?? "desk";
    return `/${face}/index.html`;
}

export class Refusal extends Error {
    readonly problem: Problem;
    constructor(problem: Partial<Problem> & { code: string; status: number }) {
        super(problem.code);
        this.problem = { title: problem.code, detail: problem.code, ...problem };
    }
}

type Op = keyof Operations;
type Answer<O extends Op> = (
    params: Operations[O]["params"],
) => Operations[O]["result"] | Promise<Operations[O]["result"]>;

export const anna: User = {
    id: "usr_anna",
    name: "anna",
    display_name: "Maya Ortiz",
    roles: ["agent"],
    labels: {},
    rights: ["chat_handle", "chat_pull", "chat_conference", "own_status", "queue_view"],
};
const annas: Person = { kind: "agent", id: anna.id, name: anna.display_name };

const labels: Record<string, Presence["label"]> = {
    available: "engaged",
    away: "away",
    paper: "away",
    offline: "offline",
    rona: "rona",
    busy: "away",
    on_break: "away",
    work_offline: "away",
};
const status = {
    by_agent: true,
    by_manager: true,
    during_chat: "now",
    reason_required: false,
    hides_dashboard: false,
    auto_return_s: 0,
} as const;
/** As in a new organization, and one that an administrator has named. */
const statuses: AgentStatus[] = [
    { ...status, reasons: [], key: "available", kind: "ready" },
    {
        ...status,
        key: "away",
        kind: "away",
        during_chat: "pending",
        reasons: ["break", "lunch", "meeting", "training"].map((key) => ({ key })),
    },
    { ...status, reasons: [], key: "paper", label: "Paperwork", kind: "not_ready" },
    { ...status, reasons: [], key: "offline", kind: "offline" },
    { ...status, reasons: [], key: "rona", kind: "missed", by_agent: false, by_manager: false },
];

export class FakeServer {
    /** Everything that was asked for, in order. */
    readonly calls: { op: Op; params: object }[] = [];
    user: User = anna;
    signed_in = true;
    /** Refuses new sockets while true. */
    down = false;
    reset_next = false;
    presence: Presence = {
        status: "available",
        label: "engaged",
        since: ago(12 * 60 + 41),
        load: 0,
        used: 0,
        capacity: 4,
        stop_new: false,
    };
    statuses = statuses;
    /** Of those that hold for the agent; the others do not concern the desk. */
    switches: Record<string, string> = {
        accept_all: "true",
        stop_new: "false",
        transfer_queue: "true",
        transfer_agent: "true",
        conference_guests: "1",
        wrap_up: "off",
        codes_min: "0",
        inactivity_min: "0",
        reply_target_s: "120",
    };
    code_lists: CodeList[] = [];
    wrap_ups = new Map<string, WrapUp>();
    /** Chosen, by chat. */
    codes = new Map<string, string[]>();
    /** What agents keep, by chat; the codes of Maya's own are those above. */
    logs = new Map<string, Log[]>();
    whispers: Whisper[] = [];
    agents: Agent[] = [];
    chats = new Map<string, Chat>();
    messages = new Map<string, Message[]>();
    offers: Offer[] = [];
    queues: QueueInfo[] = [];
    /** By id; what of them may be fetched is in `served`. */
    files = new Map<string, AttachedFile>();
    /** What is found at addresses below /api/v1/files/. */
    served = new Map<string, { body: Buffer; type: string }>();
    teams: Team[] = [];
    #sockets = new Set<WebSocketRoute>();
    #answers = new Map<Op, Answer<Op>>();
    #cursor = 0;

    constructor() {
        this.#defaults();
    }

    // ---- scripting
    // ------------------------------------------------------------------------------------------

    on<O extends Op>(op: O, answer: Answer<O>): void {
        this.#answers.set(op, answer as unknown as Answer<Op>);
    }

    /** What it answers now, for one that answers so most of the time. */
    answer_of<O extends Op>(op: O): Answer<O> {
        return this.#answers.get(op) as unknown as Answer<O>;
    }

    setPresence(presence: Presence): void {
        this.presence = presence;
        this.emit("presence.changed", { presence, user: this.user.id });
    }

    emit<T extends keyof Events>(type: T, data: Events[T], passing = false): void {
        const params = {
            type,
            at: ago(0),
            data,
            ...(!passing && { cursor: `c${++this.#cursor}` }),
        };
        const frame = JSON.stringify({ jsonrpc: "2.0", method: "event", params });
        for (const socket of this.#sockets) socket.send(frame);
    }

    /** Ends all sockets; those that come back are refused while `down`. */
    cut(code = 1012, reason = ""): void {
        for (const socket of [...this.#sockets]) void socket.close({ code, reason });
        this.#sockets.clear();
    }

    calls_of<O extends Op>(op: O): Operations[O]["params"][] {
        return this.calls.filter((one) => one.op === op).map((one) => one.params) as never;
    }

    /** An active chat of the agent with these texts: "<" from the customer, ">" from the agent. */
    addChat(part: {
        id: string;
        name: string;
        queue?: string;
        texts?: string[];
        started_s?: number;
        waits_s?: number;
        state?: Chat["state"];
        email?: string;
        fields?: Record<string, string>;
        page?: string;
        read?: Partial<Chat["read"]>;
        delivered?: Partial<Chat["delivered"]>;
        agent?: Person;
    }): Chat {
        const customer = { id: `vis_${part.id}`, name: part.name };
        const started_s = part.started_s ?? 600;
        const agent = part.agent ?? annas;
        const lines: Message[] = [
            {
                id: `msg_${part.id}_1`,
                chat: part.id,
                seq: 1,
                at: ago(started_s),
                from: { kind: "system", id: "", name: "" },
                text: `${agent.name} joined the chat`,
                event: { type: "agent_joined", person: agent },
            },
        ];
        const texts = part.texts ?? [];
        const waits_s = part.waits_s ?? 42;
        texts.forEach((text, index) => {
            const left = texts.length - index - 1;
            const seq = lines.length + 1;
            lines.push({
                id: `msg_${part.id}_${seq}`,
                chat: part.id,
                seq,
                at: ago(Math.min(started_s, waits_s + left * 45)),
                from: text.startsWith("<") ? { kind: "customer", ...customer } : agent,
                text: text.slice(1),
            });
        });
        this.messages.set(part.id, lines);
        const state = part.state ?? "active";
        const chat: Chat = {
            id: part.id,
            state,
            queue: "que_orders",
            queue_name: part.queue ?? "Orders",
            seq: lines.length,
            started_at: ago(started_s + 38),
            accepted_at: ago(started_s),
            agent,
            customer: { ...customer, ...(part.email && { email: part.email }) },
            read: { customer: 0, agent: lines.length, ...part.read },
            delivered: { customer: 0, agent: lines.length, ...part.read, ...part.delivered },
            unread: 0,
            message_max: 5_000,
            ...(part.fields && { fields: part.fields }),
            ...(part.page && { page: part.page }),
            ...(state === "closed" && { ended_at: ago(waits_s), end_reason: "agent_ended" }),
        };
        this.chats.set(part.id, chat);
        this.#refresh(chat);
        return this.view(part.id);
    }

    addOffer(part: Partial<Offer> & { id: string; name: string; lasts_s?: number | null }): Offer {
        const { name, lasts_s = 20, ...rest } = part;
        const offer: Offer = {
            kind: "queue",
            chat: `chat_${part.id}`,
            queue: "que_returns",
            queue_name: "Returns",
            agent: this.user.id,
            offered_at: ago(0),
            expires_at: ago(-(lasts_s ?? 0)),
            waiting_since: ago(38),
            customer: { name },
            timer: "down",
            may_decline: true,
            decline_shown: "hidden",
            reason_required: false,
            ...rest,
        };
        if (part.lasts_s === null) delete offer.expires_at;
        this.offers.push(offer);
        return offer;
    }

    offer(part: Partial<Offer> & { id: string; name: string; lasts_s?: number | null }): Offer {
        const offer = this.addOffer(part);
        this.emit("chat.offered", { offer });
        return offer;
    }

    /** A message of the customer of this chat arrives. */
    say(chat: string, text: string, files?: AttachedFile[]): Message {
        const { customer } = this.chats.get(chat)!;
        const from = { kind: "customer", id: customer.id, name: customer.name } as const;
        return this.#post(chat, from, text, files && { files });
    }

    /** Somebody of the staff says something that the customer does not see. */
    whisper(chat: string, from: Person, text: string, client_id = "other"): Whisper {
        const place = this.whispers.length + 1;
        const after_seq = this.chats.get(chat)!.seq;
        const said = { chat, place, after_seq, at: ago(0), from, text, client_id };
        this.whispers.push(said);
        this.emit("whisper.posted", { whisper: said });
        return said;
    }

    view(id: string): Chat {
        return structuredClone(this.chats.get(id)!);
    }

    // ---- the page
    // -------------------------------------------------------------------------------------------

    async attach(context: BrowserContext): Promise<void> {
        await context.route(`${origin}/**`, async (route) => {
            const { pathname } = new URL(route.request().url());
            if (pathname.startsWith("/api/v1/files/")) {
                const found = this.served.get(pathname);
                await route.fulfill(
                    found
                        ? { body: found.body, contentType: found.type }
                        : { status: 404, body: "" },
                );
                return;
            }
            if (pathname.startsWith("/api/v1/")) {
                const op = pathname.slice("/api/v1/".length) as Op;
                try {
                    const result = await this.#call(op, route.request().postDataJSON());
                    await route.fulfill({ json: result });
                } catch (caught) {
                    if (!(caught instanceof Refusal)) throw caught;
                    await route.fulfill({
                        status: caught.problem.status,
                        contentType: "application/problem+json",
                        body: JSON.stringify(caught.problem),
                    });
                }
                return;
            }
            const last = pathname.split("/").at(-1)!;
            const path = last.includes(".") ? pathname : pageAt(pathname);
            await route.fulfill({
                body: await readFile(dist + path),
                headers: {
                    "content-type": types[path.split(".").at(-1)!] ?? "text/plain",
                    "content-security-policy": policy,
                },
            });
        });
        await context.routeWebSocket(
            `${origin.replace("https", "wss")}/api/v1/socket`,
            (socket) => {
                if (this.down) {
                    void socket.close({ code: 1013 });
                    return;
                }
                this.#sockets.add(socket);
                socket.onMessage((text) => void this.#frame(socket, String(text)));
                socket.onClose(() => this.#sockets.delete(socket));
            },
        );
    }

    async #frame(socket: WebSocketRoute, text: string): Promise<void> {
        const { id, method, params } = JSON.parse(text);
        const base = { jsonrpc: "2.0", id };
        try {
            const result = await this.#call(method, params);
            if (result === silence) return;
            socket.send(JSON.stringify({ ...base, result }));
        } catch (caught) {
            if (!(caught instanceof Refusal)) throw caught;
            const error = { code: -32000, message: caught.message, data: caught.problem };
            socket.send(JSON.stringify({ ...base, error }));
        }
    }

    async #call(op: Op, params: object): Promise<unknown> {
        this.calls.push({ op, params });
        const answer = this.#answers.get(op);
        if (!answer) throw new Refusal({ status: 404, code: "not_found" });
        return answer(params as never);
    }

    // ---- what a server does by itself
    // -----------------------------------------------------------------------

    #defaults(): void {
        this.on("auth.me", () => {
            if (!this.signed_in) throw new Refusal({ status: 401, code: "unauthenticated" });
            return { user: this.user };
        });
        this.on("auth.login", ({ password }) => {
            if (password !== "right") throw new Refusal({ status: 401, code: "bad_credentials" });
            this.signed_in = true;
            return { user: this.user };
        });
        this.on("auth.logout", () => {
            this.signed_in = false;
            setTimeout(() => this.cut(4503, "signed out"));
            return {};
        });
        this.on("session.open", () => {
            const reset = this.reset_next;
            this.reset_next = false;
            return {
                session: "ses_1",
                cursor: `c${this.#cursor}`,
                server_time: ago(0),
                heartbeat_s: 25,
                reset,
                user: this.user,
            };
        });
        this.on("session.sync", () => ({ server_time: ago(0), chats: [] }));
        this.on("presence.get", () => ({ presence: this.presence }));
        this.on("status.list", () => ({ items: this.statuses }));
        this.on("presence.set", ({ status, reason }) => {
            const { pending: _, reason: __, ...before } = this.presence;
            const chosen = { status, ...(reason !== undefined && { reason }) };
            const waits = before.label === "engaged" && before.load > 0 && status === "away";
            const since = ago(0);
            this.setPresence(
                waits
                    ? { ...before, pending: chosen }
                    : { ...before, ...chosen, label: labels[status]!, since },
            );
            return { presence: this.presence };
        });
        this.on("agent.list", () => ({ items: this.agents }));
        this.on("agent.set_presence", ({ agent, status, reason }) => {
            const found = this.agents.find((one) => one.id === agent)!;
            const { reason: _, pending: __, ...before } = found.presence;
            const chosen = { status, ...(reason !== undefined && { reason }) };
            found.presence = { ...before, ...chosen, label: labels[status]!, since: ago(0) };
            return { presence: found.presence };
        });
        this.on("offer.list", () => ({ items: this.offers }));
        this.on("settings.mine", () => ({ switches: this.switches }));
        this.on("code_list.list", () => ({ items: this.code_lists }));
        this.on("wrap_up.list", () => ({
            items: [...this.wrap_ups.values()].map((wrap_up) => ({
                wrap_up,
                chat: this.view(wrap_up.chat),
            })),
        }));
        this.on("chat.get_codes", ({ chat }) => ({
            codes: this.codes.get(chat) ?? [],
            lists: this.#lists(),
        }));
        this.on("chat.set_codes", ({ chat, codes }) => {
            this.codes.set(chat, codes);
            const wrap_up = this.wrap_ups.get(chat);
            if (wrap_up) this.changeWrapUp(chat, { codes });
            return { codes, lists: this.#lists() };
        });
        this.on("chat.log", ({ chat }) => ({
            items: this.logs.get(chat) ?? [],
            lists: this.#lists(),
            codes_max: 20,
        }));
        this.on("chat.whispers", ({ chat }) => ({
            items: this.whispers.filter((one) => one.chat === chat),
        }));
        this.on("chat.drafts", () => ({ items: [] }));
        this.on("help.list", () => ({
            items: [...this.chats.values()]
                .filter((one) => one.help)
                .map(({ id }) => this.view(id)),
        }));
        this.on("chat.save_log", ({ chat, codes, note, draft }) => {
            if (codes) this.codes.set(chat, codes);
            return { log: this.keepLog(chat, draft ? "draft" : "saved", note) };
        });
        this.on("wrap_up.extend", ({ chat, hold }) => {
            const { due_at, ...rest } = this.wrap_ups.get(chat)!;
            if (hold) this.wrap_ups.set(chat, { ...rest, may_hold: false });
            const later = Math.max(Date.now(), Date.parse(due_at ?? ago(0))) + 30_000;
            this.changeWrapUp(chat, hold ? {} : { due_at: new Date(later).toISOString() });
            return { wrap_up: this.wrap_ups.get(chat)! };
        });
        this.on("wrap_up.submit", ({ chat, status, codes, note }) => {
            if (codes) this.codes.set(chat, codes);
            this.keepLog(chat, "saved", note);
            this.endWrapUp(chat, "submitted");
            if (status) this.setPresence({ ...this.presence, status, label: labels[status]! });
            return { presence: this.presence };
        });
        this.on("presence.touch", () => ({}));
        this.on("presence.stop_new", ({ stop }) => {
            const label = stop ? "stop_new" : "engaged";
            this.setPresence({ ...this.presence, stop_new: stop, label });
            return { presence: this.presence };
        });
        this.on("queue.list", () => ({ items: this.queues }));
        this.on("team.list", () => ({ items: this.teams }));
        this.on("queue.chats", ({ queue, group }) => {
            const states = { waiting: "queued", unanswered: "unanswered", answered: "closed" };
            return {
                items: [...this.chats.keys()]
                    .map((id) => this.view(id))
                    .filter((chat) => chat.queue === queue && chat.state === states[group]),
            };
        });
        this.on("chat.take", ({ chat: id }) => {
            const chat = this.chats.get(id)!;
            if (chat.agent) throw new Refusal({ status: 409, code: "chat_taken" });
            Object.assign(chat, { state: "active", agent: annas, accepted_at: ago(0) });
            this.emit("chat.accepted", { chat: this.view(id), agent: annas });
            this.waits(chat.queue);
            return { chat: this.view(id) };
        });
        this.on("queue.set_enabled", ({ queue: id, enabled }) => {
            const queue = this.queues.find((one) => one.id === id)!;
            queue.enabled = enabled;
            return { queue };
        });
        this.on("chat.list", ({ state }) => ({
            items: [...this.chats.keys()]
                .map((id) => this.view(id))
                .filter((chat) => !state || chat.state === state),
        }));
        this.on("chat.get", ({ chat }) => ({ chat: this.#known(chat) }));
        this.on("message.list", ({ chat, after_seq, before_seq, limit = 50 }) => {
            const all = this.messages.get(chat) ?? [];
            if (after_seq !== undefined) {
                return { items: all.filter((one) => one.seq > after_seq).slice(0, limit) };
            }
            return { items: all.filter((one) => one.seq < (before_seq ?? 1e9)).slice(-limit) };
        });
        this.on("message.post", ({ chat, client_id, text = "", body, files }) => {
            const known = this.messages.get(chat)?.find((one) => one.client_id === client_id);
            if (known) return { message: known, duplicate: true };
            return {
                message: this.#post(chat, annas, text, {
                    client_id,
                    ...(body && { body }),
                    ...(files && { files: files.map((id) => this.files.get(id)!) }),
                }),
                duplicate: false,
            };
        });
        this.on("chat.mark_read", ({ chat, seq }) => {
            const one = this.chats.get(chat)!;
            one.read.agent = Math.max(one.read.agent, seq);
            one.delivered.agent = Math.max(one.delivered.agent, seq);
            this.#refresh(one);
            this.emit("message.read", { chat, by: "agent", seq });
            return { read: one.read };
        });
        this.on("chat.mark_delivered", ({ chat, seq }) => {
            const { delivered } = this.chats.get(chat)!;
            delivered.agent = Math.max(delivered.agent, seq);
            this.emit("message.delivered", { chat, by: "agent", seq });
            return { delivered };
        });
        this.on("chat.typing", () => ({}));
        this.on("chat.accept", ({ offer: id }) => {
            const offer = this.offers.find((one) => one.id === id);
            if (!offer) throw new Refusal({ status: 409, code: "offer_gone" });
            this.offers = this.offers.filter((one) => one !== offer);
            const chat = this.addChat({
                id: offer.chat,
                name: offer.customer.name,
                started_s: 0,
                ...(offer.queue_name && { queue: offer.queue_name }),
                waits_s: 0,
                texts: offer.text ? [`<${offer.text}`] : [],
                read: { agent: 0 },
            });
            this.emit("chat.accepted", { chat, agent: annas });
            return { chat };
        });
        this.on("chat.accept_all", async () => {
            const items: Chat[] = [];
            for (const { id } of [...this.offers]) {
                const answer = this.#answers.get("chat.accept")!;
                items.push(((await answer({ offer: id } as never)) as { chat: Chat }).chat);
            }
            return { items };
        });
        this.on("chat.decline", ({ offer: id }) => {
            const offer = this.offers.find((one) => one.id === id);
            if (!offer) throw new Refusal({ status: 409, code: "offer_gone" });
            this.offers = this.offers.filter((one) => one !== offer);
            this.emit("offer.withdrawn", { offer: id, chat: offer.chat, reason: "declined" });
            return { chat: { ...this.#blank(offer), state: "queued" } };
        });
        this.on("chat.end", ({ chat }) => {
            this.end(chat, annas);
            return { chat: this.view(chat) };
        });
    }

    #lists(): string[] {
        return this.code_lists.filter((one) => one.purpose === "wrap_up").map(({ id }) => id);
    }

    /** Somebody waits in a queue from which chats are taken. */
    addWaiting(part: { id: string; name: string; text: string; waits_s?: number }): Chat {
        const { id, name, text, waits_s = 30 } = part;
        this.addChat({ id, name, texts: [`<${text}`], waits_s, started_s: waits_s });
        const chat = this.chats.get(id)!;
        const { agent: _, accepted_at: __, ...rest } = chat;
        this.chats.set(id, { ...rest, state: "queued", started_at: ago(waits_s) });
        // Nobody has joined yet.
        const [, first] = this.messages.get(id)!;
        this.messages.set(id, [{ ...first!, seq: 1 }]);
        this.#refresh(this.chats.get(id)!);
        return this.view(id);
    }

    /** Tells that the list of the queue has changed. */
    waits(id: string): void {
        const queue = this.queues.find((one) => one.id === id)!;
        const waiting = [...this.chats.values()].filter(
            (chat) => chat.queue === id && chat.state === "queued",
        ).length;
        queue.waiting = waiting;
        this.emit("queue.waiting", { queue: id, waiting }, true);
    }

    /** What this chat, which has ended, leaves to do. */
    startWrapUp(chat: string, part: Partial<WrapUp> & { lasts_s?: number | null } = {}): WrapUp {
        const { lasts_s = 60, ...rest } = part;
        const wrap_up: WrapUp = {
            id: `wru_${chat}`,
            chat,
            began_at: ago(0),
            ...(lasts_s !== null && { due_at: ago(-lasts_s) }),
            held: false,
            may_hold: lasts_s !== null,
            lists: this.#lists(),
            codes: this.codes.get(chat) ?? [],
            codes_max: 20,
            ...rest,
        };
        this.wrap_ups.set(chat, wrap_up);
        this.emit("wrap_up.started", { wrap_up, chat: this.view(chat) });
        return wrap_up;
    }

    changeWrapUp(chat: string, part: Partial<WrapUp>): void {
        const wrap_up = { ...this.wrap_ups.get(chat)!, ...part };
        this.wrap_ups.set(chat, wrap_up);
        this.emit("wrap_up.changed", { wrap_up, chat: this.view(chat) });
    }

    endWrapUp(chat: string, outcome: "submitted" | "timed_out"): void {
        this.wrap_ups.delete(chat);
        this.emit("wrap_up.ended", { chat, outcome });
    }

    /** Maya's own log of the chat; without a note the one that is there stays. */
    keepLog(chat: string, state: Log["state"], note?: string): Log {
        const all = this.logs.get(chat) ?? [];
        const before = all.find((one) => one.agent.id === annas.id);
        const log: Log = {
            agent: annas,
            codes: this.codes.get(chat) ?? [],
            note: note ?? before?.note ?? "",
            state,
            saved_at: before?.saved_at ?? ago(0),
            ...(before?.state === "saved" && { edited_at: ago(0) }),
        };
        this.logs.set(chat, [...all.filter((one) => one !== before), log]);
        this.emit("log.changed", { chat, log });
        return log;
    }

    /** Since when the customer is absent; without it they are there again. */
    absent(id: string, since?: string): void {
        const { customer_absent_since: _, ...chat } = this.chats.get(id)!;
        this.chats.set(id, { ...chat, ...(since && { customer_absent_since: since }) });
        this.emit("customer.absent", { chat: id, ...(since && { since }) });
    }

    end(
        id: string,
        by: Person,
        reason: EndReason = by.kind === "agent" ? "agent_ended" : "customer_ended",
    ): void {
        const chat = this.chats.get(id)!;
        chat.state = "closed";
        chat.ended_at = ago(0);
        chat.end_reason = reason;
        chat.ended_by = by;
        const from: Person = { kind: "system", id: "", name: "" };
        const type = by.kind === "agent" ? "agent_left" : "customer_left";
        this.#post(id, from, "The chat ended", { event: { type, person: by } });
        this.emit("chat.ended", { chat: this.view(id), by, reason });
        if (this.switches.wrap_up === "timed") this.startWrapUp(id);
        else if (this.switches.wrap_up === "open") this.startWrapUp(id, { lasts_s: null });
    }

    #known(id: string): Chat {
        if (!this.chats.has(id)) throw new Refusal({ status: 404, code: "not_found" });
        return this.view(id);
    }

    #blank(offer: Offer): Chat {
        return {
            id: offer.chat,
            state: "queued",
            queue: offer.queue,
            queue_name: offer.queue_name ?? "",
            seq: 0,
            started_at: offer.waiting_since,
            customer: { id: "vis", ...offer.customer },
            read: { customer: 0, agent: 0 },
            delivered: { customer: 0, agent: 0 },
            unread: 0,
            message_max: 5_000,
        };
    }

    #post(
        chat: string,
        from: Person,
        text: string,
        more: Partial<Pick<Message, "client_id" | "event" | "body" | "files">> = {},
    ): Message {
        const all = this.messages.get(chat)!;
        const seq = all.length + 1;
        const id = `msg_${chat}_${seq}`;
        const message: Message = { id, chat, seq, at: ago(0), from, text, ...more };
        all.push(message);
        this.#refresh(this.chats.get(chat)!);
        const { client_id } = more;
        this.emit("message.posted", { message, ...(client_id && { client_id }) });
        return message;
    }

    #refresh(chat: Chat): void {
        const all = this.messages.get(chat.id)!;
        const last_agent = all.findLast((one) => one.from.kind === "agent")?.seq ?? 0;
        const open = all.find((one) => one.from.kind === "customer" && one.seq > last_agent);
        chat.seq = all.length;
        chat.last_message = all.at(-1);
        chat.unread = all.filter(
            (one) => one.from.kind === "customer" && one.seq > chat.read.agent,
        ).length;
        if (open) chat.unanswered_since = open.at;
        else delete chat.unanswered_since;
    }
}

/** An answer that never comes. */
export const silence = Symbol("no answer") as never;

export function ago(seconds: number): string {
    return new Date(Date.now() - seconds * 1000).toISOString();
}

/** Why chats come to Maya: she was free longest. */
export function explains(server: FakeServer): void {
    const one = { idle_s: 95, used: 100, capacity: 4, turn: 0 };
    server.on("offer.explain", ({ chat }) => ({
        chat: chat ?? "chat_o1",
        at: ago(5),
        strategy: "longest_idle",
        waited_s: 38,
        priority: 0,
        sentence: "You got this chat because you had been idle longest.",
        candidates: [
            { ...one, agent: anna.id, name: anna.display_name, standing: "chosen", idle_s: 761 },
            { ...one, agent: "usr_ravi", name: "Ravi Patel", standing: "idle_shorter" },
            {
                ...one,
                agent: "usr_tess",
                name: "Tess Nguyen",
                standing: "level_too_low",
                skill: { skill: "skl_1", label: "French", held: 2, needed: 4 },
            },
        ],
        rest: [{ standing: "offline", count: 3 }],
        moves: [
            { at: ago(90), from: "Sales", to: "Returns", cause: "rule", rule: "Broken lamps" },
            { at: ago(30), from: "Returns", to: "Support", cause: "overflow" },
        ],
    }));
}

/** A queue from which chats are taken: two wait, one was not answered, one was. */
export function pulled(server: FakeServer): void {
    server.addWaiting({ id: "chat_w1", name: "Noah Berg", text: "Where is it?", waits_s: 90 });
    server.addWaiting({ id: "chat_w2", name: "Ida Lund", text: "Do you ship to Norway?" });
    const customer = { id: "vis_lost", name: "Gone Early" };
    server.addChat({ id: "chat_lost", name: customer.name, texts: ["<Anybody?"] });
    server.chats.get("chat_lost")!.state = "unanswered";
    server.chats.get("chat_lost")!.ended_at = ago(300);
    const ravi = { kind: "agent", id: "usr_ravi", name: "Ravi Patel" } as const;
    server.addChat({
        id: "chat_done",
        name: "Li Wei",
        texts: ["<Is it back in stock?", ">It is."],
        state: "closed",
        agent: ravi,
    });
    server.queues = [
        {
            id: "que_orders",
            name: "Orders",
            partition: "part_1",
            enabled: true,
            open: true,
            member: true,
            waiting: 2,
            agents_available: 1,
            offer_s: 0,
            routing: "pull",
            reply_target_s: 120,
        },
    ];
}

/** Lists of codes as an administrator may have made them. */
export function withCodes(server: FakeServer): void {
    const list = (id: string, name: string, labels: string[], more: Partial<CodeList>) => ({
        id,
        name,
        purpose: "wrap_up" as const,
        required: false,
        several: false,
        codes: labels.map((label, index) => ({
            id: `${id}_${index}`,
            label,
            is_default: false,
        })),
        ...more,
    });
    server.switches.wrap_up = "timed";
    server.code_lists = [
        list("reason", "Reason", ["Delivery", "Refund", "Broken article", "Question"], {
            required: true,
        }),
        list("topics", "Products", ["Lamps", "Chairs", "Tables", "Beds", "Sofas", "Carpets"], {
            several: true,
        }),
    ];
}

/** The desk of the pictures: four chats, an offer. */
export function busyDesk(server: FakeServer): void {
    server.presence = { ...server.presence, load: 4, used: 400, label: "engaged" };
    server.addChat({
        id: "chat_dana",
        name: "Dana Whitfield",
        email: "dana.whitfield@example.com",
        started_s: 761,
        waits_s: 42,
        fields: {
            order_number: "48-112-4471",
            country: "United Kingdom",
            topic: "Where is my parcel?",
        },
        page: "https://shop.example.com/orders/4471?from=mail",
        texts: [
            "<My parcel 4471 has not moved for five days.",
            ">Sorry about that, Dana. Let me look at the carrier scan.",
            ">The last scan was at the hub in Leipzig on Monday.",
            "<Hm. I really need it by Friday.",
            ">I understand. I am asking the carrier right now, that takes a minute or two.",
            "<Any news? I need it by Friday.",
            "<It is a birthday present.",
        ],
        read: { customer: 6, agent: 6 },
    });
    server.addChat({
        id: "chat_luis",
        name: "Luis Ferreira",
        queue: "Returns",
        waits_s: 95,
        texts: [">Hello Luis, how can I help?", "<The lamp arrived broken, what now?"],
    });
    server.addChat({
        id: "chat_aiko",
        name: "Aiko Tanaka",
        waits_s: 190,
        texts: ["<I was charged twice for one order. Can you check?"],
        read: { agent: 1 },
    });
    server.addChat({
        id: "chat_8841",
        name: "Visitor 8841",
        waits_s: 540,
        texts: ["<Do you ship to Norway?", ">Yes, we do. It takes five days."],
    });
}
