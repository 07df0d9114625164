// The first letters of a name on a round ground. Decoration: the name stands beside it.
import styles from "./avatar.module.css";

export function initials(name: string): string {
    const words = name.split(/\s+/).filter(Boolean);
    const first = (word: string | undefined) => (word ? ([...word][0] ?? "") : "");
    return (
        words.length > 1
            ? first(words[0]) + first(words.at(-1))
            : [...name.trim()].slice(0, 2).join("")
    ).toUpperCase();
}

export function Avatar({ name, size = 36 }: { name: string; size?: 30 | 36 | 48 }) {
    return (
        <span className={`${styles.avatar} ${styles[`s${size}`]}`} aria-hidden="true">
            {initials(name)}
        </span>
    );
}
