// M4: offers decided and stored a second. The program bench_routing fills a store and gives away
// places that come free, one after the other; here it is run at two sizes, in turn, and each time
// beside a run that only stores as many offers.
import { spawn } from "node:child_process";
import { figure, median, percent, spread, verdict } from "./measures.mjs";
import { programs } from "./servers.mjs";

const goalRate = 10_000;
const goalCost = 1.3;

/// Ten times the size: ten times the waiting chats, the agents and the queues.
const sizes = [
    { name: "10,000 chats, 1,000 agents, 50 queues", waiting: 10_000, agents: 1000, queues: 50 },
    { name: "100,000 chats, 10,000 agents, 500 queues", waiting: 100_000, agents: 10_000,
        queues: 500 },
];

/// As many offers at each size, so that a group of them is committed as often.
function measure({ waiting, agents, queues }, offers, floor) {
    const words = Object.entries({ waiting, agents, queues, offers })
        .flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn(programs.routing, floor ? [...words, "--floor"] : words,
        { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (bytes) => { said += bytes; });
    return new Promise((resolve, reject) => child.once("close", (status) => status === 0
        ? resolve(JSON.parse(said)) : reject(new Error(`bench_routing ended with ${status}`))));
}

export async function routing({ runs, short, say }) {
    const offers = short ? 2000 : 10_000;
    const measured = [false, true].flatMap((floor) => sizes.map((size) => ({ size, floor, all: [] })));
    for (let run = 0; run < runs; ++run) {
        for (const { size, floor, all } of measured) {
            say(`run ${run + 1} of ${runs}: ${floor ? "only stored, " : ""}${size.name}`);
            all.push(await measure(size, offers, floor));
        }
    }
    const rates = measured.map(({ all }) => all.map((one) => one.offers_per_s));
    const costs = measured.map(({ all }) => all.map((one) => one.cpu_us));
    const rows = measured.map(({ size, floor }, at) => [size.name, floor ? "only stored" : "",
        figure(median(rates[at])), percent(spread(rates[at])), figure(median(costs[at]), 1),
        percent(spread(costs[at]))]);
    const grows = (at) => median(costs[at + 1]) / median(costs[at]);
    return { title: "Offers decided and stored, one for each place that comes free",
        head: ["", "", "offers/s", "spread", "CPU µs/offer", "spread"], rows,
        notes: [`At ten times the size storing alone costs ${figure(grows(2), 2)} times as much.`],
        missing: [],
        verdicts: [
            verdict("M4 routing", median(rates[0]), "offers a second", goalRate, true),
            verdict("M4 routing", grows(0), "times the CPU an offer at ten times the size",
                goalCost, false)] };
}
