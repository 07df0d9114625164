// What was kept of an ended chat: each agent's codes and note, a draft or saved, and the way to
// correct one's own (C23, E17, E31, E32).
import { asProblem, type Chat, type ChatLogs, type CodeList, type Log } from "@parley/sdk";
import { exact } from "@parley/ui";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { NotebookPen } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useApp, useDeskState } from "../context.tsx";
import { text, useText } from "../i18n.ts";
import { CodePicker } from "./code_picker.tsx";
import styles from "./logs.module.css";
import side from "./side_panel.module.css";
import { note_max, useMissing } from "./wrap_up.tsx";

/** Nothing while the chat or my wrap-up of it goes on: that is the place to write then. */
export function LogCard({ chat }: { chat: Chat }) {
    const { desk } = useApp();
    const { wrap_ups } = useDeskState();
    const mine = desk.takes_chats && chat.agent?.id === desk.user.id;
    if (chat.state !== "closed" || wrap_ups.has(chat.id)) return null;
    if (!mine && !desk.may("chat_view_all")) return null;
    return <Logs key={chat.id} chat={chat} mine={mine} />;
}

function Logs({ chat, mine }: { chat: Chat; mine: boolean }) {
    const { desk } = useApp();
    const { t } = useText();
    const logs = useLogs(chat.id);
    const lists = useLists(logs);
    const [editing, setEditing] = useState(false);
    const own = logs?.items.find((one) => one.agent.id === desk.user.id);
    if (!logs || !(mine || logs.items.length)) return null;
    return (
        <section className={side.card} aria-label={t("log.title")}>
            <h3 className={side.title}>
                <NotebookPen size={16} aria-hidden="true" />
                {t("log.title")}
            </h3>
            {logs.items.length > 0 && (
                <ul className={styles.list}>
                    {logs.items.map((log) => (
                        <Entry key={log.agent.id} log={log} lists={lists} />
                    ))}
                </ul>
            )}
            {mine && (
                <button type="button" className="button" onClick={() => setEditing(true)}>
                    {t(own ? "log.edit" : "log.write")}
                </button>
            )}
            {editing && (
                <Edit
                    chat={chat}
                    own={own}
                    lists={lists.filter((list) => logs.lists.includes(list.id))}
                    max={logs.codes_max}
                    onClose={() => setEditing(false)}
                />
            )}
        </section>
    );
}

function Entry({ log, lists }: { log: Log; lists: readonly CodeList[] }) {
    const { desk } = useApp();
    const { t, language } = useText();
    const labels = new Map(lists.flatMap((list) => list.codes.map((one) => [one.id, one.label])));
    const { agent, codes, note, state, saved_at, edited_at } = log;
    return (
        <li className={styles.log}>
            <p className={styles.who}>
                <bdi>{agent.id === desk.user.id ? t("log.you") : agent.name}</bdi>
                {state === "draft" && <span className={styles.draft}>{t("log.draft")}</span>}
            </p>
            {codes.length > 0 && (
                <ul className={styles.codes}>
                    {codes.map((code) => (
                        <li key={code}>{labels.get(code) ?? t("log.code_gone")}</li>
                    ))}
                </ul>
            )}
            {note && (
                <p className={styles.note}>
                    <bdi>{note}</bdi>
                </p>
            )}
            <p className={styles.time}>
                {edited_at
                    ? t("log.edited_at", { time: exact(edited_at, language) })
                    : t(state === "draft" ? "log.kept_at" : "log.saved_at", {
                          time: exact(saved_at, language),
                      })}
            </p>
        </li>
    );
}

