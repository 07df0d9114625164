// The connection of one signed-in person, and what has been asked over it. Whatever somebody else
// sets up meanwhile is asked for again.
import { asProblem, type Client } from "@parley/sdk";
import { QueryClient } from "@tanstack/react-query";
import type { Session } from "./gate.tsx";
import { connectStaff } from "./staff_client.ts";

export interface Connection {
    readonly client: Client;
    readonly records: QueryClient;
    signOut(): Promise<void>;
    close(): void;
}

export function createConnection({ onOut, onChanged }: Session): Connection {
    const client = connectStaff();
    const records = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    let leaving = false;
    let over = false;

    function leave(code?: number): void {
        if (over) return;
        over = true;
        onOut(code);
    }
    client.onState((status) => {
        if (status.state === "stopped") leave(leaving ? undefined : status.code);
        // What was said while nobody listened.
        if (status.state === "open") void records.invalidateQueries();
    });
    client.on("setup.changed", () => void records.invalidateQueries());
    client.on("settings.changed", () => void records.invalidateQueries());
    client.on("user.changed", ({ user }) => onChanged(user));

    return {
        client,
        records,
        async signOut() {
            leaving = true;
            try {
                await client.call("auth.logout", {});
            } catch (caught) {
                leaving = false;
                // The socket may close before the answer comes: that is signed out, too.
                if (asProblem(caught).code !== "disconnected") throw caught;
            }
            leave();
        },
        close() {
            over = true;
            client.close();
            records.clear();
        },
    };
}
