// What the parts of the room share: what is chosen, what may be done, which chat is watched. The live
// figures are not in it, so that a row is drawn again only when it has changed; of them only what is
// of many rows and changes seldom is told apart.
import type { AgentStatus, Right } from "@parley/sdk";
import { createContext, use } from "react";
import type { ChatsView, RoomView } from "../model/view.ts";

export interface Room {
    statuses: readonly AgentStatus[];
    may: (right: Right) => boolean;
    /** Others' statuses may be set. */
    may_set: boolean;
    choose: (part: Partial<RoomView>) => void;
    watch: (chat: string) => void;
    /** An address of the room with something else chosen. */
    placeOf: (part: Partial<RoomView>) => string;
    /** Where the chats behind a number are, for who may see them. */
    chatsOf: (view: Partial<ChatsView>) => string | undefined;
    /** Since when the figures of the past count; ISO. */
    since: () => string;
}

const RoomContext = createContext<Room | undefined>(undefined);
export const RoomProvider = RoomContext.Provider;
export const useRoom = (): Room => use(RoomContext)!;

/** What cells ask of the figures beside their own row; changes seldom. */
export interface Told {
    /** When today began, for the figures of today. */
    today_since: string;
    /** Chats in which somebody waits for an answer longer than their queue wants. */
    late: ReadonlySet<string>;
}

const ToldContext = createContext<Told | undefined>(undefined);
export const ToldProvider = ToldContext.Provider;
export const useTold = (): Told => use(ToldContext)!;
