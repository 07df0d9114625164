// Where one writes: Enter sends, Shift+Enter breaks the line, the text is kept until it is sent. While
// somebody else has the word it is a draft.
import type { Conversation, Item } from "@parley/sdk";
import { MessageSquareLock, SendHorizontal } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useArticles } from "../articles/use_articles.tsx";
import { useCannedField } from "../canned/field.tsx";
import type { Place } from "../canned/placeholders.ts";
import { keepFiles, keptFiles, sendableOf } from "../files/kept.ts";
import { Said } from "../files/said.tsx";
import { useAttaching } from "../files/use_attaching.tsx";
import { useStore } from "../hooks.ts";
import { lastSeq, saidMeanwhile } from "./collision.ts";
import styles from "./composer.module.css";
import { useDraft, useFace } from "./face.tsx";
import { type FieldProps, type Key, PlainField, type WritingField } from "./field.tsx";
import { useText } from "./i18n.ts";
import { otherSpeaker } from "./word.ts";

/** From here the counter is shown. */
const count_from_part = 0.9;

/** Where the queue has it, and once it is there; what had the focus before has it in that one. */
function useField(wanted: boolean, field: { current: WritingField | null }) {
    const [Rich, setRich] = useState<(props: FieldProps) => React.ReactNode>();
    const resume = useRef<Place>(undefined);
    useEffect(() => {
        if (!wanted) return;
        let left = false;
        import("../rich/field.tsx").then(
            ({ RichField }) => {
                if (left) return;
                const now = field.current;
                resume.current = now?.hasFocus() ? now.selection() : undefined;
                setRich(() => RichField);
            },
            // Without it one writes plain text.
            () => undefined,
        );
        return () => {
            left = true;
        };
    }, [wanted, field]);
    return { Field: (wanted && Rich) || PlainField, resume: resume.current };
}

