// Who else has a chat on the screen. Everybody says so again while they look; who has not for a
// while looks no more.
import type { Client, Person } from "@parley/sdk";

export const tell_ms = 15_000;
const forget_ms = 25_000;

/** Says that the person looks, and tells who else does; until the answer is called. */
export function followViewers(
    client: Client,
    chat: string,
    tell: (all: readonly Person[]) => void,
): () => void {
    const seen = new Map<string, { person: Person; until: number }>();

    function changed(): void {
        tell([...seen.values()].map(({ person }) => person));
    }

    function look(): void {
        if (document.hidden || client.status.state !== "open") return;
        // Who may not see the chat any more looks at what is left of it.
        client.call("chat.viewing", { chat }).catch(() => undefined);
    }

    function forget(): void {
        const before = seen.size;
        for (const [id, { until }] of seen) if (until <= Date.now()) seen.delete(id);
        if (seen.size !== before) changed();
    }

    const undo = [
        client.on("chat.viewing", ({ chat: which, by }) => {
            if (which !== chat) return;
            const is_new = !seen.has(by.id);
            seen.set(by.id, { person: by, until: Date.now() + forget_ms });
            if (!is_new) return;
            changed();
            // They have just come and do not know yet who is here.
            look();
        }),
        client.onState(({ state }) => {
            if (state === "open") look();
        }),
    ];
    document.addEventListener("visibilitychange", look);
    const telling = setInterval(look, tell_ms);
    const forgetting = setInterval(forget, 1_000);
    look();
    return () => {
        clearInterval(telling);
        clearInterval(forgetting);
        document.removeEventListener("visibilitychange", look);
        for (const one of undo) one();
    };
}
