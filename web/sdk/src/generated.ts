// The wire contract in TypeScript: what operations take and give, and what events carry.
// JSON-RPC 2.0 text frames on /api/v1/socket, subprotocol parley.v1; a frame may be one object or
// an array (batch).
// session.open must be the first call on a socket. HTTP twin of each operation: POST
// /api/v1/<noun.verb>.
// Optional members are left out, never null. Times are RFC 3339 UTC ms. Ids are opaque strings.

export type Person = { kind: "customer" | "agent" | "system"; id: string; name: string };
export type User = { id: string; name: string; display_name: string; roles: ("agent" | "manager" | "administrator")[] };

export type ChatState = "queued" | "offered" | "active" | "closed" | "unanswered";

/**
 * System lines have from.kind "system" and `event`; faces translate them, `text` is English for
 * other clients.
 */
export type SystemEvent = {
  type: "agent_joined" | "agent_left" | "returned_to_queue" | "customer_left" | "chat_ended" | "wait_expired";
  person?: Person;
};
export type Message = {
  id: string; chat: string; seq: number; at: string; from: Person; text: string;
  event?: SystemEvent; client_id?: string /* only in what the author's own connections get */;
};

export type Chat = {
  id: string; state: ChatState; queue: string; queue_name: string;
  seq: number;                       // highest seq of the chat, 0 while it has no message
  position?: number;                 // 1 = next; while queued or offered
  agents_available?: number;         // ready agents of the queue; while queued or offered
  wait_s?: number;                   // estimate for the customer; left out where there is no ground for one
  started_at: string; accepted_at?: string; ended_at?: string; end_reason?: EndReason; ended_by?: Person;
  agent?: Person;
  customer: { id: string; name: string; email?: string };
  fields?: Record<string, string>;   // staff only: the rest of the pre-chat form
  page?: string;                     // staff only: fields.page, where the widget was opened
  read: { customer: number; agent: number };   // highest seq that side has seen
  unread: number;                    // for the caller: messages of the other side after its own read seq
  last_message?: Message;
  unanswered_since?: string;         // staff only: at of the oldest customer message without an answer
};
export type EndReason = "agent_ended" | "customer_ended" | "customer_cancelled" | "wait_expired";

export type Offer = {
  id: string; chat: string; queue: string; queue_name: string; agent: string;
  offered_at: string; expires_at: string; waiting_since: string;
  customer: { name: string; email?: string }; text?: string /* first words of the customer */;
};

export type Presence = {
  status: "available" | "offline";
  label: "offline" | "available" | "offered" | "engaged" | "at_capacity";
  since: string; load: number /* offered + active chats */; capacity: number;
};

export type QueueInfo = {
  id: string; name: string; enabled: boolean; member: boolean;
  waiting: number; longest_wait_since?: string; agents_available: number; offer_s: number;
};

/** error.data of JSON-RPC and the body of HTTP errors (application/problem+json) */
export type Problem = {
  status: number; code: string; title: string; detail: string;
  path?: string;                     // JSON Pointer to the bad parameter, e.g. "/text"
  problems?: { path: string; detail: string }[];   // all bad parameters at once, for code "invalid"
  retry_ms?: number;
};
// codes: invalid unauthenticated bad_credentials forbidden not_found conflict too_large too_many
// overloaded unavailable
//        offer_gone chat_ended chat_not_active at_capacity queue_closed storage_full

