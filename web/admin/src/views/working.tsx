// How the organization works: a way of working as a whole, and each switch of it, for everybody or
// for one partition, queue, team or agent, with where its value comes from.
import type { SettingsResult, Switch } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Loading } from "@parley/ui/console/page.tsx";
import { usePlace } from "@parley/ui/console/router.ts";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useApp } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { Confirm } from "./confirm.tsx";
import { DetailPage, Section } from "./detail_page.tsx";
import { Presets } from "./presets.tsx";
import { placeParams, usePlaces } from "./setting_place.ts";
import { SwitchLine } from "./switch_line.tsx";
import { switchName, useKnown, valueWord } from "./switch_words.ts";
import { useForm } from "./use_form.ts";
import styles from "./working.module.css";

const groups = [
    "routing",
    "writing",
    "redaction",
    "offers",
    "load",
    "presence",
    "wrap_up",
    "handing_on",
] as const;

export function Working() {
    const { admin } = useApp();
    const { t } = useText();
    const [, scope, id] = usePlace();
    const params = placeParams(scope, id);
    const settings = useQuery({
        queryKey: ["settings.get", params],
        queryFn: () => admin.client.call("settings.get", params),
    });
    if (!settings.data) return <Loading title={t("working.title")} of={[settings]} />;
    return <Form key={settings.data.id} settings={settings.data} />;
}

function Form({ settings }: { settings: SettingsResult }) {
    const { admin } = useApp();
    const { t } = useText();
    const [, scope, id] = usePlace();
    const params = placeParams(scope, id);
    const known = useKnown();
    const [asking, setAsking] = useState(false);
    const { switches } = settings;
    // What is set here; null where it is inherited.
    const saved: Record<string, string | null> = Object.fromEntries(
        switches.map((one) => [one.name, one.from === settings.scope ? one.value : null]),
    );
    const fields = switches.map((one) => `/set/${one.name}`);
    const form = useForm(saved, fields);
    const find = (name: string) => switches.find((one) => one.name === name)!;
    const word = (one: Switch, value: string | null) =>
        value === null
            ? t("switch_line.inherited_value", {
                  value: valueWord(one, one.inherited, known, t),
              })
            : valueWord(one, value, known, t);
    const changes = form.changed.map((name) => ({
        label: t(switchName(name)),
        before: word(find(name), saved[name]!),
        after: word(find(name), form.value[name]!),
    }));

    async function save(): Promise<undefined> {
        const set: Record<string, string> = {};
        const clear: string[] = [];
        for (const name of form.changed) {
            const value = form.value[name];
            if (value === null || value === undefined) clear.push(name);
            else set[name] = value;
        }
        await admin.client.call("settings.update", { ...params, set, clear });
        await admin.records.refetchQueries({ queryKey: ["settings.get"] });
    }
    return (
        <>
            {asking && (
                <Confirm
                    title={t("redaction.off_title")}
                    text={t("redaction.off_text")}
                    name={t("redaction.off_word")}
                    action={t("redaction.off_action")}
                    onConfirm={() => {
                        setAsking(false);
                        void form.save(save);
                    }}
                    onClose={() => setAsking(false)}
                />
            )}
            <DetailPage
                title={t("working.title")}
                intro={t("working.intro")}
                changes={changes}
                form={form}
                onSave={() => {
                    // Card numbers in full are not something that happens along with another change.
                    const off = form.value.redaction === "off" && saved.redaction !== "off";
                    if (off) setAsking(true);
                    else void form.save(save);
                }}
            >
                <PlaceChoice />
                <Presets key={settings.id} params={params} switches={switches} known={known} />
                {groups.map((group) => {
                    const own = switches.filter((one) => one.group === group);
                    if (!own.length) return null;
                    return (
                        <Section
                            key={group}
                            title={t(`group_of.${group}` as TextId)}
                            hint={t(`group_hint.${group}` as TextId)}
                        >
                            {own.map((one) => (
                                <SwitchLine
                                    key={one.name}
                                    one={one}
                                    scope={settings.scope}
                                    value={form.value[one.name] ?? null}
                                    known={known}
                                    error={form.error(`/set/${one.name}`)}
                                    onChange={(value) => form.set({ [one.name]: value })}
                                />
                            ))}
                        </Section>
                    );
                })}
            </DetailPage>
        </>
    );
}

function PlaceChoice() {
    const { router } = useApp();
    const { t } = useText();
    const [, ...rest] = usePlace();
    const places = usePlaces();
    const id = useId();
    return (
        <div className={styles.place}>
            <div className={styles.for}>
                <label htmlFor={id}>{t("working.for")}</label>
                <select
                    id={id}
                    className="input"
                    value={rest.join("/")}
                    onChange={(event) =>
                        router.go(event.target.value ? `working/${event.target.value}` : "working")
                    }
                >
                    {places.map((place) => (
                        <option key={place.path} value={place.path}>
                            {place.label}
                        </option>
                    ))}
                </select>
            </div>
            <Link to="history" className={styles.history}>
                {t("history.title")}
            </Link>
        </div>
    );
}
