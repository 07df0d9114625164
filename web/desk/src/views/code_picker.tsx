// Chooses the codes that say what a chat was about: typing narrows them down, the keys 1 to 9 take
// the first nine, each list is marked as required or not (E17, E32, E33, W33).
import type { Code, CodeList } from "@parley/sdk";
import { Search } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./code_picker.module.css";

const keys_max = 9;

function fold(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function CodePicker(props: {
    lists: readonly CodeList[];
    /** In the order of choosing: the first one counts as the one (E33). */
    chosen: readonly string[];
    max: number;
    onChange: (chosen: string[]) => void;
    /** Enter in the empty search field. */
    onDone?: () => void;
}) {
    const { lists, chosen, max, onChange, onDone } = props;
    const { announcer } = useApp();
    const { t } = useText();
    const [query, setQuery] = useState("");
    const root = useRef<HTMLDivElement>(null);
    const field = useId();
    const words = fold(query).split(/\s+/).filter(Boolean);
    const matches = (code: Code, list: CodeList) => {
        const all = fold(`${code.label} ${list.name}`);
        return words.every((word) => all.includes(word));
    };
    const shown = lists
        .map((list) => ({ list, codes: list.codes.filter((code) => matches(code, list)) }))
        .filter(({ codes }) => codes.length > 0);
    const flat = shown.flatMap(({ list, codes }) => codes.map((code) => ({ list, code })));

    function toggle(list: CodeList, code: Code): void {
        if (chosen.includes(code.id)) {
            onChange(chosen.filter((id) => id !== code.id));
            announcer.say(t("codes.removed", { code: code.label }));
            return;
        }
        const others = new Set(list.several ? [] : list.codes.map((one) => one.id));
        const kept = chosen.filter((id) => !others.has(id));
        if (kept.length >= max) {
            announcer.say(t("codes.at_most", { count: max }));
            return;
        }
        onChange([...kept, code.id]);
        announcer.say(t("codes.added", { code: code.label }));
    }

    function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
        if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
        const in_field = event.target instanceof HTMLInputElement && event.target.type === "search";
        const digit = /^[1-9]$/.exec(event.key)?.[0];
        if (digit && !(in_field && query)) {
            const found = flat[Number(digit) - 1];
            if (!found) return;
            event.preventDefault();
            toggle(found.list, found.code);
        } else if (in_field && event.key === "Enter") {
            event.preventDefault();
            if (!query.trim()) return onDone?.();
            const [found] = flat;
            if (!found) return;
            toggle(found.list, found.code);
            setQuery("");
        } else if (in_field && event.key === "Escape" && query) {
            event.preventDefault();
            setQuery("");
        } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            const all = [...root.current!.querySelectorAll<HTMLInputElement>("input")];
            const at = all.indexOf(event.target as HTMLInputElement);
            const next = all[at + (event.key === "ArrowDown" ? 1 : -1)];
            if (!next) return;
            event.preventDefault();
            next.focus();
        }
    }

    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls in it
        <div ref={root} className={styles.picker} onKeyDown={onKeyDown}>
            <div className={styles.search}>
                <Search size={16} aria-hidden="true" />
                <input
                    data-region-focus
                    data-focus-first
                    type="search"
                    id={field}
                    className={styles.field}
                    aria-label={t("codes.search")}
                    aria-description={t("codes.hint")}
                    placeholder={t("codes.placeholder")}
                    autoComplete="off"
                    spellCheck={false}
                    value={query}
                    onChange={(event) => setQuery(event.target.value)}
                />
            </div>
            <div className={styles.lists}>
                {shown.map(({ list, codes }) => (
                    <fieldset key={list.id} className={styles.list}>
                        <legend className={styles.legend}>
                            {list.name}
                            {list.required && (
                                <>
                                    <span className={styles.star} aria-hidden="true">
                                        {" "}
                                        *
                                    </span>
                                    <span className="sr"> ({t("codes.required")})</span>
                                </>
                            )}
                            {list.several && (
                                <span className={styles.several}> · {t("codes.several")}</span>
                            )}
                        </legend>
                        {codes.map((code) => {
                            const place = flat.findIndex((one) => one.code === code) + 1;
                            return (
                                <label key={code.id} className={styles.code}>
                                    <input
                                        type="checkbox"
                                        checked={chosen.includes(code.id)}
                                        aria-keyshortcuts={
                                            place <= keys_max ? String(place) : undefined
                                        }
                                        onChange={() => toggle(list, code)}
                                    />
                                    <span>{code.label}</span>
                                    {place <= keys_max && (
                                        <span className={styles.key} aria-hidden="true">
                                            <kbd>{place}</kbd>
                                        </span>
                                    )}
                                </label>
                            );
                        })}
                    </fieldset>
                ))}
                {flat.length === 0 && (
                    <p className={styles.none} role="status">
                        {t("palette.nothing", { query })}
                    </p>
                )}
            </div>
        </div>
    );
}
