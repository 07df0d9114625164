// The prepared answers that a person may use: asked for once somebody wants one, and again whenever
// they have changed.
import { type Canned, type Client, handlers, type Store } from "@parley/sdk";
import { createValue } from "../value.ts";

export interface CannedAnswers extends Store<readonly Canned[] | undefined> {
    /** From now on they are known; undefined until then. */
    load(): void;
    /** The person has inserted it. */
    used(one: Canned): void;
    /** To whoever writes: this one, or a look at all of them. */
    insert(one?: Canned): void;
    onInsert(handler: (one?: Canned) => void): () => void;
    close(): void;
}

export async function fetchCanned(client: Client, shared = false): Promise<readonly Canned[]> {
    const all: Canned[] = [];
    for (let after: string | undefined; ; ) {
        const page = await client.call("canned.list", {
            ...(shared && { shared }),
            ...(after && { after }),
        });
        all.push(...page.items);
        after = page.next;
        if (!after) return all;
    }
}

export function createCanned(client: Client): CannedAnswers {
    const value = createValue<readonly Canned[] | undefined>(undefined);
    const inserts = handlers<[Canned?]>();
    let wanted = false;
    let turn = 0;

    function ask(): void {
        const mine = ++turn;
        fetchCanned(client).then(
            (all) => {
                if (mine === turn) value.set(all);
            },
            // Asked again with the next connection; what is known stays.
            () => undefined,
        );
    }
    const askAgain = () => {
        if (wanted) ask();
    };
    const undo = [
        client.on("setup.changed", ({ part }) => {
            if (part === "canned") askAgain();
        }),
        // The person may be in another team.
        client.on("settings.changed", askAgain),
        client.onState(({ state }) => {
            if (state === "open") askAgain();
        }),
    ];
    return {
        subscribe: value.subscribe,
        getSnapshot: value.getSnapshot,
        load() {
            if (wanted) return;
            wanted = true;
            if (client.status.state === "open") ask();
        },
        used(one) {
            value.set((all) =>
                all?.map((each) => (each.id === one.id ? { ...each, uses: each.uses + 1 } : each)),
            );
            // It only ranks: one use that is not counted is no loss.
            client.call("canned.used", { canned: one.id }).catch(() => undefined);
        },
        insert: (one) => inserts.emit(one),
        onInsert: (handler) => inserts.add(handler),
        close() {
            for (const one of undo) one();
        },
    };
}
