// Reports through the API: who sees what, and files that a spreadsheet runs nothing of (C20).

import { beforeAll, describe, expect, test } from "vitest";
import { Client, refused, sign_in } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("ben"),
        { name: "mona", password, role: "manager" },
        { name: "otto", password, role: "auditor" },
        { name: "ines", password, role: "administrator" },
        { name: "ida", password, role: "administrator", organization: "other" },
    ],
});

const today = () => new Date().toISOString().slice(0, 10);
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const days = () => ({ from: yesterday(), to: today() });

describe("api: reports", () => {
    let ines: Client;
    let mona: Client;
    const queue: Record<string, string> = {};

    beforeAll(async () => {
        ines = await sign_in(server(), "ines");
        for (const { id, name } of (await ines.call("queue.list", {})).items) queue[name] = id;
        for (const name of ["anna", "anna", "ben"]) {
            const { token } = await new Client(server()).call("visitor.start", {
                organization: "main",
            });
            const kim = new Client(server(), token);
            await kim.call("chat.start", { queue: name, text: "hello" });
        }
        const users = (await ines.call("user.list", {})).items;
        const manager = users.find((one) => one.name === "mona")?.id ?? "";
        await ines.call("user.update", { user: manager, reach: [queue.anna ?? ""] });
        mona = await sign_in(server(), "mona");
    });

    test("what was, by queue, and only within reach", async () => {
        const of = async (client: Client) => {
            const { report } = await client.call("report.get", { kind: "queues", ...days() });
            return report.period.rows.map(({ name, arrived }) => `${name} ${arrived}`);
        };
        expect((await of(ines)).sort()).toEqual(["anna 2", "ben 1"]);
        expect(await of(mona)).toEqual(["anna 2"]);
        expect(await of(await sign_in(server(), "otto"))).toHaveLength(2);
        expect(await of(await sign_in(server(), "ida"))).toEqual([]);
        const { problem } = await refused(
            mona.call("report.get", { kind: "queues", ...days(), queues: [queue.ben ?? ""] }),
        );
        expect(problem.path).toBe("/queues/0");
    });

    test.each(["queues", "agents", "hours", "codes", "states"] as const)(
        "a report on %s, in any grouping, alone and compared",
        async (kind) => {
            for (const by of [undefined, "day", "hour", "weekday_hour"] as const) {
                const { report } = await ines.call("report.get", {
                    kind,
                    ...days(),
                    zone: "Asia/Kathmandu",
                    ...(by && { by }),
                    compare: true,
                });
                expect(report).toMatchObject({ kind, zone: "Asia/Kathmandu" });
                expect(report.before?.to).toBe(
                    new Date(Date.parse(report.period.from) - 86_400_000)
                        .toISOString()
                        .slice(0, 10),
                );
                expect(report.bounds_s).toHaveLength(24);
            }
        },
    );

    test.each([
        [{ from: "2026-02-30", to: "2026-03-01" }, "/from"],
        [{ from: "2026-03-02", to: "2026-03-01" }, "/to"],
        [{ from: "2024-01-01", to: "2026-03-01" }, "/to"],
        [{ from: "2026-03-01", to: "2026-03-01", zone: "Middle/Earth" }, "/zone"],
        [{ from: "2026-03-01", to: "2026-03-01", agents: ["usr_0000000000000"] }, "/agents"],
    ])("%j is refused with its path", async (wrong, path) => {
        const { problem } = await refused(ines.call("report.get", { kind: "queues", ...wrong }));
        expect([problem.code, problem.path]).toEqual(["invalid", path]);
    });

    test("a file for spreadsheets", async () => {
        await ines.call("queue.update", { queue: queue.ben ?? "", name: '=HYPERLINK("x")' });
        const { file } = await ines.call("report.export", {
            kind: "queues",
            ...days(),
            bom: true,
        });
        expect(file.content_type).toBe("text/csv; charset=utf-8");
        expect(file.file_name).toBe(`parley-queues-${yesterday()}-${today()}.csv`);
        expect(file.text.codePointAt(0)).toBe(0xfeff);
        const lines = file.text.slice(1).split("\r\n");
        expect(lines.at(-1)).toBe("");
        expect(lines[0]).toMatch(/^queue,name,arrived,answered,answered_in_time,service_percent,/);
        expect(lines).toHaveLength(4);
        expect(file.text).toContain(`,"'=HYPERLINK(""x"")",1,0,`);
    });

    test("a report that is kept is for who has made it and its receivers", async () => {
        const otto = await sign_in(server(), "otto");
        const me = (await otto.call("auth.me", {})).user.id;
        const { report } = await mona.call("report.save", {
            name: "Mondays",
            kind: "agents",
            zone: "Europe/Berlin",
            schedule: { every: "week", at: "07:00" },
            receivers: [me],
        });
        expect(report).toMatchObject({ name: "Mondays", days: 7, receivers: [me] });
        expect(new Date(report.next_at ?? 0).getUTCDay()).toBe(1);
        const names = async (client: Client) =>
            (await client.call("report.list", {})).items.map((one) => one.name);
        expect(await names(otto)).toEqual(["Mondays"]);
        expect(await names(ines)).toEqual([]);
        expect((await otto.call("report.runs", { report: report.id })).items).toEqual([]);
        const codes = await Promise.all(
            [
                otto.call("report.save", { report: report.id, name: "x", kind: "agents" }),
                ines.call("report.save", { report: report.id, name: "x", kind: "agents" }),
                ines.call("report.runs", { report: report.id }),
                ines.call("report.download", { run: "run_0000000000000" }),
                mona.call("report.save", {
                    name: "x",
                    kind: "agents",
                    schedule: { every: "day", at: "24:00" },
                }),
            ].map(async (one) => (await refused(one as Promise<unknown>)).problem.code),
        );
        expect(codes).toEqual(["forbidden", "not_found", "not_found", "not_found", "invalid"]);
        await ines.call("report.remove", { report: report.id });
        expect(await names(mona)).toEqual([]);
    });
});
