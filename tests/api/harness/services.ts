// PostgreSQL and NATS of their own, to be taken away from a running server and given back.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

function script(name: string, ...words: string[]): string {
    const path = fileURLToPath(new URL(`../../servers/${name}`, import.meta.url));
    const result = spawnSync(path, words, { encoding: "utf8" });
    if (result.status !== 0) throw new Error(`${name} ${words}: ${result.error ?? result.stderr}`);
    return result.stdout.trim();
}

export class Service {
    readonly #dir = mkdtempSync(join(tmpdir(), "parley-service-"));
    readonly #name: "postgresql" | "nats";
    url = "";

    constructor(name: "postgresql" | "nats") {
        this.#name = name;
    }

    /** Also again, after it was killed: with the same address and what was stored. */
    start(): void {
        this.url = script(this.#name, "start", this.#dir);
    }

    /** As a crash of its machine. */
    kill(): void {
        script(this.#name, "kill", this.#dir);
    }

    finish(): void {
        script(this.#name, ...(this.#name === "nats" ? ["stop"] : ["remove"]), this.#dir);
        rmSync(this.#dir, { recursive: true, force: true });
    }
}

/** One for all tests of a file. */
export function use_service(name: "postgresql" | "nats"): Service {
    const service = new Service(name);
    beforeAll(() => service.start());
    afterAll(() => service.finish());
    return service;
}
