// Ends an agent's sessions, after asking once more (E49, X34).
import type { Agent } from "@parley/sdk";
import { useState } from "react";
import { ActDialog, LineField, said } from "../act_dialog.tsx";
import { useFace } from "../chat/face.tsx";
import { useText } from "../i18n.ts";

export function SignOutDialog(props: {
    agent: Pick<Agent, "id" | "display_name"> & { chats: readonly unknown[] };
    onClose: () => void;
}) {
    const { agent, onClose } = props;
    const { client, toasts } = useFace();
    const { t } = useText();
    const [reason, setReason] = useState("");
    const name = agent.display_name;
    return (
        <ActDialog
            title={t("steer.sign_out_title", { name })}
            text={t("steer.sign_out_text", { count: agent.chats.length })}
            action={t("steer.sign_out_now")}
            danger
            onClose={onClose}
            act={async () => {
                await client.call("agent.sign_out", {
                    agent: agent.id,
                    ...said("reason", reason),
                });
                toasts.show({ kind: "info", text: t("steer.sign_out_done", { name }) });
            }}
        >
            <LineField label={t("steer.reason")} value={reason} onChange={setReason} />
        </ActDialog>
    );
}
