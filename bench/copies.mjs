// Measures backup, restore and the move to PostgreSQL with 100,000 chats of ten messages, and that
// each arrives whole: the sums that the commands print are compared.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { median, spread } from "./measures.mjs";
import { folder, postgresql, programs } from "./servers.mjs";

const messagesAChat = 10;
const goalSeconds = 60;

/// Texts of 40 to 200 letters; ids as the program would give them, in the order of the messages.
const filling = (chats) => `
    SET parley.organization = '0'; SET statement_timeout = 0;
    INSERT INTO visitors SELECT i, q.organization_id, q.partition_id, md5(i::text), 'Kim ' || i, '',
        '{}', 1700000000000 + i FROM generate_series(1, ${chats}) i, queues q;
    INSERT INTO chats (id, organization_id, queue_id, visitor_id, state, seq, read_customer,
            read_agent, queued_at, ended_at, end_reason, ended_by, fields)
        SELECT i, q.organization_id, q.id, i, 'closed', ${messagesAChat}, 0, 0, 1700000000000 + i,
        1700000900000 + i, 'ended', 'customer', '{}' FROM generate_series(1, ${chats}) i, queues q;
    INSERT INTO messages (id, chat_id, seq, at, from_kind, from_id, from_name, client_id, text,
            organization_id)
        SELECT s * ${chats} + i, i, s, 1700000000000 + s * ${chats} + i, 'customer', i, 'Kim ' || i,
        md5(s || '-' || i), left(repeat(md5(i || '.' || s), 7), 40 + (i * 7 + s * 31) % 161),
        q.organization_id
        FROM generate_series(1, ${messagesAChat}) s, generate_series(1, ${chats}) i, queues q;
    INSERT INTO events (at, type, visitor_id, chat_id, seq)
        SELECT at, 'message.posted', from_id, chat_id, seq FROM messages ORDER BY id;
    ANALYZE`;

function need(done, what) {
    if (done.status !== 0) throw new Error(`${what} failed: ${done.error ?? done.stderr}`);
}

/// Runs a command of the program: seconds, peak memory in kB, and what it has said.
async function timed(words) {
    const begun = performance.now();
    const child = spawn(programs.parley, words, { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    let peak = 0;
    child.stdout.on("data", (bytes) => { said += bytes; });
    const watch = setInterval(() => {
        try {
            const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
            peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
        } catch { /* it has just ended */ }
    }, 20);
    const status = await new Promise((resolve) => child.once("close", resolve));
    clearInterval(watch);
    if (status !== 0) throw new Error(`parley ${words[0]} ended with ${status}`);
    return { seconds: (performance.now() - begun) / 1000, peak, sums: sumsIn(said) };
}

function sumsIn(said) {
    return Object.fromEntries([...said.matchAll(/^(\w+) +(\d+) rows +([0-9a-f]{32})$/gm)]
        .map(([, table, rows, hash]) => [table, { rows: Number(rows), hash }]));
}

/// A restored place has one event more, and what has been started there a name of its own.
function sameSums(left, right) {
    const tables = new Set([...Object.keys(left), ...Object.keys(right)]);
    for (const table of tables) {
        if (table === "events" || table === "installation") continue;
        if (left[table]?.hash !== right[table]?.hash || left[table]?.rows !== right[table]?.rows) {
            throw new Error(`the table ${table} has changed on the way`);
        }
    }
}

async function oneRun(chats, say) {
    const data = folder();
    const first = postgresql();
    const second = postgresql();
    try {
        say(`filling PostgreSQL with ${chats} chats`);
        need(spawnSync(programs.parley,
            ["organization", "add", "bench", "--database", first.url], { encoding: "utf8" }),
        "organization add");
        need(spawnSync("psql", ["-qXv", "ON_ERROR_STOP=1", "-c", filling(chats), first.url],
            { encoding: "utf8" }), "filling");
        const file = join(data, "backup");
        const directory = join(data, "data");
        const again = join(data, "again");
        const steps = [];
        for (const [name, ...words] of [
            ["backup, PostgreSQL", "backup", "--database", first.url, "--to", file],
            ["restore, to a directory", "restore", file, "--data", directory],
            ["backup, of the directory", "backup", "--data", directory, "--to", again],
            ["move, to PostgreSQL", "move", "--data", directory, "--database", second.url],
        ]) {
            say(name);
            steps.push({ name, ...await timed(words) });
        }
        for (const step of steps) sameSums(steps[0].sums, step.sums);
        const { rows } = steps[0].sums.messages;
        if (rows !== chats * messagesAChat) throw new Error(`${rows} messages`);
        return { steps, bytes: statSync(file).size };
    } finally {
        first.stop();
        second.stop();
    }
}

/// Backup, restore and move; runs one after the other.
export async function move({ runs, short, say }) {
    const chats = short ? 2000 : 100_000;
    const all = [];
    for (let run = 0; run < runs; ++run) all.push(await oneRun(chats, say));
    const rows = all[0].steps.map(({ name, sums }, index) => {
        const seconds = all.map((one) => one.steps[index].seconds);
        const total = Object.values(sums).reduce((sum, table) => sum + table.rows, 0);
        const peak = Math.max(...all.map((one) => one.steps[index].peak));
        return [`${chats.toLocaleString("en")} chats`, name, median(seconds).toFixed(1),
            `±${Math.round(spread(seconds) * 100)} %`,
            Math.round(total / median(seconds)).toLocaleString("en"),
            Math.round(peak / 1024).toLocaleString("en")];
    });
    const moved = median(all.map((one) => one.steps.at(-1).seconds));
    const holds = moved <= goalSeconds;
    return { title: "Copies", rows, missing: [],
        head: ["", "", "seconds", "spread", "rows/s", "peak MB"],
        notes: [`the backup has ${Math.round(all[0].bytes / 1e6)} MB; all sums were equal`],
        verdicts: [{ holds, line: `move: ${moved.toFixed(1)} s, goal ${goalSeconds} s: ` +
            (holds ? "holds" : "MISSED") }] };
}
