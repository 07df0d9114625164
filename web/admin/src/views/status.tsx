// One status: what it means for chats, who may choose it, and for which reasons (E40, W34).
import type { AgentStatus } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { hasOwnWord, reasonWord, statusWord } from "@parley/ui/console/status_words.ts";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { freeKey } from "../model/keys.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { NumberField, SelectField, SwitchField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { type Reason, Reasons } from "./reasons.tsx";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

type Kind = AgentStatus["kind"];

interface Fields {
    label: string;
    kind: Kind;
    by_agent: boolean;
    by_manager: boolean;
    during_chat: AgentStatus["during_chat"];
    hides_dashboard: boolean;
    auto_return_s: number;
    reason_required: boolean;
    reasons: Reason[];
}

const labels: Record<keyof Fields, TextId> = {
    label: "status.name",
    kind: "status.kind",
    by_agent: "status.agents_may",
    by_manager: "status.managers_may",
    during_chat: "status.during",
    hides_dashboard: "status.hides",
    auto_return_s: "status.return",
    reason_required: "status.reason_required",
    reasons: "status.reasons",
};
const fresh: Fields = {
    label: "",
    kind: "away",
    by_agent: true,
    by_manager: true,
    during_chat: "pending",
    hides_dashboard: false,
    auto_return_s: 0,
    reason_required: false,
    reasons: [],
};
/** The rules need these as they are (W5). */
const needed = ["available", "offline", "rona"];
const kinds: readonly Kind[] = ["ready", "not_ready", "away", "offline"];

export function StatusPage({ id }: { id: string }) {
    const { t } = useText();
    const statuses = useRecords("status.list");
    if (!statuses.data) {
        const title = t("statuses.title");
        return <Loading title={title} back={{ to: "statuses", label: title }} of={[statuses]} />;
    }
    if (id === "new") return <Form all={statuses.data.items} />;
    const status = statuses.data.items.find((one) => one.key === id);
    return status ? <Form status={status} all={statuses.data.items} /> : <Nowhere />;
}

