// Grey rows in the place of a list that is on its way; nothing for the first 150 ms.
import { useText } from "./i18n.ts";
import styles from "./skeleton.module.css";

export function Skeleton({ rows }: { rows: number }) {
    const { t } = useText();
    return (
        <div className={styles.skeleton} role="status">
            <span className="sr">{t("loading")}</span>
            {Array.from({ length: rows }, (_, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
                <div key={row} className={styles.row} aria-hidden="true">
                    <i />
                    <b />
                    <u />
                </div>
            ))}
        </div>
    );
}
