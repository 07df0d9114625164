// The rows of chats, each with what may be done with it.
import type { Chat, Right } from "@parley/sdk";
import { ago, exact } from "@parley/ui";
import type { Mode } from "@parley/ui/console/chat/supervision.tsx";
import menu from "@parley/ui/console/menu.module.css";
import { Ear, Ellipsis, Eye, LogIn, type LucideIcon, UserRoundCheck } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useMay, useNow } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import type { Tab } from "../model/view.ts";
import type { ActName } from "./chat_acts.tsx";
import styles from "./chats_table.module.css";
import { Since } from "./figure.tsx";
import table from "./live_table.module.css";
import { isActive, isOpen, steering } from "./steering.tsx";

interface Acts {
    onWatch: (chat: string, mode: Mode) => void;
    onAct: (name: ActName, chat: Chat) => void;
}

export function ChatsTable(props: Acts & { chats: readonly Chat[]; tab: Tab }) {
    const { chats, tab, onWatch, onAct } = props;
    const { t } = useText();
    return (
        <section
            className={`${table.box} ${styles.box}`}
            aria-label={t(`chats.${tab}`)}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys
            tabIndex={0}
        >
            <table className={table.table}>
                <thead>
                    <tr>
                        <th scope="col">{t("chat.customer")}</th>
                        <th scope="col">{t("queue.name")}</th>
                        <th scope="col">{t("agent.name")}</th>
                        <th scope="col">{t(tab === "completed" ? "chat.ended" : "chat.for")}</th>
                        <th scope="col">
                            {t(tab === "completed" ? "chat.how" : "chat.unanswered")}
                        </th>
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
            </table>
        </section>
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
    right: Right;
    when: (chat: Chat) => boolean;
    run: (acts: Acts, chat: Chat) => void;
}

/** Without the right to an operation there is no item for it. */
const entries: readonly Entry[] = [
    {
        label: "supervise.whisper",
        icon: Ear,
        right: "chat_monitor",
        when: isActive,
        run: ({ onWatch }, { id }) => onWatch(id, "whisper"),
    },
    {
        label: "supervise.join",
        icon: LogIn,
        right: "chat_monitor",
        when: isActive,
        run: ({ onWatch }, { id }) => onWatch(id, "join"),
    },
    {
        label: "supervise.take_over",
        icon: UserRoundCheck,
        right: "chat_monitor",
        when: isActive,
        run: ({ onWatch }, { id }) => onWatch(id, "take_over"),
    },
    ...steering.map(({ act, ...rest }) => ({
        ...rest,
        right: "chat_steer" as const,
        run: ({ onAct }: Acts, chat: Chat) => onAct(act, chat),
    })),
];

function Actions({ chat, name, onWatch, onAct }: Acts & { chat: Chat; name: string }) {
    const { t } = useText();
    const may = useMay();
    const open = isOpen(chat);
    const shown = entries.filter(({ right, when }) => may(right) && when(chat));
    return (
        <div className={styles.actions}>
            <button
                type="button"
                className="button"
                aria-label={t(open ? "supervise.watch_chat" : "chat.read_of", { name })}
                onClick={() => onWatch(chat.id, "watch")}
            >
                <Eye size={16} aria-hidden="true" />
                {t(open ? "supervise.watch" : "chat.read")}
            </button>
            {shown.length > 0 && (
                <DropdownMenu.Root modal={false}>
                    <DropdownMenu.Trigger asChild>
                        <button
                            type="button"
                            className="button quiet square"
                            aria-label={t("chat.actions_of", { name })}
                        >
                            <Ellipsis size={18} aria-hidden="true" />
                        </button>
                    </DropdownMenu.Trigger>
                    <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6}>
                        {shown.map(({ label, icon: Icon, run }) => (
                            <DropdownMenu.Item
                                key={label}
                                className={menu.item}
                                onSelect={() => run({ onWatch, onAct }, chat)}
                            >
                                <Icon size={16} aria-hidden="true" />
                                <span>{t(label)}</span>
                            </DropdownMenu.Item>
                        ))}
                    </DropdownMenu.Content>
                </DropdownMenu.Root>
            )}
        </div>
    );
}
