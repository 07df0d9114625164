// The commands that read the audit log, on a test server's place.
import { spawnSync } from "node:child_process";
import { binary, type Server } from "./server.ts";

export function audit(at: Server, ...options: string[]) {
    return spawnSync(binary, ["audit", ...options, ...at.place], { encoding: "utf8" });
}

/** All rows of all organizations, a line each. */
export function exported(at: Server, ...options: string[]): string {
    const result = audit(at, "export", ...options);
    if (result.status !== 0) throw new Error(`parley audit export: ${result.stderr}`);
    return result.stdout;
}
