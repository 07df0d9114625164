// In place of the composer once a chat has ended: what it was about, a note, and the time that is
// left for it (E18, E19, E32 to E34, W31, W33, W44). Composers of other chats stay as they are.
import type { Chat, CodeList, WrapUp } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { type Choice, choices, readyChoice, wordOf } from "@parley/ui/console/presence_words.ts";
import { ClipboardPen } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useApp, useDeskState, useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import { CodePicker } from "./code_picker.tsx";
import { isBarred } from "./presence_rules.ts";
import styles from "./wrap_up.module.css";
import { extendWrapUp, saveCodes, submitWrapUp } from "./wrap_up_actions.ts";
import { useNote } from "./wrap_up_note.ts";

/** Whoever ends a chat is asked at once; nobody else's keys are taken away from them. */
const just_ended_ms = 5_000;
const warn_ms = 20_000;
export const note_max = 5_000;

export function WrapUpPanel(props: { chat: Chat; wrap_up: WrapUp; unsent: ReactNode }) {
    const { chat, wrap_up, unsent } = props;
    const app = useApp();
    const { code_lists, statuses, switches, chats } = useDeskState();
    const { t } = useText();
    const saves = useRef(0);
    const [chosen, setChosen] = useChosen(wrap_up, saves);
    const note = useNote(chat.id);
    const [saving, setSaving] = useState(false);
    const [asked, setAsked] = useState(false);
    const panel = useRef<HTMLElement>(null);
    const ids = { title: useId(), note: useId(), missing: useId() };
    const lists = code_lists.filter((list) => wrap_up.lists.includes(list.id));
    const missing = useMissing(lists, chosen, Number(switches.codes_min ?? 0));
    const ready = readyChoice(statuses);
    const away = choices(statuses).find(
        (choice) => ["away", "not_ready"].includes(choice.status.kind) && !isBarred(choice, chats),
    );

    const ended_by_me = [chat.ended_by?.id, chat.handed_on?.from.id].includes(app.desk.user.id);
    useEffect(() => {
        const age = app.desk.client.serverNow() - Date.parse(wrap_up.began_at);
        if (!ended_by_me || age > just_ended_ms) return;
        panel.current?.querySelector<HTMLElement>("[data-region-focus]")?.focus();
    }, [app, wrap_up.began_at, ended_by_me]);

    function change(codes: string[]): void {
        setChosen(codes);
        // One that is held ends with the code that it misses: that is for the button to say.
        if (!wrap_up.held) void save(codes);
    }
    async function save(codes: string[]): Promise<void> {
        saves.current += 1;
        const saved = await saveCodes(app, chat.id, codes);
        saves.current -= 1;
        if (!saved) setChosen(wrap_up.codes);
    }

    async function submit(then?: Choice): Promise<void> {
        if (missing) {
            setAsked(true);
            app.announcer.alarm(missing);
            panel.current?.querySelector<HTMLElement>("[data-region-focus]")?.focus();
            return;
        }
        setSaving(true);
        // A draft that comes after it would be one again.
        await note.settle();
        const { text, kept } = note;
        const work = { codes: chosen, ...((text.trim() || kept) && { note: text.trim() }) };
        const saved = await submitWrapUp(app, chat, work, then);
        setSaving(false);
        if (saved) note.done();
    }

    return (
        <section
            ref={panel}
            className={styles.panel}
            data-region="composer"
            aria-labelledby={ids.title}
            tabIndex={-1}
        >
            <div className={styles.head}>
                <ClipboardPen size={16} aria-hidden="true" className={styles.mark} />
                <h3 id={ids.title} className={styles.title}>
                    {t("wrap_up.title")}
                </h3>
                <Countdown chat={chat} wrap_up={wrap_up} />
            </div>
            <div className={styles.fields}>
                {lists.length > 0 && (
                    <CodePicker
                        lists={lists}
                        chosen={chosen}
                        max={wrap_up.codes_max}
                        onChange={change}
                        onDone={() => void submit()}
                    />
                )}
                <div className={styles.note}>
                    <label htmlFor={ids.note}>{t("wrap_up.note")}</label>
                    <textarea
                        id={ids.note}
                        className="input"
                        rows={3}
                        maxLength={note_max}
                        data-region-focus={lists.length ? undefined : true}
                        value={note.text}
                        onChange={(event) => note.set(event.target.value)}
                        onKeyDown={(event) => {
                            const command = event.ctrlKey || event.metaKey;
                            if (event.key !== "Enter" || !command) return;
                            event.preventDefault();
                            void submit();
                        }}
                    />
                </div>
            </div>
            {unsent}
            <div className={styles.foot}>
                <p id={ids.missing} className={asked && missing ? styles.wrong : styles.missing}>
                    {missing}
                </p>
                {away && (
                    <button
                        type="button"
                        className="button"
                        disabled={saving}
                        onClick={() => void submit(away)}
                    >
                        {t("wrap_up.save_and", { status: wordOf(away, t) })}
                    </button>
                )}
                {ready && (
                    <button
                        type="button"
                        className="button"
                        disabled={saving}
                        onClick={() => void submit(ready)}
                    >
                        {t("wrap_up.save_and", { status: wordOf(ready, t) })}
                    </button>
                )}
                <button
                    type="button"
                    className="button primary"
                    disabled={saving}
                    aria-describedby={missing ? ids.missing : undefined}
                    onClick={() => void submit()}
                >
                    {t("wrap_up.save")}
                </button>
            </div>
        </section>
    );
}

