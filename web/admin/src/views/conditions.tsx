// The conditions of a rule: what of a chat, how it is compared, and with which words.
import type { Condition, RuleSubject } from "@parley/sdk";
import { Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { AreaField, CheckList, SelectField, TextField } from "./fields.tsx";
import { namesOthers, needsValues, subjects, testsOf, testWord } from "./rule_words.ts";
import styles from "./rules.module.css";

const lines_min = 2;
const lines_max = 8;

export function Conditions(props: {
    conditions: readonly Condition[];
    error: (path: string) => string | undefined;
    onChange: (conditions: Condition[]) => void;
}) {
    const { conditions, error, onChange } = props;
    const { t } = useText();
    const list = useRef<HTMLOListElement>(null);
    const add = useRef<HTMLButtonElement>(null);

    function focus(index: number): void {
        requestAnimationFrame(() => {
            const all = list.current?.querySelectorAll<HTMLElement>("[data-condition] select");
            const each = [...(all ?? [])].filter((one) => one.closest("[data-subject]"));
            (each[Math.min(index, each.length - 1)] ?? add.current)?.focus();
        });
    }
    return (
        <>
            {!conditions.length && <p className={styles.none}>{t("rule.no_conditions")}</p>}
            <ol className={styles.conditions} ref={list}>
                {conditions.map((one, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
                    <li key={index} data-condition>
                        <One
                            number={index + 1}
                            one={one}
                            error={(part) => error(`/conditions/${index}/${part}`)}
                            onChange={(next) =>
                                onChange(conditions.map((each, at) => (at === index ? next : each)))
                            }
                            onRemove={() => {
                                onChange(conditions.filter((_, at) => at !== index));
                                focus(index);
                            }}
                        />
                    </li>
                ))}
            </ol>
            <div>
                <button
                    ref={add}
                    type="button"
                    className="button"
                    onClick={() => {
                        onChange([
                            ...conditions,
                            { subject: "page", test: "contains", values: [] },
                        ]);
                        focus(conditions.length);
                    }}
                >
                    <Plus size={16} aria-hidden="true" />
                    {t("rule.add_condition")}
                </button>
            </div>
        </>
    );
}

function One(props: {
    number: number;
    one: Condition;
    error: (part: keyof Condition) => string | undefined;
    onChange: (one: Condition) => void;
    onRemove: () => void;
}) {
    const { number, one, error, onChange, onRemove } = props;
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const hours = useRecords("hours.list").data?.items ?? [];
    const others = one.subject === "queue" ? queues : hours;

    function look(subject: RuleSubject): void {
        const tests = testsOf(subject);
        const kept = namesOthers(subject) || namesOthers(one.subject) ? [] : one.values;
        onChange({
            subject,
            ...(subject === "field" && { field: one.field ?? "" }),
            test: tests.includes(one.test) ? one.test : tests[0]!,
            values: kept,
        });
    }
    return (
        <fieldset className={styles.condition}>
            <legend>{t("rule.condition", { number })}</legend>
            <div className={styles.parts}>
                <div data-subject>
                    <SelectField
                        label={t("rule.subject")}
                        error={error("subject")}
                        value={one.subject}
                        options={subjects.map((value) => ({
                            value,
                            label: t(`subject.${value}` as TextId),
                        }))}
                        onChange={look}
                    />
                </div>
                {one.subject === "field" && (
                    <TextField
                        label={t("rule.field")}
                        hint={t("rule.field_hint")}
                        error={error("field")}
                        value={one.field ?? ""}
                        spellCheck={false}
                        onChange={(field) => onChange({ ...one, field })}
                    />
                )}
                <SelectField
                    label={t("rule.test")}
                    error={error("test")}
                    value={one.test}
                    options={testsOf(one.subject).map((test) => ({
                        value: test,
                        label: testWord({ ...one, test }, t),
                    }))}
                    onChange={(test) => onChange({ ...one, test })}
                />
            </div>
            {namesOthers(one.subject) ? (
                <CheckList
                    label={t(one.subject === "queue" ? "queues.title" : "hours.title")}
                    options={others.map(({ id, name }) => ({ value: id, label: name }))}
                    chosen={one.values}
                    empty={t(one.subject === "queue" ? "queues.none" : "hours.none")}
                    error={error("values")}
                    onChange={(values) => onChange({ ...one, values })}
                />
            ) : (
                needsValues(one.test) && (
                    <AreaField
                        label={t("rule.values")}
                        hint={t("rule.values_hint")}
                        error={error("values")}
                        rows={Math.min(lines_max, Math.max(lines_min, one.values.length))}
                        value={one.values.join("\n")}
                        onChange={(text) =>
                            onChange({ ...one, values: text ? text.split("\n") : [] })
                        }
                    />
                )
            )}
            <div>
                <button
                    type="button"
                    className="button quiet"
                    aria-label={t("rule.remove_number", { number })}
                    onClick={onRemove}
                >
                    <Trash2 size={16} aria-hidden="true" />
                    {t("rule.remove_condition")}
                </button>
            </div>
        </fieldset>
    );
}
