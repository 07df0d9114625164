// What the faces use of the client.
export { type Client, type ConnectOptions, connect, type Status, socketUrl } from "./client.ts";
export {
    type Conversation,
    type ConversationOptions,
    type ConversationState,
    createConversation,
    type Item,
} from "./conversation.ts";
export { tellDelivered } from "./delivering.ts";
export type * from "./generated.ts";
export { post } from "./http.ts";
export { mayKeep } from "./may_keep.ts";
export { createOutbox, type Outbox, type OutboxStorage, type Outgoing } from "./outbox.ts";
export { asProblem, ProblemError } from "./problem.ts";
export { claimSharing, createScreenLink, type ScreenLink } from "./screen_link.ts";
export { handlers, type Listener, type Store } from "./store.ts";
export { createTypingSender, type TypingSender } from "./typing.ts";
export {
    createUploads,
    type FilePost,
    megabytes,
    type Refusal,
    type Upload,
    type Uploads,
} from "./uploads.ts";
