// What is measured: each measure runs its servers in turn, several times, and takes medians. A
// measure gives the rows of its table and its verdicts.
import { spawn } from "node:child_process";
import * as servers from "./servers.mjs";

export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/// Half of the distance between the extremes, as a part of the median: "± 4 %".
export function spread(values) {
    return (Math.max(...values) - Math.min(...values)) / 2 / median(values);
}

const children = new Set();
export function stopLoads() {
    for (const child of children) child.kill("SIGKILL");
}

/// Runs the load generator beside a server; gives what it has measured.
export function load(server, options) {
    const { account, programs } = servers;
    const args = ["--json", "--quiet", "--target", server.target, "--user-prefix", account.prefix,
        "--password", account.password, "--agents", String(account.agents)];
    for (const url of server.urls ?? [server.url]) args.push("--server", url);
    for (const pid of server.pids ?? [server.pid]) args.push("--server-pid", String(pid));
    if (server.databasePid) args.push("--database-pid", String(server.databasePid));
    for (const [name, value] of Object.entries(options)) args.push(`--${name}`, String(value));
    return new Promise((resolve, reject) => {
        const child = spawn(programs.load, args, { stdio: ["ignore", "pipe", "pipe"] });
        children.add(child);
        let out = "";
        let error = "";
        child.stdout.on("data", (bytes) => { out += bytes; });
        child.stderr.on("data", (bytes) => { error += bytes; });
        child.once("exit", (code) => {
            children.delete(child);
            const result = code === 0 || code === 1 ? JSON.parse(out) : undefined;
            // The peer promises no order, and keeps none; all others must be without fault.
            const fair = server.target === "socketio" && result?.lost + result?.twice === 0;
            // More than a server can store it may refuse; that is no fault but a figure.
            const full = server.mayRefuse && result?.refused > 0 &&
                result.lost + result.twice + result.out_of_order === 0;
            if (code === 0 || fair || full) return resolve(result);
            const what = code === 1 ? `lost or doubled messages: ${out}` : error.trim();
            reject(new Error(`${server.name}, ${JSON.stringify(options)}: ${what}`));
        });
    });
}

/// `runs` times each server in turn, in another order each time, each with all the loads.
/// Gives results[server index][load index] = [one result a run].
async function interleaved(starts, loads, runs, say) {
    const results = starts.map(() => loads.map(() => []));
    for (let run = 0; run < runs; ++run) {
        for (let turn = 0; turn < starts.length; ++turn) {
            const index = (turn + run) % starts.length;
            const server = await starts[index]();
            say(`run ${run + 1} of ${runs}: ${server.name}`);
            for (const [at, options] of loads.entries()) {
                results[index][at].push(await load(server, options));
            }
            await server.stop();
        }
    }
    return results;
}

export const figure = (value, digits = 0) =>
    value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const ms = (value) => figure(value, value < 10 ? 2 : value < 100 ? 1 : 0);
export const percent = (part) => `±${figure(100 * part)} %`;

export function verdict(measure, value, words, goal, atLeast) {
    const holds = atLeast ? value >= goal : value <= goal;
    return { measure, value, goal, holds,
        line: `${measure}: ${figure(value, 2)} ${words} (goal ${atLeast ? "≥" : "≤"} ` +
            `${figure(goal, 2)}) ${holds ? "holds" : "is missed"}` };
}

function peers(say) {
    const missing = servers.peerMissing();
    if (missing !== undefined) say(`without Socket.IO + PostgreSQL: ${missing}`);
    return missing === undefined;
}

function unordered(results) {
    const count = results.reduce((sum, one) => sum + one.out_of_order, 0);
    const part = count / results.reduce((sum, one) => sum + one.delivered, 0);
    return count === 0 ? [] : [`Socket.IO + PostgreSQL delivered ${figure(100 * part, 1)} % of ` +
        "the messages out of order: each INSERT takes the next free connection of the pool."];
}

