// One list of codes: what it is for, in which queue, whether a choice is required, and the codes.
import type { CodeList } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { SelectField, SwitchField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { type Reason, Reasons } from "./reasons.tsx";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

interface Fields {
    name: string;
    purpose: CodeList["purpose"];
    queue: string; // empty: every queue
    required: boolean;
    several: boolean;
    codes: Reason[];
    standard: string; // label of the code that is chosen where nobody chooses; empty: none
}

const labels: Record<keyof Fields, TextId> = {
    name: "codes.name",
    purpose: "codes.purpose",
    queue: "codes.queue",
    required: "codes.required",
    several: "codes.several",
    codes: "codes.codes",
    standard: "codes.default",
};
const fresh: Fields = {
    name: "",
    purpose: "wrap_up",
    queue: "",
    required: false,
    several: false,
    codes: [],
    standard: "",
};

export function CodeListPage({ id }: { id: string }) {
    const { t } = useText();
    const lists = useRecords("code_list.list");
    if (id === "new") return <Form />;
    if (!lists.data) {
        const title = t("codes.title");
        return <Loading title={title} back={{ to: "codes", label: title }} of={[lists]} />;
    }
    const found = lists.data.items.find((one) => one.id === id);
    return found ? <Form list={found} /> : <Nowhere />;
}

function Form({ list }: { list?: CodeList }) {
    const { admin } = useApp();
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const saved: Fields = list
        ? {
              name: list.name,
              purpose: list.purpose,
              queue: list.queue ?? "",
              required: list.required,
              several: list.several,
              codes: list.codes.map((code) => ({ key: code.id, label: code.label })),
              standard: list.codes.find((code) => code.is_default)?.label ?? "",
          }
        : fresh;
    const form = useForm(saved, ["/name", "/codes"]);
    const { value, changed } = form;
    const wraps_up = value.purpose === "wrap_up";
    const yes = (on: boolean) => t(on ? "roles.yes" : "roles.no");
    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        name: String,
        purpose: (purpose) => t(`purpose.${purpose}` as TextId),
        queue: (id) => queues.find((one) => one.id === id)?.name ?? t("users.all_queues"),
        required: yes,
        several: yes,
        codes: (codes) => codes.map((one) => one.label).join(", "),
        standard: String,
    };
    const changes = changed.map((key) => ({
        label: t(labels[key]),
        before: show[key](saved[key] as never),
        after: show[key](value[key] as never),
    }));
    async function save(): Promise<string | undefined> {
        const { codes, standard, queue, ...rest } = value;
        const made = await admin.client.call("code_list.save", {
            ...(list && { id: list.id }),
            ...rest,
            ...(queue && { queue }),
            codes: codes.map((one) => ({
                ...(one.key && { id: one.key }),
                label: one.label,
                is_default: standard !== "" && one.label === standard,
            })),
        });
        await admin.records.refetchQueries({ queryKey: ["code_list.list"] });
        return list ? undefined : `codes/${made.list.id}`;
    }
    return (
        <DetailPage
            title={list ? list.name : t("codes.add")}
            back={{ to: "codes", label: t("codes.title") }}
            changes={changes}
            fresh={!list}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("queue.general")} hint={t("codes.general_hint")}>
                <TextField
                    label={t("codes.name")}
                    error={form.error("/name")}
                    value={value.name}
                    onChange={(name) => form.set({ name })}
                />
                <SelectField
                    label={t("codes.purpose")}
                    hint={t(`purpose_hint.${value.purpose}` as TextId)}
                    value={value.purpose}
                    options={(["wrap_up", "decline"] as const).map((purpose) => ({
                        value: purpose,
                        label: t(`purpose.${purpose}` as TextId),
                    }))}
                    onChange={(purpose) => form.set({ purpose })}
                />
                {wraps_up && (
                    <SelectField
                        label={t("codes.queue")}
                        value={value.queue}
                        options={[
                            { value: "", label: t("users.all_queues") },
                            ...queues.map((one) => ({ value: one.id, label: one.name })),
                        ]}
                        onChange={(queue) => form.set({ queue })}
                    />
                )}
            </Section>
            <Section title={t("codes.codes")} hint={t("codes.codes_hint")}>
                <Reasons
                    label={t("codes.codes")}
                    item="codes.number"
                    add={t("codes.add_code")}
                    reasons={value.codes}
                    error={form.error("/codes")}
                    onChange={(codes) => form.set({ codes })}
                />
            </Section>
            {wraps_up && (
                <Section title={t("codes.choosing")} hint={t("codes.choosing_hint")}>
                    <SwitchField
                        label={t("codes.required")}
                        hint={t("codes.required_hint")}
                        on={value.required}
                        onChange={(required) => form.set({ required })}
                    />
                    <SwitchField
                        label={t("codes.several")}
                        hint={t("codes.several_hint")}
                        on={value.several}
                        onChange={(several) => form.set({ several })}
                    />
                    <SelectField
                        label={t("codes.default")}
                        hint={t("codes.default_hint")}
                        value={
                            value.codes.some((one) => one.label === value.standard)
                                ? value.standard
                                : ""
                        }
                        options={[
                            { value: "", label: t("codes.no_default") },
                            ...value.codes
                                .filter((one) => one.label)
                                .map((one) => ({ value: one.label, label: one.label })),
                        ]}
                        onChange={(standard) => form.set({ standard })}
                    />
                </Section>
            )}
            {list && (
                <Remove
                    title={t("codes.remove")}
                    hint={t("codes.remove_hint")}
                    text={t("codes.remove_text", { name: list.name })}
                    name={list.name}
                    list="codes"
                    onRemove={() => admin.client.call("code_list.remove", { list: list.id })}
                />
            )}
        </DetailPage>
    );
}
