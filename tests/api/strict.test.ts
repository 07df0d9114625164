// Parameters are read strictly, for every operation: what is not declared is refused with its
// path, and a refused call changes nothing (fault A18, A26, B07; protocol.md "Strict reading").

import { beforeAll, describe, expect, test } from "vitest";
import { params } from "./good_parameters.ts";
import { Client, new_visitor, refused, sign_in } from "./harness/client.ts";
import { agent, useServer } from "./harness/server.ts";
import type { Kind, Row } from "./kinds.ts";
import { operations } from "./parameters.ts";

const server = useServer({ accounts: [agent("anna")] });

const wrong: Record<Kind, string[]> = {
    text: ["7", "true", "null", "[]", '["a"]', '{"a":1}'],
    number: ['"7"', "1.5", "true", "null", "[1]", "9007199254740993", "-9007199254740993"],
    time: ['"now"', '"2026-11-21"', "1", "null", '"2026-11-21T08:30:00Z"'],
    truth: ['"true"', "1", "0", "null", "[]"],
    texts: ["[]", '"a"', "7", "null", '{"a":1}', '{"a":null}', '{"a":{"b":"c"}}'],
    numbers: ["[]", '"a"', "7", "null", '{"a":"1"}', '{"a":1.5}'],
    rights: ["{}", '"queue_view"', "7", "null", "[1]", '["time_travel"]', '[["queue_view"]]'],
    words: ["{}", '"agent"', "7", "null", "[1]", "[null]", '[["agent"]]'],
    reasons: ["{}", '"a"', "null", "[1]", '["a"]', "[{}]", '[{"key":"a","colour":"red"}]'],
    skills: ["{}", '"a"', "7", "null", "[7]", "[{}]", '[{"skill":"a","level":"1"}]'],
    needs: [
        "{}",
        "[null]",
        '[{"skill":"a"}]',
        '[{"skill":"a","level":1,"more":1}]',
        '[{"skill":"a","level":1,"relaxations":[{"after_s":1}]}]',
    ],
    conditions: [
        "{}",
        "[7]",
        '[{"subject":"name","test":"is"}]',
        '[{"subject":"age","test":"is","values":[]}]',
        '[{"subject":"name","test":"like","values":[]}]',
        '[{"subject":"name","test":"is","values":["a"],"more":1}]',
    ],
    week: ["{}", "[7]", '[{"day":"monday","from":"09:00"}]', '[{"day":1,"from":"a","to":"b"}]'],
    days: ["{}", '[{"date":"2026-12-24"}]', '[{"date":1,"name":"","yearly":true,"open":[]}]'],
    answers: [
        "{}",
        "[7]",
        '[{"title":"a"}]',
        '[{"title":1,"phrases":[],"text":"a","hands_over":true}]',
    ],
    formats: ["{}", "[7]", '[{"name":"a"}]', '[{"name":"a","pattern":"a","check":"magic"}]'],
    shown: ["[]", '"today"', "null", '{"period":"today"}', '{"period":1,"compare":true}'],
    card: ["[]", '"text"', "null", '{"wanted":1}', '{"other":"x"}'],
    tree: ["[]", '"a"', "null", "{}", '{"blocks":[]}', '{"blocks":[{"kind":"html"}]}'],
    ids: ["{}", '"file_x"', "7", "null", "[1]", "[null]"],
    bytes: ["7", "null", '["eA=="]', '"eA"', '"eA= ="', '"e-_="', '"eA==eA=="', '"eB=="'],
    titles: [
        "{}",
        "[7]",
        '[{"language":"en","name":"a"}]',
        '[{"language":"fr","name":"a","about":""}]',
    ],
    writing: ["[]", '"a"', "null", '{"language":"en"}', '{"language":"en","version":0,"more":1}'],
    schedule: ["[]", '"day"', "null", '{"every":"year","at":"07:00"}', '{"every":"day"}'],
};

