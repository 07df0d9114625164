// What it costs that managers watch the live figures: 500 agents are connected, 5,000 chats are
// open, people write and agents change their status; the server's CPU is taken in turn without and
// with ten watchers, in one run. The browser's part, how long a key waits while events come, is
// measured with the page (manage_page.mjs).
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { managePage } from "./manage_page.mjs";
import { figure, median, percent, spread, verdict } from "./measures.mjs";
import { folder, programs, served } from "./servers.mjs";

const goalCpu = 5;
const goalUpdates = 1;
const goalKeyMs = 50;
const watchers = 10;
const rate = { messages: 200, presences: 10 };  // a second
const ticksPerSecond = 100;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/// Seconds of CPU that a process has used.
function cpuSeconds(pid) {
    const after = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(after[11]) + Number(after[12])) / ticksPerSecond;
}

/// A socket that is signed in; answers and events are counted and, but for answers, not read.
class Line {
    #next = 1;
    #waiting = new Map();
    updates = 0;
    bytes = 0;
    static answers = 0;

    static async open(url, token) {
        const line = new Line();
        line.socket = new WebSocket(`${url.replace("http", "ws")}/api/v1/socket`,
            { protocols: ["parley.v1"] });
        await new Promise((resolve, reject) => {
            line.socket.addEventListener("open", resolve);
            line.socket.addEventListener("error", () => reject(new Error("no socket")));
        });
        line.socket.addEventListener("message", ({ data }) => line.#take(data));
        await line.call("session.open", { token });
        return line;
    }

    #take(data) {
        if (data.includes("\"dashboard.changed\"")) {
            this.updates += 1;
            this.bytes += data.length;
        }
        if (!data.includes("\"id\":")) return;
        const frame = JSON.parse(data);
        for (const { id, result, error } of Array.isArray(frame) ? frame : [frame]) {
            if (id === undefined) continue;
            const done = this.#waiting.get(id);
            this.#waiting.delete(id);
            if (error) throw new Error(`refused: ${error.message}`);
            Line.answers += 1;
            done?.(result);
        }
    }

    call(method, params) {
        const id = this.#next++;
        const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
        this.socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
        return answer;
    }

    close() { this.socket.close(); }
}

/// Something each so often, evenly, whatever it takes.
function steadily(perSecond, act) {
    const from = performance.now();
    let done = 0;
    const timer = setInterval(() => {
        for (; done < (performance.now() - from) / 1000 * perSecond; ++done) act(done);
    }, 10);
    return () => clearInterval(timer);
}

/// People who write and agents who go and come, on both sides of some chats.
async function traffic(url, made) {
    const agents = [];
    for (const token of made.agents) agents.push(await Line.open(url, token));
    const by_token = new Map(made.agents.map((token, at) => [token, agents[at]]));
    const talks = [];
    for (const { chat, agent, customer } of made.talking) {
        talks.push({ chat, agent: by_token.get(agent), customer: await Line.open(url, customer) });
    }
    const stops = [
        steadily(rate.messages, (n) => {
            const { chat, agent, customer } = talks[n % talks.length];
            const from = Math.floor(n / talks.length) % 2 ? agent : customer;
            from.call("message.post",
                { chat, client_id: crypto.randomUUID(), text: `Line ${n}: ${"x".repeat(60)}` });
        }),
        steadily(rate.presences, (n) => {
            const status = Math.floor(n / agents.length) % 2 ? "available" : "offline";
            agents[n % agents.length].call("presence.set", { status });
        })];
    return () => stops.forEach((stop) => stop());
}

/// CPU in % of a core over the time, and what each watcher got.
async function measure(server, made, count, seconds) {
    const lines = [];
    for (let i = 0; i < count; ++i) lines.push(await Line.open(server.url, made.manager));
    for (const line of lines) await line.call("dashboard.watch", {});
    await pause(2000);
    for (const line of lines) line.updates = line.bytes = 0;
    const cpu = cpuSeconds(server.pid);
    const from = performance.now();
    const answers = Line.answers;
    await pause(seconds * 1000);
    const took = (performance.now() - from) / 1000;
    const result = { cpu: 100 * (cpuSeconds(server.pid) - cpu) / took,
        calls: (Line.answers - answers) / took,
        updates: median(lines.map((line) => line.updates / took).concat(count ? [] : [0])),
        bytes: median(lines.map((line) => line.bytes / took).concat(count ? [] : [0])) };
    for (const line of lines) line.close();
    return result;
}

export async function manage({ runs, short, say }) {
    const data = folder();
    say("making the store");
    const making = spawnSync(programs.manageStore,
        ["--data", data, ...short ? ["--over", "500"] : []],
        { encoding: "utf8", maxBuffer: 1 << 26 });
    if (making.status !== 0) throw new Error(`bench_manage_store: ${making.stderr}`);
    const made = JSON.parse(making.stdout);
    const server = await served("Parley", data, ["--limit=grace_s=86400"]);
    const stop = await traffic(server.url, made);
    await pause(3000);
    const seconds = short ? 4 : 15;
    const without = [];
    const watched = [];
    for (let run = 0; run < runs; ++run) {
        say(`run ${run + 1} of ${runs}: without watchers`);
        without.push(await measure(server, made, 0, seconds));
        say(`run ${run + 1} of ${runs}: ${watchers} watchers`);
        watched.push(await measure(server, made, watchers, seconds));
    }
    stop();
    await server.stop();
    const keys = await managePage({ short, say });
    const cost = watched.map((one, run) => one.cpu - without[run].cpu);
    const mid = (of, what) => median(of.map((one) => one[what]));
    const row = (name, of) => ["500 agents, 5,000 chats", name, figure(mid(of, "cpu"), 1),
        percent(spread(of.map((one) => one.cpu))), figure(mid(of, "calls")),
        figure(mid(of, "updates"), 2),
        figure(mid(of, "bytes"))];
    return { title: `${rate.messages} messages and ${rate.presences} changes of presence a second`,
        head: ["", "", "CPU, % of a core", "spread", "calls/s", "updates/s a watcher",
            "bytes/s a watcher"],
        rows: [row("without watchers", without), row(`${watchers} watchers`, watched)],
        notes: [`What the watchers cost, run by run: ${cost.map((one) => figure(one, 1)).join(", ")}`,
            `In the page a key waits for its paint ${figure(keys.p50, 1)} ms (median), ` +
                `${figure(keys.p99, 1)} ms (p99), ${figure(keys.most, 1)} ms (most) of ` +
                `${keys.keys} keys, while 500 rows change each second`],
        missing: [],
        verdicts: [
            verdict("manage", median(cost), `% of a core for ${watchers} watchers`, goalCpu, false),
            verdict("manage", mid(watched, "updates"), "updates a second for each watcher",
                goalUpdates, false),
            verdict("manage", keys.p99, "ms from key to paint in the page, p99", goalKeyMs,
                false)] };
}
