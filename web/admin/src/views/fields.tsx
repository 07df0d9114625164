// Fields of the administration's forms: label above, hint below, an error in place of the hint.
import { Switch } from "@parley/ui/console/switch.tsx";
import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { useText } from "../i18n.ts";
import styles from "./fields.module.css";

export interface Common {
    label: string;
    hint?: string;
    error?: string;
}

/** What is wrong with a field, which says so by the id. */
export function Wrong({ id, children }: { id: string; children: ReactNode }) {
    return (
        <p className="error" id={id}>
            <CircleAlert size={16} aria-hidden="true" />
            {children}
        </p>
    );
}

/** What stands around a field of this id. */
export function Around(props: Common & { id: string; children: ReactNode }) {
    const { id, label, hint, error, children } = props;
    return (
        <div className={`field ${styles.field}`}>
            <label htmlFor={id}>{label}</label>
            {children}
            {error ? (
                <Wrong id={`${id}-note`}>{error}</Wrong>
            ) : (
                hint && (
                    <p className={styles.hint} id={`${id}-note`}>
                        {hint}
                    </p>
                )
            )}
        </div>
    );
}

/** What a field says of itself. */
export const about = (id: string, { hint, error }: Common) => ({
    "aria-describedby": hint || error ? `${id}-note` : undefined,
    "aria-invalid": error ? true : undefined,
});

export function TextField(
    props: Common & {
        value: string;
        onChange: (value: string) => void;
        type?: "text" | "password" | "email" | "date" | "datetime-local";
        autoComplete?: string;
        placeholder?: string;
        spellCheck?: boolean;
        /** Of what is written in it, where that is not the page's. */
        lang?: string;
        maxLength?: number;
        /** Where a dialog begins. */
        first?: boolean;
    },
) {
    const { value, onChange, type = "text", autoComplete = "off", placeholder } = props;
    const id = useId();
    return (
        <Around {...props} id={id}>
            <input
                id={id}
                className={`input ${styles.input}`}
                data-focus-first={props.first || undefined}
                type={type}
                value={value}
                placeholder={placeholder}
                autoComplete={autoComplete}
                spellCheck={props.spellCheck}
                lang={props.lang}
                maxLength={props.maxLength}
                {...about(id, props)}
                onChange={(event) => onChange(event.target.value)}
            />
        </Around>
    );
}

/** A whole number; what is no number is kept as it was typed, until it is one. */
export function NumberField(
    props: Common & {
        value: number;
        min: number;
        max: number;
        onChange: (value: number) => void;
    },
) {
    const { value, min, max, onChange } = props;
    const id = useId();
    return (
        <Around {...props} id={id}>
            <NumberInput
                id={id}
                min={min}
                max={max}
                value={value}
                {...about(id, props)}
                onChange={onChange}
            />
        </Around>
    );
}

/** Its field alone. */
export function NumberInput({
    value,
    onChange,
    ...more
}: { value: number; onChange: (value: number) => void } & Omit<
    ComponentProps<"input">,
    "value" | "onChange"
>) {
    const [typed, setTyped] = useState<string>();
    const shown = typed !== undefined && Number(typed) !== value ? typed : String(value);
    return (
        <input
            {...more}
            className={`input ${styles.number}`}
            type="number"
            inputMode="numeric"
            value={shown}
            onChange={(event) => {
                setTyped(event.target.value);
                const number = Number(event.target.value);
                if (event.target.value !== "" && Number.isInteger(number)) onChange(number);
            }}
            onBlur={() => setTyped(undefined)}
        />
    );
}

/** Text of several lines. */
export function AreaField(
    props: Common & {
        value: string;
        rows: number;
        lang?: string;
        maxLength?: number;
        onChange: (value: string) => void;
    },
) {
    const { value, rows, onChange } = props;
    const id = useId();
    return (
        <Around {...props} id={id}>
            <textarea
                id={id}
                className={`input ${styles.area}`}
                rows={rows}
                lang={props.lang}
                maxLength={props.maxLength}
                value={value}
                autoComplete="off"
                {...about(id, props)}
                onChange={(event) => onChange(event.target.value)}
            />
        </Around>
    );
}

export function SelectField<Value extends string>(
    props: Common & {
        value: Value;
        options: readonly { value: Value; label: string }[];
        disabled?: boolean;
        onChange: (value: Value) => void;
    },
) {
    const { value, options, disabled, onChange } = props;
    const id = useId();
    return (
        <Around {...props} id={id}>
            <select
                id={id}
                className={`input ${styles.select}`}
                value={value}
                disabled={disabled}
                {...about(id, props)}
                onChange={(event) => onChange(event.target.value as Value)}
            >
                {options.map((option) => (
                    <option key={option.value} value={option.value}>
                        {option.label}
                    </option>
                ))}
            </select>
        </Around>
    );
}

export function SwitchField(
    props: Common & { on: boolean; disabled?: boolean; onChange: (on: boolean) => void },
) {
    const { label, hint, error, on, disabled, onChange } = props;
    const id = useId();
    return (
        <div className={styles.switch_row}>
            <div>
                <label htmlFor={id}>{label}</label>
                {(error || hint) && (
                    <p className={error ? "error" : styles.hint} id={`${id}-note`}>
                        {error ?? hint}
                    </p>
                )}
            </div>
            <Switch
                id={id}
                on={on}
                disabled={disabled}
                describedBy={error || hint ? `${id}-note` : undefined}
                onChange={onChange}
            />
        </div>
    );
}

export interface Option {
    value: string;
    label: string;
    hint?: string;
}

/** Any number of a list; with a search where the list is long. The order is that of the list. */
export function CheckList(
    props: Common & {
        options: readonly Option[];
        chosen: readonly string[];
        empty?: string;
        onChange: (chosen: string[]) => void;
    },
) {
    const { label, hint, error, options, chosen, empty, onChange } = props;
    const { t } = useText();
    const id = useId();
    const [query, setQuery] = useState("");
    const searchable = options.length > search_from;
    const shown = options.filter((one) => one.label.toLowerCase().includes(query.toLowerCase()));
    function toggle(value: string, on: boolean): void {
        const next = new Set(chosen);
        if (on) next.add(value);
        else next.delete(value);
        const known = options.map((one) => one.value).filter((one) => next.has(one));
        onChange([...known, ...[...next].filter((one) => !known.includes(one))]);
    }
    return (
        <fieldset
            className={styles.set}
            aria-describedby={error || hint ? `${id}-note` : undefined}
        >
            <legend>{label}</legend>
            {searchable && (
                <input
                    type="search"
                    className={`input ${styles.input}`}
                    aria-label={t("fields.search", { label })}
                    placeholder={t("list.search")}
                    value={query}
                    onChange={(event) => setQuery(event.target.value)}
                />
            )}
            {shown.length ? (
                <ul className={styles.checks}>
                    {shown.map((one) => (
                        <li key={one.value}>
                            <label className={styles.check}>
                                <input
                                    type="checkbox"
                                    checked={chosen.includes(one.value)}
                                    onChange={(event) => toggle(one.value, event.target.checked)}
                                />
                                <span>
                                    {one.label}
                                    {one.hint && <span className={styles.hint}>{one.hint}</span>}
                                </span>
                            </label>
                        </li>
                    ))}
                </ul>
            ) : (
                <p className={styles.hint}>{query ? t("list.none_found") : empty}</p>
            )}
            {(error || hint) && (
                <p className={error ? "error" : styles.hint} id={`${id}-note`}>
                    {error ?? hint}
                </p>
            )}
        </fieldset>
    );
}

const search_from = 8;
