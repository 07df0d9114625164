// A page about one thing: sections in one scroll, and a bar that appears once something is changed:
// review what will be different, discard it, or save it. Leaving asks.
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { Page } from "@parley/ui/console/page.tsx";
import { ArrowRight, CircleAlert, Eye } from "lucide-react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useApp, useMayManage } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./detail_page.module.css";
import type { Form } from "./use_form.ts";

/** A field that is not as it is saved. */
export interface Change {
    label: string;
    before: string;
    after: string;
}

export function DetailPage(props: {
    title: string;
    intro?: string;
    back?: { to: string; label: string };
    actions?: ReactNode;
    changes: readonly Change[];
    /** Something new is saved as a whole: there is nothing before to compare with. */
    fresh?: boolean;
    /** Why nobody changes it. */
    fixed?: string;
    form: Pick<Form<object>, "busy" | "problem" | "discard">;
    onSave: () => void;
    children: ReactNode;
}) {
    const { title, intro, back, changes, fresh = false } = props;
    const { busy, problem, discard } = props.form;
    const { router, toasts } = useApp();
    const may = useMayManage() && !props.fixed;
    const { t } = useText();
    const [reviewing, setReviewing] = useState(false);
    const count = changes.length;
    const held = count > 0;
    useEffect(() => {
        router.hold(held);
        return () => router.hold(false);
    }, [router, held]);
    useEffect(() => {
        // That all is saved is true no more, and would lie over the bar.
        const notices = held ? toasts.getSnapshot() : [];
        for (const one of notices) if (one.kind === "info") toasts.dismiss(one.id);
    }, [toasts, held]);
    function save(): void {
        setReviewing(false);
        if (!busy) props.onSave();
    }
    return (
        <Page title={title} intro={intro} back={back} actions={props.actions}>
            <form
                className={styles.form}
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    if (held) save();
                }}
            >
                {may ? (
                    props.children
                ) : (
                    <>
                        <p className={styles.note}>
                            <Eye size={16} aria-hidden="true" />
                            {props.fixed ?? t("save.read_only")}
                        </p>
                        <fieldset className={styles.all} disabled>
                            {props.children}
                        </fieldset>
                    </>
                )}
                {may && (held || fresh) && (
                    <section className={styles.bar} aria-label={t("save.label")}>
                        <p className={styles.state} role="status">
                            {t(fresh ? "save.new" : "save.count", { count })}
                        </p>
                        {problem && (
                            <p className={styles.problem} role="alert">
                                <CircleAlert size={16} aria-hidden="true" />
                                {problem}
                            </p>
                        )}
                        <div className={styles.buttons}>
                            {!fresh && (
                                <button
                                    type="button"
                                    className="button"
                                    onClick={() => setReviewing(true)}
                                >
                                    {t("save.review")}
                                </button>
                            )}
                            {held && (
                                <button type="button" className="button" onClick={discard}>
                                    {t("save.discard")}
                                </button>
                            )}
                            <button
                                type="submit"
                                className="button primary"
                                aria-disabled={busy || !held}
                            >
                                {t(busy ? "save.saving" : "save.save")}
                            </button>
                        </div>
                    </section>
                )}
            </form>
            {reviewing && (
                <Dialog
                    title={t("save.review_title")}
                    size="medium"
                    onClose={() => setReviewing(false)}
                >
                    <DialogBody label={t("save.review_title")}>
                        <Diff changes={changes} />
                    </DialogBody>
                    <div className={dialog.actions}>
                        <button
                            type="button"
                            className="button"
                            onClick={() => setReviewing(false)}
                        >
                            {t("save.back")}
                        </button>
                        <button
                            type="button"
                            className="button primary"
                            data-focus-first
                            onClick={save}
                        >
                            {t("save.save")}
                        </button>
                    </div>
                </Dialog>
            )}
        </Page>
    );
}

/** The part of a dialog that scrolls: reached by keys. */
export function DialogBody({ label, children }: { label: string; children: ReactNode }) {
    return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys
        <section className={dialog.body} aria-label={label} tabIndex={0}>
            {children}
        </section>
    );
}

/** What will be different, field by field. */
export function Diff({ changes }: { changes: readonly Change[] }) {
    const { t } = useText();
    return (
        <ul className={styles.diff}>
            {changes.map((change) => (
                <li key={change.label}>
                    <strong>{change.label}</strong>
                    <span className={styles.values}>
                        <span className="sr">{t("save.before")}</span>
                        <del>{change.before || t("save.nothing")}</del>
                        <ArrowRight size={16} aria-hidden="true" />
                        <span className="sr">{t("save.after")}</span>
                        <ins>{change.after || t("save.nothing")}</ins>
                    </span>
                </li>
            ))}
        </ul>
    );
}

export function Section(props: { title: string; hint?: string; children: ReactNode }) {
    const id = useId();
    return (
        <section className={styles.section} aria-labelledby={id}>
            <div className={styles.about}>
                <h2 id={id}>{props.title}</h2>
                {props.hint && <p>{props.hint}</p>}
            </div>
            <div className={styles.fields}>{props.children}</div>
        </section>
    );
}
