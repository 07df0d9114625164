// The list of prepared answers above the composer, with a look at the one that is chosen: behind / it
// goes by what is typed there, otherwise by a field of its own.
import type { Canned, Chat, Item } from "@parley/sdk";
import { Pencil, Plus, Search, Trash2 } from "lucide-react";
import {
    type KeyboardEvent,
    type RefObject,
    useEffect,
    useLayoutEffect,
    useRef,
    useState,
} from "react";
import { ActDialog } from "../act_dialog.tsx";
import { useFace } from "../chat/face.tsx";
import { useText } from "../chat/i18n.ts";
import styles from "./menu.module.css";
import { fill, type Known } from "./placeholders.ts";
import { SaveDialog, type Saved } from "./save.tsx";
import { folderText, matching } from "./search.ts";

/** Whether the list has taken a key that was pressed in the composer. */
export type MenuKeys = (key: string, shift: boolean) => boolean;

/** More are found by typing. */
const shown_max = 50;

export function Menu(props: {
    id: string;
    answers: readonly Canned[];
    loaded: boolean;
    known: Known;
    language: "de" | "en";
    chat: Chat;
    /** In the composer, and what was said before. */
    written: string;
    items: readonly Item[];
    /** What is typed behind the /; without it the list has a field. */
    like?: string;
    keys: RefObject<MenuKeys | undefined>;
    /** The id of the option that is chosen, for the composer. */
    onShown: (option?: string) => void;
    onPick: (one: Canned) => void;
    onClose: () => void;
}) {
    const { id, answers, loaded, known, chat, like, keys, onShown, onPick, onClose } = props;
    const { user } = useFace();
    const { t } = useText();
    const own_field = like === undefined;
    const [query, setQuery] = useState("");
    const [at, setAt] = useState(0);
    const [saving, save] = useState<Saved>();
    const [deleting, remove] = useState<Canned>();
    const search = useRef<HTMLInputElement>(null);
    const hits = matching(answers, like ?? query).slice(0, shown_max);
    const active = Math.min(at, hits.length - 1);
    const chosen = hits[active];
    const option = chosen && `${id}-${chosen.id}`;
    const wanted = like ?? query;
    // Another search begins at its first hit.
    useEffect(() => setAt(0), [wanted]);
    useEffect(() => {
        onShown(option);
        return () => onShown(undefined);
    }, [option, onShown]);

    // After a dialog, too: what had the focus may be gone with what was changed.
    const asking = saving !== undefined || deleting !== undefined;
    useEffect(() => {
        if (!asking) search.current?.focus();
    }, [asking]);
    function goOn(): void {
        save(undefined);
        remove(undefined);
    }
    function take(key: string, shift: boolean): boolean {
        if (!chosen) return false;
        const last = hits.length;
        if (key === "ArrowDown") setAt((active + 1) % last);
        else if (key === "ArrowUp") setAt((active + last - 1) % last);
        else if (!shift && (key === "Enter" || key === "Tab")) onPick(chosen);
        else return false;
        return true;
    }
    // At once: Enter would send what is typed as long as nobody takes it.
    useLayoutEffect(() => {
        keys.current = take;
        return () => {
            keys.current = undefined;
        };
    });
    function onKeyDown(event: KeyboardEvent): void {
        if (event.nativeEvent.isComposing || event.key === "Tab") return;
        if (take(event.key, event.shiftKey)) event.preventDefault();
    }

    const filled = chosen && fill(chosen.text, known);
    const last_said = props.items.findLast(
        (one) => one.from.id === user.id && one.text && !one.event,
    )?.text;
    const to_keep = props.written.trim() || last_said;
    const kept = { language: props.language, chat };
    if (like !== undefined && (!loaded || !hits.length)) {
        return (
            <div className="sr" role="status">
                {loaded && t("canned.found", { count: 0 })}
            </div>
        );
    }
    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves it, wherever it is pressed
        <div
            className={styles.menu}
            {...(own_field && { role: "dialog", "aria-label": t("canned.open") })}
            onKeyDown={(event) => {
                if (event.key !== "Escape" || !own_field || event.defaultPrevented) return;
                // A dialog of its own has the key first.
                if ((event.target as HTMLElement).closest("dialog")) return;
                event.preventDefault();
                event.stopPropagation();
                onClose();
            }}
        >
            {own_field && (
                <div className={styles.search}>
                    <Search size={16} aria-hidden="true" />
                    <input
                        ref={search}
                        className={styles.field}
                        role="combobox"
                        aria-label={t("canned.search")}
                        aria-expanded={hits.length > 0}
                        aria-controls={`${id}-list`}
                        aria-activedescendant={option}
                        aria-autocomplete="list"
                        autoComplete="off"
                        spellCheck={false}
                        placeholder={t("canned.search")}
                        value={query}
                        onChange={(event) => setQuery(event.target.value)}
                        onKeyDown={onKeyDown}
                    />
                </div>
            )}
            <div className={styles.both}>
                <div
                    id={`${id}-list`}
                    role="listbox"
                    aria-label={t("canned.open")}
                    className={styles.list}
                    hidden={!hits.length}
                >
                    {hits.map((one, index) => (
                        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
                        <div
                            key={one.id}
                            id={`${id}-${one.id}`}
                            role="option"
                            tabIndex={-1}
                            aria-selected={index === active}
                            className={styles.option}
                            ref={index === active ? intoView : undefined}
                            onPointerDown={(event) => event.preventDefault()}
                            onPointerMove={() => setAt(index)}
                            onClick={() => onPick(one)}
                        >
                            <span className={styles.title}>{one.title}</span>
                            <code className={styles.code}>/{one.code}</code>
                        </div>
                    ))}
                </div>
                {chosen && filled && (
                    <div className={styles.preview} data-preview>
                        <p className={styles.about}>
                            {[folderText(chosen.folder), t(`canned.scope_${chosen.scope}`)]
                                .filter(Boolean)
                                .join(" · ")}
                        </p>
                        <p className={styles.text}>
                            <bdi>{filled.text}</bdi>
                        </p>
                        {own_field && chosen.scope === "personal" && (
                            <div className={styles.acts}>
                                <button
                                    type="button"
                                    className="link"
                                    onClick={() => save({ ...kept, canned: chosen })}
                                >
                                    <Pencil size={14} aria-hidden="true" />
                                    {t("canned.edit")}
                                </button>
                                <button
                                    type="button"
                                    className="link"
                                    onClick={() => remove(chosen)}
                                >
                                    <Trash2 size={14} aria-hidden="true" />
                                    {t("delete")}
                                </button>
                            </div>
                        )}
                    </div>
                )}
            </div>
            {own_field && (
                <div className={styles.foot}>
                    <p role="status">
                        {!loaded
                            ? t("loading")
                            : hits.length
                              ? t("canned.found", { count: hits.length })
                              : t(answers.length ? "canned.none_found" : "canned.none")}
                    </p>
                    <button
                        type="button"
                        className="link"
                        onClick={() => save({ ...kept, text: to_keep ?? "" })}
                    >
                        <Plus size={14} aria-hidden="true" />
                        {t(
                            props.written.trim()
                                ? "canned.save_written"
                                : to_keep
                                  ? "canned.save_last"
                                  : "canned.new",
                        )}
                    </button>
                </div>
            )}
            {!own_field && (
                <div className="sr" role="status">
                    {t("canned.found", { count: hits.length })}
                </div>
            )}
            {saving && <SaveDialog {...saving} onClose={goOn} />}
            {deleting && <DeleteDialog canned={deleting} onClose={goOn} />}
        </div>
    );
}

export default Menu;

function DeleteDialog({ canned, onClose }: { canned: Canned; onClose: () => void }) {
    const { client } = useFace();
    const { t } = useText();
    return (
        <ActDialog
            title={t("canned.delete_title", { title: canned.title })}
            text={t("canned.delete_text")}
            action={t("delete")}
            danger
            act={() => client.call("canned.delete", { canned: canned.id, version: canned.version })}
            onClose={onClose}
        />
    );
}

function intoView(element: HTMLElement | null): void {
    element?.scrollIntoView({ block: "nearest" });
}
