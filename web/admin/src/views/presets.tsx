// The ways of working: each explained, what it would change, and its application.
import type { Preset, PresetDifference, SettingsPlace, Switch } from "@parley/sdk";
import { Failed } from "@parley/ui/console/page.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { knownStatusWord } from "@parley/ui/console/status_words.ts";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useApp, useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { Diff, Section } from "./detail_page.tsx";
import { Review } from "./review.tsx";
import { type Known, switchName, valueWord } from "./switch_words.ts";
import styles from "./working.module.css";

const presetName = (key: string) => `preset.${key}` as TextId;

interface Place {
    params: SettingsPlace;
    switches: readonly Switch[];
    known: Known;
}

export function Presets(place: Place) {
    const { t } = useText();
    const presets = useRecords("preset.list");
    const [shown, setShown] = useState<Preset>();
    const used = (preset: Preset) =>
        // What a preset does not decide is the organization's own.
        place.switches.every((one) => (preset.switches[one.name] ?? one.value) === one.value);
    return (
        <Section title={t("presets.title")} hint={t("presets.hint")}>
            {presets.isError ? (
                <Failed onRetry={() => void presets.refetch()} />
            ) : presets.data ? (
                <ul className={styles.presets}>
                    {presets.data.items.map((preset) => (
                        <li
                            key={preset.key}
                            className={
                                used(preset) ? `${styles.preset} ${styles.used}` : styles.preset
                            }
                        >
                            <h3>{t(presetName(preset.key))}</h3>
                            <p>{t(`preset_text.${preset.key}` as TextId)}</p>
                            {used(preset) ? (
                                <span className={styles.mark}>
                                    <CircleCheck size={16} aria-hidden="true" />
                                    {t("presets.used")}
                                </span>
                            ) : (
                                <div>
                                    <button
                                        type="button"
                                        className="button"
                                        aria-label={`${t("presets.preview")}: ${t(presetName(preset.key))}`}
                                        onClick={() => setShown(preset)}
                                    >
                                        {t("presets.preview")}
                                    </button>
                                </div>
                            )}
                        </li>
                    ))}
                </ul>
            ) : (
                <Skeleton rows={2} />
            )}
            {shown &&
                createPortal(
                    <Preview {...place} preset={shown} onClose={() => setShown(undefined)} />,
                    document.body,
                )}
        </Section>
    );
}

function Preview(props: Place & { preset: Preset; onClose: () => void }) {
    const { preset, params, onClose } = props;
    const { admin } = useApp();
    const { t } = useText();
    const difference = useQuery({
        queryKey: ["preset.preview", preset.key, params],
        queryFn: () => admin.client.call("preset.preview", { preset: preset.key, ...params }),
    });
    return (
        <Review
            title={t(presetName(preset.key))}
            action={t("presets.apply")}
            ready={!!difference.data}
            run={async () => {
                await admin.client.call("preset.apply", { preset: preset.key, ...params });
                await admin.records.refetchQueries({ queryKey: ["settings.get"] });
            }}
            onClose={onClose}
        >
            {difference.isError ? (
                <Failed onRetry={() => void difference.refetch()} />
            ) : difference.data ? (
                <Differences {...props} difference={difference.data} />
            ) : (
                <Skeleton rows={4} />
            )}
        </Review>
    );
}

function Differences(props: Place & { difference: PresetDifference }) {
    const { difference, switches, known } = props;
    const { t } = useText();
    const word = (name: string, value: string | undefined) => {
        const one = switches.find((each) => each.name === name);
        return one && value !== undefined ? valueWord(one, value, known, t) : (value ?? "");
    };
    const changes = difference.switches.map((change) => ({
        label: t(switchName(change.name)),
        before: word(change.name, change.before),
        after: word(change.name, change.after),
    }));
    if (!changes.length && !difference.statuses.length) return <p>{t("presets.nothing")}</p>;
    return (
        <div className={styles.differences}>
            {difference.statuses.length > 0 && (
                <section>
                    <h3>{t("statuses.title")}</h3>
                    <ul>
                        {difference.statuses.map((one) => (
                            <li key={one.key}>
                                {t(`status_change.${one.change}` as TextId, {
                                    name: knownStatusWord(one.key, known.statuses, t),
                                })}
                            </li>
                        ))}
                    </ul>
                </section>
            )}
            {changes.length > 0 && (
                <section>
                    <h3>{t("presets.switches", { count: changes.length })}</h3>
                    <Diff changes={changes} />
                </section>
            )}
        </div>
    );
}