export function Composer(props: { conversation: Conversation; may_end: boolean }) {
    const { conversation, may_end } = props;
    const { announcer, drafts, endWhenSent, may, onSent, outbox, user } = useFace();
    const { id } = conversation;
    const { chat, items } = useStore(conversation);
    const { t, language } = useText();
    const [text, setText] = useDraft(id);
    const field = useRef<WritingField>(null);
    const { Field, resume } = useField(chat.rich_text === true && may("chat_rich_text"), field);
    /** Code points of the text that nobody has written, such as marks of items. */
    const [marks, setMarks] = useState(0);
    const hint = useId();
    const form = useRef<HTMLFormElement>(null);
    const attaching = useAttaching(chat, form, () => field.current?.focus());
    const begun = text !== "" || attaching.there;
    /** Up to where the chat went when this was begun; of a draft from before: what was read. */
    const began = useRef<number | undefined>(
        begun ? conversation.getSnapshot().read.agent : undefined,
    );
    /** Where colleagues have said something meanwhile: what lies behind it is looked at first. */
    const [stopped_at, stopAt] = useState<number>();
    const back = useStore(outbox.given_back).get(id);
    const since = back?.code === "said_meanwhile" ? (back.seen ?? 0) : stopped_at;
    const speaker = otherSpeaker(chat, user.id);
    const silent = speaker && t("word.draft", { name: speaker.name });
    const unsent =
        back?.code === "word_elsewhere"
            ? t(speaker ? "given_back.word" : "given_back.word_was", { name: speaker?.name ?? "" })
            : back?.code === "files"
              ? t("given_back.files")
              : undefined;
    const text_max = chat.message_max;
    const count_from = count_from_part * text_max;
    const length = text.length < count_from ? text.length : [...text].length - marks;
    const too_long = length > text_max;
    const canned = useCannedField({ conversation, field, text, change });
    const { places, reason } = canned;
    const articles = useArticles(field, text_max);
    const empty = text.trim() === "" || (marks > 0 && [...text].length <= marks);
    const { first } = attaching;
    const sendable =
        !(empty && !attaching.any) && !too_long && !speaker && !places.length && !first;
    useEffect(() => {
        // Typed or attached here or in another tab, taken from a manager's draft, or given back.
        const isEmpty = () => !drafts.get(id) && !keptFiles(drafts, id).length;
        let was_empty = isEmpty();
        return drafts.subscribe(() => {
            const is_empty = isEmpty();
            if (was_empty && !is_empty) {
                const given = outbox.given_back.getSnapshot().get(id);
                began.current = given?.seen ?? lastSeq(conversation.getSnapshot().items);
            }
            was_empty = is_empty;
        });
    }, [drafts, outbox, conversation, id]);

    useEffect(() => outbox.look(id), [outbox, id]);
    useEffect(() => {
        if (unsent) announcer.say(unsent);
    }, [unsent, announcer]);

    function goOn(): void {
        stopAt(undefined);
        outbox.forget(id);
    }

    function change(next: string): void {
        if (!next || unsent) goOn();
        attaching.disarm();
        setText(next);
        // The customer is not told that somebody writes whom they do not hear.
        if (next && !speaker) conversation.typed();
        else conversation.stopTyping();
    }

    function send(look: "first" | "done" = "first"): boolean {
        if (!sendable) {
            if (!speaker && !canned.refuse()) attaching.refuse();
            return false;
        }
        const now = conversation.getSnapshot();
        const read = look === "first" ? (since ?? (begun ? began.current : undefined)) : undefined;
        const seen = lastSeq(now.items);
        if (read !== undefined && saidMeanwhile(now.items, user.id, read).length) {
            stopAt(read);
            return false;
        }
        goOn();
        conversation.stopTyping();
        const said = empty ? "" : text.trim();
        const body = said ? field.current?.body() : undefined;
        const known = {
            ...(body && { body }),
            ...(now.chat.word !== undefined && { word: now.chat.word }),
            ...(now.loaded && { seen }),
        };
        function go(): void {
            outbox.sendKnowing(id, said, known, sendableOf(keptFiles(drafts, id)));
            keepFiles(drafts, id, []);
            if (said) onSent?.(id, said);
            setText("");
        }
        field.current?.focus();
        // Once all is there, wherever the person is by then; what they have changed since is theirs.
        if (attaching.busy) attaching.arm(() => drafts.get(id) === text && go());
        else go();
        return !attaching.busy;
    }

    function onKey(event: Key): boolean {
        if (canned.onKey(event)) return true;
        if (event.key !== "Enter" || event.altKey) return false;
        const command = event.ctrlKey || event.metaKey;
        if (event.shiftKey && !command) return false;
        if (too_long) return true;
        if (silent && (text.trim() || attaching.any)) {
            announcer.say(silent);
            return true;
        }
        const sent = send();
        if (event.shiftKey && may_end && (sent || !(text.trim() || attaching.any))) endWhenSent(id);
        return true;
    }

    return (
        <>
            {canned.menu}
            {articles.dialog}
            <form
                ref={form}
                className={styles.composer}
                onKeyDown={(event) => {
                    if (attaching.onKey(event) || articles.onKey(event)) event.preventDefault();
                }}
                onSubmit={(event) => {
                    event.preventDefault();
                    send();
                }}
            >
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field itself is reached by keys */}
                {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the field */}
                <div
                    className={too_long ? `${styles.box} ${styles.wrong}` : styles.box}
                    onClick={(event) => {
                        if (event.target === event.currentTarget) field.current?.focus();
                    }}
                >
                    {attaching.part}
                    <Field
                        ref={field}
                        id={id}
                        text={text}
                        places={places}
                        label={t("composer.label", { name: chat.customer.name })}
                        placeholder={t(speaker ? "composer.draft" : "composer.placeholder")}
                        described_by={reason ? `${hint} ${hint}-stops` : hint}
                        wrong={too_long}
                        list={canned.list}
                        resume={resume}
                        onChange={(next, unwritten) => {
                            setMarks(unwritten);
                            change(next);
                        }}
                        onKey={onKey}
                        onMove={canned.onMove}
                        onFocus={canned.onFocus}
                        onBlur={conversation.stopTyping}
                    />
                    {reason && (
                        <p id={`${hint}-stops`} className={styles.unsent}>
                            {reason}
                        </p>
                    )}
                    {unsent && <p className={styles.unsent}>{unsent}</p>}
                    {first && (
                        <p id={`${hint}-files`} className={styles.unsent}>
                            {first}
                        </p>
                    )}
                    {attaching.waits && <p className={styles.unsent}>{attaching.waits}</p>}
                    {since !== undefined && !speaker && (
                        <Meanwhile
                            said={saidMeanwhile(items, user.id, since)}
                            onSend={() => send("done")}
                            onKeep={() => {
                                began.current = lastSeq(items);
                                goOn();
                                field.current?.focus();
                            }}
                        />
                    )}
                    <div className={styles.foot}>
                        <span id={hint} className={styles.hint}>
                            {length >= count_from ? (
                                <span
                                    className={too_long ? `timer ${styles.over}` : "timer"}
                                    role={too_long ? "alert" : undefined}
                                >
                                    {too_long
                                        ? t("composer.too_long", {
                                              count: (length - text_max).toLocaleString(language),
                                          })
                                        : t("composer.left", {
                                              count: (text_max - length).toLocaleString(language),
                                          })}
                                </span>
                            ) : (
                                !silent && <span className={styles.keys}>{t("composer.hint")}</span>
                            )}
                            {silent && (
                                <span className={styles.silent}>
                                    <MessageSquareLock size={14} aria-hidden="true" />
                                    {silent}
                                </span>
                            )}
                        </span>
                        <div className={styles.acts}>
                            {attaching.button}
                            {canned.button}
                            {articles.button}
                            <button
                                type="submit"
                                className={`button primary ${styles.send}`}
                                aria-disabled={!sendable}
                                aria-describedby={
                                    reason
                                        ? `${hint}-stops`
                                        : first
                                          ? `${hint}-files`
                                          : silent && hint
                                }
                            >
                                {t("composer.send")}
                                <SendHorizontal size={16} aria-hidden="true" />
                            </button>
                        </div>
                    </div>
                </div>
            </form>
        </>
    );
}

/** A colleague has answered while this was written: it goes only once one has seen that. */
function Meanwhile(props: { said: readonly Item[]; onSend: () => void; onKeep: () => void }) {
    const { said, onSend, onKeep } = props;
    const { t } = useText();
    return (
        <div className={styles.meanwhile} role="alert">
            {/* The server may know of it before it is here. */}
            {said.length === 0 && <p>{t("meanwhile.somebody")}</p>}
            {said.map((one) => (
                <p key={one.key}>
                    <strong>{t("meanwhile.said", { name: one.from.name })}</strong>{" "}
                    <Said item={one} />
                </p>
            ))}
            <div className={styles.choices}>
                <button type="button" className="button" onClick={onSend}>
                    {t("meanwhile.send")}
                </button>
                <button type="button" className="link" onClick={onKeep}>
                    {t("meanwhile.keep")}
                </button>
            </div>
        </div>
    );
}
