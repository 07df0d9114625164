// What is sought: words, and in which chats.
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useApp } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { nothing_sought, type Sought } from "../model/search.ts";
import styles from "./search.module.css";

const query_max = 200;

export function SearchForm(props: {
    sought: Sought;
    /** Why nothing can be found by the words. */
    wrong: string | undefined;
    onSeek: (sought: Sought) => void;
}) {
    const { sought, wrong, onSeek } = props;
    const { desk } = useApp();
    const { t } = useText();
    const [query, setQuery] = useState(sought.query);
    const id = useId();
    const queues = useQuery({
        queryKey: ["search queues"],
        queryFn: () => desk.client.call("queue.list", {}),
        enabled: desk.may("queue_view"),
    });
    const agents = useQuery({
        queryKey: ["search agents"],
        queryFn: () => desk.client.call("agent.list", { limit: 200 }),
        enabled: desk.may("agent_view"),
    });
    function submit(event: FormEvent): void {
        event.preventDefault();
        onSeek({ ...sought, query: query.trim() });
    }
    const narrow = (part: Partial<Sought>) => onSeek({ ...sought, query: query.trim(), ...part });
    const { query: _, ...filters } = sought;
    return (
        <search>
            <form className={styles.form} onSubmit={submit}>
                <div className={styles.line}>
                    <input
                        type="search"
                        className="input"
                        aria-label={t("search.field")}
                        aria-describedby={`${id}hint`}
                        aria-invalid={wrong ? true : undefined}
                        aria-errormessage={wrong && `${id}wrong`}
                        placeholder={t("search.field")}
                        maxLength={query_max}
                        autoComplete="off"
                        value={query}
                        data-search-field
                        data-region-focus
                        onChange={(event) => setQuery(event.target.value)}
                    />
                    <button type="submit" className="button primary" aria-label={t("search.go")}>
                        <Search size={18} aria-hidden="true" />
                    </button>
                </div>
                {wrong && (
                    <p id={`${id}wrong`} className={styles.wrong} role="alert">
                        {wrong}
                    </p>
                )}
                <p id={`${id}hint`} className={styles.hint}>
                    {t("search.hint")}
                </p>
                <div className={styles.filters}>
                    {queues.data && (
                        <Choice
                            label="search.queue"
                            all="search.all_queues"
                            value={sought.queue}
                            options={queues.data.items.map(({ id, name }) => [id, name])}
                            onChange={(queue) => narrow({ queue })}
                        />
                    )}
                    {agents.data && (
                        <Choice
                            label="search.agent"
                            all="search.all_agents"
                            value={sought.agent}
                            options={agents.data.items.map((one) => [one.id, one.display_name])}
                            onChange={(agent) => narrow({ agent })}
                        />
                    )}
                    <Day
                        label="search.from"
                        value={sought.from}
                        most={sought.to}
                        onChange={(from) => narrow({ from })}
                    />
                    <Day
                        label="search.to"
                        value={sought.to}
                        least={sought.from}
                        onChange={(to) => narrow({ to })}
                    />
                </div>
                {Object.values(filters).some(Boolean) && (
                    <button
                        type="button"
                        className="link"
                        onClick={(event) => {
                            // This button goes: the focus stays in the form.
                            event.currentTarget.form?.querySelector("input")?.focus();
                            onSeek({ ...nothing_sought, query: query.trim() });
                        }}
                    >
                        {t("search.clear")}
                    </button>
                )}
            </form>
        </search>
    );
}

function Choice(props: {
    label: TextId;
    all: TextId;
    value: string;
    options: readonly (readonly [value: string, label: string])[];
    onChange: (value: string) => void;
}) {
    const { label, all, value, options, onChange } = props;
    const { t } = useText();
    const id = useId();
    return (
        <div className={styles.filter}>
            <label htmlFor={id}>{t(label)}</label>
            <select
                id={id}
                className="input"
                value={value}
                onChange={(event) => onChange(event.target.value)}
            >
                <option value="">{t(all)}</option>
                {options.map(([key, name]) => (
                    <option key={key} value={key}>
                        {name}
                    </option>
                ))}
            </select>
        </div>
    );
}

function Day(props: {
    label: TextId;
    value: string;
    least?: string;
    most?: string;
    onChange: (value: string) => void;
}) {
    const { label, value, least, most, onChange } = props;
    const { t } = useText();
    const id = useId();
    return (
        <div className={styles.filter}>
            <label htmlFor={id}>{t(label)}</label>
            <input
                id={id}
                type="date"
                className="input"
                value={value}
                min={least || undefined}
                max={most || undefined}
                onChange={(event) => onChange(event.target.value)}
            />
        </div>
    );
}
