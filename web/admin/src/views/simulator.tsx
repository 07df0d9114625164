// "Who would get this chat?": a customer who might come, and what the hours, the rules and the
// routing would make of them (N2). Nothing is changed.
import type { RoutingSimulate, Simulated } from "@parley/sdk";
import { asProblem } from "@parley/sdk";
import { Failed, Page } from "@parley/ui/console/page.tsx";
import { useState } from "react";
import { useApp, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import details from "./detail_page.module.css";
import { Section } from "./detail_page.tsx";
import { AreaField, NumberField, SelectField, TextField } from "./fields.tsx";
import { GrowingList } from "./growing_list.tsx";
import { problemText } from "./problem_text.ts";
import { Answer } from "./simulated.tsx";
import styles from "./simulator.module.css";

interface Field {
    key: string;
    value: string;
}

const fresh = {
    queue: "",
    name: "",
    email: "",
    page: "",
    text: "",
    fields: [] as Field[],
    at: "", // as a browser's field has it, in the reader's time zone
    waited_s: 0,
};
type Customer = typeof fresh;

const day_s = 86_400;

function paramsOf({ fields, at, waited_s, ...words }: Customer): RoutingSimulate {
    const given = fields.filter((one) => one.key.trim());
    return {
        ...Object.fromEntries(Object.entries(words).filter(([, value]) => value.trim())),
        ...(given.length && {
            fields: Object.fromEntries(given.map((one) => [one.key.trim(), one.value])),
        }),
        ...(at && { at: new Date(at).toISOString() }),
        ...(waited_s && { waited_s }),
    };
}

export function Simulator() {
    const { admin } = useApp();
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const [customer, setCustomer] = useState(fresh);
    const [answer, setAnswer] = useState<Simulated>();
    const [failure, setFailure] = useState<{ path: string; text: string }>();
    const [busy, setBusy] = useState(false);
    const set = (part: Partial<Customer>) => setCustomer((before) => ({ ...before, ...part }));
    const error = (path: string) => (failure?.path === path ? failure.text : undefined);
    const own = Object.keys(fresh).map((name) => `/${name}`);

    async function ask(): Promise<void> {
        setBusy(true);
        setFailure(undefined);
        try {
            setAnswer(await admin.client.call("routing.simulate", paramsOf(customer)));
        } catch (caught) {
            setAnswer(undefined);
            const path = asProblem(caught).problem.path ?? "";
            // What is wrong with one of the form's fields is said below all of them.
            setFailure({
                path: path.replace(/^\/fields\/.*/, "/fields"),
                text: problemText(caught),
            });
        } finally {
            setBusy(false);
        }
    }
    return (
        <Page title={t("simulator.title")} intro={t("simulator.intro")}>
            <form
                className={styles.form}
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    if (!busy) void ask();
                }}
            >
                <Section title={t("simulator.customer")} hint={t("simulator.customer_hint")}>
                    <div className={styles.parts}>
                        <SelectField
                            label={t("codes.queue")}
                            value={customer.queue}
                            options={[
                                { value: "", label: t("simulator.no_queue") },
                                ...queues.map((one) => ({ value: one.id, label: one.name })),
                            ]}
                            onChange={(queue) => set({ queue })}
                        />
                        <TextField
                            label={t("subject.page")}
                            error={error("/page")}
                            placeholder="https://"
                            value={customer.page}
                            onChange={(page) => set({ page })}
                        />
                        <TextField
                            label={t("subject.name")}
                            error={error("/name")}
                            value={customer.name}
                            onChange={(name) => set({ name })}
                        />
                        <TextField
                            label={t("subject.email")}
                            type="email"
                            error={error("/email")}
                            value={customer.email}
                            onChange={(email) => set({ email })}
                        />
                    </div>
                    <AreaField
                        label={t("subject.text")}
                        error={error("/text")}
                        rows={2}
                        value={customer.text}
                        onChange={(text) => set({ text })}
                    />
                    <FormFields
                        fields={customer.fields}
                        error={error("/fields")}
                        onChange={(fields) => set({ fields })}
                    />
                </Section>
                <Section title={t("simulator.when")} hint={t("simulator.when_hint")}>
                    <div className={styles.parts}>
                        <TextField
                            label={t("simulator.at")}
                            hint={t("simulator.at_hint")}
                            type="datetime-local"
                            error={error("/at")}
                            value={customer.at}
                            onChange={(at) => set({ at })}
                        />
                        <NumberField
                            label={t("simulator.waited")}
                            hint={t("simulator.waited_hint")}
                            error={error("/waited_s")}
                            min={0}
                            max={day_s}
                            value={customer.waited_s}
                            onChange={(waited_s) => set({ waited_s })}
                        />
                    </div>
                </Section>
                <div className={details.buttons}>
                    <button type="submit" className="button primary" aria-disabled={busy}>
                        {t("simulator.ask")}
                    </button>
                </div>
            </form>
            {failure && !own.includes(failure.path) && (
                <Failed onRetry={() => setFailure(undefined)} text={failure.text} />
            )}
            {answer && <Answer answer={answer} />}
        </Page>
    );
}

/** What the form in front of the chat asks besides, by the keys that the web page gives them. */
function FormFields(props: {
    fields: readonly Field[];
    error?: string;
    onChange: (fields: Field[]) => void;
}) {
    const { fields, error, onChange } = props;
    const { t } = useText();
    return (
        <GrowingList
            label={t("subject.field")}
            items={fields}
            fresh={() => ({ key: "", value: "" })}
            add={t("simulator.add_field")}
            error={error}
            onChange={onChange}
        >
            {(one, { index, set, takeAway }) => {
                const number = index + 1;
                return (
                    <div className={styles.field}>
                        <input
                            className="input"
                            aria-label={t("simulator.key", { number })}
                            placeholder={t("rule.field")}
                            spellCheck={false}
                            value={one.key}
                            onChange={(event) => set({ key: event.target.value })}
                        />
                        <input
                            className="input"
                            aria-label={t("simulator.value", { number })}
                            value={one.value}
                            onChange={(event) => set({ value: event.target.value })}
                        />
                        {takeAway(t("simulator.remove_field", { number }))}
                    </div>
                );
            }}
        </GrowingList>
    );
}
