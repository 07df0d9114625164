// The languages of an article, one shown at a time: arrow keys go from one to the other.
import type { Language } from "@parley/sdk";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { useText } from "../i18n.ts";
import { languages, type TextState } from "../model/articles.ts";
import { State } from "./article_state.tsx";
import styles from "./articles.module.css";

export function LanguageTabs(props: {
    here: Language;
    state: (language: Language) => TextState;
    /** Whether something in it is not saved. */
    unsaved?: (language: Language) => boolean;
    onChange: (language: Language) => void;
    children: ReactNode;
}) {
    const { here, state, unsaved, onChange, children } = props;
    const { t } = useText();
    const id = useId();
    function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
        const at = languages.indexOf(here);
        const to = {
            ArrowLeft: at - 1,
            ArrowRight: at + 1,
            Home: 0,
            End: languages.length - 1,
        }[event.key];
        if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const next = (to + languages.length) % languages.length;
        onChange(languages[next]!);
        event.currentTarget.querySelectorAll("button")[next]!.focus();
    }
    return (
        <div className={styles.of_language}>
            <div
                className={styles.tabs}
                role="tablist"
                tabIndex={-1}
                aria-label={t("articles.languages")}
                onKeyDown={onKeyDown}
            >
                {languages.map((one) => (
                    <button
                        key={one}
                        type="button"
                        role="tab"
                        id={`${id}-${one}`}
                        aria-selected={one === here}
                        aria-controls={one === here ? `${id}-panel` : undefined}
                        tabIndex={one === here ? 0 : -1}
                        onClick={() => onChange(one)}
                    >
                        {t(`canned.language_${one}`)}
                        <State state={state(one)} />
                        {unsaved?.(one) && (
                            <span className={styles.unsaved}>{t("articles.unsaved")}</span>
                        )}
                    </button>
                ))}
            </div>
            <div
                className={styles.panel}
                role="tabpanel"
                id={`${id}-panel`}
                aria-labelledby={`${id}-${here}`}
            >
                {children}
            </div>
        </div>
    );
}
