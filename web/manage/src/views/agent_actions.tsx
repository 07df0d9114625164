// What a manager may do about an agent: watch their chats, set their status, sign them out.

import { asProblem, type DashboardAgent } from "@parley/sdk";
import { failed } from "@parley/ui/console/chat/face.tsx";
import menu from "@parley/ui/console/menu.module.css";
import { StatusItems } from "@parley/ui/console/presence_chip.tsx";
import { type Choice, wordOf } from "@parley/ui/console/presence_words.ts";
import { SignOutDialog } from "@parley/ui/console/steering/sign_out_dialog.tsx";
import { Eye, LogOut } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { useRoom } from "./room_context.tsx";
import { RowMenu } from "./row_menu.tsx";

export function AgentActions({ row: agent }: { row: DashboardAgent }) {
    const { client, toasts, user } = useApp();
    const { may, may_set, statuses, watch } = useRoom();
    const { t } = useText();
    const [leaving, setLeaving] = useState(false);
    const name = agent.display_name;
    const watched = may("chat_monitor") ? agent.chats : [];
    const sets = agent.connected && may_set;
    const lost = !agent.connected && agent.presence.label !== "offline";
    const ends = agent.id !== user.id && (agent.connected || lost) && may("agent_sign_out");
    if (!watched.length && !sets && !ends) return null;
    async function set(choice: Choice): Promise<void> {
        const { status, reason } = choice;
        try {
            await client.call("agent.set_presence", {
                agent: agent.id,
                status: status.key,
                ...(reason && { reason: reason.key }),
            });
            const text = t("agent.set", { name, status: wordOf(choice, t) });
            toasts.show({ kind: "info", text });
        } catch (caught) {
            if (asProblem(caught).code !== "agent_gone") return failed({ toasts }, caught);
            toasts.show({ kind: "error", text: t("agent.not_there", { name }) });
        }
    }
    return (
        <>
            <RowMenu label={t("agent.actions_of", { name })}>
                {watched.map(({ chat, customer }) => (
                    <DropdownMenu.Item
                        key={chat}
                        className={menu.item}
                        onSelect={() => watch(chat)}
                    >
                        <Eye size={16} aria-hidden="true" />
                        <span>
                            {t("supervise.watch_chat", {
                                name: customer || t("customer.unnamed"),
                            })}
                        </span>
                    </DropdownMenu.Item>
                ))}
                {sets && (
                    <>
                        <div className={menu.label} aria-hidden="true">
                            {t("agent.set_status")}
                        </div>
                        <StatusItems statuses={statuses} onChoose={(choice) => void set(choice)} />
                    </>
                )}
                {ends && (
                    <>
                        <div className={menu.line} />
                        <DropdownMenu.Item className={menu.item} onSelect={() => setLeaving(true)}>
                            <LogOut size={16} aria-hidden="true" />
                            <span>{t("agent.sign_out")}</span>
                        </DropdownMenu.Item>
                    </>
                )}
            </RowMenu>
            {leaving && <SignOutDialog agent={agent} onClose={() => setLeaving(false)} />}
        </>
    );
}
