// What an article has said before in a language: to be read, and to be taken over into the form.
import type { ArticleText, ArticleVersion, Language } from "@parley/sdk";
import { FormDialog } from "@parley/ui/console/act_dialog.tsx";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { Failed } from "@parley/ui/console/page.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { exact } from "@parley/ui/time.ts";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { stateOf } from "../model/articles.ts";
import { ArticleShown } from "./article_shown.tsx";
import { State } from "./article_state.tsx";
import styles from "./articles.module.css";
import { DialogBody, Section } from "./detail_page.tsx";
import { problemText } from "./problem_text.ts";

/** As many as are there at first. */
const few = 5;

interface Of {
    article: string;
    language: Language;
    version: number;
}

export function Versions(props: {
    article: string;
    language: Language;
    /** The one that counts. */
    now: number;
    /** Something in the form would be replaced. */
    unsaved?: boolean;
    onTake?: (text: ArticleText) => void;
}) {
    const { article, language, now, unsaved = false, onTake } = props;
    const { admin, toasts } = useApp();
    const { t } = useText();
    const list = useRef<HTMLOListElement>(null);
    const [all, showAll] = useState(false);
    const [shown, show] = useState<number>();
    const [asking, ask] = useState<ArticleText>();
    const [said, say] = useState("");
    const versions = useQuery({
        queryKey: ["article.versions", article, language],
        queryFn: () => admin.client.call("article.versions", { article, language }),
    });
    const items = versions.data?.items;

    function put(text: ArticleText): void {
        ask(undefined);
        show(undefined);
        onTake?.(text);
        say(t("articles.taken", { version: text.version }));
        // Where one goes on writing.
        requestAnimationFrame(() =>
            list.current?.closest("[role=tabpanel]")?.querySelector("input")?.focus(),
        );
    }
    async function take(version: number): Promise<void> {
        try {
            const of: Of = { article, language, version };
            const { text } = await admin.client.call("article.version", of);
            if (unsaved) ask(text);
            else put(text);
        } catch (caught) {
            toasts.show({ kind: "error", text: problemText(caught) });
        }
    }
    return (
        <Section
            title={t("articles.versions")}
            hint={t(onTake ? "articles.versions_take_hint" : "articles.versions_hint")}
        >
            {versions.isError && <Failed onRetry={() => void versions.refetch()} />}
            {!items && !versions.isError && <Skeleton rows={2} />}
            {items && (
                <ol className={styles.versions} ref={list} aria-label={t("articles.versions")}>
                    {items.slice(0, all ? items.length : few).map((one) => (
                        <Version
                            key={one.version}
                            one={one}
                            language={language}
                            now={one.version === now}
                            onShow={() => show(one.version)}
                            onTake={onTake && (() => void take(one.version))}
                        />
                    ))}
                </ol>
            )}
            {items && !all && items.length > few && (
                <div>
                    <button type="button" className="button" onClick={() => showAll(true)}>
                        {t("articles.versions_all", { count: items.length })}
                    </button>
                </div>
            )}
            <div className="sr" role="status">
                {said}
            </div>
            {shown !== undefined &&
                createPortal(
                    <ShowVersion
                        of={{ article, language, version: shown }}
                        onClose={() => show(undefined)}
                    />,
                    document.body,
                )}
            {asking &&
                createPortal(
                    // A form of its own, which is not to submit the one around the list.
                    <div onSubmit={(event) => event.stopPropagation()}>
                        <FormDialog
                            title={t("articles.take_title", { version: asking.version })}
                            text={t("articles.take_text")}
                            action={t("articles.take")}
                            danger
                            onSubmit={() => put(asking)}
                            onClose={() => ask(undefined)}
                        />
                    </div>,
                    document.body,
                )}
        </Section>
    );
}

function Version(props: {
    one: ArticleVersion;
    language: Language;
    now: boolean;
    onShow: () => void;
    onTake?: (() => void) | undefined;
}) {
    const { one, language: written, now, onShow, onTake } = props;
    const { t, language } = useText();
    const name = t("articles.version", { version: one.version });
    return (
        <li className={styles.version}>
            <div>
                <p>
                    <strong>{name}</strong>
                    <State state={stateOf(one)} />
                    {now && <span className={styles.now}>{t("articles.version_now")}</span>}
                </p>
                <p className={styles.by}>
                    <time dateTime={one.at}>{exact(one.at, language)}</time> · {one.by}
                </p>
                <p lang={written}>{one.title}</p>
            </div>
            <div className={styles.acts}>
                <button
                    type="button"
                    className="button"
                    aria-label={`${t("articles.show")}: ${name}`}
                    onClick={onShow}
                >
                    {t("articles.show")}
                </button>
                {onTake && !now && (
                    <button
                        type="button"
                        className="button"
                        aria-label={`${t("articles.take")}: ${name}`}
                        onClick={onTake}
                    >
                        {t("articles.take")}
                    </button>
                )}
            </div>
        </li>
    );
}

function ShowVersion({ of, onClose }: { of: Of; onClose: () => void }) {
    const { admin } = useApp();
    const { t } = useText();
    const found = useQuery({
        queryKey: ["article.version", of],
        queryFn: () => admin.client.call("article.version", of),
    });
    if (found.data) return <ShowText text={found.data.text} onClose={onClose} />;
    return (
        <Dialog title={t("articles.version", { version: of.version })} onClose={onClose}>
            <div className={dialog.body}>
                {found.isError ? (
                    <Failed onRetry={() => void found.refetch()} />
                ) : (
                    <Skeleton rows={3} />
                )}
            </div>
        </Dialog>
    );
}

/** One version, as readers have it. */
export function ShowText({ text, onClose }: { text: ArticleText; onClose: () => void }) {
    const { t } = useText();
    const version = t("articles.version", { version: text.version });
    return (
        <Dialog title={`${version}: ${text.title}`} size="medium" onClose={onClose}>
            <DialogBody label={version}>
                <ArticleShown text={text} />
            </DialogBody>
        </Dialog>
    );
}
