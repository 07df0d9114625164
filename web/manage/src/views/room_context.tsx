// What the parts of the room share: what is chosen, what may be done, which chat is watched. The live
// figures are not in it, so that a row is drawn again only when it has changed.
import type { AgentStatus, Right } from "@parley/sdk";
import { createContext, use } from "react";
import type { RoomView } from "../model/view.ts";

export interface Room {
    statuses: readonly AgentStatus[];
    may: (right: Right) => boolean;
    /** Others' statuses may be set. */
    may_set: boolean;
    choose: (part: Partial<RoomView>) => void;
    watch: (chat: string) => void;
    /** An address of the room with something else chosen. */
    placeOf: (part: Partial<RoomView>) => string;
    /** Since when the figures of the past count; ISO. */
    since: () => string;
}

const RoomContext = createContext<Room | undefined>(undefined);
export const RoomProvider = RoomContext.Provider;
export const useRoom = (): Room => use(RoomContext)!;
