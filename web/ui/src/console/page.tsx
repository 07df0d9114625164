// The head of a page: where one is, what it is, and what can be done with all of it. A new page
// takes the focus to its title.
import type { UseQueryResult } from "@tanstack/react-query";
import { ChevronLeft, type LucideIcon } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useText } from "./i18n.ts";
import { Link } from "./link.tsx";
import styles from "./page.module.css";
import { Skeleton } from "./skeleton.tsx";

/** The address of the last page; the first one leaves the focus where the browser has it. */
let last: string | undefined;
/** A page that was shown while records were on their way had the focus on its title. */
let carried = false;

export function Page(props: {
    title: string;
    intro?: string;
    back?: { to: string; label: string };
    actions?: ReactNode;
    /** As wide as the window. */
    wide?: boolean;
    children: ReactNode;
}) {
    const { title, intro, back, actions, wide, children } = props;
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        document.title = `${title} · Parley`;
    }, [title]);
    useLayoutEffect(() => {
        const title = heading.current;
        const moved = last !== undefined && last !== location.pathname;
        if (moved || carried) title?.focus();
        last = location.pathname;
        return () => {
            carried = title !== null && document.activeElement === title;
        };
    }, []);
    return (
        <main className={styles.page} data-region="page" tabIndex={-1}>
            <div className={wide ? `${styles.inner} ${styles.wide}` : styles.inner}>
                {back && (
                    <Link to={back.to} className={styles.back}>
                        <ChevronLeft size={16} aria-hidden="true" />
                        {back.label}
                    </Link>
                )}
                <div className={styles.head}>
                    <h1 ref={heading} tabIndex={-1} className={styles.title}>
                        {title}
                    </h1>
                    {actions && <div className={styles.actions}>{actions}</div>}
                </div>
                {intro && <p className={styles.intro}>{intro}</p>}
                {children}
            </div>
        </main>
    );
}

/** In place of a page whose records are on their way, or cannot be had. */
export function Loading(props: {
    title: string;
    back?: { to: string; label: string };
    of: readonly UseQueryResult[];
}) {
    const { title, back, of } = props;
    return (
        <Page title={title} back={back}>
            {of.some((one) => one.isError) ? (
                <Failed onRetry={() => void Promise.all(of.map((one) => one.refetch()))} />
            ) : (
                <Skeleton rows={4} />
            )}
        </Page>
    );
}

/** What is said in place of records that cannot be had. */
export function Failed({ onRetry, text }: { onRetry: () => void; text?: string }) {
    const { t } = useText();
    return (
        <div className={styles.failed} role="alert">
            <p>{text ?? t("load_failed")}</p>
            <button type="button" className="button" onClick={onRetry}>
                {t(text ? "close" : "load_again")}
            </button>
        </div>
    );
}

/** What is said where there is nothing to show, and what may be done about it. */
export function Empty(props: { icon: LucideIcon; text: string; children?: ReactNode }) {
    const { icon: Icon, text, children } = props;
    return (
        <div className={styles.empty}>
            <Icon size={28} aria-hidden="true" />
            <p>{text}</p>
            {children}
        </div>
    );
}
