// What will be different, looked at before it is done.
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import type { ReactNode } from "react";
import { useText } from "../i18n.ts";
import { DialogBody } from "./detail_page.tsx";
import { useSaving } from "./use_saving.ts";

export function Review(props: {
    title: string;
    action: string;
    /** All that there is to see is there. */
    ready?: boolean;
    /** Once it is done the dialog closes. */
    run: () => Promise<void>;
    onClose: () => void;
    children: ReactNode;
}) {
    const { title, ready = true, run, onClose } = props;
    const { t } = useText();
    const saving = useSaving();
    const off = saving.busy || !ready;
    async function act(): Promise<void> {
        if (!off && (await saving.run(run))) onClose();
    }
    return (
        <Dialog title={title} size="medium" onClose={onClose}>
            <DialogBody label={t("save.review_title")}>
                {props.children}
                {saving.problem && (
                    <p className="error" role="alert">
                        {saving.problem}
                    </p>
                )}
            </DialogBody>
            <div className={dialog.actions}>
                <button type="button" className="button" data-focus-first onClick={onClose}>
                    {t("cancel")}
                </button>
                <button
                    type="button"
                    className="button primary"
                    aria-disabled={off}
                    onClick={() => void act()}
                >
                    {props.action}
                </button>
            </div>
        </Dialog>
    );
}
