// What was whispered in a chat, for its staff. What one says oneself waits in a line of its own until
// it has arrived, as messages do.
import { type Client, createOutbox, type Message, type Outbox, type Whisper } from "@parley/sdk";
import { followPlaced } from "./placed.ts";

/** Whether who looks answers as one who takes part, or speaks by right. */
type Answers = (chat: string) => boolean;

/** The line in which messages wait, with the operation and the event of whispers. */
export function createWhisperOutbox(client: Client, answers: Answers): Outbox {
    // Of a whisper the line needs no more than a message has.
    const asMessage = (whisper: Whisper) => whisper as unknown as Message;
    const line: Client = Object.create(client, {
        call: {
            value: async (_: "message.post", params: { chat: string }, options?: object) => {
                const op = answers(params.chat) ? "chat.answer_whisper" : "chat.whisper";
                const { whisper } = await client.call(op, params as never, options);
                return { message: asMessage(whisper) };
            },
        },
        on: {
            value: (_: "message.posted", handler: (data: { message: Message }) => void) =>
                client.on("whisper.posted", ({ whisper }) =>
                    handler({ message: asMessage(whisper) }),
                ),
        },
    });
    return createOutbox({ client: line });
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
