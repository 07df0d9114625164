// What the administration is connected by.
import type { UserAccount } from "@parley/sdk";
import { type Connection, createConnection } from "@parley/ui/console/connection.ts";
import type { Session } from "@parley/ui/console/gate.tsx";

export interface Admin extends Connection {
    allUsers(): Promise<UserAccount[]>;
}

const page_limit = 200;

export function createAdmin(session: Session): Admin {
    const connection = createConnection(session);
    return {
        ...connection,
        async allUsers() {
            const all: UserAccount[] = [];
            let after: string | undefined;
            do {
                const page = await connection.client.call("user.list", {
                    limit: page_limit,
                    ...(after && { after }),
                });
                all.push(...page.items);
                after = page.next;
            } while (after);
            return all;
        },
    };
}
