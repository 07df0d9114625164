// All articles: how far each is in both languages, and what readers made of it.
import type { ArticleListed, Language } from "@parley/sdk";
import { exact } from "@parley/ui/time.ts";
import { BookOpen, ThumbsDown, ThumbsUp } from "lucide-react";
import type { ReactNode } from "react";
import { type TextId, useText } from "../i18n.ts";
import {
    changedAt,
    languages,
    shownOf,
    stateOf,
    states,
    type TextState,
    textIn,
    votesOf,
} from "../model/articles.ts";
import { States } from "./article_state.tsx";
import styles from "./articles.module.css";
import { type Column, ListPage } from "./list_page.tsx";
import { useArticles, useCategories } from "./use_articles.ts";

export function ArticleList({ nav }: { nav: ReactNode }) {
    const { t, language } = useText();
    const all = useArticles();
    const categories = useCategories();
    const percent = new Intl.NumberFormat(language, { style: "percent" });
    const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
    const state = (one: ArticleListed, of: Language) => stateOf(textIn(one.texts, of));
    const said = (of: Language, is: TextState) =>
        `${t(`canned.language_${of}`)}: ${t(`article_state.${is}` as TextId)}`;
    const columns: Column<ArticleListed>[] = [
        {
            id: "title",
            label: t("articles.name"),
            text: (one) => shownOf(one.texts, language)?.title ?? "",
            cell: (one) => {
                const text = shownOf(one.texts, language);
                return <span lang={text?.language}>{text?.title}</span>;
            },
        },
        {
            id: "category",
            label: t("articles.category"),
            text: (one) => categories.name(one.category),
            wide: true,
        },
        {
            id: "state",
            label: t("articles.state"),
            text: (one) => languages.map((of) => said(of, state(one, of))).join(", "),
            cell: (one) => <States texts={one.texts} />,
        },
        {
            id: "helpful",
            label: t("articles.helpful"),
            text: (one) => String(votesOf(one.texts).helpful),
            cell: (one) => {
                const { helpful, share } = votesOf(one.texts);
                return (
                    <span className={styles.votes}>
                        <ThumbsUp size={14} aria-hidden="true" />
                        {helpful}
                        {share !== undefined && <span>({percent.format(share)})</span>}
                    </span>
                );
            },
            number: true,
            wide: true,
        },
        {
            id: "unhelpful",
            label: t("articles.unhelpful"),
            text: (one) => String(votesOf(one.texts).unhelpful),
            cell: (one) => (
                <span className={styles.votes}>
                    <ThumbsDown size={14} aria-hidden="true" />
                    {votesOf(one.texts).unhelpful}
                </span>
            ),
            number: true,
            wide: true,
        },
        {
            id: "changed",
            label: t("articles.changed"),
            text: (one) => changedAt(one.texts),
            cell: (one) => {
                const at = changedAt(one.texts);
                return (
                    <time dateTime={at} title={exact(at, language)} className={styles.day}>
                        {day.format(new Date(at))}
                    </time>
                );
            },
            wide: true,
        },
    ];
    return (
        <ListPage
            title={t("articles.title")}
            intro={t("articles.intro")}
            nav={nav}
            add={{ to: "articles/new", label: t("articles.add") }}
            rows={all.data}
            failed={all.isError}
            onRetry={() => void all.refetch()}
            columns={columns}
            words={(one) => one.texts.map((text) => `${text.title} ${text.summary}`).join(" ")}
            filters={[
                {
                    id: "category",
                    label: t("articles.category"),
                    all: t("articles.all_categories"),
                    options: [
                        ...categories.named.map(({ id, name }) => ({ value: id, label: name })),
                        { value: "none", label: t("articles.no_category") },
                    ],
                    test: (one, value) => (one.category ?? "none") === value,
                },
                {
                    id: "state",
                    label: t("articles.state"),
                    all: t("articles.all_states"),
                    options: languages.flatMap((of) =>
                        states.map((is) => ({
                            value: `${of} ${is}`,
                            label: said(of, is),
                        })),
                    ),
                    test: (one, value) =>
                        languages.some((of) => `${of} ${state(one, of)}` === value),
                },
            ]}
            id={(one) => one.id}
            place={(one) => `articles/${one.id}`}
            file="articles"
            empty={{ icon: BookOpen, text: t("articles.none") }}
        />
    );
}
