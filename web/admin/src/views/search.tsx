// Search over all settings: pages, people, queues, statuses. A combobox after the ARIA pattern.
import { statusWord } from "@parley/ui/console/status_words.ts";
import { Search as Glass } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useApp, useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { all_items } from "./places.ts";
import styles from "./search.module.css";
import { switchHint, switchName } from "./switch_words.ts";

interface Hit {
    place: string;
    /** Where several are at one place. */
    key?: string;
    label: string;
    kind: string;
    words: string;
}

const shown_max = 8;

export function Search() {
    const { router } = useApp();
    const { t } = useText();
    const [query, setQuery] = useState("");
    const [active, setActive] = useState(0);
    const [open, setOpen] = useState(false);
    const field = useRef<HTMLInputElement>(null);
    const list = useId();
    const all = useHits();
    const hits = open && query.trim() ? found(all, query) : [];

    function choose(hit: Hit | undefined): void {
        if (!hit) return;
        setQuery("");
        setOpen(false);
        field.current?.blur();
        router.go(hit.place);
    }
    function key(event: KeyboardEvent): void {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const step = event.key === "ArrowDown" ? 1 : -1;
            setActive((active + step + hits.length) % Math.max(1, hits.length));
        } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            choose(hits[active]);
        } else if (event.key === "Escape") {
            setQuery("");
            setOpen(false);
        }
    }
    return (
        <search className={styles.search}>
            <Glass size={16} aria-hidden="true" />
            <input
                ref={field}
                className={styles.field}
                role="combobox"
                aria-label={t("search.label")}
                placeholder={t("search.label")}
                aria-expanded={hits.length > 0}
                aria-controls={list}
                aria-autocomplete="list"
                aria-activedescendant={hits.length ? `${list}-${active}` : undefined}
                autoComplete="off"
                value={query}
                onChange={(event) => {
                    setQuery(event.target.value);
                    setActive(0);
                    setOpen(true);
                }}
                onFocus={() => setOpen(true)}
                onBlur={() => setOpen(false)}
                onKeyDown={key}
            />
            <div
                id={list}
                role="listbox"
                aria-label={t("search.hits")}
                className={styles.list}
                hidden={!hits.length}
            >
                {hits.map((hit, index) => (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
                    <div
                        key={`${hit.place} ${hit.key}`}
                        id={`${list}-${index}`}
                        role="option"
                        tabIndex={-1}
                        aria-selected={index === active}
                        className={styles.hit}
                        onPointerDown={(event) => event.preventDefault()}
                        onClick={() => choose(hit)}
                    >
                        <span>{hit.label}</span>
                        <span className={styles.kind}>{hit.kind}</span>
                    </div>
                ))}
            </div>
            <div className="sr" role="status">
                {open && query.trim() && t("search.count", { count: hits.length })}
            </div>
        </search>
    );
}

function useHits(): Hit[] {
    const { t } = useText();
    const users = useUsers().data ?? [];
    const queues = useRecords("queue.list").data?.items ?? [];
    const teams = useRecords("team.list").data?.items ?? [];
    const partitions = useRecords("partition.list").data?.items ?? [];
    const hours = useRecords("hours.list").data?.items ?? [];
    const bots = useRecords("bot.list").data?.items ?? [];
    const rules = useRecords("rule.list").data?.items ?? [];
    const statuses = useRecords("status.list").data?.items ?? [];
    const switches = useRecords("settings.get").data?.switches ?? [];
    return [
        ...all_items.map((item) => ({
            place: item.place,
            label: t(item.label),
            kind: t("search.page"),
            words: t(item.words),
        })),
        ...switches.map((one) => ({
            place: "working",
            key: one.name,
            label: t(switchName(one.name)),
            kind: t("working.title"),
            words: `${one.name} ${t(switchHint(one.name))}`,
        })),
        ...users.map((one) => ({
            place: `users/${one.id}`,
            label: one.display_name,
            kind: t("search.user"),
            words: one.name,
        })),
        ...queues.map((one) => ({
            place: `queues/${one.id}`,
            label: one.name,
            kind: t("search.queue"),
            words: "",
        })),
        ...teams.map((one) => ({
            place: `teams/${one.id}`,
            label: one.name,
            kind: t("users.team"),
            words: "",
        })),
        ...partitions.map((one) => ({
            place: `partitions/${one.id}`,
            label: one.name,
            kind: t("queue.partition"),
            words: "",
        })),
        ...hours.map((one) => ({
            place: `hours/${one.id}`,
            label: one.name,
            kind: t("hours.title"),
            words: "",
        })),
        ...bots.map((one) => ({
            place: `bots/${one.id}`,
            label: one.name,
            kind: t("bots.title"),
            words: "",
        })),
        ...rules.map((one) => ({
            place: `rules/${one.id}`,
            label: one.name,
            kind: t("rules.title"),
            words: "",
        })),
        ...statuses.map((one) => ({
            place: `statuses/${one.key}`,
            label: statusWord(one, t),
            kind: t("search.status"),
            words: one.key,
        })),
    ];
}

/** Those with all words of the query; what begins with it comes first. */
function found(hits: readonly Hit[], query: string): Hit[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return hits
        .filter((hit) => {
            const all = `${hit.label} ${hit.words} ${hit.kind}`.toLowerCase();
            return words.every((word) => all.includes(word));
        })
        .map((hit) => ({ hit, first: hit.label.toLowerCase().startsWith(words[0]!) ? 0 : 1 }))
        .sort((a, b) => a.first - b.first)
        .slice(0, shown_max)
        .map(({ hit }) => hit);
}
