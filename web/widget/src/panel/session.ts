// The customer's way through the widget: form, one chat, the next form. Holds the connection, which
// exists only while
// there is a chat, and what this browser remembers of it.
//
// INVARIANT: a conversation in the state belongs to the kept chat id; tabs agree by the storage
// they share.
import {
    asProblem,
    type Chat,
    type Client,
    type Conversation,
    connect,
    createConversation,
    createOutbox,
    handlers,
    type Operations,
    type Outbox,
    type Problem,
    post,
    type Store,
    socketUrl,
} from "@parley/sdk";
import { type Connection, watchConnection } from "./connection.ts";
import type { Host } from "./host.ts";
import type { Keep } from "./keep.ts";

export interface Form {
    name: string;
    email: string;
    queue: string;
    text: string;
}

export interface SessionState {
    view: "loading" | "form" | "chat";
    client?: Client;
    /** Its changes are changes of the session. */
    conversation?: Conversation;
    connection: Connection;
    /** Who is there; undefined until asked and answered. */
    status?: Operations["visitor.status"]["result"];
    starting: boolean;
    /** Why the start, or the question who is there, failed. */
    problem?: Problem;
    /** The chat that this browser remembered is no longer there. */
    forgotten: boolean;
}

export interface Session extends Store<SessionState> {
    /** Begins the chat; or leaves a message, in place of a chat or of the wait for one. */
    start(form: Form, leave: boolean): Promise<void>;
    /** Back to the form, after a chat has ended. */
    again(): void;
    askStatus(): Promise<void>;
    end(): void;
}

export interface Place {
    organization?: string;
    partition?: string;
    queue?: string;
}

/** The server no longer knows the token. */
const bad_credentials = 4500;

export function createSession(place: Place, host: Host, keep: Keep): Session {
    const changes = handlers<[]>();
    let state: SessionState = {
        view: "loading",
        connection: "",
        starting: false,
        forgotten: false,
    };
    let outbox: Outbox | undefined;
    let request_id = crypto.randomUUID();

    function set(change: Partial<SessionState>): void {
        state = { ...state, ...change };
        changes.emit();
    }

    function open(): Client {
        if (state.client) return state.client;
        const client = connect({ url: socketUrl(), token: () => keep.get("token") ?? undefined });
        outbox = createOutbox({
            client,
            storage: keep.storage,
            prefix: `${keep.prefix}outbox.`,
        });
        client.onState((status) => {
            if (client !== state.client) return;
            if (status.state === "open" && !state.conversation) void resume(client);
            if (status.state === "stopped" && status.code === bad_credentials) forget(true);
        });
        set({ client });
        watchConnection(client, (connection) => {
            if (client === state.client) set({ connection });
        });
        return client;
    }

    function disconnect(): void {
        const { client, conversation } = state;
        state = { ...state, client: undefined, conversation: undefined, connection: "" };
        conversation?.close();
        outbox?.close();
        client?.close();
    }

    /** Takes up the chat that this browser remembers. */
    async function resume(client: Client): Promise<void> {
        const chat = keep.get("chat");
        if (!chat) return;
        try {
            const answer = await client.call("chat.get", { chat });
            if (client === state.client && chat === keep.get("chat")) adopt(client, answer.chat);
        } catch (caught) {
            const { code } = asProblem(caught);
            if (client === state.client && (code === "not_found" || code === "forbidden")) {
                forget(true);
            }
        }
    }

    function adopt(client: Client, chat: Chat): void {
        if (state.conversation?.id === chat.id) return;
        state.conversation?.close();
        const { id, name } = chat.customer;
        const me = { kind: "customer", id, name } as const;
        const conversation = createConversation({ client, outbox: outbox!, chat, me });
        conversation.subscribe(changes.emit);
        keep.set("chat", chat.id);
        set({ view: "chat", conversation, forgotten: false, problem: undefined });
    }

    /** What was not sent in the chat becomes the question of the next. */
    function rescue(): void {
        const draft = `draft.${keep.get("chat")}`;
        let text = "";
        if (keep.get("form")) return;
        for (const one of state.conversation?.getSnapshot().items ?? []) {
            if (one.state === "sent" || one.problem?.code === "invalid") continue;
            if (one.text) text += `${one.text}\n`;
            outbox!.remove(one.key);
        }
        text += keep.get(draft) ?? "";
        keep.set("form", text && JSON.stringify({ text }));
        keep.set(draft);
    }

    /** Lets go of the chat; of who the customer is, too, where the server no longer knows. */
    function forget(identity: boolean): void {
        rescue();
        disconnect();
        keep.set("chat");
        if (identity) keep.set("token");
        host.say({ parley: "chat", exists: false });
        set({ view: "form", forgotten: identity });
        void askStatus();
    }

    /** `problem`: what is still to be said. */
    async function askStatus(problem?: Problem): Promise<void> {
        try {
            set({ status: await post("visitor.status", place), problem });
        } catch (caught) {
            set({ problem: asProblem(caught).problem });
        }
    }

    async function identify(name: string, email: string, who: string): Promise<void> {
        if (keep.get("token") && keep.get("who") === who) return;
        const { organization, partition } = place;
        const { token } = await post("visitor.start", {
            organization,
            partition,
            name,
            email,
        });
        disconnect();
        keep.set("token", token);
        keep.set("who", who);
    }

    async function begin({ name, email, text, queue }: Form, leave: boolean): Promise<void> {
        const who = JSON.stringify([name, email]);
        // Who waits stays who they are, wherever they want the answer.
        if (!state.conversation) await identify(name, email, who);
        const client = open();
        const params = {
            queue: queue || place.queue, // undefined members are left out of JSON
            text,
            fields: { page: host.page },
            request_id,
        };
        const { chat } = await (leave
            ? client.call("chat.leave", { ...params, name, email })
            : client.call("chat.start", params));
        request_id = crypto.randomUUID();
        keep.set("who", who);
        keep.set("form");
        adopt(client, chat);
        if (leave) keep.set(`draft.${chat.id}`);
        else host.say({ parley: "event", type: "chat_started" });
    }

    async function start(form: Form, leave: boolean): Promise<void> {
        if (state.starting) return;
        set({ starting: true, problem: undefined });
        try {
            // A remembered token may have expired: then once more, as a new visitor.
            const known = keep.get("token");
            await begin(form, leave).catch((caught) => {
                if (!known || keep.get("token")) throw caught;
                return begin(form, leave);
            });
        } catch (caught) {
            const { problem } = asProblem(caught);
            set({ problem });
            if (!state.conversation) {
                disconnect();
                // Perhaps nobody is there any more, and a message is the way.
                void askStatus(problem);
            }
        }
        set({ starting: false });
    }

    function boot(): void {
        disconnect();
        if (keep.get("token") && keep.get("chat")) {
            set({ view: "loading" });
            open();
        } else {
            set({ view: "form" });
            void askStatus();
        }
    }

    keep.onOther("chat", () => {
        // Another tab started a chat, or left an ended one.
        if (keep.get("chat") !== (state.conversation?.id ?? null) && !state.starting) boot();
    });
    boot();

    return {
        subscribe: changes.add,
        getSnapshot: () => state,
        start,
        again: () => forget(false),
        askStatus: () => askStatus(),
        end() {
            const { client, conversation } = state;
            if (client && conversation) {
                client.call("chat.end", { chat: conversation.id }).catch(() => undefined);
            }
        },
    };
}
