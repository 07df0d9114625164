// One article for who may read all that is set up, and change nothing of it.
import type { Article, Language } from "@parley/sdk";
import { Page } from "@parley/ui/console/page.tsx";
import { Eye } from "lucide-react";
import { useState } from "react";
import { useText } from "../i18n.ts";
import { own, shownOf, stateOf, textIn } from "../model/articles.ts";
import { ArticleShown } from "./article_shown.tsx";
import { Versions } from "./article_versions.tsx";
import { Votes } from "./article_votes.tsx";
import styles from "./articles.module.css";
import { Section } from "./detail_page.tsx";
import { LanguageTabs } from "./language_tabs.tsx";
import { useCategories } from "./use_articles.ts";

export function ReadArticle({ article }: { article: Article }) {
    const { t, language } = useText();
    const categories = useCategories();
    const first = shownOf(article.texts, language);
    const [here, show] = useState<Language>(first?.language ?? own(language));
    const text = textIn(article.texts, here);
    return (
        <Page
            title={first?.title ?? ""}
            intro={categories.name(article.category) || t("articles.no_category")}
            back={{ to: "articles", label: t("articles.title") }}
        >
            <p className={styles.read_only}>
                <Eye size={16} aria-hidden="true" />
                {t("save.read_only")}
            </p>
            <LanguageTabs
                here={here}
                state={(one) => stateOf(textIn(article.texts, one))}
                onChange={show}
            >
                {text ? (
                    <>
                        <Section title={text.title}>
                            <ArticleShown text={text} />
                        </Section>
                        <Versions
                            key={here}
                            article={article.id}
                            language={here}
                            now={text.version}
                        />
                    </>
                ) : (
                    <p className={styles.none}>{t("articles.not_there")}</p>
                )}
            </LanguageTabs>
            <Votes article={article.id} />
        </Page>
    );
}
