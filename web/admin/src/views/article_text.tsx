// What an article says in one language, to be written: title, summary, its parts, and whether it is
// published.
import type { ArticleText, Language } from "@parley/sdk";
import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "../i18n.ts";
import { summary_max, type TextFields, title_max } from "../model/articles.ts";
import { ArticleSections } from "./article_sections.tsx";
import { ShowText } from "./article_versions.tsx";
import styles from "./articles.module.css";
import { Section } from "./detail_page.tsx";
import { AreaField, SwitchField, TextField } from "./fields.tsx";

export function ArticleTexts(props: {
    language: Language;
    value: TextFields;
    /** What somebody else has saved since this one was begun. */
    newer: ArticleText | undefined;
    error: (path: string) => string | undefined;
    onChange: (part: Partial<TextFields>) => void;
    /** Goes on with what is written here, which is to come after theirs. */
    onKeep: () => void;
    /** Goes on with theirs. */
    onGiveUp: () => void;
}) {
    const { language, value, newer, error, onChange } = props;
    const { t } = useText();
    const [shown, show] = useState(false);
    return (
        <>
            {newer && (
                <div className={styles.newer} role="alert">
                    <p>
                        <CircleAlert size={16} aria-hidden="true" />
                        {t("articles.newer", { name: newer.by })}
                    </p>
                    <div>
                        <button type="button" className="button" onClick={() => show(true)}>
                            {t("articles.newer_show")}
                        </button>
                        <button type="button" className="button" onClick={props.onKeep}>
                            {t("articles.newer_keep")}
                        </button>
                        <button type="button" className="button" onClick={props.onGiveUp}>
                            {t("articles.newer_take")}
                        </button>
                    </div>
                </div>
            )}
            {newer &&
                shown &&
                createPortal(<ShowText text={newer} onClose={() => show(false)} />, document.body)}
            <Section title={t("articles.head")} hint={t("articles.head_hint")}>
                <TextField
                    label={t("articles.name")}
                    error={error("/text/title")}
                    lang={language}
                    maxLength={title_max}
                    value={value.title}
                    onChange={(title) => onChange({ title })}
                />
                <AreaField
                    label={t("articles.summary")}
                    hint={t("articles.summary_hint")}
                    error={error("/text/summary")}
                    rows={2}
                    lang={language}
                    maxLength={summary_max}
                    value={value.summary}
                    onChange={(summary) => onChange({ summary })}
                />
                <SwitchField
                    label={t("article_state.published")}
                    hint={t(value.published ? "articles.is_published" : "articles.is_draft")}
                    on={value.published}
                    onChange={(published) => onChange({ published })}
                />
            </Section>
            <Section title={t("articles.text")} hint={t("articles.text_hint")}>
                <ArticleSections
                    language={language}
                    sections={value.sections}
                    error={error}
                    onChange={(sections) => onChange({ sections })}
                />
            </Section>
        </>
    );
}
