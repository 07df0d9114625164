// What an article says in one language, to be read.
import "@parley/ui/rich.css";
import type { ArticleText } from "@parley/sdk";
import { RichBody } from "@parley/ui/rich_body.tsx";
import styles from "./articles.module.css";

export function ArticleShown({ text }: { text: ArticleText }) {
    return (
        <div className={styles.shown} lang={text.language}>
            {text.summary && <p className={styles.summary}>{text.summary}</p>}
            {text.sections.map(({ heading, body }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a version stays as it is
                <section key={place}>
                    {heading && <h3>{heading}</h3>}
                    <RichBody body={body} />
                </section>
            ))}
        </div>
    );
}
