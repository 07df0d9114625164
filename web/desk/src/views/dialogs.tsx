// The one dialog that is open.

import styles from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { keptFiles } from "@parley/ui/console/files/kept.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { useEffect, useRef, useState } from "react";
import { useApp, useDeskState, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { listsFor } from "../model/desk_state.ts";
import { endChat, failed } from "./actions.ts";
import { AlertSettings } from "./alert_settings.tsx";
import { CodePicker } from "./code_picker.tsx";
import { HelpDialog } from "./help_calls.tsx";
import { HelpSheet } from "./help_sheet.tsx";
import { MailDialog } from "./mail_dialog.tsx";
import { Palette } from "./palette.tsx";
import { TransferDialog } from "./transfer.tsx";
import { saveCodes } from "./wrap_up_actions.ts";

export default function Dialogs() {
    const { dialog } = useApp();
    const open = useStore(dialog);
    const [close] = useState(() => () => dialog.set({ name: "none" }));
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
        case "transfer":
        case "conference":
            return <TransferDialog chat={open.chat} purpose={open.name} onClose={close} />;
        case "call_help":
            return <HelpDialog chat={open.chat} onClose={close} />;
        case "mail":
            return <MailDialog chat={open.chat} onClose={close} />;
        case "codes":
            return <CodesDialog chat={open.chat} onClose={close} />;
    }
}

function EndDialog({ chat, onClose }: { chat: string; onClose: () => void }) {
    const app = useApp();
    const { t } = useText();
    const { chats, switches } = useDeskState();
    const wraps = switches.wrap_up !== undefined && switches.wrap_up !== "off";
    const name = chats.get(chat)?.chat.customer.name ?? "";
    const { drafts, attached: all } = app.desk;
    const uploading = all.getSnapshot().get(chat)?.getSnapshot().busy;
    const attached = uploading || keptFiles(drafts, chat).length > 0;
    const unsent = app.desk.outbox.list(chat).length > 0 || drafts.get(chat) !== "" || attached;
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
                    {t(wraps ? "thread.end_wrap_up" : "thread.end")}
                </button>
            </div>
        </Dialog>
    );
}

/** Codes are chosen during the chat, too, and are there when it is wrapped up (E17). */
function CodesDialog({ chat, onClose }: { chat: string; onClose: () => void }) {
    const app = useApp();
    const { t } = useText();
    const { chats, code_lists, switches } = useDeskState();
    const [chosen, setChosen] = useState<readonly string[]>();
    const own = chats.get(chat)?.chat;
    const body = useRef<HTMLDivElement>(null);
    useEffect(() => {
        app.desk.client.call("chat.get_codes", { chat }).then(
            ({ codes }) => setChosen(codes),
            (caught) => {
                failed(app, caught);
                onClose();
            },
        );
    }, [app, chat, onClose]);
    // The field comes after the dialog has given the focus to what it had.
    const loaded = chosen !== undefined;
    useEffect(() => {
        if (loaded) body.current?.querySelector<HTMLElement>("[data-focus-first]")?.focus();
    }, [loaded]);
    async function change(codes: string[]): Promise<void> {
        const before = chosen;
        setChosen(codes);
        if (!(await saveCodes(app, chat, codes))) setChosen(before);
    }
    return (
        <Dialog title={t("codes.title_of", { name: own?.customer.name ?? "" })} onClose={onClose}>
            <div ref={body} className={styles.body}>
                {chosen ? (
                    <CodePicker
                        lists={listsFor(code_lists, own?.queue ?? "")}
                        chosen={chosen}
                        max={Number(switches.codes_max ?? 20)}
                        onChange={(codes) => void change(codes)}
                        onDone={onClose}
                    />
                ) : (
                    <Skeleton rows={3} />
                )}
            </div>
            <div className={styles.actions}>
                <button type="button" className="button primary" onClick={onClose}>
                    {t("codes.done")}
                </button>
            </div>
        </Dialog>
    );
}
