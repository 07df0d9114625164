// The connection of one signed-in administrator, and what has been asked over it. Whatever somebody
// else sets up meanwhile is asked for again.
import { asProblem, type Client, type UserAccount } from "@parley/sdk";
import type { Session } from "@parley/ui/console/gate.tsx";
import { connectStaff } from "@parley/ui/console/staff_client.ts";
import { QueryClient } from "@tanstack/react-query";

export interface Admin {
    readonly client: Client;
    readonly records: QueryClient;
    allUsers(): Promise<UserAccount[]>;
    signOut(): Promise<void>;
    close(): void;
}

const page_limit = 200;

export function createAdmin({ onOut, onChanged }: Session): Admin {
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
        async allUsers() {
            const all: UserAccount[] = [];
            let after: string | undefined;
            do {
                const page = await client.call("user.list", {
                    limit: page_limit,
                    ...(after && { after }),
                });
                all.push(...page.items);
                after = page.next;
            } while (after);
            return all;
        },
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
