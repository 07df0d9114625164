// Beside the conversation: who the customer says to be, what the form asked, when what happened.
import type { Chat } from "@parley/sdk";
import { clock, daysAgo, exact, stopwatch } from "@parley/ui";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { HandOverFacts } from "@parley/ui/console/chat/handed_on.tsx";
import {
    ArrowRightLeft,
    ClipboardList,
    Clock,
    Download,
    Mail,
    ShieldQuestion,
    Star,
    UserRound,
} from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useApp, useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import { mayMail, saveTranscript } from "./actions.ts";
import { LogCard } from "./logs.tsx";
import styles from "./side_panel.module.css";
import { Why } from "./why.tsx";

const minute_ms = 60_000;

export function SidePanel({ chat }: { chat: Chat }) {
    const { t, language } = useText();
    const app = useApp();
    const { desk } = app;
    const { customer } = chat;
    const name = customer.name || t("customer.unnamed");
    const fields = Object.entries(chat.fields ?? {}).filter(([key]) => key !== "page");
    const now = useNow(minute_ms);
    const time = (at: string) => (
        <time dateTime={at} title={exact(at, language)}>
            {daysAgo(at, now) === 0 ? clock(at, language) : dayAndTime(at, language)}
        </time>
    );
    return (
        <aside
            className={styles.side}
            data-region="side"
            aria-label={t("side.title")}
            tabIndex={-1}
        >
            <section className={styles.card} aria-label={t("side.customer")}>
                <div className={styles.person}>
                    <Avatar name={name} size={48} />
                    <div className={styles.names}>
                        <h3 className={styles.name}>{name}</h3>
                        <p className={styles.queue}>{chat.queue_name}</p>
                    </div>
                </div>
                {customer.email && (
                    <div className={styles.email}>
                        <Mail size={16} aria-hidden="true" />
                        <a href={`mailto:${customer.email}`}>{customer.email}</a>
                        <span className={styles.chip} title={t("side.unverified_hint")}>
                            <ShieldQuestion size={14} aria-hidden="true" />
                            {t("side.unverified")}
                        </span>
                    </div>
                )}
                {chat.page && <PageLink page={chat.page} />}
            </section>
            {fields.length > 0 && (
                <Card icon={<ClipboardList size={16} aria-hidden="true" />} title={t("side.form")}>
                    {fields.map(([key, value]) => (
                        <Fact key={key} name={label(key)}>
                            {value}
                        </Fact>
                    ))}
                </Card>
            )}
            <Card
                icon={<Clock size={16} aria-hidden="true" />}
                title={t("side.times")}
                below={
                    <>
                        <button
                            type="button"
                            className="button quiet"
                            onClick={() => void saveTranscript(app, chat.id)}
                        >
                            <Download size={16} aria-hidden="true" />
                            {t("side.save")}
                        </button>
                        {mayMail(chat, app.desk.user.id) && (
                            <button
                                type="button"
                                className="button quiet"
                                onClick={() => app.dialog.set({ name: "mail", chat: chat.id })}
                            >
                                <Mail size={16} aria-hidden="true" />
                                {t("side.mail")}
                            </button>
                        )}
                    </>
                }
            >
                <Fact name={t("side.started")}>{time(chat.started_at)}</Fact>
                {chat.accepted_at && (
                    <>
                        <Fact name={t("side.waited")}>
                            <span className="timer">
                                {stopwatch(
                                    Date.parse(chat.accepted_at) - Date.parse(chat.started_at),
                                )}
                            </span>
                        </Fact>
                        <Fact name={t("side.accepted")}>{time(chat.accepted_at)}</Fact>
                    </>
                )}
                {chat.ended_at && <Fact name={t("side.ended")}>{time(chat.ended_at)}</Fact>}
            </Card>
            <Rated chat={chat} />
            <LogCard chat={chat} />
            <HandedOn chat={chat} />
            {(desk.may("chat_view_all") || chat.agent?.id === desk.user.id) && (
                <Why key={`${chat.id} ${chat.agent?.id}`} of={{ chat: chat.id }} />
            )}
            {chat.agent && chat.agent.id !== desk.user.id && (
                <Card icon={<UserRound size={16} aria-hidden="true" />} title={t("side.agent")}>
                    <Fact name={t("side.served_by")}>{chat.agent.name}</Fact>
                </Card>
            )}
        </aside>
    );
}

/** How the customer says that it was. */
function Rated({ chat: { rating } }: { chat: Chat }) {
    const { t } = useText();
    if (!rating) return null;
    return (
        <Card icon={<Star size={16} aria-hidden="true" />} title={t("side.rating")}>
            <Fact name={t("side.rating_score")}>
                {t("side.rating_of", { score: rating.score })}
            </Fact>
            {rating.comment && <Fact name={t("side.rating_comment")}>{rating.comment}</Fact>}
        </Card>
    );
}

/** Who had the chat before, and what they said with it. */
function HandedOn({ chat }: { chat: Chat }) {
    const { t } = useText();
    const { desk } = useApp();
    const { id, handed_on } = chat;
    const at = handed_on?.at;
    const [before, setBefore] = useState<readonly string[]>([]);
    useEffect(() => {
        if (!at) return;
        let left = false;
        desk.client.call("chat.owners", { chat: id }).then(
            ({ items }) => {
                const gone = items.filter((one) => one.cause).map((one) => one.agent.name);
                if (!left) setBefore(gone);
            },
            () => undefined, // it is only more of the same
        );
        return () => {
            left = true;
        };
    }, [desk, id, at]);
    if (!handed_on) return null;
    return (
        <Card icon={<ArrowRightLeft size={16} aria-hidden="true" />} title={t("side.handed_on")}>
            <Fact name={t("side.handed_on_by")}>{handed_on.from.name}</Fact>
            <Fact name={t("side.handed_on_from")}>{handed_on.queue_name}</Fact>
            {before.length > 1 && <Fact name={t("side.before")}>{before.join(" → ")}</Fact>}
            <HandOverFacts of={handed_on} />
        </Card>
    );
}

function dayAndTime(at: string, language: string): string {
    return new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

function Card(props: { icon: ReactNode; title: string; children: ReactNode; below?: ReactNode }) {
    return (
        <section className={styles.card} aria-label={props.title}>
            <h3 className={styles.title}>
                {props.icon}
                {props.title}
            </h3>
            <dl className={styles.facts}>{props.children}</dl>
            {props.below}
        </section>
    );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
    return (
        <div className={styles.fact}>
            <dt>{name}</dt>
            <dd>{children}</dd>
        </div>
    );
}

/** A field of the form as it is called there: "order_number" reads "Order number". */
function label(key: string): string {
    const words = key.replace(/[_-]+/g, " ").trim();
    return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The address is the customer's word: a link only where it is a web address. */
function PageLink({ page }: { page: string }) {
    const { t } = useText();
    const is_web = /^https?:\/\//i.test(page) && URL.canParse(page);
    const shown = is_web ? new URL(page).host + new URL(page).pathname : page;
    return (
        <div className={styles.page}>
            <span className={styles.page_label}>{t("side.page")}</span>
            {is_web ? (
                <a href={page} target="_blank" rel="noopener noreferrer nofollow" title={page}>
                    {shown}
                </a>
            ) : (
                <span>{shown}</span>
            )}
        </div>
    );
}
