// What the pages about articles know without asking: which language is shown, how far each text is,
// what of it somebody has changed, and what is sent. Pure.
import type {
    Article,
    ArticleText,
    ArticleWriting,
    Block,
    Language,
    RichText,
    SectionText,
} from "@parley/sdk";

export const languages = ["en", "de"] as const satisfies readonly Language[];
export const states = ["published", "draft", "missing"] as const;
export type TextState = (typeof states)[number];

/** As many as the server takes. */
export const sections_max = 30;
export const title_max = 120;
export const summary_max = 300;

/** The language of the reader, where articles have it. */
export function own(language: string): Language {
    return language.startsWith("de") ? "de" : "en";
}

export const textIn = <Text extends { language: Language }>(
    texts: readonly Text[],
    language: Language,
) => texts.find((one) => one.language === language);

/** What is shown of it: in the reader's language, else in the other. */
export function shownOf<Text extends { language: Language }>(
    texts: readonly Text[],
    language: string,
): Text | undefined {
    return textIn(texts, own(language)) ?? texts[0];
}

export const stateOf = (text: { published: boolean } | undefined): TextState =>
    text ? (text.published ? "published" : "draft") : "missing";

/** What readers made of it, in all languages. */
export function votesOf(texts: readonly { helpful: number; unhelpful: number }[]) {
    const helpful = texts.reduce((sum, one) => sum + one.helpful, 0);
    const unhelpful = texts.reduce((sum, one) => sum + one.unhelpful, 0);
    const all = helpful + unhelpful;
    return { helpful, unhelpful, share: all ? helpful / all : undefined };
}

/** When any of its texts has become what it is. */
export const changedAt = (texts: readonly { at: string }[]): string =>
    texts.reduce((last, { at }) => (at > last ? at : last), "");

// ---- what is written

export interface SectionFields extends SectionText {
    /** Stays with it wherever it moves. */
    key: string;
}
export interface TextFields {
    /** That the writer has read. */
    version: number;
    published: boolean;
    title: string;
    summary: string;
    sections: SectionFields[];
}

export const nothing: RichText = { blocks: [] };

/** With a place for a first part. */
const keyed = (sections: readonly SectionText[]): SectionFields[] =>
    (sections.length ? sections : [{ heading: "", body: nothing }]).map(
        ({ heading, body }, place) => ({ key: String(place), heading, body }),
    );

export function fieldsOf(article: Article | undefined, language: Language): TextFields {
    const text = textIn(article?.texts ?? [], language);
    return {
        version: text?.version ?? 0,
        published: text?.published ?? false,
        title: text?.title ?? "",
        summary: text?.summary ?? "",
        sections: keyed(text?.sections ?? []),
    };
}

/** An older text in place of the one that is written: published it is as before. */
export const takenOver = (fields: TextFields, text: ArticleText): TextFields => ({
    ...fields,
    title: text.title,
    summary: text.summary,
    sections: keyed(text.sections),
});

/** Those that say something. */
export const saidIn = ({ sections }: { sections: readonly SectionFields[] }): SectionFields[] =>
    sections.filter(({ heading, body }) => heading.trim() !== "" || body.blocks.length > 0);

export function writingOf(language: Language, fields: TextFields): ArticleWriting {
    const { version, published, title, summary } = fields;
    const sections = saidIn(fields).map(({ heading, body }) => ({ heading, body }));
    return { language, version, published, title, summary, sections };
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
    const next = [...items];
    next.splice(to, 0, ...next.splice(from, 1));
    return next;
}

// ---- what is different

export interface TextChange {
    part: "published" | "title" | "summary" | "section";
    /** Of a section, from 1 on. */
    number?: number;
    before: string;
    after: string;
    /** The words are the same, their looks are not. */
    looks?: boolean;
}

const said = (section: SectionFields | undefined): string =>
    section ? [section.heading, plainOf(section.body)].filter(Boolean).join(": ") : "";

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** `published` in words that are not shown: "true" or "false". */
export function changesOf(before: TextFields, after: TextFields): TextChange[] {
    const changes: TextChange[] = [];
    for (const part of ["published", "title", "summary"] as const) {
        const [was, is] = [String(before[part]), String(after[part])];
        if (was !== is) changes.push({ part, before: was, after: is });
    }
    const [were, are] = [saidIn(before), saidIn(after)];
    for (let i = 0; i < Math.max(were.length, are.length); i++) {
        const [was, is] = [were[i], are[i]];
        if (was?.heading === is?.heading && same(was?.body, is?.body)) continue;
        const [old_words, new_words] = [said(was), said(is)];
        changes.push({
            part: "section",
            number: i + 1,
            before: old_words,
            after: new_words,
            ...(old_words === new_words && { looks: true }),
        });
    }
    return changes;
}

/** In one line. */
export function plainOf({ blocks }: RichText): string {
    return blocks.map(lineOf).filter(Boolean).join(" ");
}

function lineOf(block: Block): string {
    const inside = [
        ...(block.blocks ? [block.blocks] : []),
        ...(block.items ?? []),
        ...(block.rows?.flat().map((cell) => cell.blocks) ?? []),
    ];
    const spans = block.spans?.map((span) => span.text).join("") ?? "";
    return [block.text ?? "", spans, ...inside.map((blocks) => plainOf({ blocks }))]
        .map((text) => text.replace(/\s+/g, " ").trim())
        .filter(Boolean)
        .join(" · ");
}
