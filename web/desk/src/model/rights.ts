// What who is signed in may do at the desk.
import type { Right, User } from "@parley/sdk";

export interface Rights {
    /** Managers who do not, watch. */
    readonly takes_chats: boolean;
    readonly watches: boolean;
    may(right: Right): boolean;
}

export function rightsOf(user: User): Rights {
    const may = (right: Right) => user.rights.includes(right);
    return {
        takes_chats: may("chat_handle"),
        watches: may("queue_enable") || may("agent_view") || may("chat_view_all"),
        may,
    };
}

/** One's own chats, or those of others. */
export function mayRead({ takes_chats, may }: Rights): boolean {
    return takes_chats || may("chat_view_all");
}