/** The same as in the wrap-up, for later. */
function Edit(props: {
    chat: Chat;
    own: Log | undefined;
    lists: readonly CodeList[];
    max: number;
    onClose: () => void;
}) {
    const { chat, own, lists, max, onClose } = props;
    const { desk, announcer } = useApp();
    const { switches } = useDeskState();
    const { t } = useText();
    const in_use = new Set(lists.flatMap((list) => list.codes.map((code) => code.id)));
    const [chosen, setChosen] = useState<readonly string[]>(
        own?.codes.filter((code) => in_use.has(code)) ?? [],
    );
    const [note, setNote] = useState(own?.note ?? "");
    const [saving, setSaving] = useState(false);
    const [wrong, setWrong] = useState<string>();
    const missing = useMissing(lists, chosen, Number(switches.codes_min ?? 0));
    const ids = { note: useId(), wrong: useId() };

    async function save(draft: boolean): Promise<void> {
        if (saving) return;
        if (missing && !draft) return setWrong(missing);
        setSaving(true);
        try {
            await desk.client.call("chat.save_log", {
                chat: chat.id,
                codes: [...chosen],
                note: note.trim(),
                ...(draft && { draft }),
            });
        } catch (caught) {
            setSaving(false);
            return setWrong(refusalText(asProblem(caught).problem, text));
        }
        announcer.say(t(draft ? "log.kept" : "log.saved"));
        onClose();
    }

    return (
        <Dialog
            title={t("log.title_of", { name: chat.customer.name || t("customer.unnamed") })}
            size="medium"
            onClose={onClose}
        >
            <div className={`${dialog.body} ${styles.form}`}>
                {lists.length > 0 && (
                    <CodePicker
                        lists={lists}
                        chosen={chosen}
                        max={max}
                        onChange={setChosen}
                        onDone={() => void save(false)}
                    />
                )}
                <div className={styles.field}>
                    <label htmlFor={ids.note}>{t("wrap_up.note")}</label>
                    <textarea
                        id={ids.note}
                        className="input"
                        rows={4}
                        maxLength={note_max}
                        data-focus-first={lists.length ? undefined : true}
                        value={note}
                        onChange={(event) => setNote(event.target.value)}
                        onKeyDown={(event) => {
                            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
                            event.preventDefault();
                            void save(false);
                        }}
                    />
                </div>
                <p id={ids.wrong} role="alert" className={styles.wrong}>
                    {wrong}
                </p>
            </div>
            <div className={dialog.actions}>
                <button type="button" className="button" onClick={onClose}>
                    {t("cancel")}
                </button>
                <button
                    type="button"
                    className="button"
                    disabled={saving}
                    onClick={() => void save(true)}
                >
                    {t("log.keep")}
                </button>
                <button
                    type="button"
                    className="button primary"
                    disabled={saving}
                    aria-describedby={wrong ? ids.wrong : undefined}
                    onClick={() => void save(false)}
                >
                    {t("wrap_up.save")}
                </button>
            </div>
        </Dialog>
    );
}

/** Nothing while they are fetched, and where they cannot be. */
function useLogs(chat: string): ChatLogs | undefined {
    const { client } = useApp().desk;
    const [logs, setLogs] = useState<ChatLogs>();
    useEffect(() => {
        let left = false;
        client.call("chat.log", { chat }).then(
            (found) => {
                if (!left) setLogs(found);
            },
            () => undefined, // the chat is read without them
        );
        const undo = client.on("log.changed", (told) => {
            if (told.chat !== chat) return;
            setLogs((before) => before && { ...before, items: withLog(before.items, told.log) });
        });
        return () => {
            left = true;
            undo();
        };
    }, [client, chat]);
    return logs;
}

function withLog(items: readonly Log[], log: Log): Log[] {
    const there = items.some((one) => one.agent.id === log.agent.id);
    if (!there) return [...items, log];
    return items.map((one) => (one.agent.id === log.agent.id ? log : one));
}

/** Who takes no chats has not asked for the lists before. */
function useLists(logs: ChatLogs | undefined): readonly CodeList[] {
    const { desk } = useApp();
    const { code_lists } = useDeskState();
    const [fetched, setFetched] = useState<readonly CodeList[]>([]);
    const asks = !desk.takes_chats && logs?.items.some((one) => one.codes.length > 0);
    useEffect(() => {
        if (!asks) return;
        let left = false;
        desk.client.call("code_list.list", {}).then(
            ({ items }) => {
                if (!left) setFetched(items);
            },
            () => undefined,
        );
        return () => {
            left = true;
        };
    }, [asks, desk]);
    return asks ? fetched : code_lists;
}
