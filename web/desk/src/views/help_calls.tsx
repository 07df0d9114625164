// Calls for help: the agent's way to call the managers and what has come of it, and the
// managers' list of those who call.
import type { Chat } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { WatchDrawer } from "@parley/ui/console/chat/watch_drawer.tsx";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { LifeBuoy } from "lucide-react";
import { useId, useState } from "react";
import { useApp, useDeskState, useNow, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { endHelp, failed, wordsOfCall } from "./actions.ts";
import { focusComposer } from "./focus.ts";
import styles from "./help_calls.module.css";
import strip from "./transfer.module.css";

const text_max = 500;

export function HelpDialog({ chat, onClose }: { chat: string; onClose: () => void }) {
    const app = useApp();
    const { t } = useText();
    const own = useDeskState().chats.get(chat)?.chat;
    const [about, setAbout] = useState(own?.help?.text ?? "");
    const [calling, setCalling] = useState(false);
    const field = useId();

    async function call(): Promise<void> {
        if (calling) return;
        setCalling(true);
        try {
            await app.desk.client.call("chat.ask_help", { chat, text: about.trim() });
            onClose();
            app.announcer.say(t("help_call.called"));
            focusComposer();
        } catch (caught) {
            // What is written stays for the next try.
            setCalling(false);
            failed(app, caught);
        }
    }

    return (
        <Dialog
            title={t("help_call.title", { name: own?.customer.name || t("customer.unnamed") })}
            onClose={onClose}
        >
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    void call();
                }}
            >
                <div className={dialog.body}>
                    <label className={strip.label} htmlFor={field}>
                        {t("help_call.about")}
                    </label>
                    <input
                        data-focus-first
                        id={field}
                        className="input"
                        autoComplete="off"
                        maxLength={text_max}
                        value={about}
                        aria-describedby={`${field}-hint`}
                        onChange={(event) => setAbout(event.target.value)}
                    />
                    <p id={`${field}-hint`} className={strip.hint}>
                        {t("help_call.hint")}
                    </p>
                </div>
                <div className={dialog.actions}>
                    <button type="button" className="button" onClick={onClose}>
                        {t("cancel")}
                    </button>
                    <button type="submit" className="button primary">
                        {t("help_call.call")}
                    </button>
                </div>
            </form>
        </Dialog>
    );
}

/** Above what the agent writes in, while the call is open. */
export function HelpStrip({ id }: { id: string }) {
    const app = useApp();
    const { t } = useText();
    const help = useDeskState().chats.get(id)?.chat.help;
    if (!help) return null;
    const { helper } = help;
    return (
        <section className={strip.strip} aria-label={t("help_call.open")}>
            <LifeBuoy size={16} aria-hidden="true" />
            <p>
                {helper ? t("help_call.comes", { name: helper.name }) : t("help_call.waits")}
                {help.text && (
                    <span className={styles.about}> {t("quoted", { text: help.text })}</span>
                )}
            </p>
            <button type="button" className="button" onClick={() => void endHelp(app, id)}>
                {t(helper ? "help_call.done" : "help_call.cancel")}
            </button>
        </section>
    );
}

/** On top of managers' pages: who calls, for how long, and who is on it. */
export function HelpCalls() {
    const app = useApp();
    const { t } = useText();
    const calls = useStore(app.help_calls);
    const [watched, setWatched] = useState<string>();
    async function answer(chat: string): Promise<void> {
        try {
            await app.desk.client.call("chat.answer_help", { chat });
            setWatched(chat);
        } catch (caught) {
            failed(app, caught);
        }
    }
    return (
        <>
            {calls.length > 0 && (
                <section className={styles.calls} aria-label={t("help_call.list")}>
                    <h3 className={styles.title}>
                        <LifeBuoy size={16} aria-hidden="true" />
                        {t("help_call.list")}
                    </h3>
                    <ul>
                        {calls.map((chat) => (
                            <Call
                                key={chat.id}
                                chat={chat}
                                onAnswer={() => void answer(chat.id)}
                                onWatch={() => setWatched(chat.id)}
                            />
                        ))}
                    </ul>
                </section>
            )}
            <WatchDrawer chat={watched} onClose={() => setWatched(undefined)} />
        </>
    );
}

function Call(props: { chat: Chat; onAnswer: () => void; onWatch: () => void }) {
    const { chat, onAnswer, onWatch } = props;
    const app = useApp();
    const { t } = useText();
    const now = useNow();
    const { help } = chat;
    if (!help) return null;
    const { id } = app.desk.user;
    const mine = help.helper?.id === id;
    const called = help.by.id === id || chat.agent?.id === id;
    return (
        <li className={styles.call}>
            <p className={styles.words}>
                {wordsOfCall(chat)}{" "}
                <span className="timer">{stopwatch(now - Date.parse(help.at))}</span>
                {help.text && (
                    <bdi className={styles.about}>{t("quoted", { text: help.text })}</bdi>
                )}
            </p>
            {help.helper && (
                <p className={styles.helper}>
                    {mine ? t("help_call.you") : t("help_call.on_it", { name: help.helper.name })}
                </p>
            )}
            {!help.helper && !called && (
                <button
                    type="button"
                    className="button primary"
                    aria-label={`${t("help_call.answer")}: ${wordsOfCall(chat)}`}
                    onClick={onAnswer}
                >
                    {t("help_call.answer")}
                </button>
            )}
            {mine && (
                <button type="button" className="button" onClick={onWatch}>
                    {t("help_call.show")}
                </button>
            )}
            {(mine || !help.helper) && (
                <button
                    type="button"
                    className="button"
                    aria-label={`${t("help_call.done")}: ${wordsOfCall(chat)}`}
                    onClick={() => void endHelp(app, chat.id)}
                >
                    {t("help_call.done")}
                </button>
            )}
        </li>
    );
}
