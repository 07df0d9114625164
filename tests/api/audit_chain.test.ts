// The chain of the audit log: anybody can check it, whoever damages it is found out, and a crash
// leaves neither an act without its row nor a row without its act (P22).

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { audit, exported } from "./harness/audit.ts";
import { sign_in, uuid } from "./harness/client.ts";
import { binary, embedded, password, Server } from "./harness/server.ts";

/** Runs on a server of its own. */
async function with_server(run: (server: Server) => Promise<void>): Promise<void> {
    const server = await new Server({
        accounts: [{ name: "ines", password, role: "administrator" }],
    }).start();
    try {
        await run(server);
    } finally {
        await server.finish();
    }
}

describe("api: audit and what can happen to it", () => {
    test("the chain is whole, and anybody can check it with the export alone", () =>
        with_server(async (server) => {
            const ines = await sign_in(server, "ines");
            await ines.call("partition.save", { name: 'Shop "Öl" \n' });
            const verified = await ines.call("audit.verify", {});
            expect(verified).toMatchObject({ intact: true });
            expect(verified.broken).toBeUndefined();
            const lines = exported(server, "--organization", "main").trim().split("\n");
            let hash = "0".repeat(64);
            for (const [at, line] of lines.entries()) {
                const row = JSON.parse(line);
                const canonical = line.replace(
                    /,"prev_hash":"[0-9a-f]{64}","hash":"[0-9a-f]{64}"}$/,
                    "}",
                );
                expect([row.seq, row.prev_hash]).toEqual([at + 1, hash]);
                hash = createHash("sha256")
                    .update(hash + canonical)
                    .digest("hex");
                expect(row.hash).toBe(hash);
            }
            expect([lines.length, hash]).toEqual([verified.rows, verified.hash]);
            const verify = audit(server, "verify");
            expect([verify.status, verify.stderr]).toEqual([0, ""]);
            expect(verify.stdout).toContain(`last hash is ${hash}`);
        }));

    test("P22: after kill -9 each act has its row, and each row its act", () =>
        with_server(async (server) => {
            const acknowledged: string[] = [];
            for (let round = 1; round <= 4; round++) {
                const ines = await sign_in(server, "ines");
                const enough = acknowledged.length + 10 + round;
                const acting = async () => {
                    for (;;) {
                        const { partition } = await ines.call("partition.save", { name: uuid() });
                        acknowledged.push(partition.id);
                        if (acknowledged.length === enough) await server.stop("SIGKILL");
                    }
                };
                // They end with the connection.
                await Promise.all(Array.from({ length: 4 }, () => acting().catch(() => undefined)));
                await server.start();
                const { items } = await ines.call("partition.list", {});
                const there = items.filter((one) => one.name !== "main").map((one) => one.id);
                const told: string[] = [];
                for (let after: string | undefined; ; ) {
                    const page = await ines.call("audit.list", {
                        event: "partition.save",
                        ...(after !== undefined && { after }),
                    });
                    told.push(...page.items.map((one) => one.target?.id as string));
                    if (page.next === undefined) break;
                    after = page.next;
                }
                expect(told.sort()).toEqual(there.sort());
                expect(there).toEqual(expect.arrayContaining(acknowledged));
                expect(await ines.call("audit.verify", {})).toMatchObject({ intact: true });
            }
        }));

    test.runIf(embedded)("whoever changes a row in the file is found out", () =>
        with_server(async (server) => {
            const ines = await sign_in(server, "ines");
            await ines.call("partition.save", { name: "Shop" });
            await server.stop();
            expect(audit(server, "verify").status).toBe(0);
            const file = new DatabaseSync(join(server.dir, "parley.db"));
            const change = "UPDATE audit SET actor_name = 'Eve' WHERE event = 'partition.save'";
            expect(() => file.exec(change)).toThrow("append-only");
            file.exec(`DROP TRIGGER audit_is_not_changed; ${change}`);
            const { seq } = file.prepare("SELECT max(seq) AS seq FROM audit").get() as {
                seq: number;
            };
            file.close();
            const found = audit(server, "verify");
            expect(found.status).toBe(1);
            expect(found.stdout).toContain(`row ${seq} is not what it was, or not there`);
            const doctor = spawnSync(binary, ["doctor", "--thorough", ...server.place], {
                encoding: "utf8",
            });
            expect([doctor.status, doctor.stdout]).toEqual([
                1,
                expect.stringContaining(`row ${seq} was changed or is missing`),
            ]);
            // What is no time at all is found like any other change.
            const again = new DatabaseSync(join(server.dir, "parley.db"));
            const { at } = again.prepare("SELECT at FROM audit WHERE seq = 1").get() as {
                at: number;
            };
            again.exec("UPDATE audit SET at = 'abc' WHERE seq = 1");
            const garbled = audit(server, "verify");
            expect([garbled.status, garbled.stdout]).toEqual([
                1,
                expect.stringContaining("row 1 is not what it was, or not there"),
            ]);
            again.exec(`UPDATE audit SET at = ${at} WHERE seq = 1`);
            again.close();
            await server.start();
            expect(await ines.call("audit.verify", {})).toMatchObject({
                intact: false,
                broken: seq,
            });
        }),
    );
});
