// The real program in demo mode on a fresh directory, and a network that can be cut.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { theBrowser } from "../browser.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const built = ["build/dev/parley", "build/release/parley"].map((path) => join(root, path));

/** What the demo's accounts sign in with. */
export const demo_password = "parley-demo";
/** Of people who are made otherwise. */
export const long_password = "a long enough password";

export interface Visitor {
    say: (text: string) => Promise<unknown>;
    /** All there is. */
    read: () => Promise<unknown>;
    end: () => Promise<unknown>;
}

export class Program {
    readonly dir = mkdtempSync(join(tmpdir(), "parley-real-"));
    readonly lines: string[] = [];
    port = 0;
    private child!: ChildProcess;
    private ended!: Promise<number | null>;

    /** With the demo's shop and people; `options` are further ones of the command. */
    static start(...options: string[]): Promise<Program> {
        return new Program().run("demo", options);
    }

    /** With nobody but an administrator of this name, who has the long password. */
    static async empty(administrator: string): Promise<Program> {
        const program = new Program();
        const role = ["--role", "administrator", "--password-stdin"];
        const added = spawnSync(
            Program.binary(),
            ["user", "add", administrator, ...role, "--data", join(program.dir, "data")],
            { input: `${long_password}\n`, encoding: "utf8" },
        );
        if (added.status !== 0) throw new Error(added.stderr);
        return program.run("serve");
    }

    private static binary(): string {
        const binary = process.env.PARLEY_BIN ?? built.find((path) => existsSync(path));
        if (!binary) throw new Error("no program: set PARLEY_BIN, or build it with ./x build");
        return binary;
    }

    private async run(verb: string, options: string[] = []): Promise<this> {
        const child = spawn(
            Program.binary(),
            [verb, "--data", join(this.dir, "data"), "--listen", "127.0.0.1:0", ...options],
            { stdio: ["ignore", "pipe", "pipe"] },
        );
        this.child = child;
        this.ended = new Promise((resolve) => child.once("close", resolve));
        this.port = await new Promise<number>((resolve, reject) => {
            const read = (line: string) => {
                this.lines.push(line);
                const port = line.match(/^listening on http:\/\/127\.0\.0\.1:(\d+)$/)?.[1];
                if (port) resolve(Number(port));
            };
            createInterface({ input: child.stdout }).on("line", read);
            createInterface({ input: child.stderr }).on("line", read);
            child.once("error", reject);
            void this.ended.then(() => reject(new Error(this.lines.join("\n"))));
        });
        return this;
    }

    get origin(): string {
        return `http://127.0.0.1:${this.port}`;
    }

    /** An operation over HTTP, as another program would call it. */
    async call<T>(operation: string, params: object, token?: string): Promise<T> {
        const answer = await fetch(`${this.origin}/api/v1/${operation}`, {
            method: "POST",
            headers: {
                "content-type": "application/json",
                ...(token && { authorization: `Bearer ${token}` }),
            },
            body: JSON.stringify(params),
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${text}`);
        return JSON.parse(text) as T;
    }

    /** As the demo's administrator. */
    async administer(operation: string, params: object): Promise<void> {
        const { token } = await this.call<{ token: string }>("auth.login", {
            name: "admin",
            password: demo_password,
            token: true,
        });
        await this.call(operation, params, token);
    }

    /** They work at once. */
    setSwitches(set: Record<string, string>): Promise<void> {
        return this.administer("settings.update", { set });
    }

    /** A customer without a browser, who has just asked; `more` as in visitor.start. */
    async ask(name: string, queue: string, text: string, more: object = {}): Promise<Visitor> {
        const { token } = await this.call<{ token: string }>("visitor.start", {
            organization: "demo",
            name,
            ...more,
        });
        const started = await this.call<{ chat: { id: string } }>(
            "chat.start",
            { queue, text },
            token,
        );
        const chat = started.chat.id;
        return {
            say: (text) => {
                const client_id = crypto.randomUUID();
                return this.call("message.post", { chat, client_id, text }, token);
            },
            read: () => this.call("chat.mark_read", { chat, seq: 1_000 }, token),
            end: () => this.call("chat.end", { chat }, token),
        };
    }

    /** With the pages there are, which would try to reconnect as long as the browser lives. */
    async stop(): Promise<void> {
        const browser = await theBrowser();
        await Promise.all(browser.contexts().map((one) => one.close()));
        this.child.kill();
        const status = await this.ended;
        rmSync(this.dir, { recursive: true, force: true });
        if (status !== 0) throw new Error(`ended with ${status}:\n${this.lines.join("\n")}`);
    }
}

/**
 * A customer's network: a SOCKS 5 proxy that a browser context uses, so that addresses stay the
 * program's own.
 * https://www.rfc-editor.org/rfc/rfc1928, of which only what Chromium sends is read.
 */
export class Network {
    private up = true;
    private readonly sockets = new Set<Socket>();
    private readonly server = createServer((from) => {
        if (!this.up) return void from.destroy();
        this.keep(from);
        // Each of the client's two messages waits for its answer, so none is read together with
        // the next.
        from.once("data", () => {
            from.write(Uint8Array.of(5, 0)); // no authentication
            from.once("data", (asked) => this.join(from, asked.readUInt16BE(asked.length - 2)));
        });
    });

    static async start(): Promise<Network> {
        const network = new Network();
        await new Promise<void>((done) => network.server.listen(0, "127.0.0.1", done));
        return network;
    }

    /**
     * For a browser context; a browser does not use a proxy for loopback addresses unless told to.
     */
    get proxy(): { server: string; bypass: string } {
        const { port } = this.server.address() as AddressInfo;
        return { server: `socks5://127.0.0.1:${port}`, bypass: "<-loopback>" };
    }

    /** Ends every connection and refuses new ones until restore(). */
    cut(): void {
        this.up = false;
        for (const one of this.sockets) one.destroy();
    }

    restore(): void {
        this.up = true;
    }

    async stop(): Promise<void> {
        this.cut();
        await new Promise((done) => this.server.close(done));
    }

    private join(from: Socket, port: number): void {
        const to = connect(port, "127.0.0.1", () => {
            from.write(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0));
            from.pipe(to).pipe(from);
        });
        this.keep(to);
        from.on("close", () => to.destroy());
        to.on("close", () => from.destroy());
    }

    private keep(socket: Socket): void {
        this.sockets.add(socket);
        socket.on("error", () => socket.destroy());
        socket.on("close", () => this.sockets.delete(socket));
    }
}
