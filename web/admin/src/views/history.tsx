// Who has changed which switches, when, and where; and the way back (X34).
import type { SettingChange } from "@parley/sdk";
import { Empty, Failed, Page } from "@parley/ui/console/page.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { exact } from "@parley/ui/time.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { History as Clock } from "lucide-react";
import { useState } from "react";
import { useApp, useMayManage, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { type Change, Diff } from "./detail_page.tsx";
import styles from "./history.module.css";
import { More } from "./more.tsx";
import { Review } from "./review.tsx";
import { switchName, useKnown, valueWord } from "./switch_words.ts";

export function History() {
    const { admin } = useApp();
    const { t } = useText();
    const [back, setBack] = useState<SettingChange>();
    const pages = useInfiniteQuery({
        queryKey: ["settings.history", "pages"],
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            admin.client.call(
                "settings.history",
                pageParam === undefined ? {} : { after: pageParam },
            ),
        getNextPageParam: (last) => last.next,
    });
    const all = pages.data?.pages.flatMap((page) => page.items);
    return (
        <Page
            title={t("history.title")}
            intro={t("history.intro")}
            back={{ to: "working", label: t("working.title") }}
        >
            {pages.isError && <Failed onRetry={() => void pages.refetch()} />}
            {!all ? (
                !pages.isError && <Skeleton rows={5} />
            ) : all.length ? (
                <ol className={styles.list}>
                    {all.map((change) => (
                        <Entry key={change.id} change={change} onBack={() => setBack(change)} />
                    ))}
                </ol>
            ) : (
                <Empty icon={Clock} text={t("history.none")} />
            )}
            <More pages={pages}>{t("history.more")}</More>
            {back && <RollBack change={back} onClose={() => setBack(undefined)} />}
        </Page>
    );
}

/** The change in words, or the other way round. */
function useWords(): (change: SettingChange, other_way?: boolean) => Change[] {
    const { t } = useText();
    const known = useKnown();
    const switches = useRecords("settings.get").data?.switches ?? [];
    const word = (name: string, value: string | undefined) => {
        if (value === undefined) return t("history.inherited");
        const one = switches.find((each) => each.name === name);
        return one ? valueWord(one, value, known, t) : value;
    };
    return (change, other_way = false) =>
        change.changes.map((one) => {
            const before = word(one.name, one.before);
            const after = word(one.name, one.after);
            return {
                label: t(switchName(one.name)),
                before: other_way ? after : before,
                after: other_way ? before : after,
            };
        });
}

function Entry({ change, onBack }: { change: SettingChange; onBack: () => void }) {
    const { t, language } = useText();
    const words = useWords();
    const where =
        change.scope === "organization"
            ? t("working.organization")
            : change.place || t(`from.${change.scope}` as TextId);
    const when = exact(change.at, language);
    const may = useMayManage();
    return (
        <li className={styles.entry}>
            <div className={styles.head}>
                <p>
                    <strong>{change.by.name}</strong> · <time dateTime={change.at}>{when}</time> ·{" "}
                    {where}
                    {change.preset && ` · ${t(`preset.${change.preset}` as TextId)}`}
                </p>
                {may && (
                    <button
                        type="button"
                        className="button"
                        aria-label={`${t("history.back")}: ${when}`}
                        onClick={onBack}
                    >
                        {t("history.back")}
                    </button>
                )}
            </div>
            {change.preset ? (
                <details>
                    <summary>{t("presets.switches", { count: change.changes.length })}</summary>
                    <Diff changes={words(change)} />
                </details>
            ) : (
                <Diff changes={words(change)} />
            )}
        </li>
    );
}

function RollBack({ change, onClose }: { change: SettingChange; onClose: () => void }) {
    const { admin } = useApp();
    const { t } = useText();
    const words = useWords();
    return (
        <Review
            title={t("history.back")}
            action={t("history.back")}
            run={async () => {
                await admin.client.call("settings.revert", { change: change.id });
            }}
            onClose={onClose}
        >
            <Diff changes={words(change, true)} />
        </Review>
    );
}
