// The preset answers of a bot, in the order in which customers see their titles.
import type { BotAnswer } from "@parley/sdk";
import { useText } from "../i18n.ts";
import { AreaField, SwitchField, TextField } from "./fields.tsx";
import growing from "./growing_list.module.css";
import { GrowingList } from "./growing_list.tsx";
import { MoveButtons } from "./move_buttons.tsx";

/** Phrases as they are typed: one a line. */
export interface DraftAnswer extends Omit<BotAnswer, "phrases"> {
    phrases: string;
}
export const linesOf = (phrases: readonly string[]) => phrases.join("\n");
export const phrasesOf = (lines: string) =>
    lines
        .split("\n")
        .map((one) => one.trim())
        .filter(Boolean);

const answers_max = 50;

export function AnswerList(props: {
    answers: readonly DraftAnswer[];
    error: (path: string) => string | undefined;
    onChange: (answers: DraftAnswer[]) => void;
}) {
    const { answers, error, onChange } = props;
    const { t } = useText();
    function move(from: number, to: number): void {
        const next = [...answers];
        next.splice(to, 0, ...next.splice(from, 1));
        onChange(next);
    }
    return (
        <GrowingList
            items={answers}
            fresh={
                answers.length < answers_max
                    ? () => ({ title: "", phrases: "", text: "", hands_over: false })
                    : undefined
            }
            add={t("bots.add_answer")}
            none={t("bots.no_answers")}
            error={error("/answers")}
            onChange={onChange}
        >
            {(answer, { index, set, takeAway }) => {
                const name = answer.title || t("bots.answer_number", { number: index + 1 });
                const at = `/answers/${index}`;
                return (
                    <fieldset className={growing.card}>
                        <legend>{name}</legend>
                        <TextField
                            label={t("bots.answer_title")}
                            hint={t("bots.answer_title_hint")}
                            error={error(`${at}/title`)}
                            value={answer.title}
                            onChange={(title) => set({ title })}
                        />
                        <AreaField
                            label={t("bots.phrases")}
                            hint={t("bots.phrases_hint")}
                            error={error(`${at}/phrases`)}
                            rows={2}
                            value={answer.phrases}
                            onChange={(phrases) => set({ phrases })}
                        />
                        <AreaField
                            label={t("bots.answer_text")}
                            error={error(`${at}/text`)}
                            rows={3}
                            value={answer.text}
                            onChange={(text) => set({ text })}
                        />
                        <SwitchField
                            label={t("bots.hands_over")}
                            on={answer.hands_over}
                            onChange={(hands_over) => set({ hands_over })}
                        />
                        <div>
                            <MoveButtons
                                name={name}
                                place={index}
                                count={answers.length}
                                onMove={(to) => move(index, to)}
                            />
                            {takeAway(t("bots.remove_answer", { name }), t("bots.remove_one"))}
                        </div>
                    </fieldset>
                );
            }}
        </GrowingList>
    );
}
