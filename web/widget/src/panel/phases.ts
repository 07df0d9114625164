// Where a chat stands, as far as what is shown goes by it.
import type { Chat } from "@parley/sdk";

export const isWaiting = ({ state }: Chat) => state === "queued" || state === "offered";
export const isOver = ({ state }: Chat) => state === "closed" || state === "unanswered";