export interface Operations {
  // HTTP only sets the cookie
  "auth.login": { params: { name: string; password: string; code?: string; token?: boolean }; result: { user: User; token?: string } };
  "auth.logout": { params: {}; result: {} };   // ends this session; its sockets close with 4503
  "auth.me": { params: {}; result: { user: User } };
  "session.open": {
    params: { token?: string; after?: string };
    result: { session: string; cursor: string; server_time: string; heartbeat_s: number; reset: boolean; user?: User; visitor?: { id: string; name: string } };
  // answer first, then the missed events (each with its cursor), then live. reset:true -> fetch a
  // snapshot (chat.list / chat.get + message.list)
  };
  "session.sync": {  // the browser's heartbeat, every heartbeat_s; also finds missing messages
    params: { chats: Record<string, number> };
    result: { server_time: string; chats: { chat: string; seq: number; messages: Message[]; resync: boolean }[] };
  // messages: those after the given seq, at most 200; resync: the given seq is above the chat's ->
  // refetch
  };
  "visitor.start": {
    params: { organization?: string; partition?: string; name?: string; email?: string; fields?: Record<string, string> };
    result: { visitor: string; token: string };
  };
  "visitor.status": {
    params: { organization?: string; queue?: string };
    result: { open: boolean; agents_available: number; waiting: number; wait_s?: number; queues: { id: string; name: string; open: boolean; agents_available: number }[] };
  };
  // a visitor has at most one open chat: a second start answers it
  "chat.start": { params: { queue?: string /* id or name */; text?: string; fields?: Record<string, string>; request_id?: string }; result: { chat: Chat } };
  "chat.get": { params: { chat: string }; result: { chat: Chat } };
  // customer: own chats; agent: own chats (without state: active and open ones); manager: all.
  // newest first
  "chat.list": { params: { state?: ChatState; limit?: number; after?: string }; result: { items: Chat[]; next?: string } };
  "chat.accept": { params: { offer: string }; result: { chat: Chat } };
  "chat.decline": { params: { offer: string; reason?: string }; result: { chat: Chat } };
  "chat.end": { params: { chat: string; reason?: string }; result: { chat: Chat } };
  "chat.typing": { params: { chat: string; typing: boolean }; result: {} };
  "chat.mark_read": { params: { chat: string; seq: number }; result: { read: { customer: number; agent: number } } };
  "message.post": { params: { chat: string; client_id: string /* UUID */; text: string }; result: { message: Message; duplicate: boolean } };
  // always ascending by seq; before_seq gives the page just before it
  "message.list": { params: { chat: string; after_seq?: number; before_seq?: number; limit?: number }; result: { items: Message[]; next?: string } };
  "presence.get": { params: {}; result: { presence: Presence } };
  "presence.set": { params: { status: "available" | "offline"; reason?: string }; result: { presence: Presence } };
  "queue.list": { params: {}; result: { items: QueueInfo[] } };
  "offer.list": { params: {}; result: { items: Offer[] } };
}

/**
 * params of {"jsonrpc":"2.0","method":"event","params":{type, at, cursor?, data}}; passing events
 * have no cursor
 */
export interface Events {
  "chat.queued": { chat: Chat };                     // to the customer
  "chat.offered": { offer: Offer };                  // to the agent
  // to the agent
  "offer.withdrawn": { offer: string; chat: string; reason: "declined" | "expired" | "chat_ended" | "agent_left" };
  "chat.accepted": { chat: Chat; agent: Person };    // to customer and agent (all tabs)
  "chat.returned": { chat: Chat };                   // agent was lost: back in the queue; to customer and former agent
  "chat.ended": { chat: Chat; by?: Person; reason: EndReason };
  // to both sides, the author's own connections included
  "message.posted": { message: Message; client_id?: string };
  "message.read": { chat: string; by: "customer" | "agent"; seq: number };
  "presence.changed": { presence: Presence; user: string };    // to the agent's own tabs
  "typing": { chat: string; from: Person; typing: boolean };   // passing
  // passing, to the waiting customer
  "position": { chat: string; position: number; agents_available: number; wait_s?: number };
}
export type EventFrame = { [T in keyof Events]: { type: T; at: string; cursor?: string; data: Events[T] } }[keyof Events];

// Close codes: 1001, 1012, 1013, 4001 (reason "draining;retry_ms=N"), 4002..4007 -> reconnect (full
// jitter 0.5 s * 2^n <= 30 s, honour retry_ms);
// 4500 bad credentials, 4501 malformed, 4502 no session.open in 10 s, 4503 signed out, 4505 origin
// -> stop and say why.
// chat.queued/accepted/ended events carry the Chat as its receiver may see it (customers get no
// fields/page/unanswered_since).
