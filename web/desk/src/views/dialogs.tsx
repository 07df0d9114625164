// The one dialog that is open.

import styles from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { useApp, useDeskState, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { endChat } from "./actions.ts";
import { AlertSettings } from "./alert_settings.tsx";
import { HelpSheet } from "./help_sheet.tsx";
import { Palette } from "./palette.tsx";

export default function Dialogs() {
    const { dialog } = useApp();
    const open = useStore(dialog);
    const close = () => dialog.set({ name: "none" });
    switch (open.name) {
        case "none":
            return null;
        case "palette":
            return <Palette onClose={close} />;
        case "help":
            return <HelpSheet onClose={close} />;
        case "alerts":
            return <AlertSettings onClose={close} />;
        case "end":
            return <EndDialog chat={open.chat} onClose={close} />;
    }
}

function EndDialog({ chat, onClose }: { chat: string; onClose: () => void }) {
    const app = useApp();
    const { t } = useText();
    const { chats } = useDeskState();
    const name = chats.get(chat)?.chat.customer.name ?? "";
    const unsent = app.desk.outbox.list(chat).length > 0 || app.desk.drafts.get(chat) !== "";
    return (
        <Dialog title={t("end.title", { name })} onClose={onClose}>
            <div className={styles.body}>
                <p>{t(unsent ? "end.unsent" : "end.text")}</p>
            </div>
            <div className={styles.actions}>
                <button type="button" className="button" onClick={onClose}>
                    {t("cancel")}
                </button>
                <button
                    data-focus-first
                    type="button"
                    className="button primary"
                    onClick={() => {
                        onClose();
                        void endChat(app, chat);
                    }}
                >
                    {t("thread.end")}
                </button>
            </div>
        </Dialog>
    );
}
