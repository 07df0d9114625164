// Finds an article, and puts what it says, or its address, where somebody writes (C17). Nothing is
// sent by that.
import { type ArticleHit, type ArticleHits, asProblem, type Language } from "@parley/sdk";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useFace } from "../chat/face.tsx";
import type { Piece } from "../chat/field.tsx";
import { useText } from "../chat/i18n.ts";
import dialog from "../dialog.module.css";
import { Dialog } from "../dialog.tsx";
import { refusalText } from "../refusals.ts";
import styles from "./dialog.module.css";
import { articlePiece, linkPiece } from "./piece.ts";

const languages = ["en", "de"] as const;
/** More are found by more words. */
const shown_max = 20;
/** The server takes no more. */
const query_max = 200;
/** Between two letters of somebody who types on. */
const pause_ms = 150;

interface Asked {
    query: string;
    language: Language;
}
interface Found extends ArticleHits {
    asked: Asked;
}

/** What was found last, and whether that is what is asked for now. */
function useFound(asked: Asked) {
    const { client } = useFace();
    const { query, language } = asked;
    const [found, setFound] = useState<Found>();
    const [failed, setFailed] = useState(false);
    const [tries, setTries] = useState(0);
    const first = useRef(true);
    useEffect(() => {
        let left = false;
        const asked = { query, language };
        setFailed(false);
        const timer = setTimeout(
            () => {
                client.call("article.search", { query, language, limit: shown_max }).then(
                    (hits) => !left && setFound({ ...hits, asked }),
                    () => !left && setFailed(true),
                );
            },
            first.current ? 0 : pause_ms,
        );
        first.current = false;
        return () => {
            left = true;
            clearTimeout(timer);
        };
    }, [client, query, language, tries]);
    const is_current = found?.asked.query === query && found.asked.language === language;
    return {
        found,
        is_current: is_current && !failed,
        failed,
        tryAgain: () => setTries((before) => before + 1),
    };
}

