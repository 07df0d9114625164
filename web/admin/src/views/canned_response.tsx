// One prepared answer that is shared: what it says, how it is found, and who may use it.
import type { Canned, CannedLanguage } from "@parley/sdk";
import { names } from "@parley/ui/console/canned/placeholders.ts";
import { folderFrom, folderText } from "@parley/ui/console/canned/search.ts";
import { Loading } from "@parley/ui/console/page.tsx";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { useCanned } from "./canned.tsx";
import { DetailPage, Section } from "./detail_page.tsx";
import { AreaField, SelectField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

interface Fields {
    title: string;
    code: string;
    folder: string;
    /** "all", or the id of a team. */
    whom: string;
    language: CannedLanguage;
    text: string;
}

const labels: Record<keyof Fields, TextId> = {
    title: "canned.title",
    code: "canned.code",
    folder: "canned.folder",
    whom: "canned.scope",
    language: "canned.language",
    text: "canned.text",
};
const languages = ["any", "de", "en"] as const;

export function CannedPage({ id }: { id: string }) {
    const { t } = useText();
    const all = useCanned();
    if (!all.data) {
        const title = t("canned.open");
        return <Loading title={title} back={{ to: "canned", label: title }} of={[all]} />;
    }
    if (id === "new") return <Form />;
    const found = all.data.find((one) => one.id === id);
    return found ? <Form canned={found} /> : <Nowhere />;
}

function Form({ canned }: { canned?: Canned }) {
    const { admin } = useApp();
    const { t } = useText();
    const teams = useRecords("team.list").data?.items ?? [];
    const saved: Fields = {
        title: canned?.title ?? "",
        code: canned?.code ?? "",
        folder: folderText(canned?.folder ?? []),
        whom: canned?.team ?? "all",
        language: canned?.language ?? "any",
        text: canned?.text ?? "",
    };
    const form = useForm(saved, ["/title", "/code", "/folder", "/team", "/scope", "/text"]);
    const { value, changed } = form;
    const whom = (id: string) =>
        id === "all"
            ? t("canned.scope_all")
            : (teams.find((one) => one.id === id)?.name ?? canned?.team_name ?? id);
    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        title: String,
        code: String,
        folder: String,
        whom,
        language: (one) => t(`canned.language_${one}`),
        text: String,
    };
    const changes = changed.map((key) => ({
        label: t(labels[key]),
        before: show[key](saved[key] as never),
        after: show[key](value[key] as never),
    }));
    async function save(): Promise<string | undefined> {
        const { title, code, language, text } = value;
        const folder = folderFrom(value.folder);
        const all = value.whom === "all";
        const reach = all
            ? { scope: "all" as const }
            : { scope: "team" as const, team: value.whom };
        const { client } = admin;
        const made = canned
            ? await client.call("canned.update", {
                  canned: canned.id,
                  version: canned.version,
                  title,
                  code,
                  folder,
                  language,
                  text,
                  ...(changed.includes("whom") && reach),
              })
            : await client.call("canned.create", {
                  ...reach,
                  title,
                  code,
                  folder,
                  language,
                  text,
              });
        await admin.records.refetchQueries();
        return canned ? undefined : `canned/${made.canned.id}`;
    }
    return (
        <DetailPage
            title={canned ? canned.title : t("canned_page.add")}
            back={{ to: "canned", label: t("canned.open") }}
            changes={changes}
            fresh={!canned}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("canned.text")} hint={t("canned_page.text_hint")}>
                <TextField
                    label={t("canned.title")}
                    hint={t("canned.title_hint")}
                    error={form.error("/title")}
                    value={value.title}
                    onChange={(title) => form.set({ title })}
                />
                <AreaField
                    label={t("canned.text")}
                    hint={t("canned_page.placeholders", {
                        example: "{{customer.first_name|…}}",
                        names: names.map((one) => `{{${one}}}`).join(", "),
                    })}
                    error={form.error("/text")}
                    rows={6}
                    value={value.text}
                    onChange={(text) => form.set({ text })}
                />
                <SelectField
                    label={t("canned.language")}
                    hint={t("canned_page.language_hint")}
                    value={value.language}
                    options={languages.map((one) => ({
                        value: one,
                        label: t(`canned.language_${one}`),
                    }))}
                    onChange={(language) => form.set({ language })}
                />
            </Section>
            <Section title={t("canned_page.found")} hint={t("canned_page.found_hint")}>
                <TextField
                    label={t("canned.code")}
                    hint={t("canned.code_hint")}
                    error={form.error("/code")}
                    spellCheck={false}
                    value={value.code}
                    onChange={(code) => form.set({ code })}
                />
                <TextField
                    label={t("canned.folder")}
                    hint={t("canned.folder_hint")}
                    error={form.error("/folder")}
                    value={value.folder}
                    onChange={(folder) => form.set({ folder })}
                />
                <SelectField
                    label={t("canned.scope")}
                    error={form.error("/team") ?? form.error("/scope")}
                    value={value.whom}
                    options={["all", ...teams.map((one) => one.id)].map((one) => ({
                        value: one,
                        label: whom(one),
                    }))}
                    onChange={(next) => form.set({ whom: next })}
                />
            </Section>
            {canned && (
                <Remove
                    title={t("canned_page.remove")}
                    hint={t("canned_page.remove_hint")}
                    text={t("canned_page.remove_text", { name: canned.title })}
                    name={canned.title}
                    list="canned"
                    onRemove={() => admin.client.call("canned.delete", { canned: canned.id })}
                />
            )}
        </DetailPage>
    );
}