function Form({ status, all }: { status?: AgentStatus; all: readonly AgentStatus[] }) {
    const { admin } = useApp();
    const { t } = useText();
    const saved: Fields = status
        ? {
              label: status.label ?? "",
              kind: status.kind,
              by_agent: status.by_agent,
              by_manager: status.by_manager,
              during_chat: status.during_chat,
              hides_dashboard: status.hides_dashboard,
              auto_return_s: status.auto_return_s,
              reason_required: status.reason_required,
              reasons: status.reasons.map((one) => ({ key: one.key, label: one.label ?? "" })),
          }
        : fresh;
    const form = useForm(saved, [
        "/label",
        "/kind",
        "/auto_return_s",
        "/reason_required",
        "/reasons",
    ]);
    const { value, changed } = form;
    const is_needed = status !== undefined && needed.includes(status.key);
    const is_missed = status?.kind === "missed";
    const yes = (on: boolean) => t(on ? "roles.yes" : "roles.no");
    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        label: String,
        kind: (kind) => t(`kind.${kind}`),
        by_agent: yes,
        by_manager: yes,
        during_chat: (when) => t(`during.${when}`),
        hides_dashboard: yes,
        auto_return_s: String,
        reason_required: yes,
        reasons: (reasons) =>
            reasons
                .map((one) =>
                    reasonWord({ key: one.key, ...(one.label && { label: one.label }) }, t),
                )
                .join(", "),
    };
    const changes = changed.map((key) => ({
        label: t(labels[key]),
        before: show[key](saved[key] as never),
        after: show[key](value[key] as never),
    }));

    async function save(): Promise<string | undefined> {
        const { label, reasons, ...rest } = value;
        const taken = all.map((one) => one.key);
        const key = status?.key ?? freeKey(label, taken);
        const given: { key: string; label?: string }[] = [];
        for (const one of reasons) {
            const own =
                one.key ||
                freeKey(
                    one.label,
                    [...given, ...reasons].map((each) => each.key),
                );
            given.push({ key: own, ...(one.label && { label: one.label }) });
        }
        await admin.client.call("status.save", {
            key,
            ...(label && { label }),
            ...rest,
            reasons: given,
        });
        await admin.records.refetchQueries({ queryKey: ["status.list"] });
        return status ? undefined : `statuses/${key}`;
    }
    return (
        <DetailPage
            title={status ? statusWord(status, t) : t("statuses.add")}
            intro={is_needed ? t(`status_note.${status.key as "rona"}`) : undefined}
            back={{ to: "statuses", label: t("statuses.title") }}
            changes={changes}
            fresh={!status}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("status.general")} hint={t("status.general_hint")}>
                <TextField
                    label={t("status.name")}
                    hint={status && hasOwnWord(status.key) ? t("status.name_known") : undefined}
                    error={form.error("/label")}
                    placeholder={
                        status && hasOwnWord(status.key)
                            ? statusWord({ key: status.key, kind: status.kind }, t)
                            : undefined
                    }
                    value={value.label}
                    onChange={(label) => form.set({ label })}
                />
                <SelectField
                    label={t("status.kind")}
                    hint={t(`kind_hint.${value.kind}`)}
                    error={form.error("/kind")}
                    value={value.kind}
                    disabled={is_needed}
                    options={(is_missed ? (["missed"] as const) : kinds).map((kind) => ({
                        value: kind,
                        label: t(`kind.${kind}`),
                    }))}
                    onChange={(kind) => form.set({ kind })}
                />
            </Section>
            {!is_missed && (
                <Section title={t("status.choosing")} hint={t("status.choosing_hint")}>
                    <SwitchField
                        label={t("status.agents_may")}
                        on={value.by_agent}
                        disabled={is_needed}
                        onChange={(by_agent) => form.set({ by_agent })}
                    />
                    <SwitchField
                        label={t("status.managers_may")}
                        on={value.by_manager}
                        onChange={(by_manager) => form.set({ by_manager })}
                    />
                    <SelectField
                        label={t("status.during")}
                        hint={t("status.during_hint")}
                        value={value.during_chat}
                        options={(["now", "pending", "no"] as const).map((when) => ({
                            value: when,
                            label: t(`during.${when}`),
                        }))}
                        onChange={(during_chat) => form.set({ during_chat })}
                    />
                </Section>
            )}
            <Section title={t("status.meanwhile")} hint={t("status.meanwhile_hint")}>
                <SwitchField
                    label={t("status.hides")}
                    hint={t("status.hides_hint")}
                    on={value.hides_dashboard}
                    onChange={(hides_dashboard) => form.set({ hides_dashboard })}
                />
                {value.kind !== "ready" && (
                    <NumberField
                        label={t("status.return")}
                        hint={t("status.return_hint")}
                        error={form.error("/auto_return_s")}
                        min={0}
                        max={86_400}
                        value={value.auto_return_s}
                        onChange={(auto_return_s) => form.set({ auto_return_s })}
                    />
                )}
            </Section>
            {!is_needed && (
                <Section title={t("status.reasons")} hint={t("status.reasons_hint")}>
                    <Reasons
                        label={t("status.reasons")}
                        item="reason.name"
                        add={t("reason.add")}
                        wordOf={(key) => reasonWord({ key }, t)}
                        reasons={value.reasons}
                        error={form.error("/reasons")}
                        onChange={(reasons) => form.set({ reasons })}
                    />
                    <SwitchField
                        label={t("status.reason_required")}
                        hint={t("status.reason_required_hint")}
                        error={form.error("/reason_required")}
                        on={value.reason_required}
                        onChange={(reason_required) => form.set({ reason_required })}
                    />
                </Section>
            )}
            {status && !is_needed && (
                <Remove
                    title={t("status.remove")}
                    hint={t("status.remove_hint")}
                    text={t("status.remove_text", { name: statusWord(status, t) })}
                    name={statusWord(status, t)}
                    list="statuses"
                    onRemove={() => admin.client.call("status.remove", { key: status.key })}
                />
            )}
        </DetailPage>
    );
}
