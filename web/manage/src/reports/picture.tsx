// A picture with its title and legend, and the table behind it.

import { lookOf, number } from "@parley/ui/console/table.tsx";
import type { ReactNode } from "react";
import { useText } from "../i18n.ts";
import styles from "./reports.module.css";

export function Picture(props: {
    title: string;
    tools?: ReactNode;
    legend?: readonly (readonly [colour: string, name: string])[];
    children: ReactNode;
}) {
    const { title, tools, legend, children } = props;
    return (
        // biome-ignore lint/a11y/useSemanticElements: a picture and its numbers are no fieldset
        <div className={styles.picture} role="group" aria-label={title}>
            <div className={styles.picture_head}>
                <h2>{title}</h2>
                {tools}
                {legend && (
                    <ul className={styles.legend}>
                        {legend.map(([colour, name]) => (
                            <li key={name}>
                                <i style={{ background: `var(${colour})` }} />
                                {name}
                            </li>
                        ))}
                    </ul>
                )}
            </div>
            {children}
        </div>
    );
}

/** The same in numbers, for who reads rather than looks. */
export function Behind(props: {
    title: string;
    head: readonly string[];
    rows: readonly (readonly string[])[];
}) {
    const { title, head, rows } = props;
    const { t } = useText();
    return (
        <details className={styles.numbers}>
            <summary>{t("reports.numbers")}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys */}
            <section className={styles.numbers_box} aria-label={title} tabIndex={0}>
                <table className={lookOf("figures", styles.table)}>
                    <thead>
                        <tr>
                            {head.map((name, i) => (
                                <th key={name} scope="col" className={i > 0 ? number : undefined}>
                                    {name}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map(([name, ...values]) => (
                            <tr key={name}>
                                <th scope="row">{name}</th>
                                {values.map((value, i) => (
                                    <td key={head[i + 1]} className={number}>
                                        {value}
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </section>
        </details>
    );
}
