// Whispers where one looks at a chat: those of the chat, and the field in which one says them.
import type { Chat, Item, Whisper } from "@parley/sdk";
import { Ear } from "lucide-react";
import {
    type KeyboardEvent,
    useEffect,
    useId,
    useRef,
    useState,
    useSyncExternalStore,
} from "react";
import { useDraft, useFace } from "./face.tsx";
import { useText } from "./i18n.ts";
import styles from "./supervision.module.css";
import { followWhispers } from "./whispers.ts";

export interface Whispering {
    known: readonly Whisper[];
    /** What one has said and what has not arrived. */
    waiting: readonly Item[];
}

/** Those of the chat; what others say while one looks is announced. */
export function useWhispers(chat: string, enabled: boolean): Whispering {
    const { client, user, whispers, announcer } = useFace();
    const { t } = useText();
    const [known, setKnown] = useState<readonly Whisper[]>([]);
    const since = useRef(Number.POSITIVE_INFINITY);
    const line = useSyncExternalStore(whispers.subscribe, () => whispers.list(chat));
    useEffect(() => {
        if (!enabled) return;
        since.current = client.serverNow();
        const undo = followWhispers(client, whispers, chat, setKnown);
        return () => {
            undo();
            setKnown([]);
        };
    }, [client, whispers, chat, enabled]);
    const last = known.at(-1);
    useEffect(() => {
        if (!last || Date.parse(last.at) < since.current) return;
        since.current = Date.parse(last.at) + 1;
        if (last.from.id === user.id) return;
        announcer.say(`${t("whisper.from", { name: last.from.name })}: ${last.text}`);
    }, [last, user, announcer, t]);
    const me = { kind: "agent", id: user.id, name: user.display_name } as const;
    const waiting = line.map(({ client_id, ...entry }) => ({ ...entry, key: client_id, from: me }));
    return { known, waiting };
}

/** Looks and sounds unlike the composer for customers, and cannot write to one. */
export function WhisperForm(props: { chat: Chat; label: string }) {
    const { whispers } = useFace();
    const { t } = useText();
    const [text, setText] = useDraft(`whisper ${props.chat.id}`);
    const label = useId();
    const field = useRef<HTMLTextAreaElement>(null);

    function send(): void {
        const said = text.trim();
        if (!said) return;
        whispers.send(props.chat.id, said);
        setText("");
        field.current?.focus();
    }

    function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key !== "Enter" || event.altKey || event.shiftKey) return;
        event.preventDefault();
        send();
    }

    return (
        <form
            className={styles.whisper}
            onSubmit={(event) => {
                event.preventDefault();
                send();
            }}
        >
            <label className={styles.label} htmlFor={label}>
                <Ear size={16} aria-hidden="true" />
                {props.label}
            </label>
            <textarea
                id={label}
                ref={field}
                className={styles.field}
                rows={2}
                maxLength={5_000}
                value={text}
                data-region-focus
                onChange={(event) => setText(event.target.value)}
                onKeyDown={onKeyDown}
            />
            <div className={styles.foot}>
                <button type="submit" className="button primary" aria-disabled={!text.trim()}>
                    <Ear size={16} aria-hidden="true" />
                    {t("whisper.send")}
                </button>
            </div>
        </form>
    );
}
