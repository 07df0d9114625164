// The table of a report: a row a queue, agent or code, and one for all of them together.
import type { Report, ReportRow } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Head, number, Table } from "@parley/ui/console/table.tsx";
import { useState } from "react";
import { useMay } from "../context.tsx";
import { useText } from "../i18n.ts";
import type { Asked } from "./asked.ts";
import {
    behind,
    change,
    definition,
    type Figure,
    type FigureId,
    label,
    rowBefore,
    rowKey,
    shown,
} from "./figures.ts";
import { Change } from "./report.tsx";
import styles from "./reports.module.css";

type Sort = { by: FigureId | "name"; down: boolean };

function sorted(rows: readonly ReportRow[], figures: readonly Figure[], sort: Sort): ReportRow[] {
    const figure = figures.find((one) => one.id === sort.by);
    const names = (a: ReportRow, b: ReportRow) => (a.name ?? "").localeCompare(b.name ?? "");
    const order = (a: ReportRow, b: ReportRow) =>
        figure ? (figure.of(a) ?? -1) - (figure.of(b) ?? -1) || names(b, a) : names(a, b);
    return [...rows].sort((a, b) => (sort.down ? order(b, a) : order(a, b)));
}

interface Shown {
    report: Report;
    asked: Asked;
    figures: readonly Figure[];
}

export function FigureTable({ report, asked, figures }: Shown) {
    const { t } = useText();
    const { kind, period } = report;
    const [sort, setSort] = useState<Sort>({ by: "name", down: false });
    const sortBy = (by: Sort["by"]) =>
        setSort(sort.by === by ? { by, down: !sort.down } : { by, down: by !== "name" });
    const sorting = (by: Sort["by"]) => (sort.by === by ? (sort.down ? "down" : "up") : undefined);
    const title = t(`reports.kind_${kind}`);
    return (
        <Table label={title} look="figures" table={styles.table}>
            <thead>
                <tr>
                    <Head
                        label={t("reports.name")}
                        sorted={sorting("name")}
                        onSort={() => sortBy("name")}
                    />
                    {figures.map((figure) => (
                        <Head
                            key={figure.id}
                            className={number}
                            label={t(label(figure))}
                            tip={t(definition(figure))}
                            sorted={sorting(figure.id)}
                            onSort={() => sortBy(figure.id)}
                        />
                    ))}
                </tr>
            </thead>
            <tbody>
                {sorted(period.rows, figures, sort).map((row) => (
                    <Row
                        key={rowKey(row)}
                        name={row.name || t("reports.unnamed")}
                        row={row}
                        before={rowBefore(report, row)}
                        report={report}
                        asked={asked}
                        figures={figures}
                    />
                ))}
            </tbody>
            {kind !== "codes" && (
                <tfoot>
                    <Row
                        name={t("reports.all")}
                        row={period.total}
                        before={report.before?.total}
                        report={report}
                        asked={asked}
                        figures={figures}
                    />
                </tfoot>
            )}
        </Table>
    );
}

function Row(props: Shown & { name: string; row: ReportRow; before: ReportRow | undefined }) {
    const { name, row, before, report, asked, figures } = props;
    const { language } = useText();
    const sees_chats = useMay()("chat_view_all");
    return (
        <tr>
            <th scope="row">{name}</th>
            {figures.map((figure) => {
                const text = shown(figure, row, language);
                const place = sees_chats && behind(figure, row, asked, report);
                return (
                    <td key={figure.id} className={number}>
                        {place ? (
                            <Link to={place} className={styles.behind}>
                                {text}
                            </Link>
                        ) : (
                            text
                        )}
                        {before && (
                            <Change
                                figure={figure}
                                by={change(figure, row, before)}
                                before={shown(figure, before, language)}
                            />
                        )}
                    </td>
                );
            })}
        </tr>
    );
}
