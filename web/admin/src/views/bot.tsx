// One bot: its greeting and answers, when it hands over, the queues in which it answers, and a try.
import type { Bot } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { AnswerList, type DraftAnswer, linesOf, phrasesOf } from "./bot_answers.tsx";
import { TryBot } from "./bot_try.tsx";
import { DetailPage, Section } from "./detail_page.tsx";
import { AreaField, CheckList, NumberField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

interface Fields {
    name: string;
    greeting: string;
    answers: DraftAnswer[];
    hand_over_phrases: string; // one a line
    unknown: string;
    unknown_max: number;
    queues: string[];
}

const labels: Record<keyof Fields, TextId> = {
    name: "bots.name",
    greeting: "bots.greeting",
    answers: "bots.answers",
    hand_over_phrases: "bots.hand_over_phrases",
    unknown: "bots.unknown",
    unknown_max: "bots.unknown_max",
    queues: "queues.title",
};
const fields = Object.keys(labels).map((name) => `/${name}`);

export function BotPage({ id }: { id: string }) {
    const { t } = useText();
    const bots = useRecords("bot.list");
    if (!bots.data) {
        const title = t("bots.title");
        return <Loading title={title} back={{ to: "bots", label: title }} of={[bots]} />;
    }
    if (id === "new") return <Form />;
    const found = bots.data.items.find((one) => one.id === id);
    return found ? <Form bot={found} /> : <Nowhere />;
}

function Form({ bot }: { bot?: Bot }) {
    const { admin } = useApp();
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const saved: Fields = bot
        ? {
              name: bot.name,
              greeting: bot.greeting,
              answers: bot.answers.map((one) => ({ ...one, phrases: linesOf(one.phrases) })),
              hand_over_phrases: linesOf(bot.hand_over_phrases),
              unknown: bot.unknown,
              unknown_max: bot.unknown_max,
              queues: bot.queues,
          }
        : {
              name: "",
              greeting: t("bots.greeting_proposed"),
              answers: [],
              hand_over_phrases: t("bots.phrases_proposed"),
              unknown: t("bots.unknown_proposed"),
              unknown_max: 2,
              queues: [],
          };
    const form = useForm(saved, fields);
    const { value, changed } = form;
    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        name: String,
        greeting: String,
        answers: (answers) => answers.map((one) => one.title).join("; "),
        hand_over_phrases: (lines) => phrasesOf(lines).join(", "),
        unknown: String,
        unknown_max: String,
        queues: (ids) =>
            ids.map((id) => queues.find((one) => one.id === id)?.name ?? id).join(", "),
    };
    const changes = changed.map((key) => ({
        label: t(labels[key]),
        before: show[key](saved[key] as never),
        after: show[key](value[key] as never),
    }));
    const answers = value.answers.map((one) => ({ ...one, phrases: phrasesOf(one.phrases) }));
    const hand_over_phrases = phrasesOf(value.hand_over_phrases);
    async function save(): Promise<string | undefined> {
        const made = await admin.client.call("bot.save", {
            ...(bot && { bot: bot.id }),
            ...value,
            answers,
            hand_over_phrases,
        });
        await admin.records.refetchQueries();
        return bot ? undefined : `bots/${made.bot.id}`;
    }
    return (
        <DetailPage
            title={bot ? bot.name : t("bots.add")}
            back={{ to: "bots", label: t("bots.title") }}
            changes={changes}
            fresh={!bot}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("queue.general")} hint={t("bots.general_hint")}>
                <TextField
                    label={t("bots.name")}
                    hint={t("bots.name_hint")}
                    error={form.error("/name")}
                    value={value.name}
                    onChange={(name) => form.set({ name })}
                />
                <AreaField
                    label={t("bots.greeting")}
                    error={form.error("/greeting")}
                    rows={2}
                    value={value.greeting}
                    onChange={(greeting) => form.set({ greeting })}
                />
            </Section>
            <Section title={t("bots.answers")} hint={t("bots.answers_hint")}>
                <AnswerList
                    answers={value.answers}
                    error={form.error}
                    onChange={(next) => form.set({ answers: next })}
                />
            </Section>
            <Section title={t("bots.try")} hint={t("bots.try_hint")}>
                <TryBot answers={answers} hand_over_phrases={hand_over_phrases} />
            </Section>
            <Section title={t("bots.hand_over")} hint={t("bots.hand_over_hint")}>
                <AreaField
                    label={t("bots.hand_over_phrases")}
                    hint={t("bots.one_a_line")}
                    error={form.error("/hand_over_phrases")}
                    rows={3}
                    value={value.hand_over_phrases}
                    onChange={(next) => form.set({ hand_over_phrases: next })}
                />
                <AreaField
                    label={t("bots.unknown")}
                    error={form.error("/unknown")}
                    rows={2}
                    value={value.unknown}
                    onChange={(unknown) => form.set({ unknown })}
                />
                <NumberField
                    label={t("bots.unknown_max")}
                    hint={t("bots.unknown_max_hint")}
                    error={form.error("/unknown_max")}
                    min={1}
                    max={5}
                    value={value.unknown_max}
                    onChange={(unknown_max) => form.set({ unknown_max })}
                />
            </Section>
            <Section title={t("queues.title")} hint={t("bots.queues_hint")}>
                <CheckList
                    label={t("queues.title")}
                    options={queues.map((one) => ({ value: one.id, label: one.name }))}
                    chosen={value.queues}
                    empty={t("queues.none")}
                    error={form.error("/queues")}
                    onChange={(chosen) => form.set({ queues: chosen })}
                />
            </Section>
            {bot && (
                <Remove
                    title={t("bots.remove")}
                    hint={t("bots.remove_hint")}
                    text={t("bots.remove_text", { name: bot.name })}
                    name={bot.name}
                    list="bots"
                    onRemove={() => admin.client.call("bot.remove", { bot: bot.id })}
                />
            )}
        </DetailPage>
    );
}
