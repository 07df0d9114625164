// Prepared answers in the composer: / or the button opens their list, what is inserted is filled in,
// and what cannot be filled in is a stop that has to be written before it is sent (C17, W17, W18).
import type { Canned, Conversation } from "@parley/sdk";
import { MessageSquareQuote } from "lucide-react";
import {
    lazy,
    type RefObject,
    Suspense,
    useEffect,
    useId,
    useLayoutEffect,
    useMemo,
    useRef,
    useState,
} from "react";
import { useDraft, useFace } from "../chat/face.tsx";
import type { Key, WritingField } from "../chat/field.tsx";
import { useText } from "../chat/i18n.ts";
import { useStore } from "../hooks.ts";
import { createValue } from "../value.ts";
import styles from "./field.module.css";
import type { MenuKeys } from "./menu.tsx";
import { fill, knownOf, nameOfStop, type Place, placesOf, stopFrom } from "./placeholders.ts";
import { inLanguage, languageOf, slashAt } from "./search.ts";

/** Not part of the first load. */
const loadMenu = () => import("./menu.tsx");
const Menu = lazy(loadMenu);

const nothing = createValue<readonly Canned[] | undefined>([]);

interface Writing {
    conversation: Conversation;
    field: RefObject<WritingField | null>;
    text: string;
    change: (text: string) => void;
}

export function useCannedField({ conversation, field, text, change }: Writing) {
    const { canned, user, announcer } = useFace();
    const { chat, items } = useStore(conversation);
    const { t, language } = useText();
    const all = useStore(canned ?? nothing);
    const [stops, setStops] = useStops(conversation.id);
    const [caret, setCaret] = useState(text.length);
    /** Where Escape was pressed: what is typed there is meant as it is. */
    const [dropped, setDropped] = useState<number>();
    /** The list with a field of its own, and where in the text its answer goes. */
    const [looking, look] = useState<Place>();
    const [shown, setShown] = useState<string>();
    const keys = useRef<MenuKeys>(undefined);
    const id = useId();
    /** What is selected as soon as this text stands in the field and the list is gone. */
    const due = useRef<{ text: string; place: Place }>(undefined);
    // At once: what is typed right behind must not fall into the middle of it.
    useLayoutEffect(() => {
        if (!due.current || field.current?.text !== due.current.text) return;
        const { place } = due.current;
        due.current = undefined;
        field.current.select(place);
    });

    const sought = canned && !looking ? slashAt(text, caret) : undefined;
    const open = sought && sought.from !== dropped ? sought : undefined;
    const speaks = languageOf(
        items.flatMap((one) => (one.from.kind === "customer" ? [one.text] : [])),
        language.startsWith("de") ? "de" : "en",
    );
    const answers = useMemo(() => inLanguage(all ?? [], speaks), [all, speaks]);
    const known = useMemo(() => knownOf(chat, user), [chat, user]);
    const places = placesOf(text, stops);
    const missing = [...new Set(places.map(({ from, to }) => nameOfStop(text.slice(from, to))))];
    const reason = missing.length
        ? t("canned.fill_in", { names: new Intl.ListFormat(language).format(missing) })
        : undefined;

    useEffect(() => {
        if (!canned) return;
        const idle = setTimeout(() => {
            canned.load();
            void loadMenu();
        }, 300);
        return () => clearTimeout(idle);
    }, [canned]);

    function insert(one: Canned, { from, to }: Place): void {
        const filled = fill(one.text, known);
        const next = text.slice(0, from) + filled.text + text.slice(to);
        setStops([...stops.filter((stop) => text.includes(stop)), ...filled.stops]);
        change(next);
        setDropped(undefined);
        look(undefined);
        canned?.used(one);
        const end = from + filled.text.length;
        const first = stopFrom(placesOf(next, filled.stops), { from, to: from }, false);
        setCaret(end);
        due.current = { text: next, place: first ?? { from: end, to: end } };
        announcer.say(t("canned.inserted", { title: one.title }));
    }
    function openList(): void {
        look(field.current?.selection() ?? { from: text.length, to: text.length });
    }
    const heard = useRef<(one?: Canned) => void>(undefined);
    heard.current = (one) =>
        one ? insert(one, { from: text.length, to: text.length }) : openList();
    useEffect(() => canned?.onInsert((one) => heard.current?.(one)), [canned]);

    /** Whether the key was for the list, or for the stops. */
    function onKey(event: Key): boolean {
        const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
        const plain = !altKey && !ctrlKey && !metaKey;
        if (open && plain) {
            if (key === "Escape" && shown !== undefined) {
                event.stopPropagation();
                setDropped(open.from);
                return true;
            }
            // What is typed is not sent while the list is still on its way.
            if (key === "Enter" && !shiftKey && !all) return true;
            if (keys.current?.(key, shiftKey)) return true;
        }
        if (key === "Tab" && plain && places.length) {
            const now = field.current?.selection();
            const next = now && stopFrom(places, now, shiftKey);
            if (next) field.current?.select(next);
            return next !== undefined;
        }
        return false;
    }

    /** Why it cannot be sent yet: said, and the place shown. */
    function refuse(): boolean {
        const [first] = places;
        if (!first || !reason) return false;
        announcer.say(reason);
        field.current?.select(first);
        return true;
    }

    function close(): void {
        if (looking) due.current = { text, place: looking };
        look(undefined);
    }

    const moved = () => setCaret(field.current?.selection().from ?? text.length);
    // Another / at the same place is another one.
    if (dropped !== undefined && text[dropped] !== "/") setDropped(undefined);

    const menu = canned && (open || looking) && (
        <Suspense fallback={null}>
            <Menu
                id={id}
                answers={answers}
                loaded={all !== undefined}
                known={known}
                language={speaks}
                chat={chat}
                written={text}
                items={items}
                {...(open && { like: open.like })}
                keys={keys}
                onShown={setShown}
                onPick={(one) => insert(one, looking ?? { from: open!.from, to: caret })}
                onClose={close}
            />
        </Suspense>
    );
    return {
        menu,
        reason,
        places,
        onKey,
        refuse,
        /** Of the field. */
        list: canned && {
            controls: open ? `${id}-list` : undefined,
            active: open ? shown : undefined,
        },
        onMove: moved,
        onFocus: () => look(undefined),
        button: canned && (
            <button
                type="button"
                className="button quiet square"
                data-canned
                aria-label={t("canned.open")}
                title={t("canned.open_hint")}
                aria-haspopup="dialog"
                aria-expanded={looking !== undefined}
                onClick={() => (looking ? close() : openList())}
            >
                <MessageSquareQuote size={18} aria-hidden="true" />
            </button>
        ),
    };
}

/** The stops lie behind the text, which itself has no marks. */
export function Stops(props: { text: string; places: readonly Place[] }) {
    const { text, places } = props;
    const parts = [];
    let at = 0;
    for (const { from, to } of places) {
        if (from < at) continue;
        parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
        at = to;
    }
    return (
        <div className={styles.stops} aria-hidden="true" data-stops>
            {parts}
            {text.slice(at)}
            {"\n"}
        </div>
    );
}

/** Kept as long as the text in which they stand. */
function useStops(chat: string): [readonly string[], (next: readonly string[]) => void] {
    const [kept, keep] = useDraft(`stops ${chat}`);
    const stops = useMemo((): readonly string[] => {
        try {
            return kept ? JSON.parse(kept) : [];
        } catch {
            return [];
        }
    }, [kept]);
    return [stops, (next) => keep(next.length ? JSON.stringify([...new Set(next)]) : "")];
}
