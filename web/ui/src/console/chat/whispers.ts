// What was whispered in a chat, for its staff. What one says oneself waits in a line of its own until
// it has arrived, as messages do.
import type { Client, Outbox, Whisper } from "@parley/sdk";
import { followPlaced } from "./placed.ts";
import { createLine } from "./said_line.ts";

/** Whether who looks answers as one who takes part, or speaks by right. */
type Answers = (chat: string) => boolean;

export function createWhisperOutbox(client: Client, answers: Answers): Outbox {
    return createLine<Whisper>(client, {
        async post(what, options) {
            const op = answers(what.chat) ? "chat.answer_whisper" : "chat.whisper";
            return (await client.call(op, what, options)).whisper;
        },
        listen: (take) => client.on("whisper.posted", ({ whisper }) => take(whisper)),
    });
}

/** Tells all of them, in their order, whenever that is news; until the answer is called. */
export function followWhispers(
    client: Client,
    outbox: Outbox,
    chat: string,
    tell: (all: readonly Whisper[]) => void,
): () => void {
    return followPlaced<Whisper>(
        client,
        {
            load: (after) => client.call("chat.whispers", { chat, ...(after && { after }) }),
            listen: (take) => {
                const undo = [
                    client.on("whisper.posted", ({ whisper }) => {
                        if (whisper.chat === chat) take(whisper);
                    }),
                    outbox.onConfirmed((said) => {
                        if (said.chat === chat) take(said as unknown as Whisper);
                    }),
                ];
                return () => {
                    for (const one of undo) one();
                };
            },
        },
        tell,
    );
}
