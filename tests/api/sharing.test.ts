// The customer's screen over sockets: the browsers find each other through the server, on one node
// and on two, and nobody else hears of it (E24). What passes for a moment also reaches other nodes.

import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Client, Desk, new_visitor, refused, type Socket, sign_in } from "./harness/client.ts";
import { eventually, figures } from "./harness/metrics.ts";
import { agent, embedded, password, Server, useServer } from "./harness/server.ts";
import { use_service } from "./harness/services.ts";

const secrets = mkdtempSync(join(tmpdir(), "parley-turn-"));
const secret_file = join(secrets, "secret");
writeFileSync(secret_file, "between us\n", { mode: 0o600 });
afterAll(() => rmSync(secrets, { recursive: true }));
const servers = [
    ...["--stun", "stun:stun.example.org:3478"],
    ...["--turn", "turn:turn.example.org:3478?transport=udp", "--turn-secret-file", secret_file],
];

async function switch_on(server: Server): Promise<void> {
    const ines = await sign_in(server, "ines");
    await ines.call("settings.update", { set: { desktop_sharing: "true" } });
}
const administrator = { name: "ines", password, role: "administrator" } as const;
const heard = (socket: Socket, type: string) => socket.events.filter((one) => one.type === type);

describe("api: a screen is shown", () => {
    const server = useServer({
        accounts: [agent("anna"), agent("ben"), administrator],
        options: servers,
    });
    let anna: Desk;
    let kim: Client;
    let screen: Socket;
    let chat: string;
    beforeAll(async () => {
        await switch_on(server());
        anna = await Desk.open(server(), "anna");
        kim = await new_visitor(server(), "Kim");
        screen = await kim.socket();
        chat = (await anna.chat_with(kim, "My page looks odd")).id;
    });
    afterAll(async () => {
        for (const one of [anna.socket, screen]) await one.close();
    });

    test("E24: asked for, agreed to, found each other, ended", async () => {
        const { sharing } = await anna.socket.call("sharing.ask", { chat });
        const asked = await screen.event("sharing.changed");
        expect(asked).toMatchObject({ chat, sharing: { ...sharing, state: "asked" } });
        const { chat: seen } = await kim.call("chat.get", { chat });
        expect(seen.sharing?.agent.name).toBe("anna");
        await screen.call("sharing.start", { chat, sharing: sharing.id });
        const running = await anna.socket.event(
            "sharing.changed",
            (one) => one.sharing.state === "running",
        );
        expect(running.sharing.id).toBe(sharing.id);
        const of_kim = { chat, sharing: sharing.id, kind: "offer", data: "v=0\r\no=- 1" } as const;
        await screen.call("sharing.signal", of_kim);
        expect(await anna.socket.event("sharing.signal")).toEqual(of_kim);
        const of_anna = { ...of_kim, kind: "answer", data: "v=0\r\no=- 2" } as const;
        await anna.socket.call("sharing.signal", of_anna);
        expect(await screen.event("sharing.signal")).toEqual(of_anna);
        expect(heard(screen, "sharing.signal")).toHaveLength(1);
        await screen.call("sharing.end", { chat, sharing: sharing.id });
        const over = await anna.socket.event(
            "sharing.changed",
            (one) => one.sharing.state === "over",
        );
        expect(over.sharing.outcome).toBe("done");
    });

    test("by which servers: only who has a part in it is told, each with a password", async () => {
        const nothing = await refused(screen.call("sharing.servers", { chat }));
        expect(nothing.problem.code).toBe("not_found");
        const { sharing } = await screen.call("sharing.start", { chat });
        const { servers: found } = await screen.call("sharing.servers", { chat });
        expect(found[0]).toEqual({ urls: ["stun:stun.example.org:3478"] });
        const { urls, username, credential } = found[1]!;
        expect(urls).toEqual(["turn:turn.example.org:3478?transport=udp"]);
        const [until, who] = username!.split(":");
        expect(who).toMatch(/^vis_/);
        const left_s = Number(until) - Date.now() / 1000;
        expect(left_s).toBeGreaterThan(3 * 3600);
        expect(left_s).toBeLessThan(5 * 3600);
        const right = createHmac("sha1", "between us").update(username!).digest("base64");
        expect(credential).toBe(right);
        const eve = await (await new_visitor(server(), "Eve")).socket();
        expect((await refused(eve.call("sharing.servers", { chat }))).problem.code).toBe(
            "not_found",
        );
        const ben = await (await sign_in(server(), "ben")).socket();
        expect((await refused(ben.call("sharing.servers", { chat }))).problem.code).toBe(
            "not_found",
        );
        await screen.call("sharing.end", { chat, sharing: sharing.id, failed: true });
        for (const one of [eve, ben]) await one.close();
    });

    test("what browsers tell each other is limited, and passed to nobody else", async () => {
        const { sharing } = await screen.call("sharing.start", { chat });
        const signal = { chat, sharing: sharing.id, kind: "candidate" as const };
        const long = await refused(
            kim.call("sharing.signal", { ...signal, data: "x".repeat(8_193) }),
        );
        expect(long.problem.path).toBe("/data");
        const odd = await refused(kim.call("sharing.signal", { ...signal, data: "\u0001" }));
        expect(odd.problem.path).toBe("/data");
        const before = heard(screen, "sharing.signal").length;
        await screen.call("sharing.signal", { ...signal, data: "{}" });
        await anna.socket.event("sharing.signal", (one) => one.data === "{}");
        expect(heard(screen, "sharing.signal")).toHaveLength(before);
        const most = { ...signal, data: '"'.repeat(8_192) };
        const all = await Promise.allSettled(
            Array.from({ length: 60 }, () => kim.call("sharing.signal", most)),
        );
        const late = all.filter((one) => one.status === "rejected");
        expect(late.length).toBeGreaterThan(0);
        for (const { reason } of late) expect(reason.problem.code).toBe("too_many");
        // What came at once has not cost the agent the connection.
        expect((await anna.socket.call("presence.get", {})).presence.status).toBe("available");
        await screen.call("sharing.end", { chat, sharing: sharing.id });
    });
});

