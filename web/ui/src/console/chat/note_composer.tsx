// Where staff write to each other beside a chat. Looks and sounds unlike the composer for customers,
// and cannot write to one; @ and a name mention a colleague.
import type { Chat, Person } from "@parley/sdk";
import { Lock } from "lucide-react";
import {
    type KeyboardEvent,
    useEffect,
    useId,
    useLayoutEffect,
    useMemo,
    useRef,
    useState,
} from "react";
import { failed, useDraft, useFace } from "./face.tsx";
import { useText } from "./i18n.ts";
import styles from "./note_composer.module.css";
import { mentionAt, mentioned } from "./notes.ts";

const text_max = 5_000;
/** People are looked up once the typing pauses. */
const ask_ms = 120;

export function NoteComposer({ chat }: { chat: Chat }) {
    const face = useFace();
    const { client, drafts } = face;
    const draft = `note ${chat.id}`;
    const { t, language } = useText();
    const [text, setText] = useDraft(draft);
    const [picked, setPicked] = usePicked(chat.id);
    const [caret, setCaret] = useState(text.length);
    const field = useRef<HTMLTextAreaElement>(null);
    const id = useId();
    /** Kept until it has arrived, so that a second try says it once. */
    const sending = useRef<{ client_id: string; text: string } | undefined>(undefined);
    const [dropped, setDropped] = useState<number>();
    /** Where the caret goes as soon as this text stands in the field. */
    const due = useRef<{ text: string; at: number }>(undefined);
    // At once: what is typed right behind must not fall into the middle of it.
    useLayoutEffect(() => {
        if (!due.current || field.current?.value !== due.current.text) return;
        const { at } = due.current;
        due.current = undefined;
        field.current.focus();
        field.current.setSelectionRange(at, at);
    });
    const sought = mentionAt(text, caret);
    const open = sought && sought.from !== dropped ? sought : undefined;
    const { hits, active, setActive } = usePeople(open?.like);
    const told = mentioned(text, picked);

    function change(next: string, at: number): void {
        setText(next);
        setCaret(at);
        if (next) return;
        setDropped(undefined);
        setPicked([]);
    }

    function pick(person: Person | undefined): void {
        if (!person || !open) return;
        setPicked([...picked.filter((one) => one.id !== person.id), person]);
        const before = `${text.slice(0, open.from)}@${person.name} `;
        const next = before + text.slice(caret).trimStart();
        due.current = { text: next, at: before.length };
        change(next, before.length);
        setDropped(open.from);
    }

    async function send(): Promise<void> {
        const said = text.trim();
        if (!said) return;
        if (sending.current?.text !== said) {
            sending.current = { client_id: crypto.randomUUID(), text: said };
        }
        const mentions = told.map((one) => one.id);
        try {
            await client.call("message.note", {
                chat: chat.id,
                ...sending.current,
                ...(mentions.length && { mentions }),
            });
            sending.current = undefined;
            // What was written while it was on its way is another note.
            if (drafts.get(draft).trim() === said) change("", 0);
            face.announcer.say(t("note.added"));
            field.current?.focus();
        } catch (caught) {
            failed(face, caught);
        }
    }

    function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (open && hits.length) {
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                event.preventDefault();
                const step = event.key === "ArrowDown" ? 1 : -1;
                return setActive((active + step + hits.length) % hits.length);
            }
            if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) {
                event.preventDefault();
                return pick(hits[active]);
            }
            if (event.key === "Escape") {
                event.preventDefault();
                event.stopPropagation();
                return setDropped(open.from);
            }
        }
        if (event.key !== "Enter" || event.altKey || event.shiftKey) return;
        event.preventDefault();
        void send();
    }

    const shown = open !== undefined && hits.length > 0;
    return (
        <form
            className={styles.note}
            onSubmit={(event) => {
                event.preventDefault();
                void send();
            }}
        >
            <label className={styles.label} htmlFor={id}>
                <Lock size={16} aria-hidden="true" />
                {t("note.label")}
            </label>
            <div className={styles.around}>
                <div
                    id={`${id}-list`}
                    role="listbox"
                    aria-label={t("note.people")}
                    className={styles.list}
                    hidden={!shown}
                >
                    {hits.map((person, index) => (
                        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
                        <div
                            key={person.id}
                            id={`${id}-${index}`}
                            role="option"
                            tabIndex={-1}
                            aria-selected={index === active}
                            className={styles.option}
                            onPointerDown={(event) => event.preventDefault()}
                            onClick={() => pick(person)}
                        >
                            {person.name}
                        </div>
                    ))}
                </div>
                <textarea
                    id={id}
                    ref={field}
                    className={styles.field}
                    rows={2}
                    maxLength={text_max}
                    value={text}
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-controls={`${id}-list`}
                    aria-activedescendant={shown ? `${id}-${active}` : undefined}
                    aria-describedby={`${id}-hint ${id}-told`}
                    data-region-focus
                    onChange={(event) => change(event.target.value, event.target.selectionStart)}
                    onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
                    onKeyDown={onKeyDown}
                />
            </div>
            <div className={styles.foot}>
                <div className={styles.hints}>
                    <p id={`${id}-hint`} className={styles.hint}>
                        {t("note.hint")}
                    </p>
                    <p id={`${id}-told`} className={styles.told} role="status">
                        {told.length > 0 &&
                            t("note.told", {
                                names: new Intl.ListFormat(language).format(
                                    told.map((one) => one.name),
                                ),
                            })}
                    </p>
                </div>
                <button type="submit" className="button primary" aria-disabled={!text.trim()}>
                    <Lock size={16} aria-hidden="true" />
                    {t("note.add")}
                </button>
            </div>
            <div className="sr" role="status">
                {shown && t("note.found", { count: hits.length })}
            </div>
        </form>
    );
}

/** Whom somebody has picked for the note they write: kept as long as its text. */
function usePicked(chat: string): [readonly Person[], (next: readonly Person[]) => void] {
    const [kept, keep] = useDraft(`mentions ${chat}`);
    const picked = useMemo((): readonly Person[] => {
        try {
            return kept ? JSON.parse(kept) : [];
        } catch {
            return [];
        }
    }, [kept]);
    return [picked, (next) => keep(next.length ? JSON.stringify(next) : "")];
}

/** Colleagues whose name has a word that begins so; none while nobody is sought. */
function usePeople(like: string | undefined) {
    const { client } = useFace();
    const [hits, setHits] = useState<readonly Person[]>([]);
    const [active, setActive] = useState(0);
    useEffect(() => {
        if (like === undefined) return setHits([]);
        let left = false;
        const timer = setTimeout(() => {
            client.call("colleague.find", { like }).then(
                ({ items }) => {
                    if (left) return;
                    setHits(items.map((one) => one.person));
                    setActive(0);
                },
                // Without a connection there is nobody to find; the text stays.
                () => undefined,
            );
        }, ask_ms);
        return () => {
            left = true;
            clearTimeout(timer);
        };
    }, [client, like]);
    return { hits, active, setActive };
}
