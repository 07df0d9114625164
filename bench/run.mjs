// bench/run NAME… [--check] [--short] [--runs N]: measures and prints; see README.md.
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { move } from "./copies.mjs";
import { history, history_postgresql } from "./history.mjs";
import { manage } from "./manage.mjs";
import * as measures from "./measures.mjs";
import { redact } from "./redact.mjs";
import { routing } from "./routing.mjs";
import { programs, stopAll } from "./servers.mjs";

const names = ["relay", "latency", "idle", "postgresql", "scale", "routing", "manage",
    "history", "history_postgresql", "move", "redact"];

function usage(problem) {
    if (problem) console.error(`bench: ${problem}`);
    console.error(`usage: ./x bench ${names.join("|")}… [--check] [--short] [--runs N]
  relay    M1: messages delivered a second, 100 and 1,000 pairs at full speed
  latency  M2: from send to delivery at 500, 2,000 and 10,000 messages a second
  idle     M3: memory of idle customers and desks
  postgresql  M1 and M2 on PostgreSQL, beside the relay on PostgreSQL
  scale    M9: CPU a message of 1, 2 and 3 nodes on PostgreSQL and NATS
  routing  M4: offers decided and stored a second, and with ten times as much of everything
  manage   what ten watchers of the live figures cost, 500 agents, 5,000 open chats
  history  M6: reports, queues and chats opened with 10,000 and 1,000,000 chats in the store
  history_postgresql  the same on PostgreSQL
  move     backup, restore and move of 100,000 chats with 1,000,000 messages
  redact   what the redactor of card data takes a message, and a kilobyte at worst
  --check  end with 1 where a goal is missed
  --short  less load and time: to see that it works, not to publish
  --runs   so many of each server, interleaved (3)`);
    process.exit(64);
}

function options(words) {
    const wanted = { names: [], check: false, short: false, runs: 3 };
    for (let at = 0; at < words.length; ++at) {
        const word = words[at];
        if (word === "--check") wanted.check = true;
        else if (word === "--short") wanted.short = true;
        else if (word === "--runs") wanted.runs = Number(words[++at]);
        else if (names.includes(word)) wanted.names.push(word);
        else usage(word === "--help" ? undefined : `there is no measure or option ${word}`);
    }
    if (wanted.names.length === 0) usage();
    if (!Number.isInteger(wanted.runs) || wanted.runs < 1) usage("--runs takes a number from 1");
    return wanted;
}

function print({ title, head, rows }) {
    const all = [head, ...rows];
    const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
    const line = (row) => "  " + row.map((text, column) => column < 2
        ? text.padEnd(widths[column]) : text.padStart(widths[column])).join("   ");
    console.log(`\n${title}\n`);
    let group = rows[0]?.[0];
    console.log(line(head));
    for (const row of rows) {
        if (row[0] !== group) console.log();
        group = row[0];
        console.log(line(row));
    }
    console.log();
}

function clean() {
    measures.stopLoads();
    stopAll();
}

const wanted = options(process.argv.slice(2));
for (const program of Object.values(programs)) {
    if (!existsSync(program)) usage(`${program} is missing; build first: ./x build release`);
}
for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => { clean(); process.exit(130); });
}
const say = (text) => console.error(`  ${text}`);

let missed = false;
try {
    for (const name of wanted.names) {
        const all = { ...measures, history, history_postgresql, manage, move, redact, routing };
        const result = await all[name]({ ...wanted, say });
        print(result);
        for (const note of result.notes) console.log(`${note}\n`);
        for (const { line, holds } of result.verdicts) {
            console.log(line);
            missed ||= !holds;
        }
        for (const line of result.missing) {
            console.log(line);
            missed = true;
        }
    }
    console.log(`\n${wanted.runs} runs each, medians; load generator on the same machine, ` +
        `${cpus().length} cores${wanted.short ? "; short" : ""}`);
} catch (error) {
    console.error(`bench: ${error.message}`);
    process.exitCode = 2;
} finally {
    clean();
}
if (wanted.check && missed) process.exitCode ||= 1;
