// Lines beside a chat that are numbered by `place`, such as notes: asked for when somebody looks at
// the chat and after the connection was away, and told live meanwhile. Customers' pages know nothing
// of them.
import type { Client } from "@parley/sdk";

export interface Placed {
    place: number;
}

export interface PlacedSource<Line extends Placed> {
    /** One page, behind `after`. */
    load(after: string | undefined): Promise<{ items: readonly Line[]; next?: string }>;
    /** Each that is told live, of this chat. */
    listen(take: (line: Line) => void): () => void;
}

/** Tells all of them, in their order, whenever that is news; until the answer is called. */
export function followPlaced<Line extends Placed>(
    client: Client,
    source: PlacedSource<Line>,
    tell: (all: readonly Line[]) => void,
    /** How often to ask for new ones that nobody tells. */
    every_ms?: number,
): () => void {
    let known: readonly Line[] = [];
    let left = false;

    function take(some: readonly Line[]): void {
        const fresh = some.filter((one) => !known.some(({ place }) => place === one.place));
        if (left || !fresh.length) return;
        known = [...known, ...fresh].sort((a, b) => a.place - b.place);
        tell(known);
    }

    async function load(after?: string): Promise<void> {
        do {
            const page = await source.load(after);
            take(page.items);
            after = page.next;
        } while (after && !left);
    }

    // Who may not read them has none; a lost connection asks again when it is back.
    const ask = () => void load().catch(() => undefined);
    const undo = [
        source.listen((line) => take([line])),
        client.onState(({ state }) => {
            if (state === "open") ask();
        }),
        client.onReset(ask),
    ];
    if (client.status.state === "open") ask();
    const asking =
        every_ms &&
        setInterval(() => {
            if (document.hidden || client.status.state !== "open") return;
            load(known.at(-1)?.place.toString()).catch(() => undefined);
        }, every_ms);
    return () => {
        left = true;
        clearInterval(asking);
        for (const one of undo) one();
    };
}
