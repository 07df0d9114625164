// The mark and the word.
import styles from "./logo.module.css";

export function Logo({ large = false }: { large?: boolean }) {
    return (
        <span className={large ? `${styles.logo} ${styles.large}` : styles.logo}>
            <svg viewBox="0 0 32 32" aria-hidden="true" className={styles.mark}>
                <rect width="32" height="32" rx="9" className={styles.ground} />
                <path
                    className={styles.bubble}
                    d="M9 8h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-6l-5.4 4.3a.6.6 0 0 1-1-.5V22H9a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3Z"
                />
                <path className={styles.lines} d="M11 13h10M11 17h6" />
            </svg>
            <span className={styles.word}>Parley</span>
        </span>
    );
}
