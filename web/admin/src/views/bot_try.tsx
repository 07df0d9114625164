// What the bot would answer to a text, as it is in the form, saved or not.
import { asProblem, type BotAnswer, type BotTested } from "@parley/sdk";
import { type KeyboardEvent, useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./bot_try.module.css";
import { TextField } from "./fields.tsx";
import { problemText } from "./problem_text.ts";

export function TryBot(props: { answers: BotAnswer[]; hand_over_phrases: string[] }) {
    const { admin } = useApp();
    const { t } = useText();
    const [text, setText] = useState("");
    const [tested, setTested] = useState<BotTested & { answers: BotAnswer[] }>();
    const [error, setError] = useState<string>();

    async function ask(): Promise<void> {
        setTested(undefined);
        try {
            const result = await admin.client.call("bot.test", { ...props, text });
            setError(undefined);
            setTested({ ...result, answers: props.answers });
        } catch (caught) {
            const { code } = asProblem(caught);
            setError(code === "invalid" ? t("bots.try_empty") : problemText(caught));
        }
    }
    /** Not the form around it. */
    function onKeyDown(event: KeyboardEvent): void {
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        if (!(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        void ask();
    }
    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: hears what its field is typed
        <div className={styles.box} onKeyDown={onKeyDown}>
            <TextField label={t("bots.try_text")} error={error} value={text} onChange={setText} />
            <div>
                <button type="button" className="button" onClick={() => void ask()}>
                    {t("bots.try_ask")}
                </button>
            </div>
            <div role="status">{tested && <Answer tested={tested} />}</div>
        </div>
    );
}

function Answer({ tested }: { tested: BotTested & { answers: BotAnswer[] } }) {
    const { t } = useText();
    const { by, phrase = "" } = tested;
    const answer = tested.answer === undefined ? undefined : tested.answers[tested.answer];
    if (by === "hand_over") return <p>{t("bots.tried_hand_over", { phrase })}</p>;
    if (!answer) return <p>{t("bots.tried_nothing")}</p>;
    return (
        <>
            <p>
                {by === "title"
                    ? t("bots.tried_title", { title: answer.title })
                    : t("bots.tried_phrase", { title: answer.title, phrase })}
            </p>
            <blockquote className={styles.said}>{answer.text}</blockquote>
            {answer.hands_over && <p>{t("bots.tried_then")}</p>}
        </>
    );
}
