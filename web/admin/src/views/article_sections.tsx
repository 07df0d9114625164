// The parts of an article, each with its heading and formatted text: added, moved, and taken away,
// which can be taken back.
import type { Language } from "@parley/sdk";
import { Failed } from "@parley/ui/console/page.tsx";
import type { TreeFieldProps } from "@parley/ui/console/rich/tree_field.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { Plus, Trash2, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useText } from "../i18n.ts";
import {
    moved,
    nothing,
    type SectionFields,
    saidIn,
    sections_max,
    title_max,
} from "../model/articles.ts";
import styles from "./articles.module.css";
import { TextField, Wrong } from "./fields.tsx";
import { MoveButtons } from "./move_buttons.tsx";

type Field = (props: TreeFieldProps) => ReactNode;

/** Loaded once a text is written. */
function useTreeField() {
    const [Field, setField] = useState<Field>();
    const [failed, fail] = useState(false);
    const [turn, setTurn] = useState(0);
    useEffect(() => {
        let left = false;
        fail(false);
        import("@parley/ui/console/rich/tree_field.tsx").then(
            ({ TreeField }) => !left && setField(() => TreeField),
            () => !left && fail(true),
        );
        return () => {
            left = true;
        };
    }, [turn]);
    return { Field, failed, again: () => setTurn(turn + 1) };
}

/** Beside those that were saved, which go by their numbers. */
let next_key = 1;

export function ArticleSections(props: {
    language: Language;
    sections: readonly SectionFields[];
    error: (path: string) => string | undefined;
    onChange: (sections: SectionFields[]) => void;
}) {
    const { language, sections, error, onChange } = props;
    const { t } = useText();
    const field = useTreeField();
    const list = useRef<HTMLOListElement>(null);
    const undo = useRef<HTMLButtonElement>(null);
    const [gone, setGone] = useState<{ section: SectionFields; place: number }>();
    const [said, say] = useState("");
    // Discarded or saved, the form is another one.
    const back = gone && !sections.some(({ key }) => key === gone.section.key) ? gone : undefined;
    const name = (one: SectionFields, place: number) =>
        one.heading.trim() || t("articles.section", { number: place + 1 });
    const focusIn = (key: string) =>
        list.current?.querySelector<HTMLElement>(`[data-key="${key}"] input`)?.focus();
    // The server counts those that it gets.
    const sent = saidIn({ sections });
    const wrong = (one: SectionFields, part: string) =>
        sent.includes(one) ? error(`/text/sections/${sent.indexOf(one)}/${part}`) : undefined;

    function change(place: number, part: Partial<SectionFields>): void {
        onChange(sections.map((one, at) => (at === place ? { ...one, ...part } : one)));
    }
    function more(): void {
        const key = `new ${next_key++}`;
        flushSync(() => onChange([...sections, { key, heading: "", body: nothing }]));
        focusIn(key);
    }
    function move(place: number, to: number): void {
        onChange(moved(sections, place, to));
        const values = { place: to + 1, all: sections.length };
        say(t("rules.moved", { name: name(sections[place]!, place), ...values }));
    }
    function takeAway(place: number): void {
        flushSync(() => {
            setGone({ section: sections[place]!, place });
            onChange(sections.filter((_, at) => at !== place));
        });
        undo.current?.focus();
    }
    function takeBack(): void {
        if (!back) return;
        const key = `new ${next_key++}`;
        const next = [...sections];
        next.splice(back.place, 0, { ...back.section, key });
        flushSync(() => {
            onChange(next);
            setGone(undefined);
        });
        focusIn(key);
    }
    const whole = error("/text/sections");
    return (
        <div className={styles.sections}>
            {field.failed && <Failed onRetry={field.again} />}
            <ol ref={list} aria-label={t("articles.text")}>
                {sections.map((one, place) => (
                    <li key={one.key} data-key={one.key} className={styles.section}>
                        <div className={styles.section_head}>
                            <h3>{t("articles.section", { number: place + 1 })}</h3>
                            <MoveButtons
                                name={name(one, place)}
                                place={place}
                                count={sections.length}
                                onMove={(to) => move(place, to)}
                            />
                            <button
                                type="button"
                                className="button quiet square"
                                aria-label={t("articles.section_remove", {
                                    name: name(one, place),
                                })}
                                onClick={() => takeAway(place)}
                            >
                                <Trash2 size={16} aria-hidden="true" />
                            </button>
                        </div>
                        <TextField
                            label={t("articles.heading")}
                            error={wrong(one, "heading")}
                            lang={language}
                            maxLength={title_max}
                            value={one.heading}
                            onChange={(heading) => change(place, { heading })}
                        />
                        <Body
                            Field={field.Field}
                            label={t("articles.body", { number: place + 1 })}
                            language={language}
                            section={one}
                            error={wrong(one, "body")}
                            onChange={(body) => change(place, { body })}
                        />
                    </li>
                ))}
            </ol>
            {whole && !sent.some((one) => wrong(one, "heading") ?? wrong(one, "body")) && (
                <p className="error" role="alert">
                    {whole}
                </p>
            )}
            {back && (
                <div className={styles.gone}>
                    <p role="status">
                        {t("articles.section_removed", { name: name(back.section, back.place) })}
                    </p>
                    <button ref={undo} type="button" className="button" onClick={takeBack}>
                        <Undo2 size={16} aria-hidden="true" />
                        {t("articles.section_back")}
                    </button>
                </div>
            )}
            {sections.length < sections_max && (
                <button type="button" className="button" onClick={more}>
                    <Plus size={16} aria-hidden="true" />
                    {t("articles.section_add")}
                </button>
            )}
            <div className="sr" role="status">
                {said}
            </div>
        </div>
    );
}

function Body(props: {
    Field: Field | undefined;
    label: string;
    language: Language;
    section: SectionFields;
    error: string | undefined;
    onChange: (body: SectionFields["body"]) => void;
}) {
    const { Field, label, language, section, error, onChange } = props;
    const id = useId();
    if (!Field) return <Skeleton rows={1} />;
    return (
        <div className="field">
            <div className={styles.body} data-wrong={error ? true : undefined}>
                <Field
                    label={label}
                    lang={language}
                    described_by={error && `${id}-note`}
                    wrong={!!error}
                    value={section.body}
                    onChange={onChange}
                />
            </div>
            {error && <Wrong id={`${id}-note`}>{error}</Wrong>}
        </div>
    );
}
