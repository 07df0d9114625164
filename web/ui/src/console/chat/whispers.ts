// What was whispered in a chat, for its staff: asked for when somebody looks at the chat and after
// the connection was away, and told live meanwhile. Customers' pages know nothing of it.
import type { Client, Whisper } from "@parley/sdk";

/** Tells all of them, in their order, whenever that is news; until the answer is called. */
export function followWhispers(
    client: Client,
    chat: string,
    tell: (all: readonly Whisper[]) => void,
): () => void {
    let known: readonly Whisper[] = [];
    let left = false;

    function take(some: readonly Whisper[]): void {
        const fresh = some.filter((one) => !known.some(({ place }) => place === one.place));
        if (left || !fresh.length) return;
        known = [...known, ...fresh].sort((a, b) => a.place - b.place);
        tell(known);
    }

    async function load(): Promise<void> {
        let after: string | undefined;
        do {
            const page = await client.call("chat.whispers", { chat, ...(after && { after }) });
            take(page.items);
            after = page.next;
        } while (after && !left);
    }

    // Who may not read them has none; a lost connection asks again when it is back.
    const ask = () => void load().catch(() => undefined);
    const undo = [
        client.on("whisper.posted", ({ whisper }) => {
            if (whisper.chat === chat) take([whisper]);
        }),
        client.onState(({ state }) => {
            if (state === "open") ask();
        }),
        client.onReset(ask),
    ];
    if (client.status.state === "open") ask();
    return () => {
        left = true;
        for (const one of undo) one();
    };
}
