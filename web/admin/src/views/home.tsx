// The first page: what is still to do until chat works, found out by looking, and how chat comes
// onto a web page.

import { Link } from "@parley/ui/console/link.tsx";
import { Page } from "@parley/ui/console/page.tsx";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, Copy, ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { isAgent, useApp, useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { Section } from "./detail_page.tsx";
import styles from "./home.module.css";

const look_again_ms = 3_000;

export function Home() {
    const { admin } = useApp();
    const { t } = useText();
    const users = useUsers().data;
    const queues = useRecords("queue.list").data?.items;
    const slug = useRecords("organization.get").data?.organization.slug;
    const chats = useQuery({
        queryKey: ["chat.list"],
        queryFn: () => admin.client.call("chat.list", {}),
        refetchInterval: look_again_ms,
    }).data?.items;
    const agents = users?.filter((one) => one.active && isAgent(one));
    const manned = queues?.filter((queue) =>
        agents?.some((agent) => agent.queues.includes(queue.id)),
    );
    const answered = chats?.some((chat) => chat.accepted_at !== undefined);
    const history = useRecords("settings.history").data?.items;
    const steps: Step[] = [
        {
            done: agents && agents.length > 0,
            title: t("first.team"),
            text: t("first.team_text"),
            way: <Link to="users/new">{t("users.add")}</Link>,
        },
        {
            done: manned && manned.length > 0,
            title: t("first.queue"),
            text: t("first.queue_text"),
            way: (
                <Link to={queues?.[0] ? `queues/${queues[0].id}` : "queues/new"}>
                    {t("first.queue_way")}
                </Link>
            ),
        },
        {
            done: history?.some((change) => change.scope === "organization"),
            title: t("first.working"),
            text: t("first.working_text"),
            way: <Link to="working">{t("working.title")}</Link>,
        },
        {
            done: queues?.some((queue) => queue.hours !== undefined),
            optional: true,
            title: t("first.hours"),
            text: t("first.hours_text"),
            way: <Link to="hours/new">{t("hours.add")}</Link>,
        },
        {
            done: answered,
            title: t("first.chat"),
            text: t("first.chat_text"),
            way: (
                <>
                    <a href={`/try/?organization=${slug ?? ""}`} target="_blank" rel="noreferrer">
                        {t("first.chat_way")}
                        <ExternalLink size={14} aria-hidden="true" />
                    </a>
                    <a href="/desk" target="_blank" rel="noreferrer">
                        {t("account.desk")}
                        <ExternalLink size={14} aria-hidden="true" />
                    </a>
                </>
            ),
        },
    ];
    const known = steps.every((step) => step.done !== undefined);
    const needed = steps.filter((step) => !step.optional);
    const done = needed.filter((step) => step.done).length;
    return (
        <Page title={t("home.title")} intro={t("home.intro")}>
            {known && (
                <section className={styles.card} aria-labelledby="first">
                    <div className={styles.head}>
                        <h2 id="first">
                            {t(done === needed.length ? "first.done" : "first.title")}
                        </h2>
                        <p className={styles.count} role="status">
                            {t("first.count", { done, all: needed.length })}
                        </p>
                    </div>
                    <progress
                        className={styles.progress}
                        max={needed.length}
                        value={done}
                        aria-label={t("first.progress")}
                    />
                    <ol className={styles.steps}>
                        {steps.map((step) => (
                            <StepLine key={step.title} step={step} />
                        ))}
                    </ol>
                </section>
            )}
            <Section title={t("embed.title")} hint={t("embed.hint")}>
                <Snippet slug={slug} />
            </Section>
        </Page>
    );
}

interface Step {
    /** Undefined while it is not known. */
    done?: boolean;
    /** Chat works without it, too. */
    optional?: boolean;
    title: string;
    text: string;
    way: ReactNode;
}

function StepLine({ step }: { step: Step }) {
    const { t } = useText();
    return (
        <li className={step.done ? `${styles.step} ${styles.is_done}` : styles.step}>
            {step.done ? (
                <CircleCheck size={20} aria-hidden="true" />
            ) : (
                <CircleDashed size={20} aria-hidden="true" />
            )}
            <div>
                <h3>
                    {step.title}
                    {step.optional && !step.done && (
                        <span className={styles.optional}>{` (${t("first.optional")})`}</span>
                    )}
                    <span className="sr">{` ${t(step.done ? "first.is_done" : "first.is_open")}`}</span>
                </h3>
                <p>{step.text}</p>
                {!step.done && <p className={styles.ways}>{step.way}</p>}
            </div>
        </li>
    );
}

function Snippet({ slug }: { slug: string | undefined }) {
    const { toasts } = useApp();
    const { t } = useText();
    const attribute = slug ? ` data-organization="${slug}"` : "";
    const code = `<script async src="${location.origin}/widget.js"${attribute}></script>`;
    async function copy(): Promise<void> {
        try {
            await navigator.clipboard.writeText(code);
            toasts.show({ kind: "info", text: t("embed.copied") });
        } catch {
            toasts.show({ kind: "error", text: t("embed.not_copied") });
        }
    }
    return (
        <>
            <pre className={styles.code}>
                <code>{code}</code>
            </pre>
            <div>
                <button type="button" className="button" onClick={() => void copy()}>
                    <Copy size={16} aria-hidden="true" />
                    {t("embed.copy")}
                </button>
            </div>
        </>
    );
}
