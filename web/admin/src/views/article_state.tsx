// How far a text of an article is in one language: an icon and a word.
import type { Language } from "@parley/sdk";
import { CircleCheck, CircleDashed, type LucideIcon, Pencil } from "lucide-react";
import { type TextId, useText } from "../i18n.ts";
import { languages, stateOf, type TextState, textIn } from "../model/articles.ts";
import styles from "./articles.module.css";

const icons: Record<TextState, LucideIcon> = {
    published: CircleCheck,
    draft: Pencil,
    missing: CircleDashed,
};

export function State({ state }: { state: TextState }) {
    const { t } = useText();
    const Icon = icons[state];
    return (
        <span className={styles.state} data-state={state}>
            <Icon size={14} aria-hidden="true" />
            {t(`article_state.${state}` as TextId)}
        </span>
    );
}

/** Of both languages, one below the other. */
export function States({
    texts,
}: {
    texts: readonly { language: Language; published: boolean }[];
}) {
    const { t } = useText();
    return (
        <ul className={styles.states}>
            {languages.map((one) => (
                <li key={one}>
                    <span>{t(`canned.language_${one}`)}</span>
                    <State state={stateOf(textIn(texts, one))} />
                </li>
            ))}
        </ul>
    );
}
