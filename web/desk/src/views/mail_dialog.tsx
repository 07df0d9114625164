// Sends what was said in a chat by mail, to its customer or to whom they name (C11).
import { asProblem } from "@parley/sdk";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { useId, useState } from "react";
import { useApp, useDeskState, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { failed } from "./actions.ts";
import strip from "./transfer.module.css";

export function MailDialog({ chat, onClose }: { chat: string; onClose: () => void }) {
    const app = useApp();
    const { t } = useText();
    const { language } = useStore(app.settings);
    const { customer } = useDeskState().chats.get(chat)?.chat ?? {};
    const [email, setEmail] = useState(customer?.email ?? "");
    const [sending, setSending] = useState(false);
    const [wrong, setWrong] = useState(false);
    const field = useId();

    async function send(): Promise<void> {
        if (sending) return;
        setSending(true);
        setWrong(false);
        const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
        const params = { chat, email: email.trim(), language, zone };
        try {
            const { to } = await app.desk.client.call("chat.mail_transcript", params);
            onClose();
            app.announcer.say(t("mail.asked", { to }));
        } catch (caught) {
            setSending(false);
            if (asProblem(caught).problem.path === "/email") setWrong(true);
            else failed(app, caught);
        }
    }

    return (
        <Dialog
            title={t("mail.title", { name: customer?.name || t("customer.unnamed") })}
            onClose={onClose}
        >
            <form
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    void send();
                }}
            >
                <div className={dialog.body}>
                    <label className={strip.label} htmlFor={field}>
                        {t("mail.to")}
                    </label>
                    <input
                        data-focus-first
                        id={field}
                        className="input"
                        type="email"
                        autoComplete="off"
                        value={email}
                        aria-invalid={wrong}
                        aria-describedby={`${field}-hint`}
                        onChange={(event) => setEmail(event.target.value)}
                    />
                    <p
                        id={`${field}-hint`}
                        className={strip.hint}
                        role={wrong ? "alert" : undefined}
                    >
                        {t(wrong ? "mail.wrong" : "mail.hint")}
                    </p>
                </div>
                <div className={dialog.actions}>
                    <button type="button" className="button" onClick={onClose}>
                        {t("cancel")}
                    </button>
                    <button type="submit" className="button primary" aria-disabled={sending}>
                        {t("mail.send")}
                    </button>
                </div>
            </form>
        </Dialog>
    );
}
