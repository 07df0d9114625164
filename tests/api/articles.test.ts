// Articles through the API: written in two languages, version by version, in categories; found in
// spite of typing mistakes; voted on. What is not published is only for who writes (C17, V18).

import { beforeAll, describe, expect, test } from "vitest";
import { paragraph, writing } from "./harness/articles.ts";
import { Client, refused, sign_in } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        { name: "mona", password, role: "manager" },
        { name: "otto", password, role: "auditor" },
        { name: "ida", password, role: "administrator", organization: "other" },
    ],
});

describe("api: articles", () => {
    let mona: Client;
    let anna: Client;
    let otto: Client;
    let ida: Client;
    let kim: Client;
    const write = async (title: string, more: object = {}) =>
        (await mona.call("article.create", { text: writing(title, more) })).article;
    const titles = async (query: string, who = anna) => {
        const { items } = await who.call("article.search", { query, language: "en" });
        return items.map((one) => one.title);
    };

    beforeAll(async () => {
        mona = await sign_in(server(), "mona");
        anna = await sign_in(server(), "anna");
        otto = await sign_in(server(), "otto");
        ida = await sign_in(server(), "ida");
        const { token } = await new Client(server()).call("visitor.start", {
            organization: "main",
            name: "Kim",
        });
        kim = new Client(server(), token);
    });

    test("written in one language and then in the other, each with its versions", async () => {
        const made = await write("Returning a parcel", { summary: "The label is in the parcel." });
        expect(made.texts).toMatchObject([
            {
                language: "en",
                version: 1,
                published: true,
                by: "mona",
                url: `/en/of/main/articles/${made.id}-returning-a-parcel`,
                sections: [{ heading: "", body: paragraph("What there is to say.") }],
            },
        ]);
        const german = writing("Ein Paket zurücksenden", { language: "de", published: false });
        const both = (await mona.call("article.update", { article: made.id, text: german }))
            .article;
        expect(both.texts.map((one) => [one.language, one.version, one.url])).toEqual([
            ["de", 1, undefined],
            ["en", 1, made.texts[0]?.url],
        ]);
        const second = writing("Sending a parcel back", { version: 1 });
        await mona.call("article.update", { article: made.id, text: second });
        const of = { article: made.id, language: "en" as const };
        const { items } = await otto.call("article.versions", of);
        expect(items.map((one) => [one.version, one.title])).toEqual([
            [2, "Sending a parcel back"],
            [1, "Returning a parcel"],
        ]);
        const { text } = await otto.call("article.version", { ...of, version: 1 });
        expect(text).toMatchObject({ title: "Returning a parcel", by: "mona" });
        // Who has read the first version does not overwrite the second.
        const late = mona.call("article.update", { article: made.id, text: second });
        const { problem } = await refused(late);
        expect(problem).toMatchObject({ code: "conflict", path: "/text/version" });
    });

    test("what is not published is found and read by nobody but who writes", async () => {
        const draft = await write("Zeppelin tours", { published: false });
        expect(await titles("zeppelin")).toEqual([]);
        expect(await titles("zeppelin", kim)).toEqual([]);
        const read = await refused(anna.call("article.get", { article: draft.id }));
        expect(read.problem.code).toBe("not_found");
        expect((await otto.call("article.get", { article: draft.id })).article.id).toBe(draft.id);
        await mona.call("article.update", {
            article: draft.id,
            text: writing("Zeppelin tours", { version: 1 }),
        });
        expect(await titles("zeppelin", kim)).toEqual(["Zeppelin tours"]);
        // And no more once it is withdrawn.
        await mona.call("article.update", {
            article: draft.id,
            text: writing("Zeppelin tours", { version: 2, published: false }),
        });
        expect(await titles("zeppelin", kim)).toEqual([]);
    });

    test("the title counts most, mistakes are forgiven, what comes nearest is said", async () => {
        await write("Watering orchids", { summary: "Once a week." });
        await write("Repotting", {
            sections: [{ heading: "Orchids", body: paragraph("Every two years, in spring.") }],
        });
        expect(await titles("orchids")).toEqual(["Watering orchids", "Repotting"]);
        expect(await titles("orchdis")).toEqual(["Watering orchids", "Repotting"]);
        expect(await titles("wat orch")).toEqual(["Watering orchids"]);
        const near = await anna.call("article.search", {
            query: "orchids quarrelling",
            language: "en",
        });
        expect(near.exact).toBe(false);
        expect(near.items.map((one) => one.title)).toEqual(["Watering orchids", "Repotting"]);
        const german = await anna.call("article.search", { query: "orchids", language: "de" });
        expect(german).toEqual({ items: [], exact: false });
    });

    test("however many words begin so, what begins so is found", async () => {
        for (let i = 0; i < 30; i++) {
            await write(`Pay ${i}`, {
                sections: [{ heading: "", body: paragraph("pay payable payer paying payment") }],
            });
        }
        await write("Payroll zebra");
        expect(await titles("pay zebra")).toEqual(["Payroll zebra"]);
    });

    test("categories have an order, names in both languages, and go when empty", async () => {
        const category = async (name: string) => {
            const texts = [
                { language: "en" as const, name, about: `About ${name}` },
                { language: "de" as const, name: `${name} auf Deutsch`, about: "" },
            ];
            return (await mona.call("category.save", { texts })).category;
        };
        const [one, two] = [await category("Garden"), await category("House")];
        const names = async () =>
            (await anna.call("category.list", {})).items.map((it) => it.texts[1]?.name);
        expect(await names()).toEqual(["Garden", "House"]);
        await mona.call("category.order", { categories: [two.id, one.id] });
        expect(await names()).toEqual(["House", "Garden"]);
        const half = await refused(mona.call("category.order", { categories: [one.id] }));
        expect(half.problem).toMatchObject({ code: "invalid", path: "/categories" });

        const article = await mona.call("article.create", {
            category: one.id,
            text: writing("Fences"),
        });
        const used = await refused(mona.call("category.delete", { category: one.id }));
        expect(used.problem.code).toBe("in_use");
        const out = { article: article.article.id, no_category: true };
        expect((await mona.call("article.update", out)).article.category).toBe(undefined);
        await mona.call("category.delete", { category: one.id });
        expect(await names()).toEqual(["House"]);
        const same = { texts: [{ language: "en" as const, name: "House", about: "" }] };
        const twice = await refused(mona.call("category.save", same));
        expect(twice.problem).toMatchObject({ code: "conflict", path: "/texts/0/name" });
        const foreign = await refused(ida.call("category.get", { category: two.id }));
        expect(foreign.problem.code).toBe("not_found");
    });

    test("V18: votes are counted, and why it did not help is read by who writes", async () => {
        const article = (await write("Slugs")).id;
        const vote = (more: object) =>
            new Client(server()).call("article.vote", {
                organization: "main",
                article,
                language: "en",
                helpful: false,
                ...more,
            });
        await vote({ helpful: true });
        await vote({ reason: "missing", text: "What about snails?" });
        await vote({ reason: "unclear" });
        await vote({});
        const { items } = await mona.call("article.list", { limit: 1 });
        expect(items[0]?.texts[0]).toMatchObject({ helpful: 1, unhelpful: 3 });
        const first = await otto.call("article.votes", { article, limit: 1 });
        expect(first.items).toMatchObject([{ reason: "unclear", text: "", version: 1 }]);
        const next = await otto.call("article.votes", {
            article,
            limit: 1,
            after: first.next as string,
        });
        expect(next.items).toMatchObject([{ reason: "missing", text: "What about snails?" }]);
        expect(next.next).toBe(undefined);
        const both = await refused(vote({ helpful: true, reason: "other" }));
        expect(both.problem).toMatchObject({ code: "invalid", path: "/reason" });
        // What is not published, and what is not there at all.
        const german = await refused(vote({ language: "de" }));
        const draft = (await write("A draft", { published: false })).id;
        for (const one of [draft, "article_0000000000000"]) {
            expect((await refused(vote({ article: one }))).problem).toEqual(german.problem);
        }
        expect(german.problem.code).toBe("not_found");
    });

    test("a number of a card is in no article, title or vote", async () => {
        const card = "4111 1111 1111 1111";
        const made = await write(`Pay with ${card}`, {
            summary: card,
            sections: [{ heading: card, body: paragraph(`Like ${card}.`) }],
        });
        const vote = { organization: "main", article: made.id, language: "en" as const };
        await kim.call("article.vote", { ...vote, helpful: false, text: `My card ${card}` });
        const kept = JSON.stringify([
            made,
            await otto.call("article.votes", { article: made.id }),
            await otto.call("audit.list", { event: "article.create" }),
        ]);
        expect(kept).not.toMatch(/4111/);
        expect(kept).toContain("Like ");
    });

    test.each([
        ["/text/title", { title: " " }],
        ["/text/title", { title: "x".repeat(121) }],
        ["/text/summary", { summary: "x".repeat(301) }],
        ["/text/sections", { sections: [] }],
        ["/text/sections/0/body", { sections: [{ heading: "", body: paragraph(" ") }] }],
        [
            "/text/sections/0/heading",
            { sections: [{ heading: "x".repeat(121), body: paragraph("a") }] },
        ],
        [
            "/text/sections",
            { sections: Array.from({ length: 31 }, () => ({ heading: "", body: paragraph("a") })) },
        ],
        ["/text/version", { version: 3 }],
    ])("refused at %s: %j", async (path, more) => {
        const { problem } = await refused(
            mona.call("article.create", { text: writing("a", more) }),
        );
        expect(problem).toMatchObject({ path });
        expect(["invalid", "conflict"]).toContain(problem.code);
    });

    test("agents read and write nothing of what writers do, customers only search", async () => {
        for (const who of [anna, kim, await new_visitor_of_main()]) {
            const { problem } = await refused(who.try("article.create", { text: writing("a") }));
            expect(problem.code).toBe("forbidden");
        }
        const { problem } = await refused(otto.try("article.create", { text: writing("a") }));
        expect(problem.code).toBe("forbidden");
        const list = await refused(anna.try("article.list", {}));
        expect(list.problem.code).toBe("forbidden");
    });

    const new_visitor_of_main = async () => {
        const { token } = await new Client(server()).call("visitor.start", {
            organization: "main",
        });
        return new Client(server(), token);
    };
});
