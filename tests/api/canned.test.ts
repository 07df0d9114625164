// Prepared answers through the API: who has which, pages of them, and what is refused at which
// field (C17, W17).

import { beforeAll, describe, expect, test } from "vitest";
import { type Client, refused, sign_in } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("ben"),
        { name: "mona", password, role: "manager" },
        { name: "otto", password, role: "auditor" },
        { name: "ines", password, role: "administrator" },
        { name: "ida", password, role: "administrator", organization: "other" },
        agent("olga", 50, "other"),
    ],
});

const answer = (code: string, more: object = {}) => ({
    scope: "all" as const,
    code,
    title: `About ${code}`,
    text: "Hello {{customer.first_name|there}}",
    ...more,
});

describe("api: prepared answers", () => {
    const client: Record<string, Client> = {};
    const codes = async (name: string, shared = false) => {
        const { items } = await (client[name] as Client).call("canned.list", { shared });
        return items.map((one) => one.code);
    };
    const { ines, anna } = {
        ines: () => client.ines as Client,
        anna: () => client.anna as Client,
    };

    beforeAll(async () => {
        for (const name of ["anna", "ben", "mona", "otto", "ines", "ida", "olga"]) {
            client[name] = await sign_in(server(), name);
        }
    });

    test("C17: own ones are one's own, shared ones are for all of the organization", async () => {
        await ines().call("canned.create", answer("refund", { folder: ["Orders", "Refunds"] }));
        const own = await anna().call("canned.create", answer("mine", { scope: "personal" }));
        expect(own.canned).toMatchObject({
            scope: "personal",
            language: "any",
            version: 1,
            uses: 0,
        });
        expect(await codes("anna")).toEqual(["refund", "mine"]);
        expect(await codes("ben")).toEqual(["refund"]);
        expect(await codes("olga")).toEqual([]);
        for (const name of ["ines", "mona", "otto"]) {
            expect([name, await codes(name, true)]).toEqual([name, ["refund"]]);
        }
        expect(await codes("ida", true)).toEqual([]);
        const [refund] = (await anna().call("canned.list", {})).items;
        expect(refund?.folder).toEqual(["Orders", "Refunds"]);
    });

    test("it comes by pages", async () => {
        for (const code of ["p1", "p2", "p3"]) {
            await anna().call("canned.create", answer(code, { scope: "personal" }));
        }
        const seen: string[] = [];
        for (let after: string | undefined; ; ) {
            const page = await anna().call("canned.list", { limit: 2, ...(after && { after }) });
            expect(page.items.length).toBeLessThanOrEqual(2);
            seen.push(...page.items.map((one) => one.code));
            after = page.next;
            if (!after) break;
        }
        expect(seen).toEqual(await codes("anna"));
        const { problem } = await refused(anna().call("canned.list", { after: "nonsense" }));
        expect([problem.code, problem.path]).toEqual(["invalid", "/after"]);
    });

    test.each([
        ["code", { code: "two words" }],
        ["code", { code: "" }],
        ["code", { code: "x".repeat(41) }],
        ["title", { title: "  " }],
        ["text", { text: "\u200b" }],
        ["text", { text: "x".repeat(5_001) }],
        ["folder", { folder: ["1", "2", "3", "4", "5", "6"] }],
        ["folder/1", { folder: ["Orders", "a/b"] }],
        ["folder/0", { folder: [" "] }],
        ["team", { scope: "team" }],
        ["team", { scope: "team", team: "team_0000000000000" }],
        ["team", { scope: "all", team: "team_0000000000000" }],
    ])("what is wrong is named: %s %j", async (path, more) => {
        const { problem } = await refused(ines().call("canned.create", answer("new", more)));
        expect([problem.code, problem.path]).toEqual(["invalid", `/${path}`]);
    });

    test("a code is there once for the same people and language, in small letters", async () => {
        const made = await ines().call("canned.create", answer("Hello", { language: "en" }));
        expect(made.canned.code).toBe("hello");
        await ines().call("canned.create", answer("hello", { language: "de" }));
        await anna().call("canned.create", answer("hello", { scope: "personal", language: "en" }));
        const again = ines().call("canned.create", answer("HELLO", { language: "en" }));
        const { problem } = await refused(again);
        expect([problem.code, problem.path]).toEqual(["conflict", "/code"]);
    });

    test("who has not seen the last change does not write over it", async () => {
        const { canned } = await ines().call("canned.create", answer("twice"));
        const change = { canned: canned.id, version: 1 };
        const next = await ines().call("canned.update", { ...change, title: "Newer" });
        expect(next.canned).toMatchObject({ version: 2, title: "Newer", text: canned.text });
        for (const call of [
            () => ines().try("canned.update", { ...change, title: "Older" }),
            () => ines().try("canned.delete", change),
        ]) {
            const { problem } = await refused(call());
            expect([problem.code, problem.path]).toEqual(["conflict", "/version"]);
        }
        await ines().call("canned.delete", { canned: canned.id, version: 2 });
        const { problem } = await refused(ines().call("canned.get", { canned: canned.id }));
        expect(problem.code).toBe("not_found");
    });

    test("B08: text is kept as it was written, and is text", async () => {
        const text = '<img src=x onerror=alert(1)> {{customer.name}} "quoted"';
        const { canned } = await anna().call(
            "canned.create",
            answer("markup", { scope: "personal", text }),
        );
        expect(canned.text).toBe(text);
    });

    test("open desks hear of it, own ones only their owner", async () => {
        const desk = await anna().socket();
        const other = await (client.ben as Client).socket();
        const told = async (of: typeof desk) => {
            await of.call("auth.me", {});
            const parts = of.events.flatMap((one) =>
                one.type === "setup.changed" ? [(one.data as { part: string }).part] : [],
            );
            return parts.filter((part) => part === "canned").length;
        };
        await anna().call("canned.create", answer("silent", { scope: "personal" }));
        expect([await told(desk), await told(other)]).toEqual([1, 0]);
        await ines().call("canned.create", answer("loud"));
        expect([await told(desk), await told(other)]).toEqual([2, 1]);
        await desk.close();
        await other.close();
    });

    test("the audit log has what is shared, and nothing of what people keep", async () => {
        const seen = async () =>
            (await ines().call("audit.list", { target_type: "canned", limit: 200 })).items;
        const before = (await seen()).length;
        const { canned } = await anna().call(
            "canned.create",
            answer("secret", { scope: "personal" }),
        );
        await anna().call("canned.update", { canned: canned.id, version: 1, title: "Still" });
        await anna().call("canned.delete", { canned: canned.id });
        expect((await seen()).length).toBe(before);
        const made = await ines().call("canned.create", answer("public"));
        await ines().call("canned.update", { canned: made.canned.id, version: 1, text: "Bye" });
        const [row] = await seen();
        expect(row).toMatchObject({ event: "canned.update", target: { name: "About public" } });
        expect(row?.changes).toContainEqual({
            field: "text",
            from: "Hello {{customer.first_name|there}}",
            to: "Bye",
        });
    });
});
