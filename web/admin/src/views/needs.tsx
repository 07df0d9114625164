// How much of a skill is needed, and how much less of it is enough once a chat has waited.
import type { Relaxation } from "@parley/sdk";
import { CircleAlert, Plus, Trash2 } from "lucide-react";
import { useId, useRef } from "react";
import { useText } from "../i18n.ts";
import { NumberInput } from "./fields.tsx";
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
    const add = useRef<HTMLButtonElement>(null);
    const steps = need.relaxations;
    const last = steps.at(-1);
    const lowest = last?.level ?? need.level;
    return (
        <div className={styles.steps}>
            {steps.map((step, index) => {
                const above = steps[index - 1]?.level ?? need.level;
                const problem = error(index, "after_s") ?? error(index, "level");
                const set = (part: Partial<Relaxation>) =>
                    onChange(steps.map((one, at) => (at === index ? { ...one, ...part } : one)));
                const note = {
                    "aria-invalid": problem ? (true as const) : undefined,
                    "aria-describedby": problem ? `${id}-${index}` : undefined,
                };
                return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
                    <div key={index}>
                        <div className={styles.step}>
                            <span aria-hidden="true">{t("need.after")}</span>
                            <NumberInput
                                {...note}
                                aria-label={t("need.after_label", { name, number: index + 1 })}
                                min={1}
                                max={604_800}
                                value={step.after_s}
                                onChange={(after_s) => set({ after_s })}
                            />
                            <span aria-hidden="true">{t("unit.s")}</span>
                            <select
                                {...note}
                                className="input"
                                aria-label={t("need.level_label", { name, number: index + 1 })}
                                value={step.level}
                                onChange={(event) => set({ level: Number(event.target.value) })}
                            >
                                {Array.from({ length: above }, (_, level) => above - 1 - level).map(
                                    (level) => (
                                        <option key={level} value={level}>
                                            {level
                                                ? t("need.enough", { level })
                                                : t("need.not_needed")}
                                        </option>
                                    ),
                                )}
                            </select>
                            <button
                                type="button"
                                className="button quiet square"
                                aria-label={t("need.remove", { name, number: index + 1 })}
                                onClick={() => {
                                    onChange(steps.filter((_, at) => at !== index));
                                    requestAnimationFrame(() => add.current?.focus());
                                }}
                            >
                                <Trash2 size={16} aria-hidden="true" />
                            </button>
                        </div>
                        {problem && (
                            <p className="error" id={`${id}-${index}`}>
                                <CircleAlert size={16} aria-hidden="true" />
                                {problem}
                            </p>
                        )}
                    </div>
                );
            })}
            {lowest > 0 && (
                <div>
                    <button
                        ref={add}
                        type="button"
                        className="button quiet"
                        aria-label={t("need.add_to", { name })}
                        onClick={() =>
                            onChange([
                                ...steps,
                                {
                                    after_s: (last?.after_s ?? 0) + usual_step_s,
                                    level: Math.floor(lowest / 2),
                                },
                            ])
                        }
                    >
                        <Plus size={16} aria-hidden="true" />
                        {t("need.add")}
                    </button>
                </div>
            )}
        </div>
    );
}
