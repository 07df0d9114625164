// What whoever runs the server asks of it: /healthz, /readyz and /metrics (promises P10, P11, P13).

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Client, Desk, new_visitor, refused, sign_in, soon, uuid } from "./harness/client.ts";
import { eventually, figures } from "./harness/metrics.ts";
import { exchange, Tcp } from "./harness/raw.ts";
import { agent, embedded, password, Server, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna"), agent("berta")] });

const get = (path: string, port: number, lines: string[] = []) =>
    `${[`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...lines].join("\r\n")}\r\n\r\n`;

describe("api: probes", () => {
    test("a server that lives and can store says so", async () => {
        const health = await fetch(`${server().url}/healthz`);
        expect([health.status, await health.text()]).toEqual([200, "ok"]);
        const ready = await fetch(`${server().url}/readyz`);
        expect(ready.headers.get("content-type")).toMatch(/^text\/plain/);
        expect([ready.status, await ready.text()]).toEqual([200, "ready"]);
        const posted = await fetch(`${server().url}/readyz`, { method: "POST" });
        expect(posted.status).toBe(405);
    });

    test.each(["X-Forwarded-For: 192.0.2.1", "X-Forwarded-For:", "Forwarded: for=192.0.2.1"])(
        "figures are not for who comes through a proxy: %s",
        async (line) => {
            const { port } = server();
            expect((await exchange(server(), get("/metrics", port, [line]))).status).toBe(404);
            expect((await exchange(server(), get("/metrics", port))).status).toBe(200);
        },
    );

    test("figures move with what is done", async () => {
        const before = await figures(server());
        expect(before.get("parley_build_info")).toBe(1);
        expect(before.get("parley_ready")).toBe(1);
        expect(before.get("parley_database_reachable")).toBe(1);
        expect(before.get("parley_nodes")).toBe(1);
        expect(before.get("parley_resident_memory_bytes")).toBeGreaterThan(1e6);
        expect(before.get("parley_open_files")).toBeGreaterThan(5);
        expect(before.has("parley_bus_connected")).toBe(false);
        expect(before.has("parley_log_polled")).toBe(!embedded);
        expect(before.has("parley_sqlite_log_pages")).toBe(embedded);

        const anna = await Desk.open(server(), "anna");
        const kim = await new_visitor(server());
        const screen = await kim.socket();
        const chat = await anna.chat_with(kim, "hello");
        for (let i = 0; i < 3; i++) {
            const params = { chat: chat.id, client_id: uuid(), text: "more" };
            await screen.call("message.post", params);
        }
        await refused(kim.call("message.post", { chat: chat.id, client_id: uuid(), text: "" }));
        await refused(new Client(server()).call("chat.list", {}));

        const after = await figures(server());
        const moved = (name: string, labels = {}) =>
            after.get(name, labels) - before.get(name, labels);
        expect(moved("parley_sockets", { kind: "staff" })).toBe(1);
        expect(moved("parley_sockets", { kind: "customer" })).toBe(1);
        const post = { operation: "message.post" };
        expect(moved("parley_calls_total", { ...post, outcome: "ok" })).toBe(3);
        expect(moved("parley_calls_total", { ...post, outcome: "invalid" })).toBe(1);
        const list = { operation: "chat.list", outcome: "unauthenticated" };
        expect(moved("parley_calls_total", list)).toBe(1);
        expect(moved("parley_calls_total", { operation: "session.open" })).toBe(2);
        expect(moved("parley_call_duration_seconds_count", { kind: "write" })).toBeGreaterThan(4);
        expect(moved("parley_commit_duration_seconds_count")).toBeGreaterThan(4);
        expect(moved("parley_commit_jobs_sum")).toBeGreaterThan(4);
        expect(moved("parley_events_told_total")).toBeGreaterThan(4);
        expect(moved("parley_http_requests_total", { status: "4xx" })).toBe(2);
        expect(moved("parley_http_requests_total", { status: "1xx" })).toBe(2);

        const waiting = await new_visitor(server());
        await waiting.call("chat.start", { queue: "berta" });
        const counted = await eventually(
            () => figures(server()),
            (now) => now.get("parley_chats", { state: "waiting" }) === 1,
            "the chat that waits",
        );
        expect(counted.get("parley_chats", { state: "active" })).toBe(1);
        expect(counted.get("parley_agents", { state: "engaged" })).toBe(1);
        expect(counted.get("parley_agents", { state: "offline" })).toBe(1);
        expect(counted.has("parley_oldest_waiting_seconds")).toBe(true);

        await screen.close();
        await anna.socket.close();
        await eventually(
            () => figures(server()),
            (now) => now.get("parley_sockets") === before.get("parley_sockets"),
            "that the sockets are gone",
        );
    });

    test("figures name nobody and quote nothing", async () => {
        const name = "Kim Kummer kim@mail.example";
        const kim = await new_visitor(server(), name);
        const text = "a very particular sentence";
        const { chat } = await kim.call("chat.start", { queue: "anna", text });
        await refused(sign_in(server(), { name: "nobody", password, role: "agent" }));
        const shown = (await figures(server())).text;
        for (const secret of [name, "@", text, chat.id, kim.token as string, "anna", "nobody"]) {
            expect(shown).not.toContain(secret);
        }
    });

    test("every figure is described for operators, and alerts are about those", async () => {
        const text = (path: string) =>
            readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
        const described = new Set(text("docs/operators.md").match(/\bparley_\w+/g));
        for (const name of (await figures(server())).types.keys()) {
            expect(described).toContain(name);
        }
        const alerts = text("deploy/prometheus-alerts.yml");
        for (const name of alerts.match(/\bparley_\w+/g) ?? []) {
            expect(described).toContain(name.replace(/_bucket$/, ""));
        }
        for (const [, name] of alerts.matchAll(/- alert: (\w+)/g)) {
            if (name !== "ParleyNodeDown") expect(text("docs/operators.md")).toContain(name);
        }
    });

    test("P11: a server that drains is not ready before anybody is sent away", async () => {
        const other = await new Server().start();
        const screen = await (await new_visitor(other)).socket();
        const tcp = await Tcp.open(other);
        tcp.write(get("/readyz", other.port));
        expect((await tcp.answer()).status).toBe(200);
        process.kill(other.pid, "SIGTERM");
        expect((await soon(screen.closed, "4001")).code).toBe(4001);
        tcp.write(get("/readyz", other.port));
        const answer = await tcp.answer();
        expect([answer.status, answer.body]).toEqual([503, "draining"]);
        await other.finish();
    });
});
