// One row of a conversation, an <li>. Written against React's API; the widget runs it on its own renderer.
import type { Item, Person, Problem } from "@parley/sdk";
import type { ComponentType, HTMLAttributes, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type en from "./locales/en.json";
import { clock, dayName, exact } from "./time.ts";
import type { Row } from "./timeline.ts";
import type { Translate } from "./translate.ts";

export interface RowContext {
    t: Translate<keyof typeof en>;
    language: string;
    me: { id: string };
    /** Up to here everything has come to a page of the other side. */
    delivered: number;
    /** The other side has seen everything up to here. */
    seen: number;
    /** The own message that carries the word "Seen": the last one that the other side has seen. */
    seen_key?: string;
    now: number;
    /** Why a message failed, where there is more to say than "Not sent"; else "". */
    reason: (problem: Problem) => string;
    onRetry: (key: string) => void;
    onRemove: (key: string) => void;
    /** What a face says of a message, below its text. */
    note?: (item: Item) => ReactNode;
    /** What a bubble holds; without it, or while it is on its way, the text as it is. */
    Body?: ComponentType<{ item: Item }> | undefined;
    /** What a face offers for a failed message beyond Try again and Delete. */
    more?: (item: Item) => ReactNode;
}

/** The last own message that was seen. */
export function seenKey(
    items: readonly Item[],
    me: { id: string },
    seen: number,
): string | undefined {
    return items.findLast(
        (one) => one.from.id === me.id && one.seq !== undefined && one.seq <= seen,
    )?.key;
}

export function systemText(item: Item, t: RowContext["t"]): string {
    const { type, person } = item.event!;
    // A line that bots bring comes with the rest of them.
    return t(`system.${type}` as keyof typeof en, { name: person?.name ?? "" });
}

function authorName(from: Person, { t, me }: RowContext): string {
    return from.id === me.id ? t("you") : from.name;
}

function State({ item, context }: { item: Item; context: RowContext }) {
    const { t, delivered, seen, seen_key } = context;
    const [icon, word] =
        item.state === "pending"
            ? (["clock", "sending"] as const)
            : item.seq! <= seen
              ? (["checks", "seen"] as const)
              : item.seq! <= delivered
                ? (["checks", "delivered"] as const)
                : (["check", "sent"] as const);
    return (
        <>
            <Icon name={icon} />
            <span className={item.key === seen_key ? "" : "sr"}>{t(word)}</span>
        </>
    );
}

/** Codes of problems that no second try mends. */
const hopeless = /^(chat_ended|invalid|personal_data)$/;

function Meta({ row, context }: { row: Row & { kind: "group" }; context: RowContext }) {
    const { t, language, onRetry, onRemove } = context;
    const item = row.items.at(-1)!;
    if (item.state === "failed") {
        const reason = item.problem && context.reason(item.problem);
        return (
            <div className="meta failed">
                <Icon name="alert" />
                {t("not_sent")}
                <span aria-hidden="true">·</span>
                {!hopeless.test(item.problem?.code ?? "") && (
                    <>
                        <button type="button" className="link" onClick={() => onRetry(item.key)}>
                            {t("try_again")}
                        </button>
                        <span aria-hidden="true">·</span>
                    </>
                )}
                <button type="button" className="link" onClick={() => onRemove(item.key)}>
                    {t("delete")}
                </button>
                {context.more?.(item)}
                {reason && <span className="reason">{reason}</span>}
            </div>
        );
    }
    return (
        <div className="meta">
            <span aria-hidden="true">
                <bdi>{authorName(row.from, context)}</bdi> ·
            </span>
            <time dateTime={item.at} title={exact(item.at, language)}>
                {clock(item.at, language)}
            </time>
            {row.own && <State item={item} context={context} />}
        </div>
    );
}

/**
 * `place` goes to the <li>: aria-posinset and the like, where only a part of a list is in the page.
 */
export function TimelineRow(props: {
    row: Row;
    context: RowContext;
    place?: HTMLAttributes<HTMLLIElement>;
}) {
    const { row, context, place } = props;
    const { t, language, now } = context;
    switch (row.kind) {
        case "day":
            return (
                <li {...place} className="divider">
                    {dayName(row.at, now, language, t)}
                </li>
            );
        case "new":
            return (
                <li {...place} className="divider new">
                    {t("new")}
                </li>
            );
        case "system":
            return (
                <li {...place} className="system" data-seq={row.item.seq}>
                    {systemText(row.item, t)}
                    <span aria-hidden="true"> · </span>
                    <time dateTime={row.item.at} title={exact(row.item.at, language)}>
                        {clock(row.item.at, language)}
                    </time>
                </li>
            );
        case "group": {
            const { Body } = context;
            return (
                <li {...place} className={`group ${row.own ? "own" : row.from.kind}`}>
                    {row.items.map((item) => (
                        <section
                            key={item.key}
                            className={`bubble ${item.state}`}
                            data-seq={item.seq}
                        >
                            <span className="sr">{authorName(row.from, context)}: </span>
                            {Body ? <Body item={item} /> : <bdi>{item.text}</bdi>}
                            {context.note?.(item)}
                        </section>
                    ))}
                    <Meta row={row} context={context} />
                </li>
            );
        }
    }
}

export function Typing({ name, t }: { name: string; t: RowContext["t"] }) {
    return (
        <div className="group typing">
            <div className="bubble dots" aria-hidden="true">
                <i />
                <i />
                <i />
            </div>
            <div className="meta">{t("typing", { name })}</div>
        </div>
    );
}