/** What is left, what it is over by, or how long it takes; and the ways to get more. */
function Countdown({ chat, wrap_up }: { chat: Chat; wrap_up: WrapUp }) {
    const app = useApp();
    const { t } = useText();
    const now = useNow();
    const { due_at, began_at } = wrap_up;
    const left = due_at ? Date.parse(due_at) - now : undefined;
    const soon = left !== undefined && left > 0 && left <= warn_ms;
    useEffect(() => {
        if (soon) app.announcer.alarm(t("wrap_up.soon", { count: warn_ms / 1000 }));
    }, [soon, app, t]);
    const time =
        left === undefined
            ? t("wrap_up.since", { time: stopwatch(now - Date.parse(began_at)) })
            : left > 0
              ? t("wrap_up.left", { time: stopwatch(left + 999) })
              : t("wrap_up.over", { time: stopwatch(-left) });
    return (
        <>
            <span className={`timer ${soon || (left ?? 1) <= 0 ? styles.soon : styles.time}`}>
                {time}
            </span>
            {left !== undefined && (
                <span className={styles.more}>
                    <button
                        type="button"
                        className="button"
                        onClick={() => void extendWrapUp(app, chat.id, false)}
                    >
                        {t("wrap_up.extend")}
                    </button>
                    {wrap_up.may_hold && (
                        <button
                            type="button"
                            className="button"
                            onClick={() => void extendWrapUp(app, chat.id, true)}
                        >
                            {t("wrap_up.hold")}
                        </button>
                    )}
                </span>
            )}
        </>
    );
}

/** As chosen here, until the server says otherwise (another tab) while nothing is on its way. */
function useChosen(
    wrap_up: WrapUp,
    saves: RefObject<number>,
): [readonly string[], (codes: string[]) => void] {
    const known = wrap_up.codes.join();
    const [state, setState] = useState({ known, chosen: wrap_up.codes as readonly string[] });
    if (state.known !== known && !saves.current) setState({ known, chosen: wrap_up.codes });
    return [state.chosen, (chosen) => setState((before) => ({ ...before, chosen }))];
}

/** What it needs before it can be saved, in words; nothing where it has all. */
export function useMissing(
    lists: readonly CodeList[],
    chosen: readonly string[],
    least: number,
): string | undefined {
    const { t } = useText();
    const without = lists.filter(
        (list) =>
            list.required && list.codes.length && !list.codes.some(({ id }) => chosen.includes(id)),
    );
    if (without.length) {
        return t("wrap_up.missing", { lists: without.map((list) => list.name).join(", ") });
    }
    const there = lists.reduce((sum, list) => sum + list.codes.length, 0);
    const needed = Math.min(least, there);
    return chosen.length < needed ? t("wrap_up.at_least", { count: needed }) : undefined;
}
