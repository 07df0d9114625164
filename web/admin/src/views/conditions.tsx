// The conditions of a rule: what of a chat, how it is compared, and with which words.
import type { Condition, RuleSubject } from "@parley/sdk";
import { useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { AreaField, CheckList, SelectField, TextField } from "./fields.tsx";
import growing from "./growing_list.module.css";
import { GrowingList, type Row } from "./growing_list.tsx";
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
    return (
        <GrowingList
            items={conditions}
            fresh={(): Condition => ({ subject: "page", test: "contains", values: [] })}
            add={t("rule.add_condition")}
            none={t("rule.no_conditions")}
            onChange={onChange}
        >
            {(one, row) => (
                <One
                    one={one}
                    row={row}
                    error={(part) => error(`/conditions/${row.index}/${part}`)}
                />
            )}
        </GrowingList>
    );
}

function One(props: {
    one: Condition;
    row: Row<Condition>;
    error: (part: keyof Condition) => string | undefined;
}) {
    const { one, row, error } = props;
    const { set } = row;
    const number = row.index + 1;
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const hours = useRecords("hours.list").data?.items ?? [];
    const others = one.subject === "queue" ? queues : hours;

    function look(subject: RuleSubject): void {
        const tests = testsOf(subject);
        const kept = namesOthers(subject) || namesOthers(one.subject) ? [] : one.values;
        set({
            subject,
            field: subject === "field" ? (one.field ?? "") : undefined,
            test: tests.includes(one.test) ? one.test : tests[0]!,
            values: kept,
        });
    }
    return (
        <fieldset className={growing.card}>
            <legend>{t("rule.condition", { number })}</legend>
            <div className={styles.parts}>
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
                {one.subject === "field" && (
                    <TextField
                        label={t("rule.field")}
                        hint={t("rule.field_hint")}
                        error={error("field")}
                        value={one.field ?? ""}
                        spellCheck={false}
                        onChange={(field) => set({ field })}
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
                    onChange={(test) => set({ test })}
                />
            </div>
            {namesOthers(one.subject) ? (
                <CheckList
                    label={t(one.subject === "queue" ? "queues.title" : "hours.title")}
                    options={others.map(({ id, name }) => ({ value: id, label: name }))}
                    chosen={one.values}
                    empty={t(one.subject === "queue" ? "queues.none" : "hours.none")}
                    error={error("values")}
                    onChange={(values) => set({ values })}
                />
            ) : (
                needsValues(one.test) && (
                    <AreaField
                        label={t("rule.values")}
                        hint={t("rule.values_hint")}
                        error={error("values")}
                        rows={Math.min(lines_max, Math.max(lines_min, one.values.length))}
                        value={one.values.join("\n")}
                        onChange={(text) => set({ values: text ? text.split("\n") : [] })}
                    />
                )
            )}
            <div>
                {row.takeAway(t("rule.remove_number", { number }), t("rule.remove_condition"))}
            </div>
        </fieldset>
    );
}
