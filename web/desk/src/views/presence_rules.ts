// What of the own presence can be chosen at this moment.
import type { Presence } from "@parley/sdk";
import type { Choice } from "@parley/ui/console/presence_words.ts";
import type { DeskState } from "../model/desk_state.ts";

/** Whether it cannot be chosen while chats are open (S14, E35). */
export function isBarred({ status }: Choice, chats: DeskState["chats"]): boolean {
    if (status.during_chat !== "no") return false;
    return [...chats.values()].some(({ chat }) => chat.state === "active");
}

/** Whether new chats can be stopped, or let come again (E38). */
export function maySwitchNew(presence: Presence, switches: DeskState["switches"]): boolean {
    if (presence.stop_new) return true;
    return switches.stop_new === "true" && presence.load > 0;
}
