// PostgreSQL, NATS and other servers of their own, to be taken away from a running server and given
// back.

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

type ServiceName = "postgresql" | "nats" | "mail" | "s3";

export class Service {
    #dir = "";
    readonly #name: ServiceName;
    readonly #options: string[];
    url = "";

    constructor(name: ServiceName, ...options: string[]) {
        this.#name = name;
        this.#options = options;
    }

    get dir(): string {
        if (this.#dir === "") this.#dir = mkdtempSync(join(tmpdir(), "parley-service-"));
        return this.#dir;
    }

    /** Also again, after it was killed: with the same address and what was stored. */
    start(): void {
        this.url = script(this.#name, "start", this.dir, ...this.#options);
    }

    stop(): void {
        script(this.#name, "stop", this.#dir);
    }

    /** As a crash of its machine. */
    kill(): void {
        script(this.#name, "kill", this.#dir);
    }

    finish(): void {
        script(this.#name, this.#name === "postgresql" ? "remove" : "stop", this.#dir);
        rmSync(this.#dir, { recursive: true, force: true });
    }
}

/** One for all tests of a file. */
export function use_service(name: ServiceName): Service {
    const service = new Service(name);
    beforeAll(() => service.start());
    afterAll(() => service.finish());
    return service;
}
