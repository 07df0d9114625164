// Where one writes: Enter sends, Shift+Enter breaks the line, the text is kept until it is sent.
import type { Conversation, Item } from "@parley/sdk";
import { SendHorizontal } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { lastSeq, saidMeanwhile } from "./collision.ts";
import styles from "./composer.module.css";
import { useFace } from "./face.tsx";
import { useText } from "./i18n.ts";

/** Code points; the server's limit for staff. */
const text_max = 5_000;
const count_from = 4_500;
const height_max_px = 220;

export function Composer(props: { conversation: Conversation; may_end: boolean }) {
    const { conversation, may_end } = props;
    const { drafts, endWhenSent, onSent, user } = useFace();
    const { id } = conversation;
    const { t, language } = useText();
    const [text, setText] = useState(() => drafts.get(id));
    const field = useRef<HTMLTextAreaElement>(null);
    const hint = useId();
    /** Up to where the chat went when this text was begun; of a draft from before: what was read. */
    const began = useRef<number | undefined>(
        text ? conversation.getSnapshot().read.agent : undefined,
    );
    /** What colleagues have said meanwhile, and the person has to look at before this goes. */
    const [meanwhile, setMeanwhile] = useState<readonly Item[]>([]);
    const length = text.length < count_from ? text.length : [...text].length;
    const too_long = length > text_max;
    const sendable = text.trim() !== "" && !too_long;
    useLayoutEffect(() => {
        const box = field.current;
        if (!box) return;
        box.style.height = "auto";
        box.style.height = `${Math.min(height_max_px, box.scrollHeight)}px`;
    }, [text]);
    useEffect(
        // Another tab writes in the same chat.
        () => drafts.subscribe(() => setText(drafts.get(id))),
        [drafts, id],
    );

    function change(next: string): void {
        if (!text && next) began.current = lastSeq(conversation.getSnapshot().items);
        if (!next) setMeanwhile([]);
        setText(next);
        drafts.set(id, next);
        if (next) conversation.typed();
        else conversation.stopTyping();
    }

    function send(look: "first" | "done" = "first"): boolean {
        if (!sendable) return false;
        const { items } = conversation.getSnapshot();
        const said =
            look === "first" ? saidMeanwhile(items, user.id, began.current ?? lastSeq(items)) : [];
        setMeanwhile(said);
        if (said.length) return false;
        conversation.send(text.trim());
        onSent?.(id, text.trim());
        setText("");
        drafts.set(id, "");
        field.current?.focus();
        return true;
    }

    function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
        // keyCode 229: a composition that Safari ends with this very key.
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key !== "Enter" || event.altKey) return;
        const command = event.ctrlKey || event.metaKey;
        if (event.shiftKey && !command) return;
        event.preventDefault();
        if (too_long) return;
        const sent = send();
        if (event.shiftKey && may_end && (sent || !text.trim())) endWhenSent(id);
    }

    return (
        <form
            className={styles.composer}
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
                <textarea
                    ref={field}
                    className={styles.field}
                    rows={2}
                    value={text}
                    data-region-focus
                    aria-label={t("composer.label", {
                        name: conversation.getSnapshot().chat.customer.name,
                    })}
                    aria-describedby={hint}
                    aria-invalid={too_long || undefined}
                    placeholder={t("composer.placeholder")}
                    onChange={(event) => change(event.target.value)}
                    onKeyDown={onKeyDown}
                    onBlur={conversation.stopTyping}
                />
                {meanwhile.length > 0 && (
                    <Meanwhile
                        said={meanwhile}
                        onSend={() => send("done")}
                        onKeep={() => {
                            began.current = lastSeq(conversation.getSnapshot().items);
                            setMeanwhile([]);
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
                            <span className={styles.keys}>{t("composer.hint")}</span>
                        )}
                    </span>
                    <button
                        type="submit"
                        className={`button primary ${styles.send}`}
                        aria-disabled={!sendable}
                    >
                        {t("composer.send")}
                        <SendHorizontal size={16} aria-hidden="true" />
                    </button>
                </div>
            </div>
        </form>
    );
}

/** A colleague has answered while this was written: it goes only once one has seen that. */
function Meanwhile(props: { said: readonly Item[]; onSend: () => void; onKeep: () => void }) {
    const { said, onSend, onKeep } = props;
    const { t } = useText();
    return (
        <div className={styles.meanwhile} role="alert">
            {said.map((one) => (
                <p key={one.key}>
                    <strong>{t("meanwhile.said", { name: one.from.name })}</strong>{" "}
                    <bdi>{one.text}</bdi>
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
