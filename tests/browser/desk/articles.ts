// Articles on the scripted server: some that are published, one of them in both languages.
import type {
    Article,
    ArticleText,
    Block,
    Language,
    SectionText,
} from "../../../web/sdk/src/generated.ts";
import { ago, type FakeServer, Refusal } from "./fake_server.ts";

export const says = (text: string): Block => ({ kind: "paragraph", spans: [{ text }] });

function article(
    id: string,
    language: Language,
    title: string,
    summary: string,
    sections: SectionText[] = [],
): ArticleText & { article: string } {
    const url = `/${language}/of/parley/articles/${id}`;
    return {
        ...{ article: id, language, version: 1, published: true, title, summary, sections, url },
        ...{ at: ago(86_400), by: "Ada Admin" },
    };
}

const known = [
    article("art_return", "en", "How to return something", "Within a month, and for free.", [
        {
            heading: "What you need",
            body: {
                blocks: [
                    {
                        kind: "bullets",
                        items: [[says("the slip from the parcel")], [says("the box")]],
                    },
                    {
                        kind: "paragraph",
                        spans: [
                            { text: "Print the " },
                            { text: "label", link: "https://shop.example.com/label" },
                            { text: "." },
                        ],
                    },
                ],
            },
        },
        { heading: "When you get your money", body: { blocks: [says("After a week.")] } },
    ]),
    article("art_return", "de", "Etwas zurückschicken", "Innerhalb eines Monats, kostenlos."),
    article("art_refund", "en", "Where is my refund?", "It takes a week to arrive."),
    article("art_norway", "en", "Do you ship to Norway?", "Yes, to all of it."),
];

/** Gives what is there, to be changed. */
export function withArticles(server: FakeServer): typeof known {
    const all = structuredClone(known);
    server.on("article.search", ({ query, language, limit }) => {
        const words = query.toLowerCase().split(/\s+/).filter(Boolean);
        const rated = all
            .filter((one) => one.language === language && one.published)
            .map((one) => {
                const said = `${one.title} ${one.summary}`.toLowerCase();
                return { one, fits: words.filter((word) => said.includes(word)).length };
            });
        const most = Math.max(0, ...rated.map(({ fits }) => fits));
        const items = rated
            .filter(({ fits }) => fits === most && (fits > 0 || !words.length))
            .slice(0, limit)
            .map(({ one: { article, language, title, summary, url = "" } }) => {
                return { article, language, title, summary, url };
            });
        return { items, exact: most === words.length };
    });
    server.on("article.get", ({ article: id }): { article: Article } => {
        const texts = all.filter((one) => one.article === id && one.published);
        if (!texts.length) throw new Refusal({ status: 404, code: "not_found" });
        return { article: { id, texts } };
    });
    return all;
}
