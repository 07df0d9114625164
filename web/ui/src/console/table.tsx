// Tables of the faces for staff: the box that scrolls, and heads by which the rows are sorted.
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import styles from "./table.module.css";
import { Tip } from "./tip.tsx";

/** Figures stand at the end of their column, in heads and in cells. */
export const number = styles.number!;
/** Left out in narrow windows. */
export const only_wide = styles.only_wide!;

type Look = "figures" | "live";

/** Of figures the first column stays in sight; of live ones the head, too, as dense as chosen. */
export function Table(
    props: ComponentProps<"section"> & {
        label: string;
        look?: Look | undefined;
        /** With its head, where only some of the rows are drawn. */
        rows?: number;
        /** Below the rows, or in their place. */
        below?: ReactNode;
        table?: string | undefined;
    },
) {
    const { label, look, rows, below, table, className, children, ...box } = props;
    return (
        <section
            {...box}
            className={joined(styles.box, className)}
            aria-label={label}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys
            tabIndex={0}
        >
            <table className={lookOf(look, table)} aria-rowcount={rows}>
                {children}
            </table>
            {below}
        </section>
    );
}

/** Of a table in a box of another kind. */
export function lookOf(look?: Look, own?: string): string {
    const live = look === "live";
    return joined(
        styles.table,
        (live || look === "figures") && styles.figures,
        live && styles.live,
        own,
    );
}

export function Head(props: {
    label: ReactNode;
    sorted?: "up" | "down" | undefined;
    /** Without it the rows are not sorted by this column. */
    onSort?: (() => void) | undefined;
    /** What it means, where the label does not say it. */
    tip?: string | undefined;
    className?: string | undefined;
}) {
    const { label, sorted, onSort, tip, className } = props;
    const Arrow = sorted === "down" ? ArrowDown : ArrowUp;
    const button = (
        <button type="button" className={styles.sort} onClick={onSort}>
            {label}
            {sorted && <Arrow size={14} aria-hidden="true" />}
        </button>
    );
    return (
        <th
            scope="col"
            className={className}
            aria-sort={sorted && (sorted === "down" ? "descending" : "ascending")}
        >
            {!onSort ? (
                label
            ) : tip ? (
                <Tip text={tip} side="top">
                    {button}
                </Tip>
            ) : (
                button
            )}
        </th>
    );
}

const joined = (...names: (string | false | undefined)[]): string =>
    names.filter(Boolean).join(" ");