/// M1: delivered messages a second at full speed.
export async function relay({ runs, short, say }) {
    const withPeer = peers(say);
    const starts = [servers.parley, servers.floorSqlite, servers.floorBatches, servers.floor];
    const names = ["Parley", "relay + SQLite", "relay + SQLite, batches", "relay, nothing stored"];
    if (withPeer) {
        starts.push(servers.socketio);
        names.push("Socket.IO + PostgreSQL");
    }
    const seconds = short ? 3 : 8;
    const sizes = [100, 1000];
    const loads = sizes.map((pairs) => ({ pairs, seconds, "warm-up": short ? 1 : 2 }));
    const results = await interleaved(starts, loads, runs, say);
    const rows = [];
    const verdicts = [];
    const notes = withPeer ? unordered(results.at(-1).flat()) : [];
    for (const [at, pairs] of sizes.entries()) {
        const rates = results.map((of) => of[at].map((one) => one.delivered_per_s));
        const [own, sqlite] = rates.map(median);
        for (const [index, name] of names.entries()) {
            const of = results[index][at];
            rows.push([`${figure(pairs)} pairs`, name, figure(median(rates[index])),
                percent(spread(rates[index])), figure(median(rates[index]) / sqlite, 2),
                ms(median(of.map((one) => one.latency_ms.p99))),
                figure(median(of.map((one) => one.server_cpu_us)), 1),
                figure(median(of.map((one) => one.generator_cpu_us)), 1)]);
        }
        verdicts.push(verdict("M1 relay", own / sqlite,
            `of the floor, ${figure(pairs)} pairs`, 0.7, true));
        if (withPeer) {
            verdicts.push(verdict("M1 relay", own / median(rates.at(-1)),
                `times Socket.IO + PostgreSQL, ${figure(pairs)} pairs`, 5, true));
        }
    }
    return { title: "Full speed", verdicts, rows, notes, head: ["", "", "delivered/s", "spread",
        "of the floor", "p99 ms", "server µs/msg", "generator µs/msg"],
    missing: withPeer ? [] : ["M1 relay: not compared with Socket.IO + PostgreSQL"] };
}

/// M2: from send to delivery at steady rates.
export async function latency({ runs, short, say }) {
    const withPeer = peers(say);
    const starts = [servers.parley, servers.floorSqlite];
    const names = ["Parley", "relay + SQLite"];
    if (withPeer) {
        starts.push(servers.socketio);
        names.push("Socket.IO + PostgreSQL");
    }
    const rates = [500, 2000, 10000];
    const seconds = short ? 3 : 10;
    const loads = rates.map((rate) => ({ pairs: 100, rate, seconds, "warm-up": short ? 1 : 2 }));
    const results = await interleaved(starts, loads, runs, say);
    const rows = [];
    const verdicts = [];
    const notes = withPeer ? unordered(results.at(-1).flat()) : [];
    for (const [at, rate] of rates.entries()) {
        const p99 = results.map((of) => of[at].map((one) => one.latency_ms.p99));
        for (const [index, name] of names.entries()) {
            const of = results[index][at];
            rows.push([`${figure(rate)} msg/s`, name,
                ms(median(of.map((one) => one.latency_ms.p50))),
                ms(median(p99[index])), percent(spread(p99[index])),
                ms(median(of.map((one) => one.latency_ms.p999))),
                figure(median(of.map((one) => one.server_cpu_us)), 1)]);
        }
        verdicts.push(verdict("M2 latency", median(p99[0]) / median(p99[1]),
            `of the floor's p99, ${figure(rate)} msg/s`, 2, false));
    }
    return { title: "Latency, 100 pairs", verdicts, rows, notes, missing: [],
        head: ["", "", "p50 ms", "p99 ms", "spread", "p99.9 ms", "server µs/msg"] };
}

/// M3: memory of connections that do nothing.
export async function idle({ runs, short, say }) {
    const connections = short ? 2000 : 10000;
    const desks = short ? 200 : 1000;
    const customers = [{ pairs: 0, idle: connections }];
    const [[own], [bare]] =
        await interleaved([servers.parley, servers.floor], customers, runs, say);
    const [[desk]] = await interleaved([servers.parley],
        [{ pairs: 0, idle: 0, "idle-desks": desks }], runs, say);
    const kb = (of) => of.map((one) => one.kb_an_idle_connection);
    const row = (what, name, of) => [what, name, figure(median(kb(of)), 2), percent(spread(kb(of))),
        figure(median(of.map((one) => one.idle_connect_s)), 1)];
    return { title: "Idle connections", missing: [], notes: [],
        head: ["", "", "kB a connection", "spread", "s to connect"],
        rows: [row(`${figure(connections)} customers`, "Parley", own),
            row(`${figure(connections)} sockets`, "relay, nothing stored", bare),
            row(`${figure(desks)} desks`, "Parley", desk)],
        verdicts: [verdict("M3 idle", median(kb(own)) / median(kb(bare)),
            "of bare Beast, a customer", 1.5, false),
        verdict("M3 idle", median(kb(desk)), "kB a signed-in desk", 32, false)] };
}

