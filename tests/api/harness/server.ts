// Starts the real program on a fresh data directory and stops it again. What it writes to its log
// is searched for secrets at the end: a token or a password in a log fails the test file.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll } from "vitest";

export type Account = {
    name: string;
    password: string;
    role: "agent" | "manager" | "administrator" | "auditor";
    queue?: string;
    capacity?: number;
    organization?: string;
};

export type Setup = {
    accounts?: Account[];
    limits?: Record<string, number>;
    /** Added to the environment of the running server. */
    environment?: Record<string, string>;
    /** Nothing is set up: for what fills the place by itself. */
    blank?: boolean;
    /** A data directory even where the tests run on PostgreSQL. */
    directory?: boolean;
    /** A database of its own, or one that another node uses, too. */
    database?: string;
    /** A directory that is there already, for the data. */
    inside?: string;
    /** Further options of `parley serve`. */
    options?: string[];
};

export const binary = process.env.PARLEY_BIN ?? "build/dev/parley";
export const password = "a long enough password";

/**
 * A PostgreSQL server on which databases may be made; each test server gets one of its own then, in
 * place of a data directory.
 */
const postgresql = process.env.PARLEY_API_POSTGRESQL;
/** For tests of what only the embedded database has: its file and its directory. */
export const embedded = postgresql === undefined;

/** Runs a statement in a database of the test server. */
export function sql(statement: string, database = `${postgresql}/postgres`): void {
    const result = spawnSync("psql", ["-qc", statement, database], {
        encoding: "utf8",
    });
    if (result.status !== 0) throw new Error(`psql: ${result.error ?? result.stderr}`);
}

/** Limits that only get in the way here: all test clients share one address. */
const wide: Record<string, number> = {
    chats_per_address: 1_000_000,
    visitors_per_address: 1_000_000,
    votes_per_address: 1_000_000,
    pages_per_address: 1_000_000,
    connections_per_address: 10_000,
    sign_in_tries: 1_000_000,
    agent_calls: 1_000_000,
};

/** An agent with a queue of the same name, so that tests do not get each other's chats. */
export function agent(name: string, capacity = 50, organization = "main"): Account {
    return { name, password, role: "agent", queue: name, capacity, organization };
}

/**
 * A free port that no outgoing connection takes for its own end, as it may those that the system
 * would choose: so a server that is started again finds its port free.
 */
async function free_port(): Promise<number> {
    for (;;) {
        const port = 10_000 + Math.floor(Math.random() * 20_000);
        const free = await new Promise<boolean>((resolve) => {
            const probe = createServer().once("error", () => resolve(false));
            probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
        });
        if (free) return port;
    }
}

export class Server {
    readonly dir: string;
    readonly secrets = new Set<string>([password]);
    readonly log: string[] = [];
    port = 0;
    /** Where the data is, as the program's options say it. */
    readonly place: string[];
    /** Its database, where it has one. */
    readonly #database?: string;
    /** Those of the next start. */
    options: string[];
    #limits: Record<string, number>;
    #environment: Record<string, string>;
    #child?: ChildProcess;
    #ended?: Promise<{ code: number | null; signal: string | null }>;

    constructor(setup: Setup = {}) {
        this.dir = setup.inside ?? mkdtempSync(join(tmpdir(), "parley-api-"));
        this.place = ["--data", this.dir];
        this.options = setup.options ?? [];
        if (setup.database !== undefined) {
            this.place = ["--database", setup.database];
        } else if (!embedded && setup.directory !== true) {
            this.#database = basename(this.dir).toLowerCase().replaceAll("-", "_");
            sql(`CREATE DATABASE ${this.#database}`);
            this.place = ["--database", `${postgresql}/${this.#database}`];
        }
        this.#limits = { ...wide, ...setup.limits };
        this.#environment = setup.environment ?? {};
        if (setup.blank === true) return;
        const accounts = setup.accounts ?? [];
        for (const slug of new Set([
            "main",
            ...accounts.map((one) => one.organization ?? "main"),
        ])) {
            const queues = accounts
                .filter((one) => one.queue !== undefined && (one.organization ?? "main") === slug)
                .flatMap((one) => ["--queue", one.queue as string]);
            this.#parley(["organization", "add", slug, "--preset", "none", ...queues]);
        }
        for (const account of accounts) this.#add(account);
    }

