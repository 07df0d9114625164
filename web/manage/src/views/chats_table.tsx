// The rows of chats, each with what may be done with it.
import type { Chat } from "@parley/sdk";
import { useFace } from "@parley/ui/console/chat/face.tsx";
import type { Mode } from "@parley/ui/console/chat/supervision.tsx";
import { Said } from "@parley/ui/console/files/said.tsx";
import menu from "@parley/ui/console/menu.module.css";
import type { ActName } from "@parley/ui/console/steering/chat_acts.tsx";
import { decisionsOn } from "@parley/ui/console/steering/steer_menu.tsx";
import { Table } from "@parley/ui/console/table.tsx";
import { Ear, Eye, LogIn, type LucideIcon, UserRoundCheck } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type TextId, useText } from "../i18n.ts";
import type { Tab } from "../model/view.ts";
import styles from "./chats_table.module.css";
import { Ago, Since } from "./figure.tsx";
import { RowMenu } from "./row_menu.tsx";

interface Acts {
    onWatch: (chat: string, mode: Mode) => void;
    onAct: (name: ActName, chat: Chat) => void;
}

export function ChatsTable(props: Acts & { chats: readonly Chat[]; tab: Tab }) {
    const { chats, tab, onWatch, onAct } = props;
    const { t } = useText();
    return (
        <Table label={t(`chats.${tab}`)} look="live">
            <thead>
                <tr>
                    <th scope="col">{t("chat.customer")}</th>
                    <th scope="col">{t("queue.name")}</th>
                    <th scope="col">{t("agent.name")}</th>
                    <th scope="col">{t(heads[tab].time)}</th>
                    <th scope="col">{t(heads[tab].state)}</th>
                    <th scope="col">{t("chat.last")}</th>
                    <th scope="col">
                        <span className="sr">{t("agent.actions")}</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                {chats.map((chat) => (
                    <Row key={chat.id} chat={chat} tab={tab} onWatch={onWatch} onAct={onAct} />
                ))}
            </tbody>
        </Table>
    );
}

const heads: Record<Tab, { time: TextId; state: TextId }> = {
    active: { time: "chat.for", state: "chat.unanswered" },
    queued: { time: "chat.for", state: "chat.unanswered" },
    completed: { time: "chat.ended", state: "chat.how" },
    all: { time: "chat.begun", state: "chat.state" },
};

function Row({ chat, tab, onWatch, onAct }: Acts & { chat: Chat; tab: Tab }) {
    const { t } = useText();
    const name = chat.customer.name || t("customer.unnamed");
    return (
        <tr>
            <th scope="row">
                <bdi>{name}</bdi>
            </th>
            <td>{chat.queue_name}</td>
            <td>{chat.agent ? <bdi>{chat.agent.name}</bdi> : "–"}</td>
            <td>
                <Time chat={chat} tab={tab} />
            </td>
            <td>
                <State chat={chat} tab={tab} />
            </td>
            <td className={styles.last}>
                {chat.last_message && <Said item={chat.last_message} />}
            </td>
            <td>
                <Actions chat={chat} name={name} onWatch={onWatch} onAct={onAct} />
            </td>
        </tr>
    );
}

function Time({ chat, tab }: { chat: Chat; tab: Tab }) {
    switch (tab) {
        case "active":
            return <Since at={chat.accepted_at ?? chat.started_at} />;
        case "queued":
            return <Since at={chat.started_at} />;
        case "completed":
            return <Ago at={chat.ended_at ?? chat.started_at} />;
        case "all":
            return <Ago at={chat.started_at} />;
    }
}

function State({ chat, tab }: { chat: Chat; tab: Tab }) {
    const { t } = useText();
    if (tab === "active" || tab === "queued") return <Since at={chat.unanswered_since} />;
    switch (chat.state) {
        case "bot":
            return t("chat.with_bot");
        case "queued":
        case "offered":
            return t("chats.queued");
        case "active":
            return t("chats.active");
        default:
            return t(chat.accepted_at ? "chat.answered" : "chat.not_answered");
    }
}

interface Entry {
    label: TextId;
    icon: LucideIcon;
    run: () => void;
}

/** What may be done with it; without the right to an operation there is no item for it. */
function useEntries(chat: Chat, { onWatch, onAct }: Acts): readonly Entry[] {
    const face = useFace();
    const watches = face.may("chat_monitor") && chat.state === "active";
    return [
        ...(watches ? watching : []).map(({ mode, ...entry }) => ({
            ...entry,
            run: () => onWatch(chat.id, mode),
        })),
        ...decisionsOn(chat, face).map(({ act, ...entry }) => ({
            ...entry,
            run: () => onAct(act, chat),
        })),
    ];
}

const watching = [
    { label: "supervise.whisper", icon: Ear, mode: "whisper" },
    { label: "supervise.join", icon: LogIn, mode: "join" },
    { label: "supervise.take_over", icon: UserRoundCheck, mode: "take_over" },
] as const;

const isOver = ({ state }: Chat): boolean => state === "closed" || state === "unanswered";

function Actions({ chat, name, ...acts }: Acts & { chat: Chat; name: string }) {
    const { t } = useText();
    const open = !isOver(chat);
    const shown = useEntries(chat, acts);
    return (
        <div className={styles.actions}>
            <button
                type="button"
                className="button"
                aria-label={t(open ? "supervise.watch_chat" : "chat.read_of", { name })}
                onClick={() => acts.onWatch(chat.id, "watch")}
            >
                <Eye size={16} aria-hidden="true" />
                {t(open ? "supervise.watch" : "chat.read")}
            </button>
            {shown.length > 0 && (
                <RowMenu label={t("chat.actions_of", { name })}>
                    {shown.map(({ label, icon: Icon, run }) => (
                        <DropdownMenu.Item key={label} className={menu.item} onSelect={run}>
                            <Icon size={16} aria-hidden="true" />
                            <span>{t(label)}</span>
                        </DropdownMenu.Item>
                    ))}
                </RowMenu>
            )}
        </div>
    );
}
