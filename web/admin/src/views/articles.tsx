// The pages about articles of the support centre, and how their lists lead to one another.
import { Link } from "@parley/ui/console/link.tsx";
import { type TextId, useText } from "../i18n.ts";
import { ArticlePage } from "./article.tsx";
import { ArticleList } from "./article_list.tsx";
import styles from "./articles.module.css";
import { Categories } from "./categories.tsx";
import { CategoryPage } from "./category.tsx";
import { Misses } from "./misses.tsx";

/** `place`: what stands behind articles/ in the address. */
export function Articles({ place: [page, id] }: { place: readonly string[] }) {
    switch (page) {
        case undefined:
            return <ArticleList nav={<Lists here="articles" />} />;
        case "categories":
            return id ? (
                <CategoryPage id={id} />
            ) : (
                <Categories nav={<Lists here="articles/categories" />} />
            );
        case "searches":
            return <Misses nav={<Lists here="articles/searches" />} />;
        default:
            return <ArticlePage id={page} />;
    }
}

const lists: readonly { place: string; label: TextId }[] = [
    { place: "articles", label: "articles.title" },
    { place: "articles/categories", label: "categories.title" },
    { place: "articles/searches", label: "misses.title" },
];

function Lists({ here }: { here: string }) {
    const { t } = useText();
    return (
        <nav className={styles.lists} aria-label={t("articles.title")}>
            {lists.map(({ place, label }) => (
                <Link key={place} to={place} aria-current={place === here ? "page" : undefined}>
                    {t(label)}
                </Link>
            ))}
        </nav>
    );
}
