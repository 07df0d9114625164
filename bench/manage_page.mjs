// How long a key waits for its paint in the room's search field while 500 rows of agents change each
// second: a scripted server sends them to the page of web/dist in Chromium. Alone:
// web/run node ../bench/manage_page.mjs [--short]
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const web = new URL("../web/", import.meta.url);
const load = createRequire(fileURLToPath(web) + "package.json");
const types = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml",
    woff2: "font/woff2" };
const agentsCount = 500;
const keyPauseMs = 70;
const user = { id: "usr_0", name: "mo", display_name: "Mo", roles: ["manager"], labels: {},
    rights: ["chat_view_all", "chat_monitor", "queue_view", "queue_enable", "agent_view",
        "agent_set_status"] };
const ready = { key: "available", kind: "ready", reasons: [], by_agent: true, by_manager: true,
    during_chat: "now", reason_required: false, hides_dashboard: false, auto_return_s: 0 };
const labels = ["available", "engaged", "at_capacity", "wrap_up", "away"];

const at = (secondsAgo) => new Date(Date.now() - secondsAgo * 1000).toISOString();

function agent(place, round) {
    const chats = (place + round) % 4;
    return { id: `usr_${place + 1}`, name: `agent${place}`, connected: true,
        display_name: `${["Anna", "Ben", "Carla", "Deniz", "Eva"][place % 5]} ${place}`,
        queues: [`que_${place % 8}`],
        presence: { status: "available", label: labels[(place + round) % labels.length],
            since: at((place + round) % 600), load: chats, used: chats * 100, capacity: 4,
            stop_new: false },
        chats: Array.from({ length: chats }, (_, n) => ({ chat: `chat_${place}_${n}`,
            customer: `Customer ${place}`, since: at(60) })),
        today: { handled: round + place, missed: place % 3, handle_mean_s: 300 + place } };
}

function queue(place, round) {
    return { id: `que_${place}`, name: `Queue ${place}`, partition: "par_0", enabled: true,
        open: true, waiting: (place + round) % 9, oldest_waiting_at: at(place * 20), offered: 1,
        ongoing: 40 + round % 5, wrap_up: 2, agents_available: 9, agents_signed_in: 60,
        places_free: 20, answer_target_s: 120, service_target_percent: 80, reply_target_s: 120,
        window: { arrived: 40, answered: 30, answered_in_time: 28, abandoned: 2,
            service_percent: 87 }, last_hour: new Array(12).fill(3) };
}

const list = (count, make, round) => Array.from({ length: count }, (_, n) => make(n, round));

function totals(round) {
    return { waiting: round, offered: 1, ongoing: 300, wrap_up: 12, staff_online: 400,
        agents_available: 200 + round % 50, agents_away: 40, agents_missed: 3, agents_offline: 57,
        recent_chats: 900, window: { arrived: 300, answered: 280, answered_in_time: 250,
            abandoned: 9, service_percent: 86 } };
}

const answers = {
    "auth.me": () => ({ user }),
    "session.open": () => ({ session: "ses_1", cursor: "c0", server_time: at(0), heartbeat_s: 25,
        reset: false, user }),
    "session.sync": () => ({ server_time: at(0), chats: [] }),
    "status.list": () => ({ items: [ready] }),
    "settings.mine": () => ({ switches: { manager_override: "true" } }),
    "team.list": () => ({ items: [] }),
    "dashboard.watch": () => ({ dashboard: { at: at(0), window_min: 60, totals: totals(0),
        queues: list(8, queue, 0), agents: list(agentsCount, agent, 0), attention: [] } }),
};

/// The page and its calls over HTTP, and a socket that tells all rows anew each second.
async function serve() {
    const { WebSocketServer } = load("ws");
    const http = createServer((request, response) => {
        const path = new URL(request.url, "http://bench").pathname;
        if (path.startsWith("/api/v1/")) {
            const answer = answers[path.slice("/api/v1/".length)];
            response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
            return response.end(JSON.stringify(answer?.() ?? {}));
        }
        const file = path.includes(".") ? path : "/manage/index.html";
        response.writeHead(200, { "content-type": types[file.split(".").at(-1)] ?? "text/plain" });
        response.end(readFileSync(new URL(`dist${file}`, web)));
    });
    const sockets = new WebSocketServer({ server: http });
    let round = 0;
    sockets.on("connection", (socket) => socket.on("message", (bytes) => {
        const { id, method } = JSON.parse(bytes);
        socket.send(JSON.stringify({ jsonrpc: "2.0", id, result: answers[method]?.() ?? {} }));
    }));
    const beat = setInterval(() => {
        round += 1;
        const data = { at: at(0), totals: totals(round), queues: list(8, queue, round),
            agents: list(agentsCount, agent, round) };
        const params = { type: "dashboard.changed", at: at(0), data };
        const frame = JSON.stringify({ jsonrpc: "2.0", method: "event", params });
        for (const socket of sockets.clients) socket.send(frame);
    }, 1000);
    await new Promise((done) => http.listen(0, "127.0.0.1", done));
    return { url: `http://127.0.0.1:${http.address().port}`, rounds: () => round,
        stop() {
            clearInterval(beat);
            for (const socket of sockets.clients) socket.terminate();
            http.close();
        } };
}

/// In the page: for each key the time until what it changed is painted.
function watchKeys() {
    globalThis.delays = [];
    addEventListener("keydown", ({ timeStamp }) => requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => globalThis.delays.push(performance.now() - timeStamp);
        painted.port2.postMessage(0);
    }), true);
}

const rank = (sorted, share) => sorted[Math.min(sorted.length - 1,
    Math.floor(sorted.length * share))];

/// Milliseconds from key to paint: { p50, p99, most, keys, rounds }.
export async function managePage({ short, say }) {
    const { chromium } = await import(new URL("node_modules/playwright-core/index.mjs", web));
    const server = await serve();
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell",
        args: ["--no-sandbox", "--disable-gpu"] });
    try {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        await page.goto(`${server.url}/manage`);
        const search = page.getByRole("searchbox");
        await search.waitFor();
        await page.getByText("Anna 0").first().waitFor();
        await search.focus();
        await page.evaluate(watchKeys);
        const begun = server.rounds();
        const words = short ? 20 : 150;
        say(`${words} words typed while ${agentsCount} rows change each second`);
        for (let word = 0; word < words; ++word) {
            for (const key of [..."eva", "Backspace", "Backspace", "Backspace"]) {
                await page.keyboard.press(key);
                await page.waitForTimeout(keyPauseMs);
            }
        }
        const delays = (await page.evaluate("delays")).sort((a, b) => a - b);
        return { p50: rank(delays, 0.5), p99: rank(delays, 0.99), most: delays.at(-1),
            keys: delays.length, rounds: server.rounds() - begun };
    } finally {
        await browser.close();
        server.stop();
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const say = (text) => console.error(`  ${text}`);
    const found = await managePage({ short: process.argv.includes("--short"), say });
    console.log(`key to paint, ms: p50 ${found.p50.toFixed(1)}, p99 ${found.p99.toFixed(1)}, ` +
        `most ${found.most.toFixed(1)}; ${found.keys} keys, ${found.rounds} rounds of changes`);
}
