// A new password for somebody, who is signed out everywhere by it.
import type { UserAccount } from "@parley/sdk";
import { FormDialog } from "@parley/ui/console/act_dialog.tsx";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { TextField } from "./fields.tsx";
import { useSaving } from "./use_saving.ts";

export function PasswordDialog({ user, onClose }: { user: UserAccount; onClose: () => void }) {
    const { admin } = useApp();
    const { t } = useText();
    const saving = useSaving(["/password"]);
    const [password, setPassword] = useState("");
    async function save(): Promise<void> {
        const worked = await saving.run(async () => {
            await admin.client.call("user.set_password", { user: user.id, password });
        });
        if (worked) onClose();
    }
    // A form of its own: not within the page's.
    return createPortal(
        <FormDialog
            title={t("user.set_password")}
            text={t("user.set_password_text", { name: user.display_name })}
            action={t("user.set_password")}
            disabled={!password || saving.busy}
            onSubmit={() => void save()}
            onClose={onClose}
        >
            <TextField
                label={t("user.new_password")}
                hint={t("user.password_hint")}
                error={saving.error("/password") ?? saving.problem}
                first
                type="password"
                autoComplete="new-password"
                value={password}
                onChange={setPassword}
            />
        </FormDialog>,
        document.body,
    );
}
