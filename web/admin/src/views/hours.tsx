// Opening hours: the week, days that differ from it, the time zone, and the queues that go by them.
import type { Hours, SpecialDay } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { useMemo } from "react";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { openingWord } from "../model/opening.ts";
import { dayWords, intervalsOf, type Week, weekOf, weekWords } from "../model/week.ts";
import { Combobox } from "./combobox.tsx";
import { DetailPage, Section } from "./detail_page.tsx";
import { CheckList, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { SpecialDays } from "./special_days.tsx";
import { useForm } from "./use_form.ts";
import { WeekField } from "./week.tsx";

interface Fields {
    name: string;
    time_zone: string;
    week: Week;
    days: SpecialDay[];
    queues: string[];
}

const labels: Record<keyof Fields, TextId> = {
    name: "hours.name",
    time_zone: "hours.zone",
    week: "hours.week",
    days: "hours.days",
    queues: "queues.title",
};
const fields = Object.keys(labels).map((name) => `/${name}`);
const office = [{ from: "09:00", to: "17:00" }];
const fresh = (): Fields => ({
    name: "",
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: [office, office, office, office, office, [], []],
    days: [],
    queues: [],
});

export function HoursPage({ id }: { id: string }) {
    const { t } = useText();
    const hours = useRecords("hours.list");
    if (!hours.data) {
        const title = t("hours.title");
        return <Loading title={title} back={{ to: "hours", label: title }} of={[hours]} />;
    }
    if (id === "new") return <Form />;
    const found = hours.data.items.find((one) => one.id === id);
    return found ? <Form hours={found} /> : <Nowhere />;
}

/** GMT+2 */
function offset(zone: string): string {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" });
    return parts.formatToParts().find((one) => one.type === "timeZoneName")?.value ?? "";
}

function Form({ hours }: { hours?: Hours }) {
    const { admin } = useApp();
    const { t, language } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const zones = useMemo(() => [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])], []);
    const saved = hours
        ? {
              name: hours.name,
              time_zone: hours.time_zone,
              week: weekOf(hours.week),
              days: hours.days,
              queues: hours.queues,
          }
        : fresh();
    const form = useForm<Fields>(saved, fields);
    const { value, changed } = form;
    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        name: String,
        time_zone: String,
        week: (week) => weekWords(week, language),
        days: (days) => days.map((day) => dayWords(day, t("hours.closed"), language)).join("; "),
        queues: (ids) =>
            ids.map((id) => queues.find((one) => one.id === id)?.name ?? id).join(", "),
    };
    const changes = changed.map((key) => ({
        label: t(labels[key]),
        before: show[key](saved[key] as never),
        after: show[key](value[key] as never),
    }));
    async function save(): Promise<string | undefined> {
        const made = await admin.client.call("hours.save", {
            ...(hours && { hours: hours.id }),
            ...value,
            week: intervalsOf(value.week),
        });
        await admin.records.refetchQueries();
        return hours ? undefined : `hours/${made.hours.id}`;
    }
    return (
        <DetailPage
            title={hours ? hours.name : t("hours.add")}
            intro={hours && `${openingWord(hours, hours.time_zone, t, language, Date.now())}.`}
            back={{ to: "hours", label: t("hours.title") }}
            changes={changes}
            fresh={!hours}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("queue.general")} hint={t("hours.general_hint")}>
                <TextField
                    label={t("hours.name")}
                    error={form.error("/name")}
                    value={value.name}
                    onChange={(name) => form.set({ name })}
                />
                <Combobox
                    label={t("hours.zone")}
                    hint={t("hours.zone_hint")}
                    error={form.error("/time_zone")}
                    value={value.time_zone}
                    options={zones}
                    note={offset}
                    onChange={(time_zone) => form.set({ time_zone })}
                />
            </Section>
            <Section title={t("hours.week")} hint={t("hours.week_hint")}>
                <WeekField
                    week={value.week}
                    error={form.error}
                    onChange={(week) => form.set({ week })}
                />
            </Section>
            <Section title={t("hours.days")} hint={t("hours.days_hint")}>
                <SpecialDays
                    days={value.days}
                    error={form.error}
                    onChange={(days) => form.set({ days })}
                />
            </Section>
            <Section title={t("queues.title")} hint={t("hours.queues_hint")}>
                <CheckList
                    label={t("queues.title")}
                    options={queues.map((one) => ({ value: one.id, label: one.name }))}
                    chosen={value.queues}
                    empty={t("queues.none")}
                    error={form.error("/queues")}
                    onChange={(chosen) => form.set({ queues: chosen })}
                />
            </Section>
            {hours && (
                <Remove
                    title={t("hours.remove")}
                    hint={t("hours.remove_hint")}
                    text={t("hours.remove_text", { name: hours.name })}
                    name={hours.name}
                    list="hours"
                    onRemove={() => admin.client.call("hours.remove", { hours: hours.id })}
                />
            )}
        </DetailPage>
    );
}