describe("api: the options of shown screens", () => {
    const stops = (options: string[]) => new Server({ blank: true, options }).start();

    test.each([
        ["--stun", "https://stun.example.org"],
        ["--stun", "stun:user@host"],
        ["--turn", "turn:turn.example.org:3478"],
        ["--turn-secret-file", secret_file],
    ])("%s %s alone is refused in words", async (...options) => {
        await expect(stops(options)).rejects.toThrow(options[0]!.slice(0, 6));
    });
});

describe.skipIf(embedded)("api: on two nodes", () => {
    const bus = use_service("nats");

    test("E24, N7, C16: what passes for a moment reaches the other node", async () => {
        const shared = { options: ["--bus", bus.url] };
        const start = (more: object) => {
            const server = new Server({ ...shared, ...more });
            onTestFinished(async () => {
                await server.stop("SIGKILL");
            });
            return server.start();
        };
        const mona_of = { name: "mona", password, role: "manager" } as const;
        const one = await start({ accounts: [agent("anna"), administrator, mona_of] });
        const two = await start({ database: one.place[1] as string, blank: true });
        for (const node of [one, two]) {
            const connected = async () => (await figures(node)).get("parley_bus_connected");
            await eventually(connected, (now) => now === 1, "the bus");
        }
        await switch_on(one);
        const anna = await Desk.open(one, "anna");
        const kim = await new_visitor(two, "Kim");
        const screen = await kim.socket();
        const { id: chat } = await anna.chat_with(kim, "hello");
        const { sharing } = await screen.call("sharing.start", { chat });
        await anna.socket.event("sharing.changed");
        const signal = { chat, sharing: sharing.id, kind: "offer", data: 'v=0 "quoted"' } as const;
        await screen.call("sharing.signal", signal);
        expect(await anna.socket.event("sharing.signal")).toEqual(signal);
        await anna.socket.call("sharing.signal", { ...signal, kind: "answer" });
        expect((await screen.event("sharing.signal")).kind).toBe("answer");

        const mona = await (await sign_in(two, "mona")).socket();
        await mona.call("chat.monitor", { chat });
        await mona.call("chat.draft", { chat, text: "Say this" });
        expect((await anna.socket.event("draft.changed")).draft.text).toBe("Say this");
        await anna.socket.call("chat.viewing", { chat });
        expect((await mona.event("chat.viewing")).by.name).toBe("anna");
        for (const socket of [mona, screen, anna.socket]) await socket.close();
    });
});
