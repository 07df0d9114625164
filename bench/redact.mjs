// What the redactor of card data takes a message. The program bench_redact measures; here it is run
// several times, and the table says what a copy and a bare pattern take for the same texts.
import { spawn } from "node:child_process";
import { figure, median, verdict } from "./measures.mjs";
import { programs } from "./servers.mjs";

const goalNoDigit = 1; // µs a message of 100 bytes
const goalWorst = 10; // µs a kilobyte

function measure() {
    const child = spawn(programs.redact, [], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (bytes) => { said += bytes; });
    return new Promise((resolve, reject) => child.once("close", (status) => status === 0
        ? resolve(JSON.parse(said)) : reject(new Error(`bench_redact ended with ${status}`))));
}

export async function redact({ runs, say }) {
    const all = [];
    for (let run = 0; run < runs; ++run) {
        say(`run ${run + 1} of ${runs}`);
        all.push(await measure());
    }
    const rows = [];
    const costs = {};
    for (const group of ["ordinary", "worst"]) {
        costs[group] = all[0][group].map((one, at) => {
            const of = (what) => median(all.map((run) => run[group][at][what])) / 1000;
            rows.push([group === "worst" ? "made to cost" : "ordinary", one.name,
                String(one.bytes), figure(of("redact"), 2), figure(of("copy"), 2),
                figure(of("pattern"), 2)]);
            return of("redact") * (group === "worst" ? 1024 / one.bytes : 1);
        });
    }
    return { title: "The redactor of card data, µs a text",
        head: ["", "", "bytes", "redactor", "copy", "pattern and check"], rows, notes: [],
        missing: [],
        verdicts: [
            verdict("redact", costs.ordinary[0], "µs a message without digits", goalNoDigit, false),
            verdict("redact", Math.max(...costs.worst), "µs a kilobyte at worst", goalWorst,
                false)] };
}
