// Something that cannot be taken back: its name is typed first.
import { FormDialog } from "@parley/ui/console/act_dialog.tsx";
import { useState } from "react";
import { useText } from "../i18n.ts";
import { TextField } from "./fields.tsx";

export function Confirm(props: {
    title: string;
    text: string;
    /** What has to be typed. */
    name: string;
    action: string;
    problem?: string | undefined;
    onConfirm: () => void;
    onClose: () => void;
}) {
    const { name, onConfirm, ...rest } = props;
    const { t } = useText();
    const [typed, setTyped] = useState("");
    const right = typed.trim() === name;
    return (
        <FormDialog {...rest} danger disabled={!right} onSubmit={onConfirm}>
            <div data-confirms="">
                <TextField
                    label={t("confirm.type", { name })}
                    first
                    value={typed}
                    spellCheck={false}
                    onChange={setTyped}
                />
            </div>
        </FormDialog>
    );
}
