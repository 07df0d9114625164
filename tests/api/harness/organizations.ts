// A second organization in the same installation, for tests that nothing crosses the border between two.

import { DatabaseSync } from "node:sqlite";
import type { Server } from "./server.ts";

/** Moves an agent and the agent's queue into an organization of their own. The server must not run. */
export function move_to_own_organization(server: Server, name: string, slug: string): void {
    const db = new DatabaseSync(`${server.dir}/parley.db`);
    const user = db.prepare("SELECT id FROM users WHERE name = ?").get(name) as { id: number };
    const id = user.id + 1; // free: ids of users are not next to each other
    db.exec("BEGIN");
    db.prepare("INSERT INTO organizations VALUES (?, ?, ?, 0)").run(id, slug, slug);
    db.prepare("INSERT INTO partitions VALUES (?, ?, 'main')").run(id, id);
    db.prepare("UPDATE users SET organization_id = ? WHERE id = ?").run(id, user.id);
    db.prepare("UPDATE agents SET organization_id = ? WHERE user_id = ?").run(id, user.id);
    db.prepare(
        `UPDATE queues SET organization_id = ?, partition_id = ?
         WHERE id IN (SELECT queue_id FROM queue_members WHERE user_id = ?)`,
    ).run(id, id, user.id);
    db.exec("COMMIT");
    db.close();
}
