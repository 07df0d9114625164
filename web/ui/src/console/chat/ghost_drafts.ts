// Ghost drafts: what managers write into an agent's composer (N7). The text is told in passing and
// kept nowhere; who comes later asks for it.
import type { Client, Draft, DraftSettled } from "@parley/sdk";

/** Tells the open ones of a chat whenever that is news; until the answer is called. */
export function followDrafts(
    client: Client,
    chat: string,
    tell: (all: readonly Draft[]) => void,
    onSettled?: (told: DraftSettled) => void,
): () => void {
    let open: readonly Draft[] = [];
    const gone = new Set<number>();
    let left = false;

    function become(next: readonly Draft[]): void {
        if (left) return;
        open = next;
        tell(open);
    }

    async function load(): Promise<void> {
        const { items } = await client.call("chat.drafts", { chat });
        become(items);
    }
    const ask = () => void load().catch(() => undefined);
    const undo = [
        client.on("draft.changed", ({ draft }) => {
            // What is told in passing may come after what was told for good.
            if (draft.chat !== chat || gone.has(draft.place)) return;
            become([...open.filter((one) => one.place !== draft.place), draft].sort(byPlace));
        }),
        client.on("draft.settled", (told) => {
            if (told.chat !== chat) return;
            gone.add(told.place);
            become(open.filter((one) => one.place !== told.place));
            if (!left) onSettled?.(told);
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

/**
 * What a manager has written beyond what the agent was told and has settled: the rest of it, or all
 * where something in the middle is new. Pure.
 */
export function untold(text: string, told: string): string {
    const said = told.trim();
    if (said.startsWith(text.trim())) return "";
    const from = text.trimStart();
    return from.startsWith(said) ? from.slice(said.length).trimStart() : text;
}

function byPlace(a: Draft, b: Draft): number {
    return a.place - b.place;
}
