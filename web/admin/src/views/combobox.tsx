// A field with suggestions, of which one is chosen: a combobox after the ARIA pattern.
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useText } from "../i18n.ts";
import styles from "./combobox.module.css";
import { Around, about, type Common } from "./fields.tsx";

const shown_max = 40;
const plain = (text: string) => text.toLowerCase().replaceAll("_", " ");

export function Combobox(
    props: Common & {
        value: string;
        options: readonly string[];
        /** What is said beside one. */
        note?: (option: string) => string;
        onChange: (value: string) => void;
    },
) {
    const { label, value, options, note, onChange } = props;
    const { t } = useText();
    const id = useId();
    /** Undefined while nobody looks for another one. */
    const [query, setQuery] = useState<string>();
    const [active, setActive] = useState(0);
    const words = plain(query ?? "").split(/\s+/);
    const hits =
        query === undefined
            ? []
            : options
                  .filter((one) => words.every((word) => plain(one).includes(word)))
                  .slice(0, shown_max);
    useEffect(() => {
        document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
    }, [id, active]);

    function choose(option: string | undefined): void {
        setQuery(undefined);
        setActive(0);
        if (option !== undefined) onChange(option);
    }
    function key(event: KeyboardEvent): void {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            if (query === undefined) return setQuery("");
            const step = event.key === "ArrowDown" ? 1 : -1;
            setActive((active + step + hits.length) % Math.max(1, hits.length));
        } else if (event.key === "Enter" && query !== undefined) {
            event.preventDefault();
            choose(hits[active]);
        } else if (event.key === "Escape" && query !== undefined) {
            event.preventDefault();
            choose(undefined);
        }
    }
    return (
        <Around {...props} id={id}>
            <div className={styles.box}>
                <input
                    id={id}
                    className={`input ${styles.input}`}
                    role="combobox"
                    aria-expanded={hits.length > 0}
                    aria-controls={`${id}-list`}
                    aria-autocomplete="list"
                    aria-activedescendant={hits.length ? `${id}-${active}` : undefined}
                    autoComplete="off"
                    spellCheck={false}
                    value={query ?? value}
                    {...about(id, props)}
                    onChange={(event) => {
                        setQuery(event.target.value);
                        setActive(0);
                    }}
                    onFocus={(event) => event.target.select()}
                    onBlur={() => choose(undefined)}
                    onKeyDown={key}
                />
                <div
                    id={`${id}-list`}
                    role="listbox"
                    aria-label={label}
                    className={styles.list}
                    hidden={!hits.length}
                >
                    {hits.map((option, index) => (
                        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
                        <div
                            key={option}
                            id={`${id}-${index}`}
                            role="option"
                            tabIndex={-1}
                            aria-selected={index === active}
                            className={styles.option}
                            onPointerDown={(event) => event.preventDefault()}
                            onClick={() => choose(option)}
                        >
                            <span>{option.replaceAll("_", " ")}</span>
                            {note && <span className={styles.note}>{note(option)}</span>}
                        </div>
                    ))}
                </div>
            </div>
            <div className="sr" role="status">
                {query?.trim() && t("search.count", { count: hits.length })}
            </div>
        </Around>
    );
}
