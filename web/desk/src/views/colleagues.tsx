// What colleagues write to each other, apart from any chat: with whom on the left, the talk on the
// right. It arrives at once, and takes no place (E36, E50).
import { asProblem, type Colleague, type ColleagueMessage } from "@parley/sdk";
import { clock, exact } from "@parley/ui";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { MessageCircle, Search } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useApp, useOneColumn, useRoute, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import list from "./chat_list.module.css";
import styles from "./colleagues.module.css";
import { Talk } from "./talk.tsx";

const ask_ms = 150;

export default function Colleagues() {
    const { t } = useText();
    const route = useRoute();
    const one_column = useOneColumn();
    const other = route.with;
    return (
        <main className={styles.page} data-region="list" tabIndex={-1}>
            {(!one_column || !other) && <People open={other} />}
            {other ? (
                <Talk key={other} colleague={other} back={one_column} />
            ) : (
                !one_column && (
                    <div className={styles.nobody}>
                        <MessageCircle size={32} aria-hidden="true" />
                        <p>{t("colleague.choose")}</p>
                    </div>
                )
            )}
        </main>
    );
}

/** Those one has written with; or whoever is sought. */
function People({ open }: { open: string | undefined }) {
    const { desk } = useApp();
    const { t, language } = useText();
    const talks = useStore(desk.talks);
    const [query, setQuery] = useState("");
    const found = useFound(query);
    const id = useId();
    return (
        <section className={styles.people} aria-label={t("rail.colleagues")}>
            <h2 className={list.title}>{t("rail.colleagues")}</h2>
            <label className={styles.search}>
                <Search size={16} aria-hidden="true" />
                <span className="sr">{t("colleague.search")}</span>
                <input
                    type="search"
                    className={styles.input}
                    placeholder={t("colleague.search")}
                    value={query}
                    aria-describedby={id}
                    data-region-focus
                    onChange={(event) => setQuery(event.target.value)}
                />
            </label>
            <p id={id} className="sr" role="status">
                {found && t("colleague.found", { count: found.length })}
            </p>
            <ul className={styles.rows}>
                {found
                    ? found.map((one) => (
                          <li key={one.person.id}>
                              <Row
                                  colleague={one}
                                  open={open === one.person.id}
                                  line={t(one.may_write ? stateOf(one) : "colleague.no_group")}
                                  onOpen={() => setQuery("")}
                              />
                          </li>
                      ))
                    : talks.map(({ colleague, last, unread }) => (
                          <li key={colleague.person.id}>
                              <Row
                                  colleague={colleague}
                                  open={open === colleague.person.id}
                                  line={lineOf(last, desk.user.id, t("colleague.you"))}
                                  at={clock(last.at, language)}
                                  title={exact(last.at, language)}
                                  unread={unread}
                              />
                          </li>
                      ))}
            </ul>
            {found?.length === 0 && <p className={styles.none}>{t("colleague.nobody")}</p>}
            {!found && talks.length === 0 && (
                <p className={styles.none}>{t("colleague.none_yet")}</p>
            )}
        </section>
    );
}

const stateOf = ({ signed_in }: Colleague) =>
    signed_in ? ("colleague.signed_in" as const) : ("colleague.signed_out" as const);

function lineOf(last: ColleagueMessage, me: string, you: string): string {
    return last.from.id === me ? `${you}: ${last.text}` : last.text;
}

function Row(props: {
    colleague: Colleague;
    open: boolean;
    line: string;
    at?: string;
    title?: string;
    unread?: number;
    onOpen?: () => void;
}) {
    const { colleague, open, line, at, title, unread = 0, onOpen } = props;
    const { router } = useApp();
    const { t } = useText();
    const { id, name } = colleague.person;
    return (
        <a
            className={styles.row}
            href={`/desk/colleagues/${id}`}
            aria-current={open || undefined}
            onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                router.go({ page: "colleagues", with: id });
                onOpen?.();
            }}
        >
            <Avatar name={name} size={36} />
            <span className={styles.name}>
                <span>{name}</span>
                {at && <time title={title}>{at}</time>}
            </span>
            <span className={styles.line}>{line}</span>
            {unread > 0 && (
                <span className={styles.unread}>
                    <span aria-hidden="true">{unread}</span>
                    <span className="sr">{t("rail.unread", { count: unread })}</span>
                </span>
            )}
        </a>
    );
}

/** Undefined while nobody is sought. */
function useFound(query: string): readonly Colleague[] | undefined {
    const { client } = useApp().desk;
    const like = query.trim();
    const [found, setFound] = useState<readonly Colleague[]>();
    useEffect(() => {
        if (!like) return setFound(undefined);
        let left = false;
        const timer = setTimeout(() => {
            client.call("colleague.find", { like, limit: 30 }).then(
                ({ items }) => !left && setFound(items),
                (caught) => {
                    // What was found before stays until there is a connection again.
                    if (!left && asProblem(caught).code === "invalid") setFound([]);
                },
            );
        }, ask_ms);
        return () => {
            left = true;
            clearTimeout(timer);
        };
    }, [client, like]);
    return like ? (found ?? []) : undefined;
}
