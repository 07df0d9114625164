// What was whispered in a chat, for its staff.
import type { Client, Whisper } from "@parley/sdk";
import { followPlaced } from "./placed.ts";

/** Tells all of them, in their order, whenever that is news; until the answer is called. */
export function followWhispers(
    client: Client,
    chat: string,
    tell: (all: readonly Whisper[]) => void,
): () => void {
    return followPlaced(
        client,
        {
            load: (after) => client.call("chat.whispers", { chat, ...(after && { after }) }),
            listen: (take) =>
                client.on("whisper.posted", ({ whisper }) => {
                    if (whisper.chat === chat) take(whisper);
                }),
        },
        tell,
    );
}
