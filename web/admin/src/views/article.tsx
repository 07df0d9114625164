// One article: its category, and in each language what it says, what it has said, and what readers
// made of it.
import { type Article, asProblem, type Language } from "@parley/sdk";
import { useStore } from "@parley/ui/console/hooks.ts";
import { Loading } from "@parley/ui/console/page.tsx";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useRef, useState } from "react";
import { useApp, useMayManage } from "../context.tsx";
import { useText } from "../i18n.ts";
import {
    changesOf,
    fieldsOf,
    languages,
    own,
    shownOf,
    stateOf,
    type TextChange,
    type TextFields,
    takenOver,
    textIn,
    writingOf,
} from "../model/articles.ts";
import { ReadArticle } from "./article_read.tsx";
import { ArticleTexts } from "./article_text.tsx";
import { Versions } from "./article_versions.tsx";
import { Votes } from "./article_votes.tsx";
import { type Change, DetailPage, Section } from "./detail_page.tsx";
import { SelectField } from "./fields.tsx";
import { LanguageTabs } from "./language_tabs.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { useCategories } from "./use_articles.ts";
import { useForm } from "./use_form.ts";

type Fields = Record<Language, TextFields> & { category: string };

export function ArticlePage({ id }: { id: string }) {
    const { admin } = useApp();
    const { t } = useText();
    const may = useMayManage();
    const found = useQuery({
        queryKey: ["article.get", id],
        queryFn: () => admin.client.call("article.get", { article: id }),
        enabled: id !== "new",
    });
    if (id === "new") return may ? <Form /> : <Nowhere />;
    // What somebody writes stays on the page, even if the article is deleted meanwhile.
    if (found.data) {
        const { article } = found.data;
        return may ? <Form article={article} /> : <ReadArticle article={article} />;
    }
    if (found.error && asProblem(found.error).code === "not_found") return <Nowhere />;
    const title = t("articles.title");
    return <Loading title={title} back={{ to: "articles", label: title }} of={[found]} />;
}

function Form({ article }: { article?: Article }) {
    const { admin, router } = useApp();
    const { t, language: reader } = useText();
    const categories = useCategories();
    const asked = new URLSearchParams(useStore(router.query));
    const [here, show] = useState<Language>(() => {
        const wanted = languages.find((one) => one === asked.get("language"));
        return wanted ?? shownOf(article?.texts ?? [], reader)?.language ?? own(reader);
    });
    /** The language of the text that was sent last: what was refused is said there. */
    const [sent, setSent] = useState<Language>();
    /** What was made in a first language, should the second one be refused. */
    const made = useRef(article?.id);
    const saved: Fields = {
        category: article?.category ?? "",
        en: fieldsOf(article, "en"),
        de: fieldsOf(article, "de"),
    };
    const title = article ? undefined : asked.get("title");
    const form = useForm<Fields>(
        saved,
        ["/category", "/text/title", "/text/summary", "/text/sections"],
        title ? { [here]: { ...saved[here], title } } : undefined,
    );
    const { value } = form;
    const changes = (one: Language) => changesOf(saved[one], value[one]);
    const set = (one: Language, part: Partial<TextFields>) =>
        form.set({ [one]: { ...value[one], ...part } });
    const moved = value.category !== saved.category;
    const category = (id: string) => categories.name(id) || t("articles.no_category");
    const differences: Change[] = [
        ...(moved
            ? [
                  {
                      label: t("articles.category"),
                      before: category(saved.category),
                      after: category(value.category),
                  },
              ]
            : []),
        ...languages.flatMap((one) => changes(one).map((change) => worded(one, change))),
    ];
    function worded(one: Language, change: TextChange): Change {
        const { part, number = 0, before, after, looks } = change;
        const word = (text: string) =>
            part === "published" ? t(text === "true" ? "roles.yes" : "roles.no") : text;
        const names = {
            published: t("article_state.published"),
            title: t("articles.name"),
            summary: t("articles.summary"),
            section: t("articles.section", { number }),
        };
        return {
            label: `${t(`canned.language_${one}`)}: ${names[part]}`,
            before: word(before),
            after: looks ? t("articles.looks", { text: after }) : word(after),
        };
    }
    async function save(): Promise<string | undefined> {
        const { client, records } = admin;
        const { category } = value;
        let place = moved && {
            ...(category ? { category } : { no_category: true }),
        };
        const written = languages.filter((one) => changes(one).length > 0);
        for (const one of written.length || article ? written : [here]) {
            setSent(one);
            const text = writingOf(one, value[one]);
            const calling = made.current
                ? client.call("article.update", { article: made.current, ...place, text })
                : client.call("article.create", { ...(category && { category }), text });
            const answer = await calling.catch((refused) => {
                show(one);
                throw refused;
            });
            place = false;
            made.current = answer.article.id;
            records.setQueryData(["article.get", made.current], answer);
            // It is done, whatever becomes of the other language.
            form.set({ [one]: fieldsOf(answer.article, one) });
        }
        if (place && article) {
            const answer = await client.call("article.update", { article: article.id, ...place });
            records.setQueryData(["article.get", article.id], answer);
        }
        await records.refetchQueries();
        return article ? undefined : `articles/${made.current}`;
    }
    const text = textIn(article?.texts ?? [], here);
    const name = shownOf(article?.texts ?? [], reader)?.title ?? "";
    return (
        <DetailPage
            title={article ? name : t("articles.add")}
            back={{ to: "articles", label: t("articles.title") }}
            actions={
                text?.url && (
                    <a
                        className="button"
                        href={new URL(text.url, location.origin).href}
                        target="_blank"
                        rel="noopener"
                    >
                        <ExternalLink size={16} aria-hidden="true" />
                        {t("articles.open")}
                    </a>
                )
            }
            changes={differences}
            fresh={!article}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("articles.place")} hint={t("articles.place_hint")}>
                <SelectField
                    label={t("articles.category")}
                    error={form.error("/category")}
                    value={value.category}
                    options={[
                        { value: "", label: t("articles.no_category") },
                        ...categories.named.map((one) => ({ value: one.id, label: one.name })),
                    ]}
                    onChange={(next) => form.set({ category: next })}
                />
            </Section>
            <LanguageTabs
                here={here}
                state={(one) => stateOf(textIn(article?.texts ?? [], one))}
                unsaved={(one) => changes(one).length > 0}
                onChange={show}
            >
                <ArticleTexts
                    key={here}
                    language={here}
                    value={value[here]}
                    newer={value[here].version !== saved[here].version ? text : undefined}
                    error={sent === here ? form.error : () => undefined}
                    onChange={(part) => set(here, part)}
                    onKeep={() => set(here, { version: saved[here].version })}
                    onGiveUp={() => form.set({ [here]: saved[here] })}
                />
                {article && text && (
                    <Versions
                        key={`${here} versions`}
                        article={article.id}
                        language={here}
                        now={text.version}
                        unsaved={changes(here).length > 0}
                        onTake={(old) => form.set({ [here]: takenOver(value[here], old) })}
                    />
                )}
            </LanguageTabs>
            {article && <Votes article={article.id} />}
            {article && (
                <Remove
                    title={t("articles.remove")}
                    hint={t("articles.remove_hint")}
                    text={t("articles.remove_text", { name })}
                    name={name}
                    list="articles"
                    onRemove={() => admin.client.call("article.delete", { article: article.id })}
                />
            )}
        </DetailPage>
    );
}
