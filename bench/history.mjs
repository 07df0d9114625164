// M6: whether what people open gets slower with what lies behind it. The program bench_history fills
// stores with so many chats each, always as many a day, folds them and opens things in one and the other
// by turns; here with thirty days and with eight years of them.
import { spawn } from "node:child_process";
import { figure, verdict } from "./measures.mjs";
import { postgresql, programs } from "./servers.mjs";

const goal_ms = 20;
const goalGrowth = 1.5;
/// A search looks through what others only list, and nobody waits for it with every click.
const goalSearch_ms = 100;
const isSearch = ({ name }) => name.startsWith("search: ");
/// Below this a difference says nothing.
const noise_ms = 0.2;

const sizes = [10_000, 1_000_000];
const short_sizes = [10_000, 100_000];

function measure(sizes, engine, url) {
    const child = spawn(programs.history, ["--engine", engine, "--chats", ...sizes.map(String)], {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, PARLEY_TEST_POSTGRESQL: url },
    });
    let said = "";
    child.stdout.on("data", (bytes) => { said += bytes; });
    return new Promise((resolve, reject) => child.once("close", (status) => status === 0
        ? resolve(JSON.parse(said)) : reject(new Error(`bench_history ended with ${status}`))));
}

export const history = (wanted) => open_things(wanted, "sqlite");

/// There the database's work is not the program's own: time is compared, not CPU.
export async function history_postgresql(wanted) {
    const server = postgresql();
    try {
        return await open_things(wanted, "postgresql", server.url.replace(/\/parley$/, ""));
    } finally {
        server.stop();
    }
}

async function open_things({ short, say }, engine, url = "") {
    const wanted = short ? short_sizes : sizes;
    say(`${wanted.map((one) => one.toLocaleString("en")).join(" and ")} chats, ${engine}`);
    const [small, large] = await measure(wanted, engine, url);
    if (url) for (const one of [small, large].flatMap((it) => it.operations)) one.cpu_ms = one.p50_ms;
    const what = url ? "time" : "CPU";
    const rows = small.operations.map((one, at) => {
        const other = large.operations[at];
        return [one.name, "", figure(one.p50_ms, 2), figure(one.p99_ms, 2),
            figure(other.p50_ms, 2), figure(other.p99_ms, 2),
            figure(other.cpu_ms / one.cpu_ms, 2)];
    });
    const growth = small.operations.map((one, at) => {
        const other = large.operations[at].cpu_ms;
        return isSearch(one) || other - one.cpu_ms < noise_ms ? 1 : other / one.cpu_ms;
    });
    const slowest = (some) => Math.max(...some.map((one) => one.p99_ms));
    const opened = large.operations.filter((one) => !isSearch(one));
    const sought = large.operations.filter(isSearch);
    const count = (one) => one.chats.toLocaleString("en");
    return {
        title: `Opening things, with a manager's rights, ${engine}, ms`,
        head: ["", "", `p50, ${count(small)}`, "p99", `p50, ${count(large)}`, "p99", `${what}, times`],
        rows,
        notes: [`Chats were made in ${figure(large.filled_s)} s, of twenty messages each, folded ` +
            `in ${figure(large.folded_s)} s and indexed for search in ${figure(large.indexed_s)} s.`],
        missing: [],
        verdicts: [
            verdict("M6 history", slowest(opened), "ms, the slowest p99 with the most chats", goal_ms,
                false),
            verdict("M6 history", slowest(sought), "ms, the slowest p99 of a search", goalSearch_ms,
                false),
            verdict("M6 history", Math.max(...growth), `times the ${what}, of what grows most`,
                goalGrowth, false),
        ],
    };
}
