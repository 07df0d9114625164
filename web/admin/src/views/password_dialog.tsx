// A new password for somebody, who is signed out everywhere by it.
import type { UserAccount } from "@parley/sdk";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./confirm.module.css";
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
        <Dialog title={t("user.set_password")} onClose={onClose}>
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    if (password && !saving.busy) void save();
                }}
            >
                <div className={`${dialog.body} ${styles.body}`}>
                    <p>{t("user.set_password_text", { name: user.display_name })}</p>
                    <TextField
                        label={t("user.new_password")}
                        hint={t("user.password_hint")}
                        error={saving.error("/password") ?? saving.problem}
                        type="password"
                        autoComplete="new-password"
                        value={password}
                        onChange={setPassword}
                    />
                </div>
                <div className={dialog.actions}>
                    <button type="button" className="button" onClick={onClose}>
                        {t("confirm.cancel")}
                    </button>
                    <button
                        type="submit"
                        className="button primary"
                        aria-disabled={!password || saving.busy}
                    >
                        {t("user.set_password")}
                    </button>
                </div>
            </form>
        </Dialog>,
        document.body,
    );
}
