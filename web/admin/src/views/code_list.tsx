// One list of codes: what it is for, in which queue, whether a choice is required, and the codes.
import type { CodeList } from "@parley/sdk";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { useDraft } from "../model/draft.ts";
import { Confirm } from "./confirm.tsx";
import { DetailPage, Section } from "./detail_page.tsx";
import { SelectField, SwitchField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Failed, Page } from "./page.tsx";
import { type Reason, Reasons } from "./reasons.tsx";
import { useSaving } from "./use_saving.ts";

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
        return (
            <Page title={t("codes.title")} back={{ to: "codes", label: t("codes.title") }}>
                {lists.isError ? (
                    <Failed onRetry={() => void lists.refetch()} />
                ) : (
                    <Skeleton rows={4} />
                )}
            </Page>
        );
    }
    const found = lists.data.items.find((one) => one.id === id);
    return found ? <Form list={found} /> : <Nowhere />;
}

function Form({ list }: { list?: CodeList }) {
    const { admin, router } = useApp();
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const saving = useSaving(["/name", "/codes"]);
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
    const draft = useDraft(saved);
    const { value, changed } = draft;
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
    async function save(): Promise<void> {
        const { codes, standard, queue, ...rest } = value;
        const worked = await saving.run(async () => {
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
            if (list) return;
            router.hold(false);
            router.go(`codes/${made.list.id}`);
        });
        if (worked && list) draft.discard();
    }
    return (
        <DetailPage
            title={list ? list.name : t("codes.add")}
            back={{ to: "codes", label: t("codes.title") }}
            changes={changes}
            fresh={!list}
            saving={saving.busy}
            problem={saving.problem}
            onSave={() => void save()}
            onDiscard={() => {
                draft.discard();
                saving.clear();
            }}
        >
            <Section title={t("queue.general")} hint={t("codes.general_hint")}>
                <TextField
                    label={t("codes.name")}
                    error={saving.error("/name")}
                    value={value.name}
                    onChange={(name) => draft.set({ name })}
                />
                <SelectField
                    label={t("codes.purpose")}
                    hint={t(`purpose_hint.${value.purpose}` as TextId)}
                    value={value.purpose}
                    options={(["wrap_up", "decline"] as const).map((purpose) => ({
                        value: purpose,
                        label: t(`purpose.${purpose}` as TextId),
                    }))}
                    onChange={(purpose) => draft.set({ purpose })}
                />
                {wraps_up && (
                    <SelectField
                        label={t("codes.queue")}
                        value={value.queue}
                        options={[
                            { value: "", label: t("users.all_queues") },
                            ...queues.map((one) => ({ value: one.id, label: one.name })),
                        ]}
                        onChange={(queue) => draft.set({ queue })}
                    />
                )}
            </Section>
            <Section title={t("codes.codes")} hint={t("codes.codes_hint")}>
                <Reasons
                    label={t("codes.codes")}
                    item="codes.number"
                    add={t("codes.add_code")}
                    reasons={value.codes}
                    error={saving.error("/codes")}
                    onChange={(codes) => draft.set({ codes })}
                />
            </Section>
            {wraps_up && (
                <Section title={t("codes.choosing")} hint={t("codes.choosing_hint")}>
                    <SwitchField
                        label={t("codes.required")}
                        hint={t("codes.required_hint")}
                        on={value.required}
                        onChange={(required) => draft.set({ required })}
                    />
                    <SwitchField
                        label={t("codes.several")}
                        hint={t("codes.several_hint")}
                        on={value.several}
                        onChange={(several) => draft.set({ several })}
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
                        onChange={(standard) => draft.set({ standard })}
                    />
                </Section>
            )}
            {list && (
                <Section title={t("codes.remove")} hint={t("codes.remove_hint")}>
                    <Remove list={list} />
                </Section>
            )}
        </DetailPage>
    );
}

function Remove({ list }: { list: CodeList }) {
    const { admin, router } = useApp();
    const { t } = useText();
    const saving = useSaving();
    const [asking, setAsking] = useState(false);
    async function remove(): Promise<void> {
        await saving.run(async () => {
            await admin.client.call("code_list.remove", { list: list.id });
            router.hold(false);
            router.go("codes");
        });
    }
    return (
        <div>
            <button type="button" className="button danger" onClick={() => setAsking(true)}>
                {t("codes.remove")}
            </button>
            {asking &&
                createPortal(
                    <Confirm
                        title={t("codes.remove")}
                        text={t("codes.remove_text", { name: list.name })}
                        name={list.name}
                        action={t("codes.remove")}
                        problem={saving.problem}
                        onConfirm={() => void remove()}
                        onClose={() => setAsking(false)}
                    />,
                    document.body,
                )}
        </div>
    );
}
