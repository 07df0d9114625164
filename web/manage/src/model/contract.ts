// Acts that the server learns beside this page: until its types name them, they are named here.
import type { Chat, Client, Right } from "@parley/sdk";

type ChatOp<Params> = { params: Params; result: { chat: Chat } };

interface Acts {
    "chat.assign": ChatOp<{ chat: string; agent: string; note?: string }>;
    "chat.requeue": ChatOp<{ chat: string; queue?: string; note?: string }>;
    "agent.sign_out": {
        params: { agent: string; reason?: string };
        result: Record<string, never>;
    };
}

/** A client that knows them, too. */
export type RoomClient = Client & {
    call<Op extends keyof Acts>(op: Op, params: Acts[Op]["params"]): Promise<Acts[Op]["result"]>;
};

/** Rights that come with them. */
export type RoomRight = Right | "chat_steer" | "agent_sign_out";
