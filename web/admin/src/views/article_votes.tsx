// What readers made of an article: how many it helped, and why it did not.
import type { Operations } from "@parley/sdk";
import { Failed } from "@parley/ui/console/page.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { exact } from "@parley/ui/time.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useApp } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { languages, textIn, votesOf } from "../model/articles.ts";
import styles from "./articles.module.css";
import { Section } from "./detail_page.tsx";
import { More } from "./more.tsx";
import { useArticles } from "./use_articles.ts";

type Reason = Operations["article.votes"]["result"]["items"][number];

export function Votes({ article }: { article: string }) {
    const { admin } = useApp();
    const { t } = useText();
    const pages = useInfiniteQuery({
        queryKey: ["article.votes", article],
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            admin.client.call("article.votes", {
                article,
                ...(pageParam !== undefined && { after: pageParam }),
            }),
        getNextPageParam: (last) => last.next,
    });
    const all = pages.data?.pages.flatMap((page) => page.items);
    return (
        <Section title={t("articles.votes")} hint={t("articles.votes_hint")}>
            <Counts article={article} />
            {pages.isError && <Failed onRetry={() => void pages.refetch()} />}
            {!all && !pages.isError && <Skeleton rows={2} />}
            {all?.length === 0 && <p className={styles.none}>{t("articles.no_reasons")}</p>}
            {all && all.length > 0 && (
                <ol className={styles.reasons} aria-label={t("articles.reasons")}>
                    {all.map((one, place) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: they have no name
                        <ReasonLine key={place} one={one} />
                    ))}
                </ol>
            )}
            <More pages={pages}>{t("articles.more_reasons")}</More>
        </Section>
    );
}

function Counts({ article }: { article: string }) {
    const { t, language } = useText();
    const percent = new Intl.NumberFormat(language, { style: "percent" });
    const found = useArticles().data?.find((one) => one.id === article);
    if (!found) return null;
    return (
        <dl className={styles.counts}>
            {languages.map((one) => {
                const text = textIn(found.texts, one);
                if (!text) return null;
                const { helpful, unhelpful, share } = votesOf([text]);
                return (
                    <div key={one}>
                        <dt>{t(`canned.language_${one}`)}</dt>
                        <dd>
                            <ThumbsUp size={14} aria-hidden="true" />
                            {t("articles.helped", { count: helpful })}
                        </dd>
                        <dd>
                            <ThumbsDown size={14} aria-hidden="true" />
                            {t("articles.did_not_help", { count: unhelpful })}
                        </dd>
                        {share !== undefined && (
                            <dd>{t("articles.share", { share: percent.format(share) })}</dd>
                        )}
                    </div>
                );
            })}
        </dl>
    );
}

function ReasonLine({ one }: { one: Reason }) {
    const { t, language } = useText();
    return (
        <li>
            <p>
                <strong>{t(`article_reason.${one.reason}` as TextId)}</strong>
            </p>
            {one.text && <p lang={one.language}>{one.text}</p>}
            <p className={styles.by}>
                <time dateTime={one.at}>{exact(one.at, language)}</time> ·{" "}
                {t(`canned.language_${one.language}`)} ·{" "}
                {t("articles.version", { version: one.version })}
            </p>
        </li>
    );
}
