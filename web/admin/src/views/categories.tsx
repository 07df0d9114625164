// The categories of articles in the order in which the support centre shows them.
import type { Category } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Failed } from "@parley/ui/console/page.tsx";
import { FolderTree } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useApp, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { languages, moved, shownOf, textIn } from "../model/articles.ts";
import shared from "./articles.module.css";
import styles from "./categories.module.css";
import { focusOnceShown, standInOrder } from "./focus.ts";
import { type Column, ListPage } from "./list_page.tsx";
import { MoveButtons, type Way } from "./move_buttons.tsx";
import { useSaving } from "./use_saving.ts";

export function Categories({ nav }: { nav: ReactNode }) {
    const { admin } = useApp();
    const { t, language } = useText();
    const found = useRecords("category.list");
    const saving = useSaving();
    const list = useRef<HTMLOListElement>(null);
    const [said, say] = useState("");
    const all = found.data?.items ?? [];
    const name = (one: Category) => shownOf(one.texts, language)?.name ?? "";

    async function move(one: Category, to: number, way: Way): Promise<void> {
        if (saving.busy) return;
        const items = moved(all, all.indexOf(one), to);
        const worked = await saving.run(async () => {
            await admin.client.call("category.order", { categories: items.map(({ id }) => id) });
            admin.records.setQueryData(["category.list"], { items });
        });
        if (!worked) return;
        say(t("rules.moved", { name: name(one), place: to + 1, all: all.length }));
        // What moves in the page loses the focus on its way.
        const ids = items.map(({ id }) => id);
        focusOnceShown(
            () => standInOrder(list.current, "category", ids),
            () =>
                list.current?.querySelector<HTMLElement>(
                    `[data-category="${one.id}"] [data-way=${way}]`,
                ),
        );
    }
    const columns: Column<Category>[] = [
        ...languages.flatMap((one): Column<Category>[] => [
            {
                id: one,
                label: t("categories.name_in", { language: t(`canned.language_${one}`) }),
                text: ({ texts }) => textIn(texts, one)?.name ?? "",
            },
            {
                id: `${one} about`,
                label: t("categories.about_in", { language: t(`canned.language_${one}`) }),
                text: ({ texts }) => textIn(texts, one)?.about ?? "",
            },
        ]),
        { id: "articles", label: t("articles.title"), text: (one) => String(one.articles) },
    ];
    return (
        <ListPage
            title={t("categories.title")}
            intro={t("categories.intro")}
            nav={nav}
            add={{ to: "articles/categories/new", label: t("categories.add") }}
            rows={found.data?.items}
            failed={found.isError}
            onRetry={() => void found.refetch()}
            columns={columns}
            id={(one) => one.id}
            place={(one) => `articles/categories/${one.id}`}
            file="categories"
            empty={{ icon: FolderTree, text: t("categories.none") }}
            ordered
            body={(rows) => (
                <ol className={styles.categories} ref={list} aria-label={t("categories.title")}>
                    {rows.map((one) => (
                        <li key={one.id} className={styles.category} data-category={one.id}>
                            <div className={styles.names}>
                                <h2>
                                    <Link
                                        to={`articles/categories/${one.id}`}
                                        lang={shownOf(one.texts, language)?.language}
                                    >
                                        {name(one)}
                                    </Link>
                                </h2>
                                <dl>
                                    {languages.map((of) => (
                                        <Text key={of} category={one} language={of} />
                                    ))}
                                </dl>
                            </div>
                            <p className={shared.by}>
                                {t("categories.count", { count: one.articles })}
                            </p>
                            <div className={shared.acts}>
                                <MoveButtons
                                    name={name(one)}
                                    place={all.indexOf(one)}
                                    count={all.length}
                                    busy={saving.busy}
                                    onMove={(to, way) => void move(one, to, way)}
                                />
                            </div>
                        </li>
                    ))}
                </ol>
            )}
        >
            {saving.problem && <Failed onRetry={() => saving.clear()} text={saving.problem} />}
            <div className="sr" role="status">
                {said}
            </div>
        </ListPage>
    );
}

function Text({ category, language }: { category: Category; language: "en" | "de" }) {
    const { t } = useText();
    const text = textIn(category.texts, language);
    return (
        <div>
            <dt>{t(`canned.language_${language}`)}</dt>
            {text ? (
                <dd lang={language}>
                    {text.name}
                    {text.about && ` – ${text.about}`}
                </dd>
            ) : (
                <dd className={shared.none}>{t("article_state.missing")}</dd>
            )}
        </div>
    );
}
