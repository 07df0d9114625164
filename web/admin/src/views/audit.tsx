// The audit log: who has done what that not everybody may, and whether the log is as it was written
// (P22). The server finds and pages; here is shown what has been read so far.
import type { AuditRow } from "@parley/sdk";
import { csv, downloadCsv } from "@parley/ui/console/csv.ts";
import { Empty, Failed, Page } from "@parley/ui/console/page.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { only_wide, Table } from "@parley/ui/console/table.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useId, useState } from "react";
import { useApp, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./audit.module.css";
import { AuditChain } from "./audit_chain.tsx";
import { AuditDetails } from "./audit_details.tsx";
import { useAuditWords } from "./audit_words.ts";
import list from "./list_page.module.css";
import { More } from "./more.tsx";

interface Asked {
    event: string;
    actor: string;
    from: string;
    to: string;
}

const nothing: Asked = { event: "", actor: "", from: "", to: "" };

/** The beginning of a day on the reader's calendar, or of the one after it. */
function dayStart(date: string, days: number): string {
    const day = new Date(`${date}T00:00`);
    day.setDate(day.getDate() + days);
    return day.toISOString();
}

function filterOf(asked: Asked) {
    return {
        ...(asked.event && { event: asked.event }),
        ...(asked.actor && { actor: asked.actor }),
        ...(asked.from && { from: dayStart(asked.from, 0) }),
        ...(asked.to && { to: dayStart(asked.to, 1) }),
    };
}

function useRows(asked: Asked) {
    const { admin } = useApp();
    const filter = filterOf(asked);
    return useInfiniteQuery({
        queryKey: ["audit.list", filter],
        initialPageParam: undefined as string | undefined,
        queryFn: ({ pageParam }) =>
            admin.client.call("audit.list", { ...filter, ...(pageParam && { after: pageParam }) }),
        getNextPageParam: (last) => last.next,
    });
}

export function Audit() {
    const { admin, toasts } = useApp();
    const { t } = useText();
    const words = useAuditWords();
    const [asked, setAsked] = useState(nothing);
    const [open, setOpen] = useState<AuditRow>();
    const pages = useRows(asked);
    const rows = pages.data?.pages.flatMap((page) => page.items);

    /** All that fit the filter, not only those that have been read for the page. */
    async function everyRow(): Promise<AuditRow[]> {
        const every: AuditRow[] = [];
        for (let after: string | undefined; ; ) {
            const page = await admin.client.call("audit.list", {
                ...filterOf(asked),
                ...(after && { after }),
                limit: 200,
            });
            every.push(...page.items);
            if (page.next === undefined) return every;
            after = page.next;
        }
    }
    async function saveTable(): Promise<void> {
        const head = [
            t("audit.time"),
            t("audit.who"),
            t("audit.what"),
            t("audit.target"),
            t("audit.outcome"),
            t("audit.address"),
        ];
        const found = await everyRow().catch(() => undefined);
        if (!found) return void toasts.show({ kind: "error", text: t("load_failed") });
        const body = found.map((row) => [
            row.at,
            words.who(row),
            words.what(row),
            words.target(row),
            words.outcome(row),
            row.address ?? "",
        ]);
        downloadCsv("audit.csv", csv([head, ...body]));
    }
    return (
        <Page
            title={t("audit.title")}
            intro={t("audit.intro")}
            actions={
                <button
                    type="button"
                    className="button"
                    disabled={!rows}
                    onClick={() => void saveTable()}
                >
                    <Download size={16} aria-hidden="true" />
                    {t("list.csv")}
                </button>
            }
        >
            <AuditChain />
            <Tools asked={asked} onChange={setAsked} count={rows?.length} />
            {pages.isError && <Failed onRetry={() => void pages.refetch()} />}
            {!rows ? (
                !pages.isError && <Skeleton rows={5} />
            ) : rows.length ? (
                <Rows rows={rows} onOpen={setOpen} />
            ) : (
                <Empty icon={ScrollText} text={t("list.none_found")}>
                    <button type="button" className="button" onClick={() => setAsked(nothing)}>
                        {t("list.clear")}
                    </button>
                </Empty>
            )}
            <More pages={pages}>{t("audit.more")}</More>
            {open && <AuditDetails row={open} onClose={() => setOpen(undefined)} />}
        </Page>
    );
}

function Tools(props: {
    asked: Asked;
    onChange: (asked: Asked) => void;
    count: number | undefined;
}) {
    const { asked, onChange, count } = props;
    const { t } = useText();
    const words = useAuditWords();
    const users = useUsers().data ?? [];
    const id = useId();
    const set = (change: Partial<Asked>) => onChange({ ...asked, ...change });
    const choices = [
        {
            name: "event" as const,
            label: t("audit.what"),
            all: t("audit.all_events"),
            options: words.events,
        },
        {
            name: "actor" as const,
            label: t("audit.who"),
            all: t("audit.everybody"),
            options: users.map((one) => ({ value: one.id, label: one.display_name })),
        },
    ];
    const days = [
        ["from", t("audit.from")],
        ["to", t("audit.to")],
    ] as const;
    return (
        <div className={list.tools}>
            {choices.map((one) => (
                <div key={one.name} className={list.tool}>
                    <label htmlFor={id + one.name}>{one.label}</label>
                    <select
                        id={id + one.name}
                        className="input"
                        value={asked[one.name]}
                        onChange={(event) => set({ [one.name]: event.target.value })}
                    >
                        <option value="">{one.all}</option>
                        {one.options.map(({ value, label }) => (
                            <option key={value} value={value}>
                                {label}
                            </option>
                        ))}
                    </select>
                </div>
            ))}
            {days.map(([name, label]) => (
                <div key={name} className={list.tool}>
                    <label htmlFor={id + name}>{label}</label>
                    <input
                        id={id + name}
                        type="date"
                        className="input"
                        value={asked[name]}
                        onChange={(event) => set({ [name]: event.target.value })}
                    />
                </div>
            ))}
            <p className={list.count} role="status">
                {count !== undefined && t("audit.count", { count })}
            </p>
        </div>
    );
}

function Rows({ rows, onOpen }: { rows: readonly AuditRow[]; onOpen: (row: AuditRow) => void }) {
    const { t } = useText();
    const words = useAuditWords();
    return (
        <Table label={t("audit.title")}>
            <thead>
                <tr>
                    <th scope="col">{t("audit.time")}</th>
                    <th scope="col">{t("audit.who")}</th>
                    <th scope="col">{t("audit.what")}</th>
                    <th scope="col" className={only_wide}>
                        {t("audit.target")}
                    </th>
                    <th scope="col" className={only_wide}>
                        {t("audit.outcome")}
                    </th>
                </tr>
            </thead>
            <tbody>
                {rows.map((row) => (
                    <tr key={row.seq}>
                        <th scope="row">
                            <button
                                type="button"
                                className={styles.row}
                                onClick={() => onOpen(row)}
                            >
                                <time dateTime={row.at}>{words.when(row)}</time>
                            </button>
                        </th>
                        <td>{words.who(row)}</td>
                        <td className={styles.text}>{words.what(row)}</td>
                        <td className={`${only_wide} ${styles.text}`}>{words.target(row)}</td>
                        <td className={only_wide}>
                            <span className={styles[row.outcome]}>{words.outcome(row)}</span>
                        </td>
                    </tr>
                ))}
            </tbody>
        </Table>
    );
}
