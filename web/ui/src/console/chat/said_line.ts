// What staff say beside messages to customers waits in a line of the same kind until it has arrived.
import {
    type Client,
    createOutbox,
    type Message,
    type Outbox,
    type OutboxStorage,
} from "@parley/sdk";

type Posting = { chat: string; client_id: string; text: string };

/** How it is said instead of by message.post, and told instead of by message.posted. */
export interface Saying<Said> {
    post(what: Posting, options?: { timeout?: number }): Promise<Said>;
    listen(take: (said: Said) => void): () => void;
}

export function createLine<Said extends { client_id?: string }>(
    client: Client,
    { post, listen }: Saying<Said>,
    kept: { storage?: OutboxStorage; prefix?: string } = {},
): Outbox {
    // Of what is said the line needs no more than a message has.
    const asMessage = (said: Said) => said as unknown as Message;
    const line: Client = Object.create(client, {
        call: {
            value: async (_: "message.post", what: Posting, options?: { timeout?: number }) => ({
                message: asMessage(await post(what, options)),
            }),
        },
        on: {
            value: (_: "message.posted", handler: (data: { message: Message }) => void) =>
                listen((said) => handler({ message: asMessage(said) })),
        },
    });
    return createOutbox({ client: line, ...kept });
}
