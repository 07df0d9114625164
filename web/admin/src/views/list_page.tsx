// A page with a table of things of one kind: search, filters, order, a file for spreadsheets, and
// what to do where there is nothing.

import { csv, downloadCsv } from "@parley/ui/console/csv.ts";
import { Link } from "@parley/ui/console/link.tsx";
import { Empty, Failed, Page } from "@parley/ui/console/page.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { Head, number, only_wide, Table } from "@parley/ui/console/table.tsx";
import { Download, type LucideIcon, Plus } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useMayManage } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./list_page.module.css";

export interface Column<Row> {
    id: string;
    label: string;
    /** What is searched, sorted and written into the file. */
    text: (row: Row) => string;
    /** How it is shown; its text where left out. */
    cell?: (row: Row) => ReactNode;
    /** Figures stand at the end of the column and are sorted as such. */
    number?: boolean;
    /** Left out in narrow windows. */
    wide?: boolean;
    fixed?: boolean;
}

export interface Filter<Row> {
    id: string;
    label: string;
    all: string;
    options: readonly { value: string; label: string }[];
    test: (row: Row, value: string) => boolean;
}

export function ListPage<Row>(props: {
    title: string;
    intro?: string;
    add?: { to: string; label: string };
    rows: readonly Row[] | undefined;
    failed: boolean;
    onRetry: () => void;
    columns: readonly Column<Row>[];
    filters?: readonly Filter<Row>[];
    id: (row: Row) => string;
    /** Where a row leads. */
    place: (row: Row) => string;
    /** What else it is found by. */
    words?: (row: Row) => string;
    /** Other lists that belong to it. */
    nav?: ReactNode;
    /** Name of the file, without its ending. */
    file: string;
    empty: { icon: LucideIcon; text: string };
    /** The order of the rows is their own: no other can be chosen. */
    ordered?: boolean;
    /** In place of the table. */
    body?: (rows: readonly Row[]) => ReactNode;
    children?: ReactNode;
}) {
    const add = useMayManage() ? props.add : undefined;
    const { title, intro, rows, failed, onRetry, columns, filters = [], file, empty } = props;
    const { t, language } = useText();
    const [query, setQuery] = useState("");
    const [chosen, setChosen] = useState<Record<string, string>>({});
    const [sort, setSort] = useState({ id: columns[0]!.id, down: false });
    const search = useId();

    const narrowed = query.trim() !== "" || Object.values(chosen).some((value) => value !== "");
    const shown = (rows ?? []).filter((row) => {
        const all = [...columns.map((column) => column.text(row)), props.words?.(row)]
            .join(" ")
            .toLowerCase();
        const words = query.toLowerCase().split(/\s+/);
        return (
            words.every((word) => all.includes(word)) &&
            filters.every((one) => !chosen[one.id] || one.test(row, chosen[one.id]!))
        );
    });
    const by = columns.find((column) => column.id === sort.id)!;
    const sorted = props.ordered
        ? shown
        : [...shown].sort((a, b) => {
              const order = by.number
                  ? Number(by.text(a)) - Number(by.text(b))
                  : by.text(a).localeCompare(by.text(b), language);
              return sort.down ? -order : order;
          });

    function clear(): void {
        setQuery("");
        setChosen({});
    }
    function save(): void {
        const head = columns.map((column) => column.label);
        const body = sorted.map((row) => columns.map((column) => column.text(row)));
        downloadCsv(`${file}.csv`, csv([head, ...body]));
    }
    return (
        <Page
            title={title}
            intro={intro}
            actions={
                <>
                    <button type="button" className="button" disabled={!rows} onClick={save}>
                        <Download size={16} aria-hidden="true" />
                        {t("list.csv")}
                    </button>
                    {add && (
                        <Link to={add.to} className={`button primary ${styles.add}`}>
                            <Plus size={16} aria-hidden="true" />
                            {add.label}
                        </Link>
                    )}
                </>
            }
        >
            {props.nav}
            <div className={styles.tools}>
                <div className={styles.tool}>
                    <label htmlFor={search}>{t("list.search")}</label>
                    <input
                        id={search}
                        type="search"
                        className="input"
                        value={query}
                        onChange={(event) => setQuery(event.target.value)}
                    />
                </div>
                {filters.map((one) => (
                    <Choice
                        key={one.id}
                        filter={one}
                        value={chosen[one.id] ?? ""}
                        onChange={(value) => setChosen((all) => ({ ...all, [one.id]: value }))}
                    />
                ))}
                <p className={styles.count} role="status">
                    {rows && t("list.count", { count: sorted.length })}
                </p>
            </div>
            {props.children}
            {failed && <Failed onRetry={onRetry} />}
            {!rows ? (
                !failed && <Skeleton rows={5} />
            ) : sorted.length ? (
                (props.body?.(sorted) ?? (
                    <Rows {...props} rows={sorted} sort={sort} onSort={setSort} />
                ))
            ) : (
                <Empty icon={empty.icon} text={narrowed ? t("list.none_found") : empty.text}>
                    {narrowed ? (
                        <button type="button" className="button" onClick={clear}>
                            {t("list.clear")}
                        </button>
                    ) : (
                        add && (
                            <Link to={add.to} className={`button primary ${styles.add}`}>
                                {add.label}
                            </Link>
                        )
                    )}
                </Empty>
            )}
        </Page>
    );
}

function Choice<Row>(props: {
    filter: Filter<Row>;
    value: string;
    onChange: (value: string) => void;
}) {
    const { filter, value, onChange } = props;
    const id = useId();
    return (
        <div className={styles.tool}>
            <label htmlFor={id}>{filter.label}</label>
            <select
                id={id}
                className="input"
                value={value}
                onChange={(event) => onChange(event.target.value)}
            >
                <option value="">{filter.all}</option>
                {filter.options.map((option) => (
                    <option key={option.value} value={option.value}>
                        {option.label}
                    </option>
                ))}
            </select>
        </div>
    );
}

interface Sort {
    id: string;
    down: boolean;
}

function Rows<Row>(props: {
    title: string;
    rows: readonly Row[];
    columns: readonly Column<Row>[];
    id: (row: Row) => string;
    place: (row: Row) => string;
    ordered?: boolean;
    sort: Sort;
    onSort: (sort: Sort) => void;
}) {
    const { title, rows, columns, id, place, ordered, sort, onSort } = props;
    const look = (column: Column<Row>) =>
        [column.number && number, column.wide && only_wide].filter(Boolean).join(" ");
    return (
        <Table label={title}>
            <thead>
                <tr>
                    {columns.map((column) => {
                        const here = !ordered && sort.id === column.id;
                        return (
                            <Head
                                key={column.id}
                                label={column.label}
                                className={look(column)}
                                sorted={here ? (sort.down ? "down" : "up") : undefined}
                                onSort={
                                    ordered || column.fixed
                                        ? undefined
                                        : () => onSort({ id: column.id, down: here && !sort.down })
                                }
                            />
                        );
                    })}
                </tr>
            </thead>
            <tbody>
                {rows.map((row) => (
                    <tr key={id(row)}>
                        {columns.map((column, index) => {
                            const content = column.cell?.(row) ?? column.text(row);
                            return index === 0 ? (
                                <th key={column.id} scope="row">
                                    <Link to={place(row)} className={styles.link}>
                                        {content}
                                    </Link>
                                </th>
                            ) : (
                                <td key={column.id} className={look(column)}>
                                    {content}
                                </td>
                            );
                        })}
                    </tr>
                ))}
            </tbody>
        </Table>
    );
}
