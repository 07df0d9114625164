// A scripted server with articles of the support centre: three of them in four categories, with
// versions, votes and searches that found nothing. It keeps what is saved, as the real one does.
import type {
    Article,
    ArticleListed,
    ArticleText,
    ArticleWriting,
    Category,
    Language,
    Miss,
    Operations,
    RichText,
    Right,
} from "../../../web/sdk/src/generated.ts";
import { type OpenedDesk, openDesk } from "../desk/browser.ts";
import { type FakeServer, Refusal } from "../desk/fake_server.ts";

export const says = (...texts: string[]): RichText => ({
    blocks: texts.map((text) => ({ kind: "paragraph", spans: [{ text }] })),
});

interface Kept {
    id: string;
    category?: string;
    /** All versions by language, the oldest first. */
    said: Map<Language, ArticleText[]>;
    votes: Partial<Record<Language, [helpful: number, unhelpful: number]>>;
}
type Reason = Operations["article.votes"]["result"]["items"][number];

export class Centre {
    categories: Category[] = [
        [
            "cat_orders",
            "Orders",
            "Bestellungen",
            "From the basket to your door",
            "Vom Korb ins Haus",
        ],
        ["cat_returns", "Returns", "Rückgabe", "Sending things back", "Etwas zurückschicken"],
        ["cat_account", "Account", "Konto", "", ""],
    ].map(([id, en, de, about_en, about_de]) => ({
        id: id!,
        texts: [
            { language: "en", name: en!, about: about_en! },
            { language: "de", name: de!, about: about_de! },
        ],
        articles: 0,
    }));
    articles: Kept[] = [];
    reasons: Reason[] = [];
    misses: Miss[] = [
        { language: "en", query: "gift wrapping", times: 14, at: "2026-11-20T08:12:00.000Z" },
        { language: "de", query: "ratenzahlung", times: 9, at: "2026-11-21T17:40:00.000Z" },
        { language: "en", query: "left-handed scissors", times: 1, at: "2026-10-02T11:00:00.000Z" },
    ];
    #server: FakeServer;
    #minutes = 0;

