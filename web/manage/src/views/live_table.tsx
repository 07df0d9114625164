// A table of live rows. Its order stays while somebody points into it or has the focus there, and a
// chip says that it would be another by now; of many rows only those in sight are drawn.
import { csv, downloadCsv } from "@parley/ui/console/csv.ts";
import { frozenOrder } from "@parley/ui/console/frozen_order.ts";
import { Head, number, Table } from "@parley/ui/console/table.tsx";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUpDown, Download } from "lucide-react";
import {
    type ComponentType,
    type FocusEvent,
    memo,
    type PointerEvent,
    type ReactNode,
    useEffect,
    useMemo,
    useRef,
    useState,
} from "react";
import { useApp } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import type { Sort } from "../model/view.ts";
import styles from "./live_table.module.css";

export interface Column<Row> {
    id: string;
    label: TextId;
    /** What it means, where the label does not say it. */
    hint?: TextId;
    /** In the file for spreadsheets. */
    text: (row: Row, now: number) => string;
    /** By what it is sorted; without it, it is not. */
    order?: (row: Row) => string | number;
    cell: ComponentType<{ row: Row }>;
    number?: boolean;
    /** Takes what room is left. */
    grow?: boolean;
    /** Stays in sight at the end while the others scroll; the last one. */
    held?: boolean;
    /** Left out in the file and of no name: buttons. */
    bare?: boolean;
}

interface Named {
    id: string;
}

/** Above this many rows only those in sight are drawn. */
const drawn_max = 100;
const row_px = 44;
const overscan = 8;

export function LiveTable<Row extends Named>(props: {
    label: string;
    rows: readonly Row[];
    columns: readonly Column<Row>[];
    sort: Sort;
    onSort: (sort: Sort) => void;
    chosen?: string | undefined;
    /** Beside the title: search, what else narrows it. */
    tools?: ReactNode;
    /** Name of the file, without its ending. */
    file: string;
    /** In place of rows. */
    empty: ReactNode;
}) {
    const { label, rows, columns, sort, onSort, chosen, tools, file, empty } = props;
    const { clock } = useApp();
    const { t, language } = useText();
    const sorted = useMemo(
        () => sortedRows(rows, columns, sort, language),
        [rows, columns, sort, language],
    );
    const { shown, changed, apply, watch } = useHeldOrder(sorted);
    const windowed = shown.length > drawn_max;
    // As a state: what is in sight can be known only once it is there.
    const [box, setBox] = useState<HTMLElement | null>(null);
    function choose(column: Column<Row>): void {
        onSort({ id: column.id, down: sort.id === column.id ? !sort.down : !!column.number });
        apply();
    }
    /** Exactly what is seen: these rows in their order. */
    function save(): void {
        const told = columns.filter((column) => !column.bare);
        const now = clock.getSnapshot();
        const body = shown.map((row) => told.map((column) => column.text(row, now)));
        downloadCsv(`${file}.csv`, csv([told.map((column) => t(column.label)), ...body]));
    }
    return (
        <div className={styles.part} {...watch}>
            <div className={styles.head}>
                <h2>{label}</h2>
                {changed && (
                    <button
                        type="button"
                        className={styles.chip}
                        data-holds=""
                        onClick={() => {
                            apply();
                            box?.focus();
                        }}
                    >
                        <ArrowUpDown size={14} aria-hidden="true" />
                        {t("table.sort_changed")}
                    </button>
                )}
                <div className={styles.tools}>
                    {tools}
                    <button
                        type="button"
                        className="button"
                        aria-label={t("table.csv_of", { table: label })}
                        onClick={save}
                    >
                        <Download size={16} aria-hidden="true" />
                        {t("table.csv")}
                    </button>
                </div>
            </div>
            <Table
                ref={setBox}
                className={`${styles.box} ${windowed ? styles.windowed : ""}`}
                data-holds=""
                label={label}
                look="live"
                table={styles.table}
                rows={shown.length + 1}
                below={shown.length === 0 && <div className={styles.empty}>{empty}</div>}
            >
                <thead>
                    <tr>
                        {columns.map((column) => (
                            <ColumnHead
                                key={column.id}
                                column={column}
                                sort={sort}
                                onChoose={() => choose(column)}
                            />
                        ))}
                    </tr>
                </thead>
                {windowed ? (
                    <WindowedRows rows={shown} columns={columns} chosen={chosen} box={box} />
                ) : (
                    <tbody>
                        {shown.map((row) => (
                            <TableRow
                                key={row.id}
                                row={row}
                                columns={columns}
                                chosen={row.id === chosen}
                            />
                        ))}
                    </tbody>
                )}
            </Table>
        </div>
    );
}

function ColumnHead<Row>(props: { column: Column<Row>; sort: Sort; onChoose: () => void }) {
    const { column, sort, onChoose } = props;
    const { t } = useText();
    const here = sort.id === column.id;
    return (
        <Head
            label={column.bare ? <span className="sr">{t(column.label)}</span> : t(column.label)}
            sorted={here ? (sort.down ? "down" : "up") : undefined}
            onSort={column.order && onChoose}
            tip={column.hint && t(column.hint)}
            className={column.grow ? undefined : lookOf(column)}
        />
    );
}

