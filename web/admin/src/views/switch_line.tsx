// One switch: what it is, its value here, and where that comes from.
import type { Scope, Switch as SwitchFacts } from "@parley/sdk";
import { Switch } from "@parley/ui/console/switch.tsx";
import { ArrowDownToLine, PenLine } from "lucide-react";
import { useId, useState } from "react";
import { type TextId, useText } from "../i18n.ts";
import { Wrong } from "./fields.tsx";
import { type Known, switchHint, switchName, valueWord } from "./switch_words.ts";
import styles from "./working.module.css";

interface Props {
    one: SwitchFacts;
    scope: Scope;
    /** Set here; null where it is inherited. */
    value: string | null;
    known: Known;
    error?: string;
    onChange: (value: string | null) => void;
}

export function SwitchLine(props: Props) {
    const { one, scope, value, known, error, onChange } = props;
    const { t } = useText();
    const id = useId();
    // Where it is set here, what it would come from is not told: somewhere above.
    const from = one.from === scope ? undefined : one.from;
    const inherited = valueWord(one, one.inherited, known, t);
    return (
        <div className={styles.line}>
            <div>
                <label htmlFor={id}>{t(switchName(one.name))}</label>
                <p className={styles.hint} id={`${id}-hint`}>
                    {t(switchHint(one.name))}
                </p>
                {error ? (
                    <Wrong id={`${id}-note`}>{error}</Wrong>
                ) : (
                    <p className={styles.source} id={`${id}-note`}>
                        {value === null ? (
                            <span>
                                <ArrowDownToLine size={14} aria-hidden="true" />
                                {from
                                    ? t(`from.${from}` as TextId)
                                    : t(
                                          scope === "organization" || one.from === undefined
                                              ? "from.default"
                                              : "from.above",
                                      )}
                            </span>
                        ) : (
                            <>
                                <span className={styles.set_here}>
                                    <PenLine size={14} aria-hidden="true" />
                                    {t("switch_line.here")}
                                </span>
                                <button
                                    type="button"
                                    className={styles.inherit}
                                    aria-label={`${t("switch_line.inherit", { value: inherited })}: ${t(switchName(one.name))}`}
                                    onClick={() => onChange(null)}
                                >
                                    {t("switch_line.inherit", { value: inherited })}
                                </button>
                            </>
                        )}
                    </p>
                )}
            </div>
            <div className={styles.control}>
                <Control {...props} id={id} />
            </div>
        </div>
    );
}

function Control({ one, value, known, error, onChange, id }: Props & { id: string }) {
    const { t } = useText();
    const shown = value ?? one.inherited;
    const about = {
        id,
        "aria-describedby": `${id}-hint ${id}-note`,
        "aria-invalid": error ? (true as const) : undefined,
    };
    if (one.kind === "yes_no") {
        return (
            <Switch
                id={id}
                on={shown === "true"}
                describedBy={`${id}-hint ${id}-note`}
                onChange={(on) => onChange(String(on))}
            />
        );
    }
    if (one.kind === "number") {
        return <NumberControl one={one} shown={shown} about={about} onChange={onChange} />;
    }
    const named = {
        choice: [],
        status: known.statuses.map((status) => status.key),
        queue: ["", ...known.queues.map((queue) => queue.id)],
    }[one.kind];
    const options = [...one.choices, ...named].map((choice) => ({
        value: choice,
        label: valueWord(one, choice, known, t),
    }));
    return (
        <select
            {...about}
            className="input"
            value={shown}
            onChange={(event) => onChange(event.target.value)}
        >
            {options.map((option) => (
                <option key={option.value} value={option.value}>
                    {option.label}
                </option>
            ))}
        </select>
    );
}

function NumberControl(props: {
    one: SwitchFacts;
    shown: string;
    about: object;
    onChange: (value: string) => void;
}) {
    const { one, shown, about, onChange } = props;
    const { t } = useText();
    const [typed, setTyped] = useState<string>();
    const unit = /_s$/.test(one.name)
        ? t("unit.s")
        : one.name === "inactivity_min"
          ? t("unit.min")
          : /_h$/.test(one.name)
            ? t("unit.h")
            : /_mb$/.test(one.name)
              ? t("unit.mb")
              : undefined;
    return (
        <div className={styles.number}>
            <input
                {...about}
                className="input"
                type="number"
                inputMode="numeric"
                min={one.min}
                max={one.max}
                value={typed ?? shown}
                onChange={(event) => {
                    const text = event.target.value;
                    setTyped(text);
                    if (/^\d{1,9}$/.test(text)) onChange(String(Number(text)));
                }}
                onBlur={() => setTyped(undefined)}
            />
            {unit && <span>{unit}</span>}
        </div>
    );
}