    constructor(server: FakeServer) {
        this.#server = server;
        const { id } = this.#write("cat_returns", {
            language: "en",
            version: 0,
            published: false,
            title: "How to send something back",
            summary: "",
            sections: [{ heading: "", body: says("Write to us.") }],
        });
        this.change(id, {
            language: "en",
            version: 1,
            published: true,
            title: "How to return an order",
            summary: "You have 30 days. Print the label from your account and drop the parcel off.",
            sections: [
                { heading: "", body: says("Everything that is unused can come back.") },
                {
                    heading: "What it costs",
                    body: {
                        blocks: [
                            { kind: "paragraph", spans: [{ text: "It depends:" }] },
                            {
                                kind: "bullets",
                                items: [says("Within the country: nothing").blocks],
                            },
                        ],
                    },
                },
            ],
        });
        this.change(id, {
            language: "de",
            version: 0,
            published: false,
            title: "Eine Bestellung zurückgeben",
            summary: "",
            sections: [{ heading: "", body: says("Sie haben 30 Tage.") }],
        });
        this.articles[0]!.votes = { en: [12, 3] };
        const more = [
            ["cat_orders", "Where is my order?", true],
            [undefined, "A draft that nobody has finished, with a rather long title", false],
        ] as const;
        for (const [category, title, published] of more) {
            this.#write(category, {
                language: "en",
                version: 0,
                published,
                title,
                summary: "",
                sections: [{ heading: "", body: says("See your account.") }],
            });
        }
        this.reasons = (["unclear", "wrong", "other"] as const).map((reason, i) => ({
            language: "en",
            version: 2,
            reason,
            text: ["Which label do you mean?", "The link in the e-mail is dead.", ""][i]!,
            at: `2026-11-1${9 - i}T10:00:00.000Z`,
        }));
        this.#answer();
    }

    /** As if somebody else had saved it, which all are told. */
    change(id: string, text: ArticleWriting, by = "Maya Ortiz"): Article {
        const kept = this.#find(id);
        const versions = kept.said.get(text.language) ?? [];
        const now = versions.at(-1)?.version ?? 0;
        if (text.version !== now) {
            throw new Refusal({ status: 409, code: "conflict", path: "/text/version" });
        }
        if (!text.title.trim()) {
            throw new Refusal({ status: 422, code: "invalid", path: "/text/title" });
        }
        const empty = text.sections.findIndex(({ body }) => !body.blocks.length);
        if (empty >= 0) {
            const path = `/text/sections/${empty}/body`;
            throw new Refusal({ status: 422, code: "invalid", path });
        }
        if (text.published && !text.sections.length) {
            throw new Refusal({ status: 422, code: "invalid", path: "/text/sections" });
        }
        const at = new Date(Date.parse("2026-11-02T09:00:00Z") + this.#minutes++ * 60_000);
        const url = `/${text.language}/articles/${id}`;
        kept.said.set(text.language, [
            ...versions,
            {
                ...text,
                version: now + 1,
                at: at.toISOString(),
                by,
                ...(text.published && { url }),
            },
        ]);
        this.#tell();
        return this.view(id);
    }

    view(id: string): Article {
        const { category, said } = this.#find(id);
        const texts = (["en", "de"] as const).flatMap((one) => said.get(one)?.slice(-1) ?? []);
        return structuredClone({ id, ...(category && { category }), texts });
    }

    #find(id: string): Kept {
        const found = this.articles.find((one) => one.id === id);
        if (!found) throw new Refusal({ status: 404, code: "not_found" });
        return found;
    }

    #write(category: string | undefined, text: ArticleWriting): Article {
        const id = `art_${this.articles.length + 1}`;
        const kept: Kept = { id, ...(category && { category }), said: new Map(), votes: {} };
        this.articles.push(kept);
        try {
            return this.change(id, text);
        } catch (refused) {
            this.articles.pop();
            throw refused;
        }
    }

    #tell(): void {
        for (const one of this.categories) {
            one.articles = this.articles.filter(({ category }) => category === one.id).length;
        }
        this.#server.emit("setup.changed", { part: "articles" });
    }

    #answer(): void {
        const server = this.#server;
        server.on("category.list", () => ({ items: structuredClone(this.categories) }));
        server.on("category.save", ({ category, texts }) => {
            if (!texts.length) throw new Refusal({ status: 422, code: "invalid", path: "/texts" });
            const unnamed = texts.findIndex(({ name }) => !name.trim());
            if (unnamed >= 0) {
                const path = `/texts/${unnamed}/name`;
                throw new Refusal({ status: 422, code: "invalid", path });
            }
            let one = this.categories.find(({ id }) => id === category);
            if (!one) {
                one = { id: `cat_${this.categories.length + 1}`, texts: [], articles: 0 };
                this.categories.push(one);
            }
            one.texts = texts;
            this.#tell();
            return { category: structuredClone(one) };
        });
        server.on("category.order", ({ categories }) => {
            this.categories = categories.map((id) => this.categories.find((one) => one.id === id)!);
            this.#tell();
            return {};
        });
        server.on("category.delete", ({ category }) => {
            const one = this.categories.find(({ id }) => id === category)!;
            if (one.articles) {
                throw new Refusal({ status: 409, code: "in_use", path: "/category" });
            }
            this.categories = this.categories.filter((each) => each !== one);
            this.#tell();
            return {};
        });
        server.on("article.list", ({ limit = 200, after }) => {
            const from = after ? Number(after) : 0;
            const all = [...this.articles].reverse();
            const next = from + limit < all.length && { next: String(from + limit) };
            return { items: all.slice(from, from + limit).map((one) => this.#line(one)), ...next };
        });
        server.on("article.get", ({ article }) => ({ article: this.view(article) }));
        server.on("article.create", ({ category, text }) => ({
            article: this.#write(category, text),
        }));
        server.on("article.update", ({ article, category, no_category, text }) => {
            const kept = this.#find(article);
            if (text) this.change(article, text, server.user.display_name);
            if (category) kept.category = category;
            if (no_category) delete kept.category;
            this.#tell();
            return { article: this.view(article) };
        });
        server.on("article.delete", ({ article }) => {
            this.articles = this.articles.filter(({ id }) => id !== article);
            this.#tell();
            return {};
        });
        server.on("article.versions", ({ article, language }) => ({
            items: [...(this.#find(article).said.get(language) ?? [])]
                .reverse()
                .map(({ version, published, title, at, by }) => ({
                    version,
                    published,
                    title,
                    at,
                    by,
                })),
        }));
        server.on("article.version", ({ article, language, version }) => ({
            text: structuredClone(
                this.#find(article)
                    .said.get(language)!
                    .find((one) => one.version === version)!,
            ),
        }));
        server.on("article.votes", ({ article, after }) => {
            const from = after ? Number(after) : 0;
            const all = article === "art_1" ? this.reasons : [];
            const next = from + 2 < all.length && { next: String(from + 2) };
            return { items: all.slice(from, from + 2), ...next };
        });
        server.on("article.misses", () => ({ items: structuredClone(this.misses) }));
        server.on("article.settle_miss", ({ query, language }) => {
            this.misses = this.misses.filter(
                (one) => one.query !== query || one.language !== language,
            );
            this.#tell();
            return {};
        });
    }

    #line({ id, category, said, votes }: Kept): ArticleListed {
        const texts = (["en", "de"] as const).flatMap((language) => {
            const text = said.get(language)?.at(-1);
            const [helpful, unhelpful] = votes[language] ?? [0, 0];
            if (!text) return [];
            const { version, published, title, summary, at } = text;
            return { language, version, published, title, summary, at, helpful, unhelpful };
        });
        return { id, ...(category && { category }), texts };
    }
}

/** The administration at this place, for somebody with these rights. */
export async function openArticles(
    place = "",
    options: Parameters<typeof openDesk>[1] & { rights?: Right[] } = {},
): Promise<OpenedDesk & { centre: Centre }> {
    const { rights = ["article_manage", "settings_view"], ...more } = options;
    let centre!: Centre;
    const opened = await openDesk(
        (server) => {
            const roles = ["manager"];
            server.user = { ...server.user, display_name: "Mo Boss", roles, rights };
            server.on("user.list", () => ({ items: [] }));
            centre = new Centre(server);
        },
        { path: `/admin/articles${place}`, reducedMotion: "reduce", ...more },
    );
    return { ...opened, centre };
}