describe("api: strict reading", () => {
    const clients: Record<string, Client> = {};
    beforeAll(async () => {
        clients.anyone = new Client(server());
        clients.visitor = await new_visitor(server());
        clients.agent = await sign_in(server(), "anna");
    });

    const refusal_of = async (operation: string, row: Row, body: string) => {
        const response = await (clients[row.who] as Client).post(operation, body);
        return { status: response.status, problem: await response.json() };
    };

    test.each(Object.entries(operations))("A18: %s refuses an unknown field", async (name, row) => {
        const { status, problem } = await refusal_of(name, row, params(row, { surprise: "1" }));
        expect(status).toBe(422);
        expect(problem).toMatchObject({ code: "invalid", path: "/surprise" });
    });

    const fields = Object.entries(operations).flatMap(([name, row]) =>
        Object.entries(row.fields).map(([key, field]) => [name, key, row, field] as const),
    );

    test.each(fields)("A18: %s refuses wrong types of %s", async (name, key, row, field) => {
        for (const value of wrong[field.kind]) {
            const { status, problem } = await refusal_of(name, row, params(row, { [key]: value }));
            expect([value, status, problem.code]).toEqual([value, 422, "invalid"]);
            expect(problem.path).toMatch(new RegExp(`^/${key}(/[a-z0-9_/]+)?$`));
        }
    });

    test.each(fields.filter(([, , , field]) => field.optional === undefined))(
        "A18: %s refuses to go without %s",
        async (name, key, row) => {
            const { status, problem } = await refusal_of(
                name,
                row,
                params(row, { [key]: undefined }),
            );
            expect(status).toBe(422);
            expect(problem).toMatchObject({ code: "invalid", path: `/${key}` });
        },
    );

    test.each(["[]", '"x"', "7", "null", "true"])(
        "parameters that are %s are refused",
        async (body) => {
            const response = await new Client(server()).post("visitor.status", body);
            expect(response.status).toBe(422);
        },
    );

    test("all bad parameters are named at once", async () => {
        const { problem } = await refused(
            (clients.visitor as Client).try("message.post", { chat: 1, text: null, more: true }),
        );
        const paths = problem.problems?.map((one) => one.path).sort();
        expect(paths).toEqual(["/chat", "/client_id", "/more", "/text"]);
    });

    test("B07: nobody sets what the server decides", async () => {
        for (const key of ["role", "organization_id", "capacity", "created_at", "verified", "id"]) {
            const { problem } = await refused(
                new Client(server()).try("visitor.start", { name: "Eve", [key]: "1" }),
            );
            expect([problem.code, problem.path]).toEqual(["invalid", `/${key}`]);
        }
    });

    test.each(["__proto__", "constructor", "prototype"])(
        "A26: %s is a field like any other",
        async (key) => {
            const visitor = await new_visitor(server());
            const response = await visitor.post("chat.get", `{"chat":"x","${key}":{}}`);
            expect(await response.json()).toMatchObject({ code: "invalid", path: `/${key}` });
        },
    );

    test("A26: U+0000 in a text is refused", async () => {
        const response = await new Client(server()).post("visitor.start", '{"name":"a\\u0000b"}');
        expect(await response.json()).toMatchObject({ code: "invalid", path: "/name" });
    });

    test.each(['"\\ud800"', '"\\udc00\\ud800"', '"\\ud800x"'])(
        "A26: the lone surrogate %s is refused",
        async (name) => {
            const response = await new Client(server()).post("visitor.start", `{"name":${name}}`);
            expect(await response.json()).toMatchObject({ code: "invalid" });
        },
    );

    test("broken UTF-8 in a body is refused", async () => {
        const body = Buffer.concat([
            Buffer.from('{"name":"'),
            Buffer.from([0xff]),
            Buffer.from('"}'),
        ]);
        const response = await new Client(server()).post("visitor.start", body);
        expect(await response.json()).toMatchObject({ code: "invalid" });
    });

    test("F15: more than 64 keys or 256 items are refused", async () => {
        const keys = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, "v"]));
        const many = await refused(new Client(server()).try("visitor.start", { fields: keys }));
        expect(many.problem.code).toBe("invalid");
        const items = await refused(new Client(server()).try("visitor.status", Array(257).fill(1)));
        expect(items.problem.code).toBe("invalid");
    });

    test("a refused call changes nothing", async () => {
        const visitor = await new_visitor(server());
        await refused(visitor.try("chat.start", { queue: "anna", text: "hello", surprise: 1 }));
        await refused(visitor.try("chat.start", { queue: "anna", text: "x".repeat(501) }));
        expect((await visitor.call("chat.list", {})).items).toEqual([]);
    });

    test("the table above has every operation that the server describes", async () => {
        const response = await fetch(`${server().url}/api/openapi.json`);
        const paths = Object.keys((await response.json()).paths);
        const names = paths.map((path) => path.replace("/api/v1/", "")).sort();
        const here = Object.keys(operations).sort();
        expect(names.filter((name) => name !== "session.open")).toEqual(here);
    });
});
