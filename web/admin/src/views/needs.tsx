// How much of a skill is needed, and how much less of it is enough once a chat has waited.
import type { Relaxation } from "@parley/sdk";
import { useId } from "react";
import { useText } from "../i18n.ts";
import { NumberInput, Wrong } from "./fields.tsx";
import { GrowingList } from "./growing_list.tsx";
import styles from "./levels.module.css";
import { Levels } from "./levels.tsx";

export interface Need {
    level: number;
    relaxations: Relaxation[];
}
export type Needs = Readonly<Record<string, Need>>;
export type StepError = (row: string, step: number, part: keyof Relaxation) => string | undefined;

export function NeedLevels(props: {
    label: string;
    rows: readonly { id: string; label: string }[];
    none: string;
    empty: string;
    needs: Needs;
    error: StepError;
    onChange: (needs: Needs) => void;
}) {
    const { rows, needs, error, onChange } = props;
    const levels = Object.fromEntries(
        Object.entries(needs).map(([row, need]) => [row, need.level]),
    );
    function set(next: Record<string, number>): void {
        onChange(
            Object.fromEntries(
                Object.entries(next).map(([row, level]) => [
                    row,
                    {
                        level,
                        relaxations:
                            needs[row]?.relaxations.filter((step) => step.level < level) ?? [],
                    },
                ]),
            ),
        );
    }
    return (
        <Levels
            {...props}
            levels={levels}
            onChange={set}
            below={(row) => {
                const need = needs[row];
                return (
                    need && (
                        <Steps
                            name={rows.find((one) => one.id === row)?.label ?? row}
                            need={need}
                            error={(step, part) => error(row, step, part)}
                            onChange={(relaxations) =>
                                onChange({ ...needs, [row]: { ...need, relaxations } })
                            }
                        />
                    )
                );
            }}
        />
    );
}

const usual_step_s = 60;

function Steps(props: {
    name: string;
    need: Need;
    error: (step: number, part: keyof Relaxation) => string | undefined;
    onChange: (steps: Relaxation[]) => void;
}) {
    const { name, need, error, onChange } = props;
    const { t } = useText();
    const id = useId();
    const steps = need.relaxations;
    const last = steps.at(-1);
    const lowest = last?.level ?? need.level;
    const lower = () => ({
        after_s: (last?.after_s ?? 0) + usual_step_s,
        level: Math.floor(lowest / 2),
    });
    return (
        <div className={styles.steps}>
            <GrowingList
                items={steps}
                fresh={lowest > 0 ? lower : undefined}
                add={t("need.add")}
                add_label={t("need.add_to", { name })}
                onChange={onChange}
            >
                {(step, { index, set, takeAway }) => {
                    const number = index + 1;
                    const above = steps[index - 1]?.level ?? need.level;
                    const problem = error(index, "after_s") ?? error(index, "level");
                    const note = {
                        "aria-invalid": problem ? (true as const) : undefined,
                        "aria-describedby": problem ? `${id}-${index}` : undefined,
                    };
                    return (
                        <>
                            <div className={styles.step}>
                                <span aria-hidden="true">{t("need.after")}</span>
                                <NumberInput
                                    {...note}
                                    aria-label={t("need.after_label", { name, number })}
                                    min={1}
                                    max={604_800}
                                    value={step.after_s}
                                    onChange={(after_s) => set({ after_s })}
                                />
                                <span aria-hidden="true">{t("unit.s")}</span>
                                <select
                                    {...note}
                                    className="input"
                                    aria-label={t("need.level_label", { name, number })}
                                    value={step.level}
                                    onChange={(event) => set({ level: Number(event.target.value) })}
                                >
                                    {Array.from({ length: above }, (_, at) => above - 1 - at).map(
                                        (level) => (
                                            <option key={level} value={level}>
                                                {level
                                                    ? t("need.enough", { level })
                                                    : t("need.not_needed")}
                                            </option>
                                        ),
                                    )}
                                </select>
                                {takeAway(t("need.remove", { name, number }))}
                            </div>
                            {problem && <Wrong id={`${id}-${index}`}>{problem}</Wrong>}
                        </>
                    );
                }}
            </GrowingList>
        </div>
    );
}
