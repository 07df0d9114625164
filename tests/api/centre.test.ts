// The support centre's pages as the server writes them: without a script, in the language of the
// address, with what nobody found kept for who writes articles (E24, V18).

import { beforeAll, describe, expect, test } from "vitest";
import { type Client, sign_in } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [agent("anna"), { name: "mona", password, role: "manager" }],
});

describe("api: support centre", () => {
    let mona: Client;
    let article: string;
    let url: string;
    const get = (path: string, headers: Record<string, string> = {}) =>
        fetch(`${server().url}${path}`, { headers, redirect: "manual" });
    const html = async (path: string) => (await get(path)).text();
    const send = (path: string, form: Record<string, string>, headers = {}) =>
        fetch(`${server().url}${path}`, {
            method: "POST",
            body: new URLSearchParams(form),
            headers,
            redirect: "manual",
        });

    beforeAll(async () => {
        mona = await sign_in(server(), "mona");
        const texts = [{ language: "en" as const, name: "Garden <b>", about: "Beds & borders" }];
        const { category } = await mona.call("category.save", { texts });
        const spans = [{ text: "Read " }, { text: "more", link: "https://example.org/?a=1&b=2" }];
        const made = await mona.call("article.create", {
            category: category.id,
            text: {
                language: "en",
                version: 0,
                published: true,
                title: "Slugs & snails <script>alert(1)</script>",
                summary: 'Beer "traps" work.',
                sections: [
                    { heading: "", body: { blocks: [{ kind: "paragraph", spans }] } },
                    ...["By hand", "With beer", "With ducks"].map((heading) => ({
                        heading,
                        body: { blocks: [{ kind: "code" as const, text: "<i>a</i>" }] },
                    })),
                ],
            },
        });
        article = made.article.id;
        url = made.article.texts[0]?.url as string;
    });

    test("/ leads to the language that the browser prefers", async () => {
        for (const [accepts, to] of [
            ["de-AT,de;q=0.9,en;q=0.8", "/de"],
            ["en;q=0.5,de;q=0.7", "/de"],
            ["fr, en;q=0.5", "/en"],
            ["", "/en"],
        ] as const) {
            const response = await get("/", { "accept-language": accepts });
            expect([accepts, response.status, response.headers.get("location")]).toEqual([
                accepts,
                302,
                to,
            ]);
        }
    });

    test("the home page: categories, top questions, and whether anybody is there", async () => {
        const response = await get("/en");
        expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
        expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
        const text = await response.text();
        expect(text).toContain('<html lang="en">');
        expect(text).toContain("<strong>Garden &lt;b&gt;</strong><span>Beds &amp; borders</span>");
        expect(text).toContain("1 article");
        expect(text).toContain("Slugs &amp; snails &lt;script&gt;alert(1)&lt;/script&gt;");
        expect(text).toContain("Nobody is free right now.");
        const german = await html("/de");
        expect(german).toContain("Wie können wir helfen?");
        expect(german).not.toContain("Garden");
    });

    test("an article is escaped, has contents and an address that says what it is", async () => {
        expect(url).toBe(`/en/of/main/articles/${article}-slugs-snails-script-alert-1-script`);
        const text = await html(url);
        expect(text).not.toMatch(/<script>alert|<i>a/);
        expect(text).toContain('<h1 itemprop="headline">Slugs &amp; snails &lt;script&gt;');
        expect(text).toContain('href="https://example.org/?a=1&amp;b=2"');
        expect(text).toContain('<a href="#s2">With beer</a>');
        expect(text).toContain('id="s2"><h2>With beer</h2>');
        expect(text).toContain("&lt;i&gt;a&lt;/i&gt;");
        // The words behind its id make no difference.
        expect((await get(`/en/articles/${article}`)).status).toBe(200);
        expect((await get(`/de/articles/${article}`)).status).toBe(404);
    });

    test("check 29: a search without a result shows what comes nearest, and is kept", async () => {
        const found = await html("/en/search?q=snial");
        expect(found).toContain("Results for <q>snial</q>");
        expect(found).toContain("Slugs &amp; snails");
        const near = await html("/en/search?q=snails+%26+%3Ch1%3Eowls");
        expect(near).toContain("<q>snails &amp; &lt;h1&gt;owls</q>");
        expect(near).toContain("These come nearest");
        expect(near).toContain("Slugs &amp; snails");
        const missed = async () => (await mona.call("article.misses", {})).items;
        await expect.poll(missed).toMatchObject([{ language: "en", times: 1 }]);
        expect((await missed())[0]?.query).toContain("owls");
        await html("/en/search?q=Snails%20h1%20OWLS");
        await expect.poll(async () => (await missed())[0]?.times).toBe(2);
        await html("/en/search?q=4111%201111%201111%201111%20lost");
        await expect.poll(async () => (await missed()).length).toBe(2);
        expect(JSON.stringify(await missed())).not.toMatch(/4111/);
        const query = (await missed()).find((one) => one.query.includes("owls"))?.query as string;
        await mona.call("article.settle_miss", { language: "en", query });
        expect((await missed()).length).toBe(1);
    });

    test("V18: a vote is a form; asked why, its answer; loading again votes no more", async () => {
        const yes = await send(url, { helpful: "yes" });
        expect(yes.status).toBe(303);
        const thanks = yes.headers.get("location") as string;
        expect(thanks).toBe(`${url}?voted=yes#feedback`);
        expect(await html(thanks.replace("#feedback", ""))).toContain("Glad that it helped");
        expect(await html(`${url}?no`)).toContain("Why did it not help?");
        const why = { helpful: "no", reason: "wrong", text: "Ducks eat the salad" };
        expect((await send(url, why)).status).toBe(303);
        const { items } = await mona.call("article.votes", { article });
        expect(items).toMatchObject([{ reason: "wrong", text: "Ducks eat the salad" }]);
        const [line] = (await mona.call("article.list", {})).items;
        expect(line?.texts[0]).toMatchObject({ helpful: 1, unhelpful: 1 });
    });

    test("what somebody adds to an address neither breaks the answer nor is lost", async () => {
        for (const added of ["-%C3%A4", "-%3Fx%23y", "-a%20b", "-%E2%80%8B"]) {
            const answer = await send(`/en/articles/${article}${added}`, { helpful: "yes" });
            const where = answer.headers.get("location");
            expect([added, answer.status, where]).toEqual([
                added,
                303,
                `/en/articles/${article}${added}?voted=yes#feedback`,
            ]);
            expect(await html(where as string)).toContain("Glad that it helped");
        }
    });

    test("a form that is none of ours says so, and counts for nothing", async () => {
        const votes = async () => (await mona.call("article.list", {})).items[0]?.texts[0];
        const before = await votes();
        for (const body of [
            "helpful=no&text=%ff",
            "helpful=no&text=a%00b",
            "helpful=no&reason=zz",
            "helpful=yes&text=x&reason=wrong",
            `helpful=no&text=${"x".repeat(501)}`,
        ]) {
            const headers = { "content-type": "application/x-www-form-urlencoded" };
            const init = { method: "POST", body, headers };
            expect([body, (await fetch(`${server().url}${url}`, init)).status]).toEqual([
                body,
                400,
            ]);
        }
        expect((await send(`/en/of/none/articles/${article}`, { helpful: "yes" })).status).toBe(
            404,
        );
        expect(await votes()).toEqual(before);
    });

    test("forms of other pages, other forms and other methods are refused", async () => {
        const foreign = await send(url, { helpful: "yes" }, { origin: "https://evil.example" });
        expect(foreign.status).toBe(403);
        expect((await send(url, { helpful: "maybe" })).status).toBe(400);
        expect((await send("/en/search", { q: "a" })).status).toBe(404);
        const json = await fetch(`${server().url}${url}`, {
            method: "POST",
            body: "{}",
            headers: { "content-type": "application/json" },
        });
        expect(json.status).toBe(415);
        const put = await fetch(`${server().url}/en`, { method: "PUT", body: "a" });
        expect(put.status).toBe(405);
        const [line] = (await mona.call("article.list", {})).items;
        expect(line?.texts[0]).toMatchObject({ helpful: 5, unhelpful: 1 });
    });

    test.each([
        "/en/nothing",
        "/en/articles/article_0000000000000",
        "/en/categories/x",
        "/en/of/nowhere",
    ])("%s says that there is nothing, with a search", async (path) => {
        const response = await get(path);
        expect(response.status).toBe(404);
        const text = await response.text();
        expect(text).toContain("There is nothing here");
        expect(text).toContain('role="search"');
    });

    test("with the organization in the address all links stay within it", async () => {
        const text = await html("/en/of/main");
        expect(text).toContain(`href="/en/of/main/articles/${article}`);
        expect(text).toContain('action="/en/of/main/search"');
        expect(text).toContain('href="/de/of/main"');
    });
});

describe("api: support centre, limits", () => {
    const tight = useServer({
        accounts: [agent("anna")],
        limits: { pages_per_address: 3 },
    });
    test("who asks too often waits", async () => {
        const statuses: number[] = [];
        for (let i = 0; i < 4; i++) statuses.push((await fetch(`${tight().url}/en`)).status);
        expect(statuses).toEqual([200, 200, 200, 429]);
    });
});
