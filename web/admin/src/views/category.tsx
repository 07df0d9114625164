// One category of articles: what it is called in each language, and what it is about.
import type { Category, Language } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { useRef } from "react";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { languages, shownOf, textIn } from "../model/articles.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { useForm } from "./use_form.ts";

const name_max = 120;
const about_max = 200;

interface Text {
    name: string;
    about: string;
}
const labels: Record<keyof Text, TextId> = {
    name: "categories.name",
    about: "categories.about",
};

export function CategoryPage({ id }: { id: string }) {
    const { t } = useText();
    const all = useRecords("category.list");
    if (!all.data) {
        const title = t("categories.title");
        return (
            <Loading title={title} back={{ to: "articles/categories", label: title }} of={[all]} />
        );
    }
    if (id === "new") return <Form />;
    const found = all.data.items.find((one) => one.id === id);
    return found ? <Form category={found} /> : <Nowhere />;
}

function Form({ category }: { category?: Category }) {
    const { admin } = useApp();
    const { t, language: reader } = useText();
    const textOf = (language: Language): Text => {
        const { name = "", about = "" } = textIn(category?.texts ?? [], language) ?? {};
        return { name, about };
    };
    const saved = { en: textOf("en"), de: textOf("de") };
    const form = useForm(saved, ["/texts"]);
    const { value } = form;
    /** Those that were sent: what is refused goes by its place among them. */
    const sent = useRef<Language[]>([]);
    const changes = languages.flatMap((language) =>
        (["name", "about"] as const)
            .filter((key) => value[language][key] !== saved[language][key])
            .map((key) => ({
                label: `${t(`canned.language_${language}`)}: ${t(labels[key])}`,
                before: saved[language][key],
                after: value[language][key],
            })),
    );
    function error(language: Language, key: keyof Text): string | undefined {
        const place = sent.current.indexOf(language);
        if (place >= 0) return form.error(`/texts/${place}/${key}`);
        // Without any text there is no place to say it at.
        return sent.current.length === 0 && key === "name" ? form.error("/texts") : undefined;
    }
    async function save(): Promise<string | undefined> {
        const said = languages.filter(
            (one) => value[one].name.trim() !== "" || value[one].about.trim() !== "",
        );
        sent.current = said;
        const made = await admin.client.call("category.save", {
            ...(category && { category: category.id }),
            texts: said.map((language) => ({ language, ...value[language] })),
        });
        await admin.records.refetchQueries();
        return category ? undefined : `articles/categories/${made.category.id}`;
    }
    const name = shownOf(category?.texts ?? [], reader)?.name ?? "";
    return (
        <DetailPage
            title={category ? name : t("categories.add")}
            back={{ to: "articles/categories", label: t("categories.title") }}
            changes={changes}
            fresh={!category}
            form={form}
            onSave={() => void form.save(save)}
        >
            {languages.map((one) => (
                <Section
                    key={one}
                    title={t(`canned.language_${one}`)}
                    hint={t("categories.language_hint")}
                >
                    <TextField
                        label={t("categories.name")}
                        error={error(one, "name")}
                        lang={one}
                        maxLength={name_max}
                        value={value[one].name}
                        onChange={(next) => form.set({ [one]: { ...value[one], name: next } })}
                    />
                    <TextField
                        label={t("categories.about")}
                        hint={t("categories.about_hint")}
                        error={error(one, "about")}
                        lang={one}
                        maxLength={about_max}
                        value={value[one].about}
                        onChange={(about) => form.set({ [one]: { ...value[one], about } })}
                    />
                </Section>
            ))}
            {category && (
                <Remove
                    title={t("categories.remove")}
                    hint={t("categories.remove_hint")}
                    text={t("categories.remove_text", { name })}
                    name={name}
                    list="articles/categories"
                    onRemove={() => admin.client.call("category.delete", { category: category.id })}
                />
            )}
        </DetailPage>
    );
}
