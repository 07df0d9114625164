// The live figures, as the server tells them.
import type { Agent, Chat, ChatState, Client, Right } from "@parley/sdk";

export type Dashboard = {
    at: string;
    window_min: number;
    totals: DashboardTotals;
    queues: DashboardQueue[];
    agents: DashboardAgent[];
    attention: AttentionItem[];
};

export type DashboardTotals = {
    waiting: number;
    oldest_waiting_at?: string;
    offered: number;
    ongoing: number;
    wrap_up: number;
    staff_online: number;
    agents_available: number;
    agents_away: number;
    agents_missed: number;
    agents_offline: number;
    recent_chats: number;
    window: DashboardWindow;
};

export type DashboardWindow = {
    arrived: number;
    answered: number;
    answered_in_time: number;
    abandoned: number;
    service_percent?: number;
    wait_p50_s?: number;
    wait_p90_s?: number;
    handle_mean_s?: number;
};

export type DashboardQueue = {
    id: string;
    name: string;
    partition: string;
    enabled: boolean;
    open: boolean;
    waiting: number;
    oldest_waiting_at?: string;
    offered: number;
    ongoing: number;
    wrap_up: number;
    agents_available: number;
    agents_signed_in: number;
    places_free: number;
    answer_target_s: number;
    service_target_percent: number;
    reply_target_s: number;
    window: DashboardWindow;
    last_hour: number[];
};

export type DashboardAgent = Agent & {
    oldest_unanswered_at?: string;
    oldest_unanswered_chat?: string;
    today: { handled: number; missed: number; handle_mean_s?: number };
};

export type AttentionKind = "wait" | "nobody" | "missed" | "unanswered" | "help" | "customer_gone";

export type AttentionItem = {
    kind: AttentionKind;
    since: string;
    limit_s?: number;
    queue?: string;
    queue_name?: string;
    agent?: string;
    agent_name?: string;
    chat?: string;
    customer?: string;
};

export type DashboardChanged = {
    at: string;
    totals?: DashboardTotals;
    queues?: DashboardQueue[];
    queues_gone?: string[];
    agents?: DashboardAgent[];
    agents_gone?: string[];
    attention?: AttentionItem[];
};

export type Wallboard = {
    id: string;
    name: string;
    queues: string[];
    created_at: string;
    last_seen_at?: string;
};

type Window = { window_min?: number };
type ChatOp<Params> = { params: Params; result: { chat: Chat } };

interface RoomOperations {
    "dashboard.get": { params: Window; result: { dashboard: Dashboard } };
    "dashboard.watch": { params: Window; result: { dashboard: Dashboard } };
    "dashboard.unwatch": { params: Record<string, never>; result: Record<string, never> };
    "wallboard.list": { params: Record<string, never>; result: { items: Wallboard[] } };
    "wallboard.save": {
        params: { wallboard?: string; name: string; queues: string[] };
        result: { wallboard: Wallboard; token?: string };
    };
    "wallboard.remove": { params: { wallboard: string }; result: Record<string, never> };
    "wallboard.renew": {
        params: { wallboard: string };
        result: { wallboard: Wallboard; token?: string };
    };
    "chat.list": {
        params: ChatFilter & { limit?: number; after?: string };
        result: { items: Chat[]; next?: string };
    };
    "chat.assign": ChatOp<{ chat: string; agent: string; note?: string }>;
    "chat.requeue": ChatOp<{ chat: string; queue?: string; note?: string }>;
    "agent.sign_out": {
        params: { agent: string; reason?: string };
        result: Record<string, never>;
    };
}

/** A client that knows them, too. */
export type RoomClient = Client & {
    call<Op extends keyof RoomOperations>(
        op: Op,
        params: RoomOperations[Op]["params"],
    ): Promise<RoomOperations[Op]["result"]>;
    on(type: "dashboard.changed", handler: (data: DashboardChanged) => void): () => void;
};

/** Rights that come with them. */
export type RoomRight = Right | "chat_steer" | "agent_sign_out";

/** What the list of chats can be narrowed to. */
export type ChatFilter = {
    states?: ChatState[];
    queue?: string;
    agent?: string;
    since?: string;
    until?: string;
};