    get url(): string {
        return `http://127.0.0.1:${this.port}`;
    }

    get pid(): number {
        if (this.#child?.pid === undefined) throw new Error("the server does not run");
        return this.#child.pid;
    }

    /** Starts the program and waits until it says where it listens. */
    async start(): Promise<this> {
        if (this.port === 0) this.port = await free_port();
        const limits = Object.entries(this.#limits).flatMap(([k, v]) => ["--limit", `${k}=${v}`]);
        const child = spawn(
            binary,
            [
                "serve",
                ...this.place,
                "--listen",
                `127.0.0.1:${this.port}`,
                ...this.options,
                ...limits,
            ],
            {
                stdio: ["ignore", "pipe", "pipe"],
                env: { ...process.env, ...this.#environment },
            },
        );
        this.#child = child;
        this.#ended = new Promise((resolve) => {
            child.once("close", (code, signal) => resolve({ code, signal }));
        });
        createInterface({ input: child.stderr }).on("line", (line) => this.log.push(line));
        const lines = createInterface({ input: child.stdout });
        this.port = await new Promise<number>((resolve, reject) => {
            lines.on("line", (line) => {
                this.log.push(line);
                const port = line.match(/listening on http:\/\/127\.0\.0\.1:(\d+)$/)?.[1];
                if (port !== undefined) resolve(Number(port));
            });
            child.once("error", reject);
            this.#ended?.then((end) =>
                reject(new Error(`ended with ${end.code}:\n${this.log.join("\n")}`)),
            );
        });
        return this;
    }

    /** Asks the program to end (SIGTERM unless told otherwise) and gives its exit status. */
    async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
        const child = this.#child;
        if (child === undefined || this.#ended === undefined) return 0;
        child.kill(signal);
        const end = await this.#ended;
        this.#child = undefined;
        return end.code;
    }

    /** At the end of a test file: stops, checks the log and removes the data. */
    async finish(): Promise<void> {
        const status = await this.stop();
        rmSync(this.dir, { recursive: true, force: true });
        if (this.#database !== undefined) sql(`DROP DATABASE ${this.#database}`);
        const text = this.log.join("\n");
        if (status !== 0) throw new Error(`the server ended with ${status}:\n${text.slice(-4000)}`);
        for (const secret of this.secrets) {
            if (text.includes(secret)) throw new Error(`the log contains a secret: ${secret}`);
        }
    }

    #add(account: Account): void {
        const { name, role, organization = "main", queue, capacity } = account;
        const options = ["user", "add", name, "--role", role, "--organization", organization];
        if (queue !== undefined) options.push("--queue", queue);
        if (capacity !== undefined) options.push("--capacity", String(capacity));
        this.#parley([...options, "--password-stdin"], `${account.password}\n`);
    }

    #parley(options: string[], input = ""): void {
        const line = [...options, ...this.place];
        const result = spawnSync(binary, line, { input, encoding: "utf8" });
        if (result.status !== 0) {
            throw new Error(`parley ${line.join(" ")}: ${result.error ?? result.stderr}`);
        }
    }
}

/** One server for all tests of a file. */
export function useServer(setup: Setup = {}): () => Server {
    let server: Server | undefined;
    beforeAll(async () => {
        server = await new Server(setup).start();
    });
    afterAll(async () => {
        await server?.finish();
    });
    return () => {
        if (server === undefined) throw new Error("the server has not been started");
        return server;
    };
}
