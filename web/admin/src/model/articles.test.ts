// Which text is shown, how far it is, and what of it is different, down to the looks of a word.
import type { Article, RichText } from "@parley/sdk";
import { expect, test } from "vitest";
import {
    changedAt,
    changesOf,
    fieldsOf,
    moved,
    plainOf,
    saidIn,
    shownOf,
    stateOf,
    takenOver,
    votesOf,
    writingOf,
} from "./articles.ts";

const says = (text: string, looks = {}): RichText => ({
    blocks: [{ kind: "paragraph", spans: [{ text, ...looks }] }],
});
const article: Article = {
    id: "art_1",
    texts: [
        {
            language: "en",
            version: 3,
            published: true,
            title: "Returns",
            summary: "Send it back.",
            sections: [
                { heading: "", body: says("Within a month.") },
                { heading: "Costs", body: says("None.") },
            ],
            at: "2026-11-01T10:00:00.000Z",
            by: "Maya",
        },
    ],
};
const en = fieldsOf(article, "en");

test("a reader sees their own language first, else the other", () => {
    const texts = [{ language: "de" }, { language: "en" }] as const;
    expect(shownOf(texts, "en-GB")?.language).toBe("en");
    expect(shownOf(texts, "de")?.language).toBe("de");
    expect(shownOf(texts.slice(0, 1), "en")?.language).toBe("de");
    expect(shownOf([], "en")).toBeUndefined();
});

test("a text is published, a draft or missing; what is missing has a place to write in", () => {
    expect(article.texts.map(stateOf)).toEqual(["published"]);
    expect(stateOf({ published: false })).toBe("draft");
    expect(stateOf(undefined)).toBe("missing");
    const de = fieldsOf(article, "de");
    expect(de).toMatchObject({ version: 0, published: false, title: "" });
    expect(de.sections).toHaveLength(1);
    expect(saidIn(de)).toEqual([]);
});

test("votes of both languages count, and without any there is no share", () => {
    const votes = [
        { helpful: 5, unhelpful: 1 },
        { helpful: 1, unhelpful: 1 },
    ];
    expect(votesOf(votes)).toEqual({ helpful: 6, unhelpful: 2, share: 0.75 });
    expect(votesOf([])).toEqual({ helpful: 0, unhelpful: 0, share: undefined });
});

test("it has changed when its newest text has", () => {
    expect(changedAt([{ at: "2026-11-02" }, { at: "2026-11-03" }, { at: "2026-11-01" }])).toBe(
        "2026-11-03",
    );
});

test("parts that say nothing are not sent, and keys stay here", () => {
    const empty = { key: "new 1", heading: " ", body: { blocks: [] } };
    const sent = writingOf("en", { ...en, sections: [empty, ...en.sections] });
    expect(sent.sections).toEqual(article.texts[0]!.sections);
    expect(sent.version).toBe(3);
});

test("what is different is told part by part", () => {
    expect(changesOf(en, en)).toEqual([]);
    const next = {
        ...en,
        published: false,
        title: "Giving back",
        sections: moved(en.sections, 1, 0),
    };
    expect(changesOf(en, next)).toEqual([
        { part: "published", before: "true", after: "false" },
        { part: "title", before: "Returns", after: "Giving back" },
        { part: "section", number: 1, before: "Within a month.", after: "Costs: None." },
        { part: "section", number: 2, before: "Costs: None.", after: "Within a month." },
    ]);
    const shorter = { ...en, sections: en.sections.slice(0, 1) };
    expect(changesOf(en, shorter)).toEqual([
        { part: "section", number: 2, before: "Costs: None.", after: "" },
    ]);
});

test("looks alone are a change, another version or key alone is none", () => {
    const [first, second] = en.sections;
    const bold = { ...first!, body: says("Within a month.", { bold: true }) };
    expect(changesOf(en, { ...en, sections: [bold, second!] })).toMatchObject([
        { number: 1, looks: true },
    ]);
    const keys = en.sections.map((one, i) => ({ ...one, key: `other ${i}` }));
    expect(changesOf(en, { ...en, version: 9, sections: keys })).toEqual([]);
});

test("an older text is taken over as it was, but what is read and published stays", () => {
    const old = {
        ...article.texts[0]!,
        version: 1,
        published: false,
        title: "Old",
        sections: [],
    };
    const taken = takenOver(en, old);
    expect(taken).toMatchObject({ version: 3, published: true, title: "Old" });
    expect(taken.sections).toHaveLength(1);
});

test("a tree is said in one line", () => {
    const item = (text: string) => says(text).blocks;
    expect(
        plainOf({
            blocks: [
                { kind: "paragraph", spans: [{ text: "Do " }, { text: "this:", bold: true }] },
                { kind: "numbers", items: [item("One"), item("Two")] },
                { kind: "paragraph", spans: [] },
                { kind: "code", text: "a\nb" },
                {
                    kind: "table",
                    rows: [[{ header: true, blocks: item("Head") }, { blocks: item("Cell") }]],
                },
            ],
        }),
    ).toBe("Do this: One · Two a b Head · Cell");
});
