// The acts on a chat, each asked once more: to whom it goes, into which queue, why it ends.
import type { Chat, Client } from "@parley/sdk";
import { useId, useState } from "react";
import { ActDialog, LineField, NoteField, said } from "../act_dialog.tsx";
import { useFace } from "../chat/face.tsx";
import { useAnswer } from "../hooks.ts";
import { useText } from "../i18n.ts";
import { GiveDialog } from "./give_dialog.tsx";

export type ActName = "give" | "requeue" | "end";

export interface Acting {
    chat: Chat;
    /** The customer's. */
    name: string;
    onClose: () => void;
}

export function ChatAct(props: { name: ActName; chat: Chat; onClose: () => void }) {
    const { name: act, chat, onClose } = props;
    const { t } = useText();
    const acting: Acting = { chat, onClose, name: chat.customer.name || t("customer.unnamed") };
    if (act === "give") return <GiveDialog {...acting} />;
    return act === "requeue" ? <RequeueDialog {...acting} /> : <EndDialog {...acting} />;
}

const queues = async (client: Client) => (await client.call("queue.list", {})).items;

/** Back where it was, unless another queue is chosen. */
function RequeueDialog({ chat, name, onClose }: Acting) {
    const { client, toasts } = useFace();
    const { t } = useText();
    const [queue, setQueue] = useState(chat.queue);
    const [note, setNote] = useState("");
    const field = useId();
    const others = (useAnswer(client, queues).found ?? []).filter(({ id }) => id !== chat.queue);
    return (
        <ActDialog
            title={t("steer.requeue_title", { name })}
            text={t("steer.requeue_text", { agent: chat.agent?.name ?? "" })}
            action={t("steer.requeue_now")}
            onClose={onClose}
            act={async () => {
                await client.call("chat.requeue", {
                    chat: chat.id,
                    ...(queue !== chat.queue && { queue }),
                    ...said("note", note),
                });
                toasts.show({ kind: "info", text: t("steer.requeue_done", { name }) });
            }}
        >
            <div className="field">
                <label htmlFor={field}>{t("steer.queue")}</label>
                <select
                    id={field}
                    className="input"
                    data-focus-first
                    value={queue}
                    onChange={(event) => setQueue(event.target.value)}
                >
                    <option value={chat.queue}>{chat.queue_name}</option>
                    {others.map((one) => (
                        <option key={one.id} value={one.id}>
                            {one.name}
                        </option>
                    ))}
                </select>
            </div>
            <NoteField label={t("transfer.note")} value={note} onChange={setNote} />
        </ActDialog>
    );
}

function EndDialog({ chat, name, onClose }: Acting) {
    const { client, toasts } = useFace();
    const { t } = useText();
    const [reason, setReason] = useState("");
    return (
        <ActDialog
            title={t("steer.end_title", { name })}
            text={t("steer.end_text", { agent: chat.agent?.name ?? "" })}
            action={t("steer.end_now")}
            danger
            onClose={onClose}
            act={async () => {
                await client.call("chat.end", { chat: chat.id, ...said("reason", reason) });
                toasts.show({ kind: "info", text: t("steer.end_done", { name }) });
            }}
        >
            <LineField label={t("steer.reason")} value={reason} onChange={setReason} />
        </ActDialog>
    );
}
