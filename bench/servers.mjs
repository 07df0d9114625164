// Starts and stops the servers of a bench, each in a directory of its own that is thrown away. A
// server is { name, target, url, pid, stop() }; several nodes have urls and pids, and where its
// database is a server too there is a databasePid. Processes are ended by their own id.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const built = process.env.PARLEY_BENCH_BUILD ?? join(here, "..", "build", "release");
export const programs = {
    parley: join(built, "parley"),
    floor: join(built, "bench", "floor_relay"),
    floorSqlite: join(built, "bench", "floor_relay_sqlite"),
    floorPostgresql: join(built, "bench", "floor_relay_postgresql"),
    load: join(built, "bench", "bench_load"),
    routing: join(built, "bench", "bench_routing"),
    redact: join(built, "bench", "bench_redact"),
    manageStore: join(built, "bench", "bench_manage_store"),
    history: join(built, "bench", "bench_history"),
};

export const account = { prefix: "load", password: "parley-bench-password", agents: 10 };

/// A load is no crowd of guests: everything comes from one address and as fast as it can.
const lifted = [
    "chats_per_address", "visitors_per_address", "connections_per_address", "connections_max",
    "sockets_per_user", "agent_calls", "customer_calls", "customer_messages", "sign_in_tries",
].map((name) => `--limit=${name}=1000000`)
    // An agent with 100 chats at full speed gets thousands of frames in one group commit.
    .concat("--limit=outbox_frames_max=100000", "--limit=outbox_bytes_max=67108864");

const running = new Set();
const folders = new Set();

export function folder() {
    const path = mkdtempSync(join(tmpdir(), "parley-bench-"));
    folders.add(path);
    return path;
}

function remove(path) {
    rmSync(path, { recursive: true, force: true });
    folders.delete(path);
}

function runToEnd(command, args, options = {}) {
    const done = spawnSync(command, args, { encoding: "utf8", ...options });
    if (done.status !== 0) {
        throw new Error(`${command} ${args[0] ?? ""} failed: ${done.error ?? done.stderr}`);
    }
    return done.stdout;
}

