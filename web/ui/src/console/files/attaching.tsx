// What the composer has where files may be attached: the files above the text, each with how far it
// is and what can be done about it; the dialog of the system, pasting, and a place to drop them.
import type { Chat, Refusal } from "@parley/sdk";
import { Check, Paperclip, RotateCw, TriangleAlert, X } from "lucide-react";
import {
    type ReactNode,
    type Ref,
    type RefObject,
    useEffect,
    useImperativeHandle,
    useRef,
    useState,
    useSyncExternalStore,
} from "react";
import { useFace } from "../chat/face.tsx";
import { useText } from "../i18n.ts";
import { refusalText } from "../refusals.ts";
import styles from "./attaching.module.css";
import { attachmentsOf, type Chip } from "./attachments.ts";
import { filesIn, useDropping } from "./dropping.ts";
import { reasonOf, refusalLine, sizeWord } from "./words.ts";

export interface AttachingHandle {
    /** Lets the person choose. */
    open(): void;
}

export function Attaching(props: {
    ref: Ref<AttachingHandle>;
    chat: Chat;
    form: RefObject<HTMLFormElement | null>;
    /** Back to the text. */
    onDone: () => void;
}): ReactNode {
    const { ref, chat, form, onDone } = props;
    const face = useFace();
    const { t, language } = useText();
    const [attachments] = useState(() => attachmentsOf(face, chat));
    const chips = useSyncExternalStore(attachments.subscribe, () => attachments.chips);
    const [refused, setRefused] = useState<readonly Refusal[]>([]);
    const input = useRef<HTMLInputElement>(null);
    const list = useRef<HTMLUListElement>(null);
    const allowed = chat.files;
    useImperativeHandle(ref, () => ({ open: () => input.current?.click() }), []);

    function add(files: readonly File[]): void {
        if (!files.length) return;
        setRefused(attachments.add(files, allowed));
        onDone();
    }
    const place = useDropping(form, add);
    usePasting(form, add);
    useTold(chips);

    function remove({ key, name }: Chip): void {
        const buttons = [...list.current!.querySelectorAll<HTMLElement>("[data-remove]")];
        const at = chips.findIndex((one) => one.key === key);
        const next = buttons[at + 1] ?? buttons[at - 1];
        if (next) next.focus();
        else onDone();
        attachments.remove(key);
        setRefused([]);
        face.announcer.say(t("files.removed", { name }));
    }

    return (
        <>
            <input
                ref={input}
                type="file"
                hidden
                multiple
                aria-label={t("files.attach")}
                accept={allowed?.extensions.map((one) => `.${one}`).join()}
                onChange={(event) => {
                    add([...(event.target.files ?? [])]);
                    // The same one may be chosen again.
                    event.target.value = "";
                }}
            />
            {place && (
                <div className={styles.place} style={place}>
                    <p>
                        <Paperclip size={20} aria-hidden="true" />
                        {t("files.drop")}
                    </p>
                </div>
            )}
            {chips.length > 0 && (
                <ul ref={list} className={styles.chips} aria-label={t("files.attached")}>
                    {chips.map((one) => (
                        <ChipLine
                            key={one.key}
                            chip={one}
                            onRetry={() => attachments.retry(one.key)}
                            onRemove={() => remove(one)}
                        />
                    ))}
                </ul>
            )}
            {refused.length > 0 && (
                <div className={styles.refused} role="alert">
                    <TriangleAlert size={16} aria-hidden="true" />
                    <div>
                        {refused.map((one) => (
                            <p key={`${one.name} ${one.why}`}>
                                {refusalLine(one, allowed, language, t)}
                            </p>
                        ))}
                    </div>
                    <button
                        type="button"
                        className={styles.small}
                        aria-label={t("dismiss")}
                        onClick={() => {
                            setRefused([]);
                            onDone();
                        }}
                    >
                        <X size={16} aria-hidden="true" />
                    </button>
                </div>
            )}
        </>
    );
}

