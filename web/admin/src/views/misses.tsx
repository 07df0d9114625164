// What people have searched for in the support centre and not found: what is to be written next.
import type { Miss } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Failed } from "@parley/ui/console/page.tsx";
import { Head, number, only_wide, Table } from "@parley/ui/console/table.tsx";
import { exact } from "@parley/ui/time.ts";
import { ListX, Pencil, SearchX } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { useApp, useMayManage, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { languages, title_max } from "../model/articles.ts";
import { focusOnceShown } from "./focus.ts";
import { type Column, ListPage } from "./list_page.tsx";
import styles from "./misses.module.css";
import { useSaving } from "./use_saving.ts";

/** A new article with that title. */
function placeOf({ query, language }: Miss): string {
    const title = query.slice(0, 1).toLocaleUpperCase(language) + query.slice(1, title_max);
    return `articles/new?${new URLSearchParams({ title, language })}`;
}

const keyOf = ({ language, query }: Pick<Miss, "language" | "query">) => `${language} ${query}`;

const rowsOf = (body: RefObject<HTMLElement | null>) => [
    ...(body.current?.querySelectorAll<HTMLElement>("[data-miss]") ?? []),
];

export function Misses({ nav }: { nav: ReactNode }) {
    const { admin } = useApp();
    const { t, language } = useText();
    const may = useMayManage();
    const found = useRecords("article.misses");
    const saving = useSaving();
    const body = useRef<HTMLTableSectionElement>(null);

    async function settle({ language, query }: Miss, place: number): Promise<void> {
        if (saving.busy) return;
        const worked = await saving.run(async () => {
            await admin.client.call("article.settle_miss", { language, query });
            await admin.records.refetchQueries({ queryKey: ["article.misses"] });
        });
        if (!worked) return;
        // From what has gone to what stands in its place.
        const key = keyOf({ language, query });
        focusOnceShown(
            () => !rowsOf(body).some((row) => row.dataset.miss === key),
            () => {
                const rows = rowsOf(body);
                const next = rows[Math.min(place, rows.length - 1)]?.querySelector("button");
                return next ?? document.querySelector<HTMLElement>("h1");
            },
        );
    }
    const columns: Column<Miss>[] = [
        { id: "query", label: t("misses.query"), text: (one) => one.query },
        {
            id: "language",
            label: t("misses.language"),
            text: (one) => t(`canned.language_${one.language}`),
        },
        { id: "times", label: t("misses.times"), text: (one) => String(one.times) },
        { id: "last", label: t("misses.last"), text: (one) => one.at },
    ];
    return (
        <ListPage
            title={t("misses.title")}
            intro={t("misses.intro")}
            nav={nav}
            rows={found.data?.items}
            failed={found.isError}
            onRetry={() => void found.refetch()}
            columns={columns}
            filters={[
                {
                    id: "language",
                    label: t("misses.language"),
                    all: t("canned_page.all_languages"),
                    options: languages.map((one) => ({
                        value: one,
                        label: t(`canned.language_${one}`),
                    })),
                    test: (one, value) => one.language === value,
                },
            ]}
            id={keyOf}
            place={placeOf}
            file="searches"
            empty={{ icon: SearchX, text: t("misses.none") }}
            ordered
            body={(rows) => (
                <Table label={t("misses.title")}>
                    <thead>
                        <tr>
                            <Head label={t("misses.query")} />
                            <Head label={t("misses.language")} className={only_wide} />
                            <Head label={t("misses.times")} className={number} />
                            <Head label={t("misses.last")} className={only_wide} />
                            {may && <Head label={<span className="sr">{t("misses.acts")}</span>} />}
                        </tr>
                    </thead>
                    <tbody ref={body}>
                        {rows.map((one, place) => (
                            <tr key={keyOf(one)} data-miss={keyOf(one)}>
                                <th scope="row" lang={one.language} className={styles.query}>
                                    {one.query}
                                </th>
                                <td className={only_wide}>
                                    {t(`canned.language_${one.language}`)}
                                </td>
                                <td className={number}>{one.times}</td>
                                <td className={only_wide}>
                                    <time dateTime={one.at}>{exact(one.at, language)}</time>
                                </td>
                                {may && (
                                    <td>
                                        <div className={styles.acts}>
                                            <Link
                                                to={placeOf(one)}
                                                className="button"
                                                title={t("misses.write")}
                                                aria-label={`${t("misses.write")}: ${one.query}`}
                                            >
                                                <Pencil size={16} aria-hidden="true" />
                                                <span>{t("misses.write")}</span>
                                            </Link>
                                            <button
                                                type="button"
                                                className="button"
                                                title={t("misses.settle")}
                                                aria-label={`${t("misses.settle")}: ${one.query}`}
                                                onClick={() => void settle(one, place)}
                                            >
                                                <ListX size={16} aria-hidden="true" />
                                                <span>{t("misses.settle")}</span>
                                            </button>
                                        </div>
                                    </td>
                                )}
                            </tr>
                        ))}
                    </tbody>
                </Table>
            )}
        >
            {saving.problem && <Failed onRetry={() => saving.clear()} text={saving.problem} />}
        </ListPage>
    );
}