const lookOf = <Row,>({ number: figures, grow, held }: Column<Row>): string | undefined =>
    figures ? number : held ? styles.held : grow ? styles.grow : undefined;

function WindowedRows<Row extends Named>(props: {
    rows: readonly Row[];
    columns: readonly Column<Row>[];
    chosen: string | undefined;
    box: HTMLElement | null;
}) {
    const { rows, columns, chosen, box } = props;
    const virtual = useVirtualizer({
        count: rows.length,
        getScrollElement: () => box,
        estimateSize: () => row_px,
        getItemKey: (index) => rows[index]!.id,
        overscan,
    });
    const items = virtual.getVirtualItems();
    const before = items[0]?.start ?? 0;
    const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
    return (
        <>
            <Gap height={before} columns={columns.length} />
            <tbody>
                {items.map(({ index, key }) => (
                    <TableRow
                        key={key}
                        row={rows[index]!}
                        columns={columns}
                        chosen={rows[index]!.id === chosen}
                        index={index}
                        measure={virtual.measureElement}
                    />
                ))}
            </tbody>
            <Gap height={after} columns={columns.length} />
        </>
    );
}

/** In place of the rows that are not drawn. */
function Gap({ height, columns }: { height: number; columns: number }) {
    if (height <= 0) return null;
    return (
        <tbody aria-hidden="true">
            <tr className={styles.gap}>
                <td style={{ height }} colSpan={columns} />
            </tr>
        </tbody>
    );
}

const TableRow = memo(function TableRow<Row extends Named>(props: {
    row: Row;
    columns: readonly Column<Row>[];
    chosen: boolean;
    /** Where only some are drawn. */
    index?: number;
    measure?: (row: HTMLElement | null) => void;
}) {
    const { row, columns, chosen, index, measure } = props;
    return (
        <tr
            ref={measure}
            data-index={index}
            data-row={row.id}
            data-chosen={chosen || undefined}
            aria-rowindex={index === undefined ? undefined : index + 2}
            className={chosen ? styles.chosen : undefined}
        >
            {columns.map((column, place) => {
                const Cell = column.cell;
                return place === 0 ? (
                    <th key={column.id} scope="row">
                        <Cell row={row} />
                    </th>
                ) : (
                    <td key={column.id} className={lookOf(column)}>
                        <Cell row={row} />
                    </td>
                );
            })}
        </tr>
    );
}) as <Row extends Named>(props: {
    row: Row;
    columns: readonly Column<Row>[];
    chosen: boolean;
    index?: number;
    measure?: (row: HTMLElement | null) => void;
}) => ReactNode;

export function sortedRows<Row extends Named>(
    rows: readonly Row[],
    columns: readonly Column<Row>[],
    { id, down }: Sort,
    language: string,
): Row[] {
    const order = columns.find((column) => column.id === id)?.order ?? columns[0]!.order!;
    const words = collator(language);
    const sign = down ? -1 : 1;
    const keys = new Map(rows.map((row) => [row.id, order(row)]));
    return [...rows].sort((a, b) => {
        const [one, other] = [keys.get(a.id)!, keys.get(b.id)!];
        const by =
            typeof one === "number" && typeof other === "number"
                ? one - other
                : words.compare(String(one), String(other));
        // Equal ones keep one order, whichever way the column goes.
        return by ? sign * by : a.id < b.id ? -1 : 1;
    });
}

const collators = new Map<string, Intl.Collator>();
function collator(language: string): Intl.Collator {
    let found = collators.get(language);
    if (!found) {
        found = new Intl.Collator(language, { numeric: true });
        collators.set(language, found);
    }
    return found;
}

/** The rows as they are sorted; while pointer or focus is in them, as they stood. */
function useHeldOrder<Row extends Named>(sorted: readonly Row[]) {
    const [pointed, setPointed] = useState(false);
    const [focused, setFocused] = useState(false);
    /** One order is taken at once, although it is held. */
    const [, applyNow] = useState(0);
    const last = useRef<readonly string[]>([]);
    const free = useRef(false);
    const held = (pointed || focused) && !free.current;
    const shown = held ? frozenOrder(last.current, sorted) : sorted;
    const changed = held && shown.some((row, index) => row.id !== sorted[index]?.id);
    useEffect(() => {
        last.current = shown.map(({ id }) => id);
        free.current = false;
    });
    return {
        shown,
        changed,
        apply: () => {
            free.current = true;
            applyNow((count) => count + 1);
        },
        // Pointer and focus begin in the rows; the chip beside the title does not end it.
        watch: {
            onPointerOver: (event: PointerEvent) => {
                if (holds(event.target)) setPointed(true);
            },
            onPointerLeave: () => setPointed(false),
            onFocus: (event: FocusEvent) => setFocused(holds(event.target)),
            onBlur: (event: FocusEvent) => {
                if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
            },
        },
    };
}

const holds = (target: EventTarget): boolean =>
    target instanceof Element && target.closest("[data-holds]") !== null;
