// The live figures: asked for once a connection, changed by what the server tells each second.

import type { Client } from "@parley/sdk";
import { asProblem, type Dashboard, type Problem, type Store } from "@parley/sdk";
import { createValue } from "@parley/ui/console/value.ts";
import { applied } from "./dashboard.ts";

export interface LiveFigures {
    dashboard?: Dashboard;
    /** Why there is none: refused. */
    problem?: Problem;
    /** When the server was last heard of them, by the server's clock; ms. */
    heard_at: number;
}

export interface Live extends Store<LiveFigures> {
    /** Figures of so many minutes. */
    setWindow(window_min: number): void;
    close(): void;
}

/** After a refusal it is asked again: whoever was away may be back. */
const ask_again_ms = 5_000;

export function createLive(client: Client, window_min: number): Live {
    const value = createValue<LiveFigures>({ heard_at: client.serverNow() });
    let retry: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    let closed = false;

    async function ask(): Promise<void> {
        clearTimeout(retry);
        const mine = ++asked;
        try {
            const { dashboard } = await client.call("dashboard.watch", { window_min });
            if (mine === asked) value.set({ dashboard, heard_at: client.serverNow() });
        } catch (caught) {
            const problem = asProblem(caught).problem;
            if (mine !== asked || closed) return;
            const lost = ["disconnected", "timeout"].includes(problem.code);
            if (!lost) value.set((before) => ({ heard_at: before.heard_at, problem }));
            retry = setTimeout(() => void ask(), ask_again_ms);
        }
    }

    const undo = [
        client.on("dashboard.changed", (change) => {
            // One's status hides the figures now, or something like it: the answer says what.
            if (change.ended) return void ask();
            value.set((before) =>
                before.dashboard
                    ? {
                          dashboard: applied(before.dashboard, change),
                          heard_at: client.serverNow(),
                      }
                    : before,
            );
        }),
        client.onState(({ state }) => {
            if (state === "open") void ask();
        }),
    ];
    if (client.status.state === "open") void ask();

    return {
        subscribe: value.subscribe,
        getSnapshot: value.getSnapshot,
        setWindow(next) {
            if (next === window_min) return;
            window_min = next;
            void ask();
        },
        close() {
            closed = true;
            asked++;
            clearTimeout(retry);
            for (const one of undo) one();
            if (client.status.state === "open") {
                client.call("dashboard.unwatch", {}).catch(() => undefined);
            }
        },
    };
}