function ChipLine(props: { chip: Chip; onRetry: () => void; onRemove: () => void }) {
    const { chip, onRetry, onRemove } = props;
    const { t, language } = useText();
    const { name, size, received, state } = chip;
    const running = state === "waiting" || state === "uploading";
    const bad = state === "failed" || state === "refused";
    const percent = Math.floor((100 * received) / size);
    return (
        <li className={bad ? `${styles.chip} ${styles.bad}` : styles.chip} data-state={state}>
            {bad ? (
                <TriangleAlert size={16} aria-hidden="true" />
            ) : running ? (
                <Paperclip size={16} aria-hidden="true" />
            ) : (
                <Check size={16} aria-hidden="true" />
            )}
            <div className={styles.about}>
                <span className={styles.name} title={name}>
                    <bdi>{name}</bdi>
                </span>
                <span className={styles.facts}>
                    <span>{sizeWord(size, language)}</span>
                    <span aria-hidden="true"> · </span>
                    <State chip={chip} percent={percent} />
                </span>
                {running && (
                    <div
                        className={styles.bar}
                        role="progressbar"
                        aria-label={t("files.progress", { name })}
                        aria-valuenow={percent}
                        aria-valuemin={0}
                        aria-valuemax={100}
                    >
                        <div style={{ inlineSize: `${percent}%` }} />
                    </div>
                )}
            </div>
            {chip.again && (
                <button
                    type="button"
                    className={styles.small}
                    aria-label={t("files.retry", { name })}
                    onClick={onRetry}
                >
                    <RotateCw size={16} aria-hidden="true" />
                </button>
            )}
            <button
                type="button"
                className={styles.small}
                data-remove
                aria-label={t("files.remove", { name })}
                onClick={onRemove}
            >
                <X size={16} aria-hidden="true" />
            </button>
        </li>
    );
}

function State({ chip, percent }: { chip: Chip; percent: number }) {
    const { t, language } = useText();
    switch (chip.state) {
        case "waiting":
            return t("files.waiting");
        case "uploading": {
            const part = (percent / 100).toLocaleString(language, { style: "percent" });
            return <span className="num">{t("files.uploading", { part })}</span>;
        }
        case "checking":
            return t("files.checking");
        case "ready":
            return t("files.ready");
        case "refused":
            return <span role="alert">{t(reasonOf(chip.reason))}</span>;
        case "failed":
            return (
                <span role="alert">
                    {t("files.failed")} {chip.problem && refusalText(chip.problem, t)}
                </span>
            );
    }
}

/** Files become attachments, text stays text: what programs copy as both is text. */
function usePasting(form: RefObject<HTMLFormElement | null>, add: (files: File[]) => void): void {
    const now = useRef(add);
    now.current = add;
    useEffect(() => {
        const box = form.current;
        // Before the field itself, which has its own ways.
        function paste(event: ClipboardEvent): void {
            const files = filesIn(event.clipboardData);
            const types = event.clipboardData?.types ?? [];
            if (!files.length) return;
            if (types.includes("text/plain") && types.includes("text/html")) return;
            event.preventDefault();
            event.stopPropagation();
            now.current(files);
        }
        box?.addEventListener("paste", paste, true);
        return () => box?.removeEventListener("paste", paste, true);
    }, [form]);
}

/** Says what has come and what has arrived; failures speak for themselves. */
function useTold(chips: readonly Chip[]): void {
    const { announcer } = useFace();
    const { t } = useText();
    const known = useRef<ReadonlyMap<string, Chip>>(undefined);
    useEffect(() => {
        const before = known.current;
        known.current = new Map(chips.map((one) => [one.key, one]));
        if (!before) return;
        const there = ({ state }: Chip) => state === "checking" || state === "ready";
        for (const one of chips) {
            const was = before.get(one.key);
            if (!was) announcer.say(t("files.added", { name: one.name }));
            else if (there(one) && !there(was)) {
                announcer.say(t("files.there", { name: one.name }));
            }
        }
    }, [chips, announcer, t]);
}