export function ArticleDialog(props: {
    /** False where it would be more than the chat takes: then nothing was inserted. */
    insert: (piece: Piece) => boolean;
    text_max: number;
    onClose: () => void;
}) {
    const { insert, text_max, onClose } = props;
    const { client, announcer } = useFace();
    const { t, language: spoken } = useText();
    const [query, setQuery] = useState("");
    const [language, setLanguage] = useState<Language>(spoken.startsWith("de") ? "de" : "en");
    const [at, setAt] = useState(0);
    const [fetching, setFetching] = useState(false);
    /** Why nothing was inserted; it holds for what was chosen then. */
    const [refused, refuse] = useState("");
    const id = useId();
    const search = useRef<HTMLInputElement>(null);
    const asked = { query: query.trim(), language };
    const { found, is_current, failed, tryAgain } = useFound(asked);
    const hits = failed ? [] : (found?.items ?? []);
    const active = Math.min(at, hits.length - 1);
    const chosen = is_current ? hits[active] : undefined;
    const here = useRef(true);
    useEffect(() => {
        here.current = true;
        return () => {
            here.current = false;
        };
    }, []);

    function choose(next: number): void {
        setAt(next);
        refuse("");
    }
    function ask(next: Partial<Asked>): void {
        if (next.query !== undefined) setQuery(next.query);
        if (next.language) setLanguage(next.language);
        choose(0);
    }
    function put(hit: ArticleHit, piece: Piece, no_room: string): void {
        if (insert(piece)) {
            announcer.say(t("insert_article.inserted", { title: hit.title }));
            onClose();
        } else refuse(no_room);
    }
    function insertLink(): void {
        if (chosen && !fetching) {
            put(chosen, linkPiece(chosen, location.origin), t("insert_article.no_room"));
        }
    }
    async function insertText(): Promise<void> {
        if (!chosen || fetching) return;
        setFetching(true);
        refuse("");
        try {
            const { article } = await client.call("article.get", { article: chosen.article });
            const said = article.texts.find((one) => one.language === chosen.language);
            if (!here.current) return;
            // Who writes articles is given drafts, too.
            if (!said?.published) refuse(t("insert_article.gone"));
            else
                put(
                    chosen,
                    articlePiece(said),
                    t("insert_article.too_long", { max: text_max.toLocaleString(spoken) }),
                );
        } catch (caught) {
            const { problem } = asProblem(caught);
            const gone = problem.code === "not_found";
            if (here.current) refuse(gone ? t("insert_article.gone") : refusalText(problem, t));
        }
        if (here.current) setFetching(false);
    }
    function onKeyDown(event: KeyboardEvent): void {
        if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === "Enter") {
            event.preventDefault();
            if (event.shiftKey) insertLink();
            else void insertText();
            return;
        }
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!by || !is_current || !hits.length) return;
        event.preventDefault();
        choose((active + by + hits.length) % hits.length);
    }

    const nothing = is_current && !hits.length;
    const said = failed
        ? ""
        : fetching || !found
          ? t("loading")
          : nothing
            ? t(asked.query ? "insert_article.none_found" : "insert_article.none", {
                  query: asked.query,
                  language: t(`insert_article.in_${language}`),
              })
            : t(found.exact ? "insert_article.found" : "insert_article.near", {
                  count: hits.length,
              });
    const option = (hit: ArticleHit) => `${id}-${hit.article}`;
    return (
        <Dialog title={t("insert_article.open")} size="medium" onClose={onClose}>
            <div className={styles.search}>
                <div className={styles.box}>
                    <Search size={16} aria-hidden="true" />
                    <input
                        ref={search}
                        data-focus-first
                        className="input"
                        role="combobox"
                        aria-label={t("insert_article.search")}
                        aria-expanded={hits.length > 0}
                        aria-controls={`${id}-list`}
                        aria-activedescendant={chosen && option(chosen)}
                        aria-autocomplete="list"
                        aria-describedby={`${id}-keys`}
                        autoComplete="off"
                        maxLength={query_max}
                        placeholder={t("insert_article.search")}
                        value={query}
                        onChange={(event) => ask({ query: event.target.value })}
                        onKeyDown={onKeyDown}
                    />
                </div>
                <fieldset className={styles.languages} aria-label={t("insert_article.language")}>
                    {languages.map((one) => (
                        <button
                            key={one}
                            type="button"
                            className={styles.language}
                            lang={one}
                            aria-pressed={one === language}
                            onClick={() => {
                                ask({ language: one });
                                search.current?.focus();
                            }}
                        >
                            {t(`language.${one}`)}
                        </button>
                    ))}
                </fieldset>
            </div>
            <div
                id={`${id}-list`}
                role="listbox"
                tabIndex={-1}
                aria-label={t("insert_article.title")}
                aria-busy={!is_current}
                className={styles.list}
                hidden={!hits.length}
            >
                {hits.map((hit, index) => (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
                    <div
                        key={hit.article}
                        id={option(hit)}
                        role="option"
                        tabIndex={-1}
                        aria-selected={hit === chosen}
                        lang={hit.language}
                        className={styles.option}
                        ref={hit === chosen ? intoView : undefined}
                        // The field has the keys, and keeps them.
                        onPointerDown={(event) => event.preventDefault()}
                        onClick={() => is_current && choose(index)}
                    >
                        <span className={styles.title}>{hit.title}</span>
                        <span className={styles.summary}>{hit.summary}</span>
                    </div>
                ))}
            </div>
            <div className={styles.said}>
                <p role="status">{said}</p>
                {failed && (
                    <p role="alert">
                        {t("load_failed")}{" "}
                        <button type="button" className="link" onClick={tryAgain}>
                            {t("load_again")}
                        </button>
                    </p>
                )}
                {refused && (
                    <p role="alert" className={styles.refused}>
                        {refused}
                    </p>
                )}
                <p id={`${id}-keys`} className={styles.keys}>
                    {t("insert_article.keys")}
                </p>
            </div>
            <div className={dialog.actions}>
                <button
                    type="button"
                    className="button"
                    aria-disabled={!chosen || fetching}
                    onClick={insertLink}
                >
                    {t("insert_article.insert_link")}
                </button>
                <button
                    type="button"
                    className="button primary"
                    aria-disabled={!chosen || fetching}
                    onClick={() => void insertText()}
                >
                    {t("insert_article.insert_text")}
                </button>
            </div>
        </Dialog>
    );
}

export default ArticleDialog;

function intoView(element: HTMLElement | null): void {
    element?.scrollIntoView({ block: "nearest" });
}
