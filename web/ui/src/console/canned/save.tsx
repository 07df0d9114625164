// Keeping a text as a prepared answer, and changing one's own.
import { asProblem, type Canned, type CannedLanguage, type CannedScope } from "@parley/sdk";
import { useId, useState } from "react";
import type { Translate } from "../../translate.ts";
import { FormDialog } from "../act_dialog.tsx";
import { useFace } from "../chat/face.tsx";
import { type TextId, useText } from "../chat/i18n.ts";
import { text as shared_text } from "../i18n.ts";
import { refusalText } from "../refusals.ts";
import { unfill } from "./placeholders.ts";
import styles from "./save.module.css";
import { codeFrom, folderFrom, folderText } from "./search.ts";

export interface Saved {
    /** The one that is changed; else a new one is made of `text`. */
    canned?: Canned;
    text?: string;
    language: CannedLanguage;
    chat: Parameters<typeof unfill>[1];
}

const code_form = "[A-Za-z0-9_\\-]{1,40}";
const title_chars = 60;
const example = "{{customer.first_name|…}}";

/** What is wrong, at which field; without one, with the whole. */
interface Wrong {
    at?: string;
    text: string;
}

export function SaveDialog({ canned, text, language, chat, onClose }: Saved & { onClose(): void }) {
    const { client, announcer, may } = useFace();
    const { t } = useText();
    const [begun] = useState(() => (canned ? canned.text : unfill(text ?? "", chat)));
    const [title, setTitle] = useState(
        canned?.title ?? begun.split("\n")[0]!.slice(0, title_chars),
    );
    const [code, setCode] = useState(canned?.code ?? codeFrom(title));
    const [folder, setFolder] = useState(folderText(canned?.folder ?? []));
    const [said, setSaid] = useState(begun);
    const [speaks, setSpeaks] = useState<CannedLanguage>(canned?.language ?? language);
    const [scope, setScope] = useState<CannedScope>("personal");
    const [wrong, setWrong] = useState<Wrong>();
    const [busy, setBusy] = useState(false);

    async function save(): Promise<void> {
        const empty = !code.trim() ? "code" : !title.trim() ? "title" : !said.trim() ? "text" : "";
        if (empty) return setWrong({ at: empty, text: t("canned.missing") });
        if (!new RegExp(`^${code_form}$`).test(code.trim())) {
            return setWrong({ at: "code", text: t("canned.code_form") });
        }
        setBusy(true);
        setWrong(undefined);
        const fields = {
            folder: folderFrom(folder),
            code: code.trim(),
            title: title.trim(),
            text: said.trim(),
            language: speaks,
        };
        try {
            if (canned) {
                const { id, version } = canned;
                await client.call("canned.update", { canned: id, version, ...fields });
            } else await client.call("canned.create", { scope, ...fields });
            announcer.say(t("canned.saved"));
            onClose();
        } catch (caught) {
            const { problem } = asProblem(caught);
            const at = problem.path?.split("/")[1];
            const taken = problem.code === "conflict" && at === "code";
            setWrong({
                ...(at && { at }),
                text: taken ? t("canned.code_taken") : refusalText(problem, shared_text),
            });
            setBusy(false);
        }
    }
    const line = { wrong, t };
    return (
        <FormDialog
            title={t(canned ? "canned.edit_title" : "canned.save_title")}
            size="medium"
            action={t("canned.save")}
            disabled={busy}
            problem={wrong && !fields.includes(wrong.at ?? "") ? wrong.text : undefined}
            onSubmit={() => void save()}
            onClose={onClose}
        >
            <div className={styles.pair}>
                <Line {...line} name="title" value={title} max={120} onChange={setTitle} />
                <Line {...line} name="code" value={code} max={40} onChange={setCode} />
            </div>
            <Line {...line} name="folder" value={folder} max={300} onChange={setFolder} />
            <Line {...line} name="text" value={said} max={5_000} onChange={setSaid} long />
            <div className={styles.pair}>
                <Choice
                    label={t("canned.language")}
                    value={speaks}
                    of={["any", "de", "en"]}
                    word={(one) => t(`canned.language_${one}`)}
                    onChange={setSpeaks}
                />
                {!canned && may("canned_manage") && (
                    <Choice
                        label={t("canned.scope")}
                        value={scope}
                        of={["personal", "all"]}
                        word={(one) => t(`canned.scope_${one}`)}
                        onChange={setScope}
                    />
                )}
            </div>
        </FormDialog>
    );
}

const fields = ["title", "code", "folder", "text"];

function Line(props: {
    name: "title" | "code" | "folder" | "text";
    value: string;
    max: number;
    long?: boolean;
    wrong: Wrong | undefined;
    t: Translate<TextId>;
    onChange: (value: string) => void;
}) {
    const { name, value, max, long, wrong, t, onChange } = props;
    const id = useId();
    const bad = wrong?.at === name;
    const shared = {
        id,
        className: "input",
        value,
        maxLength: max,
        "aria-invalid": bad || undefined,
        "aria-describedby": `${id}-hint`,
    };
    return (
        <div className="field">
            <label htmlFor={id}>{t(`canned.${name}`)}</label>
            {long ? (
                <textarea
                    {...shared}
                    rows={5}
                    data-focus-first={bad || undefined}
                    onChange={(event) => onChange(event.target.value)}
                />
            ) : (
                <input
                    {...shared}
                    data-focus-first={name === "title" || undefined}
                    spellCheck={name !== "code"}
                    onChange={(event) => onChange(event.target.value)}
                />
            )}
            <p id={`${id}-hint`} className={bad ? styles.wrong : styles.hint} aria-live="polite">
                {bad ? wrong.text : t(`canned.${name}_hint`, { example })}
            </p>
        </div>
    );
}

function Choice<Value extends string>(props: {
    label: string;
    value: Value;
    of: readonly Value[];
    word: (one: Value) => string;
    onChange: (value: Value) => void;
}) {
    const { label, value, of, word, onChange } = props;
    const id = useId();
    return (
        <div className="field">
            <label htmlFor={id}>{label}</label>
            <select
                id={id}
                className="input"
                value={value}
                onChange={(event) => onChange(event.target.value as Value)}
            >
                {of.map((one) => (
                    <option key={one} value={one}>
                        {word(one)}
                    </option>
                ))}
            </select>
        </div>
    );
}
