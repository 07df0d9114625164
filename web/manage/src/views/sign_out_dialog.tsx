// Ends an agent's sessions, after asking once more.

import type { DashboardAgent } from "@parley/sdk";
import { useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { ActDialog, NoteField, reason_max } from "./act_dialog.tsx";

export function SignOutDialog(props: { agent: DashboardAgent; onClose: () => void }) {
    const { agent, onClose } = props;
    const { client, toasts } = useApp();
    const { t } = useText();
    const [reason, setReason] = useState("");
    const name = agent.display_name;
    return (
        <ActDialog
            title={t("sign_out.title", { name })}
            text={t("sign_out.text", { count: agent.chats.length })}
            action={t("sign_out.go")}
            danger
            onClose={onClose}
            act={async () => {
                const said = reason.trim();
                await client.call("agent.sign_out", {
                    agent: agent.id,
                    ...(said && { reason: said }),
                });
                toasts.show({ kind: "info", text: t("sign_out.done", { name }) });
            }}
        >
            <NoteField
                label={t("sign_out.reason")}
                value={reason}
                max={reason_max}
                onChange={setReason}
            />
        </ActDialog>
    );
}
