// Acts on a chat that ask for something first: to whom it goes, into which queue, why it ends.
import type { Chat } from "@parley/sdk";
import { wordsFor } from "@parley/ui/console/presence_words.ts";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useApp, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { presence_groups, presenceGroup } from "../model/dashboard.ts";
import { ActDialog, NoteField, reason_max } from "./act_dialog.tsx";

export type ActName = "assign" | "requeue" | "end";

interface Asked {
    chat: Chat;
    name: string;
    onClose: () => void;
}

export function ChatAct(props: { name: ActName; chat: Chat; onClose: () => void }) {
    const { name: act, chat, onClose } = props;
    const { t } = useText();
    const asked: Asked = { chat, onClose, name: chat.customer.name || t("customer.unnamed") };
    if (act === "assign") return <Assign {...asked} />;
    return act === "requeue" ? <Requeue {...asked} /> : <End {...asked} />;
}

function Assign({ chat, name, onClose }: Asked) {
    const { client, toasts } = useApp();
    const { t } = useText();
    const [agent, setAgent] = useState("");
    const [note, setNote] = useState("");
    const field = useId();
    const agents = useQuery({
        queryKey: ["agents"],
        queryFn: () => client.call("agent.list", { limit: 200 }),
    }).data?.items;
    const statuses = useRecords("status.list").data?.items ?? [];
    const rank = (one: NonNullable<typeof agents>[number]) =>
        (one.queues.includes(chat.queue) ? 0 : 10) + presence_groups.indexOf(presenceGroup(one));
    const able = (agents ?? [])
        .filter((one) => one.connected && one.id !== chat.agent?.id)
        .sort((a, b) => rank(a) - rank(b));
    return (
        <ActDialog
            title={t("assign.title", { name })}
            text={t("assign.text")}
            action={t("assign.go")}
            disabled={!agent}
            onClose={onClose}
            act={async () => {
                await client.call("chat.assign", { chat: chat.id, agent, ...noteOf(note) });
                const to = able.find(({ id }) => id === agent)?.display_name ?? "";
                toasts.show({ kind: "info", text: t("assign.done", { name, agent: to }) });
            }}
        >
            <div className="field">
                <label htmlFor={field}>{t("agent.name")}</label>
                <select
                    id={field}
                    className="input"
                    data-focus-first
                    value={agent}
                    onChange={(event) => setAgent(event.target.value)}
                >
                    <option value="">{t("assign.choose")}</option>
                    {able.map((one) => (
                        <option key={one.id} value={one.id}>
                            {t("assign.option", {
                                agent: one.display_name,
                                state: wordsFor(one.presence, statuses, t).word,
                                used: one.presence.used / 100,
                                capacity: one.presence.capacity,
                            })}
                        </option>
                    ))}
                </select>
            </div>
            <NoteField label={t("act.note")} value={note} onChange={setNote} />
        </ActDialog>
    );
}

function Requeue({ chat, name, onClose }: Asked) {
    const { client, toasts } = useApp();
    const { t } = useText();
    const [queue, setQueue] = useState(chat.queue);
    const [note, setNote] = useState("");
    const field = useId();
    const queues = useRecords("queue.list").data?.items ?? [];
    return (
        <ActDialog
            title={t("requeue.title", { name })}
            text={t("requeue.text", { agent: chat.agent?.name ?? "" })}
            action={t("requeue.go")}
            onClose={onClose}
            act={async () => {
                await client.call("chat.requeue", {
                    chat: chat.id,
                    ...(queue !== chat.queue && { queue }),
                    ...noteOf(note),
                });
                toasts.show({ kind: "info", text: t("requeue.done", { name }) });
            }}
        >
            <div className="field">
                <label htmlFor={field}>{t("queue.name")}</label>
                <select
                    id={field}
                    className="input"
                    data-focus-first
                    value={queue}
                    onChange={(event) => setQueue(event.target.value)}
                >
                    {queues.map((one) => (
                        <option key={one.id} value={one.id}>
                            {one.name}
                        </option>
                    ))}
                </select>
            </div>
            <NoteField label={t("act.note")} value={note} onChange={setNote} />
        </ActDialog>
    );
}

function End({ chat, name, onClose }: Asked) {
    const { client, toasts } = useApp();
    const { t } = useText();
    const [reason, setReason] = useState("");
    return (
        <ActDialog
            title={t("end.title", { name })}
            text={t("end.text")}
            action={t("end.go")}
            danger
            onClose={onClose}
            act={async () => {
                const said = reason.trim();
                await client.call("chat.end", { chat: chat.id, ...(said && { reason: said }) });
                toasts.show({ kind: "info", text: t("end.done", { name }) });
            }}
        >
            <NoteField
                label={t("end.reason")}
                value={reason}
                max={reason_max}
                onChange={setReason}
            />
        </ActDialog>
    );
}

function noteOf(note: string): { note?: string } {
    const said = note.trim();
    return said ? { note: said } : {};
}
