// Card numbers and other personal numbers: which numbers are the organization's own, and what would
// become of a text. How strict Parley is stands among the switches of the way of working.
import type { NumberFormat, RedactionSetup, RedactionTried } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Loading } from "@parley/ui/console/page.tsx";
import { type KeyboardEvent, useState } from "react";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import tries from "./bot_try.module.css";
import { DetailPage, Section } from "./detail_page.tsx";
import { AreaField, SelectField, TextField } from "./fields.tsx";
import { GrowingList } from "./growing_list.tsx";
import { problemText } from "./problem_text.ts";
import styles from "./redaction.module.css";
import { useForm } from "./use_form.ts";

const checks = ["none", "luhn", "verhoeff", "mod_11_10", "mod_97"] as const;

export function RedactionPage() {
    const { t } = useText();
    const setup = useRecords("redaction.get");
    if (!setup.data) return <Loading title={t("redaction.title")} of={[setup]} />;
    return <Form key={setup.data.version} setup={setup.data} />;
}

function Form({ setup }: { setup: RedactionSetup }) {
    const { admin } = useApp();
    const { t } = useText();
    const saved = { formats: setup.formats };
    const form = useForm(saved, field_paths);
    const { formats } = form.value;
    const show = (all: readonly NumberFormat[]) =>
        all.map((one) => `${one.name}: ${one.pattern}`).join(", ");
    const changes = form.changed.map(() => ({
        label: t("redaction.own"),
        before: show(saved.formats),
        after: show(formats),
    }));
    async function save(): Promise<undefined> {
        await admin.client.call("redaction.update", { formats, version: setup.version });
        await admin.records.refetchQueries({ queryKey: ["redaction.get"] });
    }
    return (
        <DetailPage
            title={t("redaction.title")}
            intro={t("redaction.intro")}
            changes={changes}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("redaction.how")} hint={t("redaction.how_hint")}>
                <p>
                    <Link to="working" className="link">
                        {t("redaction.to_switches")}
                    </Link>
                </p>
            </Section>
            <Section title={t("redaction.own")} hint={t("redaction.own_hint")}>
                <GrowingList
                    label={t("redaction.own")}
                    items={formats}
                    fresh={() => blank}
                    add={t("redaction.add")}
                    none={t("redaction.none")}
                    onChange={(next) => form.set({ formats: next })}
                >
                    {(one, { index, set, takeAway }) => (
                        <div className={styles.format}>
                            <TextField
                                label={t("redaction.name")}
                                error={form.error(`/formats/${index}/name`)}
                                value={one.name}
                                onChange={(name) => set({ name })}
                            />
                            <TextField
                                label={t("redaction.pattern")}
                                hint={t("redaction.pattern_hint", { example: "ORD[0-9]{16}" })}
                                error={form.error(`/formats/${index}/pattern`)}
                                value={one.pattern}
                                spellCheck={false}
                                onChange={(pattern) => set({ pattern })}
                            />
                            <SelectField
                                label={t("redaction.check")}
                                value={one.check}
                                options={checks.map((check) => ({
                                    value: check,
                                    label: t(`redaction_check.${check}` as TextId),
                                }))}
                                onChange={(check) => set({ check })}
                            />
                            {takeAway(
                                t("redaction.remove", {
                                    name: one.name || t("redaction.number", { number: index + 1 }),
                                }),
                            )}
                        </div>
                    )}
                </GrowingList>
            </Section>
            <Section title={t("redaction.try")} hint={t("redaction.try_hint")}>
                <TryText />
            </Section>
        </DetailPage>
    );
}

const blank: NumberFormat = { name: "", pattern: "", check: "none" };
const formats_max = 32;
const field_paths = Array.from({ length: formats_max }, (_, i) => [
    `/formats/${i}/name`,
    `/formats/${i}/pattern`,
]).flat();

function TryText() {
    const { admin } = useApp();
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const [text, setText] = useState("");
    const [queue, setQueue] = useState("");
    const [tried, setTried] = useState<RedactionTried>();
    const [error, setError] = useState<string>();

    async function ask(): Promise<void> {
        setTried(undefined);
        setError(undefined);
        try {
            setTried(await admin.client.call("redaction.try", { text, ...(queue && { queue }) }));
        } catch (caught) {
            setError(problemText(caught));
        }
    }
    /** Not the form around it. */
    function onKeyDown(event: KeyboardEvent): void {
        if (event.key !== "Enter" || !event.ctrlKey) return;
        event.preventDefault();
        void ask();
    }
    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: hears what its field is typed
        <div className={tries.box} onKeyDown={onKeyDown}>
            <AreaField
                label={t("redaction.try_text")}
                error={error}
                rows={3}
                value={text}
                onChange={setText}
            />
            <SelectField
                label={t("redaction.try_queue")}
                value={queue}
                options={[
                    { value: "", label: t("redaction.try_anywhere") },
                    ...queues.map((one) => ({ value: one.id, label: one.name })),
                ]}
                onChange={setQueue}
            />
            <div>
                <button
                    type="button"
                    className="button"
                    disabled={!text.trim()}
                    onClick={() => void ask()}
                >
                    {t("redaction.try_ask")}
                </button>
            </div>
            <div role="status">{tried && <Tried tried={tried} />}</div>
        </div>
    );
}

function Tried({ tried }: { tried: RedactionTried }) {
    const { t } = useText();
    const { how, found, text } = tried;
    const clean = found.length === 0;
    const said = how === "off" ? "off" : clean ? "clean" : how === "drop" ? "dropped" : "masked";
    return (
        <>
            <p>{t(`redaction_tried.${said}` as TextId)}</p>
            <blockquote className={tries.said}>{text}</blockquote>
            {!clean && (
                <ul className={styles.found}>
                    {found.map((one) => (
                        <li key={`${one.begin} ${one.kind}`}>
                            {t(`redaction_kind.${one.kind}` as TextId)}
                            {one.brand && one.brand !== "other" && ` · ${one.brand}`}
                            {one.score !== undefined &&
                                ` · ${t("redaction.score", { count: one.score })}`}
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}