/// Starts a process and waits until it says where it listens. As many open files as the system
/// allows.
function start(name, target, command, args, options = {}) {
    const script = 'ulimit -n "$(ulimit -Hn)"; exec "$@"';
    const child = spawn("sh", ["-c", script, "sh", command, ...args], {
        stdio: ["ignore", "pipe", "pipe"], ...options });
    running.add(child);
    const ended = new Promise((resolve) => child.once("exit", (code) => {
        running.delete(child);
        resolve(code);
    }));
    return new Promise((resolve, reject) => {
        let said = "";
        const look = (bytes) => {
            said += bytes;
            const url = /listening on (http:\/\/\S+)/.exec(said)?.[1];
            if (url === undefined) return;
            resolve({ name, target, url: url.replace(/[",}]+$/, ""), pid: child.pid,
                stop: async () => { child.kill("SIGTERM"); await ended; } });
        };
        child.stdout.on("data", look);
        child.stderr.on("data", (bytes) => { said += bytes; });
        ended.then((code) => reject(new Error(`${name} ended with ${code}: ${said.slice(-500)}`)));
    });
}

function withCleanup(server, cleanup) {
    return { ...server, stop: async () => { await server.stop(); cleanup(); } };
}

/// `store` is --data or --database with its value.
function setUp(store) {
    runToEnd(programs.parley,
        ["organization", "add", "bench", ...store, "--preset", "none", "--queue", "Support"]);
    for (let i = 1; i <= account.agents; ++i) {
        runToEnd(programs.parley, ["user", "add", `${account.prefix}${i}`, "--role", "agent",
            "--capacity", "100", "--queue", "Support", ...store, "--password-stdin"],
        { input: account.password + "\n" });
    }
}

/// What lies in the directory, which is gone when the server stops.
export async function served(name, data, options = []) {
    const server = await start(name, "parley", programs.parley, ["serve", "--data", data,
        "--listen", `127.0.0.1:${await freePort()}`, ...lifted, ...options]);
    return withCleanup(server, () => remove(data));
}

export function parley() {
    const data = folder();
    setUp(["--data", data]);
    return served("Parley", data);
}

export async function floor() {
    return await start("Beast relay, nothing stored", "floor", programs.floor, []);
}

async function sqlite(name, words) {
    const data = folder();
    const server = await start(name, "floor", programs.floorSqlite,
        [...words, "0", join(data, "floor.db")]);
    return withCleanup(server, () => remove(data));
}
export const floorSqlite = () => sqlite("Beast relay + SQLite, group commit", []);
export const floorBatches = () => sqlite("the same, frames in batches", ["--batches"]);

function freePort() {
    return new Promise((resolve) => {
        const probe = createServer().listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

export function peerMissing() {
    if (!existsSync(join(here, "socketio", "node_modules", "socket.io"))) {
        const done = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
            { cwd: join(here, "socketio"), encoding: "utf8" });
        if (done.status !== 0) return `npm ci in bench/socketio failed: ${done.stderr}`;
    }
    return undefined;
}

const script = (name) => join(here, "..", "tests", "servers", name);
const others = new Set();  // what stops those that are no children of ours

/// A new PostgreSQL that keeps its word on a power cut, as Debian ships it: { url, pid, stop }.
export function postgresql() {
    const data = folder();
    const url = runToEnd(script("postgresql"), ["start", data, "--durable"]).trim();
    const pid = Number(runToEnd(script("postgresql"), ["pid", data]));
    const stop = () => {
        runToEnd(script("postgresql"), ["remove", data]);
        others.delete(stop);
        folders.delete(data);
    };
    others.add(stop);
    return { url, pid, stop };
}

function nats() {
    const data = folder();
    const url = runToEnd(script("nats"), ["start", data]).trim();
    const stop = () => {
        runToEnd(script("nats"), ["stop", data]);
        others.delete(stop);
        remove(data);
    };
    others.add(stop);
    return { url, stop };
}

/// So many nodes of Parley on one PostgreSQL, as one server.
async function nodes(name, count, bus) {
    const database = postgresql();
    const store = ["--database", database.url];
    setUp(store);
    const options = bus === undefined ? store : [...store, "--bus", bus.url];
    const all = [];
    for (let i = 0; i < count; ++i) {
        all.push(await start(name, "parley", programs.parley,
            ["serve", ...options, "--listen", `127.0.0.1:${await freePort()}`, ...lifted]));
    }
    const stop = async () => {
        await Promise.all(all.map((node) => node.stop()));
        bus?.stop();
        database.stop();
    };
    return { name, target: "parley", mayRefuse: true, urls: all.map((node) => node.url),
        pids: all.map((node) => node.pid), databasePid: database.pid, stop };
}
export const parleyPostgresql = () => nodes("Parley on PostgreSQL", 1);
export const parleyNodes = (count) => () =>
    nodes(`Parley, ${count} ${count === 1 ? "node" : "nodes"}`, count, nats());

export async function floorPostgresql() {
    const database = postgresql();
    const server = await start("Beast relay + PostgreSQL, group commit", "floor",
        programs.floorPostgresql, ["0", database.url]);
    return { ...withCleanup(server, database.stop), databasePid: database.pid };
}

/// So many relays on one PostgreSQL and NATS, as one server.
export const floorNodes = (count) => async () => {
    const database = postgresql();
    const bus = nats();
    const all = [];
    for (let i = 0; i < count; ++i) {
        all.push(await start("Beast relay + PostgreSQL + NATS", "floor", programs.floorPostgresql,
            ["--batches", "0", database.url, "1", bus.url]));
    }
    const stop = async () => {
        await Promise.all(all.map((node) => node.stop()));
        bus.stop();
        database.stop();
    };
    return { name: `relay, ${count} ${count === 1 ? "node" : "nodes"}`, target: "floor",
        urls: all.map((node) => node.url), pids: all.map((node) => node.pid),
        databasePid: database.pid, stop };
};

export async function socketio() {
    const database = postgresql();
    const { hostname, port, username, pathname } = new URL(database.url);
    const server = await start("Socket.IO 4 + PostgreSQL", "socketio", process.execPath,
        [join(here, "socketio", "server.mjs"), "0"],
        { env: { ...process.env, PGHOST: hostname, PGPORT: port, PGUSER: username,
            PGDATABASE: pathname.slice(1), NODE_ENV: "production" } });
    return withCleanup(server, database.stop);
}

/// Whatever ends the bench, nothing of it stays.
export function stopAll() {
    for (const child of running) child.kill("SIGKILL");
    for (const stop of others) stop();
    for (const path of folders) remove(path);
}
