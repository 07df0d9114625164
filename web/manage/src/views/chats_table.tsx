// The rows of chats, each with what may be done with it.
import type { Chat } from "@parley/sdk";
import { ago, exact } from "@parley/ui";
import { useFace } from "@parley/ui/console/chat/face.tsx";
import type { Mode } from "@parley/ui/console/chat/supervision.tsx";
import menu from "@parley/ui/console/menu.module.css";
import type { ActName } from "@parley/ui/console/steering/chat_acts.tsx";
import { decisionsOn } from "@parley/ui/console/steering/steer_menu.tsx";
import { Table } from "@parley/ui/console/table.tsx";
import { Ear, Eye, LogIn, type LucideIcon, UserRoundCheck } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useNow } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import type { Tab } from "../model/view.ts";
import styles from "./chats_table.module.css";
import { Since } from "./figure.tsx";
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
                    <th scope="col">{t(tab === "completed" ? "chat.ended" : "chat.for")}</th>
                    <th scope="col">{t(tab === "completed" ? "chat.how" : "chat.unanswered")}</th>
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

function Row({ chat, tab, onWatch, onAct }: Acts & { chat: Chat; tab: Tab }) {
    const { t } = useText();
    const name = chat.customer.name || t("customer.unnamed");
    const since = tab === "active" ? (chat.accepted_at ?? chat.started_at) : chat.started_at;
    return (
        <tr>
            <th scope="row">
                <bdi>{name}</bdi>
            </th>
            <td>{chat.queue_name}</td>
            <td>{chat.agent ? <bdi>{chat.agent.name}</bdi> : "–"}</td>
            <td>{tab === "completed" ? <Ended chat={chat} /> : <Since at={since} />}</td>
            <td>
                {tab === "completed" ? (
                    t(chat.accepted_at ? "chat.answered" : "chat.not_answered")
                ) : (
                    <Since at={chat.unanswered_since} />
                )}
            </td>
            <td className={styles.last}>
                <bdi>{chat.last_message?.text ?? ""}</bdi>
            </td>
            <td>
                <Actions chat={chat} name={name} onWatch={onWatch} onAct={onAct} />
            </td>
        </tr>
    );
}

function Ended({ chat }: { chat: Chat }) {
    const now = useNow();
    const { language } = useText();
    const at = chat.ended_at ?? chat.started_at;
    return (
        <time dateTime={at} title={exact(at, language)}>
            {ago(at, now, language)}
        </time>
    );
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
