// A live number: what has changed shows it for a moment. And times that go on.
import { ago, exact, stopwatch } from "@parley/ui";
import { Link } from "@parley/ui/console/link.tsx";
import { type ReactNode, useRef } from "react";
import { useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./figure.module.css";

/** `to`: where what it counts is, for who may see it. */
export function Figure(props: { value: string | number; to?: string | undefined; label?: string }) {
    const { value, to, label } = props;
    const first = useRef(value);
    const changed = useRef(false);
    if (value !== first.current) changed.current = true;
    const shown = (
        // By its key a changed value is a new element, whose fading begins anew.
        <span key={value} className={changed.current ? styles.changed : undefined}>
            {value}
        </span>
    );
    if (!to) return shown;
    return (
        <Link to={to} className={styles.link} aria-label={label}>
            {shown}
        </Link>
    );
}

export function Since({ at, children }: { at: string | undefined; children?: ReactNode }) {
    const now = useNow();
    if (!at) return "–";
    return (
        <>
            <time className="timer" dateTime={at}>
                {stopwatch(now - Date.parse(at))}
            </time>
            {children}
        </>
    );
}

export function Ago({ at }: { at: string }) {
    const now = useNow();
    const { language } = useText();
    return (
        <time dateTime={at} title={exact(at, language)}>
            {ago(at, now, language)}
        </time>
    );
}