/// M1 and M2 on PostgreSQL: what a store of its own process costs, beside a relay that pays it too.
export async function postgresql({ runs, short, say }) {
    const starts = [servers.parleyPostgresql, servers.floorPostgresql];
    const names = ["Parley", "relay + PostgreSQL"];
    const time = { seconds: short ? 3 : 8, "warm-up": short ? 1 : 2 };
    const sizes = [100, 1000];
    const rates = [500, 2000, 10000];
    const loads = [...sizes.map((pairs) => ({ pairs, ...time })),
        ...rates.map((rate) => ({ pairs: 100, rate, ...time }))];
    const results = await interleaved(starts, loads, runs, say);
    const rows = [];
    const verdicts = [];
    for (const [at, { pairs, rate }] of loads.entries()) {
        const delivered = results.map((of) => of[at].map((one) => one.delivered_per_s));
        const part = median(delivered[0]) / median(delivered[1]);
        for (const [index, name] of names.entries()) {
            const mid = (pick) => median(results[index][at].map(pick));
            rows.push([rate === undefined ? `${figure(pairs)} pairs` : `${figure(rate)} msg/s`,
                name, figure(median(delivered[index])), percent(spread(delivered[index])),
                ms(mid((one) => one.latency_ms.p50)), ms(mid((one) => one.latency_ms.p99)),
                figure(mid((one) => one.server_cpu_us), 1),
                figure(mid((one) => one.database_cpu_us), 1),
                figure(mid((one) => one.refused))]);
        }
        if (rate !== undefined) continue;
        verdicts.push(verdict("M1 relay", part,
            `of the floor on PostgreSQL, ${figure(pairs)} pairs`, 0.3, true));
    }
    return { title: "PostgreSQL: full speed, then latency with 100 pairs", verdicts, rows,
        notes: [], missing: [], head: ["", "", "delivered/s", "spread", "p50 ms", "p99 ms",
            "server µs/msg", "PostgreSQL µs/msg", "refused"] };
}

/// M9: what a message costs all nodes together. One machine has no room for more messages, so that
/// is the figure. Pairs are spread, so that with 3 nodes two of three pairs meet across nodes; the
/// relay says what that costs at the least. The goal is set where each number of nodes does the
/// same work: at full speed nodes on the same cores take each other's time, so that each group that
/// is stored together has a third of the messages, and that is what the figure would say.
export async function scale({ runs, short, say }) {
    const counts = [1, 2, 3];
    const sizes = [100, 1000];
    const time = { seconds: short ? 3 : 8, "warm-up": short ? 1 : 2 };
    const loads = [...sizes.map((pairs) => ({ pairs, rate: 10000, ...time })),
        ...sizes.map((pairs) => ({ pairs, ...time }))];
    const kinds = [["Parley", servers.parleyNodes], ["relay", servers.floorNodes]];
    const starts = kinds.flatMap(([, start]) => counts.map(start));
    const results = await interleaved(starts, loads, runs, say);
    const rows = [];
    const verdicts = [];
    for (const [at, { pairs, rate }] of loads.entries()) {
        for (const [kind, [name]] of kinds.entries()) {
            const own = results.slice(kind * counts.length, (kind + 1) * counts.length);
            const cpu = own.map((of) => of[at].map((one) => one.server_cpu_us));
            for (const [index, count] of counts.entries()) {
                const mid = (pick) => median(own[index][at].map(pick));
                rows.push([`${figure(pairs)} pairs, ${rate ? `${figure(rate)} msg/s` : "full speed"}`,
                    `${name}, ${count} ${count === 1 ? "node" : "nodes"}`,
                    figure(mid((one) => one.delivered_per_s)), figure(median(cpu[index]), 1),
                    percent(spread(cpu[index])), figure(median(cpu[index]) / median(cpu[0]), 2),
                    figure(mid((one) => one.database_cpu_us), 1),
                    ms(mid((one) => one.latency_ms.p99))]);
            }
            if (name !== "Parley" || rate === undefined) continue;
            verdicts.push(verdict("M9 scale", median(cpu[2]) / median(cpu[0]),
                `of one node's CPU a message, 3 nodes, ${figure(pairs)} pairs`, 1.2, false));
        }
    }
    return { title: "Nodes on one PostgreSQL and NATS", rows, verdicts, notes: [],
        missing: [], head: ["", "", "delivered/s", "nodes µs/msg", "spread", "of one node",
            "PostgreSQL µs/msg", "p99 ms"] };
}
